"""What the user may set: defaults, keeping, and files that are broken."""

from __future__ import annotations

import json
import stat

import pytest
from pydantic import ValidationError

from simulator.errors import SetupError, StoreError
from simulator.settings import (
    HOME_VARIABLE,
    MODEL_VARIABLE,
    Settings,
    SpeechEngine,
    home_folder,
    load_settings,
    make_home,
    persona_folders,
    save_settings,
)
from simulator.wiring import build_wording, build_wording_to_try


def test_without_a_file_the_defaults_hold_and_nothing_is_written(home):
    assert load_settings() == Settings()
    assert list(home.iterdir()) == []


def test_what_is_kept_is_read_back(home):
    wanted = Settings(speech_engine=SpeechEngine.REMOTE, remote_url="http://localhost:8000", keep_recordings=True)
    save_settings(wanted)
    assert load_settings() == wanted
    assert [path.name for path in home.iterdir()] == ["settings.json"]


def test_the_file_is_the_owners_alone_for_it_may_hold_a_key(home):
    save_settings(Settings(remote_key="secret", wording_key="secret"))
    assert stat.S_IMODE((home / "settings.json").stat().st_mode) == 0o600
    assert "secret" not in repr(load_settings())


def test_a_setting_of_a_newer_version_is_passed_over(home):
    (home / "settings.json").write_text(json.dumps({"speak_aloud": False, "hologram": True}))
    assert load_settings() == Settings(speak_aloud=False)


@pytest.mark.parametrize(
    "content",
    [
        b"{not json",
        b"[]",
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"speech_engine": "telepathy"}',
        b'{"remote_url": "ftp://elsewhere"}',
        b'{"whisper_model": ""}',
    ],
    ids=["no JSON", "a list", "empty", "no text", "too deep", "unknown engine", "no web address", "no model"],
)
def test_a_broken_file_is_named_and_what_to_do_with_it(home, content):
    (home / "settings.json").write_bytes(content)
    with pytest.raises(SetupError, match=r"settings\.json: the settings cannot be read .*Mend or delete that file\."):
        load_settings()


def test_the_model_of_the_environment_wins(monkeypatch):
    save_settings(Settings(speech_engine=SpeechEngine.EMBEDDED))
    monkeypatch.setenv(MODEL_VARIABLE, "/models/mine")
    assert load_settings().whisper_model == "/models/mine"
    assert load_settings().speech_engine is SpeechEngine.WHISPER


def test_a_server_needs_a_web_address():
    with pytest.raises(ValidationError):
        Settings(remote_url="localhost:8000")


@pytest.mark.parametrize("address", ["localhost:11434", "ftp://elsewhere", "http://a b"])
def test_a_language_model_server_needs_a_web_address_too(address):
    with pytest.raises(ValidationError):
        Settings(wording_url=address)


def test_no_language_model_is_built_unless_it_is_switched_on():
    assert build_wording(Settings(wording_url="http://localhost:11434")) is None
    wording = build_wording(Settings(word_answers=True, wording_url="http://localhost:11434", wording_model="small"))
    assert wording.name == "server small"


def test_the_language_model_is_one_for_all_talks_so_that_a_failing_server_is_spared():
    chosen = Settings(word_answers=True, wording_url="http://localhost:11434")
    assert build_wording(chosen) is build_wording(chosen)
    assert build_wording_to_try(chosen) is not build_wording_to_try(chosen)


def test_a_language_model_without_an_address_is_explained():
    for build in (build_wording, build_wording_to_try):
        with pytest.raises(SetupError, match=r"No language model server is set\. Enter its address in the settings\."):
            build(Settings(word_answers=True))


def test_a_home_that_is_a_file_is_explained(home, monkeypatch):
    occupied = home / "occupied"
    occupied.write_text("")
    monkeypatch.setenv(HOME_VARIABLE, str(occupied))
    for act in (make_home, lambda: save_settings(Settings())):
        with pytest.raises(StoreError, match=f"occupied cannot be made: .*{HOME_VARIABLE}"):
            act()
    assert load_settings() == Settings()


def test_a_place_that_cannot_be_written_is_explained(home):
    (home / "settings.json.new").mkdir()
    with pytest.raises(StoreError, match=r"could not be kept in .*Check free space and rights\."):
        save_settings(Settings())


def test_the_home_is_made_for_its_owner_alone(home, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home / "deep" / "down"))
    assert stat.S_IMODE(make_home().stat().st_mode) == 0o700


def test_the_home_may_begin_with_a_tilde(home, monkeypatch):
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv(HOME_VARIABLE, "~/practice")
    assert home_folder() == home / "practice"
    assert persona_folders()[1] == home / "practice" / "personas"
