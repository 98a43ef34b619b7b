"""What a user's words take up: something that could be read about the person, or something the person has said.

Shared words count by how seldom they are said in such talks at all; a word that the person uses in much of what they tell is the
field's, and counts less. Two words that stand side by side in both count more: "four seconds", "second door".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from simulator.core.word_forms import FILLERS, STOP_WORDS, content_words, stem
from simulator.domain import Persona
from simulator.language import Span, sentences, words
from simulator.rarity import rarity

WIDESPREAD = 0.12
"""A word in more than this share of the person's topics is a word of the field."""
OF_THE_FIELD = 0.35
"""What such a word counts of its rarity."""
SIDE_BY_SIDE = 1.5
"""What two neighbours that stand side by side in both count beyond their rarity."""
_ABOUT_THEM = re.compile(r"\b(?:you|your|yours|you're|you've|you'd)\b|\?|^(?:and )?(?:these|those|that|the)\b", re.I)
"""A sentence about the person, or one that asks: what users tell of themselves takes up nothing."""

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read about a person, a sentence each as words and as pairs of neighbours; names say nothing."""

    sentences: tuple[tuple[frozenset[str], Pairs], ...]
    of_the_field: frozenset[str]
    names: frozenset[str]


def reading_of(persona: Persona) -> Reading:
    """What there is to read about the person: headline, summary, public facts and the research pages."""
    told = tuple(
        " ".join(text for text in (topic.title, topic.guarded, topic.answer, topic.story) if text)
        for topic in persona.topics
    )
    texts = (
        persona.headline,
        persona.summary,
        *(fact.text for fact in persona.public_facts),
        *(piece.text for piece in persona.research),
    )
    return _reading(f"{persona.name} {persona.title}", texts, told)


@lru_cache(maxsize=64)
def _reading(names: str, texts: tuple[str, ...], told: tuple[str, ...]) -> Reading:
    spread = Counter(word for text in told for word in content_words(text))
    return Reading(
        sentences=tuple(
            (content_words(one), pairs_of(one)) for text in texts for span in sentences(text) if (one := span.of(text))
        ),
        of_the_field=frozenset(word for word, count in spread.items() if count > WIDESPREAD * len(told)),
        names=content_words(names),
    )


@lru_cache(maxsize=4_096)
def pairs_of(text: str) -> Pairs:
    """Neighbours that both carry meaning; numbers do."""
    stems = [stem(word) for word in words(text) if word not in FILLERS]
    return frozenset((one, other) for one, other in pairwise(stems) if not {one, other} & STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Taken:
    """How much a text takes from the reading, and the sentence of it that does."""

    weight: float
    span: Span | None


def taken_from_reading(text: str, reading: Reading, *, said: Iterable[str] = ()) -> Taken:
    """What the text shares with one sentence of the reading; words `said` in the talk already do not count."""
    heard = frozenset(said)
    best = Taken(0.0, None)
    for span in sentences(text):
        sentence = span.of(text)
        if not _ABOUT_THEM.search(sentence):
            continue
        own, pairs = content_words(sentence) - heard, pairs_of(sentence)
        for there, pairs_there in reading.sentences:
            beside = {pair for pair in pairs & pairs_there if not heard.issuperset(pair)}
            weight = _weight(own & there, reading) + SIDE_BY_SIDE * len(beside)
            if weight > best.weight:
                best = Taken(weight, span)
    return best


def shared_weight(text: str, other: str, reading: Reading | None) -> float:
    """The weight of what two texts share."""
    beside = pairs_of(text) & pairs_of(other)
    return _weight(content_words(text) & content_words(other), reading) + SIDE_BY_SIDE * len(beside)


def _weight(shared: frozenset[str], reading: Reading | None) -> float:
    if reading is None:
        return sum(map(rarity, shared))
    return sum(
        rarity(word) * (OF_THE_FIELD if word in reading.of_the_field else 1.0) for word in shared - reading.names
    )
