"""Whether it is a good moment to ask for a talk: three verdicts, each with its reasons."""

from __future__ import annotations

import pytest

from simulator.core.notes import check_purpose
from simulator.core.question_plan import review_plan
from simulator.core.readiness import Readiness, Week, review_readiness
from tests.core.test_question_plan import GOOD

PURPOSE = "I want to learn how people come to nursing from other work."


@pytest.fixture
def ready(nadia, knowledge, classifier):
    def ready(*, week=Week.FREE, read=3, purpose=PURPOSE, plan=GOOD):
        return review_readiness(
            week=week,
            read=read,
            to_read=4,
            purpose=check_purpose(purpose, nadia, classifier),
            plan=review_plan(plan, nadia, classifier, knowledge[nadia.id]),
        )

    return ready


def left(review):
    return [one.id for one in review.left_to_do]


@pytest.mark.parametrize("week", [Week.FREE, Week.BUSY, None])
def test_somebody_who_has_done_everything_is_ready(ready, week):
    review = ready(week=week)
    assert review.verdict is Readiness.READY
    assert left(review) == []


def test_one_or_two_points_left_is_nearly(ready):
    assert ready(purpose="").verdict is Readiness.NEARLY
    assert left(ready(purpose="")) == ["purpose"]
    review = ready(purpose="I want to learn about your career.", plan=GOOD[:3])
    assert review.verdict is Readiness.NEARLY
    assert left(review) == ["purpose", "questions"]


def test_a_full_week_or_a_wish_for_a_job_is_better_waited_with(ready):
    assert ready(week=Week.FULL).verdict is Readiness.BETTER_WAIT
    assert ready(purpose="I want to know if there are any openings on your team.").verdict is Readiness.BETTER_WAIT


def test_nothing_done_is_better_waited_with(ready):
    review = ready(week=None, read=0, purpose="", plan=())
    assert review.verdict is Readiness.BETTER_WAIT
    assert left(review) == ["research", "purpose", "questions"]


def test_questions_that_use_what_was_read_show_that_it_was_read(ready):
    review = ready(read=0)
    assert review.verdict is Readiness.READY
    assert "2 of your questions use it" in next(one.why for one in review.reasons if one.id == "research")


def test_a_question_that_would_be_minded_is_not_ready(ready):
    review = ready(plan=(*GOOD, "Could you get me a job on your team?"))
    assert left(review) == ["questions"]
