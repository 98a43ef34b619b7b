"""How likely a stretch of voice is a filler: a small network whose weights lie in a `.skops` file. numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulator.domain import Word
from simulator.errors import SetupError
from simulator.fillers.candidates import FEATURE_COUNT, find_candidates
from simulator.fillers.frames import Floats, SpeechFrames
from simulator.skops_file import MOST_BYTES, BrokenFileError, skops_bytes, skops_content

MODEL_FILE = Path(__file__).resolve().parent / "fillers.skops"
MODES = ("words", "sound")
"""With the recogniser's word times, and from the sound alone."""
_ARRAYS = ("mean", "spread", "weights_in", "offsets_in", "weights_out", "offset_out")


@dataclass(frozen=True, slots=True)
class HeardFiller:
    """Where in the clip it is, in seconds, and how likely it is one."""

    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, eq=False)
class FillerNetwork:
    """One hidden layer: `mean` and `spread` (features,), `weights_in` (features, hidden), `weights_out` (hidden,).

    `threshold` is where precision and recall balance; both were measured on speech that the network had not seen.
    """

    mean: Floats
    spread: Floats
    weights_in: Floats
    offsets_in: Floats
    weights_out: Floats
    offset_out: Floats
    threshold: float
    precision: float
    recall: float

    def probabilities(self, features: Floats) -> Floats:
        """Shape (n, features) to (n,)."""
        hidden = np.maximum((features - self.mean) / self.spread @ self.weights_in + self.offsets_in, 0.0)
        scores = np.clip(hidden @ self.weights_out + self.offset_out, -50.0, 50.0)
        return np.asarray(1.0 / (1.0 + np.exp(-scores)), np.float32)


@dataclass(frozen=True, eq=False)
class FillerModel:
    """Deterministic, has no state, safe to share between threads."""

    words: FillerNetwork
    sound: FillerNetwork

    def network(self, *, with_words: bool) -> FillerNetwork:
        return self.words if with_words else self.sound

    def hear(self, frames: SpeechFrames, words: Sequence[Word] | None) -> tuple[HeardFiller, ...]:
        """The fillers of a clip, in their order. `words` count from the start of the clip; None where none have times."""
        network = self.network(with_words=words is not None)
        found = find_candidates(frames, words)
        heard = [
            HeardFiller(start_s, end_s, float(probability))
            for (start_s, end_s), probability in zip(found.spans, network.probabilities(found.features), strict=True)
            if probability >= network.threshold
        ]
        return tuple(sorted(heard, key=lambda one: one.start_s))


def model_to_bytes(model: FillerModel) -> bytes:
    """The model as one `.skops` file; the same model gives the same bytes."""
    return skops_bytes({mode: _network_values(getattr(model, mode)) for mode in MODES})


def model_from_bytes(content: bytes) -> FillerModel:
    """Raises `BrokenFileError` where it is damaged or was made for other features."""
    try:
        stored = skops_content(content)
        return FillerModel(*(_network(stored[mode]) for mode in MODES))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise BrokenFileError("the stored model of fillers cannot be read") from error


def _network_values(network: FillerNetwork) -> dict[str, Any]:
    figures = np.array([network.threshold, network.precision, network.recall], np.float32)
    return {name: np.asarray(getattr(network, name), np.float32) for name in _ARRAYS} | {"figures": figures}


def _network(values: dict[str, Any]) -> FillerNetwork:
    mean, spread, weights_in, offsets_in, weights_out, offset_out = arrays = [
        np.asarray(values[name], np.float32) for name in _ARRAYS
    ]
    hidden = weights_in.shape[-1]
    wanted = [(FEATURE_COUNT,), (FEATURE_COUNT,), (FEATURE_COUNT, hidden), (hidden,), (hidden,), (1,)]
    figures = np.asarray(values["figures"], np.float32)
    if [one.shape for one in arrays] != wanted or figures.shape != (3,):
        raise BrokenFileError("the stored model of fillers was made for something else")
    if not all(np.isfinite(one).all() for one in (*arrays, figures)):
        raise BrokenFileError("the stored model of fillers holds values that are no numbers")
    threshold, precision, recall = (float(value) for value in figures)
    return FillerNetwork(mean, spread, weights_in, offsets_in, weights_out, offset_out, threshold, precision, recall)


@lru_cache(maxsize=1)
def load_fillers(path: Path = MODEL_FILE) -> FillerModel:
    """The model that comes with the program. Raises `SetupError` where it is missing or damaged."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BrokenFileError("the stored model of fillers is too large")
        return model_from_bytes(path.read_bytes())
    except (OSError, BrokenFileError) as error:
        raise SetupError(
            f"{path}: the model that hears fillers is missing or damaged.",
            fix="Run `python -m simulator train`, or install the program anew.",
        ) from error
