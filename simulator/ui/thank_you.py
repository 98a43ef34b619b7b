"""The thank-you note after a talk: real points of it to begin with, checks, and a reminder for the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from simulator.core.note_points import Point, PointKind, points_of
from simulator.core.notes import review_thank_you
from simulator.core.reminder import thank_you_reminder
from simulator.core.report import Report
from simulator.errors import SimulatorError
from simulator.store import DraftKind
from simulator.ui.drafts import draft, draft_problem, keep_draft
from simulator.ui.machine import machine, store
from simulator.ui.note_review import show_review, take_along
from simulator.ui.plain import plain, quoted

MOST_NOTE_CHARACTERS = 4_000
ICONS = {
    PointKind.TOLD: ":material/format_quote:",
    PointKind.ADVISED: ":material/lightbulb:",
    PointKind.NAMED: ":material/person:",
}


def thank_you(report: Report, talk_id: str) -> None:
    """A folded area on the feedback page."""
    if not report.facts.persona_turns or not report.facts.user_turns:
        return
    area = st.expander("Write the thank-you note", icon=":material/mail:", key=f"thank-{talk_id}", on_change="rerun")
    with area:
        if area.open:
            _inside(report, talk_id)


@st.fragment
def _inside(report: Report, talk_id: str) -> None:
    persona, key = report.facts.persona, f"thank-you-{talk_id}"
    first = persona.name.split()[0]
    try:
        with st.spinner("Getting ready to read along …"):
            classifier = machine().company(persona).classifier
    except SimulatorError as error:
        st.warning(f"Nothing can be checked now: {plain(str(error))}", icon=":material/info:")
        return
    draft_problem()
    st.session_state.setdefault(key, draft(talk_id, DraftKind.THANK_YOU))
    _points(points_of(persona, report.facts.state), first, talk_id, key)
    text = st.text_area(
        f"Your note to {plain(first)}",
        key=key,
        height=200,
        max_chars=MOST_NOTE_CHARACTERS,
        placeholder=f"Dear {first}, …",
        on_change=_keep,
        args=(talk_id, key),
    )
    now, ended = datetime.now(UTC), _ended(report, talk_id)
    told = [turn.text for turn in report.facts.persona_turns]
    hours = max(0.0, (now - ended) / timedelta(hours=1))
    show_review(review_thank_you(text, persona, classifier, told=told, hours_since=hours))
    take_along(text, file_name=f"thank-you-{persona.id}.txt", key=key)
    st.download_button(
        "Remind me in my calendar",
        thank_you_reminder(persona.name, talk_ended=ended, now=now, uid=talk_id),
        file_name=f"thank-you-{persona.id}.ics",
        mime="text/calendar",
        icon=":material/event:",
        on_click="ignore",
        help="An entry within a day of the talk, for any calendar program.",
        key=f"{key}-reminder",
    )


def _points(points: tuple[Point, ...], first: str, talk_id: str, key: str) -> None:
    """What they really said, each as a button that adds a sentence to the note."""
    if not points:
        return
    st.caption(f"Begin with something {plain(first)} really said; a click adds it, for you to change.")
    with st.container(horizontal=True, gap="small", key=f"points-{talk_id}"):
        for number, one in enumerate(points):
            st.button(
                plain(one.about if one.kind is PointKind.NAMED else one.quote),
                key=f"point-{talk_id}-{number}",
                icon=ICONS[one.kind],
                help=f"{plain(one.about)}: {quoted(one.quote)}",
                on_click=_add,
                args=(one, talk_id, key),
            )


def _add(point: Point, talk_id: str, key: str) -> None:
    before = str(st.session_state.get(key) or "").rstrip()
    st.session_state[key] = f"{before} {point.sentence}".strip()[:MOST_NOTE_CHARACTERS]
    _keep(talk_id, key)


def _keep(talk_id: str, key: str) -> None:
    keep_draft(talk_id, DraftKind.THANK_YOU, str(st.session_state.get(key) or ""))


def _ended(report: Report, talk_id: str) -> datetime:
    return store().get(talk_id).started_at + timedelta(seconds=report.facts.state.clock.ended_s or 0.0)
