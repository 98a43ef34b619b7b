"""The two pieces that run in the browser's sound thread, run here by Node where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from simulator.ui.voice_widget import FOLDER

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not on this machine.")
LIMIT_S = 30
STAND_IN = """
class AudioWorkletProcessor { constructor() { this.port = { sent: [], postMessage(one) { this.sent.push(one); } }; } }
let made; function registerProcessor(_name, kind) { made = kind; }
const BLOCK = 128;
"""
CAPTURE = """
function level(hz) {
  const worklet = new made(), seconds = 1;
  for (let start = 0; start < sampleRate * seconds; start += BLOCK) {
    const block = Float32Array.from({ length: BLOCK }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (start + i)) / sampleRate));
    worklet.process([[block]]);
  }
  const frames = worklet.port.sent, middle = frames.slice(5, -5);
  const rms = Math.sqrt(middle.reduce((sum, one) => sum + one.level ** 2, 0) / middle.length);
  return { frames: frames.length, bytes: frames[0].pcm.byteLength, rms };
}
console.log(JSON.stringify(HERTZ.map(level)));
"""
PLAYBACK = """
const worklet = new made(), heard = [];
const tell = (message) => worklet.port.onmessage({ data: message });
function run(seconds) {
  for (let done = 0; done < sampleRate * seconds; done += BLOCK) {
    const out = new Float32Array(BLOCK);
    worklet.process([], [[out]]);
    heard.push(...out);
  }
}
const wave = Float32Array.from({ length: 22050 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / 22050));
const tone = (clip) => ({ do: "add", clip, rate: 22050, samples: wave });
function rms(from, to) {
  const part = heard.slice(from * sampleRate, to * sampleRate);
  return Math.sqrt(part.reduce((sum, one) => sum + one * one, 0) / part.length);
}
STEPS
const reports = worklet.port.sent.filter((one) => one.played).map((one) => one.played);
const jump = heard.reduce((most, one, i) => Math.max(most, Math.abs(one - (heard[i - 1] ?? 0))), 0);
console.log(JSON.stringify({ reports, levels: LEVELS, jump }));
"""


def run(worklet: str, program: str, *, rate_hz: int):
    source = f"const sampleRate = {rate_hz};" + STAND_IN + (FOLDER / worklet).read_text(encoding="utf-8") + program
    done = subprocess.run(
        [NODE, "-"], input=source, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_S, check=True
    )
    return json.loads(done.stdout)


def play(steps: str, levels: str = "[]") -> dict:
    return run("playback.worklet.js", PLAYBACK.replace("STEPS", steps).replace("LEVELS", levels), rate_hz=48_000)


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000, 96_000])
def test_a_second_of_sound_becomes_fifty_frames_of_20_ms_as_loud_as_it_was(rate_hz):
    low, high = run("capture.worklet.js", CAPTURE.replace("HERTZ", "[300, 5000]"), rate_hz=rate_hz)
    for tone in (low, high):
        assert 49 <= tone["frames"] <= 50
        assert tone["bytes"] == 640
        assert tone["rms"] == pytest.approx(0.5 / 2**0.5, rel=0.02)


def test_what_speech_frames_cannot_hold_does_not_fold_back_into_them():
    (above,) = run("capture.worklet.js", CAPTURE.replace("HERTZ", "[10000]"), rate_hz=48_000)
    assert above["rms"] < 0.5 / 2**0.5 / 100  # 40 dB below


def test_clips_play_one_after_another_and_each_says_when_it_ended():
    told = play("tell(tone(1)); tell(tone(2)); run(2.2);", "[rms(0.1, 0.9), rms(1.1, 1.9)]")
    assert [one["clip"] for one in told["reports"] if one["ended"]] == [1, 2]
    assert told["levels"] == pytest.approx([0.354, 0.354], abs=0.005)
    positions = [one["position_s"] for one in told["reports"] if one["clip"] == 1]
    assert len(positions) >= 9
    assert positions[-1] == pytest.approx(1.0, abs=0.001)


def test_a_stop_fades_within_50_ms_without_a_click_and_drops_what_waits():
    told = play(
        'tell(tone(1)); tell(tone(2)); run(0.5); tell({ do: "stop" }); run(0.5);', "[rms(0.1, 0.5), rms(0.56, 1)]"
    )
    assert told["levels"][0] > 0.3
    assert told["levels"][1] < 0.001
    assert told["jump"] < 0.04  # no larger than a step of the tone itself
    assert told["reports"][-1] == {"clip": 1, "position_s": pytest.approx(0.55, abs=0.02), "ended": False}
    assert not any(one["ended"] for one in told["reports"])


def test_what_is_added_after_a_stop_is_heard():
    told = play('tell(tone(1)); run(0.3); tell({ do: "stop" }); tell(tone(2)); run(1.3);')
    assert [one["clip"] for one in told["reports"] if one["ended"]] == [2]


def test_a_hold_waits_and_goes_on_where_it_was():
    told = play(
        'tell(tone(1)); run(0.5); tell({ do: "hold", on: true }); run(2); tell({ do: "hold", on: false }); run(0.7);'
    )
    ended = [number for number, one in enumerate(told["reports"]) if one["ended"]]
    assert len(ended) == 1
    assert told["reports"][ended[0]]["position_s"] == pytest.approx(1.0, abs=0.001)


def test_a_ducked_voice_is_softer_and_comes_back():
    told = play(
        'tell(tone(1)); tell(tone(2)); run(0.4); tell({ do: "duck", on: true }); run(0.4); tell({ do: "duck", on: false }); run(0.4);',
        "[rms(0.1, 0.4), rms(0.5, 0.8), rms(0.9, 1.2)]",
    )
    loud, soft, again = told["levels"]
    assert soft == pytest.approx(loud / 4, rel=0.05)
    assert again == pytest.approx(loud, rel=0.05)
