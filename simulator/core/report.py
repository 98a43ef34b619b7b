"""The report of a talk: a pure function of its turns. The same turns always give the same report.

`docs/report.md` has the JSON schema and says how scores come about. A score is the share of its checks that were met,
weighted; no evidence gives None, which is shown as "not rated".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from simulator.core.checks import NOT_RATED, Finding
from simulator.core.delivery import Delivery
from simulator.core.facts import AskedQuestion, Evidence, Facts, TurnFlag
from simulator.core.known import REHEARSAL, Known
from simulator.core.learned import Learned, learned_in, learned_json
from simulator.core.objections import Objection, without_objected
from simulator.core.plan_coverage import CoveredQuestion, cover
from simulator.core.rubric import DIMENSIONS, Check, Dimension
from simulator.core.session import interruptions
from simulator.core.their_view import Thought, thoughts, would_do
from simulator.domain import Persona, PlannedQuestion, SessionState
from simulator.language import shorten
from simulator.turn_sound import TurnSound

SCHEMA = 1
CAP_SCORE = 60
CAP_OVERRUN_SHARE = 0.10
"""A direct job ask or an overrun beyond this share of the slot caps the total: sources call these two absolute."""
LEAST_RATED_WEIGHT = 0.5
"""Less than this share of the whole rated, and there is no overall score."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    check: Check
    finding: Finding


@dataclass(frozen=True, slots=True)
class DimensionResult:
    dimension: Dimension
    score: int | None
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A strength, or the one thing to fix first."""

    title: str
    text: str
    evidence: tuple[Evidence, ...]
    dimension: str
    next_time: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the feedback shows."""

    facts: Facts
    started: str
    overall: int | None
    headline: str
    dimensions: tuple[DimensionResult, ...]
    strengths: tuple[Highlight, ...]
    fix: Highlight | None
    thoughts: tuple[Thought, ...]
    delivery: Delivery
    objected: tuple[TurnFlag, ...] = ()  # flags that the user says are wrong; they count for nothing
    baseline: Mapping[str, float] | None = None  # the user's own usual figures; None with too few earlier talks
    plan: tuple[CoveredQuestion, ...] = ()  # what was planned, and which turn asked it; empty without a plan
    learned: Learned | None = None  # what was told, and what was missed; None with a real person

    def planned(self, question: AskedQuestion) -> bool | None:
        """Whether the question stood in the plan; None without a plan."""
        return any(one.turn == question.turn.index for one in self.plan) if self.plan else None

    @property
    def flags(self) -> tuple[TurnFlag, ...]:
        return self.facts.flags

    @property
    def questions(self) -> tuple[AskedQuestion, ...]:
        return self.facts.questions


def build_report(
    persona: Persona,
    state: SessionState,
    *,
    started: str = "",
    objections: frozenset[Objection] = frozenset(),
    known: Known = REHEARSAL,
    plan: tuple[PlannedQuestion, ...] = (),
    sounds: tuple[TurnSound, ...] = (),
    baseline: Mapping[str, float] | None = None,
) -> Report:
    """The report of a talk. `started` is when it began, as text (ISO 8601); what the user objects to does not count.

    Of a talk with a real person, `known` says what may be judged at all. `plan` are the questions written down
    beforehand, which move no score. `sounds` is what was measured in the recordings, `baseline` the user's usual figures.
    """
    objected = _objected_flags(Facts(persona, state, known=known), objections) if objections else ()
    state = without_objected(persona, state, objections)
    facts = Facts(persona, state, objections, known, sounds)
    dimensions = tuple(_rate(dimension, facts) for dimension in DIMENSIONS)
    overall = _overall(dimensions, facts)
    strengths, fix = _highlights(dimensions, facts)
    return Report(
        facts=facts,
        started=started,
        overall=overall,
        headline=_headline(overall, facts),
        dimensions=dimensions,
        strengths=strengths,
        fix=fix,
        thoughts=() if known.real else thoughts(persona, state),
        delivery=facts.delivery,
        objected=objected,
        baseline=baseline,
        plan=cover(plan, facts.questions),
        learned=learned_in(facts),
    )


def _objected_flags(facts: Facts, objections: frozenset[Objection]) -> tuple[TurnFlag, ...]:
    return tuple(one for one in facts.flags if Objection(one.evidence.turn, one.flag.kind) in objections)


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _rate(dimension: Dimension, facts: Facts) -> DimensionResult:
    nothing_said = not facts.user_turns
    results = tuple(
        CheckResult(check, Finding(None, "You said nothing.") if nothing_said else _look(check, facts))
        for check in dimension.checks
    )
    rated = [result for result in results if result.finding.met is not None]
    if not rated:
        return DimensionResult(dimension, None, results)
    met = sum(result.check.weight for result in rated if result.finding.met)
    return DimensionResult(dimension, round(100 * met / sum(result.check.weight for result in rated)), results)


def _look(check: Check, facts: Facts) -> Finding:
    """The finding; praise waits until there is enough to praise, a fault counts from the first word."""
    why_not = facts.known.why_not(check.needs)
    if why_not is not None:
        return Finding(None, why_not)
    finding = check.look(facts)
    return NOT_RATED if finding.met and not facts.enough else finding


