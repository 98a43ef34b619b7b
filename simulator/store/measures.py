"""What was measured in the recordings of talks: numbers beside the turns, kept when the recordings are deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from simulator.store.database import Database
from simulator.store.tables import DELIVERY_MEASURES, SESSIONS
from simulator.turn_sound import FillerCount, TurnSound


class Measures:
    """One row a talk. Raises `StoreError` for the disk's troubles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, session_id: str, sounds: Iterable[TurnSound], summary: Mapping[str, float], *, version: int) -> None:
        """Keep the measures of a talk in place of earlier ones; of a talk that was deleted meanwhile, nothing."""
        values = {
            "version": version,
            "turns": json.dumps([_values(one) for one in sounds]),
            "summary": json.dumps(dict(summary)),
        }
        with self._database.writing() as connection:
            if connection.execute(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id)).one_or_none() is None:
                return
            row = insert(DELIVERY_MEASURES).values(session_id=session_id, **values)
            connection.execute(row.on_conflict_do_update(index_elements=["session_id"], set_=values))

    def sounds(self, session_id: str, *, version: int) -> tuple[TurnSound, ...] | None:
        """What was measured in a talk; None where nothing was, or by an older way of measuring."""
        row = self._row(session_id)
        if row is None or row.version != version:
            return None
        try:
            return tuple(_sound(one) for one in json.loads(row.turns))
        except (ValueError, TypeError, KeyError, IndexError):
            return None  # it is measured anew

    def before(self, session_id: str) -> tuple[dict[str, float], ...]:
        """The summaries of the talks that began before this one, the oldest first; talks without any are left out."""
        began = select(SESSIONS.c.started_at).where(SESSIONS.c.id == session_id).scalar_subquery()
        wanted = (
            select(DELIVERY_MEASURES.c.summary)
            .join(SESSIONS, SESSIONS.c.id == DELIVERY_MEASURES.c.session_id)
            .where(SESSIONS.c.started_at < began)
            .order_by(SESSIONS.c.started_at)
        )
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
        return tuple(found for row in rows if (found := _summary(row.summary)))

    def _row(self, session_id: str) -> Any:  # noqa: ANN401 - a row of a query
        with self._database.reading() as connection:
            found = select(DELIVERY_MEASURES).where(DELIVERY_MEASURES.c.session_id == session_id)
            return connection.execute(found).one_or_none()


def _values(one: TurnSound) -> list[Any]:
    fillers = [one.fillers.count, one.fillers.precision, one.fillers.recall] if one.fillers else None
    pitch = [one.pitched_s, one.pitch_semitones, one.pitch_spread_semitones]
    return [one.turn, one.clip_s, [list(span) for span in one.speech], one.above_noise_db, *pitch, fillers]


def _sound(values: list[Any]) -> TurnSound:
    turn, clip_s, speech, above_noise_db, pitched_s, pitch, spread, fillers = values
    spans = tuple((float(start_s), float(end_s)) for start_s, end_s in speech)
    return TurnSound(
        turn, clip_s, spans, above_noise_db, pitched_s, pitch, spread, FillerCount(*fillers) if fillers else None
    )


def _summary(text: str) -> dict[str, float]:
    try:
        return {str(name): float(value) for name, value in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
