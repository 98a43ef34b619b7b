"""The command line: what each command prints, and the one sentence when something is wrong."""

from __future__ import annotations

import builtins
import io
import json
import sys
from pathlib import Path

import pytest

from simulator import wiring
from simulator.cli import MOST_FILE_BYTES, MOST_LINE_CHARACTERS, main
from simulator.domain import AudioClip, EndedBy, MoveKind
from simulator.engines import local_audio
from simulator.engines.fake import BrokenEngine, FakeTranscriber
from simulator.errors import AudioError, EngineError
from simulator.settings import PERSONAS_FOLDER, Settings, save_settings
from simulator.store import SessionStore

FIXTURES = Path(__file__).parent / "fixtures"
SPEECH = FIXTURES / "speech"
TINY_MODEL = FIXTURES / "whisper-tiny-synthetic"
PEOPLE = sorted(path.stem for path in PERSONAS_FOLDER.glob("*.yaml"))
INNOCENT = "What does a normal day look like for you?"
ASKING = "That is so interesting. Could you get me a job at your hospital?"
NOISE = AudioClip(b"\x00\x20" * 8_000, 8_000)


@pytest.fixture(autouse=True)
def trained(monkeypatch, classifier):
    """The classifier that all tests share."""
    monkeypatch.setattr(wiring, "build_classifier", lambda: classifier)
    monkeypatch.setattr("simulator.doctor.build_classifier", lambda: classifier)


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command: its exit status, what it printed, and what it complained about."""

    def run(*arguments, typed=""):
        stdin = io.StringIO(typed) if isinstance(typed, str) else io.TextIOWrapper(io.BytesIO(typed))
        monkeypatch.setattr(sys, "stdin", stdin)
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as left:  # argparse
            status = left.code
        printed, complained = capsys.readouterr()
        return status, printed, complained

    return run


def one_sentence(complaint):
    """Errors are for people: one line, no traceback."""
    return complaint.count("\n") == 1 and complaint.strip().endswith(".") and "Traceback" not in complaint


# ── usage ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("sing",),
        ("replay", "talk.jsonl"),
        ("replay", "talk.jsonl", "--persona", "nadia-rahman", "--minutes", "7"),
        ("rehearse",),
        ("transcribe",),
        ("transcribe", "a.wav", "--engine", "telepathy"),
        ("models",),
    ],
    ids=" ".join,
)
def test_wrong_usage_leaves_with_two(run, arguments):
    status, _, complained = run(*arguments)
    assert status == 2
    assert "usage: python -m simulator" in complained


def test_the_version_is_told(run):
    status, printed, _ = run("--version")
    assert (status, printed.count(".")) == (0, 2)


# ── personas ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_people_are_listed_a_line_each(run):
    status, printed, complained = run("personas")
    assert (status, complained) == (0, "")
    assert [line.split()[0] for line in printed.splitlines()] == PEOPLE


def test_the_people_as_json_have_the_promised_keys(run):
    people = json.loads(run("personas", "--json")[1])
    assert [one["id"] for one in people] == PEOPLE
    for one in people:
        assert list(one) == ["id", "name", "title", "organisation", "field", "format", "minutes", "public_facts"]
        assert isinstance(one["minutes"], int)
        assert one["public_facts"]
        assert all(isinstance(fact, str) for fact in one["public_facts"])


def test_a_broken_file_of_the_users_own_is_told_and_the_others_stay(run, home):
    (home / "personas").mkdir()
    (home / "personas" / "broken.yaml").write_text("name: [")
    status, printed, complained = run("personas", "--json")
    assert status == 0
    assert len(json.loads(printed)) == len(PEOPLE)
    assert "broken.yaml, line 2: this is not readable YAML" in complained


def test_a_second_person_of_the_same_id_is_told(run, home):
    (home / "personas").mkdir()
    (home / "personas" / "nadia-rahman.yaml").write_bytes((PERSONAS_FOLDER / "nadia-rahman.yaml").read_bytes())
    _, printed, complained = run("personas")
    assert len(printed.splitlines()) == len(PEOPLE)
    assert "there is already a person 'nadia-rahman'" in complained


def test_checking_good_files_says_so(run):
    status, printed, complained = run("personas", "check", PERSONAS_FOLDER / "nadia-rahman.yaml")
    assert (status, complained) == (0, "")
    assert "nadia-rahman.yaml: fine (Nadia Rahman, " in printed


def test_checking_without_a_file_checks_everybody(run):
    status, printed, _ = run("personas", "check")
    assert (status, printed.count(": fine (")) == (0, len(PEOPLE))


def test_checking_a_broken_file_names_file_line_and_key(run, tmp_path):
    broken = tmp_path / "nadia-rahman.yaml"
    lines = (PERSONAS_FOLDER / "nadia-rahman.yaml").read_text(encoding="utf-8").splitlines()
    lines[1] = "name: 17"
    broken.write_text("\n".join(lines), encoding="utf-8")
    status, printed, complained = run("personas", "check", broken)
    assert (status, printed) == (1, "")
    assert complained.startswith(f"{broken}, line 2: 'name': ")
    assert one_sentence(complained)


def test_checking_goes_on_after_a_file_that_is_not_there(run, tmp_path):
    status, printed, complained = run(
        "personas", "check", tmp_path / "nobody.yaml", PERSONAS_FOLDER / "victor-almeida.yaml"
    )
    assert status == 1
    assert "victor-almeida.yaml: fine" in printed
    assert "nobody.yaml" in complained


@pytest.fixture
def thin(tmp_path):
    """A file that is valid and has two weaknesses: a double line and an address."""
    text = (PERSONAS_FOLDER / "victor-almeida.yaml").read_text(encoding="utf-8")
    text = text.replace("  goodbye:\n", '  goodbye:\n    - "So long then."\n    - "So long, then!"\n')
    text = text.replace("  leave:\n", '  leave:\n    - "Write to victor@example.org, I have to go."\n')
    path = tmp_path / "victor-almeida.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_advice_follows_what_is_fine_and_names_file_line_key_and_remedy(run, thin):
    status, printed, complained = run("personas", "check", thin)
    assert (status, complained) == (0, "")
    head, *advice = printed.splitlines()
    assert head == f"{thin}: fine (Victor Almeida, 58 topics); 2 things would make it better:"
    lines = thin.read_text(encoding="utf-8").splitlines()
    twice, address = (
        lines.index(f"    - {text}") + 1
        for text in ('"So long, then!"', '"Write to victor@example.org, I have to go."')
    )
    assert any(one.startswith(f"  {thin}, line {twice}: 'lines.goodbye.#2' stands at") for one in advice)
    assert any(one.startswith(f"  {thin}, line {address}: 'lines.leave.#1' holds an address") for one in advice)
    assert all("; " in one for one in advice)


def test_with_strict_advice_is_an_error(run, thin):
    assert run("personas", "check", "--strict", thin)[0] == 1
    assert run("personas", "check", "--strict")[0] == 0


def test_checked_files_as_json(run, thin, tmp_path):
    status, printed, complained = run("personas", "check", "--json", thin, tmp_path / "nobody.yaml")
    assert (status, complained) == (1, "")
    fine, broken = json.loads(printed)
    assert (fine["ok"], fine["id"], fine["errors"]) == (True, "victor-almeida", [])
    assert {one["kind"] for one in fine["advice"]} == {"twice", "contact"}
    assert all(list(one) == ["kind", "line", "key", "says", "remedy"] for one in fine["advice"])
    assert (broken["ok"], broken["advice"]) == (False, [])
    assert "cannot be read" in broken["errors"][0]


# ── classify ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_utterance_a_line_gives_one_object_a_line(run):
    status, printed, complained = run("classify", typed=f"{INNOCENT}\n\n   \n{ASKING}\n")
    assert (status, complained) == (0, "")
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["text"] for row in rows] == [INNOCENT, ASKING]
    for row in rows:
        assert list(row) == ["text", "flags", "moves"]
        assert set(row["moves"]) == {kind.value for kind in MoveKind}
        assert all(0 <= probability <= 1 for probability in row["moves"].values())


def test_an_innocent_question_has_no_flags(run):
    (row,) = map(json.loads, run("classify", typed=INNOCENT)[1].splitlines())
    assert row["flags"] == []


def test_asking_for_a_job_is_flagged_with_the_exact_words(run):
    (row,) = map(json.loads, run("classify", "--json", typed=ASKING)[1].splitlines())
    (flag,) = row["flags"]
    assert list(flag) == ["kind", "severity", "probability", "quote", "start_char", "end_char", "why", "rewrite"]
    assert (flag["kind"], flag["severity"]) == ("job_ask", "direct")
    assert flag["quote"] == ASKING[flag["start_char"] : flag["end_char"]]
    assert "get me a job" in flag["quote"]
    assert flag["why"]
    assert flag["rewrite"].endswith("?")


def test_a_very_long_line_is_cut_and_judged(run):
    (row,) = map(json.loads, run("classify", typed="so then we talked " * 10_000)[1].splitlines())
    assert len(row["text"]) == MOST_LINE_CHARACTERS


def test_bytes_that_are_no_text_do_not_stop_it(run):
    status, printed, _ = run("classify", typed=b"caf\xe9 au lait?\n\xff\xfe\nHow are you?\n")
    assert status == 0
    assert [json.loads(line)["text"] for line in printed.splitlines()] == [
        "caf\ufffd au lait?",
        "\ufffd\ufffd",
        "How are you?",
    ]


def test_a_terminal_of_another_encoding_gets_utf8(monkeypatch):
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("Where is the café?"))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii", write_through=True))
    assert main(["classify"]) == 0
    assert json.loads(shown.getvalue().decode("utf-8"))["text"] == "Where is the café?"


def test_nothing_in_gives_nothing_out(run):
    assert run("classify") == (0, "", "")


def test_a_question_that_the_card_answers_is_flagged_for_that_person_only(run):
    question = "How many hospitals do you run?"
    (alone,) = map(json.loads, run("classify", typed=question)[1].splitlines())
    (with_nadia,) = map(json.loads, run("classify", "--persona", "nadia-rahman", typed=question)[1].splitlines())
    assert [flag["kind"] for flag in with_nadia["flags"]] == ["unresearched"]
    assert len(alone["flags"]) <= 1


def test_classifying_for_nobody_known_is_explained(run):
    status, printed, complained = run("classify", "--persona", "nobody", typed=INNOCENT)
    assert (status, printed) == (1, "")
    assert one_sentence(complained)


# ── replay ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def script(tmp_path):
    def script(content):
        path = tmp_path / "talk.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return script


TALK = "\n".join(
    json.dumps({"text": text})
    for text in (
        "Hello, thank you for making time. I am here to learn, not to ask for a job.",
        "What made you leave the chemist's counter for nursing?",
        "Could you get me a job at your hospital?",
        "I see that our time is almost up. Thank you so much, goodbye.",
    )
)


def test_a_replay_as_json_has_the_turns_and_the_report(run, script):
    status, printed, complained = run("replay", script(TALK), "--persona", "nadia-rahman", "--json")
    assert (status, complained) == (0, "")
    told = json.loads(printed)
    assert list(told) == ["turns", "report"]
    assert {"index", "role", "text", "start_s", "end_s", "moves"} <= set(told["turns"][0])
    assert [turn["index"] for turn in told["turns"]] == list(range(len(told["turns"])))
    assert told["report"]["schema"] == 1
    assert {"session", "overall", "dimensions", "flags", "questions", "talk", "delivery", "highlights"} <= set(
        told["report"]
    )
    (flag,) = [one for one in told["report"]["flags"] if one["kind"] == "job_ask"]
    assert flag["quote"] in told["turns"][flag["turn"]]["text"]


def test_the_same_script_and_seed_give_the_same_bytes(run, script):
    arguments = ("replay", script(TALK), "--persona", "ingrid-solheim", "--seed", "5", "--minutes", "10", "--json")
    assert run(*arguments) == run(*arguments)


def test_a_replay_reads_as_a_conversation(run, script):
    status, printed, _ = run("replay", script(TALK), "--persona", "nadia-rahman")
    assert status == 0
    assert "] Nadia: " in printed
    assert "] You: What made you leave the chemist's counter" in printed
    assert "job_ask: “Could you get me a job at your hospital?”" in printed


def test_a_file_made_by_another_editor_is_read(run, script):
    told = '{"text": "A line\u2028inside a text, and a\u0085 too."}\r\n'
    status, printed, complained = run(
        "replay", script(b"\xef\xbb\xbf" + told.encode()), "--persona", "nadia-rahman", "--json"
    )
    assert (status, complained) == (0, "")
    assert json.loads(printed)["turns"][1]["text"] == "A line inside a text, and a too."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"text": "Hello."}\nHello', "talk.jsonl, line 2: not JSON"),
        (b'{"text": "Hello."}\n{"txt": "Hello."}', "talk.jsonl, line 2: 'text'"),
        (b"\x00\xff", "talk.jsonl, line 1: not JSON"),
    ],
    ids=["no JSON", "wrong key", "no text"],
)
def test_a_broken_script_is_named_with_its_line(run, script, content, says):
    status, printed, complained = run("replay", script(content), "--persona", "nadia-rahman")
    assert (status, printed) == (1, "")
    assert says in complained
    assert one_sentence(complained)


def test_a_script_that_is_not_there_is_named(run, tmp_path):
    for path in (tmp_path / "no.jsonl", tmp_path):
        status, _, complained = run("replay", path, "--persona", "nadia-rahman")
        assert status == 1
        assert complained.startswith(f"{path}: cannot be read: ")
        assert one_sentence(complained)


def test_a_script_never_asks_a_language_model(run, script):
    arguments = ("replay", script(TALK), "--persona", "nadia-rahman", "--seed", "3", "--json")
    plainly = run(*arguments)
    save_settings(Settings(word_answers=True, wording_url="http://127.0.0.1:9"))
    assert run(*arguments) == plainly


def test_a_script_for_nobody_known_is_explained(run, script):
    status, _, complained = run("replay", script(TALK), "--persona", "nobody")
    assert status == 1
    assert "There is no person 'nobody' here. There are: " + ", ".join(PEOPLE) + "." in complained


def test_a_file_of_any_size_does_not_fill_the_memory(run, tmp_path):
    huge = tmp_path / "huge.jsonl"
    with huge.open("wb") as file:
        file.truncate(MOST_FILE_BYTES + 1)  # a hole: it takes no room
    status, _, complained = run("replay", huge, "--persona", "nadia-rahman")
    assert status == 1
    assert "is larger than" in complained


# ── transcribe ───────────────────────────────────────────────────────────────────────────────────────────────────


def transcribe(run, *files):
    return run("transcribe", *files, "--engine", "whisper", "--model", TINY_MODEL, "--json")


def test_sound_becomes_words_with_times(run):
    status, printed, complained = transcribe(run, SPEECH / "career.wav", SPEECH / "silence.wav")
    assert (status, complained) == (0, "")
    spoken, silent = map(json.loads, printed.splitlines())
    assert list(spoken) == ["file", "engine", "text", "words"]
    assert spoken["text"]
    assert list(spoken["words"][0]) == ["text", "start_s", "end_s", "probability"]
    assert (silent["text"], silent["words"]) == ("", [])


def test_a_file_that_is_no_sound_is_told_and_the_others_are_heard(run, tmp_path):
    text = tmp_path / "notes.wav"
    text.write_text("These are only my notes.")
    status, printed, complained = transcribe(run, text, tmp_path / "no.wav", SPEECH / "career.wav")
    assert status == 1
    assert len(printed.splitlines()) == 1
    unreadable, missing = complained.splitlines()
    assert unreadable.startswith(f"{text} is not sound this program can read")
    assert missing.startswith(f"{tmp_path / 'no.wav'}: cannot be read: ")


def test_silence_is_said_in_words(run):
    status, printed, _ = run("transcribe", SPEECH / "silence.wav", "--engine", "whisper", "--model", str(TINY_MODEL))
    assert (status, printed) == (0, "(nothing was heard)\n")


def test_a_model_that_is_not_there_is_explained(run):
    status, _, complained = run("transcribe", SPEECH / "career.wav", "--engine", "whisper", "--model", "nowhere")
    assert status == 1
    assert "'nowhere' is not on this machine" in complained
    assert one_sentence(complained)


def test_a_server_without_an_address_is_explained(run):
    status, _, complained = run("transcribe", SPEECH / "career.wav", "--engine", "remote")
    assert status == 1
    assert "No speech server is set." in complained


# ── doctor and models ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def quick_doctor(monkeypatch):
    monkeypatch.setattr("simulator.doctor.build_transcriber", lambda _settings: FakeTranscriber())
    monkeypatch.setattr("simulator.doctor._voice", lambda: "speaks")


CHECKED = {
    "Python",
    "people",
    "classifier",
    "voice",
    "speech recognition",
    "Whisper model",
    "words of a language model",
    "talks",
    "microphone of the terminal mode",
}


@pytest.mark.usefixtures("quick_doctor")
def test_the_doctor_examines_everything(run):
    status, printed, _ = run("doctor", "--json")
    findings = json.loads(printed)
    assert status == 0
    assert {one["what"] for one in findings} == CHECKED
    assert all(list(one) == ["what", "works", "says", "fix"] for one in findings)
    (model,) = [one for one in findings if one["what"] == "Whisper model"]
    assert model["works"] or model["fix"].startswith("Run: python -m simulator models download")


@pytest.mark.usefixtures("quick_doctor")
def test_the_doctor_goes_on_when_the_settings_are_broken(run, home):
    (home / "settings.json").write_text("{")
    status, printed, complained = run("doctor", "--json")
    assert (status, complained) == (1, "")
    findings = {one["what"]: one for one in json.loads(printed)}
    assert set(findings) == CHECKED
    assert "settings.json" in findings["speech recognition"]["says"]
    assert findings["people"]["works"]


@pytest.mark.usefixtures("quick_doctor")
@pytest.mark.parametrize(
    ("set_to", "works", "says"),
    [
        ({}, True, "off: people answer in the words written for them"),
        ({"word_answers": True}, False, "No language model server is set."),
        ({"word_answers": True, "wording_url": "http://127.0.0.1:9"}, False, "http://127.0.0.1:9 does not answer"),
    ],
    ids=["off", "no address", "nobody there"],
)
def test_the_doctor_asks_the_language_model_only_where_one_is_set(run, set_to, works, says):
    save_settings(Settings(**set_to))
    status, printed, _ = run("doctor", "--json")
    (found,) = [one for one in json.loads(printed) if one["what"] == "words of a language model"]
    assert status == 0
    assert found["works"] is works
    assert says in found["says"]


@pytest.mark.usefixtures("quick_doctor")
def test_the_doctor_says_what_to_do(run, monkeypatch):
    def silent():
        raise EngineError("The voice broke.", stage="say")

    monkeypatch.setattr("simulator.doctor._voice", silent)
    status, printed, _ = run("doctor")
    assert status == 1
    assert "missing  voice: The voice broke." in printed
    assert "ok       people: " in printed


def test_the_models_are_listed(run):
    status, printed, _ = run("models", "list")
    assert status == 0
    assert "base.en" in printed


def test_a_model_nobody_publishes_is_explained(run):
    status, _, complained = run("models", "download", "enormous.xx")
    assert status == 1
    assert complained.startswith("There is no speech model 'enormous.xx'. Choose one of: tiny.en, ")
    assert one_sentence(complained)


def test_without_a_network_it_says_what_to_do(run, monkeypatch):
    def unplugged(*_arguments, **_options):
        raise OSError("Network is unreachable")

    monkeypatch.setattr("huggingface_hub.snapshot_download", unplugged)
    status, _, complained = run("models", "download", "tiny.en")
    assert status == 1
    assert "'tiny.en' could not be fetched (OSError). Check the network" in complained


# ── rehearse ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def typing(monkeypatch):
    """Somebody who types these lines, then presses Ctrl-D."""

    def typing(*lines):
        left = iter(lines)

        def typed(_prompt=""):
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(builtins, "input", typed)

    return typing


def test_a_typed_talk_goes_to_and_fro_and_is_kept(run, typing, home):
    typing("How did you come to nursing?", "Why was that?", "What does your day look like?")
    status, printed, complained = run("rehearse", "--persona", "nadia-rahman", "--typed")
    assert status == 0
    assert printed.count("] Nadia: ") == 4
    assert "under Progress" in complained
    (kept,) = SessionStore(home).sessions()
    assert (kept.turn_count, kept.ended_by) == (7, EndedBy.STOPPED)


def test_an_empty_line_leaves(run, typing, home):
    typing("", "never said")
    assert run("rehearse", "--persona", "nadia-rahman", "--typed", "--minutes", "5")[0] == 0
    (kept,) = SessionStore(home).sessions()
    assert (kept.turn_count, kept.booking.minutes) == (1, 5)


def test_a_goodbye_ends_the_typed_talk(run, typing, home):
    typing("Thank you so much for your time. Goodbye!", "never said")
    assert run("rehearse", "--persona", "nadia-rahman", "--typed")[0] == 0
    (kept,) = SessionStore(home).sessions()
    assert (kept.turn_count, kept.ended_by) == (3, EndedBy.USER)


def test_ctrl_c_stops_with_a_word_and_the_talk_waits(run, monkeypatch, home):
    def interrupted(_prompt=""):
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", interrupted)
    status, _, complained = run("rehearse", "--persona", "nadia-rahman", "--typed")
    assert (status, complained) == (1, "Stopped.\n")
    assert len(SessionStore(home).unfinished()) == 1


@pytest.mark.parametrize(
    ("error", "says"), [(OSError("PortAudio library not found"), "PortAudio"), (ImportError("no"), "sounddevice")]
)
def test_without_a_sound_library_it_says_so_before_anything_is_kept(run, monkeypatch, home, error, says):
    real = builtins.__import__

    def without_sound(name, *rest, **options):
        if name == "sounddevice":
            raise error
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without_sound)
    status, printed, complained = run("rehearse", "--persona", "nadia-rahman")
    assert (status, printed) == (1, "")
    assert f"needs {says}" in complained
    assert "--typed" in complained
    assert one_sentence(complained)
    assert not (home / "talks.sqlite3").exists()


@pytest.fixture
def spoken(monkeypatch):
    """A microphone that always gives the same noise, and an ear that is handed in."""

    class Microphone:
        def record_until_enter(self):
            return NOISE

    def spoken(ear):
        save_settings(Settings(speak_aloud=False))
        monkeypatch.setattr(local_audio, "LocalMicrophone", Microphone)
        monkeypatch.setattr("simulator.terminal.build_transcriber", lambda *_: ear)

    return spoken


def test_a_spoken_talk_shows_what_was_heard(run, typing, spoken, home):
    spoken(FakeTranscriber(["How did you come to nursing?"]))
    typing("", "", "q")  # the second time nothing is heard
    status, printed, _ = run("rehearse", "--persona", "nadia-rahman", "--push-to-talk")
    assert status == 0
    assert "You: How did you come to nursing?\n" in printed
    assert "You: (nothing was heard)\n" in printed
    assert SessionStore(home).sessions()[0].turn_count == 3


@pytest.mark.parametrize("error", [AudioError("It is too long."), EngineError("The ear broke.", stage="hear")])
def test_a_recording_that_cannot_be_understood_does_not_end_the_talk(run, typing, spoken, home, error):
    spoken(BrokenEngine(lambda: error))
    typing("", "", "q")
    status, _, complained = run("rehearse", "--persona", "nadia-rahman", "--push-to-talk")
    assert status == 0
    assert complained.count(str(error)) == 2
    assert SessionStore(home).sessions()[0].ended_by is EndedBy.STOPPED


# ── trouble anywhere ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_home_that_cannot_be_used_is_one_sentence(run, typing, home, monkeypatch):
    occupied = home / "occupied"
    occupied.write_text("")
    monkeypatch.setenv("SIMULATOR_HOME", str(occupied))
    typing("Hello")
    status, _, complained = run("rehearse", "--persona", "nadia-rahman", "--typed")
    assert status == 1
    assert "SIMULATOR_HOME" in complained
    assert one_sentence(complained)


def test_settings_that_cannot_be_read_are_one_sentence(run, home):
    (home / "settings.json").write_text("{")
    status, _, complained = run("transcribe", SPEECH / "career.wav")
    assert status == 1
    assert "Mend or delete that file." in complained
    assert one_sentence(complained)


def test_a_reader_who_has_gone_is_no_error(monkeypatch):
    class Gone(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(sys, "stdout", Gone())
    assert main(["personas"]) == 0
