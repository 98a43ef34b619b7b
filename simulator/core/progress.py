"""Progress over several talks: trends, what to practise next, the best so far, how often. All from figures that are kept.

Talks are given the oldest first. Nothing is made up: a skill without a rated talk has no trend and is never the weakest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from simulator import __version__
from simulator.core.report import Report
from simulator.core.rubric import DIMENSIONS, Dimension
from simulator.domain import TalkFigures

TARGET_TALKS = 9
"""Where practice with two job-interview simulators paid best for its time, among 558 young people with disabilities in
47 schools (Career Development and Transition for Exceptional Individuals, 2023, doi 10.1177/21651434231160532). The
most effective number was higher, and ours is another kind of interview: a landmark, not a limit."""
RECENT_TALKS = 3
"""The weakest skill is read off so many rated talks: one bad day is no weakness, and old faults may be mended."""
CLEAR_CHANGE = 5
"""Smaller differences between two scores are called none: a single check moves a score further than that."""
NOTE_DUE_WITHIN = timedelta(days=3)
"""Sources want the thank-you note within a day or so; after that the page no longer speaks of it."""
_WEIGHTS = [(one.id, one.weight, [(check.id, check.weight) for check in one.checks]) for one in DIMENSIONS]
RUBRIC = f"{__version__}/{crc32(repr(_WEIGHTS).encode()):08x}"
"""Which rubric a score comes from: scores of different ones are not laid side by side."""


@dataclass(frozen=True, slots=True)
class PastTalk:
    """A finished talk. `figures` is None where they cannot be had: its person is gone, or the talk is damaged."""

    id: str
    person: str
    started: datetime
    overall: int | None
    figures: TalkFigures | None

    def score(self, dimension: str) -> int | None:
        return None if self.figures is None else self.figures.scores.get(dimension)


def figures_of(report: Report) -> TalkFigures:
    """What lists and trends need of the report."""
    facts = report.facts
    return TalkFigures(
        scores={one.dimension.id: one.score for one in report.dimensions},
        flags=len(report.flags),
        questions=len(report.questions),
        open_questions=len(facts.open_questions),
        follow_ups=sum(one.question.follow_up for one in report.questions),
        user_share=facts.user_share,
        judged_by=RUBRIC,
    )


# ── trends ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Trend:
    """One skill over the talks that rated it: `points` are the number of the talk, from 1, and its score."""

    dimension: Dimension
    points: tuple[tuple[int, int], ...]

    @property
    def best(self) -> int | None:
        return max((score for _, score in self.points), default=None)

    @property
    def recent(self) -> float | None:
        """The mean of the last few scores."""
        last = [score for _, score in self.points[-RECENT_TALKS:]]
        return sum(last) / len(last) if last else None

    @property
    def says(self) -> str:
        """The trend as a sentence, in place of the picture."""
        if not self.points:
            return "Not rated yet."
        first, last = self.points[0][1], self.points[-1][1]
        if len(self.points) == 1:
            return f"{last} of 100, in one talk."
        if abs(last - first) < CLEAR_CHANGE:
            way = f"About the same: {first} at first, {last} now"
        else:
            way = f"{'Up' if last > first else 'Down'} from {first} to {last}"
        return f"{way}, in {len(self.points)} talks{f'; {self.best} at best' if (self.best or 0) > last else ''}."


def trends(talks: Sequence[PastTalk]) -> tuple[Trend, ...]:
    """Every skill over the talks, in the order of the report."""
    return tuple(
        Trend(
            dimension,
            tuple(
                (number, score)
                for number, talk in enumerate(talks, start=1)
                if (score := talk.score(dimension.id)) is not None
            ),
        )
        for dimension in DIMENSIONS
    )


def weakest_skill(talks: Sequence[PastTalk]) -> str | None:
    """The id of the dimension with most to gain; None where nothing is rated, or nothing is left to gain.

    That is what its recent scores leave open, times its weight in the overall score: half marks in what weighs much
    come before none in what hardly counts.
    """
    open_points = {
        one.dimension.id: (100 - one.recent) * one.dimension.weight for one in trends(talks) if one.recent is not None
    }
    weakest = max(open_points, key=open_points.__getitem__, default=None)
    return weakest if weakest is not None and open_points[weakest] > 0 else None


def personal_best(talks: Sequence[PastTalk]) -> PastTalk | None:
    """The talk with the best overall score; of equal ones the first. None where none was rated."""
    rated = [talk for talk in talks if talk.overall is not None]
    return max(rated, key=lambda talk: talk.overall or 0, default=None)


# ── habit ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Habit:
    """How often somebody has practised."""

    days: int  # with at least one talk
    weeks_in_a_row: int  # up to this week, or to the last one: a week is not over before it ends


def habit(days: Iterable[date], *, today: date) -> Habit:
    """The habit, from the local dates of the talks."""
    practised = set(days)
    weeks = {_monday(day) for day in practised}
    week = _monday(today)
    if week not in weeks:
        week -= timedelta(weeks=1)
    in_a_row = 0
    while week in weeks:
        in_a_row += 1
        week -= timedelta(weeks=1)
    return Habit(len(practised), in_a_row)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def notes_due(talks: Sequence[PastTalk], *, written: frozenset[str], now: datetime) -> tuple[PastTalk, ...]:
    """Rated talks of the last days for which no thank-you note was begun; the oldest first, one for each person.

    `written` are the ids of talks with a note.
    """
    thanked = {talk.person for talk in talks if talk.id in written and now - talk.started <= NOTE_DUE_WITHIN}
    recent = [talk for talk in talks if talk.overall is not None and now - talk.started <= NOTE_DUE_WITHIN]
    waiting = {talk.person: talk for talk in recent if talk.person not in thanked}
    return tuple(sorted(waiting.values(), key=lambda talk: talk.started))
