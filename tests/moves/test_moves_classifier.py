"""The classifier's promises, and pairs that nobody would confuse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.language import words
from simulator.moves.classifier import MOST_TEXT_CHARACTERS, MovesClassifier, probability
from simulator.moves.corpus import held_out_lines
from simulator.moves.evaluate import figures_of, judge
from simulator.moves.pieces import as_recognised

ASKS = [
    "Would you hire me?",
    "Could you recommend me to the hiring manager?",
    "Are you hiring right now?",
    "Are there any openings in your team?",
    "Do you have a job for me?",
    "Can you get me an interview?",
    "If anything opens up, please keep me in mind.",
]
INNOCENT = [
    "What do you look for when you hire?",
    "Who else should I talk to?",
    "I'm not asking for a job.",
    "I'm not looking for a job, I just want to learn about your work.",
    "How did you get your first job?",
    "What advice would you give to people who are starting out?",
    "How did you get into this field?",
    "What does a typical day look like?",
    "Thank you so much for your time.",
]
INNOCENT_MONOLOGUE = (
    "So I grew up in a small town where the library was the only place that was open in the evening, and I suppose that "
    "is how it started. Later I studied history, mostly because I liked the teacher. After that I worked in a bakery for "
    "a while and then in the archive of a newspaper, where I sorted photographs. I liked the quiet, but I missed people. "
    "A friend told me about the work that you do with old maps and I read two of your articles. What struck me was how "
    "much of it is about talking with the families who own them. I had thought of it as a lonely sort of work. "
    "How do you win the trust of somebody who has never let a stranger into the attic?"
)


def flags(classifier: MovesClassifier, text: str, context: str = "") -> set[MoveKind]:
    return {move.kind for move in classifier.classify(text, context=context) if move.made} & set(FLAG_KINDS)


@pytest.mark.parametrize("text", ASKS)
@pytest.mark.parametrize("reading", [str, as_recognised])
def test_asking_for_a_job_is_caught(classifier: MovesClassifier, text: str, reading: type[str]) -> None:
    assert MoveKind.JOB_ASK in flags(classifier, reading(text))


@pytest.mark.parametrize("text", INNOCENT)
@pytest.mark.parametrize("reading", [str, as_recognised])
def test_asking_to_learn_is_never_flagged(classifier: MovesClassifier, text: str, reading: type[str]) -> None:
    assert flags(classifier, reading(text)) == set()


def test_every_kind_gets_one_move_in_order(classifier: MovesClassifier) -> None:
    moves = classifier.classify("Would you hire me?", context="I have to go.")

    assert [move.kind for move in moves] == list(MoveKind)
    assert all(0.0 <= move.probability <= 1.0 for move in moves)


def test_severity_is_set_on_the_job_ask_only(classifier: MovesClassifier) -> None:
    moves = classifier.classify("Would you hire me?")

    assert {move.kind for move in moves if move.severity is not None} == {MoveKind.JOB_ASK}


def test_an_open_ask_is_direct_and_a_hint_is_veiled(classifier: MovesClassifier) -> None:
    direct = classifier.classify("Would you hire me?")[0]
    veiled = classifier.classify("Keep me in mind if something opens up.")[0]

    assert (direct.severity, veiled.severity) == (Severity.DIRECT, Severity.VEILED)


@pytest.mark.parametrize("blank", ["", "  \n ", "…", "?!"])
def test_a_blank_text_makes_no_move(classifier: MovesClassifier, blank: str) -> None:
    moves = classifier.classify(blank)

    assert [move.kind for move in moves] == list(MoveKind)
    assert all(move.probability == 0.0 and move.start_char == move.end_char == 0 for move in moves)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_spans_lie_inside_any_text_on_whole_words(classifier: MovesClassifier, text: str, context: str) -> None:
    for move in classifier.classify(text, context=context):
        assert 0 <= move.start_char <= move.end_char <= len(text)
        assert move.start_char == 0 or text[move.start_char - 1].isspace() or move.start_char == move.end_char
        assert move.end_char == len(text) or not text[move.end_char - 1 : move.end_char + 1].isalnum()


def test_the_same_text_always_gives_the_same_moves(classifier: MovesClassifier) -> None:
    assert classifier.classify(INNOCENT_MONOLOGUE) == classifier.classify(INNOCENT_MONOLOGUE)


def test_a_bad_clause_in_a_long_monologue_is_found_and_quoted(classifier: MovesClassifier) -> None:
    head, tail = INNOCENT_MONOLOGUE.split(" What struck me ")
    text = f"{head} By the way, are you hiring at the moment? What struck me {tail}"

    ask = classifier.classify(text)[0]

    assert ask.made
    assert "are you hiring at the moment" in text[ask.start_char : ask.end_char]
    assert ask.end_char - ask.start_char < 90


def test_a_bad_clause_in_unpunctuated_speech_is_found_and_quoted(classifier: MovesClassifier) -> None:
    text = as_recognised(INNOCENT_MONOLOGUE) + " and also would you hire someone like me"

    ask = classifier.classify(text)[0]

    assert ask.made
    assert "would you hire someone like me" in text[ask.start_char : ask.end_char]
    assert ask.end_char - ask.start_char < 120


@pytest.mark.parametrize("reading", [str, as_recognised])
def test_a_long_innocent_monologue_is_not_flagged(classifier: MovesClassifier, reading: type[str]) -> None:
    assert flags(classifier, reading(INNOCENT_MONOLOGUE)) == set()


def test_length_alone_never_makes_a_flag(classifier: MovesClassifier) -> None:
    assert flags(classifier, " ".join([INNOCENT_MONOLOGUE] * 5)) == set()


def test_what_comes_after_the_longest_turn_is_not_judged(classifier: MovesClassifier) -> None:
    turn = f"{INNOCENT_MONOLOGUE} "
    text = turn * (1 + MOST_TEXT_CHARACTERS // len(turn)) + "Would you hire me?"

    assert len(text) > MOST_TEXT_CHARACTERS
    assert flags(classifier, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        " " * (MOST_TEXT_CHARACTERS + 1) + "Would you hire me?",
        " " * (MOST_TEXT_CHARACTERS - 2) + "Would you hire me?",
        "x" * (MOST_TEXT_CHARACTERS + 1),
        " ".join(["Would you hire me?"] * 2_000),
    ],
    ids=["blank", "nearly blank", "one word", "always the same"],
)
def test_a_turn_without_end_is_judged_like_any_other(classifier: MovesClassifier, text: str) -> None:
    moves = classifier.classify(text)

    assert [move.kind for move in moves] == list(MoveKind)
    assert all(text[move.start_char : move.end_char].strip() or move.probability == 0.0 for move in moves)


def test_a_quote_never_runs_over_the_end_of_a_sentence_that_it_does_not_need(classifier: MovesClassifier) -> None:
    text = "She would look whether the lights were on. Could you pass my resume on to whoever does the hiring?"

    ask = classifier.classify(text)[0]

    assert text[ask.start_char : ask.end_char] == "Could you pass my resume on to whoever does the hiring?"


def test_a_quote_is_judged_a_job_ask_by_itself(classifier: MovesClassifier) -> None:
    for text in ASKS:
        ask = classifier.classify(f"Thanks, that was very kind of you. {text}")[0]
        quote = f"Thanks, that was very kind of you. {text}"[ask.start_char : ask.end_char]
        assert classifier.classify(quote)[0].made
        assert len(words(quote)) <= len(words(text)) + 1


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_a_score_of_zero_is_even_odds(score: float, expected: float) -> None:
    assert probability(score) == pytest.approx(expected)


def test_lines_that_it_never_saw_are_judged_well(classifier: MovesClassifier) -> None:
    unseen = [line for lines in held_out_lines().values() for line in lines]

    figures = figures_of(judge(classifier, unseen))

    assert len(unseen) >= 500
    assert (figures.job_ask_precision or 0) >= 0.95
    assert (figures.job_ask_direct_recall or 0) >= 0.93
    assert (figures.job_ask_veiled_recall or 0) >= 0.8
    assert (figures.severity_accuracy or 0) >= 0.9
    assert (figures.innocent_flagged or 0) <= 0.03
