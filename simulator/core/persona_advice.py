"""What is valid in a persona file but weak: thin answers, repetition, contradictions, words that no one can speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from simulator.core.persona_errors import KeyPath
from simulator.core.persona_schema import LINES_OF_ONE_WHO_EXTENDS, LINES_ONE_MAY_LACK, STANDS_IN
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.core.persona_texts import NUMBER, Passage, sentences_of, spoken
from simulator.domain import LineKind, Persona, Topic
from simulator.language import shorten, words

ENOUGH_TOPICS = 25
ENOUGH_PUBLIC_FACTS = 4
SHORTEST_ANSWER_WORDS, LONGEST_ANSWER_WORDS = 25, 110
ENOUGH_FOLLOW_UPS = 2
ENOUGH_QUESTIONS = 5
ENOUGH_OF_WHAT_REPEATS = 8
ENOUGH_LINES = 3
OFTEN_SAID = (
    LineKind.GREETING,
    LineKind.ACKNOWLEDGEMENT,
    LineKind.ACKNOWLEDGEMENT_SPECIFIC,
    LineKind.ACKNOWLEDGEMENT_FOLLOW_UP,
    LineKind.PROMPT,
    LineKind.UNSURE,
    LineKind.UNCLEAR,
    LineKind.TOLD_ALREADY,
    LineKind.NOTHING_MORE,
    LineKind.THANKS,
)
"""What comes up again and again in one talk, so that few variants would be heard twice."""
NEARLY_THE_SAME = 0.4
"""Share of two answers' pairs of neighbouring words that both have, from which they sound alike."""

_MINUTES = re.compile(
    rf"(?:\b(?:{'|'.join(('two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'twelve', 'fifteen'))}"
    r"|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?|sixty)|\d+)\s+(?:more\s+)?minutes?\b|\bhalf an? hour\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"https?://|\bwww\.|\b[\w-]+\.(?:com|org|net|edu|gov|io|co\.uk)\b|[\w.+-]+@[\w-]+\.\w+|(?:\+?\d[\s().-]?){7,}\d",
    re.IGNORECASE,
)
_ACTED = (
    "laugh smile sigh pause nod shrug grin chuckle wink whisper cough clear look lean beat silence breath thinking quiet "
    "long short softly slowly"
)
_STAGE_DIRECTION = re.compile(
    rf"\*[^*]+\*|\[[^\]]+\]|<[^>]+>|(?<!\w)_[^_]+_(?!\w)|\((?:he |she |they )?(?:a )?(?:{'|'.join(_ACTED.split())})[^)]*\)",
    re.IGNORECASE,
)
"""Marks around a word, and brackets that tell what somebody does instead of what they say."""


class AdviceKind(StrEnum):
    THIN_ANSWER = "thin_answer"
    LONG_ANSWER = "long_answer"
    THIN_TOPIC = "thin_topic"
    FEW_TOPICS = "few_topics"
    FEW_PUBLIC_FACTS = "few_public_facts"
    MISSING_SUBJECTS = "missing_subjects"
    FEW_VARIANTS = "few_variants"
    BORROWED_LINES = "borrowed_lines"
    SAME_ANSWER = "same_answer"
    TWICE = "twice"
    CONTRADICTION = "contradiction"
    IDLE_PHRASE = "idle_phrase"  # a `near` phrase of a fact that stands nowhere
    MINUTES = "minutes"
    CONTACT = "contact"
    STAGE_DIRECTION = "stage_direction"


@dataclass(frozen=True, slots=True)
class Advice:
    """A weakness: where it is (`path` into the file, `key` in words), what it is, and what would mend it."""

    kind: AdviceKind
    path: KeyPath
    key: str
    says: str
    remedy: str

    def __str__(self) -> str:
        return f"'{self.key}' {self.says}; {self.remedy}."


def advise(persona: Persona) -> tuple[Advice, ...]:
    """Everything that would make this person better, in the order of the file. A good file has none."""
    found = [
        *_public_facts(persona),
        *_facts(persona),
        *_lines(persona),
        *_topics(persona),
        *_said_twice(persona),
        *_unspeakable(persona),
    ]
    return tuple(found)


