"""The notes before and after a talk: what is good in them, what is amiss, and that every quote stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.core.note_facts import passage_spans, read_note
from simulator.core.notes import check_purpose, review_outreach, review_thank_you
from tests.core.notes_by_hand import OUTREACH, THANK_YOU, TOLD

LINES = Path(__file__).parent / "note_lines.tsv"


def unmet(review):
    return {one.id for one in review.checks if one.met is False}


@pytest.mark.parametrize("note", OUTREACH, ids=lambda note: note.name)
def test_a_note_that_asks_for_a_talk(note, nadia, classifier):
    review = review_outreach(note.text, nadia, classifier)
    assert unmet(review) == note.unmet
    assert (review.mend_first.id if review.mend_first else None) == note.mend_first


@pytest.mark.parametrize("note", THANK_YOU, ids=lambda note: note.name)
def test_a_thank_you_note(note, nadia, classifier):
    review = review_thank_you(note.text, nadia, classifier, told=TOLD, hours_since=2.0)
    assert unmet(review) == note.unmet
    assert (review.mend_first.id if review.mend_first else None) == note.mend_first


def test_nothing_written_is_not_rated(nadia, classifier):
    for review in (review_outreach("  \n ", nadia, classifier), review_thank_you("", nadia, classifier, told=TOLD)):
        assert {one.met for one in review.checks} == {None}
        assert review.mend_first is None


def test_a_beginning_is_held_to_faults_alone(nadia, classifier):
    assert unmet(review_outreach("Dear Nadia, I am a student.", nadia, classifier)) == set()
    review = review_outreach("Are there any openings on your team right now?", nadia, classifier)
    assert unmet(review) == {"no_job_ask"}
    assert review.check("no_job_ask").quotes == ("Are there any openings on your team right now?",)


def test_151_words_are_too_many(nadia, classifier):
    assert review_outreach("word " * 150, nadia, classifier).check("is_short").met is True
    assert review_outreach("word " * 151, nadia, classifier).check("is_short").met is False


@pytest.mark.parametrize(
    ("asks", "met"),
    [
        ("15-20 minutes", True),
        ("fifteen or twenty minutes", True),
        ("half an hour", True),
        ("a 20-minute call", True),
        ("45 minutes", False),
        ("an hour", False),
        ("a few minutes", False),
    ],
)
def test_how_long_is_asked_for(asks, met, nadia, classifier):
    text = f"Dear Nadia, I would be so grateful if you could give me {asks} of your time to learn how you came to lead nurses."
    assert review_outreach(text, nadia, classifier).check("asks_limited_time").met is met


def test_the_day_after_is_late_and_an_unknown_time_is_not_rated(nadia, classifier):
    text = THANK_YOU[0].text
    for hours_since, met in ((23.0, True), (25.0, False), (None, None)):
        review = review_thank_you(text, nadia, classifier, told=TOLD, hours_since=hours_since)
        assert review.check("within_a_day").met is met


def test_a_denial_asks_for_nothing(nadia, classifier):
    for text in (
        "I am not looking for a job or an internship, and I have not attached my CV: I would only like to hear how you work.",
        "Please don't think that I am after a position; I would just like to learn how the night staff were won over.",
    ):
        assert unmet(review_outreach(text, nadia, classifier)).isdisjoint({"no_job_ask", "no_resume"})


@pytest.mark.parametrize(
    ("purpose", "met"),
    [
        ("I want to learn how people come to nursing from other work.", {"says_purpose": True, "no_job_ask": True}),
        ("I want to learn about your career.", {"says_purpose": False, "no_job_ask": True}),
        ("I want to know if there are any openings on your team.", {"says_purpose": False, "no_job_ask": False}),
        ("", {"says_purpose": None, "no_job_ask": None}),
    ],
)
def test_the_purpose_in_a_sentence(purpose, met, nadia, classifier):
    assert {one.id: one.met for one in check_purpose(purpose, nadia, classifier)} == met


def test_sentences_of_notes_that_were_written_after_the_rules(nadia, classifier):
    lines = [one.split("\t") for one in LINES.read_text(encoding="utf-8").splitlines() if not one.startswith("#")]
    flagged = {text for _, text in lines if any(one.job_ask for one in read_note(text, nadia, classifier).passages)}
    assert [text for label, text in lines if label == "innocent" and text in flagged] == []
    asking = [text for label, text in lines if label == "asks"]
    assert sum(text in flagged for text in asking) >= 13
    assert len(asking) == 16


def test_wrapped_lines_are_one_sentence_and_short_lines_end_one():
    text = "Dear Nadia\n\nI would like to hear how the night staff were won\nover in the end. Thank you\nSam"
    assert [span.of(text) for span in passage_spans(text)] == [
        "Dear Nadia",
        "I would like to hear how the night staff were won\nover in the end.",
        "Thank you",
        "Sam",
    ]


PIECES = st.sampled_from(
    [
        *(sentence for note in (*OUTREACH, *THANK_YOU) for sentence in note.text.split(". ")),
        *("\n", "  ", "“", "[Name]", "é́", "…", "CV attached", "an hour", "Tuesday at 3pm", "\x00", "🙂"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(PIECES, max_size=6).map(" ".join), st.text(max_size=300)))
def test_every_quote_stands_in_the_note(nadia, classifier, text):
    for review in (
        review_outreach(text, nadia, classifier),
        review_thank_you(text, nadia, classifier, told=TOLD, hours_since=30.0),
    ):
        for check in review.checks:
            assert all(quote in text for quote in check.quotes)
            assert check.why.endswith(".")
