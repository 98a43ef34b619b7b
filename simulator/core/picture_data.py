"""What the pictures of a report show, as numbers and as one sentence each: the page and the saved page draw the same."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.clock import clock_face
from simulator.core.curves import Point, pace_curve, rapport_curve
from simulator.core.delivery import COMFORTABLE_WPM
from simulator.core.mood import COOL_BELOW, WARM_FROM
from simulator.core.question_forms import QuestionForm
from simulator.core.report import Report

FORM_NAMES: dict[QuestionForm | None, str] = {
    QuestionForm.OPEN: "open",
    QuestionForm.CLOSED: "closed",
    QuestionForm.STACKED: "several at once",
    QuestionForm.LEADING: "leading",
    None: "a remark",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at a moment; `turn` is the turn it happened in."""

    at_s: float
    turn: int
    says: str


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many questions of one form took up the last answer, and how many began something new."""

    form: QuestionForm | None
    follow_ups: int
    new: int

    @property
    def name(self) -> str:
        return FORM_NAMES[self.form]


# ── the talk ─────────────────────────────────────────────────────────────────────────────────────────────────────


def end_marks(report: Report) -> tuple[Mark, ...]:
    """The agreed end, and the new one where the person gave more time; nothing where no end is known."""
    if not report.facts.known.agreed:
        return ()
    clock = report.facts.state.clock
    agreed_s = clock.agreed_s + clock.away_s
    agreed = Mark(agreed_s, -1, "agreed end")
    return (agreed, Mark(clock.end_s, -1, "new end")) if clock.extended_s else (agreed,)


def flag_marks(report: Report) -> tuple[Mark, ...]:
    return tuple(Mark(one.evidence.start_s, one.evidence.turn, one.flag.why) for one in report.flags)


def time_cues(report: Report) -> tuple[Mark, ...]:
    """Where the person spoke of the time left, of their own accord."""
    return tuple(
        Mark(turn.start_s, turn.index, _cue(turn.reply.cue_minutes))
        for turn in report.facts.persona_turns
        if turn.reply is not None and turn.reply.cue_minutes is not None
    )


def _cue(minutes: int) -> str:
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'} left" if minutes else "time is up"


def last_s(report: Report) -> float:
    """Where the time axis of every picture ends."""
    turns = [turn.end_s for turn in report.facts.state.turns]
    return max([1.0, *turns, *(mark.at_s for mark in end_marks(report))])


def talk_sentence(report: Report) -> str:
    facts, name = report.facts, report.facts.persona.first_name
    agreed = f" of the {clock_face(facts.state.clock.end_s)} there were" if facts.known.agreed else ""
    parts = [f"The talk took {clock_face(facts.state.clock.ended_s or 0)}{agreed}"]
    share = facts.user_share
    if share is not None:
        parts.append(f"you spoke {round(100 * share)} % of the talking time and {name} {round(100 * (1 - share))} %")
    count = len(report.flags)
    parts.append("no flags" if not count else f"{count} {'flag' if count == 1 else 'flags'}, shown as triangles")
    cues = len(time_cues(report))
    if cues:
        parts.append(f"{name} spoke of the time {'once' if cues == 1 else f'{cues} times'}, shown as diamonds")
    ends = " and ".join(f"the {mark.says}" for mark in end_marks(report))
    lines = "dashed line is" if len(end_marks(report)) == 1 else "dashed lines are"
    return "; ".join(parts) + (f". The {lines} {ends}." if ends else ".")


# ── mood and pace ────────────────────────────────────────────────────────────────────────────────────────────────


def rapport_points(report: Report) -> tuple[Point, ...]:
    """The person's mood after each turn; nothing with a real person, whose mood nobody knows."""
    facts = report.facts
    return () if facts.known.real or not facts.user_turns else rapport_curve(facts.persona, facts.state)


def rapport_sentence(report: Report) -> str:
    points = rapport_points(report)
    name = report.facts.persona.first_name
    first, last = points[0].value, points[-1].value
    sentence = f"{name} began {_warmth(first)} and ended {_warmth(last)}"
    low = min(points, key=lambda point: point.value)
    if low.value < min(first, last) - 0.01:
        sentence += f", lowest at {clock_face(low.at_s)}"
    return f"{sentence}. Each flag stands where it was said." if report.flags else f"{sentence}."


def _warmth(rapport: float) -> str:
    return "cool" if rapport < COOL_BELOW else "warm" if rapport >= WARM_FROM else "friendly"


def pace_points(report: Report) -> tuple[Point, ...]:
    """The pace of each spoken turn that is long enough, in words a minute; two at least, or nothing."""
    facts = report.facts
    points = pace_curve(facts.state.turns, spoken=facts.known.turns_are_speech) if facts.known.has_times else ()
    return points if len(points) >= 2 else ()


def pace_sentence(report: Report) -> str:
    values = [point.value for point in pace_points(report)]
    slow, fast = COMFORTABLE_WPM
    inside = sum(slow <= value <= fast for value in values)
    return (
        f"Your turns ran from {round(min(values))} to {round(max(values))} words a minute; {inside} of {len(values)} lie in the "
        f"band from {slow:.0f} to {fast:.0f} that is easy to follow."
    )


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────


def question_mix(report: Report) -> tuple[FormCount, ...]:
    """The forms that were used, the welcome one first."""
    return tuple(
        FormCount(form, sum(asked), len(asked) - sum(asked))
        for form in FORM_NAMES
        if (asked := [one.question.follow_up for one in report.questions if one.question.form is form])
    )


def question_sentence(report: Report) -> str:
    """Of how many questions how many were what."""
    facts = report.facts
    total = len(report.questions)
    follow_ups = sum(one.question.follow_up for one in report.questions)
    specific = sum(one.question.specific for one in report.questions)
    asked = "one question" if total == 1 else f"{total} questions"
    return (
        f"You asked {asked}: {len(facts.open_questions)} open, {follow_ups} that took up an answer, and {specific} about "
        f"{facts.persona.first_name} in particular."
    )


def plan_sentence(report: Report) -> str:
    asked = sum(one.turn is not None for one in report.plan)
    return f"You asked {asked} of the {len(report.plan)} questions you had written down."
