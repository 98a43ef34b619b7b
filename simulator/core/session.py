"""A talk is the fold of its turns: absorb one turn; replay a stored talk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from simulator.core.clock import with_cue, with_extension
from simulator.core.mood import INTERRUPTED_BY_S, made_harder, moved, shifts_of_reply, shifts_of_turn
from simulator.domain import (
    Booking,
    Clock,
    EndedBy,
    MoveKind,
    Persona,
    Phase,
    Reply,
    ReplyKind,
    Role,
    SessionState,
    Turn,
)
from simulator.language import speaking_time_s


def new_session(persona: Persona, booking: Booking, *, seed: int) -> SessionState:
    """A talk before its first word."""
    temperament = made_harder(persona.temperament, booking.difficulty)
    return SessionState(
        persona_id=persona.id,
        booking=booking,
        seed=seed,
        clock=Clock(agreed_s=booking.agreed_s),
        rapport=temperament.warmth,
        temperament=temperament,
    )


def replay_turns(persona: Persona, booking: Booking, turns: Iterable[Turn], *, seed: int) -> SessionState:
    """The state after stored turns; the same turns always give the same state."""
    state = new_session(persona, booking, seed=seed)
    for turn in turns:
        state = absorb(state, turn)
    return state


def absorb(state: SessionState, turn: Turn) -> SessionState:
    """The talk after one more turn. Raises `ValueError` for a turn out of order."""
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


def cut_short_s(last: Turn | None, turn: Turn) -> float:
    """How much earlier than the person had ended the user began, in seconds; typing cuts nobody short."""
    if last is None or not turn.words:
        return 0.0
    if last.reply is not None and last.cut_off:
        return speaking_time_s(last.reply.text) - speaking_time_s(last.text)  # what they still had to say
    return max(0.0, last.end_s - turn.start_s)


def interruptions(turns: Iterable[Turn]) -> int:
    """How often the user cut the person short."""
    return sum(
        before.role is Role.PERSONA and turn.role is Role.USER and cut_short_s(before, turn) >= INTERRUPTED_BY_S
        for before, turn in pairwise(turns)
    )


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
    shifts = shifts_of_turn(
        turn,
        state.temperament,
        overtime=turn.start_s >= clock.end_s and MoveKind.QUESTION in moves,
        cut_short_s=cut_short_s(last, turn),
    )
    return replace(state, clock=clock, phase=phase, rapport=moved(state.rapport, shifts))


def _absorb_persona(state: SessionState, turn: Turn) -> SessionState:
    reply = turn.reply
    if reply is None:
        return state  # a real person's words: what they do, nobody knows
    clock = state.clock if reply.cue_minutes is None else with_cue(state.clock, reply.cue_minutes)
    if reply.offered_s and reply.kind is not ReplyKind.EXTENSION_OFFER:
        clock = with_extension(clock, reply.offered_s)
    if reply.away_s:
        clock = replace(clock, away_s=clock.away_s + reply.away_s)
    after = replace(
        state,
        clock=clock,
        said=state.said | frozenset(reply.said),
        asked=_asked(state.asked, reply),
        rapport=moved(state.rapport, shifts_of_reply(reply, state.temperament)),
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
