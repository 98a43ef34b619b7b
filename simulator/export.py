"""Talks as files to take along: all of them as JSON or CSV, one as a page, a PDF or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from simulator.core.report import report_json
from simulator.core.rubric import DIMENSIONS
from simulator.domain import Persona
from simulator.errors import SimulatorError, StoreError
from simulator.past_talks import past_talks
from simulator.report_html import report_html
from simulator.scripted import turn_json
from simulator.store import SessionStore, StoredSession
from simulator.stored import stored_report

SCHEMA = 1
FEWEST_ID_CHARACTERS = 4
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class AllFormat(StrEnum):
    """How all talks can be written."""

    JSON = "json"
    CSV = "csv"


class TalkFormat(StrEnum):
    """How one talk can be written."""

    HTML = "html"
    PDF = "pdf"
    JSON = "json"


def export_all(store: SessionStore, people: Mapping[str, Persona], form: AllFormat) -> bytes:
    """Every talk, the oldest first, as UTF-8 text. Raises `StoreError` where the store cannot be used."""
    text = _all_csv(store, people) if form is AllFormat.CSV else _all_json(store, people)
    return text.encode()


def export_talk(store: SessionStore, people: Mapping[str, Persona], session_id: str, form: TalkFormat) -> bytes:
    """One talk with its report. Raises `StoreError` for one that is not here or still goes on, `SimulatorError` where its
    person is gone: without the person it cannot be judged."""
    talk = store.get(session_id)
    if talk.ended_by is None:
        raise StoreError("This talk is not finished. Go on with it, or end it, and export it then.")
    persona = people.get(talk.persona_id)
    if form is TalkFormat.JSON:
        return _dumped(_talk_json(store, talk, persona)).encode()
    if persona is None:
        raise SimulatorError(
            f"{talk.persona_name} is no longer here, and without their file the talk cannot be judged. Export it as json: "
            "that holds what was said."
        )
    report = stored_report(store, session_id, persona)
    if form is TalkFormat.HTML:
        return report_html(report).encode()
    from simulator.report_pdf import report_pdf  # the library behind it is not small

    return report_pdf(report)


def find_talk(store: SessionStore, wanted: str) -> str:
    """The id of the talk meant: `last` for the newest finished one, an id, or the beginning of one.

    Raises `StoreError` where there is none, or more than one begins so.
    """
    talks = store.sessions()
    if wanted == "last":
        found = [one.id for one in talks if one.ended_by is not None][:1]
    elif len(wanted) >= FEWEST_ID_CHARACTERS:
        found = [one.id for one in talks if one.id.startswith(wanted)]
    else:
        raise StoreError(f"'{wanted}' is too short for a talk's id. Give {FEWEST_ID_CHARACTERS} characters, or 'last'.")
    if len(found) == 1:
        return found[0]
    which = "More than one talk begins" if found else "There is no talk that begins"
    hint = "'export --format csv' lists the ids."
    raise StoreError("There is no finished talk yet." if wanted == "last" else f"{which} with '{wanted}'. {hint}")


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _all_json(store: SessionStore, people: Mapping[str, Persona]) -> str:
    talks = [_whole_or_not(store, one, people.get(one.persona_id)) for one in reversed(store.sessions())]
    return _dumped({"schema": SCHEMA, "talks": talks})


def _whole_or_not(store: SessionStore, talk: StoredSession, persona: Persona | None) -> dict[str, Any]:
    """A talk that is damaged keeps none of the others back: its turns and report are null."""
    try:
        return _talk_json(store, talk, persona)
    except StoreError:
        return {**_about(talk), "turns": None, "report": None}


def _talk_json(store: SessionStore, talk: StoredSession, persona: Persona | None) -> dict[str, Any]:
    """What was agreed, what was said, and the report: null where the talk goes on, or its person is gone."""
    report = None if persona is None or talk.ended_by is None else stored_report(store, talk.id, persona)
    return {
        **_about(talk),
        "turns": [turn_json(turn) for turn in store.turns(talk.id)],
        "report": None if report is None else report_json(report),
    }


def _about(talk: StoredSession) -> dict[str, Any]:
    return {
        "id": talk.id,
        "started": talk.started_at.isoformat(timespec="seconds"),
        "persona": talk.persona_id,
        "persona_name": talk.persona_name,
        "format": talk.booking.format.value,
        "minutes": talk.booking.minutes,
        "difficulty": talk.booking.difficulty.value,
        "ended_s": None if talk.ended_s is None else round(talk.ended_s, 2),
        "ended_by": None if talk.ended_by is None else talk.ended_by.value,
    }


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────

COLUMNS = (
    "id",
    "started",
    "person",
    "agreed_minutes",
    "minutes",
    "ended_by",
    "overall",
    *(f"score_{one.id}" for one in DIMENSIONS),
    "flags",
    "questions",
    "open_questions",
    "follow_ups",
    "user_share",
)


def _all_csv(store: SessionStore, people: Mapping[str, Persona]) -> str:
    """A row a finished talk; an empty cell is not rated, or not known."""
    figures = {one.id: one for one in past_talks(store, people)}
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for talk in reversed(store.sessions()):
        if talk.id not in figures:
            continue
        counted = figures[talk.id].figures
        row: dict[str, object] = {
            "id": talk.id,
            "started": talk.started_at.isoformat(timespec="seconds"),
            "person": _no_formula(talk.persona_name),
            "agreed_minutes": talk.booking.minutes,
            "minutes": None if talk.ended_s is None else round(talk.ended_s / 60, 1),
            "ended_by": talk.ended_by.value if talk.ended_by else None,
            "overall": talk.overall,
        }
        if counted is not None:
            row |= {f"score_{one.id}": counted.scores.get(one.id) for one in DIMENSIONS}
            row |= {
                "flags": counted.flags,
                "questions": counted.questions,
                "open_questions": counted.open_questions,
                "follow_ups": counted.follow_ups,
                "user_share": None if counted.user_share is None else round(counted.user_share, 3),
            }
        writer.writerow(row)
    return sheet.getvalue()


def _no_formula(text: str) -> str:
    """A name that a spreadsheet would reckon with is marked as text."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
