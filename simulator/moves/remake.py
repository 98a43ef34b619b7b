"""Make the model file anew from the labelled lines: the same lines and code give the same bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import SetupError
from simulator.moves.classifier import MODEL_FILE, fingerprint, train_model
from simulator.moves.model_file import model_to_bytes

_READABLE_BY_ALL = 0o644


@dataclass(frozen=True, slots=True)
class Remade:
    """What became of the file: whether its bytes changed, how many there are, their SHA-256."""

    changed: bool
    size_bytes: int
    sha256: str


def remake_model(path: Path = MODEL_FILE) -> Remade:
    """Train (a few minutes) and put the model in its place. Raises `SetupError` where data or folder are not in order."""
    content = model_to_bytes(train_model(), fingerprint=fingerprint())
    try:
        before = path.read_bytes() if path.exists() else b""
        if content != before:
            _put(content, path)
    except OSError as error:
        raise SetupError(f"{path}: cannot be written: {error.strerror}.", fix="Free the folder or the disk.") from error
    return Remade(content != before, len(content), hashlib.sha256(content).hexdigest())


def _put(content: bytes, path: Path) -> None:
    """Write beside the place and move it there, so that nobody ever reads half a file and no rest is left of a failure."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".moves-")
    os.close(handle)
    beside = Path(name)
    try:
        beside.write_bytes(content)
        beside.chmod(_READABLE_BY_ALL)  # a temporary file is for its maker's eyes only
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
