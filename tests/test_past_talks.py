"""Figures of talks: kept at the end, made once for older talks, honest after an objection, gone with their talk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from simulator import past_talks as module
from simulator.core.objections import Objection
from simulator.core.progress import RUBRIC, figures_of
from simulator.domain import Booking, EndedBy, MeetingFormat, MoveKind, PlannedQuestion
from simulator.engines.fake import FakeClassifier
from simulator.errors import StoreError
from simulator.past_talks import past_talks
from simulator.pipeline import Company
from simulator.rehearsal import Rehearsal
from simulator.store import DraftKind, SessionStore
from simulator.store.tables import METADATA
from simulator.stored import object_to_flag, restore_flag, stored_report

BOOKING = Booking(MeetingFormat.VIDEO, 20)
SAID = (
    "Hello, thank you for making the time, I would love to hear about your work and how you came to it.",
    "How did you get started in nursing, and what made you stay when it was hard to go on?",
    "Would you hire me?",
    "What does a good day look like for you on the ward, from the morning to the night?",
)


@pytest.fixture
def store(tmp_path):
    return SessionStore(tmp_path)


@pytest.fixture
def have_talk(store, nadia, knowledge):
    moves = {"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS, "?": MoveKind.QUESTION}
    company = Company(nadia, knowledge[nadia.id], FakeClassifier(moves))

    def have_talk(said=SAID, *, end=True) -> str:
        seconds = iter(float(number) for number in range(0, 10_000, 10))
        talk = Rehearsal.begin(company, store, BOOKING, seed=1, synthesizer=None, steady_s=lambda: next(seconds))
        for text in said:
            talk.take(text, expected_index=len(talk.state.turns))
        if end:
            talk.end()
        return talk.session_id

    return have_talk


def test_the_end_of_a_talk_keeps_its_figures(store, have_talk, nadia):
    talk_id = have_talk()
    report = stored_report(store, talk_id, nadia)
    assert store.figures.of(talk_id) == figures_of(report)
    assert store.figures.of(talk_id).flags == 1
    (talk,) = past_talks(store, {nadia.id: nadia})
    assert (talk.person, talk.overall, talk.figures) == (nadia.name, report.overall, figures_of(report))


def test_older_talks_are_judged_once_and_unfinished_ones_are_left_out(store, have_talk, nadia, monkeypatch):
    kept, older = have_talk(), have_talk()
    have_talk(end=False)
    old = replace(store.figures.of(older), judged_by="another", flags=7)
    store.figures.keep(older, 3, old)
    told = []
    talks = past_talks(store, {nadia.id: nadia}, on_talk=lambda done, of: told.append((done, of)))
    assert [one.id for one in talks] == [kept, older]
    assert told == [(1, 1)]
    assert (talks[1].figures.flags, talks[1].figures.judged_by) == (1, RUBRIC)
    assert store.get(older).overall == talks[1].overall != 3
    monkeypatch.setattr(module, "stored_report", None)  # nothing is judged any more
    assert past_talks(store, {nadia.id: nadia}) == talks


def test_figures_follow_an_objection_and_its_withdrawal(store, have_talk, nadia):
    talk_id = have_talk()
    before = store.figures.of(talk_id)
    objection = Objection(5, MoveKind.JOB_ASK)
    report = object_to_flag(store, talk_id, nadia, objection)
    assert store.figures.of(talk_id) == figures_of(report) != before
    assert (store.figures.of(talk_id).flags, store.get(talk_id).overall) == (0, report.overall)
    restore_flag(store, talk_id, nadia, objection)
    assert store.figures.of(talk_id) == before


def test_a_talk_whose_person_is_gone_or_that_is_damaged_has_no_figures(store, have_talk, nadia, tmp_path):
    talk_id = have_talk()
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.execute("DELETE FROM figures")
        connection.commit()
    (talk,) = past_talks(store, {})
    assert (talk.id, talk.figures) == (talk_id, None)
    assert talk.overall is not None
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.execute("UPDATE turns SET moves = 'nonsense'")
        connection.commit()
    assert past_talks(store, {nadia.id: nadia})[0].figures is None


def test_figures_that_cannot_be_read_are_made_anew(store, have_talk, nadia, tmp_path):
    talk_id = have_talk()
    before = store.figures.of(talk_id)
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.execute("UPDATE figures SET scores = '[1]'")
        connection.commit()
    assert store.figures.of(talk_id) is None
    assert past_talks(store, {nadia.id: nadia})[0].figures == before


def test_figures_need_their_talk(store, have_talk):
    figures = store.figures.of(have_talk())
    with pytest.raises(StoreError, match="not here any more"):
        store.figures.keep("0" * 32, 50, figures)


def test_deleting_all_leaves_every_table_empty_and_no_recordings(store, have_talk, tmp_path):
    talk_id = have_talk()
    store.save_audio(talk_id, 1, b"RIFF")
    store.object_to(talk_id, 5, MoveKind.JOB_ASK)
    store.drafts.save(talk_id, DraftKind.THANK_YOU, "Dear Nadia")
    store.drafts.save("nadia-rahman", DraftKind.PLAN, "How did you start?")
    now = datetime(2026, 3, 9, tzinfo=UTC)
    planned = store.create("nadia-rahman", BOOKING, 1, now=now, persona_name="N", plan=[PlannedQuestion("Why?", None)])
    store.finish(planned, EndedBy.USER, 60.0)
    assert {"sessions", "turns", "objections", "plans", "drafts", "figures"} <= filled(tmp_path)
    store.delete_all()
    assert filled(tmp_path) == set()
    assert not (tmp_path / "audio").exists()


def filled(folder) -> set[str]:
    """Which tables hold anything; one that is added later is looked at too."""
    with closing(sqlite3.connect(folder / "talks.sqlite3")) as connection:
        connection.execute("PRAGMA query_only=ON")
        return {name for name in METADATA.tables if connection.execute(str(select(METADATA.tables[name]))).fetchone()}
