"""How a talk went from turn to turn: the other person's mood, and the pace of the user's speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.core.session import absorb, new_session
from simulator.domain import Persona, Role, SessionState, Turn
from simulator.language import words

LEAST_TURN_S, LEAST_TURN_WORDS = 3.0, 6
"""A shorter turn has no pace of its own: a breath more or less would double it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a moment of the talk, in seconds from its start, after the turn of that number."""

    turn: int
    at_s: float
    value: float


def rapport_curve(persona: Persona, state: SessionState) -> tuple[Point, ...]:
    """How warmly the person felt after each turn, from 0 to 1; the fold of the turns once more.

    Begins with the warmth they came with, as turn -1 at 0 s.
    """
    so_far = new_session(persona, state.booking, seed=state.seed)
    points = [Point(-1, 0.0, so_far.rapport)]
    for turn in state.turns:
        so_far = absorb(so_far, turn)
        points.append(Point(turn.index, turn.end_s, so_far.rapport))
    return tuple(points)


def pace_curve(turns: Iterable[Turn], *, spoken: bool = False) -> tuple[Point, ...]:
    """Words a minute of each of the user's spoken turns that is long enough to have a pace.

    A turn was spoken if its words have times; with `spoken` every turn was.
    """
    return tuple(
        Point(turn.index, turn.start_s, len(words(turn.text)) * 60.0 / turn.duration_s)
        for turn in turns
        if turn.role is Role.USER and (turn.words or spoken) and _has_a_pace(turn)
    )


def _has_a_pace(turn: Turn) -> bool:
    return turn.duration_s >= LEAST_TURN_S and len(words(turn.text)) >= LEAST_TURN_WORDS
