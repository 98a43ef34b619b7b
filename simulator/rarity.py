"""How seldom a word is said in such talks, whoever is asked: a word that hardly anybody says carries what somebody has read or heard."""

from __future__ import annotations

from functools import lru_cache
from math import log
from pathlib import Path

from simulator.errors import SetupError

WORD_COUNTS = Path(__file__).resolve().parent / "word_counts.tsv"
"""In how many of the project's own sentences a word (its stem) stands; the first row counts the sentences. Made by
`tools/count_words.py`. Words that stand in fewer than three are left out."""
COMMON = 4.0
"""A word in one of fifty sentences, or in more, says nothing; in natural logarithms, as is the rarity."""


@lru_cache(maxsize=8_192)
def rarity(stem: str) -> float:
    """From 0 for a word everybody uses to about 6.7 for one that stands in none of the sentences."""
    counts = _counts()
    return max(0.0, log((counts[""] + 1) / (counts.get(stem, 0) + 1)) - COMMON)


@lru_cache(maxsize=1)
def _counts() -> dict[str, int]:
    try:
        rows = [row.split("\t") for row in WORD_COUNTS.read_text(encoding="utf-8").splitlines()]
        return {stem: int(count) for stem, count in rows}
    except (OSError, ValueError) as error:
        raise SetupError(f"{WORD_COUNTS}: cannot be read.", fix="Install the program anew.") from error
