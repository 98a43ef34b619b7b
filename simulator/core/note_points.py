"""Real points of a talk to thank for: what the person told, what they advised, whom they named, each in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.matching import pieces_of
from simulator.core.thanks import distinctive_words
from simulator.core.word_forms import STOP_WORDS
from simulator.domain import Persona, ReplyKind, Role, SessionState, Turn
from simulator.language import sentences, words

MOST_QUOTED_WORDS = 12
FEWEST_QUOTED_WORDS = 3
MOST_POINTS_EACH = 4


class PointKind(StrEnum):
    TOLD = "told"
    ADVISED = "advised"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Point:
    """Something of the talk. `quote` stands in the person's turn, twelve words at most; `about` is its topic, or the name."""

    kind: PointKind
    about: str
    quote: str
    turn: int

    @property
    def sentence(self) -> str:
        """A sentence to begin with, for the user to change."""
        if self.kind is PointKind.NAMED:
            return f"Thank you for naming {self.about}."
        if self.kind is PointKind.ADVISED:
            return f"I will follow your advice: “{self.quote}”."
        return f"What you said stays with me: “{self.quote}”."


_ADVISES = re.compile(
    r"\b(?:if i were you|my advice|you (?:should|could|might want to|need to|must)|i'd (?:tell|advise|suggest|recommend|start)|make sure)\b",
    re.I,
)
_STARTS_WITH_ADVICE = re.compile(
    r"^(?:(?:so|and|but|well|oh|then|first|honestly|yes|or),? )?(?:don't|make sure|ask|be|begin|choose|do|find|finish|get|go|join|keep|learn|"
    r"listen|look|pick|practise|read|record|ring|serve|shadow|spend|start|take|talk|try|volunteer|watch|write)\b(?! (?:i|you|we|they)\b)",
    re.I,
)
_ADVICE_TOPICS = frozenset(
    "advice-students career-changers trying-it-out entry-routes networking reading learning fit".split()
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|from|past|near|up|through)\s+$", re.I)
_PLAIN_WORD = re.compile(r"\b[a-z][\w'’-]*")
_SPOKEN = re.compile(r"\S+")
_WANTS_ANOTHER = STOP_WORDS | frozenset("simply never always only now i'd".split())
_CLAUSE_END = re.compile(r"[,;:–—]$")


def points_of(persona: Persona, state: SessionState) -> tuple[Point, ...]:
    """What could be thanked for, at most four of each kind, in the order of the talk. Empty for a talk without answers."""
    told, advised, named = [], [], []
    titles = {topic.id: topic.title for topic in persona.topics}
    ordinary = _ordinary_words(persona)
    for turn in state.turns:
        if turn.role is not Role.PERSONA or turn.reply is None:
            continue
        named += _named(turn, ordinary)
        if turn.reply.kind in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP) and turn.reply.topic in titles:
            advice = _advice(turn, titles[turn.reply.topic])
            advised += advice
            told += [] if advice else _told(turn, titles[turn.reply.topic])
    return tuple(point for points in (_once(told), _once(advised), _once(named)) for point in points)


def _told(turn: Turn, title: str) -> list[Point]:
    """The clause of the turn that only this person could have said."""
    quotes = [quote for span in sentences(turn.text) for quote in quotes_in(span.of(turn.text))]
    best = max(quotes, key=lambda quote: len(distinctive_words(quote)), default=None)
    return [Point(PointKind.TOLD, title, best, turn.index)] if best and distinctive_words(best) else []


def _advice(turn: Turn, title: str) -> list[Point]:
    """The first sentence that advises, where the topic is one on which people advise."""
    if turn.reply is None or turn.reply.topic not in _ADVICE_TOPICS:
        return []
    plain = turn.text.replace("’", "'")
    spans = sentences(turn.text)
    for pattern in (_STARTS_WITH_ADVICE, _ADVISES):
        for span in spans:
            if pattern.search(span.of(plain)) and not span.of(plain).endswith("?"):
                return [Point(PointKind.ADVISED, title, first_words(span.of(turn.text)), turn.index)]
    return []


def _named(turn: Turn, ordinary: frozenset[str]) -> list[Point]:
    """The people whom the person gave as others to talk to."""
    if turn.reply is None or not any(piece.startswith("line:referral_given/") for piece in turn.reply.said):
        return []
    for span in sentences(turn.text):
        sentence = span.of(turn.text)
        for match in _NAME.finditer(sentence):
            name = match.group().split("'")[0].split("’")[0]
            if name.lower() not in ordinary and not _PLACE_BEFORE.search(sentence[: match.start()]):
                quote = next((one for one in quotes_in(sentence) if name in one), name)
                return [Point(PointKind.NAMED, name, quote, turn.index)]
    return []


def quotes_in(sentence: str) -> list[str]:
    """The sentence in pieces of at most twelve words that can be quoted: whole, or its clauses, or its first words."""
    spoken = list(_SPOKEN.finditer(sentence))
    if len(spoken) < FEWEST_QUOTED_WORDS:
        return []
    if len(spoken) <= MOST_QUOTED_WORDS:
        return [first_words(sentence)]
    clauses: list[str] = []
    start = spoken[0].start()
    for word in spoken:
        if _CLAUSE_END.search(word.group()) or word is spoken[-1]:
            clauses.append(sentence[start : word.end()])
            start = word.end()
    short = [first_words(one) for one in clauses if FEWEST_QUOTED_WORDS < len(one.split()) <= MOST_QUOTED_WORDS]
    return short or [first_words(sentence)]


def first_words(text: str) -> str:
    """The text, or its first twelve words, not broken off after a word that wants another one."""
    spoken = list(_SPOKEN.finditer(text))
    kept = spoken[:MOST_QUOTED_WORDS]
    while len(spoken) > len(kept) > FEWEST_QUOTED_WORDS and set(words(kept[-1].group())) <= _WANTS_ANOTHER:
        kept.pop()
    return text[kept[0].start() : kept[-1].end()].rstrip(",;:.–— ") if kept else ""


def _ordinary_words(persona: Persona) -> frozenset[str]:
    """Words that the person's file writes small somewhere, and their own name: no names of others."""
    texts = [piece for topic in persona.topics for piece in pieces_of(topic)]
    texts += [line for lines in persona.lines.values() for line in lines]
    small = {word.lower() for text in texts for word in _PLAIN_WORD.findall(text)}
    return frozenset(small | {part.lower() for part in persona.name.split()} | {"i", "i'll", "i'd", "i'm", "yes"})


def _once(points: Iterable[Point]) -> list[Point]:
    return list({point.about: point for point in points}.values())[:MOST_POINTS_EACH]
