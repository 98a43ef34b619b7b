"""This machine's own microphone and loudspeaker, for the terminal mode, through sounddevice. One side speaks at a time."""

from __future__ import annotations

import array
import math
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

from simulator.domain import PCM16_BYTES, AudioClip
from simulator.engines.audio_files import MOST_TURN_S, SPEECH_RATE_HZ, resampled
from simulator.errors import EngineError, EngineMissing

BLOCK_S = 0.02
PIECE_S = 0.1
"""Sound is played in pieces of this length, so that Ctrl-C is heard between two of them."""
DEVICE_LIMIT_S = 5.0
"""A microphone that gives nothing for so long is not working."""
LEAST_SPEECH_LEVEL = 250.0
FLOOR_TO_SPEECH = 4.0  # speech stands 12 dB above the noise of the room
LEAST_FLOOR = LEAST_SPEECH_LEVEL / FLOOR_TO_SPEECH
LEAST_SPEECH_S = 0.2  # less is the click of a key
FLOOR_RISE = 1.005  # a block; a fan that is switched on counts as noise some seconds later
OTHER_WAYS = "use the page in the browser, or rehearse with --typed."

_device = threading.Lock()
"""Whoever holds it speaks or listens."""


def load_sounddevice() -> Any:  # noqa: ANN401 - a module without types
    """The library. Raises `EngineMissing` without it, or without PortAudio (sounddevice raises OSError for that)."""
    try:
        import sounddevice
    except ImportError as error:
        raise EngineMissing(
            "The terminal mode needs sounddevice, which is not installed.",
            fix=f"Install the packages of requirements.txt again, {OTHER_WAYS}",
        ) from error
    except OSError as error:
        raise EngineMissing(
            "The terminal mode needs PortAudio, which is not on this machine.",
            fix=f"Install it (Debian: apt install libportaudio2), {OTHER_WAYS}",
        ) from error
    return sounddevice


def describe_devices(sounddevice: Any = None) -> str:  # noqa: ANN401
    """The microphone and loudspeaker that will be used. Raises `EngineMissing` without one."""
    library = sounddevice or load_sounddevice()
    return f"{_device_of(library, 'input')['name']} / {_device_of(library, 'output')['name']}"


class LocalMicrophone:
    """Records from the default microphone. Raises `EngineMissing` when there is none.

    A recording ends after ten minutes at the latest. `EngineError` (stage `hear`) when the device fails.
    """

    def __init__(self, sounddevice: Any = None) -> None:  # noqa: ANN401
        self._library = sounddevice or load_sounddevice()
        device = _device_of(self._library, "input")
        self._rate_hz = _rate_hz(self._library.check_input_settings, SPEECH_RATE_HZ, device, self._library)

    def record_until_enter(self, wait_for_enter: Callable[[], object] = input) -> AudioClip:
        """Sound until the Enter key, or the end of the input."""
        with self._blocks() as blocks, suppress(EOFError):
            wait_for_enter()
        return self._clip(_waiting(blocks))

    def record_until_silence(self, *, silence_s: float = 1.5, patience_s: float = 10.0) -> AudioClip:
        """Sound until `silence_s` after the last words, or `patience_s` when none come."""
        ear = SilenceDetector(silence_s=silence_s, patience_s=patience_s)
        kept: list[bytes] = []
        with self._blocks() as blocks:
            while len(kept) * BLOCK_S < MOST_TURN_S and not ear.done:
                kept.append(_next(blocks))
                ear.hear(kept[-1])
        return self._clip(kept)

    @contextmanager
    def frames(self) -> Iterator[Iterator[bytes]]:
        """Frames of 20 ms at 16 kHz as they come, while the loudspeaker may play. `EngineError` when the device fails."""
        if self._rate_hz != SPEECH_RATE_HZ:
            raise EngineError(
                f"The microphone cannot record at {SPEECH_RATE_HZ} Hz. Use --push-to-talk, or the page in the browser.",
                stage="hear",
            )
        with self._blocks(nullcontext()) as blocks:
            yield iter(lambda: _next(blocks), b"")

    @contextmanager
    def _blocks(self, turn: AbstractContextManager[Any] = _device) -> Iterator[queue.SimpleQueue[bytes]]:
        """What the microphone hears inside the block, in pieces of 20 ms."""
        blocks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        most = round(MOST_TURN_S / BLOCK_S)

        def keep(data: Any, _frames: int, _time: object, _status: object) -> None:  # noqa: ANN401
            if blocks.qsize() < most:
                blocks.put(bytes(data))

        options = {"samplerate": self._rate_hz, "channels": 1, "dtype": "int16"}
        block_samples = round(BLOCK_S * self._rate_hz)
        with (
            turn,
            self._explained(),
            self._library.RawInputStream(**options, blocksize=block_samples, callback=keep),
        ):
            yield blocks

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (self._library.PortAudioError, ValueError) as error:
            raise EngineError(
                f"The microphone failed ({error}). Check that no other program uses it.", stage="hear"
            ) from error

    def _clip(self, blocks: list[bytes]) -> AudioClip:
        return AudioClip(b"".join(blocks), self._rate_hz)


