"""A trained model as plain arrays: terms, their rarity, and one line of weights for each kind of move.

It scores as scikit-learn's pipeline does (a test compares them) but needs numpy alone, which makes it quick to load
and quick on one sentence; and it is stored without pickle.
"""

from __future__ import annotations

import io
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.domain import MoveKind
from simulator.moves.features import BLOCKS, Passage

Floats = NDArray[np.float64]
KINDS: tuple[MoveKind, ...] = tuple(MoveKind)
OUTPUTS: tuple[str, ...] = (*(kind.value for kind in KINDS), "severity_direct")
"""What the columns of the weights stand for: each kind of move, and at last whether a job ask is a direct one."""


class BrokenModelError(Exception):
    """A stored model that is not what it should be."""


@dataclass(frozen=True)
class LinearModel:
    """Terms of each block (in the order of `BLOCKS`) with their rows in `weights` (terms x `OUTPUTS`).

    `rarity` multiplies a term's count; `offsets` are the scores of an empty text. A score of 0 is the decision.
    """

    terms: dict[str, tuple[str, ...]]
    rarity: Floats
    weights: Floats
    offsets: Floats

    def __post_init__(self) -> None:
        rows: dict[str, dict[str, int]] = {}
        start = 0
        for name, listed in self.terms.items():
            rows[name] = {term: start + place for place, term in enumerate(listed)}
            start += len(listed)
        object.__setattr__(self, "_rows", rows)

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """One line of scores for each passage, a column for each of `OUTPUTS`."""
        return np.array([self._score(passage) for passage in passages]).reshape(len(passages), len(OUTPUTS))

    def _score(self, passage: Passage) -> Floats:
        total = self.offsets
        rows_of: dict[str, dict[str, int]] = self._rows  # type: ignore[attr-defined]
        for name, block in BLOCKS.items():
            known = rows_of[name]
            counts = Counter(known[term] for term in block.terms(passage) if term in known)
            if not counts:
                continue
            rows = np.fromiter(counts, dtype=np.intp, count=len(counts))
            values = np.array([1.0 + math.log(count) if count > 1 else 1.0 for count in counts.values()])
            values *= self.rarity[rows]
            total = total + (block.weight / math.sqrt(float(values @ values))) * (values @ self.weights[rows])
        return total

    def to_bytes(self, *, fingerprint: str) -> bytes:
        """The model as one `.npz` file; `fingerprint` says what it was made from."""
        head = {"fingerprint": fingerprint, "outputs": OUTPUTS, "terms": self.terms}
        text = np.frombuffer(json.dumps(head, ensure_ascii=False).encode("utf-8"), dtype=np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, head=text, rarity=self.rarity, weights=self.weights, offsets=self.offsets)
        return buffer.getvalue()


def model_from_bytes(content: bytes, *, fingerprint: str) -> LinearModel:
    """The model in a file. Raises `BrokenModelError` where it is damaged, of another make, or of other data.

    Nothing in the file is ever executed: it holds numbers and JSON, and pickled objects are refused.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            head: dict[str, Any] = json.loads(stored["head"].tobytes().decode("utf-8"))
            arrays = [np.asarray(stored[name], dtype=np.float64) for name in ("rarity", "weights", "offsets")]
        terms = {name: tuple(map(str, head["terms"][name])) for name in BLOCKS}
        made_from, outputs = head["fingerprint"], tuple(head["outputs"])
    except Exception as error:  # a damaged zip file can fail in a dozen ways
        raise BrokenModelError("the stored model cannot be read") from error
    rarity, weights, offsets = arrays
    count = sum(map(len, terms.values()))
    shapes_fit = (rarity.shape, weights.shape, offsets.shape) == ((count,), (count, len(OUTPUTS)), (len(OUTPUTS),))
    if made_from != fingerprint or outputs != OUTPUTS or not shapes_fit:
        raise BrokenModelError("the stored model was made from something else")
    if not all(np.isfinite(array).all() for array in arrays):
        raise BrokenModelError("the stored model holds values that are no numbers")
    return LinearModel(terms, rarity, weights, offsets)
