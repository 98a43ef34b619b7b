"""A few words in somebody's voice, to hear what they sound like."""

from __future__ import annotations

import streamlit as st

from simulator.domain import Voice
from simulator.engines.audio_files import encode_wav
from simulator.errors import SimulatorError
from simulator.ui.machine import machine, settings
from simulator.ui.plain import plain


def hear_voice(text: str, voice: Voice, name: str) -> None:
    """Play the text; where there is no voice, say why there is none."""
    try:
        synthesizer = machine().synthesizer(settings())
        if synthesizer is None:
            st.caption("There is no voice on this machine, or it is switched off in the settings.")
            return
        clip = synthesizer.synthesize(text, voice)
        st.audio(encode_wav(clip), format="audio/wav", autoplay=True, alt=f"{name} says hello")
        notice = getattr(synthesizer, "last_voice_notice", "")
        if notice:
            st.caption(plain(notice))
    except SimulatorError as error:
        st.warning(plain(str(error)))