class SilenceDetector:
    """Hears when a speaker has finished, from the loudness of blocks of 20 ms above the noise of the room."""

    def __init__(self, *, silence_s: float, patience_s: float) -> None:
        self._silence_s = silence_s
        self._patience_s = patience_s
        self._floor = math.inf  # the first blocks say how loud the room is
        self._spoken_s = 0.0
        self._quiet_s = 0.0

    @property
    def done(self) -> bool:
        return self._quiet_s >= (self._silence_s if self._spoken_s >= LEAST_SPEECH_S else self._patience_s)

    def hear(self, block: bytes) -> None:
        level = _level(block)
        speech = level > max(LEAST_SPEECH_LEVEL, FLOOR_TO_SPEECH * self._floor)
        self._floor = max(LEAST_FLOOR, min(self._floor * FLOOR_RISE, level))
        self._spoken_s += BLOCK_S if speech else 0.0
        self._quiet_s = 0.0 if speech else self._quiet_s + BLOCK_S


def play(clip: AudioClip, sounddevice: Any = None) -> None:  # noqa: ANN401
    """Play a clip to its end. Raises `EngineMissing` without a loudspeaker, `EngineError` (stage `say`) when it fails."""
    library = sounddevice or load_sounddevice()
    device = _device_of(library, "output")
    fitting = resampled(clip, _rate_hz(library.check_output_settings, clip.sample_rate_hz, device, library))
    step = round(PIECE_S * fitting.sample_rate_hz) * PCM16_BYTES
    try:
        with _device, library.RawOutputStream(samplerate=fitting.sample_rate_hz, channels=1, dtype="int16") as stream:
            for start in range(0, len(fitting.pcm16), step):
                stream.write(fitting.pcm16[start : start + step])
    except (library.PortAudioError, ValueError) as error:
        raise EngineError(f"The loudspeaker failed ({error}). The words stand above.", stage="say") from error


def play_until(clip: AudioClip, stop: threading.Event, sounddevice: Any = None) -> float:  # noqa: ANN401
    """Play a clip to its end, or until `stop` is set; the seconds that sounded. A broken loudspeaker is silent: all of the
    clip counts as heard, as the words can be read."""
    library = sounddevice or load_sounddevice()
    played = 0
    try:
        device = _device_of(library, "output")
        fitting = resampled(clip, _rate_hz(library.check_output_settings, clip.sample_rate_hz, device, library))
        step = round(PIECE_S * fitting.sample_rate_hz) * PCM16_BYTES
        with library.RawOutputStream(samplerate=fitting.sample_rate_hz, channels=1, dtype="int16") as stream:
            while played < len(fitting.pcm16) and not stop.is_set():
                stream.write(fitting.pcm16[played : played + step])
                played += step
    except (EngineMissing, library.PortAudioError, ValueError):
        return clip.duration_s
    return min(clip.duration_s, played / PCM16_BYTES / fitting.sample_rate_hz)


def _device_of(library: Any, kind: str) -> Any:  # noqa: ANN401
    try:
        return library.query_devices(kind=kind)
    except (library.PortAudioError, ValueError) as error:
        raise EngineMissing(
            f"This machine has no {'microphone' if kind == 'input' else 'loudspeaker'}.",
            fix=f"Plug one in, {OTHER_WAYS}",
        ) from error


def _rate_hz(check: Callable[..., object], wanted_hz: int, device: Any, library: Any) -> int:  # noqa: ANN401
    """The rate that is wanted, or the device's own where it cannot do that one."""
    try:
        check(samplerate=wanted_hz, channels=1, dtype="int16")
    except (library.PortAudioError, ValueError):
        return round(float(device["default_samplerate"]))
    return wanted_hz


def _next(blocks: queue.SimpleQueue[bytes]) -> bytes:
    try:
        return blocks.get(timeout=DEVICE_LIMIT_S)
    except queue.Empty:
        raise EngineError(
            "The microphone gives no sound. Check that it is plugged in and allowed.", stage="hear"
        ) from None


def _waiting(blocks: queue.SimpleQueue[bytes]) -> list[bytes]:
    return [blocks.get() for _ in range(blocks.qsize())]


def _level(block: bytes) -> float:
    """Loudness as the root of the mean square, 0 to 32,768."""
    samples = array.array("h", block)
    return math.sqrt(sum(one * one for one in samples) / len(samples)) if samples else 0.0
