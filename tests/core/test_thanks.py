"""Thanks that name something the person told, against thanks that would fit after any talk."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.matching import pieces_of
from simulator.core.thanks import names_something_told

LINES_FILE = Path(__file__).with_name("thanks_lines.tsv")
AUDIT = "The audit found forty lorries that did not exist. My apprentice saw it first, on a wet Monday."


def labelled_thanks() -> list[tuple[str, str, str]]:
    lines = LINES_FILE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def everything_told(everybody):
    return {person.id: [text for topic in person.topics for text in pieces_of(topic)] for person in everybody}


@pytest.mark.parametrize(("label", "least"), [("specific", 0.93), ("general", 0.9)])
def test_thanks_are_told_apart_even_after_everything_was_told(everything_told, label, least):
    lines = [(person, text) for one, person, text in labelled_thanks() if one == label]
    wrong = [
        text for person, text in lines if names_something_told(text, everything_told[person]) != (label == "specific")
    ]
    assert len(lines) == 40
    assert 1 - len(wrong) / len(lines) >= least, wrong


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Thank you, the lorries that did not exist will stay with me.", True),
        ("thanks for telling me about your apprentice", True),
        ("Thank you so much for your time.", False),
        ("Thank you. What else did the audit find?", False),  # a question about it is no thanks for it
        ("thank you and how did your apprentice see that", False),
        ("Thanks, have a good Monday.", False),
        ("", False),
    ],
)
def test_only_what_was_told_makes_thanks_specific(text, specific):
    assert names_something_told(text, [AUDIT]) is specific
    assert not names_something_told(text, [])
