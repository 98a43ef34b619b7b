"""Practice: choose somebody, prepare, talk, read the feedback. One step at a time."""

from __future__ import annotations

import streamlit as st

from simulator.core.mood import offered_minutes
from simulator.domain import SLOT_MINUTES, Booking, Difficulty, MeetingFormat, Persona, ResearchKind
from simulator.errors import SimulatorError
from simulator.rehearsal import Rehearsal
from simulator.settings import Settings
from simulator.ui.feedback import show_feedback_of
from simulator.ui.get_ready import get_ready, planned_questions
from simulator.ui.machine import engine_notice, machine, settings, store, where_words_go
from simulator.ui.plain import plain, quoted
from simulator.ui.portrait import portrait_svg
from simulator.ui.recordings import keep_switch
from simulator.ui.room import choose_way, show_conversation
from simulator.ui.steps import PERSON, REHEARSAL, REPORT, STEP, TALK_PARAMETER, Step, fresh_seed, go_to
from simulator.wiring import Gallery, load_gallery

FORMAT_NAMES = {
    MeetingFormat.VIDEO: "Video call",
    MeetingFormat.PHONE: "Phone call",
    MeetingFormat.IN_PERSON: "In person",
}

CARDS_IN_A_ROW = 2
DIFFICULTY_NAMES = {Difficulty.EASY: "Easy", Difficulty.AS_THEY_ARE: "As they are", Difficulty.HARD: "Hard"}
RESEARCH_ICONS = {
    ResearchKind.PROFILE: ":material/badge:",
    ResearchKind.ORGANISATION: ":material/apartment:",
    ResearchKind.ARTICLE: ":material/article:",
    ResearchKind.TALK: ":material/record_voice_over:",
}


def page() -> None:
    try:
        current = settings()
        gallery = load_gallery()
        _resume_from_address(gallery, current)
        step = st.session_state.get(STEP, Step.CHOOSE)
        if step is Step.TALK and REHEARSAL in st.session_state:
            _keep_in_address(st.session_state[REHEARSAL])
            show_conversation(st.session_state[REHEARSAL], current)
        elif step is Step.FEEDBACK and REPORT in st.session_state:
            show_feedback_of(st.session_state[REPORT], gallery)
        elif step is Step.PREPARE and st.session_state.get(PERSON) in gallery.people:
            _prepare(gallery.people[st.session_state[PERSON]], current)
        else:
            _choose(gallery, current)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")
        if st.button("Start again", icon=":material/restart_alt:"):
            go_to(Step.CHOOSE)
            st.rerun()


def _resume_from_address(gallery: Gallery, current: Settings) -> None:
    """A refresh or a reopened tab goes on where the talk was: its id stands in the address."""
    talk_id = st.query_params.get(TALK_PARAMETER)
    if not talk_id or REHEARSAL in st.session_state:
        return
    try:
        stored = store().get(talk_id)
    except SimulatorError as error:
        del st.query_params[TALK_PARAMETER]
        st.warning(plain(str(error)), icon=":material/info:")
        return
    if stored.ended_by is not None:
        st.session_state[REPORT] = talk_id
        st.session_state[STEP] = Step.FEEDBACK
        return
    with st.spinner("Finding where you were …"):
        resume(talk_id, gallery.get(stored.persona_id), current)


def _keep_in_address(rehearsal: Rehearsal) -> None:
    """Coming back from another page leaves the address bare; a refresh must still find the talk."""
    if st.query_params.get(TALK_PARAMETER) != rehearsal.session_id:
        st.query_params[TALK_PARAMETER] = rehearsal.session_id


def resume(talk_id: str, persona: Persona, current: Settings) -> None:
    """Go on with a stored talk."""
    engines = machine()
    engines.expect(persona, current)
    st.session_state[REHEARSAL] = Rehearsal.resume(
        engines.company(persona),
        store(),
        talk_id,
        synthesizer=engines.synthesizer(current),
        wording=engines.wording(current),
    )
    st.session_state["resumed"] = True
    go_to(Step.TALK, talk=talk_id)


# ── choose ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _choose(gallery: Gallery, current: Settings) -> None:
    st.title("Who would you like to talk to?")
    st.markdown(
        "You are about to ask a busy person for twenty minutes: to learn from them, not to ask for a job. "
        f"Rehearse it here, out loud. They are invented, and {where_words_go(current)}."
    )
    for problem in gallery.problems:
        st.warning(plain(problem), icon=":material/person_off:")
    _unfinished(gallery)
    if not gallery.people:
        st.info("There is nobody here yet. Put a persona file into the personas folder; the README says how.")
    people = list(gallery.people.values())
    for start in range(0, len(people), CARDS_IN_A_ROW):
        row = people[start : start + CARDS_IN_A_ROW]
        for column, persona in zip(st.columns(CARDS_IN_A_ROW), row, strict=False):  # a row's cards are equally tall
            card = column.container(
                border=True, height="stretch", vertical_alignment="distribute", key=f"card-{persona.id}"
            )
            with card:
                with st.container():
                    person_card(persona)
                if st.button(f"Meet {persona.name.split()[0]}", key=f"meet-{persona.id}", width="stretch"):
                    st.session_state[PERSON] = persona.id
                    go_to(Step.PREPARE)
                    st.rerun()


