"""Progress: the talks so far, their feedback, and how to delete them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.core.clock import clock_face
from simulator.core.progress import PastTalk
from simulator.errors import SimulatorError
from simulator.past_talks import past_talks
from simulator.store import StoredSession
from simulator.ui import drills, real_talk
from simulator.ui.compare_talks import REPORTS, compare_talks
from simulator.ui.exports import export_all_buttons
from simulator.ui.feedback import NOT_RATED, show_feedback_of
from simulator.ui.machine import settings, store
from simulator.ui.plain import plain
from simulator.ui.practice import resume
from simulator.ui.progress_overview import overview
from simulator.ui.redo import leave_redo
from simulator.wiring import Gallery, load_gallery

SHOWN, ALL_SHOWN = "shown_talk", "all_talks_shown"
MOST_AT_FIRST = 10


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
    with st.container(horizontal=True):
        drills.link()
        real_talk.link()
    past = _past_talks(gallery)
    talks = store().sessions()  # older talks have just been given their scores
    talks = store().sessions()  # after the figures, which bring the scores of older talks up to date
    if not talks:
        st.info(
            "Nothing here yet. Have a talk under **Practice**; its feedback will wait for you here. After the second you see "
            "how each of your skills moves, and can lay two talks side by side.",
            icon=":material/forum:",
        )
        return
    if past:
        wanted = overview(past)
        if wanted is not None:
            st.session_state[SHOWN] = wanted
            st.session_state[f"thank-{wanted}"] = True  # the note's area, unfolded
            st.rerun()
        compare_talks(past, gallery.people)
    st.subheader("All talks", anchor=False)
    for one in talks[: None if st.session_state.get(ALL_SHOWN) else MOST_AT_FIRST]:
        _row(one, gallery)
    if len(talks) > MOST_AT_FIRST and not st.session_state.get(ALL_SHOWN):
        st.button(f"Show all {len(talks)}", key="show-all", on_click=_show_all)
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        export_all_buttons(store(), gallery.people)
        if st.button("Delete all talks", icon=":material/delete_forever:", type="tertiary"):
            _confirm_delete_all(len(talks))


def _show_all() -> None:
    st.session_state[ALL_SHOWN] = True


def _past_talks(gallery: Gallery) -> tuple[PastTalk, ...]:
    """The finished talks with their figures; a bar while those of older talks are made, which happens once."""
    place = st.empty()

    def tell(done: int, total: int) -> None:
        place.progress(done / total, text=f"Reading {done} of {total} older talks, once …")

    past = past_talks(store(), gallery.people, on_talk=tell)
    place.empty()
    return past


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
        st.session_state.pop(REPORTS, None)  # what was compared holds words of the talks
        act()
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()
