"""One spoken utterance with everything the training needs to know of it, and shards of them on the disk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FRAMES_PER_SECOND = 100
Mel = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Recording:
    """`mel` is the log-mel spectrogram, shape (80, frames); times in seconds; an empty `text` is no speech."""

    text: str
    mel: Mel
    words: tuple[tuple[float, int], ...] = ()  # start, first character
    phones: tuple[tuple[float, str], ...] = ()  # start, IPA; "" is a pause
    start_s: float = 0.0
    end_s: float = 0.0


def write_shard(path: Path, recordings: Sequence[Recording]) -> None:
    """All spectrograms one after another, and the rest as JSON."""
    index = [[one.text, one.mel.shape[1], one.words, one.phones, one.start_s, one.end_s] for one in recordings]
    scratch = path.with_suffix(".new.npz")
    mels = np.concatenate([one.mel for one in recordings], axis=1)
    np.savez(scratch, mels=mels, index=np.frombuffer(json.dumps(index).encode(), np.uint8))
    scratch.replace(path)


def read_shard(path: Path) -> list[Recording]:
    with np.load(path, allow_pickle=False) as shard:
        mels, index = shard["mels"], json.loads(shard["index"].tobytes())
    recordings, first = [], 0
    for text, frames, words, phones, start_s, end_s in index:
        mel = mels[:, first : first + frames]
        first += frames
        timed_words = tuple((at_s, position) for at_s, position in words)
        timed_phones = tuple((at_s, phone) for at_s, phone in phones)
        recordings.append(Recording(text, mel, timed_words, timed_phones, start_s, end_s))
    return recordings
