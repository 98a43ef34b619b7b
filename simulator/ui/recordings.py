"""Whether the user's recordings are kept, how much room they take, and deleting them."""

from __future__ import annotations

import streamlit as st

from simulator.errors import StoreError
from simulator.settings import Settings, save_settings
from simulator.ui.machine import settings, store
from simulator.ui.plain import plain

_KEEP = "keep"


def keep_switch(current: Settings) -> None:
    """The switch, before a talk and under Settings; it is remembered."""
    st.toggle(
        "Keep my recordings on this machine",
        current.keep_recordings,
        key=_KEEP,
        on_change=_remember,
        help="Until you delete the talk, so that you can hear a moment again and see how you spoke: pace, pauses, pitch, "
        "“um”. Off: only the words are kept, and how you sounded cannot be measured.",
    )


def _remember() -> None:
    try:
        save_settings(settings().model_copy(update={"keep_recordings": bool(st.session_state[_KEEP])}))
    except StoreError as error:
        st.toast(plain(str(error)), icon=":material/error:")


def recordings_kept() -> None:
    """How much room the recordings take, with a way to delete them all."""
    size = store().recordings_bytes()
    if not size:
        st.caption("No recordings are kept on this machine now.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Your recordings take {size_in_words(size)}.")
        if st.button("Delete all recordings", icon=":material/delete:"):
            _confirm()


def size_in_words(size_bytes: int) -> str:
    megabytes = size_bytes / 1e6
    return (
        f"{megabytes / 1000:.1f} GB"
        if megabytes >= 1000
        else f"{megabytes:.0f} MB"
        if megabytes >= 10
        else f"{megabytes:.1f} MB"
    )


@st.dialog("Delete all recordings?")
def _confirm() -> None:
    st.markdown("Your talks, their words and their feedback stay. You can no longer hear yourself in them.")
    with st.container(horizontal=True):
        if st.button("Delete them", type="primary"):
            try:
                store().delete_recordings()
            except StoreError as error:
                st.error(plain(str(error)))
                return
            st.rerun()
        if st.button("Keep them"):
            st.rerun()
