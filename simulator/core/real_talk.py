"""A talk with a real person in the nouns of a rehearsal, so that the same checks can look at it.

The other person becomes a `Persona` of whom nothing but the name is known; their turns have no `reply`, unless they said
something about the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from simulator.core.known import Known, Timing, Voices
from simulator.core.session import made_moves
from simulator.domain import (
    Booking,
    EndedBy,
    MeetingFormat,
    MoveKind,
    Persona,
    Portrait,
    ReplyKind,
    Role,
    Temperament,
    Turn,
    Voice,
)

REAL_PERSON_ID = "real-person"
MOST_AGREED_MINUTES = 240


def real_person(name: str) -> Persona:
    """Somebody of whom a transcript tells the name alone."""
    return Persona(
        id=REAL_PERSON_ID,
        name=name,
        title="",
        organisation="",
        field="",
        temperament_note="",
        headline="",
        summary="",
        public_facts=(),
        formats=tuple(MeetingFormat),
        minutes=0,
        booking_note="",
        temperament=Temperament(warmth=0.5, openness=0.5, patience_s=0.0, extension_minutes=0),
        voice=Voice(),
        portrait=Portrait("#c9a58a", "#4a3b32", "short", "#5c6b73"),
        topics=(),
        lines={},
    )


def booking_of(agreed_minutes: int | None, *, length_s: float) -> Booking:
    """What was agreed. Where that is not known the talk's own length stands in, so that nothing lies beyond it."""
    minutes = agreed_minutes if agreed_minutes is not None else max(1, math.ceil(length_s / 60.0))
    return Booking(MeetingFormat.VIDEO, minutes)


def known_of(timing: Timing, agreed_minutes: int | None, voices: Voices = Voices.NAMED) -> Known:
    return Known(real=True, timing=timing, agreed=agreed_minutes is not None, voices=voices)


def who_closed(turns: Iterable[Turn]) -> EndedBy:
    """Who first moved to end the talk; `STOPPED` when nobody did in the words there are."""
    for turn in turns:
        if turn.role is Role.USER and made_moves(turn) & {MoveKind.CLOSING, MoveKind.GOODBYE}:
            return EndedBy.USER
        if turn.reply is not None and turn.reply.kind is ReplyKind.TIME_UP:
            return EndedBy.PERSONA
    return EndedBy.STOPPED
