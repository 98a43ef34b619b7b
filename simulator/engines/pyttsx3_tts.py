"""Text to speech by pyttsx3, in a worker process that is replaced when it hangs, dies or says nothing."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import subprocess
import sys
import threading
import unicodedata
import wave
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.domain import PCM16_BYTES, AudioClip, Voice
from simulator.engines.pyttsx3_worker import READY, WHEEL_VARIABLE, can_speak, read_frame, write_frame
from simulator.errors import EngineError, EngineMissing

MOST_CHARACTERS = 4_000
MOST_CACHED_BYTES = 64 * 1024 * 1024
"""Twenty-five minutes at 22 kHz."""
TRIES = 2
NOTHING_TO_SAY = AudioClip(b"\0" * PCM16_BYTES * 2_205, 22_050)
"""A tenth of a second of silence, for a text without a letter or digit."""
WORKER_COMMAND = (sys.executable, "-m", "simulator.engines.pyttsx3_worker")
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENTS: tuple[Mapping[str, str], ...] = ({}, {WHEEL_VARIABLE: "wheel"})
"""The system's espeak-ng first; a broken one must not stand in the way of the one in the wheel."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    clip: AudioClip
    notice: str


class Pyttsx3Synthesizer:
    """Voices of espeak-ng (Linux), SAPI5 (Windows) or NSSpeech (macOS).

    A worker that takes longer than `time_limit_s`, dies or gives no sound is replaced and the utterance tried once more.
    The last `cache_clips` clips are kept by voice and text. Safe from several threads: they take turns. `command` starts
    another worker with the same protocol.
    """

    name = "pyttsx3"

    def __init__(
        self,
        *,
        time_limit_s: float = 10.0,
        cache_clips: int = 256,
        start_limit_s: float = 20.0,
        command: Sequence[str] = WORKER_COMMAND,
    ) -> None:
        self._time_limit_s = time_limit_s
        self._worker = _Worker(command, start_limit_s)
        self._cache = _Cache(cache_clips)
        self._turn = threading.Lock()
        self.last_voice_notice = ""
        """A sentence when the last utterance had to be spoken by another voice than asked for, else empty."""
        atexit.register(self.close)

    def available(self) -> bool:
        """Whether pyttsx3 and a voice for it are installed. Cheap: nothing is started."""
        return can_speak()

    def warm_up(self) -> None:
        """Start the worker. Raises `EngineMissing` where there is no voice, `EngineError` when it does not start."""
        with self._turn:
            try:
                self._worker.start()
            except (OSError, EOFError) as error:
                raise EngineError(
                    f"The voice did not start ({error}). The answers can be read.", stage="say"
                ) from error

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        """The text, spoken; control characters are left out, and what comes after 4,000 characters."""
        words = speakable(text)
        if not any(character.isalnum() for character in words):
            return NOTHING_TO_SAY
        spoken = self._cache.get((voice, words))
        if spoken is None:
            with self._turn:
                spoken = self._cache.get((voice, words)) or self._speak(words, voice)
                self._cache.put((voice, words), spoken)
        self.last_voice_notice = spoken.notice
        return spoken.clip

    def close(self) -> None:
        """End the worker. The next utterance would start another."""
        self._worker.end()

    def _speak(self, text: str, voice: Voice) -> _Spoken:
        problem = ""
        for _ in range(TRIES):
            try:
                answer, wav = self._worker.ask(_request(text, voice), limit_s=self._time_limit_s)
                return _Spoken(_clip(wav), _notice(answer, voice))
            except (OSError, EOFError, ValueError, wave.Error) as error:
                problem = str(error) or type(error).__name__
                self._worker.end()
        raise EngineError(f"The voice failed twice ({problem}). The words stand in the transcript.", stage="say")


