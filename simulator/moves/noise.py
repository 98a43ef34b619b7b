"""Texts as a poor recogniser hears them: words that sound alike, words lost, words that nobody said.

Cross-validation reads each test line this way as well, for a classifier that only knows what people wrote is not yet one that
knows what was heard. Which words are taken for which stands in `data_noise/confusions.tsv`; how that file is made is told
in `tools/heard`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from simulator.errors import SetupError
from simulator.language import words

CONFUSIONS = Path(__file__).resolve().parent / "data_noise" / "confusions.tsv"
HEADER = "word\tsounds_like"
NOTHING_SAID = "-"
"""The row of words that are heard where nothing was said, and instead of words like nothing else."""
HIGHEST_RATE = 0.5
"""Above this, words are rather invented than misheard, and the rate could no longer be kept."""
SUBSTITUTED, DELETED, INSERTED = 0.65, 0.20, 0.15
"""What the errors are, as shares of all of them."""
SMALL_WORDS = frozenset(
    """a an the and or but so if that's it's i'm i'd i've to of in on at by for from with as is are was were be been do
    does did have has had will would could can there that this it its you your we our they them he she his her my me i
    am not just up out""".split()
)
"""Said fast and without stress, so they are lost more often than others."""
SMALL_WORD_LOSSES = 4.0
"""How many times as often."""


@dataclass(frozen=True, slots=True)
class Confusions:
    """What each word may be taken for, most likely first, and what is heard where nothing was said."""

    of: Mapping[str, tuple[str, ...]]
    from_nothing: tuple[str, ...]
    by_initial: Mapping[str, tuple[str, ...]]


def roughen(text: str, rate: float, rng: random.Random) -> str:
    """The text as heard: about `rate` of its words wrong, lower-case, no punctuation. Rate 0 is the plain reading.

    Every word is as likely as the next to be hit, whatever it means: which lines suffer is chance, and some suffer much.
    Raises `ValueError` for a rate outside 0 to `HIGHEST_RATE`.
    """
    if not 0 <= rate <= HIGHEST_RATE:
        raise ValueError(f"a share of wrong words between 0 and {HIGHEST_RATE}, not {rate}")
    said = words(text)
    if not rate or not said:
        return " ".join(said)
    losses = _losses(said)
    heard: list[str] = []
    for word, loss in zip(said, losses, strict=True):
        heard += _heard(word, rate, rate * loss, rng)
    return " ".join(heard or said[:1])


def rough_reader(rate: float, seed: int) -> Callable[[str], str]:
    """A reading for `evaluate.cross_validate`: the same text is always misheard in the same way, in whatever order."""
    return lambda text: roughen(text, rate, random.Random(f"{seed} {text}"))


def _losses(said: Sequence[str]) -> list[float]:
    """The share of errors that each word's loss is: more for small words, `DELETED` on average over the text."""
    weights = [SMALL_WORD_LOSSES if word in SMALL_WORDS else 1.0 for word in said]
    scale = DELETED * len(said) / sum(weights)
    return [min(scale * weight, DELETED + SUBSTITUTED) for weight in weights]


def _heard(word: str, rate: float, loss: float, rng: random.Random) -> list[str]:
    """What is heard at the place of one word: nothing, the word or another, and now and then one more."""
    draw = rng.random()
    if draw < loss:
        heard = []
    elif draw < rate * (DELETED + SUBSTITUTED):
        heard = [_confused(word, rng)]
    else:
        heard = [word]
    if rng.random() < rate * INSERTED:
        heard.append(_early_one(load_confusions().from_nothing, rng))
    return heard


def _confused(word: str, rng: random.Random) -> str:
    table = load_confusions()
    others = table.of.get(word) or _spelt_alike(word) or tuple(one for one in table.from_nothing if one != word)
    return _early_one(others, rng)


def _early_one(ordered: Sequence[str], rng: random.Random) -> str:
    """One of them; the nth comes up 1/n times as often as the first."""
    return rng.choices(ordered, [1 / place for place in range(1, len(ordered) + 1)])[0]


@lru_cache(maxsize=4_096)
def _spelt_alike(word: str) -> tuple[str, ...]:
    """For a word without pronunciation, a name mostly: known words of the same first letter that are spelt alike."""
    known = load_confusions().by_initial.get(word[0], ())
    return tuple(one for one in get_close_matches(word, known, n=3, cutoff=0.5) if one != word)


@lru_cache(maxsize=1)
def load_confusions() -> Confusions:
    """The table that comes with the program, read at the first use. Raises `SetupError`."""
    try:
        lines = CONFUSIONS.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetupError(f"{CONFUSIONS}: cannot be read: {error.strerror}.", fix="Install the program anew.") from error
    rows = [line.split("\t") for line in lines[1:]]
    if lines[:1] != [HEADER] or any(len(row) != 2 or not row[1] for row in rows):
        raise SetupError(f"{CONFUSIONS}: is not a table of {HEADER!r}.", fix="Install the program anew.")
    table = {word: tuple(others.split()) for word, others in rows}
    from_nothing = table.pop(NOTHING_SAID, ())
    if not from_nothing:
        raise SetupError(f"{CONFUSIONS}: has no row {NOTHING_SAID!r}.", fix="Install the program anew.")
    initials = {word[0] for word in table}
    by_initial = {one: tuple(word for word in table if word[0] == one) for one in sorted(initials)}
    return Confusions(table, from_nothing, by_initial)
