"""pyttsx3 in a process of its own: one utterance at a time, requests on stdin, WAV on stdout.

Why a process: pyttsx3 is not safe with threads, hangs and crashes in ways that would take the server along, and espeak-ng is
GPL-3. A request is a 4-byte little-endian length and JSON `{text, voice, rate, pitch}`; an answer is a length and JSON
`{voice, as_asked, error}` and then a length and WAV bytes (none when it failed). The process ends with its stdin.

    python -m simulator.engines.pyttsx3_worker
"""

from __future__ import annotations

import ctypes.util
import importlib.util
import io
import json
import os
import queue
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any

READY = b"READY\n"
WHEEL_VARIABLE = "SIMULATOR_ESPEAK"
"""Set to `wheel` to use the espeak-ng library from the `espeakng-loader` wheel even where the system has one."""
LENGTH = struct.Struct("<I")
MOST_FRAME_BYTES = 1 << 28
FALLBACK_VOICE = "en-us"
SAME_VOICE = {"en-gb": "en"}
"""What people write, and how espeak-ng calls it."""
WAV_HEADER_BYTES = 44
LEAST_AUDIO_BYTES = 2_205  # a twentieth of a second; less means that the engine lost the utterance
REST_LIMIT_S = 10.0
AFCONVERT = "/usr/bin/afconvert"


class Speaker:
    """A pyttsx3 engine with the care it needs: wait for it to come to rest before and after everything.

    `espeak` is pyttsx3's own handle of the espeak-ng library; None with the voices of Windows and macOS.
    """

    def __init__(self, engine: Any, espeak: Any = None) -> None:  # noqa: ANN401 - pyttsx3 has no types
        self._engine = engine
        self._espeak = espeak
        self._errors: list[object] = []
        self._engine.connect("error", lambda name, exception: self._errors.append((name, exception)))

    def speak(self, text: str, *, voice: str, rate: int, pitch: int, tries: int = 3) -> tuple[bytes, str, bool]:
        """WAV bytes (empty when every try lost the sound), the voice that spoke, and whether it is the one asked for."""
        used, as_asked = self._set_voice(voice)
        for _ in range(tries):
            self._set("rate", rate)
            if self._espeak is not None:
                self._set("pitch", pitch)
            wav = self._record(text)
            if len(wav) > WAV_HEADER_BYTES + LEAST_AUDIO_BYTES:
                return wav, used, as_asked
        return b"", used, as_asked

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
            return _wav_of(path) if path.exists() else b""

    def _set_voice(self, wanted: str) -> tuple[str, bool]:
        if self._espeak is None:
            return self._set_platform_voice(wanted), True
        base, _, variant = SAME_VOICE.get(wanted, wanted).partition("+")
        suffix = f"+{variant}" if variant else ""
        for name in (SAME_VOICE.get(base, base) + suffix, base, FALLBACK_VOICE + suffix, FALLBACK_VOICE):
            if self._espeak_has(name):
                return name, name == SAME_VOICE.get(base, base) + suffix
        return "default", False

    def _espeak_has(self, name: str) -> bool:
        """Choose the voice. espeak-ng refuses a wrong name, but drops a wrong variant without a word."""
        self._errors.clear()
        self._set("voice", name)
        if self._errors:
            return False
        variant = name.partition("+")[2].lower()
        return str(self._engine.getProperty("voice") or "").partition("+")[2] == variant

    def _set_platform_voice(self, wanted: str) -> str:
        """On Windows and macOS: the English voice that comes nearest, by sex first and then by country."""
        english = [one for one in self._engine.getProperty("voices") if _language(one).startswith("en")]
        if not english:
            return "default"
        base, _, variant = wanted.lower().partition("+")

        def nearness(one: Any) -> tuple[bool, bool]:  # noqa: ANN401 - pyttsx3 has no types
            female = str(one.gender or "").lower().endswith("female")
            return female == variant.startswith("f"), base.startswith(_language(one))

        nearest = max(english, key=nearness)
        self._engine.setProperty("voice", nearest.id)
        return str(nearest.name)

    def _set(self, name: str, value: object) -> None:
        self._settle()
        self._engine.setProperty(name, value)
        self._settle()

    def _settle(self) -> None:
        """Wait until espeak's queue is empty: pyttsx3 cancels what is still in it."""
        if self._espeak is None:
            return
        self._espeak.Synchronize()
        give_up_s = time.monotonic() + REST_LIMIT_S
        while self._espeak.IsPlaying() and time.monotonic() < give_up_s:
            time.sleep(0.002)


