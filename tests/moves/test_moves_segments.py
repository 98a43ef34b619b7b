"""Turns cut into sentences and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language import Span, words
from simulator.moves.segments import LONGEST_CLAUSE_WORDS, candidates, clauses, segments

RUN_ON = (
    "so yeah i studied biology for three years and then i worked in a cafe and what do you think is the hardest part "
    "of running a lab and also would you hire someone like me"
)


def cut(text: str) -> list[str]:
    return [span.of(text) for span in segments(text)]


def test_a_short_sentence_stays_in_one_piece() -> None:
    assert cut("I'm not asking for a job, I only want to learn.") == ["I'm not asking for a job, I only want to learn."]


def test_sentences_are_cut_at_their_ends() -> None:
    assert cut("Thank you. Who else should I talk to?") == ["Thank you.", "Who else should I talk to?"]


def test_unpunctuated_speech_is_cut_at_joints_and_question_openers() -> None:
    assert cut(RUN_ON) == [
        "so yeah i studied biology for three years",
        "and then i worked in a cafe",
        "and what do you think is the hardest part of running a lab",
        "and also would you hire someone like me",
    ]


def test_a_question_is_not_torn_from_its_opener() -> None:
    text = "i was reading all about your work last night and what kind of people do you usually look for in a new team"

    assert "and what kind of people do you usually look for in a new team" in cut(text)


def test_speech_without_any_joint_is_cut_by_length() -> None:
    text = " ".join(f"word{number}" for number in range(100))

    assert all(len(piece.split()) <= LONGEST_CLAUSE_WORDS for piece in cut(text))


def test_neighbours_are_judged_together_but_a_monologue_never_as_a_whole() -> None:
    text = " ".join(f"This is the sentence with number {number}." for number in range(10))

    judged = [span.of(text) for span in candidates(text)]

    assert "This is the sentence with number 3. This is the sentence with number 4." in judged
    assert text not in judged


@given(st.text(alphabet="abc whatyouiand,.?! \n'’-", max_size=300))
def test_segments_hold_every_word_once_and_in_order(text: str) -> None:
    assert words(" ".join(cut(text))) == words(text)


@given(
    st.lists(st.sampled_from("so i you what do and then would hire thanks for the, work. um if".split()), max_size=60)
)
def test_clauses_are_whole_words_in_order(tokens: list[str]) -> None:
    text = " ".join(tokens)
    if not text:
        return

    pieces = clauses(text, Span(0, len(text)))

    assert [word for piece in pieces for word in piece.of(text).split()] == text.split()


@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_nothing_has_no_segments(blank: str) -> None:
    assert segments(blank) == ()
