"""Plain words, frames and cues."""

from __future__ import annotations

import pytest

from simulator.moves.cues import CONTEXT_CUES, TEXT_CUES, text_cues
from simulator.moves.features import letter_terms, read_passage, word_terms
from simulator.moves.lexicon import plain, skeleton


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("I’m NOT here, um, for a JOB!", "i am not here for a job"),
        ("im not here for a job", "i am not here for a job"),
        ("Here's my résumé, or C.V.", "here is my resume or cv"),
        ("id love to, uh, to hear what you've done", "i would love to hear what you have done"),
        ("Won't you? Can't you?", "will not you can not you"),
        ("", ""),
    ],
)
def test_speech_and_typing_become_the_same_plain_words(said: str, words: str) -> None:
    assert plain(said) == words


def test_a_frame_names_classes_and_hides_the_rest() -> None:
    assert skeleton("are there any vacancies in your wonderful lab") == "are there any VACANCY in your x ORG"


def test_words_of_one_class_share_a_frame() -> None:
    assert skeleton("is there an opening") == skeleton("is there a placement")


def test_capitals_and_punctuation_change_nothing() -> None:
    assert read_passage("Would you, um, hire ME?") == read_passage("would you hire me")


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("would you hire me", "hire_me"),
        ("are there any openings in your team", "vacancy_here"),
        ("i am not asking for a job", "not_job"),
        ("what do you look for when you hire people", "general_hire"),
        ("who else should i talk to", "who_else"),
        ("how did you get into this", "your_path"),
    ],
)
def test_a_cue_finds_its_words(words: str, cue: str) -> None:
    assert cue in text_cues(words)


def test_context_gives_cues_of_its_own() -> None:
    passage = read_passage("One more thing, why radio?", "I'm sorry, I have to run to my next meeting.")

    assert "after_leaving" in passage.context_cues
    assert "no_context" in read_passage("Why radio?").context_cues


def test_terms_are_n_grams() -> None:
    passage = read_passage("Hire me")

    assert word_terms(passage) == ["hire", "me", "hire me"]
    assert letter_terms(passage)[:3] == [" hi", "hir", "ire"]


def test_no_cue_matches_an_empty_text() -> None:
    assert [name for name, pattern in {**TEXT_CUES, **CONTEXT_CUES}.items() if pattern.search("")] == []
