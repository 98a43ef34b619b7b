"""From words to terms: n-grams of words, of letters and of the sentence's frame, and the names of hand-written cues.

The learner (`training.py`, scikit-learn) and the scorer (`model.py`, numpy alone) count these same terms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from simulator.moves.cues import context_cues, text_cues
from simulator.moves.job_ask_frames import job_ask_frames
from simulator.moves.job_ask_rules import job_ask_rules
from simulator.moves.lexicon import classed, plain, skeleton

Terms = list[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """What one judgement looks at: plain words, their frame, and the cues found in them and in what came before."""

    plain: str
    frame: str
    cues: tuple[str, ...]
    rules: tuple[str, ...]
    context_cues: tuple[str, ...]


@lru_cache(maxsize=2048)
def read_passage(text: str, context: str = "") -> Passage:
    """The passage of a text said after `context`."""
    words, before = plain(text), _plain_context(context)
    frame, cues, rules = _read_words(words)
    return Passage(words, frame, cues, rules, tuple(context_cues(words, before)))


@lru_cache(maxsize=2048)
def _read_words(words: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Frame, cues and rules of plain words, which come back with other punctuation or after another turn."""
    return skeleton(words), tuple(text_cues(words)), (*job_ask_rules(words), *job_ask_frames(classed(words)))


_plain_context = lru_cache(maxsize=256)(plain)


def _n_grams(tokens: list[str], longest: int) -> Terms:
    sizes = range(1, longest + 1)
    return list(chain.from_iterable((" ".join(tokens[i : i + n]) for i in range(len(tokens) - n + 1)) for n in sizes))


def word_terms(passage: Passage) -> Terms:
    """One to three words in a row."""
    return _n_grams(passage.plain.split(), 3)


def letter_terms(passage: Passage) -> Terms:
    """Three to five letters in a row inside each word with a space at its ends, as scikit-learn's `char_wb`."""
    return list(
        chain.from_iterable(
            (padded[i : i + n] for i in range(max(1, len(padded) - n + 1)))
            for padded in (f" {word} " for word in passage.plain.split())
            for n in (3, 4, 5)
            if n == 3 or len(padded) >= n
        )
    )


def frame_terms(passage: Passage) -> Terms:
    """One to four tokens of the frame in a row."""
    return _n_grams(passage.frame.split(), 4)


def cue_terms(passage: Passage) -> Terms:
    return list(passage.cues)


def rule_terms(passage: Passage) -> Terms:
    return list(passage.rules)


def context_terms(passage: Passage) -> Terms:
    return list(passage.context_cues)


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of term: how it is found, in how many training texts it must occur, and how much it weighs."""

    terms: Callable[[Passage], Terms]
    fewest_texts: int
    weight: float
    rare_weigh_more: bool = True  # inverse document frequency


BLOCKS: dict[str, Block] = {
    "words": Block(word_terms, fewest_texts=3, weight=1.0),
    "letters": Block(letter_terms, fewest_texts=4, weight=1.0),
    "frames": Block(frame_terms, fewest_texts=3, weight=1.0),
    "cues": Block(cue_terms, fewest_texts=2, weight=1.5, rare_weigh_more=False),
    "rules": Block(rule_terms, fewest_texts=2, weight=1.0, rare_weigh_more=False),
    "context": Block(context_terms, fewest_texts=2, weight=0.7, rare_weigh_more=False),
}
"""Within a block a text is a vector of unit length times the weight, so that long texts do not shout."""