def key_in_words(persona: Persona, path: KeyPath) -> str:
    """The path with the ids of topics, and other places in lists counted from 1."""
    if len(path) > 1 and path[0] == "topics" and isinstance(path[1], int):
        path = ("topics", persona.topics[path[1]].id, *path[2:])
    return ".".join(f"#{part + 1}" if isinstance(part, int) else part for part in path)


def _advice(persona: Persona, kind: AdviceKind, path: KeyPath, says: str, remedy: str) -> Advice:
    return Advice(kind, path, key_in_words(persona, path), says, remedy)


# ── what is there, and how much of it ────────────────────────────────────────────────────────────────────────────


def _public_facts(persona: Persona) -> Iterator[Advice]:
    count = len(persona.public_facts)
    if count < ENOUGH_PUBLIC_FACTS:
        yield _advice(
            persona,
            AdviceKind.FEW_PUBLIC_FACTS,
            ("public_facts",),
            f"has {count} of at least {ENOUGH_PUBLIC_FACTS} facts",
            "write what a profile and a website would show, so that there is something to read beforehand",
        )
    for number, fact in enumerate(persona.public_facts):
        if not fact.questions or not fact.keywords:
            yield _advice(
                persona,
                AdviceKind.FEW_PUBLIC_FACTS,
                ("public_facts", number),
                "has no questions or no keywords",
                "add the questions it makes needless and the words that show it was read",
            )


def _lines(persona: Persona) -> Iterator[Advice]:
    extends = persona.temperament.extension_minutes > 0
    for kind, variants in persona.lines.items():
        enough = ENOUGH_OF_WHAT_REPEATS if kind in OFTEN_SAID else ENOUGH_LINES
        if len(variants) < enough and (extends or kind not in LINES_OF_ONE_WHO_EXTENDS):
            yield _advice(
                persona,
                AdviceKind.FEW_VARIANTS,
                ("lines", kind.value),
                f"has {len(variants)} of {enough} variants and will be heard twice",
                f"write {enough - len(variants)} more",
            )
    lacking = [kind.value for kind in LineKind if kind in LINES_ONE_MAY_LACK and kind not in persona.lines]
    if lacking:
        borrowed = any(LineKind(name) in STANDS_IN for name in lacking)
        yield _advice(
            persona,
            AdviceKind.BORROWED_LINES,
            ("lines",),
            f"has no {', '.join(lacking)}" + (" and borrows other lines for some of them" if borrowed else ""),
            "add them; the guide says when each is said",
        )


def _topics(persona: Persona) -> Iterator[Advice]:
    count = len(persona.topics)
    if count < ENOUGH_TOPICS:
        says = f"has {count} of {ENOUGH_TOPICS} that make a full talk"
        yield _advice(persona, AdviceKind.FEW_TOPICS, ("topics",), says, "add what people would ask next")
    known = {topic.id for topic in persona.topics}
    missing = [subject for subject in COMMON_SUBJECTS if subject not in known]
    if missing:
        yield _advice(
            persona,
            AdviceKind.MISSING_SUBJECTS,
            ("topics",),
            f"lacks {len(missing)} of the {len(COMMON_SUBJECTS)} subjects everybody asks about: {', '.join(missing)}",
            "write the ones that fit, under these ids",
        )
    for number, topic in enumerate(persona.topics):
        yield from _thin(persona, topic, number)
    yield from _alike(persona)


def _thin(persona: Persona, topic: Topic, number: int) -> Iterator[Advice]:
    count = len(words(topic.answer))
    path: KeyPath = ("topics", number, "answer")
    if count < SHORTEST_ANSWER_WORDS:
        remedy = "add the moment, the number, the name that makes it theirs"
        yield _advice(persona, AdviceKind.THIN_ANSWER, path, f"has {count} words, 45 to 90 are good", remedy)
    if count > LONGEST_ANSWER_WORDS:
        remedy = "keep one thing and move the rest to the story or a follow-up"
        yield _advice(persona, AdviceKind.LONG_ANSWER, path, f"has {count} words, 45 to 90 are good", remedy)
    lacking = [
        "no story" if not topic.story else "",
        "no guarded line" if not topic.guarded else "",
        f"{len(topic.follow_ups)} of {ENOUGH_FOLLOW_UPS} follow-ups"
        if len(topic.follow_ups) < ENOUGH_FOLLOW_UPS
        else "",
        "follow-ups of one kind only"
        if len(topic.follow_ups) >= ENOUGH_FOLLOW_UPS and len({one.kind for one in topic.follow_ups}) == 1
        else "",
        f"{len(topic.questions)} of {ENOUGH_QUESTIONS} questions" if len(topic.questions) < ENOUGH_QUESTIONS else "",
    ]
    if any(lacking):
        says = "has " + ", ".join(one for one in lacking if one)
        yield _advice(
            persona, AdviceKind.THIN_TOPIC, ("topics", number), says, "give whoever asks further something more"
        )


