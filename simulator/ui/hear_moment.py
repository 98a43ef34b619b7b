"""Hear a moment of one's own recording: a small button beside a quote, where there is a recording."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from simulator.core.facts import Evidence, Facts
from simulator.domain import Role
from simulator.engines.audio_files import decode_audio, encode_wav
from simulator.errors import SimulatorError
from simulator.ui.machine import store
from simulator.ui.plain import plain

BEFORE_S, AFTER_S = 0.6, 0.8
"""So much of what stands around the words is played with them: times of words are rough."""
_MOMENTS = "moments"


@dataclass(slots=True)
class _Moments:
    """The recordings of the talk on the page; `shown` counts the buttons, so that each has a name of its own."""

    talk_id: str
    starts_s: dict[int, float]
    shown: dict[tuple[int, float, float], int] = field(default_factory=dict)


def moments_of(talk_id: str | None, facts: Facts) -> None:
    """Say which talk is on the page, before its quotes are shown; None for one that has no recordings."""
    starts_s: dict[int, float] = {}
    if talk_id is not None:
        recorded = store().recorded_turns(talk_id)
        own = [turn for turn in facts.state.turns if turn.role is Role.USER]
        starts_s = {turn.index: turn.start_s for turn in own if turn.index in recorded}
    st.session_state[_MOMENTS] = _Moments(talk_id or "", starts_s)


def hear_moment(one: Evidence) -> None:
    """A button that plays the words of a quote as they were said; nothing where they were not recorded."""
    moments: _Moments | None = st.session_state.get(_MOMENTS)
    if moments is None or one.turn not in moments.starts_s:
        return
    place = (one.turn, one.start_s, one.end_s)  # the same words may be shown cut short too
    number = moments.shown[place] = moments.shown.get(place, -1) + 1
    start_s = one.start_s - moments.starts_s[one.turn]
    _button(
        moments.talk_id,
        one.turn,
        start_s,
        one.end_s - moments.starts_s[one.turn],
        f"{start_s:.2f}-{one.end_s:.2f}-{number}",
    )


@st.fragment
def _button(talk_id: str, turn: int, start_s: float, end_s: float, name: str) -> None:
    """In a part of the page of its own: playing does not build the whole feedback anew."""
    if not st.button("Hear it", key=f"hear-{turn}-{name}", icon=":material/volume_up:", type="tertiary"):
        return
    try:
        sound = moment_sound(talk_id, turn, start_s, end_s)
    except SimulatorError as error:
        st.warning(plain(str(error)), icon=":material/volume_off:")
        return
    if sound is None:
        st.caption("This recording is not here any more.")
    else:
        st.audio(sound, format="audio/wav", autoplay=True, alt="Your own words")


def moment_sound(talk_id: str, turn: int, start_s: float, end_s: float) -> bytes | None:
    """The words between two seconds of a turn's recording with a little around them, as a WAV; None without a recording."""
    wav = store().audio(talk_id, turn)
    return None if wav is None else encode_wav(decode_audio(wav).part(start_s - BEFORE_S, end_s + AFTER_S))
