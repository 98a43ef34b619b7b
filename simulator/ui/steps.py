"""Where the user is in a practice, kept in the page's state and, for a talk, in its address."""

from __future__ import annotations

import secrets
from enum import StrEnum

import streamlit as st

STEP, PERSON, REHEARSAL, REPORT = "step", "person", "rehearsal", "report"
TALK_PARAMETER = "talk"


class Step(StrEnum):
    CHOOSE = "choose"
    PREPARE = "prepare"
    TALK = "talk"
    FEEDBACK = "feedback"


def go_to(step: Step, *, talk: str | None = None) -> None:
    """Move to a step. A talk stands in the address, so that a refresh finds it again."""
    st.session_state[STEP] = step
    if step in (Step.CHOOSE, Step.PREPARE):
        st.session_state.pop(REHEARSAL, None)
        st.session_state.pop(REPORT, None)
        st.query_params.pop(TALK_PARAMETER, None)
    if talk is not None:
        st.query_params[TALK_PARAMETER] = talk
        if step is Step.FEEDBACK:
            st.session_state[REPORT] = talk
            st.session_state.pop(REHEARSAL, None)


def fresh_seed() -> int:
    """Chance for a new talk."""
    return secrets.randbelow(2**31)
