"""Numbered changes of the schema. A change that has shipped is never edited; a new one is added at the end."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from simulator.errors import StoreError


def _first_tables(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE sessions (id VARCHAR(32) PRIMARY KEY, persona_id VARCHAR(80) NOT NULL,"
            " persona_name VARCHAR(200) NOT NULL, format VARCHAR(20) NOT NULL, minutes INTEGER NOT NULL,"
            " seed INTEGER NOT NULL, started_at VARCHAR(40) NOT NULL, ended_by VARCHAR(20), ended_s FLOAT)"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE turns (session_id VARCHAR(32) NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,"
            " number INTEGER NOT NULL, role VARCHAR(10) NOT NULL, text TEXT NOT NULL, start_s FLOAT NOT NULL,"
            " end_s FLOAT NOT NULL, words TEXT NOT NULL, moves TEXT NOT NULL, reply TEXT, heard TEXT,"
            " PRIMARY KEY (session_id, number))"
        )
    )


def _scores_for_lists(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE sessions ADD COLUMN overall INTEGER"))


def _objections(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE objections (session_id VARCHAR(32) NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,"
            " turn INTEGER NOT NULL, kind VARCHAR(40) NOT NULL, PRIMARY KEY (session_id, turn, kind))"
        )
    )


def _difficulty(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE sessions ADD COLUMN difficulty VARCHAR(20) NOT NULL DEFAULT 'as_they_are'"))


def _plans_and_drafts(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE plans (session_id VARCHAR(32) NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,"
            " position INTEGER NOT NULL, text TEXT NOT NULL, topic VARCHAR(80), PRIMARY KEY (session_id, position))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE drafts (owner VARCHAR(80) NOT NULL, kind VARCHAR(20) NOT NULL, text TEXT NOT NULL,"
            " PRIMARY KEY (owner, kind))"
        )
    )


def _retries_and_drills(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE retries (session_id VARCHAR(32) NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,"
            " turn INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, start_s FLOAT NOT NULL,"
            " end_s FLOAT NOT NULL, moves TEXT NOT NULL, reply TEXT NOT NULL, at VARCHAR(40) NOT NULL,"
            " PRIMARY KEY (session_id, turn, number))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE drill_results (round_id VARCHAR(32) NOT NULL, prompt VARCHAR(80) NOT NULL,"
            " skill VARCHAR(40) NOT NULL, good INTEGER NOT NULL, at VARCHAR(40) NOT NULL, PRIMARY KEY (round_id, prompt))"
        )
    )


def _figures(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE figures (session_id VARCHAR(32) PRIMARY KEY REFERENCES sessions(id) ON DELETE CASCADE,"
            " scores TEXT NOT NULL, flags INTEGER NOT NULL, questions INTEGER NOT NULL, open_questions INTEGER NOT NULL,"
            " follow_ups INTEGER NOT NULL, user_share FLOAT, judged_by VARCHAR(40) NOT NULL)"
        )
    )


def _delivery_measures(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE delivery_measures (session_id VARCHAR(32) PRIMARY KEY REFERENCES sessions(id) ON DELETE CASCADE,"
            " version INTEGER NOT NULL, turns TEXT NOT NULL, summary TEXT NOT NULL)"
        )
    )


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first_tables,
    _scores_for_lists,
    _objections,
    _difficulty,
    _plans_and_drafts,
    _retries_and_drills,
    _figures,
    _delivery_measures,
)


def migrate(connection: Connection) -> None:
    """Bring the database up to date, one numbered step after another, in the caller's transaction.

    Raises `StoreError` for a database that a newer version of the program has written.
    """
    version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    if version > len(MIGRATIONS):
        raise StoreError(
            f"Your talks were written by a newer version of this program (schema {version}, this one knows "
            f"{len(MIGRATIONS)}). Update the program, or point SIMULATOR_HOME to another folder."
        )
    for number in range(version, len(MIGRATIONS)):
        MIGRATIONS[number](connection)
        connection.execute(text(f"PRAGMA user_version = {number + 1}"))
