"""People: who there is, how they sound, and how to make or bring somebody of your own."""

from __future__ import annotations

import streamlit as st

from simulator.core.persona_advice import ENOUGH_TOPICS, AdviceKind, advise
from simulator.core.persona_draft import Draft, draft_of
from simulator.domain import LineKind, Persona
from simulator.errors import SimulatorError
from simulator.own_people import comes_with_the_program, delete_person, kept_draft, own_folder, text_of
from simulator.ui.people_import import show_import
from simulator.ui.person_fields import current_draft, open_draft
from simulator.ui.person_form import SAVED, show_form
from simulator.ui.plain import plain
from simulator.ui.practice import person_card
from simulator.ui.speak import hear_voice
from simulator.ui.steps import PERSON, Step, go_to
from simulator.wiring import Gallery, load_gallery

COLUMNS = 2
ASKED = "people_asked"
"""What the page wants to be sure of, and about whom."""
NAMELESS = "somebody without a name"
WORTH_A_LOOK = (
    AdviceKind.THIN_ANSWER,
    AdviceKind.LONG_ANSWER,
    AdviceKind.SAME_ANSWER,
    AdviceKind.TWICE,
    AdviceKind.CONTRADICTION,
    AdviceKind.MINUTES,
    AdviceKind.CONTACT,
    AdviceKind.STAGE_DIRECTION,
)
"""The advice that points at words somebody wrote, not at what could be written besides."""


def page() -> None:
    draft = current_draft()
    if draft is not None:
        show_form(draft)
        return
    try:
        _gallery(load_gallery())
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _gallery(gallery: Gallery) -> None:
    st.title("People", anchor=False)
    st.markdown("Everybody you can practise with. They are invented; make one who is like the person you will meet.")
    _begin()
    _just_saved(gallery)
    for problem in gallery.problems:
        st.warning(plain(problem), icon=":material/person_off:")
    own = [one for one in gallery.people.values() if not comes_with_the_program(one.id)]
    if own:
        st.subheader("Yours", anchor=False)
        _cards(own)
        st.subheader("Those who come with the program", anchor=False)
    _cards([one for one in gallery.people.values() if one not in own])
    st.subheader("Bring somebody in", anchor=False)
    show_import(gallery)
    with st.expander("Write a file by hand", icon=":material/edit_note:"):
        st.markdown(
            "A person is one text file. Put it into this folder; the guide `docs/personas.md` explains every line, and "
            "`python -m simulator personas check` tells what is wrong and what would make it better."
        )
        st.code(str(own_folder()), language=None, wrap_lines=True)


def _begin() -> None:
    waiting = kept_draft()
    with st.container(horizontal=True, vertical_alignment="center", key="people-begin"):
        if waiting is not None:
            who = waiting.name.strip() or NAMELESS
            if st.button("Go on writing", type="primary", icon=":material/edit:", key="draft-go-on"):
                open_draft(waiting)
                st.rerun()
            if st.button("Begin another", icon=":material/person_add:", key="draft-new"):
                _confirm_new(who)
            st.caption(f"You were writing {plain(who)}.")
        elif st.button("Make your own person", type="primary", icon=":material/person_add:", key="draft-new"):
            open_draft(Draft())
            st.rerun()


@st.dialog("Begin another person?")
def _confirm_new(who: str) -> None:
    st.markdown(f"What you typed for **{plain(who)}** and did not save will be gone.")
    if st.button("Begin another", type="primary", icon=":material/person_add:", key="draft-new-sure"):
        open_draft(Draft(), instead=True)
        st.rerun()


def _just_saved(gallery: Gallery) -> None:
    persona = gallery.people.get(st.session_state.pop(SAVED, ""))
    if persona is None:
        return
    st.success(f"{plain(persona.name)} is saved and ready to talk.", icon=":material/check:")
    notes = [one for one in advise(persona) if one.kind in WORTH_A_LOOK]
    if notes:
        with st.expander("Worth another look", icon=":material/rate_review:", expanded=True):
            st.markdown("\n".join(f"- {plain(str(one))}" for one in notes[:12]))


# ── the cards ────────────────────────────────────────────────────────────────────────────────────────────────────


