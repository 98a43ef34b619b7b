"""How the person feels about the talk, and what follows from it. Numbers in, numbers out.

Rapport lies in [0, 1]. It starts at the person's warmth; each turn moves it by small steps, more or less by what this
person likes. What they tell, how long, how fast they speak, whether they offer more time or a name is read off it. The
sizes of the steps are ours: no source gives such figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.domain import (
    SLOT_MINUTES,
    Difficulty,
    Dislikes,
    Likes,
    MoveKind,
    Noticed,
    Reply,
    Severity,
    Temperament,
    Turn,
)

LONG_TURN_S = 60.0
"""A user who speaks longer than this at a stretch tires the other person (guidance: introduce yourself in 60–90 s)."""
INTERRUPTED_BY_S = 0.7
"""A user who begins so long before the person has ended cuts them short; less is a matter of turn-taking."""

_OF_MOVE: dict[MoveKind, tuple[float, Likes | Dislikes | None]] = {
    MoveKind.FOLLOW_UP: (0.06, Likes.FOLLOW_UP),
    MoveKind.RESEARCH: (0.06, Likes.SPECIFIC),
    MoveKind.THANKS: (0.03, Likes.THANKS),
    MoveKind.PURPOSE: (0.04, Likes.PURPOSE),
    MoveKind.OFFER_HELP: (0.04, Likes.THANKS),
    MoveKind.NOTE_PERMISSION: (0.02, None),
    MoveKind.TIME_CHECK: (0.02, None),
    MoveKind.RAPPORT: (0.02, Likes.HUMOUR),
    MoveKind.GREETING: (0.01, None),
    MoveKind.ACKNOWLEDGEMENT: (0.02, None),
    MoveKind.CLOSING: (0.02, None),
    MoveKind.TOO_PERSONAL: (-0.10, Dislikes.TOO_PERSONAL),
    MoveKind.PITCH: (-0.06, Dislikes.PITCH),
    MoveKind.RESUME_PUSH: (-0.06, Dislikes.RESUME),
}
_OF_JOB_ASK = {Severity.DIRECT: -0.18, Severity.VEILED: -0.10}
_OF_NOTICED: dict[Noticed, tuple[float, Likes | Dislikes | None]] = {
    Noticed.SPECIFIC: (0.04, Likes.SPECIFIC),
    Noticed.CALLBACK: (0.04, Likes.FOLLOW_UP),
    Noticed.PRAISE: (0.02, Likes.HUMOUR),
    Noticed.SPECIFIC_THANKS: (0.04, Likes.THANKS),
    Noticed.ANSWERED_BACK: (0.03, None),
    Noticed.STACKED: (-0.01, None),
    Noticed.UNRESEARCHED: (-0.06, Dislikes.UNRESEARCHED),
    Noticed.RUDE: (-0.15, None),
}
_OF_LONG_TURN, _OF_OVERTIME, _OF_INTERRUPTION = -0.04, -0.06, -0.05

ADDS_FROM = 0.62
"""Rapport, averaged with talkativeness, from which a person adds something nobody asked for."""
COOL_BELOW, WARM_FROM = 0.3, 0.75
COOL_PACE, WARM_PACE = 1.06, 0.96
"""A person who has had enough speaks a little faster, one at ease a little slower."""


def offered_minutes(minutes: int, difficulty: Difficulty) -> int:
    """The slot the person offers: on a hard day the next shorter one."""
    shorter = [slot for slot in SLOT_MINUTES if slot < minutes]
    return shorter[-1] if difficulty is Difficulty.HARD and shorter else minutes


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that moved rapport, by how much."""

    cause: MoveKind | Noticed | Dislikes
    amount: float


@dataclass(frozen=True, slots=True)
class Mood:
    """What follows from rapport: readiness to add, to offer time, to name others; `pace` multiplies the speaking rate."""

    rapport: float
    adds: bool
    offers_time: bool
    gives_names: bool
    pace: float


def mood_at(rapport: float, temperament: Temperament) -> Mood:
    """The mood of such a person at such rapport."""
    return Mood(
        rapport,
        adds=(rapport + temperament.talkativeness) / 2 >= ADDS_FROM,
        offers_time=temperament.extension_minutes > 0 and rapport >= temperament.extends_from,
        gives_names=rapport >= temperament.gives_names_from,
        pace=COOL_PACE if rapport < COOL_BELOW else WARM_PACE if rapport >= WARM_FROM else 1.0,
    )


def made_harder(temperament: Temperament, difficulty: Difficulty) -> Temperament:
    """The same person on a better or a worse day."""
    if difficulty is Difficulty.EASY:
        return replace(
            temperament,
            warmth=min(1.0, temperament.warmth + 0.15),
            openness=min(1.0, temperament.openness + 0.1),
            patience_s=temperament.patience_s * 1.5,
        )
    if difficulty is Difficulty.HARD:
        return replace(
            temperament,
            warmth=max(0.1, temperament.warmth - 0.2),
            openness=max(0.05, temperament.openness - 0.15),
            patience_s=temperament.patience_s * 0.5,
            extends_from=min(1.0, temperament.extends_from + 0.15),
            gives_names_from=min(1.0, temperament.gives_names_from + 0.15),
        )
    return temperament


def shifts_of_turn(
    turn: Turn, temperament: Temperament, *, overtime: bool, cut_short_s: float = 0.0
) -> tuple[Shift, ...]:
    """What a user's turn does to rapport. `cut_short_s`: how long before the person had ended it began."""
    shifts = [
        Shift(move.kind, _weighed(*_OF_MOVE[move.kind], temperament))
        for move in turn.moves
        if move.made and move.kind in _OF_MOVE
    ]
    for move in turn.moves:
        if move.made and move.kind is MoveKind.JOB_ASK:
            amount = _OF_JOB_ASK[move.severity or Severity.VEILED]
            shifts.append(Shift(move.kind, _weighed(amount, Dislikes.JOB_ASK, temperament)))
    if turn.duration_s > LONG_TURN_S:
        shifts.append(Shift(Dislikes.LONG_TURN, _weighed(_OF_LONG_TURN, Dislikes.LONG_TURN, temperament)))
    if cut_short_s >= INTERRUPTED_BY_S:
        shifts.append(Shift(Dislikes.INTERRUPTION, _weighed(_OF_INTERRUPTION, Dislikes.INTERRUPTION, temperament)))
    if overtime:
        shifts.append(Shift(MoveKind.OVERSTAY, _OF_OVERTIME))
    return tuple(shifts)


def shifts_of_reply(reply: Reply, temperament: Temperament) -> tuple[Shift, ...]:
    """What the person noticed about the turn they answer does to rapport."""
    return tuple(Shift(noticed, _weighed(*_OF_NOTICED[noticed], temperament)) for noticed in reply.noticed)


def moved(rapport: float, shifts: Iterable[Shift]) -> float:
    """Rapport after the shifts, kept in [0, 1]."""
    return min(1.0, max(0.0, round(rapport + sum(shift.amount for shift in shifts), 6)))


def _weighed(amount: float, by: Likes | Dislikes | None, temperament: Temperament) -> float:
    if isinstance(by, Likes):
        return amount * temperament.warms_to.get(by, 1.0)
    if isinstance(by, Dislikes):
        return amount * temperament.cools_at.get(by, 1.0)
    return amount
