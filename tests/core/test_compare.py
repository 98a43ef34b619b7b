"""Two talks side by side."""

from __future__ import annotations

import pytest

from simulator.core.compare import Better, compare_flags, compare_questions, compare_scores
from simulator.core.report import build_report
from simulator.domain import Booking, MoveKind
from simulator.engines.fake import FakeClassifier
from simulator.pipeline import Company
from simulator.scripted import ScriptLine, rehearse_script

EAGER = (
    "Hello, thank you for making the time, I would love to hear about your work and how you came to it.",
    "How did you get started in nursing, and would you hire me?",
    "Would you hire me?",
    "Do you like it?",
    "What does a good day look like for you on the ward, from the morning to the night?",
)
CALM = (EAGER[0], "How did you get started in nursing?", EAGER[-1], "What skills matter most in your work?", "Goodbye!")


@pytest.fixture(scope="module")
def reports(nadia, knowledge):
    moves = {"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS, "?": MoveKind.QUESTION}
    company = Company(nadia, knowledge[nadia.id], FakeClassifier(moves))
    scripts = ([ScriptLine(text, 5.0, 1.0) for text in said] for said in (EAGER, CALM))
    booking = Booking(nadia.formats[0], 20)
    return [build_report(nadia, rehearse_script(company, script, booking, seed=0)) for script in scripts]


def test_scores_say_which_talk_did_better(reports):
    rows = {row.what: row for row in compare_scores(*reports)}
    assert len(rows) == 9
    assert rows["Learning, not asking"].better is Better.SECOND
    assert int(rows["Learning, not asking"].first) < int(rows["Learning, not asking"].second)
    assert (rows["Delivery"].first, rows["Delivery"].better) == ("not rated", Better.NEITHER)
    swapped = {row.what: row for row in compare_scores(*reversed(reports))}
    assert swapped["Learning, not asking"].better is Better.FIRST


def test_fewer_flags_are_better_and_kinds_without_one_are_left_out(reports):
    (row,) = compare_flags(*reports, {MoveKind.JOB_ASK: "Asked for a job"})
    assert (row.what, row.first, row.second, row.better) == ("Asked for a job", "2", "0", Better.SECOND)
    assert compare_flags(reports[1], reports[1], {}) == ()


def test_questions_and_shares_are_counted_without_a_verdict(reports):
    rows = {row.what: row for row in compare_questions(*reports)}
    assert {row.better for row in rows.values()} == {Better.NEITHER}
    forms = [int(row.first) for name, row in rows.items() if name.startswith("…")]
    assert sum(forms) == int(rows["Questions"].first)
    assert rows["Your share of the talking"].first.endswith(" %")
