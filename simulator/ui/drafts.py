"""What the user writes beside a talk: kept in the store as it grows, and in the page's own state should the store fail."""

from __future__ import annotations

import streamlit as st

from simulator.errors import StoreError
from simulator.store import DraftKind
from simulator.ui.machine import store
from simulator.ui.plain import plain

_WRITTEN, _PROBLEM = "drafts_written", "drafts_problem"


def draft(owner: str, kind: DraftKind) -> str:
    """The text as it was last written, here or in an earlier run of the program."""
    written: dict[tuple[str, DraftKind], str] = st.session_state.setdefault(_WRITTEN, {})
    if (owner, kind) in written:
        return written[owner, kind]
    try:
        return store().drafts.text(owner, kind)
    except StoreError as error:
        st.session_state[_PROBLEM] = str(error)
        return ""


def keep_draft(owner: str, kind: DraftKind, text: str) -> None:
    """Keep a text. Where the store fails, a sentence says so and the words stay on the page."""
    written: dict[tuple[str, DraftKind], str] = st.session_state.setdefault(_WRITTEN, {})
    written[owner, kind] = text
    try:
        store().drafts.save(owner, kind, text)
    except StoreError as error:
        st.session_state[_PROBLEM] = f"{error} What you wrote is still here; copy it before you close the page."
        return
    del written[owner, kind]  # the store has it, and another tab may go on with it
    st.session_state.pop(_PROBLEM, None)


def draft_problem() -> None:
    """Say what went wrong with keeping, if anything did."""
    message = st.session_state.get(_PROBLEM)
    if message:
        st.warning(plain(message), icon=":material/info:")