def _overall(dimensions: tuple[DimensionResult, ...], facts: Facts) -> int | None:
    rated = [(result.score, result.dimension.weight) for result in dimensions if result.score is not None]
    weight = sum(weight for _, weight in rated)
    too_short = not facts.enough or not (facts.enough_questions or is_capped(facts))
    if too_short or weight < LEAST_RATED_WEIGHT * sum(result.dimension.weight for result in dimensions):
        return None
    score = round(sum(score * weight for score, weight in rated) / weight)
    return min(score, CAP_SCORE) if is_capped(facts) else score


def is_capped(facts: Facts) -> bool:
    """Whether one of the two absolute rules was broken."""
    over = facts.overrun_s or 0.0
    return bool(facts.direct_job_asks) or over > CAP_OVERRUN_SHARE * facts.state.booking.agreed_s


def _headline(overall: int | None, facts: Facts) -> str:
    name = facts.persona.first_name
    if overall is None and facts.known.real:
        return f"There is too little here to rate: you say or ask too little in this {facts.known.read_from}."
    if overall is None:
        return "There is too little here to rate. Have a longer talk, and you will get a full report."
    if facts.direct_job_asks:
        return f"{name} came to talk about the work and was asked for a job. That one thing weighs more than the rest."
    if is_capped(facts):
        return f"A talk with good moments, but {name} had to give more time than you agreed on."
    if facts.known.real:
        return next(sentence for least, sentence in _REAL_HEADLINES if overall >= least)
    if overall >= 85:
        return f"{name} would be glad to hear from you again."
    if overall >= 70:
        return f"A good talk. {name} enjoyed most of it, and one thing would lift it."
    if overall >= 50:
        return f"A fair start. {name} told you something; there was more to be had."
    return f"{name} was polite. Next time, one change will make most of the difference."


_REAL_HEADLINES = (
    (85, "A very good talk: there is little to change."),
    (70, "A good talk, and one thing would lift it."),
    (50, "A fair start; there was more to be had."),
    (0, "Next time, one change will make most of the difference."),
)
"""What a real person felt about a talk nobody can tell: these speak of the talk alone."""


# ── highlights ───────────────────────────────────────────────────────────────────────────────────────────────────

_MOST_URGENT = ("not_direct", "no_job_ask", "within_time", "not_too_personal", "no_selling", "nothing_the_card_says")
_WORTH_PRAISE = (
    "follows_up",
    "uses_research",
    "specific",
    "signals_the_end",
    "specific_thanks",
    "asks_for_names",
    "open",
)


def _highlights(
    dimensions: tuple[DimensionResult, ...], facts: Facts
) -> tuple[tuple[Highlight, ...], Highlight | None]:
    results = [(result, one) for one in dimensions for result in one.checks if result.finding.evidence]
    met = [(result, one) for result, one in results if result.finding.met]
    unmet = [(result, one) for result, one in results if result.finding.met is False]
    met.sort(key=lambda pair: (_place(pair[0].check.id, _WORTH_PRAISE), -_weight(*pair)))
    unmet.sort(key=lambda pair: (_place(pair[0].check.id, _MOST_URGENT), -_weight(*pair)))
    strengths: list[Highlight] = []
    for result, one in met:
        if one.dimension.id not in {strength.dimension for strength in strengths} and len(strengths) < 2:
            strengths.append(_highlight(result, one))
    return tuple(strengths), _fix(*unmet[0], facts) if unmet else None


def _fix(result: CheckResult, one: DimensionResult, facts: Facts) -> Highlight:
    """The one thing to fix; where it was flagged, with the better wording of that very sentence."""
    shown = result.finding.evidence[0]
    flag = next((flag for flag in facts.flags if flag.evidence == shown), None)
    advice = result.check.next_time if flag is None else f"{result.check.next_time} For instance: “{flag.flag.rewrite}”"
    return Highlight(result.check.title, result.finding.why, result.finding.evidence, one.dimension.id, advice)


def _highlight(result: CheckResult, one: DimensionResult) -> Highlight:
    return Highlight(result.check.title, result.finding.why, result.finding.evidence, one.dimension.id)


def _weight(result: CheckResult, one: DimensionResult) -> float:
    return one.dimension.weight * result.check.weight / sum(check.weight for check in one.dimension.checks)


def _place(check_id: str, order: tuple[str, ...]) -> int:
    return order.index(check_id) if check_id in order else len(order)


# ── as JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────


