"""Where somebody speaks: Silero voice activity detection, with the model inside the faster-whisper wheel."""

from __future__ import annotations

from typing import Any

from simulator.domain import AudioClip
from simulator.engines.audio_files import SPEECH_RATE_HZ, resampled

WINDOW_SAMPLES = 512
CONTEXT_SAMPLES = 64
STATE_SIZE = 128
"""As the model wants them: windows of 32 ms at 16 kHz, each with the end of the one before."""


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


class SileroDetector:
    """The same model, window by window as the sound comes (0.1 to 0.2 ms of a processor each). For one thread at a time."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self.reset()

    def reset(self) -> None:
        import numpy as np

        self._hidden = np.zeros((1, 1, STATE_SIZE), np.float32)
        self._cell = np.zeros((1, 1, STATE_SIZE), np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)

    def probability(self, window: bytes) -> float:
        """Raises `ValueError` for anything but 512 samples."""
        import numpy as np

        sound = np.frombuffer(window, dtype="<i2").astype(np.float32) / 32768.0
        if len(sound) != WINDOW_SAMPLES:
            raise ValueError(f"a window must hold {WINDOW_SAMPLES} samples, got {len(sound)}")
        inputs = {"input": np.concatenate([self._context, sound])[None], "h": self._hidden, "c": self._cell}
        output, self._hidden, self._cell = self._session.run(None, inputs)
        self._context = sound[-CONTEXT_SAMPLES:]
        return float(np.ravel(output)[-1])


def samples(clip: AudioClip) -> Any:  # noqa: ANN401 - a numpy array, imported late
    """Float samples in [-1, 1] at 16 kHz, shape (n,)."""
    import numpy as np

    return np.frombuffer(resampled(clip).pcm16, dtype="<i2").astype(np.float32) / 32768.0
