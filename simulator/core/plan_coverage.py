"""Which planned questions were asked in a talk: nearly the same words, or answered from the same topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.core.facts import AskedQuestion
from simulator.core.word_forms import content_words
from simulator.domain import PlannedQuestion
from simulator.language import words

ALIKE = 0.6
"""From here on two questions ask the same in nearly the same words."""


@dataclass(frozen=True, slots=True)
class CoveredQuestion:
    """A planned question and the turn that asked it; None where it was not asked."""

    planned: PlannedQuestion
    turn: int | None


def likeness(one: str, other: str) -> float:
    """How alike two questions are by the words that carry meaning, from 0 to 1 (Dice); short ones by all their words."""
    first, second = content_words(one), content_words(other)
    if len(first) < 2 or len(second) < 2:
        first, second = frozenset(words(one)), frozenset(words(other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def cover(plan: Sequence[PlannedQuestion], asked: Sequence[AskedQuestion]) -> tuple[CoveredQuestion, ...]:
    """The plan with the turns that asked it. Each turn counts for one planned question: by words first, then by topic."""
    turns: dict[int, int] = {}
    pairs = [
        (_asks(planned, question), place, question.turn.index)
        for place, planned in enumerate(plan)
        for question in asked
    ]
    for alike, place, turn in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if alike >= ALIKE and place not in turns and turn not in turns.values():
            turns[place] = turn
    for place, planned in enumerate(plan):
        for question in asked:
            same = planned.topic is not None and question.answered and question.topic == planned.topic
            if same and place not in turns and question.turn.index not in turns.values():
                turns[place] = question.turn.index
    return tuple(CoveredQuestion(planned, turns.get(place)) for place, planned in enumerate(plan))


def _asks(planned: PlannedQuestion, question: AskedQuestion) -> float:
    """How nearly a turn asks what was planned: as a whole, or in the part of it that asks."""
    text, span = question.turn.text, question.question.span
    return max(likeness(planned.text, text), likeness(planned.text, span.of(text)) if span else 0.0)
