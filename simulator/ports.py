"""What the program needs from outside, one verb each. Engines implement these; the fakes are in `engines/fake.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from simulator.domain import AudioClip, Move, Transcript, Utterance, Voice


class Transcriber(Protocol):
    """Speech to text."""

    @property
    def name(self) -> str:
        """Short engine name for transcripts and notices, such as `faster-whisper base.en`."""
        ...

    def transcribe(self, utterance: Utterance) -> Transcript:
        """Words of one utterance, any sample rate; word times from the start of the clip.

        Silence or noise gives `text == ""`. Raises `AudioError` for a clip that is too long, `ModelUnavailable` when
        the model cannot be loaded, `EngineError` (stage `hear`) when the engine breaks. Safe to call from several
        threads.
        """
        ...


@runtime_checkable
class CanFollow(Protocol):
    """A recogniser that can hear a turn while it grows."""

    def follower(self) -> Transcriber:
        """A `Transcriber` for one call. Given the sound of a turn that has grown, it costs only what is new."""
        ...


class VoiceActivity(Protocol):
    """Whether somebody speaks, heard window by window."""

    def probability(self, window: bytes) -> float:
        """How probably this window is speech: 512 samples at 16 kHz (32 ms), 16-bit mono. Remembers those before it."""
        ...

    def reset(self) -> None:
        """Forget what was heard."""
        ...


class Synthesizer(Protocol):
    """Text to speech."""

    @property
    def name(self) -> str: ...

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        """The text, spoken. Raises `EngineMissing` without a voice engine, `EngineError` (stage `say`) when it fails
        or takes longer than its limit. Safe to call from several threads."""
        ...


class MoveClassifier(Protocol):
    """What an utterance does."""

    def classify(self, text: str, *, context: str = "") -> tuple[Move, ...]:
        """One `Move` for every `MoveKind`, in the order of the enumeration, with its probability.

        `context` is what the persona said just before. The span of each move is the sentence or clause most
        responsible, whole words, never empty unless the text is. The severity is set on the job ask only. A blank text
        gives probability 0 for every kind. Deterministic.
        """
        ...


class Wording(Protocol):
    """An answer in other words."""

    @property
    def name(self) -> str: ...

    def word(self, instructions: str, request: str) -> str:
        """What a language model makes of the request, as it comes: nothing about it can be relied on.

        Returns within five seconds. Raises `EngineError` (stage `reply`) when there is no answer by then, or none that can
        be read. Safe to call from several threads.
        """
        ...


ELSEWHERE = "elsewhere"
"""The subject of what has nothing to do with anybody's work."""


class SubjectGuesser(Protocol):
    """What a question is about, whoever is asked, and how near two texts are in meaning."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects, in the order of the columns below; `ELSEWHERE` is one of them."""
        ...

    def probabilities(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - a numpy array; ports need no numpy
        """How probable each subject is, float array (texts, subjects); rows sum to 1."""
        ...

    def embed(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Vectors of unit length by meaning, float array (texts, dimensions); zeros for a text without words."""
        ...
