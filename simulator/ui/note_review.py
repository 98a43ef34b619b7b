"""A checked note on the page: what to mend first, then each check with the words it speaks of; and ways to take it along."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.core.notes import NoteCheck, NoteReview
from simulator.language import shorten
from simulator.ui.plain import plain, quoted

MARKS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/remove:"}
MOST_QUOTE_CHARACTERS = 160


def show_review(review: NoteReview) -> None:
    """The one thing to mend, then all checks: those that are not met first."""
    if not review.word_count:
        st.caption("Begin to write; when you click outside the box, what you wrote is checked and kept.")
        return
    if review.mend_first is not None:
        with st.container(border=True):
            st.markdown("**:material/build: Mend this first**")
            st.markdown(plain(review.mend_first.advice))
    elif review.rated:
        st.success("Nothing stands out. It can go.", icon=":material/verified:")
    show_checks(review.to_mend)
    fine = [one for one in review.checks if one.met is True]
    if fine:
        with st.expander(f"What is fine already: {len(fine)} of {review.rated}", icon=MARKS[True]):
            show_checks(fine)
    for one in review.checks:
        if one.met is None:
            st.caption(f"{plain(one.title)}: not rated. {plain(one.why)}")


def show_checks(checks: Iterable[NoteCheck]) -> None:
    """Each check with its verdict and the words of the note that show it."""
    for one in checks:
        line = f"{MARKS[one.met]} **{plain(one.title)}.** {plain(one.why)}"
        if one.quotes and one.met is not None:
            line += f"  \n:small[*{quoted(shorten(one.quotes[0], most_chars=MOST_QUOTE_CHARACTERS))}*]"
        st.markdown(line)


def take_along(text: str, *, file_name: str, key: str) -> None:
    """The text to copy or to download; nothing where there is none."""
    if not text.strip():
        return
    with st.container(horizontal=True):
        with st.popover("Copy", icon=":material/content_copy:"):
            st.caption("The sign in the corner of the box copies the text.")
            st.code(text, language=None, wrap_lines=True)
        st.download_button(
            "Download as text",
            text,
            file_name=file_name,
            mime="text/plain",
            icon=":material/download:",
            on_click="ignore",
            key=f"{key}-text",
        )
