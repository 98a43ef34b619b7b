"""Whether words contradict a person's hard facts: a sentence about a fact that names a number names the right one."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.core.persona_texts import NUMBER
from simulator.domain import HardFact
from simulator.language import sentences


def contradictions(facts: Iterable[HardFact], text: str) -> tuple[tuple[HardFact, str], ...]:
    """Facts a text contradicts, each with the sentence: it holds a phrase of the fact and a number, and none of its forms."""
    plain = " ".join(text.split())
    said = [span.of(plain) for span in sentences(plain)]
    return tuple(
        (fact, sentence)
        for fact in facts
        for sentence in said
        if _holds(sentence, fact.near)
        and NUMBER.search(_without(sentence, fact.near))
        and not _holds(sentence, fact.forms)
    )


def _holds(sentence: str, phrases: Iterable[str]) -> bool:
    lower = sentence.lower()
    return any(phrase.lower() in lower for phrase in phrases)


def _without(sentence: str, phrases: Iterable[str]) -> str:
    """The sentence without the fact's own phrases: a number inside one of them contradicts nothing."""
    lower = sentence.lower()
    for phrase in phrases:
        lower = lower.replace(phrase.lower(), " ")
    return lower
