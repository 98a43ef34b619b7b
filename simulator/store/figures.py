"""Scores and counts of talks, kept so that a list or a trend need not judge every talk again."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from simulator.domain import TalkFigures
from simulator.errors import StoreError
from simulator.store.database import Database
from simulator.store.recordings import NOT_HERE
from simulator.store.tables import FIGURES, SESSIONS


class Figures:
    """The figures of talks by the talk's id. Raises `StoreError` where they cannot be kept or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, session_id: str, overall: int | None, figures: TalkFigures) -> None:
        """Keep them in place of those before, and the overall score beside them: both or none."""
        row = {
            "scores": json.dumps(dict(figures.scores)),
            "flags": figures.flags,
            "questions": figures.questions,
            "open_questions": figures.open_questions,
            "follow_ups": figures.follow_ups,
            "user_share": figures.user_share,
            "judged_by": figures.judged_by,
        }
        with self._database.writing() as connection:
            scored = connection.execute(SESSIONS.update().where(SESSIONS.c.id == session_id).values(overall=overall))
            if not scored.rowcount:
                raise StoreError(NOT_HERE)
            kept = insert(FIGURES).values(session_id=session_id, **row)
            connection.execute(kept.on_conflict_do_update(index_elements=["session_id"], set_=row))

    def of(self, session_id: str) -> TalkFigures | None:
        """A talk's figures; None where none are kept, or they cannot be read."""
        with self._database.reading() as connection:
            row = connection.execute(select(FIGURES).where(FIGURES.c.session_id == session_id)).one_or_none()
        return None if row is None else _figures(row)

    def all(self) -> dict[str, TalkFigures]:
        """Every talk's figures by its id; a row that cannot be read is left out, and so made anew."""
        with self._database.reading() as connection:
            rows = connection.execute(select(FIGURES)).all()
        read = ((row.session_id, _figures(row)) for row in rows)
        return {session_id: figures for session_id, figures in read if figures is not None}


def _figures(row: Any) -> TalkFigures | None:  # noqa: ANN401 - a row of a query
    try:
        scores = {str(name): None if score is None else int(score) for name, score in json.loads(row.scores).items()}
    except (ValueError, TypeError, AttributeError):
        return None
    return TalkFigures(
        scores, row.flags, row.questions, row.open_questions, row.follow_ups, row.user_share, row.judged_by
    )