def start_speaker() -> Speaker:
    """The voice of this machine, warmed up. Raises whatever pyttsx3 raises where there is none."""
    _use_wheel_where_needed()
    import pyttsx3

    speaker = Speaker(pyttsx3.init(), _espeak_module())
    speaker.speak("ready", voice=FALLBACK_VOICE, rate=200, pitch=50)  # the very first utterance is the one often lost
    return speaker


def can_speak() -> bool:
    """Whether pyttsx3 and something for it to drive are installed; nothing is loaded."""
    if importlib.util.find_spec("pyttsx3") is None:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _system_has_espeak() or importlib.util.find_spec("espeakng_loader") is not None


def _system_has_espeak() -> bool:
    return ctypes.util.find_library("espeak-ng") is not None


def _use_wheel_where_needed() -> None:
    """Load the espeak-ng library of the wheel where the system has none. It must happen before pyttsx3 is imported."""
    if sys.platform in ("win32", "darwin"):
        return
    if os.environ.get(WHEEL_VARIABLE) != "wheel" and _system_has_espeak():
        return
    try:
        import espeakng_loader
    except ImportError:
        return
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()  # first: without it the library ends the process
    espeakng_loader.load_library()


def _espeak_module() -> Any:  # noqa: ANN401 - pyttsx3's own module, without types
    if sys.platform in ("win32", "darwin"):
        return None
    from pyttsx3.drivers import _espeak

    return _espeak


def _language(voice: Any) -> str:  # noqa: ANN401 - pyttsx3 has no types
    """The language of a platform's voice, such as `en-us`; not by its id, which may say `Tokens` and mean German."""
    return str((voice.languages or [""])[0] or "").lower().replace("_", "-")


def _wav_of(path: Path) -> bytes:
    """The sound in the file as WAV: NSSpeech writes AIFF whatever the name, and every Mac has a converter."""
    sound = path.read_bytes()
    if sound.startswith(b"FORM") and Path(AFCONVERT).exists():
        converted = path.with_name("converted.wav")
        command = (AFCONVERT, "-f", "WAVE", "-d", "LEI16@22050", "-c", "1", str(path), str(converted))
        subprocess.run(command, check=True, capture_output=True, timeout=REST_LIMIT_S)  # noqa: S603 - our own file
        return converted.read_bytes()
    return sound


# ── the protocol ─────────────────────────────────────────────────────────────────────────────────────────────────


def read_frame(stream: IO[bytes]) -> bytes | None:
    """One length-prefixed message; None at the end of the stream, or when it is cut short or absurdly long."""
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    size = LENGTH.unpack(header)[0]
    if size > MOST_FRAME_BYTES:
        return None
    body = stream.read(size)
    return body if len(body) == size else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)


def answer_to(frame: bytes, speaker: Speaker) -> tuple[dict[str, object], bytes]:
    """The answer to a request, and its WAV. An error is named by its kind only: its text might hold what was said."""
    try:
        request = json.loads(frame)
        wav, voice, as_asked = speaker.speak(
            request["text"], voice=request["voice"], rate=request["rate"], pitch=request["pitch"]
        )
    except Exception as error:
        return {"voice": "", "as_asked": False, "error": type(error).__name__}, b""
    return {"voice": voice, "as_asked": as_asked, "error": ""}, wav


def _requests() -> queue.SimpleQueue[bytes]:
    """Requests from stdin. A thread reads them, so that the process ends with its parent even while it speaks."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            waiting.put(frame)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting


def main() -> int:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # pyttsx3 prints on stdout, which is the protocol's here
    requests = _requests()
    try:
        speaker = start_speaker()
    except Exception as error:
        out.write(f"FAILED {type(error).__name__}: {error}".splitlines()[0].encode() + b"\n")
        out.flush()
        return 1
    out.write(READY)
    out.flush()
    while True:
        answer, wav = answer_to(requests.get(), speaker)
        write_frame(out, json.dumps(answer).encode())
        write_frame(out, wav)
        out.flush()


if __name__ == "__main__":
    os._exit(main())  # not sys.exit: the reading thread still holds stdin, and the engine may crash as it is taken down
