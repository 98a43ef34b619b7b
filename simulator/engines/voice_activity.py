"""Where somebody speaks: Silero voice activity detection, with the model inside the faster-whisper wheel."""

from __future__ import annotations

from typing import Any

from simulator.domain import AudioClip
from simulator.engines.audio_files import SPEECH_RATE_HZ, resampled


def speech_spans(clip: AudioClip, *, threshold: float = 0.5, pad_s: float = 0.1) -> tuple[tuple[float, float], ...]:
    """Stretches of speech in seconds from the start of the clip; empty for silence and noise."""
    return speech_spans_of(samples(clip), threshold=threshold, pad_s=pad_s)


def speech_spans_of(
    sound: Any,  # noqa: ANN401 - a numpy array, imported late
    *,
    threshold: float = 0.5,
    pad_s: float = 0.1,
    least_silence_s: float = 0.3,
) -> tuple[tuple[float, float], ...]:
    """The same of samples at 16 kHz; silences shorter than `least_silence_s` do not part a stretch."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=threshold,
        min_silence_duration_ms=round(1000 * least_silence_s),
        speech_pad_ms=round(1000 * pad_s),
    )
    found = get_speech_timestamps(sound, options)
    return tuple((one["start"] / SPEECH_RATE_HZ, one["end"] / SPEECH_RATE_HZ) for one in found)


def samples(clip: AudioClip) -> Any:  # noqa: ANN401 - a numpy array, imported late
    """Float samples in [-1, 1] at 16 kHz, shape (n,)."""
    import numpy as np

    return np.frombuffer(resampled(clip).pcm16, dtype="<i2").astype(np.float32) / 32768.0
