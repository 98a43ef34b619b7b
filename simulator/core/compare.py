"""Two talks side by side: scores, flags, questions, shares, as rows of text. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.picture_data import FORM_NAMES
from simulator.core.question_forms import QuestionForm
from simulator.core.report import Report
from simulator.domain import FLAG_KINDS

UNKNOWN = "not rated"


class Better(StrEnum):
    """Which of the two did better in a row, where that can be said."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured in both talks."""

    what: str
    first: str
    second: str
    better: Better


def compare_scores(first: Report, second: Report) -> tuple[Row, ...]:
    """The overall score, then each skill; where one is not rated, neither is better."""
    rows = [_scores("Overall", first.overall, second.overall)]
    for one, other in zip(first.dimensions, second.dimensions, strict=True):
        rows.append(_scores(one.dimension.title, one.score, other.score))
    return tuple(rows)


def compare_flags(first: Report, second: Report, names: dict[str, str]) -> tuple[Row, ...]:
    """How many flags of each kind, kinds that neither has left out. `names` are what kinds are called."""
    one, other = (Counter(flag.flag.kind for flag in report.flags) for report in (first, second))
    return tuple(
        Row(names.get(kind, kind.value), str(one[kind]), str(other[kind]), _fewer(one[kind], other[kind]))
        for kind in FLAG_KINDS
        if one[kind] or other[kind]
    )


def compare_questions(first: Report, second: Report) -> tuple[Row, ...]:
    """How many questions, of which form, how many follow-ups, and who spoke how much. Here more is not always better."""
    pairs = [("Questions", len(first.questions), len(second.questions))]
    for form in QuestionForm:
        pairs.append((f"… {FORM_NAMES[form]}", _of_form(first, form), _of_form(second, form)))
    pairs.append(("Follow-ups", _follow_ups(first), _follow_ups(second)))
    pairs.append(("About them in particular", _specific(first), _specific(second)))
    rows = [Row(what, str(one), str(other), Better.NEITHER) for what, one, other in pairs]
    return (*rows, Row("Your share of the talking", _share(first), _share(second), Better.NEITHER))


def _scores(what: str, one: int | None, other: int | None) -> Row:
    better = Better.NEITHER
    if one is not None and other is not None and one != other:
        better = Better.FIRST if one > other else Better.SECOND
    return Row(what, _told(one), _told(other), better)


def _told(score: int | None) -> str:
    return UNKNOWN if score is None else str(score)


def _fewer(one: int, other: int) -> Better:
    if one == other:
        return Better.NEITHER
    return Better.FIRST if one < other else Better.SECOND


def _of_form(report: Report, form: QuestionForm) -> int:
    """Without a form counts as open, as in the report's checks."""
    return sum((one.question.form or QuestionForm.OPEN) is form for one in report.questions)


def _follow_ups(report: Report) -> int:
    return sum(one.question.follow_up for one in report.questions)


def _specific(report: Report) -> int:
    return sum(one.question.specific for one in report.questions)


def _share(report: Report) -> str:
    share = report.facts.user_share
    return "not known" if share is None else f"{round(100 * share)} %"
