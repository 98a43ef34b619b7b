"""Where somebody speaks in a long recording; with two channels, whose voice it is and what only leaks in from the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulator.engines.audio_files import SPEECH_RATE_HZ
from simulator.engines.long_recordings import Floats, Recording
from simulator.engines.voice_activity import speech_spans_of
from simulator.fillers.frames import stretches

LOOKED_AT_S = 60.0
"""Voice activity is looked for in blocks, so that an hour needs no more memory than a minute."""
PAUSE_S = 0.2
PAD_S = 0.05
LEVEL_S = 0.05
BLEED_DB = 12.0
"""Speech this much quieter than the other channel at the same time is the other's voice, heard through."""
APART_DB = 6.0
LEAST_APART_SHARE = 0.6
"""Each voice has a channel to itself where the levels differ by so much, for so much of the time that somebody speaks."""
LEAST_OWN_SHARE = 0.03
"""And where each of the channels is the louder one for at least this share of it."""
SHORTEST_S = 0.3
SMOOTH = 5
"""Levels are means over so many windows: a quarter of a second."""
LOUD = 95.0
"""The percentile of levels that stands for a channel's loudness: microphones are set differently."""
Spans = tuple[tuple[float, float], ...]
Tell = Callable[[float], object]


def speech_in(recording: Recording, channel: int, tell: Tell = lambda _: None) -> Spans:
    """Stretches of speech of one channel, in seconds. `tell` is called with the share that is done."""
    found: list[tuple[float, float]] = []
    at_s = 0.0
    while at_s < recording.duration_s:
        part = recording.part(channel, at_s, at_s + LOOKED_AT_S)
        for start_s, end_s in speech_spans_of(part, least_silence_s=PAUSE_S, pad_s=PAD_S):
            span = (at_s + start_s, at_s + end_s)
            if found and span[0] - found[-1][1] < PAUSE_S:  # a block ended in the middle
                span = (found.pop()[0], span[1])
            found.append(span)
        at_s += LOOKED_AT_S
        tell(min(1.0, at_s / recording.duration_s))
    return tuple(found)


def speech_of_each(recording: Recording, tell: Tell = lambda _: None) -> tuple[Spans, Spans] | None:
    """What each of two channels' own speaker says, without what leaks in from the other; None where the voices are not apart:
    both microphones hear both."""
    spans = (
        speech_in(recording, 0, lambda share: tell(share / 2)),
        speech_in(recording, 1, lambda share: tell((1 + share) / 2)),
    )
    levels = [_levels_db(recording, channel) for channel in (0, 1)]
    speaks = [_mask(one, len(levels[0])) for one in spans]
    louder_db = _relative(levels[0], speaks[0]) - _relative(levels[1], speaks[1])
    if not _are_apart(louder_db, speaks[0] | speaks[1]):
        return None
    own = (speaks[0] & (louder_db > -BLEED_DB), speaks[1] & (louder_db < BLEED_DB))
    return _spans(own[0]), _spans(own[1])


def _are_apart(louder_db: Floats, somebody: NDArray[np.bool_]) -> bool:
    if not somebody.any():
        return False
    differs = louder_db[somebody]
    first, second = float((differs >= APART_DB).mean()), float((differs <= -APART_DB).mean())
    return first + second >= LEAST_APART_SHARE and min(first, second) >= LEAST_OWN_SHARE


def _levels_db(recording: Recording, channel: int) -> Floats:
    """The level of every twentieth of a second, a little smoothed."""
    window = round(LEVEL_S * SPEECH_RATE_HZ)
    sound = recording.channels[channel]
    count = max(1, len(sound) // window)
    power = np.full(count, 1e-12)
    block = 1_200
    for first in range(0, len(sound) // window, block):
        part = sound[first * window : min(count, first + block) * window].astype(np.float32) / 32768.0
        power[first : first + block] += (part.reshape(-1, window) ** 2).mean(axis=1)
    smooth = np.convolve(power, np.ones(SMOOTH) / SMOOTH, mode="same")
    return np.asarray(10.0 * np.log10(smooth), np.float32)


def _relative(levels_db: Floats, speaks: NDArray[np.bool_]) -> Floats:
    """Levels against the loud ones of that channel's speech."""
    return levels_db - np.float32(np.percentile(levels_db[speaks] if speaks.any() else levels_db, LOUD))


def _mask(spans: Spans, count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, np.bool_)
    for start_s, end_s in spans:
        mask[round(start_s / LEVEL_S) : round(end_s / LEVEL_S)] = True
    return mask


def _spans(mask: NDArray[np.bool_]) -> Spans:
    bridge = round(PAUSE_S / LEVEL_S)
    found = ((first * LEVEL_S, last * LEVEL_S) for first, last in stretches(mask, bridge=bridge))
    return tuple((start_s, end_s) for start_s, end_s in found if end_s - start_s >= SHORTEST_S)
