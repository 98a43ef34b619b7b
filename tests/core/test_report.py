"""What the report says of four users: one who does it well, one who asks for a job, one who overstays, one who is silent."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from simulator.core.report import build_report, report_json
from simulator.core.rubric import DIMENSIONS
from simulator.domain import Booking, MoveKind, Severity
from simulator.pipeline import Company
from simulator.report_html import report_html
from simulator.scripted import ScriptLine, rehearse_script

GOOD = (
    "Hello, thank you so much for making time for me today. How are you?",
    "I'm a second year student and I'm here to learn about nursing, I'm not looking for a job. We said twenty minutes, is that right?",
    "I read that you worked at a chemist's counter before you became a nurse. How did that lead to nursing?",
    "Why did that matter so much to you?",
    "Your Quiet Nights project cut falls by a third. What made the difference?",
    "What skills matter most in your work?",
    "Could you give me an example of that?",
    "What was the hardest decision you've had to make?",
    "How did that feel?",
    "Who else would be good to talk to about this field?",
    "I want to be respectful of your time. Thank you so much, the story about the crossword and the noticing was really helpful.",
    "Thank you, I've got all I need. May I write to you and tell you how it went?",
    "Thank you again for everything. Goodbye!",
)
ASKS = (
    "Hello, thanks for seeing me.",
    "Are there any openings on your team right now?",
    "What does a typical day look like?",
    "Could you recommend me to the hiring manager?",
    "How did you get into this field?",
    "Would you hire me?",
    "Thank you, goodbye.",
)


def report_of(persona, knowledge, classifier, texts, *, minutes=20, waits=None):
    waits = waits or {}
    script = [ScriptLine(text, len(text.split()) / 2.5, waits.get(number, 1.0)) for number, text in enumerate(texts)]
    company = Company(persona, knowledge[persona.id], classifier)
    state = rehearse_script(company, script, Booking(persona.formats[0], minutes), seed=0)
    return build_report(persona, state, started="2026-01-01T10:00:00+00:00")


def score(report, dimension):
    return next(one.score for one in report.dimensions if one.dimension.id == dimension)


def test_one_who_does_everything_well(nadia, knowledge, classifier):
    report = report_of(nadia, knowledge, classifier, GOOD)
    assert report.flags == ()
    assert report.overall is not None
    assert report.overall >= 80
    assert len(report.strengths) == 2
    assert all(one.evidence for one in report.strengths)


def test_one_who_asks_for_a_job_three_times(everybody, knowledge, classifier):
    for persona in everybody:
        report = report_of(persona, knowledge, classifier, ASKS)
        asked = [one for one in report.flags if one.flag.kind is MoveKind.JOB_ASK]
        assert [one.flag.quote.rstrip(".") for one in asked] == [ASKS[1], ASKS[3], ASKS[5]]
        assert {one.flag.severity for one in asked} == {Severity.DIRECT}
        assert score(report, "learning_not_asking") <= 30
        assert report.overall is None or report.overall <= 60
        assert report.fix is not None
        assert report.fix.dimension == "learning_not_asking"


def test_one_who_stays_four_minutes_over(nadia, knowledge, classifier):
    texts = (
        "Hello, thanks for seeing me. I'd like to learn about nursing.",
        "What do you like most about your job?",
        "How do you deal with stress?",
        "What do you read to keep up?",
        "What skills matter most?",
        "Thanks, goodbye.",
    )
    report = report_of(nadia, knowledge, classifier, texts, minutes=10, waits={4: 600.0})
    state = report.facts.state
    assert report.facts.overrun_s == pytest.approx(state.clock.ended_s - 600.0)
    assert report.facts.overrun_s == pytest.approx(state.turns[-1].end_s - 600.0)
    assert MoveKind.OVERSTAY in {one.flag.kind for one in report.flags}
    assert report.overall is None or report.overall <= 60


def test_three_words_are_not_rated(ingrid, knowledge, classifier):
    report = report_of(ingrid, knowledge, classifier, ("um hello yes",))
    assert report.overall is None
    assert {one.score for one in report.dimensions} == {None}
    assert report.fix is None


def test_nothing_said_at_all_is_not_rated_either(ingrid, knowledge, classifier):
    report = report_of(ingrid, knowledge, classifier, ())
    assert report.overall is None
    assert report.flags == ()


def test_the_same_talk_gives_the_same_bytes(nadia, knowledge, classifier):
    one, two = (json.dumps(report_json(report_of(nadia, knowledge, classifier, GOOD))) for _ in range(2))
    assert one == two


def test_the_json_has_the_promised_keys(nadia, knowledge, classifier):
    report = report_json(report_of(nadia, knowledge, classifier, GOOD))
    assert report["schema"] == 1
    assert set(report["session"]) >= {
        "persona",
        "booking",
        "started",
        "agreed_s",
        "ended_s",
        "overrun_s",
        "extended_s",
        "ended_by",
        "signalled_end",
    }
    assert [one["id"] for one in report["dimensions"]] == [
        "preparation",
        "learning_not_asking",
        "questions",
        "listening",
        "relationship",
        "their_lead_and_time",
        "thanks_and_close",
        "delivery",
    ]
    for one in report["dimensions"]:
        for check in one["checks"]:
            assert check["met"] in (True, False, None)
            assert check["why"]
    assert set(report["questions"][0]) == {
        "turn",
        "text",
        "form",
        "follow_up",
        "specific",
        "topic",
        "planned",
        "answerable_from_card",
    }
    assert set(report["talk"]) == {"user_share", "persona_share", "user_word_share", "longest_turn_s", "interruptions"}
    assert report["delivery"]["words_per_minute"] is None  # typed: nothing to measure


def test_every_met_or_unmet_check_shows_words(nadia, knowledge, classifier):
    for texts in (GOOD, ASKS):
        for one in report_of(nadia, knowledge, classifier, texts).dimensions:
            for result in one.checks:
                assert result.finding.met is None or result.finding.evidence


def test_weights_of_the_dimensions_and_checks_are_positive_and_ids_distinct():
    ids = [check.id for dimension in DIMENSIONS for check in dimension.checks]
    assert len(ids) == len(set(ids))
    assert all(check.weight > 0 for dimension in DIMENSIONS for check in dimension.checks)


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href")]


def test_the_page_needs_nothing_else_and_takes_no_words_for_markup(nadia, knowledge, classifier):
    page = _Page()
    report = report_of(
        nadia, knowledge, classifier, (*GOOD[:3], "<script>alert(1)</script> <img src=x> Would you hire me?")
    )
    text = report_html(report)
    page.feed(text)
    assert page.links == []
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "&lt;script&gt;" in text
