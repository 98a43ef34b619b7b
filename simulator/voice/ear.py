"""The user's side of a call: frames of sound become windows, windows become events, and a turn's sound is kept."""

from __future__ import annotations

import array
import math

from simulator.core.endpointing import Endpointer, Event, SpeechStarted
from simulator.domain import PCM16_BYTES, AudioClip
from simulator.ports import VoiceActivity
from simulator.voice.messages import MOST_TURN_S, RATE_HZ

WINDOW_SAMPLES = 512
WINDOW_BYTES = WINDOW_SAMPLES * PCM16_BYTES
WINDOW_S = WINDOW_SAMPLES / RATE_HZ
BEFORE_S = 0.4
"""Sound kept from before the first word: it begins softer than it is noticed."""
AFTER_S = 0.3
"""Silence left at the end of what is transcribed."""


def _bytes(seconds: float) -> int:
    return round(seconds * RATE_HZ) * PCM16_BYTES


class Ear:
    """Windows of 32 ms, the decider over them, and the sound of the turn under way."""

    def __init__(self, activity: VoiceActivity, endpointer: Endpointer) -> None:
        self.endpointer = endpointer
        self._activity = activity
        self._rest = bytearray()
        self._before = bytearray()
        self._turn = bytearray()
        self._keeping = False

    @property
    def keeping(self) -> bool:
        """Whether the sound of a turn is being kept."""
        return self._keeping

    @property
    def turn_s(self) -> float:
        return len(self._turn) / _bytes(1.0)

    @property
    def full(self) -> bool:
        """Whether the turn is as long as a turn may be."""
        return self.turn_s >= MOST_TURN_S

    def windows(self, pcm16: bytes) -> list[bytes]:
        """The whole windows there are now, with what was left over from before."""
        self._rest += pcm16
        count = len(self._rest) // WINDOW_BYTES
        found = [bytes(self._rest[i * WINDOW_BYTES : (i + 1) * WINDOW_BYTES]) for i in range(count)]
        del self._rest[: count * WINDOW_BYTES]
        return found

    def hear(self, window: bytes) -> tuple[float, tuple[Event, ...]]:
        """How probably the window is speech, and what follows from it."""
        probability = self._activity.probability(window)
        events = self.endpointer.hear(WINDOW_S, probability, energy=loudness(window))
        if not self._keeping and any(isinstance(one, SpeechStarted) for one in events):
            self._turn = bytearray(self._before)
            self._keeping = True
        if self._keeping:
            self._turn += window
        self._before += window
        del self._before[: max(0, len(self._before) - _bytes(BEFORE_S))]
        return probability, events

    def clip(self, silence_s: float = 0.0) -> AudioClip:
        """The sound of the turn; of the silence at its end only a little."""
        surplus = _bytes(max(0.0, silence_s - AFTER_S))
        return AudioClip(bytes(self._turn[: len(self._turn) - surplus]), RATE_HZ)

    def latest(self, seconds: float) -> AudioClip:
        """The last seconds of the turn."""
        return AudioClip(bytes(self._turn[-_bytes(seconds) :]), RATE_HZ)

    def forget(self) -> None:
        """The turn is done with: the next speech begins another."""
        self.endpointer.reset()
        self.forget_sound()

    def forget_sound(self) -> None:
        """The sound is done with, while the user may already be speaking on."""
        begun = self.endpointer.begun
        self._turn = bytearray(self._before) if begun else bytearray()
        self._keeping = begun


def loudness(window: bytes) -> float:
    """Root of the mean square, 0 to 1."""
    samples = array.array("h", window)
    return math.sqrt(sum(one * one for one in samples) / len(samples)) / 32768.0 if samples else 0.0
