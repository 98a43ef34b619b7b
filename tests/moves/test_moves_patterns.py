"""Patterns tried only where they can match: the same names as by trying them all."""

from __future__ import annotations

import re

import pytest

from simulator.moves import patterns
from simulator.moves.cues import CONTEXT_CUES, TEXT_CUES
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.flag_cues import FLAG_CUES
from simulator.moves.job_ask_frames import FRAMES
from simulator.moves.job_ask_rules import RULES
from simulator.moves.lexicon import classed, plain
from simulator.moves.patterns import PatternSet, needed_pieces
from simulator.moves.talk_cues import TALK_CUES

SETS = {"cues": TEXT_CUES, "rules": RULES, "frames": FRAMES, "context": CONTEXT_CUES}


def needs(pattern: str) -> set[str] | None:
    found = needed_pieces(pattern)
    return None if found is None else set(found)


def test_a_word_needs_itself() -> None:
    assert needs(r"\bvacancy\b") == {"vacancy"}


def test_one_of_several_words_is_needed() -> None:
    assert needs(r"\b(?:mentor|referral)\b") == {"mentor", "referral"}


def test_of_several_needs_the_rarer_one_is_kept() -> None:
    assert needs(r"\byou (?:\w+ )?mortgage\b") == {"mortgage"}


def test_a_single_branch_without_need_leaves_nothing_to_need() -> None:
    assert needs(r"%|million") is None


def test_what_may_be_absent_is_not_needed() -> None:
    assert needs(r"(?:salary )?bonus") == {"bonus"}
    assert needs(r"(?:salary)*") is None


def test_what_stands_at_least_once_is_needed() -> None:
    assert needs(r"(?:salary )+") == {"salary"}


def test_letters_are_never_joined_over_what_parts_them() -> None:
    assert needs(r"per ?cent") in ({"per"}, {"cent"})
    assert needs(r"organi[sz]ation") in ({"organi"}, {"ation"})


def test_a_single_letter_is_too_little_to_need() -> None:
    assert needs(r"\bi\b") is None


def test_no_pattern_needs_a_piece_with_a_space_in_it() -> None:
    assert needs(r"good word for me") in ({"good"}, {"word"})


def test_names_come_in_the_order_given() -> None:
    found = PatternSet({"second": "bread", "first": "butter", "third": "cheese"}).find("butter and cheese on bread")

    assert found == ["second", "first", "third"]


def test_a_needed_piece_is_found_inside_a_longer_word() -> None:
    assert PatternSet({"recommend": r"\brecommend\w*"}).find("her recommendation") == ["recommend"]


def test_a_set_without_patterns_finds_nothing() -> None:
    assert PatternSet({}).find("anything at all") == []


def test_without_pythons_own_parser_everything_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "parser", None)
    everything = PatternSet({"bread": r"\bbread\b", "any": r"\w"})

    assert needed_pieces("bread") is None
    assert everything.find("some bread") == ["bread", "any"]


@pytest.mark.parametrize("name", SETS)
def test_looking_quickly_finds_what_looking_slowly_finds(name: str, many_lines: list[LabelledUtterance]) -> None:
    texts = [plain(line.text) for line in many_lines]
    if name == "context":
        texts += sorted({plain(line.context) for line in load_labelled()})
    if name == "frames":
        texts = [classed(text) for text in texts]

    patterns_of = SETS[name]

    assert [text for text in texts if patterns_of.find(text) != patterns_of.find_slowly(text)] == []
    assert sum(bool(patterns_of.find(text)) for text in texts) > 0.15 * len(texts)


@pytest.mark.parametrize("name", SETS)
def test_nothing_matches_the_empty_text(name: str) -> None:
    assert SETS[name].find("") == SETS[name].find_slowly("") == []


def test_every_needed_piece_stands_in_every_match(many_lines: list[LabelledUtterance]) -> None:
    texts = [plain(line.text) for line in many_lines[:300]]
    wanting = [
        (name, match.group())
        for name, pattern in {**FLAG_CUES, **TALK_CUES}.items()
        if (pieces := needed_pieces(pattern)) is not None
        for text in texts
        if (match := re.search(pattern, text)) and not any(piece in match.group() for piece in pieces)
    ]

    assert wanting == []
