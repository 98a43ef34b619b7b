"""Plans and drafts on the disk: kept as they are written, gone when they should be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.domain import Booking, MeetingFormat, PlannedQuestion
from simulator.errors import StoreError
from simulator.store import DraftKind, SessionStore
from simulator.store.drafts import MOST_DRAFT_CHARACTERS

NOW = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
PLAN = (PlannedQuestion("How did you start?", "path"), PlannedQuestion("And then?"))


@pytest.fixture
def store(tmp_path):
    return SessionStore(tmp_path)


def new_talk(store, plan=()):
    booking = Booking(MeetingFormat.VIDEO, 20)
    return store.create("nadia-rahman", booking, 1, now=NOW, persona_name="Nadia Rahman", plan=plan)


def test_a_plan_is_kept_with_its_talk_in_order(store, tmp_path):
    talk, other = new_talk(store, PLAN), new_talk(store)
    assert SessionStore(tmp_path).plan(talk) == PLAN
    assert store.plan(other) == ()


def test_a_plan_goes_with_its_talk(store):
    talk = new_talk(store, PLAN)
    store.delete(talk)
    with pytest.raises(StoreError, match="not here any more"):
        store.plan(talk)


def test_a_draft_outlives_the_program_and_the_last_one_counts(store, tmp_path):
    store.drafts.save("nadia-rahman", DraftKind.OUTREACH, "Dear Nadia")
    store.drafts.save("nadia-rahman", DraftKind.OUTREACH, "Dear Ms Rahman,\nI’m …")
    store.drafts.save("nadia-rahman", DraftKind.PURPOSE, "to learn")
    fresh = SessionStore(tmp_path)
    assert fresh.drafts.text("nadia-rahman", DraftKind.OUTREACH) == "Dear Ms Rahman,\nI’m …"
    assert fresh.drafts.text("victor-almeida", DraftKind.OUTREACH) == ""
    store.drafts.save("nadia-rahman", DraftKind.OUTREACH, "")
    assert store.drafts.text("nadia-rahman", DraftKind.OUTREACH) == ""


def test_deleting_a_talk_takes_its_note_and_deleting_all_takes_everything(store):
    talk, other = new_talk(store), new_talk(store)
    for owner, kind in ((talk, DraftKind.THANK_YOU), (other, DraftKind.THANK_YOU), ("nadia-rahman", DraftKind.PLAN)):
        store.drafts.save(owner, kind, "text")
    store.delete(talk)
    assert store.drafts.text(talk, DraftKind.THANK_YOU) == ""
    assert store.drafts.text(other, DraftKind.THANK_YOU) == "text"
    store.delete_all()
    assert store.drafts.text(other, DraftKind.THANK_YOU) == ""
    assert store.drafts.text("nadia-rahman", DraftKind.PLAN) == ""


def test_a_draft_beyond_all_measure_is_refused_and_the_one_before_it_stays(store):
    store.drafts.save("n", DraftKind.PLAN, "kept")
    with pytest.raises(StoreError, match="Shorten it"):
        store.drafts.save("n", DraftKind.PLAN, "x" * (MOST_DRAFT_CHARACTERS + 1))
    assert store.drafts.text("n", DraftKind.PLAN) == "kept"
