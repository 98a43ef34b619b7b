"""How talks are judged: every check with its weight, its sources and its threshold, as the program applies them."""

from __future__ import annotations

import streamlit as st

from simulator.core.judging import CAP_SENTENCES, ENOUGH_SENTENCES, met_when
from simulator.core.rubric import DIMENSIONS, Check, Dimension
from simulator.ui.plain import plain

TITLE = "How this is judged"
PAGE = "judging_page"


def page() -> None:
    st.title(TITLE, anchor=False)
    st.markdown(
        "Nothing here is an impression. Each check looks for something that can be seen in the words or on the clock, and shows "
        "the words it found. About a hundred published guides were read for the rules; the number beside a check says how many of "
        "them name it, at least. The weights are ours, set with those numbers in view."
    )
    rubric()


def rubric() -> None:
    """All checks, generated from the table that the program judges by."""
    total = sum(dimension.weight for dimension in DIMENSIONS)
    for dimension in DIMENSIONS:
        with st.expander(f"{plain(dimension.title)} · {dimension.weight / total:.0%} of the whole"):
            st.markdown("\n".join(_row(dimension, check) for check in dimension.checks))
    st.markdown("**What is too little to judge.** " + " ".join(ENOUGH_SENTENCES))
    st.markdown("**What holds the score down.** " + " ".join(CAP_SENTENCES))


def _row(dimension: Dimension, check: Check) -> str:
    share = check.weight / sum(one.weight for one in dimension.checks)
    sources = f"{check.sources} guides" if check.sources else "our own"
    return f"- **{plain(check.title)}**: {plain(met_when(check))}. :small[{share:.0%} of this part, {sources}]"


def link() -> None:
    """A way to this page from wherever scores are shown; nothing where the pages are not known, as in a test of one page."""
    known = st.session_state.get(PAGE)
    if known is not None:
        st.page_link(known, label=TITLE, icon=":material/balance:")
