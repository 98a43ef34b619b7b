"""A note as the checks see it: its sentences, what each does, and what words it shares with what was read or told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from simulator.core import note_cues as cues
from simulator.core.thanks import distinctive_words
from simulator.core.word_forms import content_words
from simulator.domain import DECISION_PROBABILITY, Move, MoveKind, Persona
from simulator.language import Span, sentences, words
from simulator.ports import MoveClassifier

MOST_NOTE_CHARACTERS = 4_000
"""Nobody reads a longer one; what goes beyond is not judged."""
SHORT_LINE = 45
"""A line shorter than this was ended on purpose (a greeting, a name); a longer one may only have been wrapped."""
FEWEST_CLAUSE_WORDS = 4
SURE_PROBABILITY = 0.88
"""The classifier learnt from talk. Of a written statement without a word of work in it, it has to be this sure."""

_LINE = re.compile(r"[^\n]*\n?")
_ENDS_A_LINE = re.compile(r"[.;:!?…]\s*$")
_OF_WORK = re.compile(
    r"\b(?:jobs?|openings?|opportunit\w+|vacanc\w+|positions?|roles?|hir(?:e|ed|ing)|intern(?:ships?)?|placements?|recruit\w*|"
    r"employ\w*|leads|work for you|(?:refer|recommend|introduce|consider|mention|forward) me|keep me in mind|work experience)\b",
    re.I,
)
_IN_CASE = re.compile(
    r"\b(?:in case|if|should) (?:there (?:are|is|be|were|happens? to be)|an?|any|some(?:thing)?|you (?:have|hear of|know of))\b[^.?!]{0,30}"
    r"\b(?:jobs?|openings?|vacanc\w+|positions?|internships?|placements?)\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:not|n't|never|nor|without|no need)\b|n't\b", re.I)
_JOINT = re.compile(r"\s*(?:[;–—]|\s-\s|,(?=\s*(?:and|but|so|because|while|though|although|then)\b))\s*", re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a note, the moves it makes, and the clause that asks for a job where one does."""

    span: Span
    text: str
    moves: frozenset[MoveKind]
    job_ask: Span | None = None  # characters of the note


@dataclass(frozen=True)
class NoteFacts:
    """A note with what it is judged by. `told` is what the person said in the talk; `hours_since` it ended, None unknown."""

    text: str
    passages: tuple[Passage, ...]
    persona: Persona
    told: tuple[str, ...] = ()
    hours_since: float | None = None

    @cached_property
    def word_count(self) -> int:
        return len(words(self.text))

    def with_moves(self, *kinds: MoveKind) -> list[Passage]:
        return [one for one in self.passages if one.moves & set(kinds)]

    def matching(self, pattern: re.Pattern[str]) -> list[Passage]:
        return [one for one in self.passages if pattern.search(plain_marks(one.text))]

    @cached_property
    def given_words(self) -> frozenset[str]:
        """Words that everybody knows of the person: name, title, organisation, field. They show no reading and no listening."""
        them = self.persona
        return content_words(f"{them.name} {them.title} {them.organisation} {them.field}")

    def shared_with(self, passage: Passage, others: Iterable[str]) -> frozenset[str]:
        """What a passage has in common with one of the other texts, less what would fit anybody: the best of them."""
        own = distinctive_words(passage.text) - self.given_words
        return max((own & content_words(other) for other in others), key=len, default=frozenset())

    def takes_up_what_was_told(self, passage: Passage) -> bool:
        return bool(self.shared_with(passage, self.told))


def read_note(
    text: str,
    persona: Persona,
    classifier: MoveClassifier,
    *,
    told: Iterable[str] = (),
    hours_since: float | None = None,
) -> NoteFacts:
    """A note made ready for the checks."""
    text = text[:MOST_NOTE_CHARACTERS]
    passages = tuple(_read_passage(span, text, classifier) for span in passage_spans(text))
    return NoteFacts(text, passages, persona, tuple(told), hours_since)


def passage_spans(text: str) -> list[Span]:
    """Where the sentences of a note stand. A line ended on purpose ends one too; a line that was wrapped does not."""
    found: list[Span] = []
    start = position = 0
    for line in _LINE.findall(text):
        position += len(line)
        content = line.strip()
        if position == len(text) or not content or len(content) < SHORT_LINE or _ENDS_A_LINE.search(content):
            found += [Span(start + one.start, start + one.end) for one in sentences(text[start:position])]
            start = position
    return [span for span in found if words(span.of(text))]


def clause_spans(text: str, passage: Span) -> list[Span]:
    """The clauses of a sentence that say enough to stand alone."""
    found: list[Span] = []
    start = passage.start
    for match in [*_JOINT.finditer(text, passage.start, passage.end), None]:
        end = match.start() if match else passage.end
        if len(words(text[start:end])) >= FEWEST_CLAUSE_WORDS:
            found.append(Span(start, end))
        start = match.end() if match else end
    return found


def _read_passage(span: Span, text: str, classifier: MoveClassifier) -> Passage:
    sentence = span.of(text)
    moves = [move for move in classifier.classify(sentence) if move.made]
    return Passage(span, sentence, frozenset(move.kind for move in moves), _job_ask(span, text, moves, classifier))


def _job_ask(span: Span, text: str, moves: list[Move], classifier: MoveClassifier) -> Span | None:
    """The words that ask for work: of the whole sentence, or of a clause that does so where the rest of it hides that."""
    asked = _asking_part(span, text, moves)
    clauses = clause_spans(text, span)
    for clause in clauses if asked is None and len(clauses) > 1 else ():
        asked = asked or _asking_part(clause, text, classifier.classify(clause.of(text)))
    return asked


def _asking_part(span: Span, text: str, moves: Iterable[Move]) -> Span | None:
    part = plain_marks(span.of(text))
    of_work = bool(_OF_WORK.search(part))
    if not of_work and (cues.TIME_ASKED.search(part) or cues.LEAVES_TIME.search(part)):
        return None  # "I am free on most afternoons, whichever suits you" offers time for the talk
    least = DECISION_PROBABILITY if of_work else SURE_PROBABILITY
    for move in moves:
        if move.kind is MoveKind.JOB_ASK and move.probability >= least:
            return Span(span.start + move.start_char, span.start + move.end_char)
    hint = _IN_CASE.search(part)  # "in case there are any openings": a hint that talk seldom has, and notes often
    return Span(span.start + hint.start(), span.start + hint.end()) if hint and not _DENIED.search(part) else None


def plain_marks(text: str) -> str:
    """Typographic apostrophes made plain and lines joined, sign by sign, so that places stay the same."""
    return text.replace("’", "'").replace("\n", " ")
