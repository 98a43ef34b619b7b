"""Whether the public card answers a question, so that a prepared user would not have needed to ask."""

from __future__ import annotations

import re

from simulator.core.matching import FACT_LIKENESS, Match
from simulator.core.question_forms import QuestionForm, question_form
from simulator.core.questions import looks_up, uses_research
from simulator.domain import MoveKind, Persona

FACT_LIKENESS_WITH_MOVE = 0.45
"""How well a public fact must fit a question that the classifier, too, takes for an unresearched one."""
ASKS_BEHIND_THE_FACTS = re.compile(
    r"\b(?:how (?:did|do|does|was|is|to|you|we|they)|why|what (?:was|is) it like|what (?:made|makes)|(?:may|can|could) i)\b",
    re.I,
)
WORD_FOR_WORD = 0.85
"""How and why are seldom public: only a question that stands so in the file earns a word about the website."""


def answered_by_card(text: str, moves: frozenset[MoveKind], persona: Persona, matches: tuple[Match, ...]) -> bool:
    """Whether the public facts answer the question, so that a prepared user would not have needed to ask."""
    fact = max((match.likeness for match in matches if match.fact is not None), default=0.0)
    topic = max((match.likeness for match in matches if match.topic is not None), default=0.0)
    several = question_form(text)[0] is QuestionForm.STACKED
    if fact >= WORD_FOR_WORD and fact > topic and not several:
        return True
    if uses_research(text, persona):
        return False
    if looks_up(text, persona) and not several:
        return True  # a classifier that knows no card takes any name for research
    if not fact or MoveKind.RESEARCH in moves or topic > fact:
        return False
    if ASKS_BEHIND_THE_FACTS.search(text):
        return fact >= WORD_FOR_WORD
    return fact >= (FACT_LIKENESS_WITH_MOVE if MoveKind.UNRESEARCHED in moves else FACT_LIKENESS)
