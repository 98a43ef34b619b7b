"""Texts as vectors by meaning: static word vectors, averaged (WordLlama, 256 numbers; MIT licence; 16 MB inside its wheel)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import EngineMissing

DIMENSIONS = 256
FEW = 8
_FIX = "Install the program's requirements anew."


@lru_cache(maxsize=1)
def _vectors() -> Any:  # noqa: ANN401 - the library has no types
    try:
        import wordllama
    except ImportError as error:
        raise EngineMissing("The word vectors (wordllama) are not installed.", fix=_FIX) from error
    try:  # its own folder, so that it looks for nothing in the network
        return wordllama.WordLlama.load(
            cache_dir=Path(wordllama.__file__).parent, dim=DIMENSIONS, disable_download=True
        )
    except (OSError, ValueError) as error:
        raise EngineMissing("The word vectors (wordllama) are damaged.", fix=_FIX) from error


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """One row of unit length for each text, shape (texts, 256); zeros for one without words. Raises `EngineMissing`."""
    return _embedded(tuple(texts)) if len(texts) <= FEW else _embedded.__wrapped__(tuple(texts))


@lru_cache(maxsize=64)
def _embedded(texts: tuple[str, ...]) -> NDArray[np.float32]:
    """A few texts are asked about several times in a row, from several sides."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    rows = np.asarray(_vectors().embed(list(texts)), dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
