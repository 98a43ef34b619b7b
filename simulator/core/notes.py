"""Checks of the two notes around a talk: the one that asks for it, and the one that thanks for it.

Like the report, a check is met, not met, or not rated (`None`); a fault counts from the first word, all else waits until there is
something to judge. Every quote stands in the note, sign for sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.core.note_facts import NoteFacts, read_note
from simulator.core.outreach_checks import (
    Look,
    Verdict,
    asks_limited_time,
    is_short,
    leaves_the_time,
    leaves_the_way,
    names_the_person,
    no_job_ask,
    no_resume,
    says_purpose,
    says_who_i_am,
    says_why_them,
    thanks_beforehand,
)
from simulator.core.thank_you_checks import (
    keeps_in_touch_lightly,
    quotes_are_theirs,
    says_what_it_was_good_for,
    sent_within_a_day,
    thanks_for_something_said,
)
from simulator.domain import Persona
from simulator.ports import MoveClassifier

LEAST_WORDS = 20
"""Less than this is a beginning: only what is a fault by itself is held against it."""
_FAULTS = ("no_job_ask", "no_resume")


@dataclass(frozen=True, slots=True)
class NoteCheck:
    """One thing looked for in a note, and what came of it."""

    id: str
    title: str
    met: bool | None
    why: str
    quotes: tuple[str, ...]
    advice: str  # what to do where it is not met


@dataclass(frozen=True, slots=True)
class NoteReview:
    """A note, checked. `to_mend` are the unmet checks, what matters most first."""

    word_count: int
    checks: tuple[NoteCheck, ...]
    to_mend: tuple[NoteCheck, ...]

    @property
    def mend_first(self) -> NoteCheck | None:
        """The one thing to mend, None where nothing is amiss."""
        return self.to_mend[0] if self.to_mend else None

    def check(self, check_id: str) -> NoteCheck:
        return next(one for one in self.checks if one.id == check_id)

    @property
    def rated(self) -> int:
        return sum(one.met is not None for one in self.checks)


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    title: str
    look: Look
    advice: str


_NAMES = _Rule(
    "names_the_person",
    "Speaks to them by name",
    names_the_person,
    "Begin with their name, spelled as they spell it.",
)
_NO_JOB = _Rule(
    "no_job_ask",
    "Asks to learn, not for a job",
    no_job_ask,
    "Leave work and openings out altogether; ask about what they know.",
)
_NO_RESUME = _Rule(
    "no_resume", "Sends no résumé", no_resume, "Take the résumé out. If they want to see it, they will ask."
)
_SHORT = _Rule(
    "is_short", "Is short enough to be read at once", is_short, "Cut it until it fits on the screen of a telephone."
)

_OUTREACH = (
    _NAMES,
    _Rule(
        "says_who_i_am",
        "Says who you are, in a sentence",
        says_who_i_am,
        "Say in one sentence who you are: what you do or study, and where.",
    ),
    _Rule(
        "says_purpose",
        "Says what you want to learn about",
        says_purpose,
        "Say that you would like to learn, and name the one thing it is about.",
    ),
    _Rule(
        "says_why_them",
        "Says why them and nobody else",
        says_why_them,
        "Name one thing that you read about them: a project, an article, a step in their career.",
    ),
    _Rule(
        "asks_limited_time",
        "Asks for a set number of minutes",
        asks_limited_time,
        "Ask for a number of minutes: fifteen or twenty, thirty at most.",
    ),
    _Rule(
        "leaves_the_time",
        "Leaves the time to them",
        leaves_the_time,
        "Let them choose when: “at whatever time suits you”.",
    ),
    _Rule(
        "leaves_the_way",
        "Leaves how you meet to them",
        leaves_the_way,
        "Let them choose how: “by video, by phone or in person, as you prefer”.",
    ),
    _NO_JOB,
    _NO_RESUME,
    _SHORT,
    _Rule("thanks", "Thanks them", thanks_beforehand, "End with a thank-you for considering it."),
)
_THANK_YOU = (
    _NAMES,
    _Rule(
        "specific_thanks",
        "Thanks for something they really said",
        thanks_for_something_said,
        "Thank them for one thing they told you, so that only this talk could be meant.",
    ),
    _Rule(
        "good_for",
        "Says what it was good for",
        says_what_it_was_good_for,
        "Say what you will do with something they told you, or what it changed.",
    ),
    _NO_JOB,
    _NO_RESUME,
    _SHORT,
    _Rule(
        "in_touch",
        "Keeps in touch lightly",
        keeps_in_touch_lightly,
        "Ask for nothing more now. An offer, or “I will let you know how it goes”, is enough.",
    ),
    _Rule(
        "true_quotes",
        "Quotes what was really said",
        quotes_are_theirs,
        "Quote them word for word, or leave the quotation marks out.",
    ),
    _Rule(
        "within_a_day",
        "Goes out within a day",
        sent_within_a_day,
        "Send it now: late is better than never.",
    ),
)
_MEND_ORDER = (
    "no_job_ask",
    "no_resume",
    "names_the_person",
    "says_purpose",
    "specific_thanks",
    "says_why_them",
    "asks_limited_time",
    "good_for",
    "says_who_i_am",
    "true_quotes",
    "in_touch",
    "leaves_the_time",
    "is_short",
    "thanks",
    "leaves_the_way",
    "within_a_day",
)


def review_outreach(text: str, persona: Persona, classifier: MoveClassifier) -> NoteReview:
    """The note that asks a person for a talk, checked."""
    return _review(read_note(text, persona, classifier), _OUTREACH)


def review_thank_you(
    text: str,
    persona: Persona,
    classifier: MoveClassifier,
    *,
    told: Iterable[str],
    hours_since: float | None = None,
) -> NoteReview:
    """The note after a talk, checked against what the person `told` in it. `hours_since` the end; None is unknown."""
    return _review(read_note(text, persona, classifier, told=told, hours_since=hours_since), _THANK_YOU)


def check_purpose(text: str, persona: Persona, classifier: MoveClassifier) -> tuple[NoteCheck, ...]:
    """One's purpose in a sentence, checked: to learn, about something in particular, and no job ask."""
    facts = read_note(text, persona, classifier)
    rules = [rule for rule in _OUTREACH if rule.id in ("says_purpose", "no_job_ask")]
    if not facts.passages:
        return tuple(_result(rule, Verdict(None, "Nothing is written yet.")) for rule in rules)
    return tuple(_result(rule, rule.look(facts)) for rule in rules)


def _review(facts: NoteFacts, rules: tuple[_Rule, ...]) -> NoteReview:
    checks = tuple(_result(rule, _look(rule, facts)) for rule in rules)
    unmet = [one for one in checks if one.met is False]
    return NoteReview(facts.word_count, checks, tuple(sorted(unmet, key=lambda one: _MEND_ORDER.index(one.id))))


def _look(rule: _Rule, facts: NoteFacts) -> Verdict:
    if not facts.passages:
        return Verdict(None, "Nothing is written yet.")
    verdict = rule.look(facts)
    if facts.word_count >= LEAST_WORDS or (rule.id in _FAULTS and verdict.met is False):
        return verdict
    return Verdict(None, "There is too little here to tell.")


def _result(rule: _Rule, verdict: Verdict) -> NoteCheck:
    return NoteCheck(rule.id, rule.title, verdict.met, verdict.why, verdict.quotes, rule.advice)
