"""Stretches of voice that may be a filler, each as a row of numbers.

With the recogniser's word times a candidate is voice that no word explains: it lies beside the words, or in a word that
lasts far longer than its letters. Without them the voice is cut where the sound changes, and every piece may be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.domain import Word
from simulator.fillers.frames import COEFFICIENTS, FRAME_S, Floats, SpeechFrames, frame_at, stretches

SHORTEST_S, LONGEST_S = 0.11, 1.6
"""A filler is hardly ever shorter, and longer only when it is a note being held."""
BRIDGED_FRAMES = 2
WORD_EDGE_S = 0.03
"""Recognisers place words a little too wide; so much at either end explains nothing."""
SLOW_WORD_S, SLOW_LETTER_S = 0.25, 0.085
"""A word that lasts longer than this and so much a letter may hide a filler."""
CHANGE_FRAMES = 2
CHANGE = 0.5
"""From this distance between spectra 64 ms apart, relative to the clip's spread, the sound has changed."""
LOOK_AROUND_S = 0.5
USED_CEPSTRA = 7
FEATURE_COUNT = 11 + USED_CEPSTRA


@dataclass(frozen=True, eq=False)
class Candidates:
    """Where they are, in seconds from the start of the clip, and their features, shape (n, 18)."""

    spans: tuple[tuple[float, float], ...]
    features: Floats


def find_candidates(frames: SpeechFrames, words: Sequence[Word] | None) -> Candidates:
    """The candidates of a clip. `words` have times from the start of the clip; None where none are known."""
    if not frames.voiced.any():
        return Candidates((), np.zeros((0, FEATURE_COUNT), np.float32))
    covered = _covered(frames.count, words or ())
    pieces = [
        piece for run in stretches(frames.voiced, bridge=BRIDGED_FRAMES) for piece in _cut(frames, run, words, covered)
    ]
    kept = [(start, end) for start, end in pieces if SHORTEST_S <= (end - start) * FRAME_S <= LONGEST_S]
    voice = _Voice(frames)
    rows = [voice.features(start, end, float(covered[start:end].mean())) for start, end in kept]
    spans = tuple((start * FRAME_S, end * FRAME_S) for start, end in kept)
    return Candidates(spans, np.array(rows, np.float32).reshape(-1, FEATURE_COUNT))


def _covered(count: int, words: Sequence[Word]) -> Floats:
    """1 where a word of a likely length lies, a half in a word that is too long, 0 beside words."""
    covered = np.zeros(count, np.float32)
    for word in words:
        likely = word.end_s - word.start_s <= SLOW_WORD_S + SLOW_LETTER_S * len(word.text)
        first, last = frame_at(word.start_s + WORD_EDGE_S), frame_at(word.end_s - WORD_EDGE_S)
        covered[max(0, first) : max(0, last)] = 1.0 if likely else 0.5
    return covered


def _cut(
    frames: SpeechFrames, run: tuple[int, int], words: Sequence[Word] | None, covered: Floats
) -> list[tuple[int, int]]:
    if words is None:
        return _cut_at_changes(frames, run)
    start, end = run
    free = [(start + first, start + last) for first, last in stretches(covered[start:end] == 0.0)]
    slow = [(start + first, start + last) for first, last in stretches(covered[start:end] == 0.5)]
    return free + [piece for one in slow for piece in _cut_at_changes(frames, one)]


def _cut_at_changes(frames: SpeechFrames, run: tuple[int, int]) -> list[tuple[int, int]]:
    """The steady parts of a stretch of voice."""
    steady = _change(frames)[run[0] : run[1]] < CHANGE
    return [(run[0] + first, run[0] + last) for first, last in stretches(steady, bridge=1)]


def _change(frames: SpeechFrames) -> Floats:
    """How far the spectrum moves around each frame, in spreads of the voiced frames; shape (n,)."""
    shape = frames.cepstra[:, 1:USED_CEPSTRA]
    spread = shape[frames.voiced].std(axis=0) + 1e-6
    before = np.concatenate([shape[:1].repeat(CHANGE_FRAMES, 0), shape[:-CHANGE_FRAMES]])[: len(shape)]
    after = np.concatenate([shape[CHANGE_FRAMES:], shape[-1:].repeat(CHANGE_FRAMES, 0)])[: len(shape)]
    return np.asarray(np.sqrt((((after - before) / spread) ** 2).mean(axis=1)) / 2, np.float32)


class _Voice:
    """One clip's voice: a candidate is told by how it differs from the rest of it, not by whose voice it is."""

    def __init__(self, frames: SpeechFrames) -> None:
        self._frames = frames
        voiced = frames.voiced
        self._semitones = 12.0 * np.log2(np.maximum(frames.pitch_hz, 1.0))
        self._pitch = float(np.median(self._semitones[voiced]))
        self._loudness = float(np.median(frames.loudness_db[voiced]))
        self._mean = frames.cepstra[voiced].mean(axis=0)
        self._spread = frames.cepstra[voiced].std(axis=0) + 1e-6
        self._change = _change(frames)

    def features(self, start: int, end: int, covered: float) -> list[float]:
        """Length, pitch (spread, slope, height), steadiness, loudness, silence around, share of words, spectrum."""
        frames, length_s = self._frames, (end - start) * FRAME_S
        pitch = self._semitones[start:end]
        loud = frames.loudness_db[start:end] - self._loudness
        shape = (frames.cepstra[start:end] - self._mean) / self._spread
        rise = float(np.polyfit(np.arange(end - start) * FRAME_S, pitch, 1)[0]) if end - start > 2 else 0.0
        return [
            float(np.log(length_s)),
            min(float(np.percentile(pitch, 90) - np.percentile(pitch, 10)), 12.0),
            float(np.clip(rise, -60.0, 60.0)) / 10.0,
            float(np.clip(np.median(pitch) - self._pitch, -12.0, 12.0)),
            float(shape[:, 1:].std(axis=0).mean()),
            float(self._change[start:end].mean()),
            float(np.clip(loud.mean(), -30.0, 30.0)) / 10.0,
            float(loud.std()) / 10.0,
            self._silence(range(start - 1, start - 1 - frame_at(LOOK_AROUND_S), -1)),
            self._silence(range(end, end + frame_at(LOOK_AROUND_S))),
            covered,
            *(float(value) for value in shape[:, 1 : USED_CEPSTRA + 1].mean(axis=0)),
        ]

    def _silence(self, places: range) -> float:
        """Seconds until there is a voice again, looking away from the candidate; half a second at most."""
        voiced = self._frames.voiced
        silent = 0
        for place in places:
            if 0 <= place < len(voiced) and voiced[place]:
                break
            silent += 1
        return silent * FRAME_S


assert USED_CEPSTRA < COEFFICIENTS
