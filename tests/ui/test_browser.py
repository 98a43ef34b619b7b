"""The main job in a real browser: choose, book, speak two turns of which one asks for a job, end, read the feedback."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.ui.browser import SPEECH, WAIT_LIMIT_MS, WHISPER, chromium, picture, require_browser, server, settled, speak

pytestmark = pytest.mark.browser
TURNS = (("career", 3.2, "career"), ("hiring", 3.4, "hiring"))
TRIES = 3


@pytest.fixture(autouse=True)
def _browser():
    require_browser()


def begin(page, address, first="Nadia"):
    page.goto(address)
    page.get_by_role("button", name=f"Meet {first}").click()
    page.get_by_text("More choices").click()
    page.get_by_text("Record and send", exact=True).click()
    page.get_by_role("button", name=f"Begin the talk with {first}").click()
    page.get_by_role("button", name="End the talk").wait_for()


def go_on(page, address):
    """A page that is opened anew offers hands-free; these talks are recorded."""
    page.goto(address)
    page.get_by_role("button", name="Record and send instead").click()
    page.get_by_role("button", name="End the talk").wait_for()


def say(page, seconds, word):
    """Speak until the word is in what was understood, as a user would: a starved machine may drop sound. Then send it."""
    box = page.get_by_label("This was understood. Correct it if it is wrong.")
    for attempt in range(TRIES):
        speak(page, seconds=seconds)
        box.or_(page.get_by_text("Nothing was heard")).first.wait_for()
        if box.is_visible() and (word in box.input_value() or attempt == TRIES - 1):
            break
        if box.is_visible():
            page.get_by_role("button", name="Record again").click()
            box.wait_for(state="detached")
    text = box.input_value()
    page.get_by_role("button", name="Say this").click()
    box.wait_for(state="detached")
    return text


def rehearse(home, tmp_path, **environment):
    """Two spoken turns. Each has a browser of its own, so each goes on where a closed one left off."""
    with server(home, **environment) as (address, _):
        talk, heard = address, []
        for number, (name, seconds, word) in enumerate(TURNS):
            with chromium(SPEECH / f"{name}.wav", viewport={"width": 1280, "height": 900}) as page:
                if number == 0:
                    begin(page, address)
                else:
                    go_on(page, talk)
                heard.append(say(page, seconds, word))
                picture(page, f"spoken-turn-{number + 1}")
                talk = page.url
        with chromium(viewport={"width": 375, "height": 800}, color_scheme="dark", accept_downloads=True) as page:
            go_on(page, talk)
            page.get_by_role("button", name="End the talk").click()
            page.get_by_role("button", name="Leave now").click()
            page.get_by_text("What they may have minded").wait_for()
            picture(page, "feedback-phone-dark")
            settled(page)
            page.get_by_role("button", name="Take this feedback along").click()
            with page.expect_download() as download:
                page.get_by_role("button", name="Download as JSON").click()
            download.value.save_as(tmp_path / "report.json")
    return heard, json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))


def test_two_spoken_turns_through_the_built_in_recogniser(home, tmp_path):
    heard, report = rehearse(home, tmp_path)
    assert "career" in heard[0]
    assert "hiring" in heard[1]
    asked = [flag for flag in report["flags"] if flag["kind"] == "job_ask"]
    assert len(asked) == 1
    assert asked[0]["quote"] in heard[1]


def test_two_spoken_turns_through_whisper(home, tmp_path):
    heard, report = rehearse(home, tmp_path, **WHISPER)
    assert "career" in heard[0]
    assert "hiring" in heard[1]
    assert [flag["kind"] for flag in report["flags"]] == ["job_ask"]
    assert report["flags"][0]["quote"] in heard[1]


def test_a_killed_server_loses_nothing_and_all_talks_can_be_taken_along(home):
    with chromium(viewport={"width": 1280, "height": 900}) as page:
        with server(home, **WHISPER) as (address, process):
            begin(page, address, "Victor")
            box = page.get_by_placeholder("Type to Victor instead")
            box.fill("How did you get into credit risk?")
            box.press("Enter")
            box.press("Enter")
            page.get_by_text("How did you get into credit risk?").wait_for()
            page.get_by_role(
                "button", name="End the talk"
            ).first.wait_for()  # the old one may still be there for a moment
            talk = page.url.split("?")[1]
            os.kill(process.pid, signal.SIGKILL)
        with server(home, **WHISPER) as (address, _):
            go_on(page, f"{address}/?{talk}")
            page.get_by_text("How did you get into credit risk?").first.wait_for()
            assert page.get_by_text("How did you get into credit risk?").count() == 1
            page.goto(f"{address}/progress")
            page.get_by_role("button", name="Take all talks along").click()
            all_talks = page.get_by_role("button", name="All talks as JSON")
            with page.expect_download() as download:
                all_talks.click()
            assert "How did you get into credit risk?" in Path(download.value.path()).read_text(encoding="utf-8")


def test_two_tabs_on_one_talk_are_told_apart(shared_address):
    with chromium(viewport={"width": 1280, "height": 900}) as page:
        begin(page, shared_address, "Victor")
        other = page.context.new_page()
        other.set_default_timeout(WAIT_LIMIT_MS)
        go_on(other, page.url)
        other.get_by_placeholder("Type to Victor instead").fill("What does a typical day look like?")
        other.get_by_placeholder("Type to Victor instead").press("Enter")
        other.get_by_text("What does a typical day look like?").wait_for()
        page.get_by_placeholder("Type to Victor instead").fill("How is the weather over there?")
        page.get_by_placeholder("Type to Victor instead").press("Enter")
        page.get_by_text("another tab").wait_for()
        page.get_by_role("button", name="Load the talk as it is now").click()
        page.get_by_text("What does a typical day look like?").wait_for()
