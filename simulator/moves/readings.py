"""The labelled lines as they may be heard: misheard by chance, and as the embedded recogniser really heard some of them.

The model learns from these as well, so that a word or two taken for another does not hide what a sentence does.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from simulator.errors import SetupError
from simulator.language import words
from simulator.moves.data import LabelledUtterance
from simulator.moves.noise import rough_reader

HEARD = Path(__file__).resolve().parent / "data_heard" / "heard.tsv"
SAID_BEFORE = Path(__file__).resolve().parent / "data_context" / "said_before.txt"
"""What people of the gallery say, a turn a line: what may stand before any line without bearing on it."""
TOLD = Path(__file__).resolve().parent / "data_context" / "told.tsv"
"""Questions that people of the gallery are ready for, and sentences of what they tell: full of words, and nobody asks for a job."""
TOLD_HEADER = "group\ttext"
HEADER = "origin\tgroup\tlabels\tcontext\ttext\treference"
FEWEST_WORDS_KEPT = 0.45
"""Of a line heard worse than this no label can be true any more."""
SHARES_MISHEARD = (0.08, 0.15, 0.25)
"""Shares of words that the chance readings get wrong; a line gets one of these readings, or one with fillers."""
FILLERS = ("like", "you know", "i mean", "sort of", "kind of", "well")
SHARE_OF_FILLERS = 0.2
INNOCENT_LINES_PER_READING = 3
"""Every line with a flag is read roughly, of the many innocent ones each third."""
_SEED = 7


def rough_readings(lines: Sequence[LabelledUtterance]) -> Iterator[tuple[int, str]]:
    """Places in `lines`, each with a text as which that line might be heard. Deterministic. Raises `SetupError`."""
    readers = [*(rough_reader(share, _SEED) for share in SHARES_MISHEARD), with_fillers]
    for place, line in enumerate(lines):
        if not line.innocent or place % INNOCENT_LINES_PER_READING == 0:
            draw = zlib.crc32(line.text.encode("utf-8"))  # which reading a line gets must tell nothing of its label
            yield place, readers[draw % len(readers)](line.text)
        for heard in heard_as(line):
            yield place, heard


def answering_readings(lines: Sequence[LabelledUtterance]) -> Iterator[tuple[int, str]]:
    """Places in `lines` that have no context, each with words of somebody's which that line may come after.

    In a talk something was always said before. Most labelled lines with a context are innocent, for the context is why they
    are there; without these readings the model would take any context for a sign of innocence. Deterministic. Raises `SetupError`.
    """
    before = _said_before()
    for place, line in enumerate(lines):
        if not line.context and (not line.innocent or place % INNOCENT_LINES_PER_READING == 1):
            yield place, before[zlib.crc32(f"after {line.text}".encode()) % len(before)]


@lru_cache(maxsize=1)
def told_lines() -> tuple[LabelledUtterance, ...]:
    """Lines of which only that much is known: they are no fault. Their origin is the name of their file. Raises `SetupError`."""
    rows = [row.split("\t") for row in _lines_of(TOLD)]
    if not rows or rows[0] != TOLD_HEADER.split("\t") or any(len(row) != 2 for row in rows):
        raise SetupError(f"{TOLD}: is not a table of {TOLD_HEADER!r}.", fix="Install the program anew.")
    return tuple(
        LabelledUtterance(f"{TOLD.stem}/{group}/00", frozenset(), None, "", text, TOLD.stem) for group, text in rows[1:]
    )


@lru_cache(maxsize=1)
def _said_before() -> tuple[str, ...]:
    return tuple(_lines_of(SAID_BEFORE))


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetupError(f"{path}: cannot be read: {error.strerror}.", fix="Install the program anew.") from error


def heard_as(line: LabelledUtterance, *, however_badly: bool = False) -> tuple[str, ...]:
    """What the embedded recogniser heard of a line that it was played; by default only where enough of it was left."""
    heard = _heard().get(_key(line.origin, line.group, line.text), ())
    return tuple(text for text in heard if however_badly or share_of_words_kept(line.text, text) >= FEWEST_WORDS_KEPT)


def with_fillers(text: str) -> str:
    """The words of a text as a hesitant speaker says them: now and then with "like" or "you know" in between."""
    chance = random.Random(f"{_SEED} {text}")
    said: list[str] = []
    for word in words(text):
        said += [chance.choice(FILLERS), word] if chance.random() < SHARE_OF_FILLERS else [word]
    return " ".join(said)


def _key(origin: str, group: str, text: str) -> tuple[str, str, str]:
    return origin, group, " ".join(words(text))


@lru_cache(maxsize=1)
def _heard() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What was heard of which line."""
    rows = [row.split("\t") for row in _lines_of(HEARD)]
    if not rows or rows[0] != HEADER.split("\t") or any(len(row) != len(rows[0]) for row in rows):
        raise SetupError(f"{HEARD}: is not a table of {HEADER!r}.", fix="Install the program anew.")
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for origin, group, _, _, text, reference in rows[1:]:
        key = _key(origin, group, reference)
        found[key] = (*found.get(key, ()), text)
    return found


def share_of_words_kept(reference: str, heard: str) -> float:
    """How many of the words said are among those heard, from 0 to 1."""
    said, understood = words(reference), set(words(heard))
    return sum(word in understood for word in said) / max(1, len(said))
