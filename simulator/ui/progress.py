"""Progress: the talks so far, their feedback, and how to delete them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.core.clock import clock_face
from simulator.errors import SimulatorError
from simulator.store import StoredSession
from simulator.ui import drills, real_talk
from simulator.ui.charts import progress_chart
from simulator.ui.feedback import NOT_RATED, show_feedback_of
from simulator.ui.machine import settings, store
from simulator.ui.plain import plain
from simulator.ui.practice import resume
from simulator.ui.redo import leave_redo
from simulator.wiring import Gallery, load_gallery

SHOWN = "shown_talk"


def page() -> None:
    try:
        gallery = load_gallery()
        shown = st.session_state.get(SHOWN)
        if shown is not None:
            if st.button("Back to all talks", icon=":material/arrow_back:", type="tertiary"):
                st.session_state.pop(SHOWN)
                leave_redo()
                st.rerun()
            show_feedback_of(shown, gallery)
            return
        _list(gallery)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _list(gallery: Gallery) -> None:
    st.title("Your talks", anchor=False)
    real_talk.link()
    drills.link()
    talks = store().sessions()
    if not talks:
        st.info(
            "Nothing here yet. Have a talk under **Practice**; its feedback will wait for you here.",
            icon=":material/forum:",
        )
        return
    rated = [one for one in reversed(talks) if one.overall is not None]
    if len(rated) >= 2:
        rows = [
            {"number": number, "score": one.overall, "who": one.persona_name, "when": _when(one)}
            for number, one in enumerate(rated, start=1)
        ]
        says = f"Overall scores of {len(rated)} rated talks, from {rated[0].overall} to {rated[-1].overall}."
        st.altair_chart(progress_chart(rows, dark=st.context.theme.type == "dark"), alt=says)
        st.caption(says)
    for one in talks:
        _row(one, gallery)
    st.divider()
    if st.button("Delete all talks", icon=":material/delete_forever:"):
        _confirm_delete_all(len(talks))


def _when(one: StoredSession) -> str:
    return one.started_at.astimezone().strftime("%d %B %Y, %H:%M")


def _row(one: StoredSession, gallery: Gallery) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"talk-{one.id}"):
        with st.container(width="stretch", gap=None):
            st.markdown(f"**{plain(one.persona_name)}**")
            length = (
                "unfinished" if one.ended_s is None else f"{clock_face(one.ended_s)} of {one.booking.minutes} minutes"
            )
            st.caption(f"{_when(one)} · {length} · {NOT_RATED if one.overall is None else f'{one.overall} of 100'}")
        known = one.persona_id in gallery.people
        if not known:
            st.caption("This person is no longer here; their file is missing.")
        elif one.ended_by is None:
            if st.button("Go on", key=f"go-{one.id}", icon=":material/play_arrow:"):
                resume(one.id, gallery.people[one.persona_id], settings())
                st.switch_page(st.session_state["practice_page"])
        elif st.button("Feedback", key=f"read-{one.id}", icon=":material/insights:"):
            st.session_state[SHOWN] = one.id
            st.rerun()
        if st.button("Delete", key=f"delete-{one.id}", icon=":material/delete:", type="tertiary"):
            _confirm_delete(one)


@st.dialog("Delete this talk?")
def _confirm_delete(one: StoredSession) -> None:
    st.markdown(f"Your talk with **{plain(one.persona_name)}** of {_when(one)} will be gone for good.")
    if st.button("Delete it", type="primary", icon=":material/delete:"):
        _delete(lambda: store().delete(one.id))


@st.dialog("Delete all talks?")
def _confirm_delete_all(count: int) -> None:
    st.markdown(f"All {count} talks with their feedback and recordings will be gone for good.")
    if st.button("Delete all", type="primary", icon=":material/delete_forever:"):
        _delete(lambda: store().delete_all())


def _delete(act: Callable[[], None]) -> None:
    """What goes wrong is said in the dialog: it runs by itself, outside the page's own care for errors."""
    try:
        act()
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()