def report_json(report: Report) -> dict[str, Any]:
    """The report as plain values, in the schema of `docs/report.md`. Seconds are rounded to a hundredth."""
    facts, state, known = report.facts, report.facts.state, report.facts.known
    return {
        "schema": SCHEMA,
        "session": {
            "source": known.read_from if known.real else "rehearsal",
            "voices": known.voices.value,
            "times": known.timing.value,
            "persona": state.persona_id,
            "persona_name": facts.persona.name,
            "booking": {
                "format": None if known.real else state.booking.format.value,
                "minutes": state.booking.minutes if known.agreed else None,
            },
            "started": report.started,
            "agreed_s": state.clock.agreed_s if known.agreed else None,
            "ended_s": _seconds(state.clock.ended_s) if known.has_times else None,
            "overrun_s": _seconds(facts.overrun_s),
            "extended_s": state.clock.extended_s,
            "ended_by": state.ended_by.value if state.ended_by else None,
            "signalled_end": facts.end_signal is not None,
        },
        "overall": report.overall,
        "headline": report.headline,
        "dimensions": [_dimension_json(result) for result in report.dimensions],
        "flags": [flag_json(one) for one in report.flags],
        "objections": [{"turn": one.evidence.turn, "kind": one.flag.kind.value} for one in report.objected],
        "questions": [_question_json(one, planned=report.planned(one)) for one in report.questions],
        "plan": _plan_json(report.plan) if report.plan else None,
        "learned": learned_json(report.learned, _evidence_json) if report.learned else None,
        "talk": {
            "user_share": _rounded(facts.user_share),
            "persona_share": _rounded(None if facts.user_share is None else 1 - facts.user_share),
            "user_word_share": _rounded(facts.user_word_share) if facts.user_turns else None,
            "longest_turn_s": _longest_turn_s(facts),
            "interruptions": None if known.real else interruptions(facts.state.turns),
        },
        "delivery": _delivery_json(report),
        "highlights": {
            "strengths": [_highlight_json(one) for one in report.strengths],
            "fix": _highlight_json(report.fix) if report.fix else None,
        },
        "their_view": {
            "rapport": None if known.real else round(state.rapport, 2),
            "thoughts": [
                {"turn": one.turn, "rapport": round(one.rapport, 2), "text": one.text} for one in report.thoughts
            ],
            "would": would_do(state) if facts.enough and not known.real else None,
        },
    }


def _longest_turn_s(facts: Facts) -> float | None:
    longest = facts.longest_user_turn
    if longest is None or not facts.known.has_times or not facts.known.voices_are_sure:
        return None
    return _seconds(longest.duration_s)


def _delivery_json(report: Report) -> dict[str, Any]:
    measured = {key: _rounded(value) for key, value in asdict(report.delivery).items()}
    known = report.facts.known
    if known.real and not known.recorded:
        measured["sound_not_rated"] = None  # nobody expects a recording
    measured["baseline"] = {key: _rounded(value) for key, value in report.baseline.items()} if report.baseline else None
    return measured | {"spoken_s": None} if known.real and not known.turns_are_speech else measured


def flag_json(one: TurnFlag) -> dict[str, Any]:
    return {
        "kind": one.flag.kind.value,
        "severity": one.flag.severity.value if one.flag.severity else None,
        "probability": round(one.flag.probability, 4),
        "quote": one.flag.quote,
        "start_char": one.flag.start_char,
        "end_char": one.flag.end_char,
        "why": one.flag.why,
        "rewrite": one.flag.rewrite,
        "turn": one.evidence.turn,
        "start_s": _seconds(one.evidence.start_s),
        "end_s": _seconds(one.evidence.end_s),
    }


def _dimension_json(result: DimensionResult) -> dict[str, Any]:
    return {
        "id": result.dimension.id,
        "title": result.dimension.title,
        "score": result.score,
        "checks": [
            {
                "id": one.check.id,
                "title": one.check.title,
                "weight": one.check.weight,
                "sources": one.check.sources,
                "met": one.finding.met,
                "why": one.finding.why,
                "evidence": [_evidence_json(quote) for quote in one.finding.evidence],
            }
            for one in result.checks
        ],
    }


def _question_json(one: AskedQuestion, *, planned: bool | None) -> dict[str, Any]:
    span = one.question.span
    return {
        "turn": one.turn.index,
        "text": span.of(one.turn.text) if span else one.turn.text,
        "form": one.question.form.value if one.question.form else None,
        "follow_up": one.question.follow_up,
        "specific": one.question.specific,
        "topic": one.topic,
        "planned": planned,
        "answerable_from_card": one.answerable_from_card,
    }


def _plan_json(plan: tuple[CoveredQuestion, ...]) -> dict[str, Any]:
    return {
        "covered": _rounded(sum(one.turn is not None for one in plan) / len(plan)),
        "questions": [{"text": one.planned.text, "asked_in": one.turn} for one in plan],
    }


def _highlight_json(one: Highlight) -> dict[str, Any]:
    return {
        "title": one.title,
        "text": one.text,
        "dimension": one.dimension,
        "next_time": one.next_time,
        "evidence": [_evidence_json(quote) for quote in one.evidence],
    }


def _evidence_json(one: Evidence) -> dict[str, Any]:
    return {"turn": one.turn, "quote": one.quote, "start_s": _seconds(one.start_s), "end_s": _seconds(one.end_s)}


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - a plain JSON value in, a plain JSON value out
    return round(value, 3) if isinstance(value, float) else value


def summary_line(report: Report) -> str:
    """One line for lists: the score and the headline."""
    score = "not rated" if report.overall is None else f"{report.overall} of 100"
    return f"{score}: {shorten(report.headline, most_chars=120)}"
