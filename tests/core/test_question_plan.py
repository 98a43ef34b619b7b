"""A plan of questions: what is said of each line and of the whole, and which were asked in the talk."""

from __future__ import annotations

import pytest

from simulator.core.plan_coverage import cover, likeness
from simulator.core.question_plan import FindingKind, plan_lines, printable_plan, review_plan
from simulator.core.report import build_report, report_json
from simulator.domain import Booking, MeetingFormat, PlannedQuestion
from simulator.pipeline import Company
from simulator.scripted import ScriptLine, rehearse_script

GOOD = (
    "How did the years at the chemist's counter lead you to nursing?",
    "Your Quiet Nights project cut falls by a third. What made the difference?",
    "What skills matter most on a ward at night?",
    "What was the hardest decision you have had to make?",
    "Who else would be good to talk to about this field?",
)


@pytest.fixture
def review(nadia, knowledge, classifier):
    return lambda *lines: review_plan(lines, nadia, classifier, knowledge[nadia.id])


def kinds(question):
    return {one.kind for one in question.findings}


def test_a_good_plan_has_nothing_to_mend(review):
    plan = review(*GOOD)
    assert [question.findings for question in plan.questions] == [()] * 5
    assert plan.hints == ()
    assert plan.enough
    assert [question.specific for question in plan.questions][:2] == [True, True]


@pytest.mark.parametrize(
    ("line", "kind", "with_rewrite"),
    [
        ("Are there any openings on your team right now?", FindingKind.JOB_ASK, True),
        ("Would you keep me in mind if something comes up?", FindingKind.JOB_ASK, True),
        ("How much do you earn yourself?", FindingKind.TOO_PERSONAL, True),
        ("How many hospitals do you run?", FindingKind.UNRESEARCHED, True),
        ("Do you like your job?", FindingKind.CLOSED, False),
        ("Don't you think that computers ruin nursing?", FindingKind.LEADING, False),
        ("How do you deal with stress, and what do you read to keep up?", FindingKind.STACKED, False),
        ("The night shifts", FindingKind.ASKS_NOTHING, False),
    ],
)
def test_what_is_amiss_with_one_line(review, line, kind, with_rewrite):
    (question,) = review(line).questions
    (finding,) = [one for one in question.findings if one.kind is kind]
    assert (finding.rewrite is not None) == with_rewrite
    assert finding.quote in line


def test_the_same_question_twice(review):
    plan = review("How did you get into nursing?", "What skills matter most?", "How did you get started in nursing?")
    assert kinds(plan.questions[2]) == {FindingKind.SAME}
    assert "question 1" in plan.questions[2].findings[0].why
    assert kinds(plan.questions[1]) == set()


def test_the_order_goes_from_easy_to_deep_and_closes_at_the_end(review):
    plan = review("What was your worst mistake?", "Who else should I talk to?", "What skills matter most?")
    assert kinds(plan.questions[0]) == {FindingKind.DEEP_FIRST}
    assert kinds(plan.questions[1]) == {FindingKind.CLOSES_EARLY}


def test_hints_for_the_whole(review):
    assert len(review().hints) == 1
    hints = " ".join(review("What skills matter most?", "What does a typical day look like?").hints)
    assert "2 of at least 5" in hints
    assert "one question in four" in hints
    six = [*("What skills matter most?", "What does a typical day look like?", *GOOD[:3])]
    assert any("who else" in hint for hint in review(*six).hints)


def test_lines_are_cleaned_cut_and_limited():
    assert plan_lines(["  a\tb ", "", " … ", "x" * 900]) == ("a b", "x" * 400)
    assert len(plan_lines(f"question {number}" for number in range(30))) == 12


def test_the_printed_plan(nadia):
    text = printable_plan(["How?", " ", "Why?"], nadia, purpose=" to learn\nabout nights ")
    assert "Talk with Nadia Rahman" in text
    assert "What for: to learn about nights" in text
    assert "1. How?" in text
    assert "2. Why?" in text


# ── which were asked ─────────────────────────────────────────────────────────────────────────────────────────────


def test_likeness_is_1_for_the_same_words_and_0_for_others():
    assert likeness("What skills matter most?", "what skills matter most") == 1.0
    assert likeness("What skills matter most?", "Who else should I meet?") == 0.0
    assert likeness("", "anything") == 0.0


def test_the_report_says_which_planned_questions_were_asked(nadia, knowledge, classifier):
    said = (
        "Hello, thank you for making the time. I came to learn about nursing, not to ask for a job.",
        "How did you get started in nursing?",
        "So what skills would you say matter most in your work?",
        "Could you give me an example?",
    )
    plan = (
        PlannedQuestion("What skills matter most?"),
        PlannedQuestion("How was it that you came to be a nurse?", "path"),
        PlannedQuestion("What is pay like?", "pay"),
    )
    script = [ScriptLine(text, 5.0, 1.0) for text in said]
    company = Company(nadia, knowledge[nadia.id], classifier)
    state = rehearse_script(company, script, Booking(MeetingFormat.VIDEO, 20), seed=0)
    report = build_report(nadia, state, plan=plan)
    data = report_json(report)
    by_text = {one["text"]: one["asked_in"] for one in data["plan"]["questions"]}
    asked = {one["turn"]: one["planned"] for one in data["questions"]}
    assert by_text["What is pay like?"] is None
    assert data["plan"]["covered"] == pytest.approx(0.667)
    assert sorted(turn for turn, planned in asked.items() if planned) == sorted(
        turn for turn in by_text.values() if turn is not None
    )
    assert build_report(nadia, state).overall == report.overall


def test_without_a_plan_nothing_is_said_of_it(nadia, knowledge, classifier):
    script = [ScriptLine("How did you get started in nursing?", 5.0, 1.0)]
    company = Company(nadia, knowledge[nadia.id], classifier)
    state = rehearse_script(company, script, Booking(MeetingFormat.VIDEO, 20), seed=0)
    data = report_json(build_report(nadia, state))
    assert data["plan"] is None
    assert {one["planned"] for one in data["questions"]} == {None}
    assert cover((), build_report(nadia, state).questions) == ()
