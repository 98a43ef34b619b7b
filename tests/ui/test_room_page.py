"""The room's page without a browser: what it hands to the browser, and what it does with what comes back."""

from __future__ import annotations

import json

import pytest

from simulator.errors import EngineMissing
from simulator.ui.room import WAY, Way
from simulator.ui.steps import REHEARSAL
from simulator.ui.voice_widget import FOLDER, SCRIPTS, WORKLETS, script
from simulator.voice.hub import HUB
from tests.ui.test_pages import (  # noqa: F401 - two of them are fixtures
    GOODBYE,
    QUESTION,
    ear,
    fine,
    fresh_server,
    press,
    say,
    sentences,
    speakers,
    start,
)


def in_room(first="Nadia"):
    return press(press(start(way=Way.HANDS_FREE), f"Meet {first}"), "Begin the talk")


def room_data(app) -> dict:
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)


def report(app, **told):
    """The browser says something."""
    app.session_state[f"voice-{app.session_state[REHEARSAL].session_id}"] = told
    return app.run()


def test_a_talk_is_hands_free_unless_one_chooses_otherwise():
    app = in_room()
    assert fine(app)
    data = room_data(app)
    assert data["name"] == "Nadia Rahman"
    assert data["path"] == "/voice"
    assert [turn["who"] for turn in data["turns"]] == ["person"]
    assert not data["begun"]
    assert HUB.knows(data["token"])


def test_a_redrawn_page_keeps_its_line_and_the_clock_waits_before_the_start():
    app = in_room()
    before = room_data(app)
    after = room_data(app.run())
    assert after["token"] == before["token"]
    assert after["now_s"] == before["now_s"]


def test_recording_and_sending_is_one_click_away_and_back():
    app = in_room()
    token = room_data(app)["token"]
    press(app, "Record and send instead")
    assert fine(app)
    assert not HUB.knows(token)
    assert speakers(app) == ["Nadia"]
    say(app, QUESTION)
    press(app, "Talk hands-free instead")
    assert [turn["who"] for turn in room_data(app)["turns"]] == ["person", "you", "person"]
    assert room_data(app)["begun"]


def test_the_choice_is_kept_for_the_next_talk():
    app = in_room()
    press(app, "Record and send instead")
    assert app.session_state[WAY] is Way.RECORDED


def test_a_browser_that_cannot_gets_the_other_way_and_the_reason():
    app = report(in_room(), cannot="unsupported")
    assert fine(app)
    assert "cannot talk hands-free" in sentences(app.caption)
    assert len(app.chat_input) == 1
    assert "Talk hands-free instead" not in [one.label for one in app.button]


def test_a_talk_that_went_on_elsewhere_is_loaded_again():
    app = in_room()
    token = room_data(app)["token"]
    report(app, again=1)
    assert fine(app)
    assert not HUB.knows(token)
    assert HUB.knows(room_data(app)["token"])


def test_a_token_that_has_run_out_is_replaced():
    app = in_room()
    token = room_data(app)["token"]
    HUB.close(token)
    report(app, stale=1)
    assert room_data(app)["token"] != token
    assert HUB.knows(room_data(app)["token"])


def test_a_talk_that_is_over_leads_to_the_feedback():
    app = in_room()
    press(app, "Record and send instead")
    say(app, GOODBYE)
    app.session_state[WAY] = Way.HANDS_FREE
    app.run()
    assert room_data(app)["over"]
    press(app, "See your feedback")
    assert fine(app)
    assert [one.value for one in app.title] == ["Your feedback"]


@pytest.mark.parametrize("name", [*SCRIPTS, *WORKLETS.values(), "voice.html", "voice.css"])
def test_the_room_fetches_nothing_from_elsewhere(name):
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "http://" not in text
    assert "https://" not in text
    assert "innerHTML" not in text


def test_the_scripts_are_one_module_with_the_worklets_in_front():
    text = script()
    assert text.startswith("const CAPTURE_WORKLET = ")
    assert text.count("export default") == 1


def test_without_a_recogniser_one_can_still_record_or_type(monkeypatch):
    from simulator.ui import machine as engines

    def missing(*_):
        raise EngineMissing("There is no recogniser.", fix="Fetch one.")

    monkeypatch.setattr(engines, "build_transcriber", missing)
    app = in_room()
    assert fine(app)
    assert "There is no recogniser" in sentences(app.warning)
    assert len(app.chat_input) == 1
