"""The SQLite file: connections that lose nothing and leave nothing behind, and its troubles as sentences."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from simulator.errors import StoreError
from simulator.store.migrations import migrate

BUSY_TIMEOUT_S = 10.0
FOLDER_MODE = 0o700
FILE_MODE = 0o600
WENT_ON_ELSEWHERE = "This talk was continued in another tab or window. Load it again to go on from there."


class Database:
    """One file, brought up to date when it is opened. Safe from several threads and processes.

    A transaction has reached the disk when its block ends. Every trouble is a `StoreError` in a sentence.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self.explained():
            path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            path.touch(mode=FILE_MODE, exist_ok=True)
            with suppress(PermissionError):  # somebody else's file that we may use
                path.chmod(FILE_MODE)  # one that was copied here; SQLite gives its other files the same mode
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=NullPool,  # a connection a call: none is shared by threads, none left open when the process dies
            connect_args={"timeout": BUSY_TIMEOUT_S},
            hide_parameters=True,  # they are what people said, and errors are logged
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._writing_engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with self.writing() as connection:
            migrate(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from the start: looking and writing are one step."""
        with _writers_turn(self._path), self.explained(), self._writing_engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment and hinders nobody."""
        with self.explained(), self._engine.connect() as connection:
            yield connection

    def forget(self) -> None:
        """Empty the write-ahead log: what was deleted must not linger in it."""
        with self.explained(), self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.close()
        if busy:
            raise StoreError(
                f"The talk is deleted, but {self._path} is in use and may still hold traces of it. "
                "Close the other tabs and delete once more."
            )

    @contextmanager
    def explained(self) -> Iterator[None]:
        """What goes wrong on the disk, as a sentence: what, where, what to do. The sentence never holds a talk's words."""
        try:
            yield
        except IntegrityError as error:
            if "UNIQUE" in str(error.orig):
                raise StoreError(WENT_ON_ELSEWHERE) from error
            raise StoreError(f"This cannot be kept in {self._path}: {error.orig}.") from error
        except OSError as error:
            raise StoreError(
                f"{error.filename or self._path} cannot be used: {error.strerror}. Check its rights and the free space, "
                "or point SIMULATOR_HOME to another folder."
            ) from error
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise StoreError(f"Your talks in {self._path} cannot be used: {_reason(error)}") from error
        except (OverflowError, UnicodeEncodeError):
            raise StoreError(
                f"This cannot be kept in {self._path}: it holds a character or number beyond it."
            ) from None


def _reason(error: Exception) -> str:
    problem = str(getattr(error, "orig", None) or error).splitlines()[0].lower()
    for sign, reason in _REASONS.items():
        if sign in problem:
            return reason
    return f"{problem}. Check the disk, or point SIMULATOR_HOME to another folder."


_REASONS = {
    "full": "the disk is full. Free some space and try again; what was said before is safe.",
    "readonly": "the folder is read-only. Allow writing, or point SIMULATOR_HOME to another folder.",
    "read-only": "the folder is read-only. Allow writing, or point SIMULATOR_HOME to another folder.",
    "unable to open": "the file cannot be opened. Check the folder's rights, or point SIMULATOR_HOME to another folder.",
    "not a database": "the file is damaged. Move it away to start afresh.",
    "malformed": "the file is damaged. Move it away to start afresh.",
    "no such table": "the file is damaged. Move it away to start afresh.",
    "no such column": "the file is damaged. Move it away to start afresh.",
    "locked": "another program is using it. Close the other tab or window and try again.",
    "disk i/o": "the disk cannot be read or written. Check it and its free space, and try again.",
}
"""What SQLite says, and what it means."""


@cache
def _writers_turn(path: Path) -> threading.Lock:  # noqa: ARG001 - one for each path
    """Writers of this process queue here: SQLite's own lock is unfair, and under load somebody would wait for ever."""
    return threading.Lock()


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's own connection
    connection.isolation_level = None  # transactions begin in `_begin`
    cursor = connection.cursor()
    try:
        # a write-ahead log with full synchronisation: a killed server loses nothing, and reading hinders nobody
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")  # deleted words are overwritten
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
