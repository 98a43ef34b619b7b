"""The recordings of a talk are measured once, and the figures reach the report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.domain import Booking, MeetingFormat, Role, Turn, Word
from simulator.errors import AudioError
from simulator.sound_of_talks import measure_talk, needs_measuring, stored_baseline, stored_sounds, words_in_clip
from simulator.store import SessionStore
from simulator.stored import stored_report
from simulator.turn_sound import TurnSound

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
SPOKEN = Turn(1, Role.USER, "word " * 60, 5.0, 35.0, (Word("word", 5.5, 6.0), Word("word", 6.0, 6.5)))


class Ear:
    """Measures every recording alike, except one it cannot read."""

    def __init__(self):
        self.asked = []

    def __call__(self, turn, wav, words):
        self.asked.append((turn, wav, words))
        if wav == b"broken":
            raise AudioError("This recording cannot be read.")
        return TurnSound(turn, 30.0, ((0.0, 14.0), (16.0, 30.0)), 30.0)


@pytest.fixture
def store(tmp_path):
    return SessionStore(tmp_path)


def a_talk(store, wav=b"sound", *, hours=0):
    talk = store.create(
        "nadia-rahman",
        Booking(MeetingFormat.VIDEO, 20),
        7,
        now=NOON + timedelta(hours=hours),
        persona_name="Nadia",
    )
    for turn in (Turn(0, Role.PERSONA, "Hello.", 0.0, 4.0), SPOKEN):
        store.append(talk, turn)
    if wav:
        store.save_audio(talk, 1, wav)
    return talk


def test_words_count_from_the_start_of_the_recording():
    assert [(one.start_s, one.end_s) for one in words_in_clip(SPOKEN)] == [(0.5, 1.0), (1.0, 1.5)]
    assert words_in_clip(Turn(0, Role.USER, "Hello.", 0.0, 1.0)) is None


def test_a_talk_is_measured_once_and_progress_is_told(store):
    talk, ear, told = a_talk(store), Ear(), []
    assert needs_measuring(store, talk)
    measure_talk(store, talk, ear, lambda done, of: told.append((done, of)))
    assert [(turn, wav, len(words)) for turn, wav, words in ear.asked] == [(1, b"sound", 2)]
    assert told == [(0, 1)]
    assert not needs_measuring(store, talk)
    assert len(stored_sounds(store, talk)) == 1


def test_a_talk_without_recordings_needs_nothing(store):
    talk = a_talk(store, wav=None)
    assert not needs_measuring(store, talk)
    assert stored_sounds(store, talk) == ()


def test_a_recording_that_cannot_be_read_is_left_out_and_not_tried_again(store):
    talk = a_talk(store, wav=b"broken")
    measure_talk(store, talk, Ear())
    assert stored_sounds(store, talk) == ()
    assert not needs_measuring(store, talk)


def test_the_report_has_the_figures_and_after_three_talks_the_usual_ones(store, nadia):
    talks = [a_talk(store, hours=hours) for hours in range(4)]
    for talk in talks:
        measure_talk(store, talk, Ear())
    assert stored_baseline(store, talks[2]) is None
    report = stored_report(store, talks[3], nadia)
    assert report.delivery.pauses == 1
    assert report.delivery.pause_longest_s == pytest.approx(2.0)
    assert report.baseline["pause_share"] == pytest.approx(2 / 30)
