"""pyttsx3 in a process of its own: one utterance at a time, requests on stdin, WAV on stdout.

Why a process: pyttsx3 is not safe with threads, hangs and crashes in ways that would take the server along, and espeak-ng is
GPL-3. A request is a 4-byte little-endian length and JSON `{text, voice, rate, pitch}`; an answer is a length and JSON
`{voice, error}` and then a length and WAV bytes (none when it failed).

    python -m simulator.engines.pyttsx3_worker
"""

from __future__ import annotations

import ctypes.util
import io
import json
import os
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

READY = b"READY\n"
WHEEL_VARIABLE = "SIMULATOR_ESPEAK"
"""Set to `wheel` to use the espeak-ng library from the `espeakng-loader` wheel even where the system has one."""
LENGTH = struct.Struct("<I")
FALLBACK_VOICES = ("en-us", "en")
WAV_HEADER_BYTES = 44
LEAST_AUDIO_BYTES = 2_205  # a twentieth of a second; less means that the engine lost the utterance
UTTERANCE_LIMIT_S = 10.0


class Speaker:
    """pyttsx3 with the care it needs: wait for the engine to come to rest before and after everything."""

    def __init__(self) -> None:
        _find_espeak()
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._errors: list[object] = []
        self._engine.connect("error", lambda name, exception: self._errors.append((name, exception)))
        self._espeak = _espeak_module()
        self.speak("ready", voice="en-us", rate=200, pitch=50)  # the very first utterance is the one most often lost

    def speak(self, text: str, *, voice: str, rate: int, pitch: int, tries: int = 3) -> tuple[bytes, str]:
        """WAV bytes, and the voice that was really used. Empty when every try lost the sound."""
        used = self._set_voice(voice)
        for _ in range(tries):
            self._set("rate", rate)
            if self._espeak is not None:
                self._set("pitch", pitch)
            wav = self._record(text)
            if len(wav) > WAV_HEADER_BYTES + LEAST_AUDIO_BYTES or not any(character.isalnum() for character in text):
                return wav, used
        return b"", used

    def _record(self, text: str) -> bytes:
        self._settle()
        if self._espeak is not None:
            memory = io.BytesIO()
            self._engine.save_to_file(text, memory)
            self._engine.runAndWait()  # may return before the sound is there
            self._settle()
            return memory.getvalue()
        with tempfile.TemporaryDirectory() as folder:  # the other drivers write files only
            path = Path(folder) / "speech.wav"
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            return path.read_bytes() if path.exists() else b""

    def _set_voice(self, wanted: str) -> str:
        if self._espeak is None:
            return self._set_platform_voice(wanted)
        for name in dict.fromkeys((wanted, wanted.split("+")[0], *FALLBACK_VOICES)):
            self._errors.clear()
            self._set("voice", name)
            if not self._errors:
                return name
        return "default"

    def _set_platform_voice(self, wanted: str) -> str:
        """On Windows and macOS: an English voice of about the same kind."""
        female = "+f" in wanted
        english = [one for one in self._engine.getProperty("voices") if "en" in f"{one.id} {one.languages}".lower()]
        fitting = [one for one in english if (str(one.gender or "").lower().endswith("female")) == female]
        chosen = (fitting or english)[:1]
        if chosen:
            self._engine.setProperty("voice", chosen[0].id)
            return str(chosen[0].name)
        return "default"

    def _set(self, name: str, value: object) -> None:
        self._settle()
        self._engine.setProperty(name, value)
        self._settle()

    def _settle(self) -> None:
        """Wait until espeak's queue is empty: pyttsx3 cancels what is still in it."""
        if self._espeak is None:
            return
        self._espeak.Synchronize()
        give_up_s = time.monotonic() + UTTERANCE_LIMIT_S
        while self._espeak.IsPlaying() and time.monotonic() < give_up_s:
            time.sleep(0.002)


def _find_espeak() -> None:
    """Load the espeak-ng library of the wheel where the system has none. It must happen before pyttsx3 is imported."""
    if sys.platform in ("win32", "darwin"):
        return
    if os.environ.get(WHEEL_VARIABLE) != "wheel" and ctypes.util.find_library("espeak-ng"):
        return
    try:
        import espeakng_loader
    except ImportError:
        return
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    espeakng_loader.load_library()


def _espeak_module() -> Any:  # noqa: ANN401 - pyttsx3's own module, without types
    if sys.platform in ("win32", "darwin"):
        return None
    from pyttsx3.drivers import _espeak

    return _espeak


def read_frame(stream: BinaryIO, *, most_bytes: int = 1 << 28) -> bytes | None:
    """One length-prefixed message; None at the end of the stream or when it is cut short."""
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    size = LENGTH.unpack(header)[0]
    if size > most_bytes:
        return None
    body = stream.read(size)
    return body if len(body) == size else None


def write_frame(stream: BinaryIO, body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)


def main() -> int:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # pyttsx3 prints on stdout, which is the protocol's here
    try:
        speaker = Speaker()
    except Exception as error:
        out.write(f"FAILED {type(error).__name__}: {error}".splitlines()[0].encode() + b"\n")
        out.flush()
        return 1
    out.write(READY)
    out.flush()
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        wav, answer = b"", {"voice": "", "error": ""}
        try:
            request = json.loads(frame)
            wav, answer["voice"] = speaker.speak(
                request["text"], voice=request["voice"], rate=request["rate"], pitch=request["pitch"]
            )
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        write_frame(out, json.dumps(answer).encode())
        write_frame(out, wav)
        out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
