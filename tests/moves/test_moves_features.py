"""Plain words, frames and cues."""

from __future__ import annotations

import pytest

from simulator.moves.cues import LENGTHS_WORDS, text_cues
from simulator.moves.features import (
    BLOCKS,
    context_terms,
    edge_terms,
    letter_terms,
    pair_terms,
    read_passage,
    rule_terms,
    skip_terms,
    word_terms,
)
from simulator.moves.lexicon import classed, plain, skeleton


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
    assert letter_terms(passage) == [" hir", "hire", "ire ", " me "]


def test_edges_are_how_a_text_begins_and_ends() -> None:
    terms = edge_terms(read_passage("Hire me now"))

    assert "w^hire me" in terms
    assert "w$now" in terms
    assert "f^HIRE" in terms


def test_pairs_join_what_occurs_together_in_any_order() -> None:
    assert "HIRE&SELF" in pair_terms(read_passage("Would you hire me?"))
    assert "HIRE&SELF" in pair_terms(read_passage("It's me you should hire"))


def test_skips_reach_over_a_few_words_but_not_over_many() -> None:
    near = skip_terms(read_passage("if he leaves would you think of me"))
    far = skip_terms(read_passage("if he leaves would you then be so good as to think of me"))

    assert "would_SELF" in near
    assert "if_of" not in far


def test_rules_are_found_in_classes_and_in_words() -> None:
    rules = rule_terms(read_passage("Do you know a yard that needs a welder? Would you hire me?"))

    assert "hire_me" in rules
    assert any(name.startswith("f_") for name in rules)


def test_classes_stand_for_their_words() -> None:
    assert classed("do you know a yard that needs a welder") == "do you LEARN a ORG that NEED a CRAFT"


def test_context_is_joined_with_how_it_is_answered() -> None:
    passage = read_passage("Why is that?", "There is a vacancy in my team.")
    terms = context_terms(passage)

    assert "before VACANCY" in terms
    assert any(term.endswith(" after after_vacancy") for term in terms)
    assert context_terms(read_passage("Why is that?")) == ["no_context"]


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_reads_every_text(name: str) -> None:
    for text in ("Would you hire me?", "hm", "", "5 % of £3"):
        terms = BLOCKS[name].terms(read_passage(text, "Go on."))
        assert all(isinstance(term, str) and "\n" not in term for term in terms)


def test_long_texts_have_fewer_length_cues() -> None:
    assert [cue for cue in text_cues("hire me") if cue.startswith("under_")] == [
        f"under_{limit}_words" for limit in LENGTHS_WORDS
    ]
    assert [cue for cue in text_cues(" ".join(["word"] * 50)) if cue.startswith("under_")] == []
