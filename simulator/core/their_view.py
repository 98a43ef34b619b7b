"""What the other person privately thought, and what they would do afterwards: read off the record of rapport, not invented."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.mood import INTERRUPTED_BY_S, Shift, shifts_of_reply, shifts_of_turn
from simulator.core.session import absorb, cut_short_s, made_moves, new_session
from simulator.domain import Dislikes, MoveKind, Noticed, Persona, ReplyKind, Role, SessionState, Turn

NOTABLE = 0.04
"""A turn that moved rapport less than this leaves no thought."""

_THOUGHT: dict[MoveKind | Noticed | Dislikes, str] = {
    MoveKind.JOB_ASK: "So that is what this is about. I said I would talk about the work.",
    MoveKind.TOO_PERSONAL: "That is none of their business.",
    MoveKind.RESUME_PUSH: "I did not ask for that.",
    MoveKind.PITCH: "I am being sold something.",
    MoveKind.RESEARCH: "They read up on me. That makes me want to tell more.",
    MoveKind.FOLLOW_UP: "They were listening.",
    MoveKind.PURPOSE: "Good, they know why they are here. I can relax.",
    MoveKind.OFFER_HELP: "Kind of them to think of what I might need.",
    MoveKind.THANKS: "That was nicely said.",
    MoveKind.RAPPORT: "They are easy to talk to.",
    MoveKind.OVERSTAY: "We agreed on an end, and they go on asking.",
    Noticed.SPECIFIC: "That question could only be for me.",
    Noticed.CALLBACK: "They remembered what I said earlier.",
    Noticed.SPECIFIC_THANKS: "They told me what it was good for. That stays with me.",
    Noticed.ANSWERED_BACK: "A real answer. Now I know who I am talking to.",
    Noticed.UNRESEARCHED: "They could have looked that up.",
    Noticed.RUDE: "I do not have to sit here for that.",
    Dislikes.LONG_TURN: "That went on for a while. What was the question?",
    Dislikes.INTERRUPTION: "I had not finished.",
}


@dataclass(frozen=True, slots=True)
class Thought:
    """What the other person privately thought at a turn, and where rapport stood then."""

    turn: int
    rapport: float
    text: str


def thoughts(persona: Persona, state: SessionState) -> tuple[Thought, ...]:
    """Thoughts at the user's turns that moved rapport most, oldest first; the same thought is not noted twice in a row."""
    found: list[Thought] = []
    so_far = new_session(persona, state.booking, seed=state.seed)
    for turn in state.turns:
        shifts = _shifts(so_far, turn)
        so_far = absorb(so_far, turn)
        about = turn.index if turn.role is Role.USER else turn.index - 1
        if turn.reply and turn.reply.kind is ReplyKind.LEAVE:
            found.append(Thought(turn.index, so_far.rapport, "I really do have to go, and they did not notice."))
            continue
        notable = max(shifts, key=lambda shift: abs(shift.amount), default=None)
        if notable is None or abs(notable.amount) < NOTABLE or notable.cause not in _THOUGHT:
            continue
        text = _THOUGHT[notable.cause]
        if not found or found[-1].text != text:
            found.append(Thought(about, so_far.rapport, text))
    return tuple(found)


def thought_of(before: SessionState, said: Turn, answered: Turn | None) -> str | None:
    """What the person thought of one user's turn, where it moved them: `before` is the talk up to it, `answered` their reply."""
    if answered is not None and answered.reply and answered.reply.kind is ReplyKind.LEAVE:
        return "I really do have to go, and they did not notice."
    shifts = (*_shifts(before, said), *(_shifts(absorb(before, said), answered) if answered is not None else ()))
    notable = max(shifts, key=lambda shift: abs(shift.amount), default=None)
    return None if notable is None or abs(notable.amount) < NOTABLE else _THOUGHT.get(notable.cause)


def _shifts(state: SessionState, turn: Turn) -> tuple[Shift, ...]:
    if turn.role is Role.PERSONA:
        return shifts_of_reply(turn.reply, state.temperament) if turn.reply else ()
    last = state.last_persona_turn
    early_s = cut_short_s(last, turn)
    overtime = turn.start_s >= state.clock.end_s and MoveKind.QUESTION in made_moves(turn)
    return shifts_of_turn(
        turn, state.temperament, overtime=overtime, cut_short_s=early_s if early_s >= INTERRUPTED_BY_S else 0.0
    )


def would_do(state: SessionState) -> dict[str, bool]:
    """What the person would do for the user afterwards, by where rapport ended."""
    return {
        "answer_an_email": state.rapport >= 0.35,
        "take_a_second_call": state.rapport >= 0.55,
        "introduce_a_colleague": state.rapport >= 0.7,
    }
