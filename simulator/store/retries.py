"""Turns of a talk that were said again: as often as wanted, each with the answer it got. The talk itself is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from simulator.domain import Reply, Role, Turn
from simulator.errors import StoreError
from simulator.store.database import Database
from simulator.store.recordings import NOT_HERE
from simulator.store.tables import RETRIES, SESSIONS, moves_from_text, moves_to_text, reply_from_text, reply_to_text

MOST_RETRIES_OF_A_TURN = 200
_DAMAGED = "What you said again in this talk cannot be read: it is damaged. The talk itself is safe."


@dataclass(frozen=True, slots=True)
class Retry:
    """One attempt: the user's other words in place of the turn `said.index`, and the answer. `number` counts from 1."""

    number: int
    said: Turn
    reply: Reply
    at: datetime  # UTC


class Retries:
    """Attempts by talk and turn. They go with their talk. Raises `StoreError` where one cannot be kept or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, session_id: str, said: Turn, reply: Reply, *, now: datetime) -> Retry:
        """Keep one more attempt at a turn; `now` must know its time zone."""
        if now.tzinfo is None:
            raise ValueError("now must know its time zone, such as datetime.now(UTC)")
        of_turn = (RETRIES.c.session_id == session_id, RETRIES.c.turn == said.index)
        with self._database.writing() as connection:
            if not connection.execute(select(func.count()).where(SESSIONS.c.id == session_id)).scalar_one():
                raise StoreError(NOT_HERE)
            number = 1 + int(connection.execute(select(func.count()).where(*of_turn)).scalar_one())
            if number > MOST_RETRIES_OF_A_TURN:
                raise StoreError(f"This turn was said again {MOST_RETRIES_OF_A_TURN} times already. Try another one.")
            at = now.astimezone(UTC)
            connection.execute(
                RETRIES.insert().values(
                    session_id=session_id,
                    turn=said.index,
                    number=number,
                    text=said.text,
                    start_s=said.start_s,
                    end_s=said.end_s,
                    moves=moves_to_text(said.moves),
                    reply=reply_to_text(reply),
                    at=at.isoformat(timespec="microseconds"),
                )
            )
        return Retry(number, said, reply, at)

    def of_turn(self, session_id: str, turn_index: int) -> tuple[Retry, ...]:
        """The attempts at a turn, the first one first; none for a talk that is not there."""
        wanted = (
            select(RETRIES)
            .where(RETRIES.c.session_id == session_id, RETRIES.c.turn == turn_index)
            .order_by(RETRIES.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
        return _read(rows)


def _read(rows: Sequence[Any]) -> tuple[Retry, ...]:
    try:
        return tuple(
            Retry(
                row.number,
                Turn(row.turn, Role.USER, row.text, row.start_s, row.end_s, moves=moves_from_text(row.moves)),
                reply_from_text(row.reply),
                datetime.fromisoformat(row.at).astimezone(UTC),
            )
            for row in rows
        )
    except (ValueError, TypeError, KeyError):
        raise StoreError(_DAMAGED) from None  # not `from error`: it might hold what was said
