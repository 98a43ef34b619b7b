"""Engines that pretend, for tests and demonstrations: they keep every promise of the ports."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping

from simulator.domain import AudioClip, Move, MoveKind, Severity, Transcript, Utterance, Voice, Word
from simulator.engines.audio_files import require_turn_length
from simulator.language import speaking_time_s, words

QUIET = 200
"""Samples below this, of 32,767, are silence to the fake."""


class FakeTranscriber:
    """Understands whatever it is told to, one text after another; then nothing."""

    name = "fake"

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = iter(texts)

    def transcribe(self, utterance: Utterance) -> Transcript:
        require_turn_length(utterance.clip)
        silent = max(map(abs, array("h", utterance.clip.pcm16)), default=0) < QUIET
        text = "" if silent else next(self._texts, "")
        spoken = words(text)
        step_s = utterance.clip.duration_s / max(1, len(spoken))
        timed = tuple(Word(word, i * step_s, (i + 1) * step_s, 1.0) for i, word in enumerate(spoken))
        return Transcript(text, timed, self.name)


class FakeSynthesizer:
    """Speaks in silence, for as long as it would take."""

    name = "fake"

    def __init__(self, *, sample_rate_hz: int = 8_000) -> None:
        self._sample_rate_hz = sample_rate_hz
        self.spoken: list[str] = []

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        self.spoken.append(text)
        samples = round(speaking_time_s(text, voice.rate_wpm) * self._sample_rate_hz)
        return AudioClip(b"\0\0" * samples, self._sample_rate_hz)


class FakeClassifier:
    """Finds the moves whose words it was told to look for."""

    def __init__(self, cues: Mapping[str, MoveKind | tuple[MoveKind, Severity]] | None = None) -> None:
        self._cues = dict(cues or {})

    def classify(self, text: str, *, context: str = "") -> tuple[Move, ...]:  # noqa: ARG002 - the port has it
        found: dict[MoveKind, Severity | None] = {}
        for cue, meaning in self._cues.items():
            if cue in text.lower():
                kind, severity = meaning if isinstance(meaning, tuple) else (meaning, None)
                found[kind] = severity
        if "?" in text:
            found.setdefault(MoveKind.QUESTION, None)
        return tuple(Move(kind, 0.9 if kind in found else 0.0, 0, len(text), found.get(kind)) for kind in MoveKind)


class FakeWording:
    """Words whatever it is asked to as it was told to, one answer after another; then nothing."""

    name = "fake"

    def __init__(self, answers: Iterable[str] = ()) -> None:
        self._answers = iter(answers)
        self.asked: list[tuple[str, str]] = []

    def word(self, instructions: str, request: str) -> str:
        self.asked.append((instructions, request))
        return next(self._answers, "")


class BrokenEngine:
    """Raises what it is given, whatever is asked of it."""

    name = "broken"

    def __init__(self, error: Callable[[], Exception]) -> None:
        self._error = error

    def transcribe(self, utterance: Utterance) -> Transcript:  # noqa: ARG002 - the port has it
        raise self._error()

    def synthesize(self, text: str, voice: Voice) -> AudioClip:  # noqa: ARG002 - the port has it
        raise self._error()

    def word(self, instructions: str, request: str) -> str:  # noqa: ARG002 - the port has it
        raise self._error()
