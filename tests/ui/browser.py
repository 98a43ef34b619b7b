"""A real Chromium against a real server, with a fake microphone that plays a sound file."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEECH = ROOT / "tests" / "fixtures" / "speech"
WHISPER = {"SIMULATOR_WHISPER_MODEL": str(ROOT / "tests" / "fixtures" / "whisper-tiny-synthetic")}
"""The environment of a server that understands speech at once: no language model has to be built first."""
SCREENSHOTS = ROOT / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("SIMULATOR_BROWSER_REQUIRED") == "1"
START_LIMIT_S = 120.0
WAIT_LIMIT_MS = 120_000
"""Long enough for a busy machine to build the built-in recogniser's language model before the first words are heard."""


def require_browser() -> None:
    """Skip where there is no Chromium; fail where there must be one (in CI)."""
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("Chromium is not on this machine, and SIMULATOR_BROWSER_REQUIRED is set.")
        pytest.skip("Chromium is not on this machine.")


@contextlib.contextmanager
def server(home: Path, port: int | None = None, /, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The page, served; its address and process."""
    port = port or free_port()
    log = (home / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "SIMULATOR_HOME": str(home), **environment},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        process.kill()
        process.wait()
        log.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    give_up_s = time.monotonic() + START_LIMIT_S
    while time.monotonic() < give_up_s and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("The server did not start.")


@contextlib.contextmanager
def chromium(microphone: Path | None = None, **context: Any) -> Iterator[Any]:
    """A page in a fresh browser whose microphone plays the file."""
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
    ]
    if microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            page = browser.new_context(**context).new_page()
            page.set_default_timeout(WAIT_LIMIT_MS)
            try:
                yield page
            except Exception as error:
                error.add_note(f"What the page showed:\n{page.inner_text('body', timeout=5000)}")
                raise
        finally:
            browser.close()


def speak(page: Any, *, seconds: float) -> None:
    """Record for so long with the page's microphone, counted from when it records: a busy machine opens it late.

    A second more than the words last: a busy machine also plays them late, and what follows them is silence.
    """
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("button", name="Stop recording").wait_for()
    page.wait_for_timeout(round(1000 * (seconds + 1.0)))  # the length of the recording, not a wait for something
    page.get_by_role("button", name="Stop recording").click()


def settled(page: Any) -> None:
    """Wait until the page has been run to its end."""
    page.get_by_role("heading").first.wait_for()
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def picture(page: Any, name: str) -> None:
    """Keep what the page looks like, for people to look at; git ignores the folder."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
