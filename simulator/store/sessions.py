"""`SessionStore`: create a talk, append its turns, read it back, delete it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from simulator.domain import Booking, EndedBy, MeetingFormat, Turn
from simulator.errors import StoreError
from simulator.store.migrations import migrate
from simulator.store.tables import SESSIONS, TURNS, turn_from_row, turn_to_row

BUSY_TIMEOUT_S = 5.0
_SESSION_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A talk in the list. `ended_by` is None while it is unfinished; `overall` is None when it was not rated."""

    id: str
    persona_id: str
    persona_name: str
    booking: Booking
    seed: int
    started_at: datetime
    ended_by: EndedBy | None
    ended_s: float | None
    overall: int | None
    turn_count: int


class SessionStore:
    """The talks of one user, in one folder. Safe from several threads and processes; every write is on the disk when
    the method returns. Raises `StoreError` for everything that goes wrong, in a sentence."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "talks.sqlite3"
        with self._explained():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.touch(mode=0o600, exist_ok=True)
        # a connection a call: nothing to share between threads, nothing left open when the process dies
        self._engine = create_engine(
            f"sqlite:///{self._path}", poolclass=NullPool, connect_args={"timeout": BUSY_TIMEOUT_S}
        )
        event.listen(self._engine, "connect", _prepare_connection)
        event.listen(self._engine, "begin", _begin_immediately)
        with self._writing() as connection:
            migrate(connection)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def create(self, persona_id: str, booking: Booking, seed: int, *, now: datetime, persona_name: str) -> str:
        """A new talk; returns its id."""
        session_id = uuid4().hex
        with self._writing() as connection:
            connection.execute(
                SESSIONS.insert().values(
                    id=session_id,
                    persona_id=persona_id,
                    persona_name=persona_name,
                    format=booking.format.value,
                    minutes=booking.minutes,
                    seed=seed,
                    started_at=now.isoformat(),
                )
            )
        return session_id

    def append(self, session_id: str, turn: Turn) -> None:
        """Keep the next turn. The same turn twice is kept once; another turn in its place, or a gap, is refused."""
        row = turn_to_row(session_id, turn)
        with self._writing() as connection:
            self._require(connection, session_id)
            count = connection.execute(select(func.count()).where(TURNS.c.session_id == session_id)).scalar_one()
            if turn.index < count:
                self._require_same(connection, row)
                return
            if turn.index > count:
                raise StoreError(f"Turn {turn.index} cannot be kept: turn {count} is missing. Load the talk again.")
            connection.execute(TURNS.insert().values(**row))

    @staticmethod
    def _require_same(connection: Connection, row: dict[str, Any]) -> None:
        stored = connection.execute(
            select(TURNS).where(TURNS.c.session_id == row["session_id"], TURNS.c.number == row["number"])
        ).one()
        if dict(stored._mapping) != row:
            raise StoreError("This talk went on in another window. Load it again to go on from there.")

    def finish(self, session_id: str, ended_by: EndedBy, ended_s: float) -> None:
        self._update(session_id, ended_by=ended_by.value, ended_s=ended_s)

    def set_score(self, session_id: str, overall: int | None) -> None:
        """Keep the overall score for lists; None = not rated."""
        self._update(session_id, overall=overall)

    def _update(self, session_id: str, **values: Any) -> None:  # noqa: ANN401 - column values
        with self._writing() as connection:
            self._require(connection, session_id)
            connection.execute(SESSIONS.update().where(SESSIONS.c.id == session_id).values(**values))

    def delete(self, session_id: str) -> None:
        """Delete a talk with its recordings; one that is not there is deleted already."""
        with self._writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.id == session_id))
        self._after_deletion()
        if _SESSION_ID.fullmatch(session_id):
            shutil.rmtree(self._audio_folder / session_id, ignore_errors=True)

    def delete_all(self) -> None:
        with self._writing() as connection:
            connection.execute(SESSIONS.delete())
        self._after_deletion()
        shutil.rmtree(self._audio_folder, ignore_errors=True)

    def _after_deletion(self) -> None:
        """Empty the write-ahead log too: deleted words must not linger in it."""
        with self._explained(), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    def get(self, session_id: str) -> StoredSession:
        with self._reading() as connection:
            row = connection.execute(_SESSION_LIST.where(SESSIONS.c.id == session_id)).one_or_none()
        if row is None:
            raise StoreError("This talk is not here any more. It may have been deleted.")
        return _stored(row)

    def turns(self, session_id: str) -> tuple[Turn, ...]:
        with self._reading() as connection:
            self._require(connection, session_id)
            rows = connection.execute(
                select(TURNS).where(TURNS.c.session_id == session_id).order_by(TURNS.c.number)
            ).all()
        try:
            return tuple(turn_from_row(row) for row in rows)
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"The talk in {self._path} cannot be read; it may be damaged. Delete it to go on."
            ) from error

    def sessions(self) -> tuple[StoredSession, ...]:
        """All talks, the newest first."""
        with self._reading() as connection:
            rows = connection.execute(_SESSION_LIST.order_by(SESSIONS.c.started_at.desc(), SESSIONS.c.id)).all()
        return tuple(_stored(row) for row in rows)

    def unfinished(self) -> tuple[StoredSession, ...]:
        return tuple(session for session in self.sessions() if session.ended_by is None)

    # ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _audio_folder(self) -> Path:
        return self._folder / "audio"

    def _audio_path(self, session_id: str, turn_index: int) -> Path:
        if not _SESSION_ID.fullmatch(session_id):
            raise StoreError("This talk is not here any more. It may have been deleted.")
        return self._audio_folder / session_id / f"{turn_index:04d}.wav"

    def save_audio(self, session_id: str, turn_index: int, wav: bytes) -> None:
        path = self._audio_path(session_id, turn_index)
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            scratch = path.with_suffix(".new")
            scratch.write_bytes(wav)
            scratch.chmod(0o600)
            scratch.replace(path)

    def audio(self, session_id: str, turn_index: int) -> bytes | None:
        path = self._audio_path(session_id, turn_index)
        with self._explained():
            return path.read_bytes() if path.exists() else None

    # ── connections ──────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _require(connection: Connection, session_id: str) -> None:
        if connection.execute(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id)).one_or_none() is None:
            raise StoreError("This talk is not here any more. It may have been deleted.")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What goes wrong on the disk, as a sentence."""
        try:
            yield
        except StoreError:
            raise
        except IntegrityError as error:
            raise StoreError("This talk went on in another window. Load it again to go on from there.") from error
        except OSError as error:
            raise StoreError(
                f"{self._folder} cannot be used: {error.strerror}. Check its rights and the free space."
            ) from error
        except (DatabaseError, SQLAlchemyError) as error:
            raise StoreError(f"Your talks in {self._path} cannot be used: {_reason(error)}") from error


