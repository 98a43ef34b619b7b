"""What is measured of a recording every sixteen milliseconds, and stretches of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.016
VOICED = 0.5
"""The pitch tracker's confidence is made so that a frame has a voice from here on."""
COEFFICIENTS = 13
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SpeechFrames:
    """One value a frame, each array of shape (n,): the pitch in hertz, how sure it is, the loudness in decibels; and the
    shape of the spectrum as cepstral coefficients, (n, 13)."""

    pitch_hz: Floats
    voicing: Floats
    loudness_db: Floats
    cepstra: Floats

    @property
    def count(self) -> int:
        return len(self.voicing)

    @property
    def voiced(self) -> NDArray[np.bool_]:
        return np.asarray(self.voicing >= VOICED)


def stretches(mask: NDArray[np.bool_], *, bridge: int = 0) -> list[tuple[int, int]]:
    """First and last-but-one frame of every unbroken run of true; gaps of at most `bridge` frames do not break one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    runs: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and start - runs[-1][1] <= bridge:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def frame_at(seconds: float) -> int:
    return round(seconds / FRAME_S)
