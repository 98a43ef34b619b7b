"""Text to speech by pyttsx3, in a worker process that is replaced when it hangs, dies or says nothing."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import subprocess
import sys
import threading
import wave
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.domain import AudioClip, Voice
from simulator.engines.pyttsx3_worker import READY, read_frame, write_frame
from simulator.errors import EngineError, EngineMissing

MOST_CHARACTERS = 4_000
START_LIMIT_S = 20.0
_ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "simulator.engines.pyttsx3_worker")


class Pyttsx3Synthesizer:
    """Voices of espeak-ng (Linux), SAPI5 (Windows) or NSSpeech (macOS).

    A worker that takes longer than `time_limit_s` is killed and the utterance tried once more. Clips are cached by voice
    and text. Safe from several threads: they take turns.
    """

    name = "pyttsx3"

    def __init__(
        self, *, time_limit_s: float = 10.0, cache_clips: int = 256, command: Sequence[str] = WORKER_COMMAND
    ) -> None:
        self._time_limit_s = time_limit_s
        self._cache_clips = cache_clips
        self._command = tuple(command)
        self._cache: OrderedDict[tuple[Voice, str], AudioClip] = OrderedDict()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.voice_used = ""
        """The voice of the last utterance: another one than asked for where that is not on this machine."""
        atexit.register(self.close)

    def warm_up(self) -> None:
        """Start the worker. Raises `EngineMissing` where there is no voice on this machine."""
        with self._lock:
            self._running()

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        spoken = "".join(one if one.isprintable() else " " for one in text)[:MOST_CHARACTERS].strip()
        key = (voice, spoken)
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
            clip = self._speak(spoken, voice)
            self._cache[key] = clip
            while len(self._cache) > self._cache_clips:
                self._cache.popitem(last=False)
            return clip

    def close(self) -> None:
        """End the worker."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _speak(self, text: str, voice: Voice) -> AudioClip:
        problem = "it returned no sound"
        for _ in range(2):
            try:
                wav = self._ask(text, voice)
            except (OSError, EOFError, ValueError) as error:
                problem = str(error) or type(error).__name__
                self.close()
                continue
            if wav:
                return _clip(wav)
        raise EngineError(f"The voice failed twice ({problem}). The words stand in the transcript.", stage="say")

    def _ask(self, text: str, voice: Voice) -> bytes:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        request = {"text": text, "voice": voice.name, "rate": voice.rate_wpm, "pitch": voice.pitch}
        with _killed_after(process, self._time_limit_s) as late:
            write_frame(process.stdin, json.dumps(request).encode())  # type: ignore[arg-type]
            process.stdin.flush()
            answer = read_frame(process.stdout)  # type: ignore[arg-type]
            wav = read_frame(process.stdout) if answer is not None else None  # type: ignore[arg-type]
        if late.is_set():
            raise EOFError(f"it took longer than {self._time_limit_s:.0f} seconds")
        if answer is None or wav is None:
            raise EOFError("its process ended")
        self.voice_used = str(json.loads(answer).get("voice", ""))
        return wav

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        process = subprocess.Popen(  # noqa: S603 - our own module, no user input
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT
        )
        assert process.stdout is not None
        with _killed_after(process, START_LIMIT_S):
            line = process.stdout.readline()
        if line != READY:
            _end(process)
            said = line.decode(errors="replace").strip() or "its process ended"
            raise EngineMissing(
                f"There is no voice on this machine ({said}).",
                fix="Install the packages of requirements.txt again, or espeak-ng; until then the answers can be read.",
            )
        self._process = process
        return process


@contextlib.contextmanager
def _killed_after(process: subprocess.Popen[bytes], limit_s: float) -> Iterator[threading.Event]:
    """Kill the process when the block takes longer than the limit; reading from it then ends at once."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(limit_s, kill)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()


def _clip(wav: bytes) -> AudioClip:
    with wave.open(io.BytesIO(wav)) as sound:
        if sound.getnchannels() != 1 or sound.getsampwidth() != 2:
            raise EngineError("The voice gave a sound in an unknown format.", stage="say")
        return AudioClip(sound.readframes(sound.getnframes()), sound.getframerate())