def _reason(error: SQLAlchemyError) -> str:
    problem = str(getattr(error, "orig", None) or error).splitlines()[0].lower()
    if "full" in problem:
        return "the disk is full. Free some space and try again; what was said before is safe."
    if "readonly" in problem or "read-only" in problem:
        return "the folder is read-only. Allow writing, or point SIMULATOR_HOME to another folder."
    if "unable to open" in problem:
        return "the file cannot be opened. Check the folder's rights, or point SIMULATOR_HOME to another folder."
    if "not a database" in problem or "malformed" in problem:
        return "the file is damaged. Move it away to start afresh."
    if "locked" in problem:
        return "another program is using it. Close the other window and try again."
    return f"{problem}."


_SESSION_LIST = select(
    SESSIONS,
    select(func.count()).where(TURNS.c.session_id == SESSIONS.c.id).scalar_subquery().label("turn_count"),
)


def _stored(row: Any) -> StoredSession:  # noqa: ANN401 - a row of a query
    return StoredSession(
        id=row.id,
        persona_id=row.persona_id,
        persona_name=row.persona_name,
        booking=Booking(MeetingFormat(row.format), row.minutes),
        seed=row.seed,
        started_at=datetime.fromisoformat(row.started_at),
        ended_by=EndedBy(row.ended_by) if row.ended_by else None,
        ended_s=row.ended_s,
        overall=row.overall,
        turn_count=row.turn_count,
    )


def _prepare_connection(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's own connection
    connection.isolation_level = None  # we begin transactions ourselves, see below
    cursor = connection.cursor()
    try:
        # WAL and full synchronisation: a killed server loses nothing; secure_delete: deleted words are overwritten
        with suppress(OSError):
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
    finally:
        cursor.close()


def _begin_immediately(connection: Connection) -> None:
    """Take the write lock at once, so that reading and appending are one step even with two windows open."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
