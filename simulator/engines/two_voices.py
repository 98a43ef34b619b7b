"""Two voices on one channel, told apart by how they sound: the shape of the spectrum and the pitch.

Speech is cut into windows of about a second and a half. Each voice is a normal distribution of cepstral coefficients and pitch
over voiced frames; windows go to the voice under which they are likelier, in turns with learning the voices anew, from many
beginnings. Measured on synthetic talks of 40 and 120 seconds in espeak-ng's voices: where the margin below was 1.9 or more, 99 to
100 % of the time went to the right voice; with one and the same voice for both it was 0.6 to 1.6. People vary more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from simulator.engines.long_recordings import Recording
from simulator.engines.speech_frames import speech_frames
from simulator.fillers.frames import frame_at

WINDOW_S = 1.5
FEWEST_FRAMES = 12
"""Windows with fewer voiced frames say too little about a voice and go with their neighbours."""
FEWEST_WINDOWS = 4
FEWEST_TO_BE_SURE = 12
"""Of fewer nobody can say that the voices differ."""
MOST_SEEDS = 8
ROUNDS = 15
PRIOR_FRAMES = 20.0
SURE_MARGIN = 1.8
"""Half of the windows must be likelier under their voice by so much (natural logarithm, for each voiced frame)."""
EACH_COUNTS_FOR = 0.1
"""Neighbouring frames tell the same thing over again: ten count for one against the prices below."""
PRICE_AT_PAUSE, PRICE_IN_SPEECH = 1.0, 6.0
"""What it costs to change the voice at a pause, and in the middle of speech."""
BLOCK_S = 60.0
SPECTRUM = slice(1, 13)
"""Without the first coefficient, which is the loudness: how near somebody sits is no voice."""
Array = NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Apart:
    """Stretches with the voice that speaks them, 0 or 1; `sure` where the voices are different enough to rely on it."""

    spans: tuple[tuple[float, float, int], ...]
    sure: bool


@dataclass(frozen=True, eq=False)
class _Counts:
    """Sums over the voiced frames of each window: how many (windows,), of them (windows, features), of their products."""

    frames: Array
    sums: Array
    products: Array

    def of(self, chosen: NDArray[np.bool_]) -> _Counts:
        return _Counts(self.frames[chosen], self.sums[chosen], self.products[chosen])


def tell_apart(recording: Recording, speech: Sequence[Span], tell: Callable[[float], object] = lambda _: None) -> Apart:
    """Whose voice each part of the first channel's speech is; speech is in seconds. `tell` is called with the share done.

    Raises `EngineMissing` without the pitch tracker. About two hundredths of a second for each second.
    """
    windows = [(part, first) for span in speech for part, first in _windows(span)]
    counts = _measured(recording, [part for part, _ in windows], tell)
    telling = counts.frames >= FEWEST_FRAMES
    scaled = _scaled(counts.of(telling)) if telling.sum() >= FEWEST_WINDOWS else None
    best = None if scaled is None else _best_split(scaled)
    if scaled is None or best is None:
        return Apart(tuple((start_s, end_s, 0) for start_s, end_s in speech), sure=False)
    lead = np.zeros(len(windows))  # how much likelier the second voice is
    lead[telling] = best
    voices = _smoothed(lead * EACH_COUNTS_FOR, [first for _, first in windows])
    spans = tuple((start_s, end_s, voice) for ((start_s, end_s), _), voice in zip(windows, voices, strict=True))
    return Apart(spans, sure=_are_sure(scaled, best > 0))


def _windows(span: Span) -> list[tuple[Span, bool]]:
    """Even parts of a stretch, and whether each begins one."""
    start_s, end_s = span
    count = max(1, round((end_s - start_s) / WINDOW_S))
    step_s = (end_s - start_s) / count
    return [((start_s + i * step_s, start_s + (i + 1) * step_s), i == 0) for i in range(count)]


def _measured(recording: Recording, windows: Sequence[Span], tell: Callable[[float], object]) -> _Counts:
    """The sums of all windows, measured block by block to spare memory."""
    frames, sums, products = [], [], []
    at = 0
    while at < len(windows):
        zero_s = windows[at][0]
        block = [one for one in windows[at:] if one[1] <= zero_s + BLOCK_S] or [windows[at]]
        found = speech_frames(
            recording.part(0, zero_s, block[-1][1]), [(start_s - zero_s, end_s - zero_s) for start_s, end_s in block]
        )
        semitones = 12.0 * np.log2(np.maximum(found.pitch_hz, 50.0) / 100.0)
        features = np.column_stack([found.cepstra[:, SPECTRUM], semitones]).astype(np.float64)
        for start_s, end_s in block:
            own = slice(frame_at(start_s - zero_s), frame_at(end_s - zero_s))
            voiced = features[own][found.voiced[own]]
            frames.append(float(len(voiced)))
            sums.append(voiced.sum(axis=0))
            products.append(voiced.T @ voiced)
        at += len(block)
        tell(at / len(windows))
    return _Counts(np.array(frames), np.array(sums), np.array(products))


def _scaled(counts: _Counts) -> _Counts:
    """The same for features with mean 0 and deviation 1."""
    total = counts.frames.sum()
    mean = counts.sums.sum(axis=0) / total
    variance = np.einsum("kii->i", counts.products) / total - mean**2
    scale = 1.0 / np.sqrt(np.maximum(variance, 1e-6))
    sums = counts.sums - counts.frames[:, None] * mean
    outer = np.einsum("ki,j->kij", counts.sums, mean)
    products = counts.products - outer - outer.transpose(0, 2, 1)
    products += counts.frames[:, None, None] * np.outer(mean, mean)
    return _Counts(counts.frames, sums * scale, products * np.outer(scale, scale))


def _best_split(counts: _Counts) -> Array | None:
    """How much likelier each window is under the second voice, for the likeliest two voices; None where there are no two."""
    from sklearn.cluster import AgglomerativeClustering

    means = counts.sums / counts.frames[:, None]
    means = (means - means.mean(axis=0)) / (means.std(axis=0) + 1e-6)
    seeds = min(MOST_SEEDS, len(means) // 2)
    groups = AgglomerativeClustering(seeds).fit_predict(means)
    best: tuple[float, Array] | None = None
    for first, second in combinations(range(seeds), 2):
        found = _two_voices(counts, _likelihoods(counts, [groups == first, groups == second]))
        if found is not None and (best is None or found.max(axis=1).sum() > best[0]):
            best = float(found.max(axis=1).sum()), found
    return None if best is None else best[1][:, 1] - best[1][:, 0]


def _two_voices(counts: _Counts, likelihoods: Array) -> Array | None:
    """Likelihoods (windows, 2) when windows and voices fit each other; None where one voice takes all."""
    voices = likelihoods.argmax(axis=1)
    for _ in range(ROUNDS):
        if min((voices == 0).sum(), (voices == 1).sum()) < 2:
            return None
        likelihoods = _likelihoods(counts, [voices == 0, voices == 1])
        again = likelihoods.argmax(axis=1)
        if (again == voices).all():
            break
        voices = again
    return likelihoods


def _are_sure(counts: _Counts, second: NDArray[np.bool_]) -> bool:
    return len(second) >= FEWEST_TO_BE_SURE and _margin(counts, second) >= SURE_MARGIN


def _margin(counts: _Counts, second: NDArray[np.bool_]) -> float:
    """By how much windows are likelier under their voice than under the other, when that voice is learnt without them: the
    median, for each voiced frame. Of windows that were learnt from, everything fits."""
    voices = [_total(counts.of(~second)), _total(counts.of(second))]
    margins = []
    for index, own in enumerate(second.astype(int)):
        one = counts.of(np.arange(len(second)) == index)
        rest = _Counts(*(whole - part for whole, part in zip(_parts(voices[own]), _parts(_total(one)), strict=True)))
        if rest.frames.sum() < FEWEST_FRAMES:
            return 0.0
        lead = _likelihood(one, rest) - _likelihood(one, voices[1 - own])
        margins.append(float(lead[0]) / float(one.frames[0]))
    return float(np.median(margins))


def _total(counts: _Counts) -> _Counts:
    """All windows as one."""
    return _Counts(*(part.sum(axis=0, keepdims=True) for part in _parts(counts)))


def _parts(counts: _Counts) -> tuple[Array, Array, Array]:
    return counts.frames, counts.sums, counts.products


def _likelihoods(counts: _Counts, choices: Sequence[NDArray[np.bool_]]) -> Array:
    return np.stack([_likelihood(counts, counts.of(chosen)) for chosen in choices], axis=1)


def _likelihood(counts: _Counts, voice: _Counts) -> Array:
    """The logarithm of how likely each window is under the normal distribution of a voice, up to a constant for each frame."""
    total = voice.frames.sum()
    mean = voice.sums.sum(axis=0) / total
    spread = voice.products.sum(axis=0) / total - np.outer(mean, mean)
    spread = (spread * total + PRIOR_FRAMES * np.eye(len(mean))) / (total + PRIOR_FRAMES)
    inverse, size = np.linalg.inv(spread), np.linalg.slogdet(spread)[1]
    distance = np.einsum("ij,kij->k", inverse, counts.products) - 2.0 * counts.sums @ (inverse @ mean)
    return np.asarray(-0.5 * (distance + counts.frames * (size + mean @ inverse @ mean)))


def _smoothed(lead: Array, after_pause: Sequence[bool]) -> list[int]:
    """The likeliest row of voices where every change has its price (Viterbi)."""
    best = np.zeros(2)
    came_from: list[NDArray[np.int_]] = []
    for one, pause in zip(lead, after_pause, strict=True):
        price = PRICE_AT_PAUSE if pause else PRICE_IN_SPEECH
        routes = best[None, :] - price * (1.0 - np.eye(2))
        came_from.append(routes.argmax(axis=1))
        best = routes.max(axis=1) + np.array([-one, one]) / 2.0
    voices = [int(best.argmax())]
    for before in reversed(came_from[1:]):
        voices.append(int(before[voices[-1]]))
    return voices[::-1]