# ── said twice ───────────────────────────────────────────────────────────────────────────────────────────────────


def _alike(persona: Persona) -> Iterator[Advice]:
    pairs = [_word_pairs(topic.answer) for topic in persona.topics]
    for (one, first), (other, second) in combinations(enumerate(pairs), 2):
        together = len(first | second)
        if together and len(first & second) / together >= NEARLY_THE_SAME:
            yield _advice(
                persona,
                AdviceKind.SAME_ANSWER,
                ("topics", other, "answer"),
                f"says nearly the same words as 'topics.{persona.topics[one].id}.answer'",
                "let each tell something of its own",
            )


def _word_pairs(text: str) -> set[tuple[str, str]]:
    said = words(text)
    return set(pairwise(said))


def _said_twice(persona: Persona) -> Iterator[Advice]:
    first_at: dict[str, Passage] = {}
    for passage in spoken(persona):
        plain = " ".join(words(passage.text)) or passage.text
        before = first_at.setdefault(plain, passage)
        if before is not passage:
            yield _advice(
                persona,
                AdviceKind.TWICE,
                passage.path,
                f"stands at '{key_in_words(persona, before.path)}' already: “{shorten(passage.text)}”",
                "say it in other words",
            )


# ── facts, and what cannot be spoken ─────────────────────────────────────────────────────────────────────────────


def _facts(persona: Persona) -> Iterator[Advice]:
    said = [(passage, passage.text.casefold()) for passage in sentences_of(persona)] if persona.facts else []
    for number, fact in enumerate(persona.facts):
        forms = [form.casefold() for form in fact.forms]
        for place, near in enumerate(fact.near):
            beside = [(passage, text) for passage, text in said if near.casefold() in text]
            if not beside:
                yield _advice(
                    persona,
                    AdviceKind.IDLE_PHRASE,
                    ("facts", number, "near", place),
                    f"stands nowhere in the file: “{near}”",
                    "write words that stand beside the fact, or take it out",
                )
            for passage, text in beside:
                if NUMBER.search(text) and not any(form in text for form in forms):
                    yield _advice(
                        persona,
                        AdviceKind.CONTRADICTION,
                        passage.path,
                        f"contradicts 'facts.#{number + 1}' ({fact.about}: {fact.value}): “{shorten(passage.text)}”",
                        f"write {' or '.join(fact.forms)}, or other words than “{near}”",
                    )


def _unspeakable(persona: Persona) -> Iterator[Advice]:
    for passage in spoken(persona):
        contact, direction = _CONTACT.search(passage.text), _STAGE_DIRECTION.search(passage.text)
        if contact:
            says, remedy = (
                f"holds an address or number: “{contact.group().strip()}”",
                "nobody says it aloud; take it out",
            )
            yield _advice(persona, AdviceKind.CONTACT, passage.path, says, remedy)
        if direction:
            says, remedy = (
                f"holds a stage direction: “{direction.group()}”",
                "it would be read aloud; write only speech",
            )
            yield _advice(persona, AdviceKind.STAGE_DIRECTION, passage.path, says, remedy)
        minutes = _MINUTES.search(passage.text) if passage.path[0] == "lines" else None
        if minutes:
            yield _advice(
                persona,
                AdviceKind.MINUTES,
                passage.path,
                f"names a number of minutes: “{minutes.group()}”",
                "the meeting may have another length; say it without a number, or with {minutes} where that may stand",
            )
