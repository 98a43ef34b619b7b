"""A trained model as plain arrays: terms, their rarity, and one line of weights for each thing it judges.

It scores as scikit-learn's estimators do (a test compares them) but needs numpy alone, which makes it quick to load and
quick on one sentence. `model_file.py` keeps it on disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.domain import MoveKind
from simulator.moves.features import BLOCKS, Passage

Floats = NDArray[np.float64]
KINDS: tuple[MoveKind, ...] = tuple(MoveKind)
SEVERITY, ASK_DIRECT, ASK_VEILED, INNOCENT = "severity_direct", "ask_direct", "ask_veiled", "innocent"
OUTPUTS: tuple[str, ...] = (*(kind.value for kind in KINDS), SEVERITY, ASK_DIRECT, ASK_VEILED, INNOCENT)
"""What the columns of the weights stand for: each kind of move; whether a job ask is a direct one; and three that only
inform the second look: direct asks against all else, veiled asks against all else, lines that nobody would mind."""
JOB_ASK_COLUMN = KINDS.index(MoveKind.JOB_ASK)
SEVERITY_COLUMN = OUTPUTS.index(SEVERITY)
RIVALS: tuple[int, ...] = tuple(
    OUTPUTS.index(name)
    for name in (
        *(MoveKind.JOB_ASK, ASK_DIRECT, ASK_VEILED, INNOCENT, MoveKind.REFERRAL_REQUEST, MoveKind.OFFER_HELP),
        *(MoveKind.STAY_IN_TOUCH, MoveKind.QUESTION, MoveKind.PURPOSE, MoveKind.SELF_INTRODUCTION, MoveKind.CLOSING),
        *(MoveKind.RAPPORT, MoveKind.RESUME_PUSH, MoveKind.FOLLOW_UP),
    )
)
"""The scores that the second look weighs against one another before it calls something a job ask."""


@dataclass(frozen=True)
class SecondLook:
    """A logistic regression on the rivals' scores and their products: an offer of help is no offer to work.

    `means` and `scales` (one per rival) bring the scores to one size; `weights` are for the scores, their squares and
    products in the order of `products`.
    """

    means: Floats
    scales: Floats
    weights: Floats
    offset: float

    def scores(self, first: Floats) -> Floats:
        """The job-ask score of each line of first scores (passages x `OUTPUTS`)."""
        result: Floats = products((first[:, RIVALS] - self.means) / self.scales) @ self.weights + self.offset
        return result


_BLOCK_WEIGHTS = np.array([block.weight for block in BLOCKS.values()])
_LEFT, _RIGHT = np.triu_indices(len(RIVALS))


def products(rivals: Floats) -> Floats:
    """Each row followed by its squares and pairwise products (as `PolynomialFeatures(2)` without the constant)."""
    return np.hstack([rivals, rivals[:, _LEFT] * rivals[:, _RIGHT]])


@dataclass(frozen=True)
class MovesModel:
    """Terms of each block (in the order of `BLOCKS`) with their rows in `weights` (terms x `OUTPUTS`).

    `rarity` multiplies a term's count; `offsets` are the scores of an empty text. After the second look every score is
    brought to log-odds by `slopes` and `shifts`; then 0 is the decision.
    """

    terms: dict[str, tuple[str, ...]]
    rarity: Floats
    weights: Floats
    offsets: Floats
    second_look: SecondLook
    slopes: Floats
    shifts: Floats

    def __post_init__(self) -> None:
        rows: dict[str, dict[str, int]] = {}
        start = 0
        for name, listed in self.terms.items():
            rows[name] = dict(zip(listed, range(start, start + len(listed)), strict=True))
            start += len(listed)
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_block_of_row", np.repeat(np.arange(len(rows)), [len(one) for one in rows.values()]))

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """One line of scores for each passage, a column for each of `OUTPUTS`; 0 is the decision."""
        first = np.array([self._first_scores(passage) for passage in passages]).reshape(len(passages), len(OUTPUTS))
        return final_scores(first, self.second_look, self.slopes, self.shifts)

    def _first_scores(self, passage: Passage) -> Floats:
        rows_of: dict[str, dict[str, int]] = self._rows  # type: ignore[attr-defined]
        found: list[int] = []
        for name, block in BLOCKS.items():
            known = rows_of[name].get
            found += [row for term in block.terms(passage) if (row := known(term)) is not None]
        counted = Counter(found)
        rows = np.fromiter(counted, dtype=np.intp, count=len(counted))
        counts = np.fromiter(counted.values(), dtype=np.float64, count=len(counted))
        values = (1.0 + np.log(counts)) * self.rarity[rows]
        blocks = self._block_of_row[rows]  # type: ignore[attr-defined]
        lengths = np.sqrt(np.bincount(blocks, values * values, minlength=len(BLOCKS)))
        values *= (_BLOCK_WEIGHTS / np.maximum(lengths, 1e-12))[blocks]
        total: Floats = values.astype(self.weights.dtype) @ self.weights[rows] + self.offsets
        return total


def final_scores(first: Floats, second_look: SecondLook, slopes: Floats, shifts: Floats) -> Floats:
    """First scores (passages x `OUTPUTS`) with the job ask looked at again, as log-odds around the decision."""
    judged = first.copy()
    judged[:, JOB_ASK_COLUMN] = second_look.scores(first)
    return judged * slopes + shifts
