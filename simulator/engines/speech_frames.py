"""Pitch, loudness and spectrum of a recording: pitch by SwiftF0, the spectrum by what faster-whisper brings along."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from simulator.errors import EngineMissing
from simulator.fillers.frames import COEFFICIENTS, Floats, SpeechFrames

LOWEST_HZ, HIGHEST_HZ = 60.0, 500.0
"""Between a deep man's voice and a high woman's when excited."""
_HOP = 256
_BANDS = 40


def has_pitch_tracker() -> bool:
    """Whether the pitch of a voice can be told on this machine."""
    from importlib.util import find_spec

    return find_spec("swift_f0") is not None


def speech_frames(sound: Floats) -> SpeechFrames:
    """Frames of samples in [-1, 1] at 16 kHz, shape (n,). Raises `EngineMissing` without the pitch tracker."""
    if len(sound) < _HOP:
        empty = np.zeros(0, np.float32)
        return SpeechFrames(empty, empty, empty, np.zeros((0, COEFFICIENTS), np.float32))
    found = _tracker().detect(sound, 16_000, fmin=LOWEST_HZ, fmax=HIGHEST_HZ)
    cepstra = _cepstra(sound)
    count = min(len(found.pitch_hz), len(cepstra))
    return SpeechFrames(
        found.pitch_hz[:count].astype(np.float32),
        found.confidence[:count].astype(np.float32),
        found.loudness_db[:count].astype(np.float32),
        cepstra[:count],
    )


@lru_cache(maxsize=1)
def _tracker() -> Any:  # noqa: ANN401 - imported late
    try:
        from swift_f0 import SwiftF0
    except ImportError as error:
        raise EngineMissing(
            "The pitch of a voice cannot be measured here: SwiftF0 is not installed.",
            fix="Run: pip install -r requirements.txt",
        ) from error
    return SwiftF0(threads=1, spin=False)


@lru_cache(maxsize=1)
def _spectrum() -> Any:  # noqa: ANN401 - imported late
    from faster_whisper.feature_extractor import FeatureExtractor

    return FeatureExtractor(feature_size=_BANDS, hop_length=_HOP)


def _cepstra(sound: Floats) -> Floats:
    """Cepstral coefficients, shape (frames, 13)."""
    from scipy.fft import dct

    bands = _spectrum()(sound)
    return np.asarray(dct(bands, axis=0, norm="ortho")[:COEFFICIENTS].T, np.float32)
