"""What a stored talk gives back, and what it refuses."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import (
    Booking,
    Depth,
    EndedBy,
    MeetingFormat,
    Move,
    MoveKind,
    Reply,
    ReplyKind,
    Role,
    Severity,
    Turn,
    Word,
)
from simulator.errors import StoreError
from simulator.store import SessionStore

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
BOOKING = Booking(MeetingFormat.VIDEO, 20)
HELLO = Turn(0, Role.PERSONA, "Hello, come in.", 0.6, 2.1, reply=Reply("Hello, come in.", ReplyKind.OPENING))
QUESTION = Turn(1, Role.USER, "What surprised you in your first year?", 3.0, 5.5)

seconds = st.floats(min_value=0, max_value=1e6)
probabilities = st.none() | st.floats(min_value=0, max_value=1)
spoken = st.text(max_size=80)  # NUL, emoji, right-to-left and all
words = st.builds(Word, spoken, seconds, seconds, probabilities)
moves = st.builds(
    Move,
    st.sampled_from(MoveKind),
    st.floats(min_value=0, max_value=1),
    st.integers(0, 500),
    st.integers(0, 500),
    st.none() | st.sampled_from(Severity),
)
replies = st.builds(
    Reply,
    text=spoken.map(lambda text: f"{text}."),
    kind=st.sampled_from(ReplyKind),
    topic=st.none() | spoken,
    depth=st.none() | st.sampled_from(Depth),
    said=st.lists(spoken, max_size=3).map(tuple),
    pause_s=seconds,
    cue_minutes=st.none() | st.integers(0, 30),
    offered_s=seconds,
)
turns = st.builds(
    lambda role, text, start_s, length_s, words, moves, reply, heard: Turn(
        0, role, text, start_s, start_s + length_s, tuple(words), tuple(moves), reply, heard
    ),
    st.sampled_from(Role),
    spoken,
    seconds,
    seconds,
    st.lists(words, max_size=4),
    st.lists(moves, max_size=4),
    st.none() | replies,
    st.none() | spoken,
)


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path)


def begin(store: SessionStore, *, now: datetime = NOON, name: str = "Ada Example") -> str:
    return store.create("ada-example", BOOKING, 7, now=now, persona_name=name)


# ── round trips ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("talks")


@settings(max_examples=60, deadline=None)
@given(spoken_turns=st.lists(turns, max_size=4))
def test_turns_come_back_as_they_went_in(shared_folder, spoken_turns):
    store = SessionStore(shared_folder)
    session_id = begin(store)
    numbered = tuple(replace(turn, index=index) for index, turn in enumerate(spoken_turns))
    for turn in numbered:
        store.append(session_id, turn)
    assert SessionStore(shared_folder).turns(session_id) == numbered


@settings(max_examples=30, deadline=None)
@given(
    minutes=st.sampled_from([5, 10, 15, 20, 30]),
    meeting=st.sampled_from(MeetingFormat),
    seed=st.integers(0, 2**63 - 1),
    now=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),
    name=spoken,
)
def test_a_booking_comes_back_as_it_was_made(shared_folder, minutes, meeting, seed, now, name):
    store = SessionStore(shared_folder)
    session_id = store.create("ada-example", Booking(meeting, minutes), seed, now=now, persona_name=name)
    stored = store.get(session_id)
    assert (stored.persona_id, stored.persona_name) == ("ada-example", name)
    assert (stored.booking, stored.seed) == (Booking(meeting, minutes), seed)
    assert stored.started_at == now.astimezone(UTC)
    assert stored.started_at.utcoffset() == timedelta(0)
    assert (stored.ended_by, stored.ended_s, stored.overall, stored.turn_count) == (None, None, None, 0)


def test_a_start_without_a_time_zone_is_refused(store):
    with pytest.raises(ValueError, match="time zone"):
        begin(store, now=NOON.replace(tzinfo=None))


def test_a_finished_talk_says_how_it_ended_and_its_score(store):
    session_id = begin(store)
    store.append(session_id, HELLO)
    store.finish(session_id, EndedBy.PERSONA, 1234.5)
    store.set_score(session_id, 81)
    stored = store.get(session_id)
    assert (stored.ended_by, stored.ended_s) == (EndedBy.PERSONA, 1234.5)
    assert (stored.overall, stored.turn_count) == (81, 1)
    store.set_score(session_id, None)
    assert store.get(session_id).overall is None


def test_talks_are_listed_newest_first_whatever_the_time_zone(store):
    tokyo = timezone(timedelta(hours=9))
    second = begin(store, now=NOON)
    first = begin(store, now=(NOON - timedelta(minutes=1)).astimezone(tokyo))
    third = begin(store, now=NOON + timedelta(microseconds=1))
    same_moment = begin(store, now=NOON + timedelta(microseconds=1))
    assert [one.id for one in store.sessions()] == [same_moment, third, second, first]


def test_only_talks_without_an_end_are_unfinished(store):
    over, going_on = begin(store), begin(store)
    store.finish(over, EndedBy.USER, 60.0)
    assert [one.id for one in store.unfinished()] == [going_on]


# ── two tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_turn_twice_is_kept_once(store):
    session_id = begin(store)
    store.append(session_id, HELLO)
    store.append(session_id, HELLO)
    assert store.turns(session_id) == (HELLO,)


@pytest.mark.parametrize(
    "other", [replace(HELLO, text="Good morning."), replace(HELLO, heard="x"), replace(HELLO, reply=None)]
)
def test_another_turn_in_the_same_place_was_said_in_another_tab(store, other):
    session_id = begin(store)
    store.append(session_id, HELLO)
    with pytest.raises(StoreError, match="continued in another tab"):
        store.append(session_id, other)
    assert store.turns(session_id) == (HELLO,)


@pytest.mark.parametrize("index", [-1, 1, 7])
def test_a_turn_may_not_leave_a_gap(store, index):
    session_id = begin(store)
    with pytest.raises(StoreError, match="turn 0 is missing"):
        store.append(session_id, replace(HELLO, index=index))


def test_nothing_is_said_after_the_end_but_what_was_said_may_be_sent_again(store):
    session_id = begin(store)
    store.append(session_id, HELLO)
    store.finish(session_id, EndedBy.STOPPED, 9.0)
    store.append(session_id, HELLO)
    with pytest.raises(StoreError, match="ended in another tab"):
        store.append(session_id, QUESTION)


def test_a_talk_ends_once(store):
    session_id = begin(store)
    store.finish(session_id, EndedBy.USER, 9.0)
    store.finish(session_id, EndedBy.USER, 9.0)
    with pytest.raises(StoreError, match="continued in another tab"):
        store.finish(session_id, EndedBy.STOPPED, 4.0)
    assert store.get(session_id).ended_by is EndedBy.USER


# ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_recording_comes_back_and_the_newest_counts(store):
    session_id = begin(store)
    assert store.audio(session_id, 1) is None
    store.save_audio(session_id, 1, b"RIFF one")
    store.save_audio(session_id, 1, b"RIFF two")
    assert store.audio(session_id, 1) == b"RIFF two"
    assert store.audio(session_id, 2) is None


def test_recordings_are_files_by_talk_and_turn_without_leftovers(store, tmp_path):
    session_id = begin(store)
    store.save_audio(session_id, 3, b"RIFF")
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.*") if "audio" in path.parts] == [
        Path("audio") / session_id / "0003.wav"
    ]


@pytest.mark.parametrize("session_id", ["../../etc", "", "0" * 32])
def test_a_recording_needs_its_talk(store, session_id):
    with pytest.raises(StoreError, match="not here any more"):
        store.save_audio(session_id, 0, b"RIFF")


# ── deleting ─────────────────────────────────────────────────────────────────────────────────────────────────────


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_deleted_words_are_gone_from_the_files_and_the_others_stay(store, tmp_path):
    kept, gone = begin(store, name="Kept Person"), begin(store, name="Vanished Person")
    for number in range(40):  # several pages
        text = f"the heron flew over lock {number} " * 30
        store.append(gone, Turn(number, Role.USER, text, number, number + 1.0, heard=text))
    store.append(kept, HELLO)
    store.save_audio(gone, 0, b"RIFF heron")
    assert b"heron" in everything_in(tmp_path)
    store.delete(gone)
    left = everything_in(tmp_path)
    assert b"heron" not in left
    assert b"Vanished" not in left
    assert store.turns(kept) == (HELLO,)
    assert not (tmp_path / "audio" / gone).exists()


def test_deleting_everything_leaves_no_words_and_no_sound(store, tmp_path):
    for _ in range(3):
        session_id = begin(store)
        store.append(session_id, HELLO)
        store.save_audio(session_id, 0, b"RIFF")
    store.delete_all()
    assert store.sessions() == ()
    assert b"come in" not in everything_in(tmp_path)
    assert not (tmp_path / "audio").exists()
    begin(store)
    assert len(store.sessions()) == 1


def test_words_are_gone_though_another_tab_has_the_store_open(store, tmp_path):
    session_id = begin(store)
    store.append(session_id, QUESTION_FIRST)
    other_tab = SessionStore(tmp_path)
    assert other_tab.turns(session_id) == (QUESTION_FIRST,)
    store.delete(session_id)
    assert b"surprised" not in everything_in(tmp_path)
    with pytest.raises(StoreError, match="not here any more"):
        other_tab.append(session_id, QUESTION)


QUESTION_FIRST = replace(QUESTION, index=0)


def test_deleting_a_talk_that_is_gone_does_nothing(store):
    session_id = begin(store)
    store.delete(session_id)
    store.delete(session_id)
    store.delete("../audio")
    assert store.sessions() == ()


@pytest.mark.parametrize("method", ["get", "turns"])
def test_a_talk_that_is_gone_is_said_so(store, method):
    with pytest.raises(StoreError, match="not here any more"):
        getattr(store, method)("0" * 32)
    with pytest.raises(StoreError, match="not here any more"):
        store.append("0" * 32, HELLO)
    with pytest.raises(StoreError, match="not here any more"):
        store.finish("0" * 32, EndedBy.USER, 1.0)


# ── privacy of the files ─────────────────────────────────────────────────────────────────────────────────────────


def test_only_their_owner_may_read_the_files(tmp_path):
    folder = tmp_path / "a folder" / "of 100% mine?#"
    store = SessionStore(folder)
    session_id = begin(store)
    store.save_audio(session_id, 0, b"RIFF")
    modes = {path.relative_to(folder).parts[0]: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes["talks.sqlite3"] == 0o600
    assert set(modes.values()) <= {0o600, 0o700}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "audio" / session_id).stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "audio" / session_id / "0000.wav").stat().st_mode) == 0o600


def test_a_file_that_was_copied_here_open_to_all_becomes_private(tmp_path):
    SessionStore(tmp_path)
    (tmp_path / "talks.sqlite3").chmod(0o644)
    SessionStore(tmp_path)
    assert stat.S_IMODE((tmp_path / "talks.sqlite3").stat().st_mode) == 0o600
