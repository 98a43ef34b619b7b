"""A question as terms: its words, pairs of words, and letters three to five at a time.

Letters forgive what a recogniser mishears and endings that differ; pairs tell "first job" from "job".
"""

from __future__ import annotations

from simulator.language import words

HESITATIONS = frozenset("um umm uh uhm er erm ah hm hmm mm mmm".split())
MOST_WORDS = 80
"""A question is in its last words: what comes before the last eighty is left out."""


def plain_words(text: str) -> list[str]:
    """Lower-case words without hesitations."""
    return [word for word in words(text) if word not in HESITATIONS][-MOST_WORDS:]


def terms(text: str) -> list[str]:
    """The terms of a question, each as often as it stands there; words, pairs and letters can be told apart."""
    found = plain_words(text)
    pairs = [f"{first} {second}" for first, second in zip(["^", *found], [*found, "$"], strict=True)]
    letters = [
        f"#{padded[place : place + size]}"
        for padded in (f" {word} " for word in found)
        for size in (3, 4, 5)
        for place in range(max(1, len(padded) - size + 1))
        if len(padded) >= size
    ]
    return [*found, *pairs, *letters]


def is_letters(term: str) -> bool:
    return term.startswith("#")
