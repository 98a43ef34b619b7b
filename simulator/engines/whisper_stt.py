"""Speech to text by faster-whisper, from a model that is on this machine. Nothing is fetched unless asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.domain import Transcript, Utterance, Word
from simulator.engines.audio_files import require_turn_length
from simulator.engines.voice_activity import samples, speech_spans
from simulator.errors import EngineError, ModelUnavailable

MODEL_FILES = ("config.json", "model.bin", "tokenizer.json")
MODEL_SIZES = {
    "tiny.en": 78_000_000,
    "base.en": 148_000_000,
    "small.en": 486_000_000,
    "medium.en": 1_530_000_000,
    "tiny": 78_000_000,
    "base": 148_000_000,
    "small": 486_000_000,
}
"""Bytes to fetch, about, for the models that suit a laptop."""
FRAMES_PER_SECOND = 100
FULL_WINDOW_S = 30.0
SHORTEST_WINDOW_S = 10.0
WINDOW_MARGIN_S = 2.0
LONGEST_SHORTENED_S = 20.0
"""A turn up to here is encoded in a window of its own length and a margin; Whisper otherwise pads it to 30 s, which is most
of its cost on a CPU. Below 10 s accuracy is not established (whisper.cpp PR 149, transcribe.cpp), so that is the floor."""
MOST_COMPRESSION = 2.4
"""Text that compresses better than this repeats itself: the window was too short for this turn (Whisper's own limit)."""
TOKENS_PER_SECOND, TOKENS_AT_LEAST = 8, 16


def find_model(name: str, models_folder: Path) -> Path | None:
    """The folder of a model: a path that is given, a folder of that name among the models, or the local cache of the hub."""
    for folder in (Path(name).expanduser(), models_folder / name):
        if folder.is_dir() and (folder / "model.bin").exists():
            return folder
    if any(separator in name for separator in "\\/"):
        return None
    return _cached(name)


def _cached(name: str) -> Path | None:
    from faster_whisper.utils import download_model as locate

    try:
        folder = Path(locate(name, local_files_only=True))
    except Exception:
        return None
    return folder if (folder / "model.bin").exists() else None


def check_model(folder: Path) -> None:
    """Raises `ModelUnavailable` naming the files that are missing."""
    missing = [name for name in MODEL_FILES if not (folder / name).exists()]
    if not list(folder.glob("vocabulary.*")):
        missing.append("vocabulary.json or vocabulary.txt")
    if missing:
        raise ModelUnavailable(
            f"{folder} is not a complete speech model: {', '.join(missing)} missing.",
            fix="Copy all files of a faster-whisper model into it, or choose another model.",
        )


class WhisperTranscriber:
    """Whisper, int8 on the processor or half precision on a GPU; greedy, one try, no conditioning on earlier text.

    `model` is a name (`base.en`) or a folder. The model loads at the first use, or with `load()`. `threads` of the
    processor; 0 leaves it to the library.
    """

    def __init__(
        self, model: str = "base.en", *, models_folder: Path, threads: int = 0, shorten_window: bool = True
    ) -> None:
        self._wanted = model
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

    def _loaded(self) -> Any:  # noqa: ANN401 - a WhisperModel, imported late
        if self._model is None:
            folder = find_model(self._wanted, self._models_folder)
            if folder is None:
                given = Path(self._wanted).expanduser()
                if given.is_dir():
                    check_model(given)
                raise ModelUnavailable(
                    f"The speech model '{self._wanted}' is not on this machine.",
                    fix=f"Run: python -m simulator models download {self._wanted}",
                )
            check_model(folder)
            self._model = _open_model(folder, self._threads)
        return self._model

    def transcribe(self, utterance: Utterance) -> Transcript:
        require_turn_length(utterance.clip)
        if not speech_spans(utterance.clip):
            return Transcript("", engine=self.name)  # Whisper writes words into silence
        sound = samples(utterance.clip)
        with self._lock:
            model = self._loaded()
            try:
                text, words, compression = self._run(model, sound, self._window_s(utterance.clip.duration_s))
                if compression > MOST_COMPRESSION and model.window_s is not None:
                    text, words, _ = self._run(model, sound, None)
            except (RuntimeError, ValueError) as error:
                raise EngineError(f"Whisper failed ({error}). Record again, or type.", stage="hear") from error
        limit_s = utterance.clip.duration_s
        kept = tuple(
            Word(word.word.strip(), min(word.start, limit_s), min(max(word.start, word.end), limit_s), word.probability)
            for word in words
        )
        return Transcript(text, kept, self.name)

    def _window_s(self, duration_s: float) -> float | None:
        if not self._shorten or duration_s > LONGEST_SHORTENED_S:
            return None
        return max(SHORTEST_WINDOW_S, duration_s + WINDOW_MARGIN_S)

    def _run(self, model: Any, sound: Any, window_s: float | None) -> tuple[str, list[Any], float]:  # noqa: ANN401
        model.window_s = window_s
        duration_s = len(sound) / 16_000
        segments, _ = model.transcribe(
            sound,
            language="en",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            vad_filter=True,
            word_timestamps=True,
            max_new_tokens=round(TOKENS_AT_LEAST + TOKENS_PER_SECOND * min(duration_s, FULL_WINDOW_S)),
        )
        found = list(segments)
        text = " ".join(segment.text.strip() for segment in found).strip()
        words = [word for segment in found for word in segment.words or ()]
        return text, words, max((segment.compression_ratio for segment in found), default=0.0)


def _open_model(folder: Path, threads: int) -> Any:  # noqa: ANN401 - a WhisperModel, imported late
    import ctranslate2
    from faster_whisper import WhisperModel

    class WindowedWhisper(WhisperModel):  # type: ignore[misc]
        """Whisper that can encode less than the 30 seconds everything is padded to."""

        window_s: float | None = None

        def encode(self, features: Any) -> Any:  # noqa: ANN401 - arrays of the library
            if self.window_s is not None:
                features = features[..., : round(self.window_s * FRAMES_PER_SECOND)]
            return super().encode(features)

    gpu = ctranslate2.get_cuda_device_count() > 0
    try:
        return WindowedWhisper(
            str(folder),
            device="cuda" if gpu else "cpu",
            compute_type="int8_float16" if gpu else "int8",
            cpu_threads=threads,
            local_files_only=True,
        )
    except Exception as error:  # the libraries raise anything for files that are not a model
        raise ModelUnavailable(
            f"{folder} is not a speech model that can be loaded ({str(error).splitlines()[0] if str(error) else error!r}).",
            fix="Fetch it again: python -m simulator models download base.en",
        ) from error


def download_model(name: str, models_folder: Path, on_progress: Callable[[int, int | None], None]) -> Path:
    """Fetch a model into the models folder; goes on where an earlier try broke off. Calls `on_progress(done, total)` in
    bytes. Raises `ModelUnavailable` for an unknown name, or without network."""
    from faster_whisper.utils import _MODELS

    if name not in _MODELS:
        raise ModelUnavailable(f"There is no speech model '{name}'.", fix=f"Choose one of: {', '.join(MODEL_SIZES)}.")
    folder = models_folder / name
    watcher = _Watcher(folder, MODEL_SIZES.get(name), on_progress)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with watcher:
            _fetch(_MODELS[name], folder)
        check_model(folder)
    except ModelUnavailable:
        raise
    except Exception as error:
        raise ModelUnavailable(
            f"The speech model '{name}' could not be fetched ({type(error).__name__}).",
            fix=f"Check the network and try again, or copy the files of the model by hand into {folder}.",
        ) from error
    return folder


def _fetch(repository: str, folder: Path) -> None:
    import huggingface_hub

    huggingface_hub.snapshot_download(
        repository,
        local_dir=str(folder),
        allow_patterns=["config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"],
    )


class _Watcher:
    """Tells how much of a folder has arrived, twice a second."""

    def __init__(self, folder: Path, total: int | None, on_progress: Callable[[int, int | None], None]) -> None:
        self._folder, self._total, self._on_progress = folder, total, on_progress
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self._tell()

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            self._tell()

    def _tell(self) -> None:
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        self._on_progress(sum(path.stat().st_size for path in files if path.exists()), self._total)
