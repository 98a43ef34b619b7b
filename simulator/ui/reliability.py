"""How reliable the flags are: the model card, as the program measured and wrote it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

MODEL_CARD = Path(__file__).resolve().parents[2] / "docs" / "model_card.md"
TITLE = "How reliable are these flags?"


def page() -> None:
    st.title(TITLE, anchor=False)
    st.markdown(
        "A flag is a question to yourself, not a verdict. The program finds what drifts into asking for a job by comparing your words "
        "with some twenty thousand labelled sentences, and it is wrong at times: it misses hints, and now and then it minds an innocent "
        "question. Where it is wrong, say so beside the flag: it is taken out and your talk is scored again."
    )
    st.markdown("What follows is measured on sentences that it had not seen.")
    try:
        text = MODEL_CARD.read_text(encoding="utf-8")
    except OSError:
        st.info("The measurements are not on this machine: `docs/model_card.md` is missing.", icon=":material/info:")
        return
    st.markdown(text.partition("\n")[2])


def link() -> None:
    """A way to this page from wherever flags are shown; nothing where the pages are not known, as in a test of one page."""
    reliability_page = st.session_state.get("reliability_page")
    if reliability_page is not None:
        st.page_link(reliability_page, label=TITLE, icon=":material/rule:")
