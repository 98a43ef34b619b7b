"""Recordings as the network wants them: phones per position, tokens with the stretch of sound each stands for, batches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from recordings import FRAMES_PER_SECOND, Mel, Recording
from step2_tokenizer import PAUSE, UNKNOWN
from tokenizers import Tokenizer
from torch import Tensor

POSITIONS_PER_SECOND = FRAMES_PER_SECOND // 2
TIMESTAMP_S, TIMESTAMP_STEP = 0.02, 5
"""Whisper's timestamps count 20 ms; espeak's sentences are stamped to the tenth of a second."""
TIMESTAMPS = 1_501
LATEST_START_S = 1.0
IGNORED = -100
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Example:
    mel: Mel
    phones: NDArray[np.int64]  # one per position
    tokens: tuple[int, ...]
    stretches: tuple[Stretch, ...]  # of each token, in seconds
    start_s: float
    end_s: float

    @property
    def positions(self) -> int:
        return len(self.phones)


@dataclass(frozen=True, slots=True)
class Batch:
    """`mel` (n, 80, 2 × positions); `phones` (n, positions); `inputs` and `targets` (n, tokens); `where` (n, tokens,
    positions): 1 where a token is spoken."""

    mel: Tensor
    phones: Tensor
    inputs: Tensor
    targets: Tensor
    where: Tensor


class Alphabet:
    """Numbers of tokens and phones."""

    def __init__(self, tokenizer: Tokenizer, phones: Sequence[str]) -> None:
        self.tokenizer = tokenizer
        self.phones = {phone: number for number, phone in enumerate(phones)}
        self.end = self._special("<|endoftext|>")
        self.start = self._special("<|startoftranscript|>")
        self.previous = self._special("<|startofprev|>")
        self.no_speech = self._special("<|nospeech|>")
        self.no_timestamps = self._special("<|notimestamps|>")
        self.size = self.no_timestamps + 1 + TIMESTAMPS

    def _special(self, name: str) -> int:
        number = self.tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the tokenizer has no {name}")
        return int(number)

    def timestamp(self, at_s: float) -> int:
        step_s = TIMESTAMP_S * TIMESTAMP_STEP
        return self.no_timestamps + 1 + round(at_s / step_s) * TIMESTAMP_STEP

    def example(self, recording: Recording) -> Example:
        tokens: list[int] = []
        stretches: list[Stretch] = []
        for word, stretch in _timed_words(recording):
            pieces = self.tokenizer.encode(f" {word}", add_special_tokens=False).ids
            tokens += pieces
            stretches += self._shared(stretch, pieces)
        phones = self._phones(recording)
        return Example(recording.mel, phones, tuple(tokens), tuple(stretches), recording.start_s, recording.end_s)

    def _shared(self, stretch: Stretch, pieces: Sequence[int]) -> list[Stretch]:
        """A word's time, shared among its pieces by their letters."""
        letters = [max(1, len(self.tokenizer.decode([piece]).strip())) for piece in pieces]
        ends = stretch[0] + (stretch[1] - stretch[0]) * np.cumsum([0, *letters]) / sum(letters)
        return [(float(start), float(end)) for start, end in pairwise(ends)]

    def _phones(self, recording: Recording) -> NDArray[np.int64]:
        labels = np.full((recording.mel.shape[1] + 1) // 2, self.phones[PAUSE], np.int64)
        for start_s, end_s, phone in _timed_phones(recording):
            first, last = round(start_s * POSITIONS_PER_SECOND), round(end_s * POSITIONS_PER_SECOND)
            labels[first : max(last, first + 1)] = self.phones.get(phone, self.phones[UNKNOWN])
        return labels


def _timed_phones(recording: Recording) -> list[tuple[float, float, str]]:
    starts = [at_s for at_s, _ in recording.phones]
    ends = [*starts, recording.end_s][1:]
    return [
        (at_s, min(end_s, recording.end_s), phone) for (at_s, phone), end_s in zip(recording.phones, ends, strict=True)
    ]


def _timed_words(recording: Recording) -> list[tuple[str, Stretch]]:
    """Words with their stretch of sound, up to their last audible phone."""
    matches = list(re.finditer(r"\S+", recording.text))
    starts = _word_starts([match.span() for match in matches], recording)
    audible = [(start_s, end_s) for start_s, end_s, phone in _timed_phones(recording) if phone]
    timed = []
    for match, start_s, next_s in zip(matches, starts, [*starts, recording.end_s][1:], strict=True):
        ends = [end_s for phone_s, end_s in audible if start_s - 0.01 <= phone_s < next_s]
        end_s = min(next_s, max(ends, default=next_s))
        timed.append((match.group(), (start_s, max(end_s, start_s + 0.04))))
    return timed


def _word_starts(spans: Sequence[tuple[int, int]], recording: Recording) -> list[float]:
    """When each word begins. Espeak merges some small words with their neighbours: those share the time between."""
    known = [
        min((at_s for at_s, position in recording.words if first <= position < last), default=None)
        for first, last in spans
    ]
    starts: list[float] = []
    for number, at_s in enumerate(known):
        if at_s is None:
            before_s = starts[-1] if starts else recording.start_s
            following = next((k for k in range(number + 1, len(known)) if known[k] is not None), None)
            after_s = recording.end_s if following is None else float(known[following] or 0.0)
            at_s = before_s + (after_s - before_s) / (2 if following is None else following - number + 1)
        starts.append(at_s)
    return starts


# ── batches ──────────────────────────────────────────────────────────────────────────────────────────────────────


def batch_of(examples: Sequence[Example], alphabet: Alphabet, random: np.random.Generator, *, training: bool) -> Batch:
    """Examples side by side. While training, some are moved, smudged, misled by a wrong token or an earlier text."""
    moved = [_moved(one, random) if training else one for one in examples]
    positions = max(one.positions for one in moved) + int(random.integers(2, 12))
    mel = np.zeros((len(moved), moved[0].mel.shape[0], 2 * positions), np.float32)
    phones = np.full((len(moved), positions), IGNORED, np.int64)
    sequences = [_sequence(one, moved, alphabet, random, training=training) for one in moved]
    length = max(len(inputs) for inputs, _, _ in sequences)
    tokens = np.full((len(moved), length), alphabet.end, np.int64)
    targets = np.full((len(moved), length), IGNORED, np.int64)
    where = np.zeros((len(moved), length, positions), np.float32)
    for row, (one, (inputs, wanted, stretches)) in enumerate(zip(moved, sequences, strict=True)):
        sound = one.mel.astype(np.float32)
        mel[row, :, : sound.shape[1]] = _smudged(sound, random) if training else sound
        phones[row, : one.positions] = one.phones
        tokens[row, : len(inputs)], targets[row, : len(wanted)] = inputs, wanted
        for column, stretch in enumerate(stretches):
            if stretch is not None:
                first = max(0, int(stretch[0] * POSITIONS_PER_SECOND) - 1)
                where[row, column, first : int(stretch[1] * POSITIONS_PER_SECOND) + 2] = 1
    return Batch(*(torch.from_numpy(array) for array in (mel, phones, tokens, targets, where)))


def _moved(example: Example, random: np.random.Generator) -> Example:
    """Now and then later in the window, after a repetition of the silence it began with."""
    if random.random() >= 0.08 or example.positions >= 6 * POSITIONS_PER_SECOND:
        return example
    positions = int(random.integers(10, 120))
    silent_frames = max(2, min(int(example.start_s * FRAMES_PER_SECOND) - 2, 30))
    silence = np.tile(example.mel[:, :silent_frames], (1, 2 * positions // silent_frames + 1))[:, : 2 * positions]
    later_s = positions / POSITIONS_PER_SECOND
    return Example(
        np.concatenate([silence, example.mel], 1),
        np.concatenate([np.zeros(positions, np.int64), example.phones]),
        example.tokens,
        tuple((start_s + later_s, end_s + later_s) for start_s, end_s in example.stretches),
        example.start_s + later_s,
        example.end_s + later_s,
    )


def _smudged(mel: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """A few bands and a moment wiped out, another level (Park et al. 2019, SpecAugment)."""
    bands, frames = mel.shape
    for _ in range(random.integers(0, 3)):
        width = int(random.integers(1, 9))
        first = int(random.integers(0, bands - width))
        mel[first : first + width] = mel.mean()
    if random.random() < 0.4:
        width = int(random.integers(2, 9))
        first = int(random.integers(0, max(1, frames - width)))
        mel[:, first : first + width] = mel.min()
    return (mel + random.normal(0, 0.05)).astype(np.float32)


Reading = tuple[list[int], list[int], list[Stretch | None]]


def _sequence(
    example: Example, others: Sequence[Example], alphabet: Alphabet, random: np.random.Generator, *, training: bool
) -> Reading:
    """What the decoder reads, what it should write, and where it should look, token by token; half with timestamps."""
    stamped = random.random() < 0.5
    earlier: list[int] = []
    if training and example.tokens and random.random() < 0.08:
        earlier = [alphabet.previous, *others[int(random.integers(len(others)))].tokens[:25]]
    prompt: list[int] = [*earlier, alphabet.start]
    unused: list[Stretch | None] = [None] * len(prompt)
    ignored = [IGNORED] * len(earlier)
    if not example.tokens:
        first = alphabet.timestamp(0.0) if stamped else alphabet.no_timestamps
        return [*prompt, first], [*ignored, alphabet.no_speech, alphabet.end], [*unused, None]
    first = alphabet.timestamp(min(example.start_s, LATEST_START_S)) if stamped else alphabet.no_timestamps
    last = [alphabet.timestamp(example.end_s)] if stamped else []
    read = [_perhaps_wrong(token, alphabet, random) if training else token for token in example.tokens]
    ending: list[Stretch | None] = [(example.end_s - 0.04, example.end_s + 0.12), *([None] if stamped else [])]
    return (
        [*prompt, first, *read, *last],
        [*ignored, first, *example.tokens, *last, alphabet.end],
        [*unused, *example.stretches, *ending],
    )


def _perhaps_wrong(token: int, alphabet: Alphabet, random: np.random.Generator) -> int:
    """A tenth of the tokens is read wrong, so that the decoder trusts its ear more than its memory."""
    return int(random.integers(0, alphabet.end)) if random.random() < 0.1 else token
