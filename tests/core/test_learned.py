"""What a talk brought to light, and what it hints at without telling."""

from __future__ import annotations

import re

import pytest

from simulator.core.curves import pace_curve, rapport_curve
from simulator.core.judging import CAP_SENTENCES, ENOUGH_SENTENCES, met_when
from simulator.core.learned import MOST_MISSED, MissedBecause, key_sentence, learned_in
from simulator.core.picture_data import question_mix, question_sentence
from simulator.core.questions import content_words
from simulator.core.report import report_json
from simulator.core.rubric import DIMENSIONS
from simulator.domain import Depth, Role, Turn, Word
from simulator.language import Span
from simulator.report_html import report_html
from simulator.report_text import report_text
from tests.core.test_report import ASKS, GOOD, report_of


@pytest.fixture(scope="module")
def good(nadia, knowledge, classifier):
    return report_of(nadia, knowledge, classifier, GOOD)


def test_every_key_sentence_is_in_the_turn_it_names(good):
    turns = good.facts.state.turns
    told = [one for topic in good.learned.topics for one in topic.told]
    assert len(told) >= 6
    for one in told:
        assert one.evidence.quote in turns[one.evidence.turn].text
        assert turns[one.evidence.turn].role is Role.PERSONA


def test_an_example_asked_for_brought_a_story(good):
    skills = next(topic for topic in good.learned.topics if topic.id == "skills")
    assert [one.depth for one in skills.told] == [Depth.OPEN, Depth.STORY]
    assert skills.depth is Depth.STORY
    assert good.learned.stories == 1


def test_what_was_touched_and_left_is_missed_before_what_was_never_asked(good):
    missed = good.learned.missed
    assert 1 <= len(missed) <= MOST_MISSED
    order = [one.because is MissedBecause.NEVER_ASKED for one in missed]
    assert order == sorted(order)
    assert not {one.topic for one in missed} & {topic.id for topic in good.learned.topics if topic.depth is Depth.STORY}


def test_a_hint_gives_nothing_of_the_story_away(everybody, knowledge, classifier):
    templates = content_words(
        "On gave you a careful line and kept the story back has a story about nobody asked what happened next for somebody "
        "they have warmed to You asked on about one more question and would have told a story what there was to read pointed "
        "to it and the talk never came there"
    )
    for persona in everybody:
        for one in report_of(persona, knowledge, classifier, ASKS).learned.missed:
            topic = next(topic for topic in persona.topics if topic.id == one.topic)
            allowed = templates | content_words(f"{topic.about} {persona.first_name}")
            assert content_words(one.text) <= allowed


def test_after_two_questions_nothing_is_called_missed(nadia, knowledge, classifier):
    report = report_of(nadia, knowledge, classifier, ("How did you get into nursing?", "Thank you, goodbye."))
    assert report.learned.missed == ()
    assert [topic.id for topic in report.learned.topics] == ["path"]


def test_a_talk_without_answers_taught_nothing(nadia, knowledge, classifier):
    assert learned_in(report_of(nadia, knowledge, classifier, ()).facts).topics == ()


def test_the_key_sentence_is_the_one_that_fits_no_other_talk():
    text = "Well, you know. The loom in Bradford stopped at midnight. That was it."
    assert key_sentence(text, Span(0, len(text))).of(text) == "The loom in Bradford stopped at midnight."


def test_a_question_the_website_answers_is_marked(nadia, knowledge, classifier):
    report = report_of(
        nadia, knowledge, classifier, ("What is your job title?", "What skills matter most?", "Goodbye.")
    )
    assert [one.answerable_from_card for one in report.questions] == [True, False]
    assert [one["answerable_from_card"] for one in report_json(report)["questions"]] == [True, False]


def test_the_mix_counts_each_question_once(good):
    mix = question_mix(good)
    assert sum(one.follow_ups + one.new for one in mix) == len(good.questions)
    assert question_sentence(good).startswith(f"You asked {len(good.questions)} questions: ")


def test_the_saved_page_and_the_plain_lines_tell_what_was_learned(good):
    sentence = good.learned.topics[0].told[0].evidence.quote
    assert "What you learned" in report_text(good)
    page = report_html(good)
    assert sentence.replace("'", "&#x27;") in page
    for heading in ("Your questions", "What you learned", "How warmly Nadia felt", "How this is judged"):
        assert heading in page


# ── curves ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_mood_begins_with_their_warmth_and_ends_where_the_talk_did(nadia, good):
    state = good.facts.state
    curve = rapport_curve(nadia, state)
    assert len(curve) == len(state.turns) + 1
    assert curve[0].value == nadia.temperament.warmth
    assert curve[-1].value == state.rapport


def spoken(index, text, start_s, end_s, role=Role.USER):
    return Turn(index, role, text, start_s, end_s, words=(Word(text, start_s, end_s, 1.0),))


def test_pace_is_that_of_long_spoken_turns_only():
    turns = (
        spoken(0, "one two three four five six seven eight nine ten", 0.0, 4.0),  # 10 words in 4 s
        spoken(1, "one two three four five six seven eight nine ten", 5.0, 9.0, Role.PERSONA),
        spoken(2, "yes I do", 10.0, 11.0),
        Turn(3, Role.USER, "one two three four five six seven", 12.0, 16.0),  # typed
    )
    assert [(one.turn, one.value) for one in pace_curve(turns)] == [(0, 150.0)]


# ── how it is judged ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_check_is_put_into_words_and_the_thresholds_are_those_that_judge():
    words = {check.id: met_when(check) for dimension in DIMENSIONS for check in dimension.checks}
    assert all(words.values())
    assert "60%" in words["open"]
    assert "45%" in words["they_speak_most"]
    assert "110 to 180" in words["pace"]
    assert re.search(r"\b60\b", CAP_SENTENCES[0])
    assert "40 words" in ENOUGH_SENTENCES[0]
