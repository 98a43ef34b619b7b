"""`SessionStore`: create a talk, append its turns, read it back, delete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from simulator.domain import Booking, Difficulty, EndedBy, MeetingFormat, MoveKind, PlannedQuestion, Turn
from simulator.errors import StoreError
from simulator.store.database import WENT_ON_ELSEWHERE, Database
from simulator.store.drafts import Drafts
from simulator.store.drill_results import DrillResults
from simulator.store.figures import Figures
from simulator.store.measures import Measures
from simulator.store.recordings import NOT_HERE, Recordings
from simulator.store.retries import Retries
from simulator.store.tables import DRAFTS, DRILL_RESULTS, OBJECTIONS, PLANS, SESSIONS, TURNS, turn_from_row, turn_to_row


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A talk in the list. `ended_by` is None while it is unfinished; `overall` is None when it was not rated."""

    id: str
    persona_id: str
    persona_name: str
    booking: Booking
    seed: int
    started_at: datetime  # UTC
    ended_by: EndedBy | None
    ended_s: float | None
    overall: int | None
    turn_count: int


class SessionStore:
    """The talks of one user, in one folder. Safe from several threads and processes; every write is on the disk when
    the method returns. Raises `StoreError` for everything that goes wrong, in a sentence."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "talks.sqlite3")
        self._recordings = Recordings(folder / "audio")
        self.drafts = Drafts(self._database)
        self.retries = Retries(self._database)
        self.drill_results = DrillResults(self._database)
        self.figures = Figures(self._database)
        self.measures = Measures(self._database)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def create(
        self,
        persona_id: str,
        booking: Booking,
        seed: int,
        *,
        now: datetime,
        persona_name: str,
        plan: Sequence[PlannedQuestion] = (),
    ) -> str:
        """A new talk that starts at `now`, which must know its time zone; returns its id. `plan` are the questions that
        were written down for it."""
        if now.tzinfo is None:
            raise ValueError("now must know its time zone, such as datetime.now(UTC)")
        session_id = uuid4().hex
        row = {
            "id": session_id,
            "persona_id": persona_id,
            "persona_name": persona_name,
            "format": booking.format.value,
            "minutes": booking.minutes,
            "difficulty": booking.difficulty.value,
            "seed": seed,
            "started_at": now.astimezone(UTC).isoformat(timespec="microseconds"),  # one width: it sorts as text
        }
        with self._database.writing() as connection:
            connection.execute(SESSIONS.insert().values(**row))
            for position, one in enumerate(plan):
                planned = {"session_id": session_id, "position": position, "text": one.text, "topic": one.topic}
                connection.execute(PLANS.insert().values(**planned))
        return session_id

    def append(self, session_id: str, turn: Turn) -> None:
        """Keep the next turn. The same turn twice is kept once; another turn in its place, a gap, or a turn after the
        end of the talk is refused."""
        with self._database.writing() as connection:
            session = _require(connection, session_id)
            count = connection.execute(select(func.count()).where(TURNS.c.session_id == session_id)).scalar_one()
            if 0 <= turn.index < count:
                if _stored_turn(connection, session_id, turn.index) != turn:
                    raise StoreError(WENT_ON_ELSEWHERE)
                return
            if session.ended_by is not None:
                raise StoreError("This talk was ended in another tab or window. Load it again to see its feedback.")
            if turn.index != count:
                raise StoreError(f"Turn {turn.index} cannot be kept: turn {count} is missing. Load the talk again.")
            connection.execute(TURNS.insert().values(**turn_to_row(session_id, turn)))

    def finish(self, session_id: str, ended_by: EndedBy, ended_s: float) -> None:
        """The talk is over. Saying so twice is once; another end than the one that is kept is refused."""
        end = (ended_by.value, ended_s)
        with self._database.writing() as connection:
            session = _require(connection, session_id)
            if session.ended_by is not None and (session.ended_by, session.ended_s) != end:
                raise StoreError(WENT_ON_ELSEWHERE)
            _update(connection, session_id, ended_by=ended_by.value, ended_s=ended_s)

    def set_score(self, session_id: str, overall: int | None) -> None:
        """Keep the overall score for lists; None = not rated."""
        with self._database.writing() as connection:
            _require(connection, session_id)
            _update(connection, session_id, overall=overall)

    def object_to(self, session_id: str, turn_index: int, kind: MoveKind) -> None:
        """Keep that the user says a flag is wrong; saying so twice is once."""
        row = {"session_id": session_id, "turn": turn_index, "kind": kind.value}
        with self._database.writing() as connection:
            _require(connection, session_id)
            connection.execute(insert(OBJECTIONS).values(**row).on_conflict_do_nothing())

    def withdraw_objection(self, session_id: str, turn_index: int, kind: MoveKind) -> None:
        """The flag stands after all; an objection that is not there is withdrawn already."""
        columns = OBJECTIONS.c
        with self._database.writing() as connection:
            connection.execute(
                OBJECTIONS.delete().where(
                    columns.session_id == session_id, columns.turn == turn_index, columns.kind == kind.value
                )
            )

    def delete(self, session_id: str) -> None:
        """Delete a talk with its recordings; one that is not there is deleted already."""
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.id == session_id))
            connection.execute(DRAFTS.delete().where(DRAFTS.c.owner == session_id))  # the note written after it
            self._recordings.delete(session_id)  # in here: a talk whose sound cannot be deleted stays in the list
        self._database.forget()

    def delete_all(self) -> None:
        """Delete every talk with its recordings, everything written before and after them, and results of exercises."""
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete())
            connection.execute(DRAFTS.delete())
            connection.execute(DRILL_RESULTS.delete())
            self._recordings.delete_all()
        self._database.forget()

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    def get(self, session_id: str) -> StoredSession:
        with self._database.reading() as connection:
            row = connection.execute(_SESSION_LIST.where(SESSIONS.c.id == session_id)).one_or_none()
        if row is None:
            raise StoreError(NOT_HERE)
        return _stored(row)

    def turns(self, session_id: str) -> tuple[Turn, ...]:
        with self._database.reading() as connection:
            _require(connection, session_id)
            rows = connection.execute(
                select(TURNS).where(TURNS.c.session_id == session_id).order_by(TURNS.c.number)
            ).all()
        return tuple(_turn(row) for row in rows)

    def plan(self, session_id: str) -> tuple[PlannedQuestion, ...]:
        """The questions that were written down before a talk, in their order; empty where there were none."""
        with self._database.reading() as connection:
            _require(connection, session_id)
            rows = connection.execute(
                select(PLANS).where(PLANS.c.session_id == session_id).order_by(PLANS.c.position)
            ).all()
        return tuple(PlannedQuestion(row.text, row.topic) for row in rows)

    def objections(self, session_id: str) -> frozenset[tuple[int, MoveKind]]:
        """Turn and kind of each flag of a talk that the user says is wrong."""
        wanted = select(OBJECTIONS.c.turn, OBJECTIONS.c.kind).where(OBJECTIONS.c.session_id == session_id)
        with self._database.reading() as connection:
            _require(connection, session_id)
            rows = connection.execute(wanted).all()
        known = frozenset(MoveKind)
        return frozenset((row.turn, MoveKind(row.kind)) for row in rows if row.kind in known)

    def sessions(self) -> tuple[StoredSession, ...]:
        """All talks, the newest first."""
        newest_first = _SESSION_LIST.order_by(SESSIONS.c.started_at.desc(), literal_column("sessions.rowid").desc())
        with self._database.reading() as connection:
            rows = connection.execute(newest_first).all()
        return tuple(_stored(row) for row in rows)

    def unfinished(self) -> tuple[StoredSession, ...]:
        """Talks that have not ended, the newest first."""
        return tuple(session for session in self.sessions() if session.ended_by is None)

    # ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────

    def save_audio(self, session_id: str, turn_index: int, wav: bytes) -> None:
        """Keep the sound of a turn."""
        with self._database.writing() as connection:  # the lock: a talk being deleted leaves no recording behind
            _require(connection, session_id)
            self._recordings.save(session_id, turn_index, wav)

    def audio(self, session_id: str, turn_index: int) -> bytes | None:
        """The sound of a turn; None when it was not kept."""
        with self._database.explained():
            return self._recordings.read(session_id, turn_index)

    def recorded_turns(self, session_id: str) -> frozenset[int]:
        """The turns of a talk whose sound was kept."""
        with self._database.explained():
            return self._recordings.turns(session_id)

    def recordings_bytes(self) -> int:
        """How much room all recordings take."""
        with self._database.explained():
            return self._recordings.size_bytes()

    def delete_recordings(self) -> None:
        """Delete the sound of every talk; the words and what was measured stay."""
        with self._database.writing():  # the lock: no recording is just being kept
            self._recordings.delete_all()


def _require(connection: Connection, session_id: str) -> Any:  # noqa: ANN401 - a row of a query
    row = connection.execute(select(SESSIONS).where(SESSIONS.c.id == session_id)).one_or_none()
    if row is None:
        raise StoreError(NOT_HERE)
    return row


def _update(connection: Connection, session_id: str, **values: Any) -> None:  # noqa: ANN401 - column values
    connection.execute(SESSIONS.update().where(SESSIONS.c.id == session_id).values(**values))


def _stored_turn(connection: Connection, session_id: str, number: int) -> Turn:
    found = select(TURNS).where(TURNS.c.session_id == session_id, TURNS.c.number == number)
    return _turn(connection.execute(found).one())


def _turn(row: Any) -> Turn:  # noqa: ANN401 - a row of a query
    try:
        return turn_from_row(row)
    except (ValueError, TypeError, KeyError):
        raise StoreError(_DAMAGED) from None  # not `from error`: it might hold what was said


_DAMAGED = "This talk cannot be read: it is damaged. Delete it under Progress to go on."
_SESSION_LIST = select(
    SESSIONS,
    select(func.count()).where(TURNS.c.session_id == SESSIONS.c.id).scalar_subquery().label("turn_count"),
)


def _stored(row: Any) -> StoredSession:  # noqa: ANN401 - a row of a query
    try:
        return StoredSession(
            id=row.id,
            persona_id=row.persona_id,
            persona_name=row.persona_name,
            booking=Booking(MeetingFormat(row.format), row.minutes, Difficulty(row.difficulty)),
            seed=row.seed,
            started_at=datetime.fromisoformat(row.started_at).astimezone(UTC),
            ended_by=EndedBy(row.ended_by) if row.ended_by else None,
            ended_s=row.ended_s,
            overall=row.overall,
            turn_count=row.turn_count,
        )
    except (ValueError, TypeError) as error:
        raise StoreError(_DAMAGED) from error
