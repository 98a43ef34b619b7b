"""Make the model file anew from the labelled lines: the same lines and code give the same bytes."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import SetupError
from simulator.moves.classifier import MODEL_FILE, fingerprint, train_model
from simulator.moves.model_file import model_to_bytes


@dataclass(frozen=True, slots=True)
class Remade:
    """What became of the file: whether its bytes changed, how many there are, their SHA-256."""

    changed: bool
    size_bytes: int
    sha256: str


def remake_model(path: Path = MODEL_FILE) -> Remade:
    """Train (about a minute) and put the model in its place. Raises `SetupError` where data or folder are not in order."""
    content = model_to_bytes(train_model(), fingerprint=fingerprint())
    try:
        before = path.read_bytes() if path.exists() else b""
        if content != before:
            _put(content, path)
    except OSError as error:
        raise SetupError(f"{path}: cannot be written: {error.strerror}.", fix="Free the folder or the disk.") from error
    return Remade(content != before, len(content), hashlib.sha256(content).hexdigest())


def _put(content: bytes, path: Path) -> None:
    """Write beside the place and move it there, so that nobody ever reads half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".moves-", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)  # a scratch file is its owner's alone
    written.replace(path)
