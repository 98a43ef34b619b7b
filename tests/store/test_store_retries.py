"""Turns said again and results of exercises, on the disk: beside the talk, never in it, and gone when they should be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.domain import Booking, MeetingFormat, Move, MoveKind, Noticed, Reply, ReplyKind, Role, Severity, Turn
from simulator.errors import StoreError
from simulator.store import DrillResult, SessionStore
from simulator.store import retries as kept_retries

NOW = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
REPLY = Reply("Well, it depends.", ReplyKind.ANSWER, "path", said=("topic:path/open",), noticed=(Noticed.SPECIFIC,))
MOVES = (Move(MoveKind.JOB_ASK, 0.9, 0, 4, Severity.VEILED), Move(MoveKind.QUESTION, 0.2, 0, 4))


@pytest.fixture
def store(tmp_path):
    return SessionStore(tmp_path)


def new_talk(store):
    return store.create("nadia-rahman", Booking(MeetingFormat.VIDEO, 20), 1, now=NOW, persona_name="Nadia Rahman")


def said(text="How so?", index=3):
    return Turn(index, Role.USER, text, 12.5, 14.0, moves=MOVES)


def test_attempts_are_kept_in_order_by_turn_and_read_back_as_they_were(store, tmp_path):
    talk, other = new_talk(store), new_talk(store)
    first = store.retries.add(talk, said(), REPLY, now=NOW)
    second = store.retries.add(talk, said("Why?"), REPLY, now=NOW + timedelta(seconds=9))
    elsewhere = store.retries.add(talk, said(index=5), REPLY, now=NOW)
    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)
    again = SessionStore(tmp_path)
    assert again.retries.of_turn(talk, 3) == (first, second)
    assert again.retries.of_turn(talk, 4) == again.retries.of_turn(other, 3) == ()
    assert again.turns(talk) == ()


def test_attempts_go_with_their_talk(store):
    talk = new_talk(store)
    store.retries.add(talk, said(), REPLY, now=NOW)
    store.delete(talk)
    assert store.retries.of_turn(talk, 3) == ()
    with pytest.raises(StoreError, match="not here any more"):
        store.retries.add(talk, said(), REPLY, now=NOW)


def test_nobody_says_a_turn_again_without_end(store, monkeypatch):
    monkeypatch.setattr(kept_retries, "MOST_RETRIES_OF_A_TURN", 2)
    talk = new_talk(store)
    for _ in range(2):
        store.retries.add(talk, said(), REPLY, now=NOW)
    with pytest.raises(StoreError, match="Try another one"):
        store.retries.add(talk, said(), REPLY, now=NOW)


def test_a_damaged_attempt_is_a_sentence_without_the_words(store):
    talk = new_talk(store)
    store.retries.add(talk, said("a secret"), REPLY, now=NOW)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE retries SET reply = '{}'")
    with pytest.raises(StoreError, match="damaged") as caught:
        store.retries.of_turn(talk, 3)
    assert "secret" not in str(caught.value)


def test_results_of_exercises_are_kept_once_a_round_and_go_with_everything(store):
    first = DrillResult("r1", "open", "open-01", False, NOW)
    store.drill_results.keep(first)
    mended = DrillResult("r1", "open", "open-01", True, NOW + timedelta(seconds=5))
    store.drill_results.keep(mended)
    later = DrillResult("r2", "open", "open-01", False, NOW + timedelta(days=1))
    store.drill_results.keep(later)
    assert store.drill_results.all() == (mended, later)
    store.delete_all()
    assert store.drill_results.all() == ()


def test_times_know_their_zone(store):
    bare = datetime(2026, 3, 1)
    with pytest.raises(ValueError, match="time zone"):
        store.retries.add(new_talk(store), said(), REPLY, now=bare)
    with pytest.raises(ValueError, match="time zone"):
        store.drill_results.keep(DrillResult("r", "open", "open-01", True, bare))
