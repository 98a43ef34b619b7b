"""What must not matter to the job-ask flag, and what must, over many lines and over talk written for this alone.

Where the model does not reach what is aimed at, the aim stands in `AIMS`, and the floor is what holds today.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from simulator.domain import FLAG_KINDS, Move
from simulator.language import words
from simulator.moves.classifier import MovesClassifier
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.pieces import as_recognised
from tests.moves.said import DIRECT_ASKS, HIDDEN_ASKS, INNOCENT_MONOLOGUES, RAISED_BY_THEM

AIMS = {"follow-ups": 1.0, "out of nowhere": 0.8, "unpunctuated": 0.9, "innocent monologues": 1.0}
FLOORS = {
    "I'm not asking whether": 0.95,  # 40 of 40
    "I am not here to ask if": 0.95,  # 40 of 40
    "follow-ups": 0.6,  # 14 of 20
    "out of nowhere": 0.6,  # 12 of 20
    "unpunctuated flagged": 0.8,  # 10 of 12
    "unpunctuated": 0.5,  # 7 of 12
    "innocent monologues": 0.83,  # 11 of 12
}
"""With the model as committed, counted beside each."""
WORDS_PER_FILLER = 12
LONGEST_QUOTE_WORDS = 25


def job_ask(classifier: MovesClassifier, text: str, context: str = "") -> Move:
    return classifier.classify(text, context=context)[0]


def asked(classifier: MovesClassifier, text: str, context: str = "") -> bool:
    return job_ask(classifier, text, context).made


def told(what: str, count: int, of: int) -> str:
    """What a failing floor says."""
    return f"{what}: {count} of {of}, {100 * count / of:.1f} %"


# ── what must not matter ─────────────────────────────────────────────────────────────────────────────────────────


def with_filler(text: str, filler: str) -> str:
    """The filler between two words, once in every dozen words; always at the same places."""
    tokens = text.split()
    chance = random.Random(text)
    for _ in range(-(-len(tokens) // WORDS_PER_FILLER)):
        tokens.insert(chance.randint(min(1, len(tokens) - 1), max(1, len(tokens) - 1)), filler)
    return " ".join(tokens)


def without_punctuation(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s'’\-]", " ", text).split())


CHANGES: dict[str, Callable[[str], str]] = {
    "um": lambda text: with_filler(text, "um"),
    "like": lambda text: with_filler(text, "like"),
    "you know": lambda text: with_filler(text, "you know"),
    "upper case": str.upper,
    "lower case": str.lower,
    "no punctuation": without_punctuation,
}


@pytest.fixture(scope="module")
def six_hundred() -> list[LabelledUtterance]:
    return random.Random(17).sample(load_labelled(), 600)


@pytest.fixture(scope="module")
def flagged(classifier: MovesClassifier, six_hundred: list[LabelledUtterance]) -> list[bool]:
    return [asked(classifier, line.text, line.context) for line in six_hundred]


@pytest.mark.parametrize("change", CHANGES)
def test_how_it_is_said_does_not_decide_whether_it_is_an_ask(
    change: str, classifier: MovesClassifier, six_hundred: list[LabelledUtterance], flagged: list[bool]
) -> None:
    changed = [asked(classifier, CHANGES[change](line.text), line.context) for line in six_hundred]

    alike = sum(one == other for one, other in zip(flagged, changed, strict=True))

    assert 100 < sum(flagged) < 500
    assert alike >= 0.98 * len(six_hundred), told(f"not changed by {change!r}", alike, len(six_hundred))


# ── what must ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_direct_asks_are_flagged(classifier: MovesClassifier) -> None:
    found = sum(asked(classifier, question) for question, _ in DIRECT_ASKS)

    assert found >= 0.95 * len(DIRECT_ASKS), told("direct asks flagged", found, len(DIRECT_ASKS))


@pytest.mark.parametrize("opening", ["I'm not asking whether", "I am not here to ask if"])
def test_saying_that_one_does_not_ask_is_no_ask(opening: str, classifier: MovesClassifier) -> None:
    innocent = sum(not asked(classifier, f"{opening} {clause}.") for _, clause in DIRECT_ASKS)

    assert innocent >= FLOORS[opening] * len(DIRECT_ASKS), told("negated asks let pass", innocent, len(DIRECT_ASKS))


def test_taking_up_a_vacancy_that_they_raised_is_no_ask(classifier: MovesClassifier) -> None:
    innocent = sum(not asked(classifier, text, context) for context, text in RAISED_BY_THEM)

    assert innocent >= FLOORS["follow-ups"] * len(RAISED_BY_THEM), told(
        "follow-ups let pass", innocent, len(RAISED_BY_THEM)
    )


def test_the_same_words_out_of_nowhere_are_an_ask(classifier: MovesClassifier) -> None:
    found = sum(asked(classifier, text) for _, text in RAISED_BY_THEM)

    assert found >= FLOORS["out of nowhere"] * len(RAISED_BY_THEM), told(
        "asks out of nowhere flagged", found, len(RAISED_BY_THEM)
    )


def test_what_they_said_only_ever_makes_an_ask_less_likely(classifier: MovesClassifier) -> None:
    easier = sum(
        job_ask(classifier, text, context).probability <= job_ask(classifier, text).probability
        for context, text in RAISED_BY_THEM
    )

    assert easier >= 0.95 * len(RAISED_BY_THEM), told("less likely in context", easier, len(RAISED_BY_THEM))


# ── monologues ───────────────────────────────────────────────────────────────────────────────────────────────────


def as_sentence(ask: str) -> str:
    return f"{ask[0].upper()}{ask[1:]}{'.' if ask.startswith('I') else '?'}"


def test_the_monologues_are_as_long_as_they_should_be() -> None:
    hidden = [monologue.format(as_sentence(ask)) for ask, _, monologue in HIDDEN_ASKS]

    assert all(80 <= len(words(text)) <= 150 for text in [*hidden, *INNOCENT_MONOLOGUES])
    assert (len(hidden), len(INNOCENT_MONOLOGUES)) == (12, 12)


def quoted(classifier: MovesClassifier, reading: Callable[[str], str]) -> int:
    """In how many of the monologues the ask is found, with its key words and little else in the quote."""
    count = 0
    for ask, key_words, monologue in HIDDEN_ASKS:
        text = reading(monologue.format(as_sentence(ask)))
        move = job_ask(classifier, text)
        quote = text[move.start_char : move.end_char].lower()
        count += move.made and all(key in quote for key in key_words) and len(quote.split()) < LONGEST_QUOTE_WORDS
    return count


def test_an_ask_hidden_in_a_monologue_is_found_and_quoted(classifier: MovesClassifier) -> None:
    found = quoted(classifier, str)

    assert found >= 0.9 * len(HIDDEN_ASKS), told("asks quoted", found, len(HIDDEN_ASKS))


def test_an_ask_hidden_in_a_monologue_without_punctuation_is_found(classifier: MovesClassifier) -> None:
    """The quote is often too long: where one sentence ended, nobody told."""
    found = quoted(classifier, as_recognised)
    flagged = sum(asked(classifier, as_recognised(text.format(as_sentence(ask)))) for ask, _, text in HIDDEN_ASKS)

    assert flagged >= FLOORS["unpunctuated flagged"] * len(HIDDEN_ASKS), told("asks flagged", flagged, len(HIDDEN_ASKS))
    assert found >= FLOORS["unpunctuated"] * len(HIDDEN_ASKS), told("asks quoted", found, len(HIDDEN_ASKS))


def test_an_innocent_monologue_gets_no_flag(classifier: MovesClassifier) -> None:
    blamed = {
        text: (str(move.kind), text[move.start_char : move.end_char])
        for text in INNOCENT_MONOLOGUES
        for move in classifier.classify(text)
        if move.made and move.kind in FLAG_KINDS
    }
    clean = len(INNOCENT_MONOLOGUES) - len(blamed)

    assert clean >= FLOORS["innocent monologues"] * len(INNOCENT_MONOLOGUES), list(blamed.values())


def test_the_asks_are_flagged_as_job_asks_only_where_they_are_said(classifier: MovesClassifier) -> None:
    """The monologue without its clause: some of what is flagged with it would be flagged without."""
    clean = sum(not asked(classifier, monologue.format("").replace("  ", " ")) for _, _, monologue in HIDDEN_ASKS)

    assert clean >= 0.9 * len(HIDDEN_ASKS), told("innocent without the clause", clean, len(HIDDEN_ASKS))
