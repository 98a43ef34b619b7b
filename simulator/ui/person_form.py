"""Write a person of your own, in seven short steps. They can be saved from the first name on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.core.persona_base import BASE_LINES
from simulator.core.persona_draft import (
    OWN_LINES,
    Draft,
    DraftFact,
    id_from_name,
    person_from,
    problems,
)
from simulator.domain import SLOT_MINUTES, LineKind, MeetingFormat, Portrait
from simulator.errors import SimulatorError
from simulator.own_people import ids_taken, save_person
from simulator.ui.person_fields import (
    SECTION,
    TROUBLE,
    Put,
    area,
    close_draft,
    current_draft,
    keep,
    key_of,
    line,
    remark,
    setter,
    show_anew,
    take,
)
from simulator.ui.person_manner import show_looks, show_manner
from simulator.ui.person_topics import show_topics
from simulator.ui.plain import plain
from simulator.ui.portrait import portrait_svg
from simulator.ui.practice import FORMAT_NAMES

SAVED = "person_saved"
WANTED = "person_section_wanted"


def show_form(draft: Draft) -> None:
    found = problems(draft)
    _head(draft)
    section = _section()
    SECTIONS[section](draft, found)
    if st.session_state.get(TROUBLE):
        st.warning(plain(st.session_state[TROUBLE]), icon=":material/save:")
    _foot(draft, section, found)


def _head(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(portrait_svg(_portrait(draft)), width=96, alt="Their portrait, as it is now")
        with st.container(width="stretch", gap=None):
            st.title(plain(draft.name) if draft.name.strip() else "Somebody of your own", anchor=False)
            st.caption(
                "What you type is kept on this machine as you go. Whatever you leave out is filled in for you."
                if draft.id is None
                else "Changes count once you save them."
            )


def _portrait(draft: Draft) -> Portrait:
    return Portrait(draft.skin, draft.hair, draft.hair_style, draft.clothes, draft.glasses, draft.beard)


def _section() -> str:
    names = list(SECTIONS)
    wanted = st.session_state.pop(WANTED, None)
    key = key_of("section", st.session_state.get(SECTION, names[0]))
    if wanted is not None:
        st.session_state[key] = wanted
    chosen = st.pills("Step", names, key=key, required=True, label_visibility="collapsed")
    st.session_state[SECTION] = chosen or names[0]
    return chosen or names[0]


def _foot(draft: Draft, section: str, found: dict[str, str]) -> None:
    names = list(SECTIONS)
    after = names[names.index(section) + 1 :]
    with st.container(horizontal=True, vertical_alignment="center"):
        if after and st.button("Next", type="primary", icon=":material/arrow_forward:", key="person-next"):
            _go_to(after[0])
        saves = st.button(
            "Save this person",
            type="secondary" if after else "primary",
            icon=":material/check:",
            key="person-save",
        )
        if st.button("Back to the people", type="tertiary", key="person-close"):
            close_draft(forget=False)
            st.rerun()
    if saves:
        _save(draft, found)
    elif draft.tried and found:
        st.markdown(f":red[:material/error: {plain(_still(found))}]")


def _still(found: dict[str, str]) -> str:
    count = "One thing is" if len(found) == 1 else f"{len(found)} things are"
    return f"{count} still missing before they can be saved: {next(iter(found.values()))}"


def _save(draft: Draft, found: dict[str, str]) -> None:
    draft.tried = True
    keep()
    if found:
        _go_to(_section_of(next(iter(found))))
    try:
        persona = person_from(draft, draft.id or id_from_name(draft.name, ids_taken()))
        save_person(persona, replacing=draft.id is not None)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[SAVED] = persona.id
    close_draft(forget=True)
    st.rerun()


def _go_to(section: str) -> None:
    st.session_state[WANTED] = section
    st.rerun()


def _section_of(field: str) -> str:
    places = {"formats": MEETING, "facts": FACTS, "topics": TOPICS, "own_topics": TOPICS, "lines": LINES}
    return places.get(field.partition(".")[0], WHO)


# ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────


def _who(draft: Draft, found: dict[str, str]) -> None:
    for name, label, hint in (
        ("name", "Name", "Ada Example"),
        ("title", "What they do", "Head of Water Quality"),
        ("organisation", "Where they work", "Rivermouth Water"),
        ("field", "The field", "Public service"),
    ):
        line(name, label, getattr(draft, name), setter(name), hint=hint)
        remark(found, name, when=draft.tried)
    filled = person_from(draft.model_copy(update={"headline": "", "summary": ""}), "x")
    line(
        "headline",
        "One line as on a profile page",
        draft.headline,
        setter("headline"),
        hint=filled.headline,
        most=300,
        help="Leave it empty, and what you see there is used.",
    )
    area(
        "summary",
        "What public research would show",
        draft.summary,
        setter("summary"),
        hint=f"Three to five sentences. Left empty: {filled.summary}",
    )


def _meeting(draft: Draft, found: dict[str, str]) -> None:
    key = key_of("formats", list(draft.formats))
    st.pills(
        "How they would meet",
        list(MeetingFormat),
        selection_mode="multi",
        format_func=FORMAT_NAMES.__getitem__,
        key=key,
        on_change=take,
        args=(key, _put_formats),
    )
    remark(found, "formats")
    if len(draft.formats) > 1:
        key = key_of("preferred-" + "-".join(sorted(draft.formats)), draft.formats[0])
        st.segmented_control(
            "Which they like best",
            sorted(draft.formats, key=list(MeetingFormat).index),
            format_func=FORMAT_NAMES.__getitem__,
            required=True,
            key=key,
            on_change=take,
            args=(key, _put_preferred),
        )
    key = key_of("minutes", draft.minutes)
    st.segmented_control(
        "Minutes they give you",
        SLOT_MINUTES,
        required=True,
        key=key,
        on_change=take,
        args=(key, setter("minutes")),
    )
    filled = person_from(draft.model_copy(update={"note": ""}), "x")
    area(
        "note",
        "What they wrote when they agreed to meet",
        draft.note,
        setter("note"),
        hint=filled.booking_note,
        most=600,
        help="In their own voice: it is the first thing one hears of them.",
    )


def _put_formats(draft: Draft, chosen: list[MeetingFormat]) -> None:
    """The preferred one stays first while it is among them."""
    draft.formats = [one for one in draft.formats if one in chosen] + [
        one for one in chosen if one not in draft.formats
    ]


def _put_preferred(draft: Draft, preferred: MeetingFormat) -> None:
    draft.formats = [preferred, *(one for one in draft.formats if one is not preferred)]


def _facts(draft: Draft, found: dict[str, str]) -> None:
    st.markdown(
        "What a profile and a website would show. You read it before the talk, and whoever asks for it hears that they "
        "could have read it. Four or more are good; with none, their role stands here."
    )
    for number, fact in enumerate(draft.facts):
        with st.container(border=True, key=f"fact-{number}"):
            _fact(number, fact, found)
    if st.button("Add a fact", icon=":material/add:", disabled=len(draft.facts) >= 60, key="add-fact"):
        draft.facts.append(DraftFact())
        keep()
        st.rerun()


def _fact(number: int, fact: DraftFact, found: dict[str, str]) -> None:
    def put(name: str) -> Callable[[Draft, str], None]:
        return lambda draft, value: setattr(draft.facts[number], name, value)

    hint = "Rivermouth Water serves 1.2 million people in four counties."
    area(f"fact-{number}", f"Fact {number + 1}", fact.text, put("text"), hint=hint, most=400, height_px=80)
    with st.expander("Questions it makes needless, and words that show it was read", key=f"fact-more-{number}"):
        asked = "How big is Rivermouth Water?\nHow many people do you serve?"
        area(f"fact-{number}-q", "Questions, one a line", fact.questions, put("questions"), hint=asked, most=3_000)
        remark(found, f"facts.{number}.questions")
        area(f"fact-{number}-k", "Words, one a line", fact.keywords, put("keywords"), hint="four counties", most=3_000)
        remark(found, f"facts.{number}.keywords")
    if st.button("Remove", key=f"fact-remove-{number}", type="tertiary", icon=":material/delete:"):
        draft = current_draft()
        assert draft is not None
        del draft.facts[number]
        show_anew()
        keep()
        st.rerun()


def _lines(draft: Draft, found: dict[str, str]) -> None:
    st.markdown(
        "How they talk between the answers, one way of saying it a line. Leave any of it empty: neutral words stand in, "
        "and more than one line keeps them from repeating themselves."
    )
    for kind, label in OWN_LINES.items():
        area(
            f"line-{kind}",
            label,
            draft.lines.get(kind, ""),
            _line_putter(kind),
            hint="\n".join(BASE_LINES[kind][:2]),
            most=6_000,
        )
        remark(found, f"lines.{kind}")


def _line_putter(kind: LineKind) -> Put:
    return lambda draft, value: draft.lines.__setitem__(kind, value)


WHO, MEETING, MANNER, LOOKS = "Who", "Meeting", "Manner", "Voice and face"
FACTS, TOPICS, LINES = "Facts", "Answers", "Words"
SECTIONS: dict[str, Callable[[Draft, dict[str, str]], None]] = {
    WHO: _who,
    MEETING: _meeting,
    MANNER: lambda draft, _: show_manner(draft),
    LOOKS: lambda draft, _: show_looks(draft),
    FACTS: _facts,
    TOPICS: show_topics,
    LINES: _lines,
}
