"""A plan of questions, checked line by line and as a whole, as the talk and the report would judge them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.card import answered_by_card
from simulator.core.flags import Circumstances, find_flags
from simulator.core.matching import SURE_SCORE, Knowledge
from simulator.core.plan_coverage import ALIKE, likeness
from simulator.core.question_forms import QuestionForm
from simulator.core.questions import read_question
from simulator.domain import Flag, MoveKind, Persona, PlannedQuestion
from simulator.language import words
from simulator.ports import MoveClassifier

ENOUGH_QUESTIONS = 5
"""Sources suggest five to ten questions for twenty to thirty minutes."""
MOST_QUESTIONS = 12
MOST_QUESTION_CHARACTERS = 400
LEAST_SPECIFIC_SHARE = 0.25
DEEP_TOPICS = frozenset(
    "failure hard-decision hard-conversations hindsight conflict ethics stress drawbacks pay diversity".split()
)
"""What people speak of more readily once they have warmed up."""
CLOSES = (MoveKind.REFERRAL_REQUEST, MoveKind.STAY_IN_TOUCH, MoveKind.CLOSING)


class FindingKind(StrEnum):
    """What is amiss with one planned question. The first five are the flags of the talk."""

    JOB_ASK = "job_ask"
    TOO_PERSONAL = "too_personal"
    PITCH = "pitch"
    RESUME_PUSH = "resume_push"
    UNRESEARCHED = "unresearched"
    CLOSED = "closed"
    LEADING = "leading"
    STACKED = "stacked"
    ASKS_NOTHING = "asks_nothing"
    SAME = "same"
    DEEP_FIRST = "deep_first"
    CLOSES_EARLY = "closes_early"


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something amiss, with the words of the line and, where there is one, a better way to put it."""

    kind: FindingKind
    why: str
    quote: str
    rewrite: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """One line of a plan. `specific`: it uses what one could have read. `topic`: what the person would take it to be about."""

    text: str
    specific: bool
    topic: str | None
    moves: frozenset[MoveKind]
    findings: tuple[PlanFinding, ...]


@dataclass(frozen=True, slots=True)
class PlanReview:
    """A plan, checked. `hints` are for the whole of it."""

    questions: tuple[ReviewedQuestion, ...]
    hints: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return len(self.questions) >= ENOUGH_QUESTIONS

    @property
    def faults(self) -> tuple[PlanFinding, ...]:
        """What the person would mind."""
        return tuple(one for question in self.questions for one in question.findings if one.kind.value in _FLAGGED)

    @property
    def planned(self) -> tuple[PlannedQuestion, ...]:
        """The plan as it is kept with a talk."""
        return tuple(PlannedQuestion(one.text, one.topic) for one in self.questions)


