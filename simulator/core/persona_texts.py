"""Every text of a person with the place where it stands: what they say aloud, and what is only written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.core.persona_errors import KeyPath
from simulator.domain import Persona, Topic
from simulator.language import sentences

_NUMBER_WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half"
)
NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS.split())})\b", re.IGNORECASE)
"""A number in digits or words; not "one", which is more often no number."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it stands; topics and other entries of lists by their place, counted from 0."""

    path: KeyPath
    text: str


def spoken(persona: Persona) -> Iterator[Passage]:
    """All that the person may say aloud, in the order of the file."""
    for number, asked in enumerate(persona.asks_back):
        yield Passage(("asks_back", number, "ask"), asked.ask)
        for name, taken in (("to_much", asked.to_much), ("to_little", asked.to_little)):
            for place, text in enumerate(taken):
                yield Passage(("asks_back", number, name, place), text)
    for kind, variants in persona.lines.items():
        for place, text in enumerate(variants):
            yield Passage(("lines", kind.value, place), text)
    for number, topic in enumerate(persona.topics):
        yield from _said_on(topic, number)


def _said_on(topic: Topic, number: int) -> Iterator[Passage]:
    for name, text in (("guarded", topic.guarded), ("answer", topic.answer), ("story", topic.story)):
        if text:
            yield Passage(("topics", number, name), text)
    for place, one in enumerate(topic.follow_ups):
        yield Passage(("topics", number, "follow_ups", place, "text"), one.text)


def written(persona: Persona) -> Iterator[Passage]:
    """All other texts: what is read beforehand, and the questions that find an answer."""
    for name in ("title", "temperament_note", "headline", "summary"):
        yield Passage((name,), getattr(persona, name))
    yield Passage(("booking", "note"), persona.booking_note)
    for number, fact in enumerate(persona.public_facts):
        yield Passage(("public_facts", number, "text"), fact.text)
        for name, texts in (("questions", fact.questions), ("keywords", fact.keywords)):
            for place, text in enumerate(texts):
                yield Passage(("public_facts", number, name, place), text)
    for number, piece in enumerate(persona.research):
        yield Passage(("research", number, "title"), piece.title)
        yield Passage(("research", number, "text"), piece.text)
    for number, topic in enumerate(persona.topics):
        yield Passage(("topics", number, "title"), topic.title)
        if topic.about:
            yield Passage(("topics", number, "about"), topic.about)
        for place, text in enumerate(topic.questions):
            yield Passage(("topics", number, "questions", place), text)


def sentences_of(persona: Persona) -> list[Passage]:
    """Every sentence of every text, on one line."""
    found: list[Passage] = []
    for passage in (*spoken(persona), *written(persona)):
        line = " ".join(passage.text.split())
        found += [Passage(passage.path, span.of(line)) for span in sentences(line)]
    return found
