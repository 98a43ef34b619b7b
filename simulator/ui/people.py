"""People: who there is, what they can talk about, and how to add somebody."""

from __future__ import annotations

import streamlit as st

from simulator.core.personas import FEWEST_TOPICS
from simulator.errors import SimulatorError
from simulator.settings import home_folder
from simulator.ui.machine import machine, settings
from simulator.ui.plain import plain
from simulator.ui.practice import person_card
from simulator.wiring import load_gallery


def page() -> None:
    st.title("People", anchor=False)
    gallery = load_gallery()
    for problem in gallery.problems:
        st.warning(plain(problem), icon=":material/person_off:")
    for persona in gallery.people.values():
        with st.container(border=True):
            person_card(persona)
            st.caption(f"Can speak about {len(persona.topics)} topics.")
            if st.button("Hear the voice", key=f"hear-{persona.id}", icon=":material/volume_up:"):
                _hear(persona.id)
    st.subheader("Add somebody", anchor=False)
    st.markdown(
        f"A person is one file with at least {FEWEST_TOPICS} topics. Copy one that is there, change it, and put it into "
        "this folder; the guide `docs/personas.md` explains every line, and `python -m simulator personas check` "
        "tells what is missing."
    )
    st.code(str(home_folder() / "personas"), language=None)


def _hear(persona_id: str) -> None:
    from simulator.domain import LineKind
    from simulator.engines.audio_files import encode_wav

    try:
        persona = load_gallery().get(persona_id)
        voice = machine().synthesizer(settings())
        if voice is None:
            st.caption("There is no voice on this machine, or it is switched off in the settings.")
            return
        clip = voice.synthesize(persona.lines[LineKind.OPENING][0], persona.voice)
        st.audio(encode_wav(clip), format="audio/wav", autoplay=True, alt=f"{persona.name} says hello")
    except SimulatorError as error:
        st.warning(plain(str(error)))
