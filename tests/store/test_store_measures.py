"""What was measured in recordings is kept; recordings can go without it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.domain import Booking, MeetingFormat, Role, Turn
from simulator.store import SessionStore
from simulator.turn_sound import FillerCount, TurnSound

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
SOUNDS = (
    TurnSound(1, 4.0, ((0.5, 1.25), (2.0, 3.5)), 31.5, 1.5, 4.25, 2.5, FillerCount(2, 0.9, 0.8)),
    TurnSound(3, 2.0, (), None),
)


@pytest.fixture
def store(tmp_path):
    return SessionStore(tmp_path)


def begin(store, *, hours=0):
    now = NOON + timedelta(hours=hours)
    return store.create("ada", Booking(MeetingFormat.VIDEO, 20), 7, now=now, persona_name="Ada")


def test_measures_come_back_as_they_went_in(store, tmp_path):
    talk = begin(store)
    assert store.measures.sounds(talk, version=1) is None
    store.measures.keep(talk, SOUNDS, {"pause_share": 0.2}, version=1)
    store.measures.keep(talk, SOUNDS, {"pause_share": 0.25}, version=1)
    assert SessionStore(tmp_path).measures.sounds(talk, version=1) == SOUNDS
    assert store.measures.sounds(talk, version=2) is None  # measured in an older way


def test_the_figures_of_earlier_talks_are_told_the_oldest_first(store):
    talks = [begin(store, hours=hours) for hours in (3, 1, 2, 4)]
    for number, talk in enumerate(talks):
        store.measures.keep(talk, (), {"pause_share": number / 10} if number else {}, version=1)
    assert store.measures.before(talks[3]) == ({"pause_share": 0.1}, {"pause_share": 0.2})


def test_measures_go_with_their_talk(store):
    talk = begin(store)
    store.measures.keep(talk, SOUNDS, {}, version=1)
    store.delete(talk)
    assert store.measures.sounds(talk, version=1) is None
    store.measures.keep(talk, SOUNDS, {}, version=1)  # a talk deleted while it was measured
    assert store.measures.sounds(talk, version=1) is None


def test_recordings_can_be_counted_and_deleted_alone(store):
    talk = begin(store)
    store.append(talk, Turn(0, Role.USER, "Hello.", 0.0, 1.0))
    assert (store.recorded_turns(talk), store.recordings_bytes()) == (frozenset(), 0)
    store.save_audio(talk, 0, b"RIFF" * 25)
    store.save_audio(talk, 12, b"RIFF" * 25)
    assert (store.recorded_turns(talk), store.recordings_bytes()) == ({0, 12}, 200)
    store.measures.keep(talk, SOUNDS, {}, version=1)
    store.delete_recordings()
    assert (store.recorded_turns(talk), store.recordings_bytes()) == (frozenset(), 0)
    assert len(store.turns(talk)) == 1
    assert store.measures.sounds(talk, version=1) == SOUNDS


def test_a_name_that_is_no_talk_has_no_recordings(store):
    assert store.recorded_turns("../elsewhere") == frozenset()
