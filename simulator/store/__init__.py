"""Talks as they happen, kept on this machine: SQLite through SQLAlchemy, turns only ever appended."""

from simulator.store.sessions import SessionStore, StoredSession

__all__ = ["SessionStore", "StoredSession"]
