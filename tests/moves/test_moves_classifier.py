"""The classifier's promises, and pairs that nobody would confuse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.moves.classifier import MovesClassifier
from simulator.moves.training import as_recognised

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