def _cards(people: list[Persona]) -> None:
    for start in range(0, len(people), COLUMNS):
        for column, persona in zip(st.columns(COLUMNS), people[start : start + COLUMNS], strict=False):
            with (
                column,
                st.container(
                    border=True, height="stretch", vertical_alignment="distribute", key=f"person-{persona.id}"
                ),
            ):
                _card(persona)


def _card(persona: Persona) -> None:
    with st.container():
        person_card(persona)
        if len(persona.topics) < ENOUGH_TOPICS:
            more = ENOUGH_TOPICS - len(persona.topics)
            st.caption(f"Can speak about {len(persona.topics)} things; {more} more would make a full talk.")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        hears = st.button("Hear", key=f"hear-{persona.id}", icon=":material/volume_up:")
        if st.button("Meet", key=f"meet-{persona.id}", icon=":material/forum:"):
            st.session_state[PERSON] = persona.id
            go_to(Step.PREPARE)
            st.switch_page(st.session_state["practice_page"])
        with st.popover("More", icon=":material/more_horiz:", key=f"more-{persona.id}"):
            _more(persona)
    if hears:
        hear_voice(persona.lines[LineKind.OPENING][0], persona.voice, persona.name)


def _more(persona: Persona) -> None:
    """What else one can do with them. What cannot be undone is asked in the same place, where the hand already is."""
    asked, about = st.session_state.get(ASKED, ("", ""))
    if about == persona.id and asked == "delete":
        _ask_to_delete(persona)
    elif about == persona.id and asked in ("change", "copy"):
        _ask_to_leave(persona, new=asked == "copy")
    else:
        _menu(persona, own=not comes_with_the_program(persona.id))


def _menu(persona: Persona, *, own: bool) -> None:
    if own and st.button("Change", key=f"edit-{persona.id}", icon=":material/edit:", width="stretch"):
        _edit(persona, new=False)
    if st.button("Copy and change", key=f"copy-{persona.id}", icon=":material/content_copy:", width="stretch"):
        _edit(persona, new=True)
    st.download_button(
        "Save as a file",
        data=lambda: text_of(persona.id),
        file_name=f"{persona.id}.yaml",
        mime="application/yaml",
        on_click="ignore",
        key=f"export-{persona.id}",
        icon=":material/download:",
        width="stretch",
    )
    if own and st.button("Delete", key=f"delete-{persona.id}", icon=":material/delete:", width="stretch"):
        _ask("delete", persona)


def _ask(what: str, persona: Persona) -> None:
    st.session_state[ASKED] = (what, persona.id)
    st.rerun()


def _answered(persona: Persona, label: str, icon: str, keep: str) -> bool:
    """Whether they said yes; a no takes the question away."""
    yes = st.button(label, type="primary", key=f"sure-{persona.id}", icon=icon, width="stretch")
    no = st.button(keep, key=f"unsure-{persona.id}", width="stretch")
    if yes or no:
        st.session_state.pop(ASKED, None)
    if no:
        st.rerun()
    return yes


def _draft_of(persona: Persona, *, new: bool) -> Draft:
    draft = draft_of(persona, text_of(persona.id), new=new)
    return draft.model_copy(update={"name": f"{persona.name} (copy)"}) if new else draft


def _edit(persona: Persona, *, new: bool) -> None:
    draft, waiting = _draft_of(persona, new=new), kept_draft()
    if waiting is not None and (new or (waiting.id, waiting.original) != (draft.id, draft.original)):
        _ask("copy" if new else "change", persona)
    open_draft(waiting if waiting is not None else draft)
    st.rerun()


def _ask_to_leave(persona: Persona, *, new: bool) -> None:
    waiting = kept_draft()
    who = waiting.name.strip() if waiting else ""
    st.markdown(f"What you typed for **{plain(who or NAMELESS)}** and did not save will be gone.")
    if _answered(persona, "Leave it", ":material/edit:", "Keep it"):
        open_draft(_draft_of(persona, new=new), instead=True)
        st.rerun()


def _ask_to_delete(persona: Persona) -> None:
    st.markdown(
        f"**{plain(persona.name)}** and everything you wrote for them will be gone for good. Your talks with them stay "
        "under Progress. To keep a copy, save them as a file first."
    )
    if _answered(persona, "Delete them", ":material/delete:", "Keep them"):
        try:
            delete_person(persona.id)
        except SimulatorError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        st.rerun()
