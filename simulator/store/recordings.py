"""Recordings of turns, as files beside the database: `audio/<talk>/<turn>.wav`."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from simulator.errors import StoreError
from simulator.store.database import FILE_MODE, FOLDER_MODE

NOT_HERE = "This talk is not here any more. It may have been deleted."
_SESSION_ID = re.compile(r"[0-9a-f]{32}")


class Recordings:
    """The sound of turns in one folder. Raises `OSError` for the disk's troubles; the store puts them into words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, session_id: str, turn_index: int, wav: bytes) -> None:
        """Keep the sound, whole or not at all."""
        path = self._path(session_id, turn_index)
        self._folder.mkdir(exist_ok=True, mode=FOLDER_MODE)
        path.parent.mkdir(exist_ok=True, mode=FOLDER_MODE)
        scratch = path.with_name(f"{path.stem}.{uuid4().hex}.new")
        try:
            with open(scratch, "xb", opener=_open_private) as file:
                file.write(wav)
            scratch.replace(path)
        except OSError:
            with suppress(OSError):
                scratch.unlink()
            raise

    def read(self, session_id: str, turn_index: int) -> bytes | None:
        with suppress(FileNotFoundError):
            return self._path(session_id, turn_index).read_bytes()
        return None

    def turns(self, session_id: str) -> frozenset[int]:
        """The numbers of the turns that have a recording."""
        if not _SESSION_ID.fullmatch(session_id):
            return frozenset()
        files = (self._folder / session_id).glob("*.wav")
        return frozenset(int(one.stem) for one in files if one.stem.isdecimal())

    def size_bytes(self) -> int:
        """How much room they take, all together."""
        sizes = 0
        for one in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):  # deleted meanwhile
                sizes += one.stat().st_size
        return sizes

    def delete(self, session_id: str) -> None:
        if _SESSION_ID.fullmatch(session_id):
            _remove(self._folder / session_id)

    def delete_all(self) -> None:
        _remove(self._folder)

    def _path(self, session_id: str, turn_index: int) -> Path:
        if not _SESSION_ID.fullmatch(session_id):  # it becomes part of a path
            raise StoreError(NOT_HERE)
        return self._folder / session_id / f"{turn_index:04d}.wav"


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