def person_card(persona: Persona) -> None:
    """Who somebody is, at a glance."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.image(portrait_svg(persona.portrait), width=84, alt=f"Drawn portrait of {persona.name}")
        with st.container(width="stretch", gap=None):
            st.subheader(plain(persona.name), anchor=False)
            st.caption(f"{plain(persona.title)}, {plain(persona.organisation)}")
    st.markdown(plain(persona.temperament_note))
    st.caption(f"{plain(persona.field)} · {persona.minutes} minutes · {FORMAT_NAMES[persona.formats[0]].lower()}")


def _unfinished(gallery: Gallery) -> None:
    waiting = [one for one in store().unfinished() if one.persona_id in gallery.people][:1]
    for one in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"Your talk with **{plain(one.persona_name)}** is not finished. The clock has waited for you.",
                width="stretch",
            )
            if st.button("Go on", type="primary", key=f"resume-{one.id}", icon=":material/play_arrow:"):
                with st.spinner("Finding where you were …"):
                    resume(one.id, gallery.people[one.persona_id], settings())
                st.rerun()


# ── prepare and book ─────────────────────────────────────────────────────────────────────────────────────────────


def _prepare(persona: Persona, current: Settings) -> None:
    machine().expect(persona, current)
    first = persona.name.split()[0]
    if st.button("Back to the people", icon=":material/arrow_back:", type="tertiary"):
        go_to(Step.CHOOSE)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(portrait_svg(persona.portrait), width=96, alt=f"Drawn portrait of {persona.name}")
        with st.container(width="stretch", gap=None):
            st.title(plain(persona.name), anchor=False)
            st.caption(f"{plain(persona.title)}, {plain(persona.organisation)}")
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("What you can find out beforehand", anchor=False)
        st.markdown(plain(persona.summary))
        st.markdown("\n".join(f"- {plain(fact.text)}" for fact in persona.public_facts))
        for piece in persona.research:
            with st.expander(plain(piece.title), icon=RESEARCH_ICONS[piece.kind]):
                for paragraph in piece.text.split("\n\n"):
                    st.markdown(plain(" ".join(paragraph.split())))
        st.caption("Build your questions on this. Asking for it would spend the time on what you could have read.")
        get_ready(persona)
    with right, st.container(border=True):
        _book(persona, first, current)


def _book(persona: Persona, first: str, current: Settings) -> None:
    st.subheader("Agree on the meeting", anchor=False)
    st.markdown(f"{first} wrote: {quoted(persona.booking_note)}")
    chosen_format = st.pills(
        "How you meet",
        list(persona.formats),
        format_func=lambda one: FORMAT_NAMES[one],
        default=persona.formats[0],
        required=True,
        help=f"{first} prefers: {FORMAT_NAMES[persona.formats[0]].lower()}.",
        key=f"format-{persona.id}",
    )
    minutes_here = st.empty()
    with st.expander("More choices", icon=":material/tune:"):
        difficulty = _difficulty(persona)
        choose_way(f"way-{persona.id}")
    offered = offered_minutes(persona.minutes, difficulty)
    minutes = minutes_here.pills(  # above what it hangs on
        "Minutes",
        SLOT_MINUTES,
        default=offered,
        required=True,
        help=f"{first} can give you {offered}.",
        key=f"minutes-{persona.id}-{offered}",
    )
    _readiness_line()
    notice = engine_notice(current)
    if notice:
        st.caption(notice)
    keep_switch(current)
    if st.button(f"Begin the talk with {first}", type="primary", width="stretch", icon=":material/call:"):
        with st.spinner("Getting the room ready …"):
            _begin(persona, Booking(chosen_format or persona.formats[0], minutes or offered, difficulty), current)
        st.rerun()


def _difficulty(persona: Persona) -> Difficulty:
    chosen = st.pills(
        "How they are today",
        list(DIFFICULTY_NAMES),
        format_func=DIFFICULTY_NAMES.__getitem__,
        default=Difficulty.AS_THEY_ARE,
        required=True,
        help="Easy: warmer and more patient. Hard: less time, a cooler start, and one interruption.",
        key=f"difficulty-{persona.id}",
    )
    return chosen or Difficulty.AS_THEY_ARE


@st.fragment(run_every=1.0)
def _readiness_line() -> None:
    state = machine().readiness()
    if not state.ready:
        st.caption(f":material/hourglass_top: Getting ready: {state.says} …")
    problem = machine().voice_problem()
    if problem:
        st.caption(f":material/volume_off: {plain(problem)}")


def _begin(persona: Persona, booking: Booking, current: Settings) -> None:
    engines = machine()
    company = engines.company(persona)
    rehearsal = Rehearsal.begin(
        company,
        store(),
        booking,
        seed=fresh_seed(),
        synthesizer=engines.synthesizer(current),
        wording=engines.wording(current),
        plan=planned_questions(company),
    )
    st.session_state[REHEARSAL] = rehearsal
    st.session_state["resumed"] = False
    go_to(Step.TALK, talk=rehearsal.session_id)
