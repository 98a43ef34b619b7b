"""Speech to text by faster-whisper, from a model that is on this machine. Nothing is fetched unless asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.domain import Transcript, Utterance, Word
from simulator.engines.audio_files import SPEECH_RATE_HZ, require_turn_length
from simulator.engines.voice_activity import samples, speech_spans
from simulator.engines.whisper_models import MODEL_SIZES, check_model, download_model, find_model, require_model
from simulator.errors import EngineError, ModelUnavailable

__all__ = ["MODEL_SIZES", "WhisperTranscriber", "check_model", "download_model", "find_model", "window_s"]

FRAMES_PER_SECOND = 100
FULL_WINDOW_S = 30.0
SHORTEST_WINDOW_S = 10.0
WINDOW_MARGIN_S = 2.0
LONGEST_SHORTENED_S = 20.0
"""A turn up to here is encoded in a window of its own length and a margin; Whisper otherwise pads it to 30 s, which is
most of its cost on a CPU. A floor of 10 s lost no accuracy on real voices in another project's measurements
(transcribe.cpp, pull request 149); a much shorter window makes the published models repeat themselves."""
MOST_COMPRESSION = 2.4
"""Text that compresses better than this repeats itself (Whisper's own limit): the turn is heard again in a full window."""
TOKENS_PER_SECOND, TOKENS_AT_LEAST = 8, 16
"""The most tokens per second of speech that are written, so that a model that repeats itself comes to an end."""
_ENGINE_ERRORS = (RuntimeError, ValueError, IndexError)


def window_s(duration_s: float) -> float | None:
    """How much sound to encode for a turn of this length, in seconds; None for Whisper's own thirty."""
    if duration_s > LONGEST_SHORTENED_S:
        return None
    return max(SHORTEST_WINDOW_S, duration_s + WINDOW_MARGIN_S)


class WhisperTranscriber:
    """Whisper, int8 on the processor or in half precision on a GPU; greedy, one try, earlier text left out.

    `model` is a name (`base.en`) or a folder. The model loads at the first use, or with `load()`. `threads` of the
    processor; 0 leaves it to the library. Safe from several threads: they take turns.
    """

    def __init__(
        self, model: str | Path = "base.en", *, models_folder: Path, threads: int = 0, shorten_window: bool = True
    ) -> None:
        self._wanted = str(model)
        self._models_folder = models_folder
        self._threads = threads
        self._shorten = shorten_window
        self._model: Any = None
        self._lock = threading.Lock()
        self.name = f"Whisper {Path(model).name}"

    def load(self) -> None:
        """Raises `ModelUnavailable` when the model is not there or broken."""
        with self._lock:
            self._loaded()

    def transcribe(self, utterance: Utterance) -> Transcript:
        require_turn_length(utterance.clip)
        if not speech_spans(utterance.clip):
            return Transcript("", engine=self.name)  # Whisper writes words into silence
        sound = samples(utterance.clip)
        with self._lock:
            self._loaded()
            try:
                heard = self._hear(sound)
            except _ENGINE_ERRORS as error:
                raise EngineError(f"Whisper failed ({error}). Record again, or type.", stage="hear") from error
        return Transcript(heard.text, timed_words(heard.words, utterance.clip.duration_s), self.name)

    def _loaded(self) -> Any:  # noqa: ANN401 - a WhisperModel, imported late
        if self._model is None:
            folder = require_model(self._wanted, self._models_folder)
            self._model = open_model(folder, threads=self._threads)
        return self._model

    def _hear(self, sound: Any) -> _Heard:  # noqa: ANN401 - a numpy array
        shortened_s = window_s(len(sound) / SPEECH_RATE_HZ) if self._shorten else None
        try:
            heard = run(self._model, sound, shortened_s)
        except RuntimeError:  # a GPU whose libraries are not all there says so only now
            if self._model.model.device != "cuda":
                raise
            folder = require_model(self._wanted, self._models_folder)
            self._model = open_model(folder, threads=self._threads, gpu=False)
            heard = run(self._model, sound, shortened_s)
        if heard.compression > MOST_COMPRESSION and shortened_s is not None:
            heard = run(self._model, sound, None)
        return heard


@dataclass(frozen=True, slots=True)
class _Heard:
    text: str
    words: tuple[Any, ...]  # of faster-whisper
    compression: float


def run(model: Any, sound: Any, shortened_s: float | None) -> _Heard:  # noqa: ANN401 - of the library
    """Hear float samples at 16 kHz in a window of `shortened_s` seconds (None: the full one)."""
    model.window_s = shortened_s
    spoken_s = min(len(sound) / SPEECH_RATE_HZ, FULL_WINDOW_S)
    segments, _ = model.transcribe(
        sound,
        language="en",
        beam_size=1,
        temperature=0.0,
        condition_on_previous_text=False,
        vad_filter=True,
        word_timestamps=True,
        compression_ratio_threshold=MOST_COMPRESSION,
        max_new_tokens=round(TOKENS_AT_LEAST + TOKENS_PER_SECOND * spoken_s),
    )
    found = list(segments)
    return _Heard(
        " ".join(segment.text.strip() for segment in found).strip(),
        tuple(word for segment in found for word in segment.words or ()),
        max((segment.compression_ratio for segment in found), default=0.0),
    )


def timed_words(found: Iterable[Any], limit_s: float) -> tuple[Word, ...]:
    """The library's words as ours: within the clip, each starting no earlier than the one before."""
    words: list[Word] = []
    for one in found:
        earliest_s = words[-1].start_s if words else 0.0
        start_s = min(max(float(one.start), earliest_s), limit_s)
        end_s = min(max(float(one.end), start_s), limit_s)
        words.append(Word(one.word.strip(), start_s, end_s, float(one.probability)))
    return tuple(words)


def open_model(folder: Path, *, threads: int = 0, gpu: bool = True) -> Any:  # noqa: ANN401 - a WhisperModel, imported late
    """A Whisper that can encode less than the thirty seconds everything is padded to, by its `window_s`.

    On a GPU if there is one and `gpu` allows it. Raises `ModelUnavailable` when the files are no model.
    """
    import ctranslate2
    from faster_whisper import WhisperModel

    class WindowedWhisper(WhisperModel):  # type: ignore[misc]
        window_s: float | None = None

        def encode(self, features: Any) -> Any:  # noqa: ANN401 - arrays of the library
            if self.window_s is not None:
                features = features[..., : round(self.window_s * FRAMES_PER_SECOND)]
            return super().encode(features)

    on_gpu = gpu and ctranslate2.get_cuda_device_count() > 0
    try:
        return WindowedWhisper(
            str(folder),
            device="cuda" if on_gpu else "cpu",
            compute_type="int8_float16" if on_gpu else "int8",
            cpu_threads=threads,
            local_files_only=True,
        )
    except Exception as error:  # the libraries raise anything for files that are not a model
        if on_gpu:
            return open_model(folder, threads=threads, gpu=False)
        reason = next(iter(str(error).splitlines()), repr(error))
        raise ModelUnavailable(
            f"{folder} is not a speech model that can be loaded ({reason}).",
            fix="Fetch it again with: python -m simulator models download base.en",
        ) from error
