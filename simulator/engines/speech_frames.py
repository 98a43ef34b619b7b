"""Pitch, loudness and spectrum of a recording: pitch by SwiftF0, the spectrum by what faster-whisper brings along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from simulator.errors import EngineMissing
from simulator.fillers.frames import COEFFICIENTS, Floats, SpeechFrames, frame_at

LOWEST_HZ, HIGHEST_HZ = 60.0, 500.0
"""Between a deep man's voice and a high woman's when excited."""
SHORTEST_PAUSE_S = 0.2
"""Shorter silences belong to the words; a little under the quarter of a second from which a pause counts."""
AROUND_S = 0.15
"""Voice activity may begin late and end early by so much."""
SILENT_DB = -120.0
_HOP = 256
_BANDS = 40


def has_pitch_tracker() -> bool:
    """Whether the pitch of a voice can be told on this machine."""
    from importlib.util import find_spec

    return find_spec("swift_f0") is not None


def speech_frames(sound: Floats, speech: Sequence[tuple[float, float]]) -> SpeechFrames:
    """Frames of samples in [-1, 1] at 16 kHz, shape (n,). Outside the stretches of speech, which are in seconds, there is no
    pitch: looking for it is most of the work. Raises `EngineMissing` without the pitch tracker."""
    count = len(sound) // _HOP
    frames = SpeechFrames(
        np.ones(count, np.float32),
        np.zeros(count, np.float32),
        np.full(count, SILENT_DB, np.float32),
        _cepstra(sound)[:count] if count else np.zeros((0, COEFFICIENTS), np.float32),
    )
    last = 0
    for start_s, end_s in speech:
        first = max(last, frame_at(start_s - AROUND_S))
        last = min(count, frame_at(end_s + AROUND_S))
        if last > first:
            found = _tracker().detect(sound[first * _HOP : last * _HOP], 16_000, fmin=LOWEST_HZ, fmax=HIGHEST_HZ)
            frames.pitch_hz[first:last] = found.pitch_hz
            frames.voicing[first:last] = found.confidence
            frames.loudness_db[first:last] = found.loudness_db
    return frames


def frames_of_sound(sound: Floats) -> SpeechFrames:
    """The same, looking for the speech first."""
    from simulator.engines.voice_activity import speech_spans_of

    return speech_frames(sound, speech_spans_of(sound, least_silence_s=SHORTEST_PAUSE_S, pad_s=0.0))


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
