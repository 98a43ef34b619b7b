"""The hands-free room in a real browser: heard, answered aloud, back after a restart, and clear when something is missing."""

from __future__ import annotations

import os
import signal

import pytest

from simulator.settings import Settings, save_settings
from tests.ui.browser import (
    CHROMIUM,
    SPEECH,
    WAIT_LIMIT_MS,
    WHISPER,
    chromium,
    free_port,
    picture,
    require_browser,
    server,
)

pytestmark = pytest.mark.browser
QUESTION = "What does a typical day look like?"


@pytest.fixture(autouse=True)
def _browser():
    require_browser()


def enter(page, address, first="Nadia"):
    page.goto(address)
    page.get_by_role("button", name=f"Meet {first}").click()
    page.get_by_role("button", name=f"Begin the talk with {first}").click()
    page.get_by_role("button", name="Start talking").wait_for()


def room(page, **state):
    """The room, once it is in that state."""
    marks = "".join(f"[data-{name}='{value}']" for name, value in state.items())
    place = page.locator(f".room{marks}")
    place.wait_for()
    return place


def type_to(page, words, first="Nadia"):
    if not page.get_by_label(f"Type to {first}").is_visible():
        page.get_by_role("button", name="Type", exact=True).click()
    page.get_by_label(f"Type to {first}").fill(words)
    page.get_by_label(f"Type to {first}").press("Enter")
    page.locator(".captions li[data-who=you]").filter(has_text=words).wait_for()


def test_a_talk_is_heard_survives_a_restart_and_a_second_tab_and_is_answered_aloud(home):
    save_settings(Settings(speak_aloud=False))
    port = free_port()
    with chromium(SPEECH / "career.wav", viewport={"width": 1280, "height": 900}) as page:
        with server(home, port, **WHISPER) as (address, process):
            enter(page, address)
            page.get_by_role("button", name="Start talking").focus()
            page.keyboard.press("Enter")
            heard = page.locator(".captions li[data-who=you]")
            heard.filter(has_text="career").wait_for()
            picture(page, "room-heard")
            room(page, link="open", mode="listening")
            os.kill(process.pid, signal.SIGKILL)
            page.get_by_text("The connection is gone").wait_for()
        save_settings(Settings(speak_aloud=True))
        with server(home, port, **WHISPER):
            room(page, link="open", phase="call")  # by itself, without a click
            assert heard.filter(has_text="career").count() == 1
            type_to(page, "Hello!")
            room(page, mode="speaking", speaks="them")
            picture(page, "room-speaking")
            room(page, mode="listening")  # the page said that the clip has sounded to its end

            other = page.context.new_page()
            other.set_default_timeout(WAIT_LIMIT_MS)
            other.goto(page.url)
            other.get_by_role("button", name="Go on talking").click()
            room(other, link="open")
            page.get_by_text("open in another tab").wait_for()
            other.close()
            page.get_by_role("button", name="Go on here").click()
            room(page, link="open")
            page.get_by_role("button", name="End", exact=True).click()
            page.get_by_role("button", name="Leave now").click()
            page.get_by_role("button", name="See your feedback").click()
            page.get_by_text("Your feedback").first.wait_for()


def test_a_refused_microphone_or_an_unable_browser_leave_other_ways(shared_address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--deny-permission-prompts"]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_context(viewport={"width": 375, "height": 800}, color_scheme="dark").new_page()
        page.set_default_timeout(WAIT_LIMIT_MS)
        enter(page, shared_address)
        page.get_by_role("button", name="Start talking").click()
        page.get_by_text("was not allowed to use the microphone").wait_for()
        picture(page, "room-refused-phone-dark")
        page.get_by_role("button", name="Go on by typing").click()
        room(page, link="open")
        type_to(page, QUESTION)

        unable = browser.new_context().new_page()
        unable.set_default_timeout(WAIT_LIMIT_MS)
        unable.add_init_script("delete window.AudioWorkletNode")
        unable.goto(page.url)
        unable.get_by_text("This browser cannot talk hands-free").first.wait_for()
        assert unable.get_by_role("button", name="Talk hands-free instead").count() == 0
        unable.get_by_role("button", name="Record", exact=True).click()
        unable.get_by_text("microphone").first.wait_for()
        unable.get_by_placeholder("Type to Nadia instead").fill("What skills matter most?")
        unable.get_by_placeholder("Type to Nadia instead").press("Enter")
        unable.get_by_text("What skills matter most?").wait_for()
        browser.close()


def test_the_keyboard_ends_a_turn_and_what_is_muted_or_paused_is_not_heard(shared_address):
    with chromium(SPEECH / "day.wav", viewport={"width": 1280, "height": 900}) as page:
        enter(page, shared_address)
        page.get_by_role("button", name="Check your microphone").click()
        page.get_by_label("Your microphone").wait_for()
        assert page.get_by_label("Your microphone").input_value()
        page.reload()  # the microphone that plays a file begins anew
        page.get_by_label("Longer").check()
        page.get_by_role("button", name="Start talking").click()
        room(page, speaks="you", mode="listening")
        room(page, link="open")
        page.wait_for_timeout(1_500)  # the length of what is said, not a wait for something
        page.keyboard.press("Space")
        page.locator(".captions li[data-who=you]").wait_for()
        room(page, mode="listening")
        page.get_by_role("button", name="Mute").click()
        assert page.get_by_role("button", name="Unmute").get_attribute("aria-pressed") == "true"
        page.get_by_text("You are muted").wait_for()
        page.get_by_role("button", name="Pause").click()
        page.get_by_text("Paused. The clock waits.").wait_for()
        assert page.get_by_role("button", name="I’m done").is_disabled()
        page.get_by_role("button", name="Go on", exact=True).click()
        page.get_by_text("You are muted").wait_for()
