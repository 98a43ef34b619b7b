"""Flags that the user says are wrong: taken out of the talk, and written as labelled lines.

An objection names a user's turn and the kind of its flag. The talk is then told again as if the turn had never made that
move, so that scores, rapport and what the person thought all follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.core.session import replay_turns
from simulator.domain import MoveKind, Persona, Role, SessionState, Turn

LABELLED_HEADER = "group\tlabels\tcontext\ttext"
"""The header of the files of labelled lines, which `docs/labels.md` describes."""


@dataclass(frozen=True, slots=True, order=True)
class Objection:
    """“This flag is wrong”: the user's turn and the kind of flag."""

    turn: int
    kind: MoveKind


def without_objected(persona: Persona, state: SessionState, objections: frozenset[Objection]) -> SessionState:
    """The talk without the moves objected to; what was said, and when, stays as it was."""
    if not objections:
        return state
    turns = [_without(turn, objections) for turn in state.turns]
    told_again = replay_turns(persona, state.booking, turns, seed=state.seed)
    return replace(state, turns=told_again.turns, rapport=told_again.rapport)


def _without(turn: Turn, objections: frozenset[Objection]) -> Turn:
    kept = tuple(move for move in turn.moves if Objection(turn.index, move.kind) not in objections)
    return turn if len(kept) == len(turn.moves) else replace(turn, moves=kept)


def labelled_lines(state: SessionState, objections: Iterable[Objection], *, group: str) -> tuple[str, ...]:
    """The turns objected to as labelled lines: tab-separated group, labels, what was said before, and the words.

    `group` names the theme; what the classifier had found is the label, less what the user says is wrong.
    """
    wrong = frozenset(objections)
    numbers = sorted({one.turn for one in wrong if one.turn < len(state.turns)})
    return tuple(_labelled(state.turns, state.turns[number], wrong, group) for number in numbers)


def _labelled(turns: Sequence[Turn], turn: Turn, wrong: frozenset[Objection], group: str) -> str:
    labels = [
        f"{move.kind.value}:{move.severity.value}"
        if move.severity and move.kind is MoveKind.JOB_ASK
        else move.kind.value
        for move in turn.moves
        if move.made and Objection(turn.index, move.kind) not in wrong
    ]
    before = next((one.text for one in reversed(turns[: turn.index]) if one.role is Role.PERSONA), "")
    return "\t".join((f"{group}/{turn.index:03d}", ",".join(labels) or "none", _one_line(before), _one_line(turn.text)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
