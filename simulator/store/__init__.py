"""Talks as they happen, kept on this machine: SQLite through SQLAlchemy, turns only ever appended."""

from simulator.store.drafts import DraftKind
from simulator.store.drill_results import DrillResult
from simulator.store.retries import Retry
from simulator.store.sessions import SessionStore, StoredSession

__all__ = ["DraftKind", "DrillResult", "Retry", "SessionStore", "StoredSession"]
