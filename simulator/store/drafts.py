"""What is being written before and after a talk: one text for each kind, kept as it grows."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from simulator.errors import StoreError
from simulator.store.database import Database
from simulator.store.tables import DRAFTS

MOST_DRAFT_CHARACTERS = 10_000


class DraftKind(StrEnum):
    """What a draft is of. The owner is a person's id, of a thank-you note the talk's."""

    PURPOSE = "purpose"
    PLAN = "plan"  # one question a line
    READ = "read"  # titles of what was read, one a line
    WEEK = "week"
    OUTREACH = "outreach"
    THANK_YOU = "thank_you"


class Drafts:
    """Texts by owner and kind. Raises `StoreError` where one cannot be kept or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, owner: str, kind: DraftKind, text: str) -> None:
        """Keep the text in place of the one before it; an empty text leaves nothing behind."""
        if len(text) > MOST_DRAFT_CHARACTERS:
            raise StoreError(f"This is longer than {MOST_DRAFT_CHARACTERS} characters and is not kept. Shorten it.")
        owned = (DRAFTS.c.owner == owner, DRAFTS.c.kind == kind.value)
        with self._database.writing() as connection:
            if not text:
                connection.execute(DRAFTS.delete().where(*owned))
                return
            row = insert(DRAFTS).values(owner=owner, kind=kind.value, text=text)
            connection.execute(row.on_conflict_do_update(index_elements=["owner", "kind"], set_={"text": text}))

    def text(self, owner: str, kind: DraftKind) -> str:
        """The text as it was last kept; empty where there is none."""
        wanted = select(DRAFTS.c.text).where(DRAFTS.c.owner == owner, DRAFTS.c.kind == kind.value)
        with self._database.reading() as connection:
            found = connection.execute(wanted).scalar_one_or_none()
        return found or ""

    def owners(self, kind: DraftKind) -> frozenset[str]:
        """Who has a text of this kind: ids of people, or of talks."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(DRAFTS.c.owner).where(DRAFTS.c.kind == kind.value)).scalars())
