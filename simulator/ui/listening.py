"""Measuring the recordings of a talk once, before its feedback is shown, with the progress on the page."""

from __future__ import annotations

import streamlit as st

from simulator.errors import SimulatorError
from simulator.sound_of_talks import measure_talk, needs_measuring
from simulator.ui.machine import store
from simulator.ui.plain import plain
from simulator.wiring import build_sound_measure

_TRIED = "sound_tried"


def listen_to(talk_id: str) -> bool:
    """Measure what nobody has measured yet; whether there is something new. What goes wrong is told, and the feedback goes on."""
    tried: set[str] = st.session_state.setdefault(_TRIED, set())
    if talk_id in tried or not needs_measuring(store(), talk_id):
        return False
    tried.add(talk_id)  # once a visit: what failed now would fail again at every click
    bar = st.progress(0.0, text="Listening to how you spoke …")
    try:
        measure_talk(
            store(),
            talk_id,
            build_sound_measure(),
            lambda done, of: bar.progress(done / of, text=f"Listening to how you spoke: {done} of {of} recordings …"),
        )
    except SimulatorError as error:
        st.warning(f"How you sounded could not be measured: {plain(str(error))}", icon=":material/info:")
        return False
    finally:
        bar.empty()
    return True
