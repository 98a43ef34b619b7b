"""This machine's own microphone and loudspeaker, for the terminal mode, through sounddevice. One side speaks at a time."""

from __future__ import annotations

import threading
from typing import Any

from simulator.domain import AudioClip
from simulator.engines.audio_files import MOST_TURN_S, SPEECH_RATE_HZ
from simulator.errors import EngineError, EngineMissing


def load_sounddevice() -> Any:  # noqa: ANN401 - a module without types
    """The library. Raises `EngineMissing` where PortAudio is not installed (sounddevice raises OSError for it)."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The terminal mode needs PortAudio, which is not on this machine.",
            fix="Install it (Debian: apt install libportaudio2), use the page in the browser, or rehearse with --typed.",
        ) from error
    return sounddevice


def describe_devices(sounddevice: Any = None) -> str:  # noqa: ANN401
    """The microphone and loudspeaker that will be used. Raises `EngineMissing` without one."""
    library = sounddevice or load_sounddevice()
    names = []
    for kind in ("input", "output"):
        try:
            names.append(str(library.query_devices(kind=kind)["name"]))
        except Exception as error:
            raise EngineMissing(
                f"This machine has no {'microphone' if kind == 'input' else 'loudspeaker'}.",
                fix="Plug one in, use the page in the browser, or rehearse with --typed.",
            ) from error
    return " / ".join(names)


class LocalMicrophone:
    """Records from the default microphone. Raises `EngineMissing` when there is none."""

    def __init__(self, sounddevice: Any = None) -> None:  # noqa: ANN401
        self._library = sounddevice or load_sounddevice()
        describe_devices(self._library)

    def record_until_enter(self) -> AudioClip:
        """Sound until the Enter key, ten minutes at most."""
        return self.record(_enter_pressed())

    def record(self, done: threading.Event) -> AudioClip:
        """Sound until the event. Raises `EngineError` (stage `hear`) when the device fails."""
        pieces: list[bytes] = []

        def keep(data: Any, _frames: int, _time: object, _status: object) -> None:  # noqa: ANN401
            pieces.append(bytes(data))

        try:
            with self._library.RawInputStream(
                samplerate=SPEECH_RATE_HZ, channels=1, dtype="int16", callback=keep, blocksize=SPEECH_RATE_HZ // 50
            ):
                done.wait(MOST_TURN_S)
        except Exception as error:
            raise EngineError(
                f"The microphone failed ({error}). Check that no other program uses it.", stage="hear"
            ) from error
        return AudioClip(b"".join(pieces), SPEECH_RATE_HZ)


def play(clip: AudioClip, sounddevice: Any = None) -> None:  # noqa: ANN401
    """Play a clip to its end. Raises `EngineError` (stage `say`) when the device fails."""
    library = sounddevice or load_sounddevice()
    try:
        with library.RawOutputStream(samplerate=clip.sample_rate_hz, channels=1, dtype="int16") as stream:
            stream.write(clip.pcm16)
    except Exception as error:
        raise EngineError(f"The loudspeaker failed ({error}). The words stand above.", stage="say") from error


def _enter_pressed() -> threading.Event:
    done = threading.Event()

    def wait() -> None:
        try:
            input()
        except EOFError:
            pass
        finally:
            done.set()

    threading.Thread(target=wait, daemon=True).start()
    return done
