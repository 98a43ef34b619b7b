"""A recording of a whole talk in memory: one channel or two, and clips of it. Nothing of it is written anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from simulator.domain import AudioClip
from simulator.engines.audio_files import LEAST_S, SPEECH_RATE_HZ, decoded_pieces
from simulator.errors import AudioError

MOST_FILE_BYTES = 500_000_000
MOST_RECORDING_S = 7_200.0
"""Two hours: in memory some 230 MB a channel."""
SAME_SOUND_DB = -30.0
"""What is left when one channel is taken from the other lies this far below them where both carry the same sound."""
SILENT_DB = -40.0
"""A channel this far below the other carries nothing."""
BLOCK_S = 60.0
Samples = NDArray[np.int16]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Recording:
    """16-bit samples at 16 kHz, one array a channel, all equally long."""

    channels: tuple[Samples, ...]

    @property
    def duration_s(self) -> float:
        return len(self.channels[0]) / SPEECH_RATE_HZ

    def part(self, channel: int, start_s: float, end_s: float) -> Floats:
        """Samples in [-1, 1] between two seconds of a channel."""
        first, last = (max(0, round(at_s * SPEECH_RATE_HZ)) for at_s in (start_s, end_s))
        return self.channels[channel][first:last].astype(np.float32) / 32768.0

    def clip(self, channel: int, start_s: float, end_s: float) -> AudioClip:
        """The same as a clip."""
        first, last = (max(0, round(at_s * SPEECH_RATE_HZ)) for at_s in (start_s, end_s))
        return AudioClip(self.channels[channel][first:last].astype("<i2").tobytes(), SPEECH_RATE_HZ)

    def on_one_channel(self) -> Recording:
        """Both channels put together; itself where there is one."""
        if len(self.channels) == 1:
            return self
        both = [channel.astype(np.int32) for channel in self.channels]
        return Recording((((both[0] + both[1]) // 2).astype(np.int16),))


def read_recording(file: BinaryIO, *, name: str, tell: Callable[[float], object] = lambda _: None) -> Recording:
    """The sound of an open file: WAV, MP3, M4A, Ogg, FLAC, WebM, the sound of a video. Two channels that carry the same sound,
    or one of which is silent, come back as one. `tell` is called with the share that is read, and may raise to stop.

    Raises `AudioError` for what is empty, larger than 500 MB, longer than two hours, or not sound.
    """
    size = _size(file)
    if not size:
        raise AudioError(f"{name}: is empty. Choose the file that holds the recording.")
    if size > MOST_FILE_BYTES:
        raise AudioError(
            f"{name}: has {size / 1e6:.0f} MB; {MOST_FILE_BYTES / 1e6:.0f} MB is the most. Save it as MP3 or M4A, which are smaller."
        )
    pieces: list[Samples] = []
    frames = 0
    for channels, pcm in decoded_pieces(file, f"{name}:"):
        pieces.append(np.frombuffer(pcm, dtype="<i2").reshape(-1, channels))
        frames += len(pieces[-1])
        if frames > MOST_RECORDING_S * SPEECH_RATE_HZ:
            raise AudioError(f"{name}: is longer than {MOST_RECORDING_S / 3600:.0f} hours. Cut it to the talk itself.")
        tell(min(1.0, file.tell() / size))
    if frames < LEAST_S * SPEECH_RATE_HZ:
        raise AudioError(f"{name}: holds no sound. Choose the file that holds the recording.")
    return _without_doubles(np.concatenate(pieces))


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _without_doubles(both: Samples) -> Recording:
    """One channel where the second adds nothing."""
    if both.shape[1] == 1:
        return Recording((np.ascontiguousarray(both[:, 0]),))
    left, right = (np.ascontiguousarray(both[:, channel]) for channel in (0, 1))
    powers = [_power(left), _power(right)]
    apart = _power(left, right)
    if min(powers) <= max(powers) * 10 ** (SILENT_DB / 10):
        return Recording((left if powers[0] >= powers[1] else right,))
    if apart <= sum(powers) * 10 ** (SAME_SOUND_DB / 10):
        return Recording((left,))
    return Recording((left, right))


def _power(sound: Samples, less: Samples | None = None) -> float:
    """The mean square of a sound, or of what is left of it, block by block to spare memory."""
    block = round(BLOCK_S * SPEECH_RATE_HZ)
    total = 0.0
    for first in range(0, len(sound), block):
        part = sound[first : first + block].astype(np.float64)
        if less is not None:
            part -= less[first : first + block]
        total += float(part @ part)
    return total / len(sound)
