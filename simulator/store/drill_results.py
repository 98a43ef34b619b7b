"""What came of short exercises: which, when, and whether it went well; never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from simulator.errors import StoreError
from simulator.store.database import Database
from simulator.store.tables import DRILL_RESULTS

_DAMAGED = "The results of your exercises cannot be read: they are damaged. Your talks are safe."


@dataclass(frozen=True, slots=True)
class DrillResult:
    """How one prompt of a round went; a prompt said again in the same round counts as it went last."""

    round_id: str
    skill: str
    prompt: str
    good: bool
    at: datetime  # UTC


class DrillResults:
    """Results by round and prompt. Raises `StoreError` where one cannot be kept or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, result: DrillResult) -> None:
        """Keep a result, in place of an earlier one of the same prompt in the same round."""
        if result.at.tzinfo is None:
            raise ValueError("at must know its time zone, such as datetime.now(UTC)")
        at = result.at.astimezone(UTC).isoformat(timespec="microseconds")
        row = insert(DRILL_RESULTS).values(
            round_id=result.round_id, prompt=result.prompt, skill=result.skill, good=int(result.good), at=at
        )
        again = row.on_conflict_do_update(
            index_elements=["round_id", "prompt"], set_={"good": int(result.good), "at": at}
        )
        with self._database.writing() as connection:
            connection.execute(again)

    def all(self) -> tuple[DrillResult, ...]:
        """Every result, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(DRILL_RESULTS).order_by(DRILL_RESULTS.c.at)).all()
        try:
            return tuple(
                DrillResult(row.round_id, row.skill, row.prompt, bool(row.good), datetime.fromisoformat(row.at))
                for row in rows
            )
        except (ValueError, TypeError) as error:
            raise StoreError(_DAMAGED) from error
