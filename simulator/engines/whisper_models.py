"""Whisper models on this machine: where they are, whether they are complete, and fetching one when asked to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.errors import ModelUnavailable

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
MODEL_FILES = ("config.json", "model.bin", "tokenizer.json")
"""What a model folder must hold, besides a vocabulary as JSON or text."""
FETCHED_FILES = [*MODEL_FILES, "preprocessor_config.json", "vocabulary.*"]
LOOK_EVERY_S = 0.5

ProgressReport = Callable[[int, int | None], None]
"""Told the bytes that are there, and how many there will be if that is known."""


def repository_of(name: str) -> str:
    """The repository of a published model on the Hugging Face hub. Raises `ModelUnavailable` for an unknown name."""
    if name not in MODEL_SIZES:
        raise ModelUnavailable(f"There is no speech model '{name}'.", fix=f"Choose one of: {', '.join(MODEL_SIZES)}.")
    return f"Systran/faster-whisper-{name}"


def missing_files(folder: Path) -> tuple[str, ...]:
    """The files that a complete model folder would have and this one has not; an empty file counts as missing."""
    missing = [name for name in MODEL_FILES if not _holds(folder / name)]
    if not any(_holds(path) for path in folder.glob("vocabulary.*")):
        missing.append("vocabulary.json or vocabulary.txt")
    return tuple(missing)


def _holds(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def check_model(folder: Path) -> None:
    """Raises `ModelUnavailable` naming the files that are missing."""
    missing = missing_files(folder)
    if missing:
        raise ModelUnavailable(
            f"{folder} is not a complete speech model: {', '.join(missing)} missing.",
            fix="Copy all files of a faster-whisper model into it, fetch the model again, or choose another.",
        )


def find_model(name: str, models_folder: Path) -> Path | None:
    """The folder of a complete model: a folder that is named, one of that name among the models, or the hub's cache.

    Looks at files only: nothing is fetched and no network is used.
    """
    for folder in (Path(name).expanduser(), models_folder / name):
        if folder.is_dir() and not missing_files(folder):
            return folder
    return _cached(name) if name in MODEL_SIZES else None


def _cached(name: str) -> Path | None:
    import huggingface_hub

    try:
        folder = Path(huggingface_hub.snapshot_download(repository_of(name), local_files_only=True))
    except (OSError, ValueError):
        return None
    return None if missing_files(folder) else folder


def require_model(name: str, models_folder: Path) -> Path:
    """The folder of a complete model. Raises `ModelUnavailable` saying what is missing and what to do."""
    folder = find_model(name, models_folder)
    if folder is not None:
        return folder
    for candidate in (Path(name).expanduser(), models_folder / name):
        if candidate.is_dir():
            check_model(candidate)
    fix = f"Run: python -m simulator models download {name}" if name in MODEL_SIZES else "Choose a folder that exists."
    raise ModelUnavailable(f"The speech model '{name}' is not on this machine.", fix=fix)


def download_model(name: str, models_folder: Path, on_progress: ProgressReport, *, endpoint: str | None = None) -> Path:
    """Fetch a published model into `models_folder / name`; goes on where an earlier try broke off.

    `on_progress` is called twice a second, by the thread that called this function. `endpoint` is the address of another
    hub than the public one. Raises `ModelUnavailable` for an unknown name, and when the network or the disk fails; what
    has arrived is kept for the next try.
    """
    repository = repository_of(name)
    folder = models_folder / name
    fetching = _Fetching(repository, folder, endpoint)
    fetching.start()
    while fetching.is_alive():
        fetching.join(LOOK_EVERY_S)
        on_progress(_folder_size(folder), MODEL_SIZES[name])
    if fetching.error is not None:
        raise ModelUnavailable(
            f"The speech model '{name}' could not be fetched ({type(fetching.error).__name__}).",
            fix=f"Check the network and the space on the disk, and try again; or fetch the files of {repository} on "
            f"another computer and copy them into {folder}.",
        ) from fetching.error
    check_model(folder)
    return folder


class _Fetching(threading.Thread):
    """Fetches a repository into a folder. A daemon: leaving the program leaves the rest for the next try."""

    def __init__(self, repository: str, folder: Path, endpoint: str | None) -> None:
        super().__init__(daemon=True)
        self._repository, self._folder, self._endpoint = repository, folder, endpoint
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            import huggingface_hub

            self._folder.mkdir(parents=True, exist_ok=True)
            huggingface_hub.snapshot_download(
                self._repository,
                local_dir=self._folder,
                allow_patterns=FETCHED_FILES,
                endpoint=self._endpoint,
                tqdm_class=_quiet_bar(),
            )
        except Exception as error:  # the hub's library raises what each of its network libraries raises
            self.error = error


def _quiet_bar() -> Any:  # noqa: ANN401 - a class of tqdm, imported late
    from faster_whisper.utils import disabled_tqdm

    return disabled_tqdm


def _folder_size(folder: Path) -> int:
    """Bytes of everything in the folder, of files that are still arriving too."""
    return sum(_size(path) for path in folder.rglob("*"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # renamed while we looked
        return 0