def plan_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something, each on one line, cut where nobody would go on reading; twelve at most."""
    cleaned = (" ".join(line.split())[:MOST_QUESTION_CHARACTERS].rstrip() for line in lines)
    return tuple(line for line in cleaned if words(line))[:MOST_QUESTIONS]


def review_plan(lines: Iterable[str], persona: Persona, classifier: MoveClassifier, knowledge: Knowledge) -> PlanReview:
    """The plan, checked line by line in its order. Blank lines are left out."""
    texts = plan_lines(lines)
    read = [_read(text, persona, classifier, knowledge) for text in texts]
    checked = tuple(
        ReviewedQuestion(
            one.text,
            one.specific,
            one.topic,
            one.moves,
            (*one.findings, *_repeats(place, read), *_out_of_order(place, read)),
        )
        for place, one in enumerate(read)
    )
    return PlanReview(checked, tuple(_hints(checked)))


def _read(text: str, persona: Persona, classifier: MoveClassifier, knowledge: Knowledge) -> ReviewedQuestion:
    found = classifier.classify(text)
    moves = frozenset(move.kind for move in found if move.made)
    matches = knowledge.matches(text)
    best = next((match for match in matches if match.topic is not None), None)
    question = read_question(text, persona=persona)
    around = Circumstances(persona=persona, card_answers=answered_by_card(text, moves, persona, matches))
    flags = [flag for flag in find_flags(text, found, around) if flag.kind.value in _FLAGGED]
    findings = [_flagged(flag) for flag in flags]
    form = _FORM_FINDINGS.get(question.form) if question.form else (FindingKind.ASKS_NOTHING, _ASKS_NOTHING)
    if form is not None and not flags and not moves & {*CLOSES, MoveKind.THANKS}:
        findings.append(PlanFinding(form[0], form[1], question.span.of(text) if question.span else text))
    topic = best.topic if best is not None and best.score >= SURE_SCORE else None
    return ReviewedQuestion(text, question.specific, topic, moves, tuple(findings))


def _flagged(flag: Flag) -> PlanFinding:
    return PlanFinding(FindingKind(flag.kind.value), flag.why, flag.quote, flag.rewrite)


_FLAGGED = frozenset({"job_ask", "too_personal", "pitch", "resume_push", "unresearched"})
_ASKS_NOTHING = "This asks nothing yet."
_FORM_FINDINGS = {
    QuestionForm.CLOSED: (FindingKind.CLOSED, "Yes or no would answer this. Begin with how, what or why."),
    QuestionForm.LEADING: (FindingKind.LEADING, "This carries its answer. Leave your own view out of it."),
    QuestionForm.STACKED: (FindingKind.STACKED, "These are several questions. Ask one, and keep the other for later."),
}


def _repeats(place: int, questions: Sequence[ReviewedQuestion]) -> list[PlanFinding]:
    """Whether an earlier question asks the same: nearly the same words, or surely the same topic."""
    own = questions[place]
    for number, earlier in enumerate(questions[:place], start=1):
        same_topic = own.topic is not None and own.topic == earlier.topic and not (own.specific or earlier.specific)
        if same_topic or likeness(earlier.text, own.text) >= ALIKE:
            why = f"This goes to the same place as question {number}. Keep the better one."
            return [PlanFinding(FindingKind.SAME, why, own.text)]
    return []


def _out_of_order(place: int, questions: Sequence[ReviewedQuestion]) -> list[PlanFinding]:
    own, left = questions[place], questions[place + 1 :]
    if place == 0 and len(questions) > 1 and own.topic in DEEP_TOPICS:
        why = "This goes deep at once. Begin with something easy to talk about, such as how they came to it."
        return [PlanFinding(FindingKind.DEEP_FIRST, why, own.text)]
    if own.moves & set(CLOSES) and any(not one.moves & set(CLOSES) for one in left):
        return [PlanFinding(FindingKind.CLOSES_EARLY, "This belongs at the end, when they know you.", own.text)]
    return []


def _hints(questions: Sequence[ReviewedQuestion]) -> list[str]:
    count = len(questions)
    if not count:
        return ["Write down at least five questions; you need not ask them all."]
    hints: list[str] = []
    if count < ENOUGH_QUESTIONS:
        hints.append(f"You have {count} of at least {ENOUGH_QUESTIONS} questions.")
    if sum(one.specific for one in questions) < max(1.0, LEAST_SPECIFIC_SHARE * count):
        hints.append(
            "Let one question in four build on something you read: as it is, most would fit anybody in their field."
        )
    if count >= ENOUGH_QUESTIONS and not any(MoveKind.REFERRAL_REQUEST in one.moves for one in questions):
        hints.append("End by asking who else it would be good to talk to.")
    return hints


def printable_plan(lines: Iterable[str], persona: Persona, *, purpose: str = "") -> str:
    """The plan to print or to have beside you: what for, the questions, and room to write."""
    head = [f"Talk with {persona.name}", f"{persona.title}, {persona.organisation}", ""]
    if purpose.strip():
        head += [f"What for: {' '.join(purpose.split())}", ""]
    body = [part for number, line in enumerate(plan_lines(lines), start=1) for part in (f"{number}. {line}", "", "")]
    foot = ["Before the time is up: say so yourself. Who else? Thank you."]
    return "\n".join([*head, *body, *foot, ""])
