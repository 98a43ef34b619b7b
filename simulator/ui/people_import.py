"""Bring somebody in from a file: what is wrong with it is said, and nobody is replaced without being asked."""

from __future__ import annotations

import streamlit as st

from simulator.core.persona_draft import id_from_name
from simulator.core.personas import MOST_FILE_BYTES
from simulator.domain import Persona
from simulator.errors import SimulatorError
from simulator.own_people import comes_with_the_program, ids_taken, read_upload, renamed, save_person
from simulator.ui.person_form import SAVED
from simulator.ui.plain import plain
from simulator.ui.practice import person_card
from simulator.wiring import Gallery

UPLOADS = "people_uploads"


def show_import(gallery: Gallery) -> None:
    number = st.session_state.get(UPLOADS, 0)
    upload = st.file_uploader(
        "A person's file, as saved from this page",
        type=["yaml", "yml"],
        key=f"person-file-{number}",
        max_upload_size=1,
        help=f"Text of at most {MOST_FILE_BYTES // 1024} KB. It is checked before anything is kept.",
    )
    if upload is None:
        return
    try:
        persona, text = read_upload(upload.getvalue(), upload.name)
    except SimulatorError as error:
        for sentence in str(error).splitlines():
            st.error(plain(sentence), icon=":material/error:")
        st.caption("Nothing was kept. Mend the file and choose it again.")
        return
    with st.container(border=True, key="person-upload"):
        person_card(persona)
        _offer(persona, text, gallery)


def _offer(persona: Persona, text: str, gallery: Gallery) -> None:
    taken = ids_taken()
    with st.container(horizontal=True):
        if persona.id not in taken:
            if st.button("Add them", type="primary", icon=":material/person_add:", key="upload-add"):
                _add(persona, text, replacing=False)
            return
        there = gallery.people.get(persona.id)
        who = there.name if there else persona.id
        if st.button("Keep both", type="primary", icon=":material/person_add:", key="upload-both"):
            _add(renamed(persona, id_from_name(persona.id, taken)), None, replacing=False)
        replaceable = not comes_with_the_program(persona.id)
        if replaceable and st.button("Replace mine", icon=":material/swap_horiz:", key="upload-replace"):
            _add(persona, text, replacing=True)
    more = "Keep both, or put this one in the other's place." if replaceable else "You can keep both."
    st.caption(f"There is already somebody of this name here: {plain(who)}. {more}")


def _add(persona: Persona, text: str | None, *, replacing: bool) -> None:
    try:
        save_person(persona, replacing=replacing, text=text)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[SAVED] = persona.id
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1  # an uploader with a new key is empty
    st.rerun()
