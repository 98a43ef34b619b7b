"""espeak-ng through its library: speech at 16 kHz, with espeak's own times of words and phonemes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

Sound = NDArray[np.float32]
RATE_HZ = 16_000
LIBRARY = "libespeak-ng.so.1"
FILES = {
    "en-us": "gmw/en-US",
    "en": "gmw/en",
    "en-gb": "gmw/en",
    "en-gb-x-rp": "gmw/en-GB-x-rp",
    "en-gb-scotland": "gmw/en-GB-scotland",
    "en-us-nyc": "gmw/en-US-nyc",
    "en-gb-x-gbcwmd": "gmw/en-GB-x-gbcwmd",
    "en-gb-x-gbclan": "gmw/en-GB-x-gbclan",
    "en-029": "gmw/en-029",
}
"""Voices and their files; a variant follows after a plus: `en-us+f2`."""
# of speak_lib.h
_SYNCHRONOUS, _PHONEME_EVENTS, _PHONEMES_AS_IPA = 2, 1, 2
_WORD, _PHONEME, _LAST_EVENT = 1, 7, 0
_UTF8, _BY_CHARACTER = 1, 1
_RATE, _PITCH, _PITCH_RANGE = 1, 3, 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """Speech; `words` are (start in seconds, first character), `phones` are (start in seconds, IPA, "" for a pause)."""

    sound: Sound
    words: tuple[tuple[float, int], ...]
    phones: tuple[tuple[float, str], ...]


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """One espeak in this process; the library allows no more."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(LIBRARY)
        self._rate_hz = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS | _PHONEMES_AS_IPA)
        if self._rate_hz <= 0:
            raise RuntimeError("espeak-ng does not start: are its voices installed?")
        self._pieces: list[NDArray[np.int16]] = []
        self._words: list[tuple[float, int]] = []
        self._phones: list[tuple[float, str]] = []
        self._callback = _Callback(self._collect)  # kept, or it would be freed while the library calls it
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, text: str, voice: str, *, rate_wpm: int, pitch: int = 50) -> Spoken:
        for collected in (self._pieces, self._words, self._phones):
            collected.clear()
        name, plus, variant = voice.partition("+")
        if self._library.espeak_SetVoiceByName(f"{FILES[name]}{plus}{variant}".encode()) != 0:
            raise ValueError(f"espeak-ng has no voice '{voice}'")
        for parameter, value in ((_RATE, rate_wpm), (_PITCH, pitch), (_PITCH_RANGE, 50)):
            self._library.espeak_SetParameter(parameter, value, 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, _BY_CHARACTER, 0, _UTF8, None, None)
        sound: Sound = np.concatenate(self._pieces).astype(np.float32) / np.float32(32768)
        if self._rate_hz != RATE_HZ:
            sound = np.asarray(resample_poly(sound, RATE_HZ, self._rate_hz), np.float32)
        return Spoken(_without_silent_end(sound), tuple(self._words), tuple(self._phones))

    def _collect(self, samples: Any, count: int, events: Any) -> int:  # noqa: ANN401 - pointers of ctypes
        if count > 0 and samples:
            self._pieces.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        number = 0
        while (event := events[number]).type != _LAST_EVENT:
            at_s = event.audio_position / 1000
            if event.type == _WORD and event.length > 0:
                self._words.append((at_s, event.text_position - 1))
            elif event.type == _PHONEME:
                self._phones.append((at_s, event.id.string.split(b"\0")[0].decode("utf-8", "replace")))
            number += 1
        return 0


def _without_silent_end(sound: Sound) -> Sound:
    audible = np.nonzero(np.abs(sound) > 1e-3)[0]
    return sound[: audible[-1] + 1] if len(audible) else sound
