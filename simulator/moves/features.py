"""From words to terms: n-grams of words, letters and the sentence's frame, hand-written cues, and what stands together.

The learner (`training.py`, scikit-learn) and the scorer (`model.py`, numpy alone) count these same terms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

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
    context_frame: str


@lru_cache(maxsize=2048)
def read_passage(text: str, context: str = "") -> Passage:
    """The passage of a text said after `context`."""
    words, before = plain(text), _plain_context(context)
    frame, cues, rules = _read_words(words)
    return Passage(words, frame, cues, rules, tuple(context_cues(words, before)), _frame_of_context(before))


@lru_cache(maxsize=2048)
def _read_words(words: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Frame, cues and rules of plain words, which come back with other punctuation or after another turn."""
    return skeleton(words), tuple(text_cues(words)), (*job_ask_rules(words), *job_ask_frames(classed(words)))


_plain_context = lru_cache(maxsize=256)(plain)
_frame_of_context = lru_cache(maxsize=256)(skeleton)


def _n_grams(tokens: list[str], longest: int) -> Terms:
    sizes = range(1, longest + 1)
    return list(chain.from_iterable((" ".join(tokens[i : i + n]) for i in range(len(tokens) - n + 1)) for n in sizes))


def word_terms(passage: Passage) -> Terms:
    """One to three words in a row."""
    return _n_grams(passage.plain.split(), 3)


def letter_terms(passage: Passage) -> Terms:
    """Four letters in a row inside each word with a space at its ends, as scikit-learn's `char_wb`."""
    return list(chain.from_iterable(map(_letters_of, passage.plain.split())))


@lru_cache(maxsize=16_384)
def _letters_of(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + n] for n in (4,) for i in range(max(1, len(padded) - n + 1)))


def frame_terms(passage: Passage) -> Terms:
    """One to four tokens of the frame in a row."""
    return _n_grams(passage.frame.split(), 4)


def cue_terms(passage: Passage) -> Terms:
    return list(passage.cues)


def rule_terms(passage: Passage) -> Terms:
    return list(passage.rules)


SKIPPED_APART = 6
"""Two tokens of a frame this far apart at most still belong together: "if … leaves … SELF"."""
_TELLING_WORDS = frozenset("i you your my if would could not here".split())
_TEXT_CUES_THAT_ANSWER = frozenset(
    """wh_question yes_no_question wh_inside tell_me thanks ack closing more_time minutes request under_6_words starts_i
    points_back short_why you_said helpful resume negation""".split()
)


def skip_terms(passage: Passage) -> Terms:
    """Ordered pairs of frame tokens with a few others between them."""
    tokens = passage.frame.split()
    return [
        f"{first}_{second}" for at, first in enumerate(tokens) for second in tokens[at + 1 : at + 1 + SKIPPED_APART]
    ]


def edge_terms(passage: Passage) -> Terms:
    """How the text begins and ends, in words and in its frame: a sentence's first words say what it does."""
    return [*_edges(passage.plain.split(), "w"), *_edges(passage.frame.split(), "f")]


def _edges(tokens: list[str], mark: str) -> Terms:
    starts = [f"{mark}^{' '.join(tokens[:size])}" for size in (1, 2, 3, 4)]
    return [*starts, *(f"{mark}${' '.join(tokens[-size:])}" for size in (1, 2, 3))]


def pair_terms(passage: Passage) -> Terms:
    """Every two of the rules, classes and telling words that occur together, which a linear model could not join itself."""
    present = {token for token in passage.frame.split() if token.isupper() or token in _TELLING_WORDS}
    return [f"{first}&{second}" for first, second in combinations(sorted(present.union(passage.rules)), 2)]


def context_terms(passage: Passage) -> Terms:
    """What was said before, and how the text answers it."""
    if not passage.context_frame:
        return list(passage.context_cues)
    before = [f"before {term}" for term in _n_grams(passage.context_frame.split(), 2)]
    answering = [cue for cue in passage.cues if cue in _TEXT_CUES_THAT_ANSWER]
    joined = [f"{cue} after {earlier}" for earlier in passage.context_cues for cue in answering]
    return [*passage.context_cues, *before, *joined]


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of term: how it is found, in how many training texts it must occur, and how much it weighs."""

    terms: Callable[[Passage], Terms]
    fewest_texts: int
    weight: float
    rare_weigh_more: bool = True  # inverse document frequency


BLOCKS: dict[str, Block] = {
    "words": Block(word_terms, fewest_texts=4, weight=1.0),
    "letters": Block(letter_terms, fewest_texts=8, weight=1.0),
    "frames": Block(frame_terms, fewest_texts=4, weight=1.0),
    "cues": Block(cue_terms, fewest_texts=3, weight=1.5, rare_weigh_more=False),
    "rules": Block(rule_terms, fewest_texts=3, weight=1.0, rare_weigh_more=False),
    "pairs": Block(pair_terms, fewest_texts=6, weight=1.0, rare_weigh_more=False),
    "skips": Block(skip_terms, fewest_texts=5, weight=1.0),
    "edges": Block(edge_terms, fewest_texts=4, weight=1.0),
    "context": Block(context_terms, fewest_texts=4, weight=0.7, rare_weigh_more=False),
}
"""Within a block a text is a vector of unit length times the weight, so that long texts do not shout."""
