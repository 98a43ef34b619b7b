"""A talk is the fold of its turns: absorb one turn; replay a stored talk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.core.clock import with_cue, with_extension
from simulator.domain import (
    Booking,
    Clock,
    EndedBy,
    Move,
    MoveKind,
    Persona,
    Phase,
    Reply,
    ReplyKind,
    Role,
    SessionState,
    Severity,
    Turn,
)

LONG_TURN_S = 60.0
"""A user who speaks longer than this at a stretch tires the other person (guidance: introduce yourself in 60–90 s)."""

RAPPORT_OF_MOVE: dict[MoveKind, float] = {
    MoveKind.FOLLOW_UP: 0.06,
    MoveKind.RESEARCH: 0.06,
    MoveKind.THANKS: 0.04,
    MoveKind.PURPOSE: 0.04,
    MoveKind.OFFER_HELP: 0.04,
    MoveKind.NOTE_PERMISSION: 0.02,
    MoveKind.TIME_CHECK: 0.02,
    MoveKind.RAPPORT: 0.02,
    MoveKind.GREETING: 0.01,
    MoveKind.ACKNOWLEDGEMENT: 0.02,
    MoveKind.CLOSING: 0.02,
    MoveKind.TOO_PERSONAL: -0.10,
    MoveKind.PITCH: -0.06,
    MoveKind.RESUME_PUSH: -0.06,
}
RAPPORT_OF_JOB_ASK = {Severity.DIRECT: -0.18, Severity.VEILED: -0.10}
RAPPORT_OF_WEBSITE, RAPPORT_OF_LONG_TURN, RAPPORT_OF_OVERTIME = -0.06, -0.04, -0.06
"""How far one turn moves rapport on a scale from 0 to 1. Ours: no source gives such a figure."""


def new_session(persona: Persona, booking: Booking, *, seed: int) -> SessionState:
    """A talk before its first word."""
    return SessionState(
        persona_id=persona.id,
        booking=booking,
        seed=seed,
        clock=Clock(agreed_s=booking.agreed_s),
        rapport=persona.temperament.warmth,
    )


def replay_turns(persona: Persona, booking: Booking, turns: Iterable[Turn], *, seed: int) -> SessionState:
    """The state after stored turns; the same turns always give the same state."""
    state = new_session(persona, booking, seed=seed)
    for turn in turns:
        state = absorb(state, turn)
    return state


def absorb(state: SessionState, turn: Turn) -> SessionState:
    """The talk after one more turn. Raises `ValueError` for a turn out of order or without a reply."""
    if turn.index != len(state.turns):
        raise ValueError(f"turn {turn.index} does not follow turn {len(state.turns) - 1}")
    after = _absorb_user(state, turn) if turn.role is Role.USER else _absorb_persona(state, turn)
    return replace(after, turns=(*state.turns, turn))


def stop(state: SessionState, *, now_s: float) -> SessionState:
    """The talk broken off from outside at `now_s`. Somebody who had begun to close has ended it themselves."""
    if state.over:
        return state
    by = EndedBy.USER if state.phase is Phase.CLOSING else EndedBy.STOPPED
    return _over(state, by, max(now_s, state.turns[-1].end_s if state.turns else 0.0))


def made_moves(turn: Turn) -> frozenset[MoveKind]:
    """The moves a user's turn makes."""
    return frozenset(move.kind for move in turn.moves if move.made)


def takes_the_offer(turn: Turn) -> bool:
    """Whether a user who was offered more time takes it: they do, unless they go on to say goodbye or to close."""
    moves = made_moves(turn)
    if MoveKind.GOODBYE in moves:
        return False
    return MoveKind.CLOSING not in moves or MoveKind.QUESTION in moves


def _absorb_user(state: SessionState, turn: Turn) -> SessionState:
    moves = made_moves(turn)
    last = state.last_persona_turn
    clock = state.clock
    phase = Phase.TALK if state.phase is Phase.OPENING else state.phase
    offer = last.reply if last else None
    if offer is not None and offer.kind is ReplyKind.EXTENSION_OFFER and takes_the_offer(turn):
        clock, phase = with_extension(clock, offer.offered_s), Phase.TALK
    overtime = turn.start_s >= clock.end_s and MoveKind.QUESTION in moves
    change = sum(RAPPORT_OF_MOVE.get(kind, 0.0) for kind in moves) + RAPPORT_OF_OVERTIME * overtime
    change += sum(RAPPORT_OF_JOB_ASK[move.severity or Severity.VEILED] for move in turn.moves if _asks_for_job(move))
    change += RAPPORT_OF_LONG_TURN * (turn.duration_s > LONG_TURN_S)
    return replace(state, clock=clock, phase=phase, rapport=_share(state.rapport + change))


def _asks_for_job(move: Move) -> bool:
    return move.kind is MoveKind.JOB_ASK and move.made


def _absorb_persona(state: SessionState, turn: Turn) -> SessionState:
    reply = turn.reply
    if reply is None:
        raise ValueError(f"turn {turn.index} is the person's but has no reply")
    clock = state.clock if reply.cue_minutes is None else with_cue(state.clock, reply.cue_minutes)
    if reply.offered_s and reply.kind is not ReplyKind.EXTENSION_OFFER:
        clock = with_extension(clock, reply.offered_s)
    after = replace(
        state,
        clock=clock,
        said=state.said | frozenset(reply.said),
        asked=_asked(state.asked, reply),
        rapport=_share(state.rapport + (RAPPORT_OF_WEBSITE if reply.kind is ReplyKind.WEBSITE else 0.0)),
    )
    if reply.kind is ReplyKind.LEAVE:
        return _over(after, EndedBy.PERSONA, turn.end_s)
    if reply.kind is ReplyKind.GOODBYE:
        return _over(after, EndedBy.USER, turn.end_s)
    if reply.kind in (ReplyKind.CLOSING, ReplyKind.EXTENSION_OFFER):
        return replace(after, phase=Phase.CLOSING)
    return after


def _asked(asked: tuple[str, ...], reply: Reply) -> tuple[str, ...]:
    new = reply.topic is not None and reply.topic not in asked and reply.kind in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP)
    return (*asked, reply.topic) if new and reply.topic is not None else asked


def _over(state: SessionState, by: EndedBy, ended_s: float) -> SessionState:
    return replace(state, phase=Phase.OVER, ended_by=by, clock=replace(state.clock, ended_s=ended_s))


def _share(value: float) -> float:
    return min(1.0, max(0.0, round(value, 6)))
