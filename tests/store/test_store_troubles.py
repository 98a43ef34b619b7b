"""Killed processes, two writers, full and broken disks: nothing is lost, and the sentence says what to do."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from simulator.domain import Booking, EndedBy, MeetingFormat, Role, Turn
from simulator.errors import StoreError
from simulator.store import SessionStore, migrations
from simulator.store.tables import METADATA

ROOT = Path(__file__).resolve().parents[2]
BOOKING = Booking(MeetingFormat.PHONE, 15)
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
posix_only = pytest.mark.skipif(os.name != "posix", reason="kills processes, or takes rights away")

WRITER = """
import sys
from pathlib import Path
from simulator.domain import Role, Turn
from simulator.store import SessionStore
store = SessionStore(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.append(sys.argv[2], Turn(number, Role.USER, f"sentence {number}", number, number + 0.5))
    print(number, flush=True)
"""


def begin(store: SessionStore) -> str:
    return store.create("ada-example", BOOKING, 1, now=NOON, persona_name="Ada Example")


def sentence(number: int, text: str = "sentence") -> Turn:
    return Turn(number, Role.USER, f"{text} {number}", number, number + 0.5)


def writer(folder: Path, session_id: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(folder), session_id, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)


# ── processes and threads ────────────────────────────────────────────────────────────────────────────────────────


@posix_only
@pytest.mark.parametrize("after", [1, 2, 7])
def test_a_process_that_is_killed_between_turns_loses_none(tmp_path, after):
    session_id = begin(SessionStore(tmp_path))
    with writer(tmp_path, session_id, 10_000) as child:
        for number in range(after):
            assert child.stdout.readline() == b"%d\n" % number
        child.send_signal(signal.SIGKILL)
        confirmed = after + len(child.stdout.read().split())
    turns = SessionStore(tmp_path).turns(session_id)
    assert len(turns) - confirmed in (0, 1)  # the last one may be kept and not yet told
    assert turns == tuple(sentence(number) for number in range(len(turns)))


@posix_only
def test_two_programs_write_their_talks_side_by_side(tmp_path):
    store = SessionStore(tmp_path)
    talks = [begin(store), begin(store)]
    children = [writer(tmp_path, session_id, 30) for session_id in talks]
    for number in range(30):
        store.set_score(talks[0], number)
    for child in children:
        child.communicate()
        assert child.returncode == 0
    assert [len(store.turns(session_id)) for session_id in talks] == [30, 30]


@posix_only
def test_four_programs_may_open_a_new_store_at_once(tmp_path):
    folder = tmp_path / "new"
    opened = "import sys; from pathlib import Path; from simulator.store import SessionStore; SessionStore(Path(sys.argv[1]))"
    command = [sys.executable, "-c", opened, str(folder)]
    children = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
    assert [child.communicate()[1] for child in children] == [b""] * 4


def test_of_two_tabs_that_say_different_things_one_is_told(tmp_path):
    stores = [SessionStore(tmp_path) for _ in range(8)]
    session_id = begin(stores[0])

    def say(number: int) -> bool:
        try:
            stores[number].append(session_id, Turn(0, Role.USER, f"tab {number}", 0.0, 1.0))
        except StoreError as error:
            return "another tab" not in str(error)
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(say, range(8))) == 1
    assert len(stores[0].turns(session_id)) == 1


def test_several_threads_share_one_store(tmp_path):
    store = SessionStore(tmp_path)

    def talk(_: int) -> tuple[Turn, ...]:
        session_id = begin(store)
        for number in range(10):
            store.append(session_id, sentence(number))
        store.finish(session_id, EndedBy.USER, 10.0)
        return store.turns(session_id)

    with ThreadPoolExecutor(4) as pool:
        talks = list(pool.map(talk, range(8)))
    assert {len(turns) for turns in talks} == {10}
    assert len(store.sessions()) == 8


def test_a_long_reader_does_not_stop_the_talk(tmp_path):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM turns").fetchone() == (0,)
        store.append(session_id, sentence(0))
        assert reader.execute("SELECT count(*) FROM turns").fetchone() == (0,)
    assert len(store.turns(session_id)) == 1


# ── the disk ─────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def no_room_to_grow(path: Path) -> Iterator[None]:
    """SQLite itself refuses to make the file longer, as it does on a full disk."""
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_full_disk_is_said_so_and_what_was_said_before_is_safe(tmp_path):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    store.append(session_id, sentence(0))
    secret = "".join(reversed("laitnedifnoc")) * 20_000  # spelt so that this file's own lines cannot show it
    with (
        no_room_to_grow(tmp_path / "talks.sqlite3"),
        pytest.raises(StoreError, match=r"talks\.sqlite3 cannot be used: the disk is full\. Free some space") as caught,
    ):
        store.append(session_id, sentence(1, secret))
    assert store.turns(session_id) == (sentence(0),)
    assert "confidential" not in "".join(traceback.format_exception(caught.value))
    store.append(session_id, sentence(1))


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Not root, for whom no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix_only
def test_a_read_only_folder_is_said_so():
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # other users cannot come to pytest's own folder
    try:
        store = SessionStore(folder)
        session_id = begin(store)
        (folder / "talks.sqlite3").chmod(0o444)
        folder.chmod(0o555)
        with ordinary_user():
            for attempt in (lambda: begin(store), lambda: store.append(session_id, sentence(0))):
                with pytest.raises(StoreError, match=r"(read-only|cannot be opened).*SIMULATOR_HOME"):
                    attempt()
            with pytest.raises(StoreError, match="SIMULATOR_HOME"):
                SessionStore(folder / "deeper")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_that_is_a_file_is_said_so(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match=r"file cannot be used: .*SIMULATOR_HOME"):
        SessionStore(tmp_path / "file")
    with pytest.raises(StoreError, match=r"cannot be used: .*SIMULATOR_HOME"):
        SessionStore(tmp_path / "file" / "deeper")


def test_a_recording_that_cannot_be_deleted_keeps_its_talk_in_the_list(tmp_path, monkeypatch):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    store.save_audio(session_id, 0, b"RIFF")

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", refuse)
        with pytest.raises(StoreError, match="Permission denied"):
            store.delete(session_id)
    assert [one.id for one in store.sessions()] == [session_id]
    store.delete(session_id)
    assert store.audio(session_id, 0) is None


@pytest.mark.parametrize("content", [b"these are not the talks you are looking for " * 100, b"\0" * 5000])
def test_a_file_that_is_no_database_is_said_so_and_left_alone(tmp_path, content):
    path = tmp_path / "talks.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"the file is damaged\. Move it away"):
        SessionStore(tmp_path)
    assert path.read_bytes() == content


def test_a_file_with_broken_pages_is_said_so(tmp_path):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    for number in range(30):
        store.append(session_id, sentence(number, "long " * 200))
    path = tmp_path / "talks.sqlite3"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    with pytest.raises(StoreError, match=r"the file is damaged\. Move it away"):
        SessionStore(tmp_path).turns(session_id)


@pytest.mark.parametrize(("column", "value"), [("words", "{"), ("moves", '[["dance",1,0,1,null]]'), ("reply", "[]")])
def test_a_turn_that_makes_no_sense_is_said_so(tmp_path, column, value):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    store.append(session_id, sentence(0))
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.execute(f"UPDATE turns SET {column} = ?", (value,))  # noqa: S608 - our own column names
        connection.commit()
    with pytest.raises(StoreError, match="damaged"):
        store.turns(session_id)


@pytest.mark.parametrize("text", ["half an emoji \ud83d", "\udfff"])
def test_text_that_is_no_text_is_refused_in_a_sentence_without_it(tmp_path, text):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    with pytest.raises(StoreError, match="cannot be kept") as caught:
        store.append(session_id, Turn(0, Role.USER, text, 0.0, 1.0))
    assert "emoji" not in "".join(traceback.format_exception(caught.value))
    assert store.turns(session_id) == ()


def test_a_number_beyond_the_database_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="cannot be kept"):
        SessionStore(tmp_path).create("ada-example", BOOKING, 2**63, now=NOON, persona_name="Ada Example")


def test_a_turn_without_times_is_not_blamed_on_another_tab(tmp_path):
    store = SessionStore(tmp_path)
    session_id = begin(store)
    nowhere = float("nan")
    with pytest.raises(StoreError, match="cannot be kept"):
        store.append(session_id, Turn(0, Role.USER, "When?", nowhere, nowhere))


# ── the schema ───────────────────────────────────────────────────────────────────────────────────────────────────

VERSION_1 = """
CREATE TABLE sessions (id VARCHAR(32) PRIMARY KEY, persona_id VARCHAR(80) NOT NULL, persona_name VARCHAR(200) NOT NULL,
  format VARCHAR(20) NOT NULL, minutes INTEGER NOT NULL, seed INTEGER NOT NULL, started_at VARCHAR(40) NOT NULL,
  ended_by VARCHAR(20), ended_s FLOAT);
CREATE TABLE turns (session_id VARCHAR(32) NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, number INTEGER NOT NULL,
  role VARCHAR(10) NOT NULL, text TEXT NOT NULL, start_s FLOAT NOT NULL, end_s FLOAT NOT NULL, words TEXT NOT NULL,
  moves TEXT NOT NULL, reply TEXT, heard TEXT, PRIMARY KEY (session_id, number));
INSERT INTO sessions VALUES ('0123456789abcdef0123456789abcdef', 'ada-example', 'Ada Example', 'phone', 15, 1,
  '2026-03-09T13:00:00+01:00', NULL, NULL);
INSERT INTO turns VALUES ('0123456789abcdef0123456789abcdef', 0, 'user', 'sentence 0', 0.0, 0.5, '[]', '[]', NULL, NULL);
PRAGMA user_version = 1;
"""


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A store as the first version of the program wrote it, word for word."""
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.executescript(VERSION_1)
    return tmp_path


def schema_of(folder: Path) -> tuple[int, dict[str, list[str]]]:
    with closing(sqlite3.connect(folder / "talks.sqlite3")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in METADATA.tables
        }


def test_talks_of_version_1_are_still_here_and_can_be_rated(version_1):
    store = SessionStore(version_1)
    (talk,) = store.sessions()
    assert (talk.started_at, talk.overall, talk.turn_count) == (NOON, None, 1)
    assert store.turns(talk.id) == (sentence(0),)
    store.set_score(talk.id, 64)
    store.append(talk.id, sentence(1))
    assert SessionStore(version_1).get(talk.id).overall == 64


def test_old_and_new_stores_come_to_the_schema_that_the_code_names(version_1, tmp_path):
    SessionStore(version_1)
    SessionStore(tmp_path / "new")
    named = {name: [column.name for column in table.columns] for name, table in METADATA.tables.items()}
    assert schema_of(version_1) == schema_of(tmp_path / "new") == (len(migrations.MIGRATIONS), named)


def test_a_migration_that_fails_half_way_changes_nothing(version_1, monkeypatch):
    first, second = migrations.MIGRATIONS[:2]

    def break_off(connection: Connection) -> None:
        second(connection)
        raise sqlite3.OperationalError("disk I/O error")

    before = schema_of(version_1)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (first, break_off))
        with pytest.raises(StoreError, match="cannot be read or written"):
            SessionStore(version_1)
    assert schema_of(version_1) == before
    assert len(SessionStore(version_1).sessions()) == 1


def test_a_store_of_a_newer_program_is_left_alone(tmp_path):
    SessionStore(tmp_path)
    with closing(sqlite3.connect(tmp_path / "talks.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"newer version of this program \(schema 99.*Update the program"):
        SessionStore(tmp_path)
    assert schema_of(tmp_path)[0] == 99
