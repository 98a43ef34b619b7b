"""Progress over talks: trends, what to practise next, the best so far, how often, notes still due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.core.progress import Habit, PastTalk, habit, notes_due, personal_best, trends, weakest_skill
from simulator.core.rubric import DIMENSIONS
from simulator.domain import TalkFigures

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)  # a Monday


def talk(number: int = 1, overall: int | None = 60, *, person="Ada", days_ago: float = 0, **scores: int | None):
    figures = TalkFigures(scores, flags=0, questions=5, open_questions=4, follow_ups=1, user_share=0.3, judged_by="1")
    return PastTalk(f"talk-{number}", person, NOON - timedelta(days=days_ago), overall, figures)


def trend(talks, dimension):
    return next(one for one in trends(talks) if one.dimension.id == dimension)


def test_a_trend_keeps_the_number_of_the_talk_and_leaves_out_what_was_not_rated():
    talks = [
        talk(1, questions=40),
        talk(2, questions=None),
        talk(3, questions=70),
        PastTalk("4", "Ada", NOON, 80, None),
    ]
    assert trend(talks, "questions").points == ((1, 40), (3, 70))
    assert trend(talks, "questions").best == 70
    assert trend(talks, "listening").points == ()
    assert [one.dimension for one in trends(talks)] == list(DIMENSIONS)


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        ([], "Not rated yet."),
        ([55], "55 of 100, in one talk."),
        ([40, 70], "Up from 40 to 70, in 2 talks."),
        ([40, 90, 70], "Up from 40 to 70, in 3 talks; 90 at best."),
        ([70, 40], "Down from 70 to 40, in 2 talks; 70 at best."),
        ([70, 72], "About the same: 70 at first, 72 now, in 2 talks."),
    ],
)
def test_a_trend_says_what_its_picture_shows(scores, says):
    assert trend([talk(questions=score) for score in scores], "questions").says == says


def test_the_weakest_skill_is_where_most_is_to_be_gained():
    # 25 of 100 points open at weight 25 are more than 50 open at weight 12, and than all of 4
    assert weakest_skill([talk(learning_not_asking=75, preparation=50, delivery=0)]) == "learning_not_asking"
    assert weakest_skill([talk(learning_not_asking=76, preparation=49, delivery=0)]) == "preparation"


def test_only_the_last_three_rated_talks_tell_what_is_weak():
    mended = [talk(questions=0, listening=90)] + [talk(questions=100, listening=90)] * 3
    assert weakest_skill(mended) == "listening"
    assert weakest_skill(mended[:3]) == "questions"


def test_nothing_is_weakest_where_nothing_is_rated_or_everything_is_perfect():
    assert weakest_skill([]) is None
    assert weakest_skill([talk(questions=None)]) is None
    assert weakest_skill([talk(questions=100)]) is None


def test_the_best_talk_is_the_first_with_the_best_score():
    assert personal_best([talk(1, None)]) is None
    assert personal_best([talk(1, 50), talk(2, 80), talk(3, 80), talk(4, None)]).id == "talk-2"


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ([], Habit(0, 0)),
        ([0, 0], Habit(1, 1)),  # two talks on one day
        ([1], Habit(1, 1)),  # last week's Sunday: this week is not over yet
        ([0, 1, 8], Habit(3, 3)),
        ([0, 8], Habit(2, 1)),  # a week without
        ([8], Habit(1, 0)),
    ],
)
def test_weeks_in_a_row_end_this_week_or_the_last(days_ago, expected):
    today = date(2026, 3, 9)
    assert habit([today - timedelta(days=days) for days in days_ago], today=today) == expected


def test_a_year_s_end_does_not_break_the_weeks():
    assert habit([date(2026, 12, 30), date(2027, 1, 5)], today=date(2027, 1, 5)).weeks_in_a_row == 2


def test_a_note_is_due_for_three_days_and_once_for_each_person():
    talks = [
        talk(1, days_ago=4, person="Old"),
        talk(2, days_ago=2, person="Ada"),
        talk(3, days_ago=1, person="Ada"),
        talk(4, days_ago=1, person="Ben"),
        talk(5, days_ago=1, person="Eve"),
        talk(6, None, person="Not rated"),
    ]
    assert [one.id for one in notes_due(talks, written=frozenset(["talk-4"]), now=NOON)] == ["talk-3", "talk-5"]
    assert notes_due(talks, written=frozenset(["talk-2", "talk-4", "talk-5"]), now=NOON) == ()
