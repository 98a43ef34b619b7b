"""From the click that stops the recording to the person's first sound, in a real browser.

    python benchmarks/turn_time.py [--turns 20] [--model FOLDER]

A fake microphone plays a spoken sentence of 2.6 s; the words count at once ("Check my words" is off). Prints the median and the
95th percentile, and as the baseline of the same run the time from sending a typed line to the first sound: the same
way without the recogniser. Writes JSON to `build/turn_time.json`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

_WATCH = """
() => {
  const heard = new Set([...document.querySelectorAll('audio')].map(a => a.currentSrc));
  window.firstSound = null;
  const start = () => {
    const began = performance.now();
    const look = () => {
      const playing = [...document.querySelectorAll('audio')].find(
        a => a.currentSrc && !heard.has(a.currentSrc) && !a.paused && a.currentTime > 0);
      if (playing) window.firstSound = performance.now() - began - 1000 * playing.currentTime;
      else requestAnimationFrame(look);
    };
    look();
  };
  document.addEventListener('click', start, {once: true, capture: true});
}
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--model", default="")
    options = parser.parse_args()
    environment = {"SIMULATOR_WHISPER_MODEL": options.model} if options.model else {}
    spoken, typed = measure(options.turns, environment)
    rows = {"spoken": spoken, "typed": typed}
    for name, times in rows.items():
        print(
            f"{name:8} n={len(times):3}  p50 {_share(times, 0.5):6.0f} ms  p95 {_share(times, 0.95):6.0f} ms  max {max(times):6.0f} ms"
        )
    print(f"spoken / typed, medians: {_share(spoken, 0.5) / _share(typed, 0.5):.2f}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "turn_time.json").write_text(json.dumps(rows, indent=2), encoding="utf-8")
    return 0


def measure(turns: int, environment: dict[str, str]) -> tuple[list[float], list[float]]:
    from tests.ui.browser import SPEECH, chromium, server

    spoken: list[float] = []
    typed: list[float] = []
    with (
        tempfile.TemporaryDirectory() as home,
        server(Path(home), **environment) as (address, _),
        chromium(SPEECH / "day.wav", viewport={"width": 1280, "height": 1000}) as page,
    ):
        page.goto(address)
        page.get_by_role("button", name="Meet Nadia").click()
        page.get_by_text("30", exact=True).click()
        page.get_by_text("Record and send", exact=True).click()
        page.get_by_role("button", name="Begin the talk").click()
        page.get_by_role("button", name="End the talk").wait_for()
        page.get_by_text("Check my words before they count").click()
        for number in range(turns):
            page.get_by_role("button", name="Record", exact=True).click()
            page.wait_for_timeout(2_900)
            page.evaluate(_WATCH)
            page.get_by_role("button", name="Stop recording").click()
            spoken.append(_first_sound(page))
            if number < 8:
                box = page.get_by_placeholder("Type to Nadia instead")
                box.fill(f"What would you tell somebody about number {number}?")
                page.evaluate(_WATCH)
                page.get_by_test_id("stChatInputSubmitButton").click()
                typed.append(_first_sound(page))
    return spoken, typed


def _first_sound(page: Any) -> float:  # noqa: ANN401 - a page of playwright
    page.wait_for_function("() => window.firstSound !== null", timeout=60_000)
    page.wait_for_timeout(300)
    return float(page.evaluate("() => window.firstSound"))


def _share(times: list[float], share: float) -> float:
    if len(times) < 2:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[round(100 * share) - 1]


if __name__ == "__main__":
    sys.exit(main())