class _Cache:
    """The clips used last, within a number and a size."""

    def __init__(self, most_clips: int) -> None:
        self._most_clips = most_clips
        self._kept: OrderedDict[tuple[Voice, str], _Spoken] = OrderedDict()
        self._size_bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[Voice, str]) -> _Spoken | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple[Voice, str], spoken: _Spoken) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = spoken
            self._size_bytes += len(spoken.clip.pcm16)
            while self._kept and (len(self._kept) > self._most_clips or self._size_bytes > MOST_CACHED_BYTES):
                _, oldest = self._kept.popitem(last=False)
                self._size_bytes -= len(oldest.clip.pcm16)


class _Worker:
    """The process that speaks, started when it is needed. One thread at a time may ask; any thread may end it."""

    def __init__(self, command: Sequence[str], start_limit_s: float) -> None:
        self._command = tuple(command)
        self._start_limit_s = start_limit_s
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: bytes, *, limit_s: float) -> tuple[Mapping[str, object], bytes]:
        """The worker's answer and its WAV. Raises `OSError`, `EOFError` or `ValueError` when it fails or is late."""
        process = self.start()
        assert process.stdin is not None
        assert process.stdout is not None
        with _killed_after(process, limit_s) as late:
            with contextlib.suppress(BrokenPipeError):  # it died: the reading below says so
                write_frame(process.stdin, request)
                process.stdin.flush()
            answer, wav = read_frame(process.stdout), read_frame(process.stdout)
        if late.is_set():
            raise EOFError(f"it took longer than {limit_s:g} seconds")
        if answer is None or wav is None:
            raise EOFError("its process ended")
        content = json.loads(answer)
        if not isinstance(content, dict):
            raise ValueError("its answer makes no sense")
        if not wav:
            raise EOFError(str(content.get("error") or "it gave no sound"))
        return content, wav

    def start(self) -> subprocess.Popen[bytes]:
        """The running process. Raises `EngineMissing` where there is no voice, `EOFError` when it takes too long."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.end()
        said = ""
        for environment in _ENVIRONMENTS:
            process = self._launch(environment)
            said = self._first_line(process)
            if said.encode() == READY:
                self._process = process
                return process
            _end(process)
        raise EngineMissing(
            f"There is no voice on this machine ({said.strip() or 'its process ended'}).",
            fix="Install the packages of requirements.txt again, or espeak-ng; until then the answers can be read.",
        )

    def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _launch(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - our own module, no user input
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={**os.environ, **environment},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise EngineMissing(
                f"The voice cannot be started: {error.strerror}.", fix="Until it can, the answers can be read."
            ) from error

    def _first_line(self, process: subprocess.Popen[bytes]) -> str:
        assert process.stdout is not None
        with _killed_after(process, self._start_limit_s) as late:
            line = process.stdout.readline(1_000)
        if late.is_set():
            _end(process)
            raise EOFError(f"it took longer than {self._start_limit_s:g} seconds to start")
        return line.decode(errors="replace")


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


def speakable(text: str) -> str:
    """The text on one line, without control and invisible characters, cut at a word after 4,000 characters."""
    visible = "".join(one for one in text if one.isspace() or not unicodedata.category(one).startswith("C"))
    line = " ".join(visible.split())
    if len(line) <= MOST_CHARACTERS:
        return line
    return line[: MOST_CHARACTERS + 1].rsplit(" ", 1)[0][:MOST_CHARACTERS]


def _request(text: str, voice: Voice) -> bytes:
    return json.dumps({"text": text, "voice": voice.name, "rate": voice.rate_wpm, "pitch": voice.pitch}).encode()


def _notice(answer: Mapping[str, object], voice: Voice) -> str:
    if answer.get("as_asked", True):
        return ""
    return f"The voice '{voice.name}' is not on this machine; '{answer.get('voice')}' speaks instead."


def _clip(wav: bytes) -> AudioClip:
    with wave.open(io.BytesIO(wav)) as sound:
        if sound.getnchannels() != 1 or sound.getsampwidth() != PCM16_BYTES:
            raise ValueError("its sound has an unknown format")
        return AudioClip(sound.readframes(sound.getnframes()), sound.getframerate())
