"""Moves that the other person would mind, as flags: the exact words, what in them does it, and a better way to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.core.rewrites import advice_for
from simulator.domain import (
    FLAG_KINDS,
    Flag,
    Move,
    MoveKind,
    Persona,
    ReplyKind,
    Role,
    SessionState,
    Severity,
    Turn,
)

LONGEST_INTRODUCTION_S = 90.0
"""A self-introduction up to here is welcome (published guidance allows 60 to 90 s); beyond, it is a pitch."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else decides whether a move is a fault. The defaults know nothing, as for a single line out of context."""

    persona: Persona | None = None
    card_answers: bool | None = (
        None  # whether the public facts answer the question; None = there is no card to judge by
    )
    previous: str = ""  # what the person said just before
    time_is_up: bool | None = None  # None = nobody knows
    asked_for_resume: bool = False
    answered_gladly: bool = False  # the person answered from what they are ready to talk about


def find_flags(text: str, moves: tuple[Move, ...], circumstances: Circumstances | None = None) -> tuple[Flag, ...]:
    """The flags of one utterance, in the order of `FLAG_KINDS`. Quotes are really in the text."""
    around = circumstances or Circumstances()
    made = {move.kind: move for move in moves}
    flags: list[Flag] = []
    for kind in FLAG_KINDS:
        move = made.get(kind)
        if move is not None and _counts(move, made, around):
            flags.append(_flag(text, move, around))
    return tuple(flags)


def _counts(move: Move, moves: dict[MoveKind, Move], around: Circumstances) -> bool:
    if move.kind is MoveKind.UNRESEARCHED:
        return _is_unresearched(move, moves, around)
    if not move.made:
        return False
    if move.kind is MoveKind.OVERSTAY:
        return around.time_is_up is not False
    if move.kind is MoveKind.TOO_PERSONAL:
        return not around.answered_gladly
    if move.kind is MoveKind.RESUME_PUSH:
        return not around.asked_for_resume
    return True


def _is_unresearched(move: Move, moves: dict[MoveKind, Move], around: Circumstances) -> bool:
    """Judged against the card where there is one: a question is needless only if the card really answers it."""
    research = moves.get(MoveKind.RESEARCH)
    if research is not None and research.made:
        return False
    return move.made if around.card_answers is None else around.card_answers


def _flag(text: str, move: Move, around: Circumstances) -> Flag:
    quote = text[move.start_char : move.end_char]
    severity = (move.severity or Severity.VEILED) if move.kind is MoveKind.JOB_ASK else None
    why, rewrite = advice_for(
        move.kind, severity, quote, text, (around.persona.field or None) if around.persona else None
    )
    return Flag(
        kind=move.kind,
        probability=move.probability,
        quote=quote,
        start_char=move.start_char,
        end_char=move.end_char,
        why=why,
        rewrite=rewrite,
        severity=severity,
    )


_ASKS_FOR_RESUME = re.compile(
    r"\b(?:send|show|bring|see|have a look at|look at|got|have)\b[^.?!]{0,30}\b(?:résumé|resume|c\.?v\.?|portfolio)\b",
    re.I,
)


def circumstances_of(
    turn: Turn, state: SessionState, persona: Persona, *, reply: ReplyKind | None = None
) -> Circumstances:
    """The circumstances of a user's turn; `state` is the talk up to and including it, `reply` what the person answered."""
    before = [earlier for earlier in state.turns if earlier.index < turn.index]
    spoken = [earlier for earlier in before if earlier.role is Role.PERSONA]
    last = spoken[-1] if spoken else None
    told_to_stop = any(
        earlier.reply is not None and earlier.reply.kind in (ReplyKind.TIME_UP, ReplyKind.LEAVE)
        for earlier in spoken[-2:]
    )
    return Circumstances(
        persona=persona,
        card_answers=reply is ReplyKind.WEBSITE,
        answered_gladly=reply in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP),
        previous=last.text if last else "",
        time_is_up=told_to_stop or turn.start_s >= state.clock.end_s,
        asked_for_resume=any(bool(_ASKS_FOR_RESUME.search(one.text)) for one in spoken[-2:] if "?" in one.text),
    )
