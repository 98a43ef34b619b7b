"""From the user's last sound to the person's first, hands-free, with the share of turns cut off beside it.

    python -m benchmarks.endpointing [--turns 100] [--part I/N] [--exact]

The held-out turns of `turns_with_pauses.txt` are spoken by espeak-ng in several voices and paces, with pauses of 0.3 to 1.5 s
where the bars stand, "um" before some of them, and no noise, noise at 20 dB or at 10 dB. They go straight into a `Call`. The clock
is simulated: it moves with the sound, and by what the program's own work was measured to take (the processor time of hearing and
deciding, the time of the voice). `--exact` puts a recogniser that makes no mistakes, in 0.3 s, in place of the built-in one: the
difference is what recognition costs. A turn is cut off when the person begins to speak before its last sound; of those, "let go on"
became one turn nevertheless. The same turns with a plain timer are the baseline of the same run. At the end a minute of silence, of
noise and of tones must make no turn. Writes JSON to `build/endpointing.json`. Synthetic voices are not people: see `docs/voice.md`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.completeness import PAUSE_S, SpokenTurn, halves, load_turns
from simulator.core.endpointing import Endpointer
from simulator.domain import AudioClip, Booking, Role, Transcript, Utterance, Voice, Word
from simulator.engines.audio_files import decode_audio
from simulator.pipeline import Company
from simulator.ports import CanFollow, Synthesizer, Transcriber
from simulator.rehearsal import Exchange, Heard, Rehearsal
from simulator.settings import Settings, SpeechEngine
from simulator.store import SessionStore
from simulator.voice.call import Call, Mode
from simulator.voice.jobs import Kind, Work
from simulator.wiring import (
    EMBEDDED_TRUST,
    build_company,
    build_synthesizer,
    build_transcriber,
    build_voice_activity,
    load_gallery,
)

ROOT = Path(__file__).resolve().parents[1]
VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb-scotland", "en-us+m3", "en-gb-x-rp+f2")
PACES_WPM = (140, 160, 185)
NOISE_DB = (None, 20.0, 10.0)
RATE_HZ = 16_000
FRAME = 320
BEFORE_S, AFTER_S = 0.6, 4.0
TIMER_S = 1.46
"""A plain timer that cuts off one turn in twenty (benchmarks/completeness.py)."""
EXACT_TAKES_S = 0.3
PERSON = "nadia-rahman"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one turn; `wait_s` is None where it was cut off, or never answered."""

    text: str
    noise_db: float | None
    pauses: int
    cut_off: bool
    let_go_on: bool
    wait_s: float | None


class SimulatedClock:
    """Stands while work is being done, and moves when it is told to."""

    def __init__(self) -> None:
        self.now_s = 1_000.0
        self._changed = threading.Condition()
        self._busy = 0
        self._sleeping: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        """Work that took so long has its result then."""
        with self._changed:
            until_s = self.now_s + seconds
            self._sleeping.append(until_s)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.now_s >= until_s)

    def advance(self, seconds: float) -> None:
        with self._changed:
            self.now_s += seconds
            self._sleeping = [until_s for until_s in self._sleeping if until_s > self.now_s]
            self._changed.notify_all()

    def settle(self) -> None:
        """Wait until everybody at work is done, or sleeps."""
        with self._changed:
            self._changed.wait_for(lambda: self._busy == len(self._sleeping))

    def busy(self, change: int) -> None:
        with self._changed:
            self._busy += change
            self._changed.notify_all()


class SimulatedWorker:
    """A worker on the simulated clock."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._waiting: dict[Kind, Work] = {}
        self._lock = threading.Lock()
        self._working = False

    def submit(self, kind: Kind, work: Work) -> None:
        with self._lock:
            self._waiting[kind] = work
            if not self._working:
                self._working = True
                self._clock.busy(+1)
                threading.Thread(target=self._work, daemon=True).start()

    def close(self) -> None:
        with self._lock:
            self._waiting.clear()

    def _work(self) -> None:
        try:
            while (work := self._next()) is not None:
                work()
        finally:
            self._clock.busy(-1)

    def _next(self) -> Work | None:
        with self._lock:
            if not self._waiting:
                self._working = False
                return None
            return self._waiting.pop(min(self._waiting))


class TimedTranscriber:
    """A recogniser whose work takes the processor time it was measured to take."""

    def __init__(self, inner: Transcriber, clock: SimulatedClock) -> None:
        self.name = inner.name
        self._inner = inner
        self._clock = clock
        self.took_s: list[float] = []

    def transcribe(self, utterance: Utterance) -> Transcript:
        began_s = time.thread_time()
        transcript = self._inner.transcribe(utterance)
        took_s = time.thread_time() - began_s
        self.took_s.append(took_s)
        self._clock.sleep(took_s)
        return transcript

    def follower(self) -> Transcriber:
        """For the next call: the decoder is one for all, as it begins anew with every other sound."""
        return self


class ExactTranscriber:
    """Knows what was said, by how much of it there is."""

    name = "exact"

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self.ends_s: list[float] = []
        self.turn = SpokenTurn(("",), answering=False)

    def transcribe(self, utterance: Utterance) -> Transcript:
        duration_s = utterance.clip.duration_s
        piece = sum(end_s <= duration_s + 0.25 for end_s in self.ends_s) - 1
        self._clock.sleep(EXACT_TAKES_S)
        text = self.turn.after(piece) if piece >= 0 else ""
        words = (Word(text.split()[0], 0.0, duration_s),) if text else ()
        return Transcript(text, words, self.name)


class TimedSynthesizer:
    name = "timed"

    def __init__(self, inner: Synthesizer, clock: SimulatedClock) -> None:
        self._inner = inner
        self._clock = clock

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        began_s = time.perf_counter()
        clip = self._inner.synthesize(text, voice)
        self._clock.sleep(time.perf_counter() - began_s)
        return clip


class TimedRehearsal(Rehearsal):
    """A talk whose decisions take the time they take."""

    clock: SimulatedClock

    def consider(self, text: str, *, heard: Heard | None = None) -> Exchange | None:
        began_s = time.thread_time()
        exchange = super().consider(text, heard=heard)
        self.clock.sleep(time.thread_time() - began_s)
        return exchange


class PlainTimer(Endpointer):
    """The baseline: so much silence, whatever was said."""

    timer_s = TIMER_S

    @property
    def wait_s(self) -> float:
        return self.timer_s


class Bench:
    """Everything that stays the same from turn to turn."""

    def __init__(self, folder: Path, *, exact: bool) -> None:
        self.clock = SimulatedClock()
        persona = load_gallery().get(PERSON)
        self.company: Company = build_company(persona)
        self.store = SessionStore(folder)
        self.booking = Booking(persona.formats[0], 20)
        self.exact = ExactTranscriber(self.clock) if exact else None
        inner = None if exact else build_transcriber(Settings(speech_engine=SpeechEngine.EMBEDDED), persona)
        self.timed = TimedTranscriber(inner.follower(), self.clock) if isinstance(inner, CanFollow) else None
        self.synthesizer = TimedSynthesizer(build_synthesizer(), self.clock)

    def call(self, *, timer: bool) -> Call:
        """A call in which the person has said hello."""
        rehearsal = TimedRehearsal.begin(
            self.company, self.store, self.booking, seed=7, synthesizer=None, steady_s=self.clock
        )
        if isinstance(rehearsal, TimedRehearsal):
            rehearsal.clock = self.clock
        call = Call(
            rehearsal,
            self.exact or self.timed or _nobody(),
            build_voice_activity(),
            headset=True,
            trust=EMBEDDED_TRUST if self.timed else 1.0,
            worker=lambda _name, _on_crash: SimulatedWorker(self.clock),
            steady_s=self.clock,
        )
        if timer:
            call._ear.endpointer = PlainTimer()
        call.receive({"type": "hello", "headset": True})
        while call.mode is not Mode.LISTENING:
            self.clock.advance(10.0)
            call.drain(0.0)
        rehearsal.synthesizer = self.synthesizer
        return call

    def frame(self, call: Call, sound: bytes) -> bool:
        """Twenty milliseconds; whether sound came back."""
        self.clock.advance(0.02)
        self.clock.settle()
        call.receive_audio(sound)
        self.clock.settle()
        return any(not hasattr(one, "values") for one in call.drain(0.0))


def _nobody() -> Transcriber:
    raise SystemExit("there is no recogniser")


def spoken(turn: SpokenTurn, number: int) -> tuple[bytes, list[float], float | None]:
    """The sound of a turn, where its pieces end in seconds, and its noise."""
    chance = Random(number)
    voice, pace, noise_db = VOICES[number % 6], PACES_WPM[number % 3], NOISE_DB[number // 3 % 3]
    parts = [np.zeros(round(BEFORE_S * RATE_HZ))]
    ends_s: list[float] = []
    for place, piece in enumerate(turn.pieces):
        last = place == len(turn.pieces) - 1
        text = f"{piece}, um" if not last and (number + place) % 4 == 0 else piece
        sound = _voiced(text, voice, pace)
        parts.append(sound)
        ends_s.append(sum(map(len, parts)) / RATE_HZ)
        pause_s = AFTER_S if last else chance.uniform(*PAUSE_S)
        parts.append(np.zeros(round(pause_s * RATE_HZ)))
    whole = np.concatenate(parts)
    if noise_db is not None:
        level = np.sqrt(np.mean(np.concatenate(parts[1::2]) ** 2))
        whole = whole + pink_noise(len(whole), number) * level / 10 ** (noise_db / 20)
    return (np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes(), ends_s, noise_db


def _voiced(text: str, voice: str, pace: int) -> Any:  # noqa: ANN401 - a numpy array
    command = ["espeak-ng", "-v", voice, "-s", str(pace), "--stdout", text]
    clip = decode_audio(subprocess.run(command, capture_output=True, check=True, timeout=30).stdout)
    sound = 0.5 * np.frombuffer(clip.pcm16, "<i2") / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.005)
    return sound[loud[0] : loud[-1] + 1]


def pink_noise(samples: int, seed: int) -> Any:  # noqa: ANN401 - a numpy array
    """Noise with as much power in every octave, of level 1."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=samples))
    shaped = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(len(spectrum)))), samples)
    return shaped / shaped.std()


def run_turn(bench: Bench, turn: SpokenTurn, number: int, *, timer: bool) -> Outcome:
    sound, ends_s, noise_db = spoken(turn, number)
    if bench.exact is not None:
        bench.exact.turn = turn
        bench.exact.ends_s = [end_s - BEFORE_S for end_s in ends_s]
    call = bench.call(timer=timer)
    call._ear.endpointer.answering = turn.answering
    first_s: float | None = None
    cut_off = False
    for place in range(0, len(sound) - 2 * FRAME + 1, 2 * FRAME):
        now_s = (place / 2 + FRAME) / RATE_HZ
        if bench.frame(call, sound[place : place + 2 * FRAME]):
            if now_s < ends_s[-1] - 0.1:
                cut_off = True
            elif first_s is None:
                first_s = now_s
        if first_s is not None and now_s > first_s + 1.2:
            break
    for _ in range(50):
        bench.frame(call, bytes(2 * FRAME))
    users = [one for one in call.rehearsal.state.turns if one.role is Role.USER]
    call.close()
    bench.clock.settle()
    wait_s = None if first_s is None or cut_off else first_s - ends_s[-1]
    return Outcome(turn.after(99), noise_db, len(ends_s) - 1, cut_off, cut_off and len(users) == 1, wait_s)


def invented(bench: Bench, sound: Any) -> int:  # noqa: ANN401 - a numpy array
    """Turns that a sound without speech makes."""
    call = bench.call(timer=False)
    pcm16 = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    for place in range(0, len(pcm16) - 2 * FRAME + 1, 2 * FRAME):
        bench.frame(call, pcm16[place : place + 2 * FRAME])
    count = sum(one.role is Role.USER for one in call.rehearsal.state.turns)
    call.close()
    return count


def tones(seconds: float) -> Any:  # noqa: ANN401 - a numpy array
    """Chords that change twice a second, with overtones."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    beat = (times * 2).astype(int)
    sound = np.zeros(len(times))
    for semitones in (0, 4, 7):
        pitch_hz = 220 * 2 ** ((semitones + np.array([0, 5, 7, 2])[beat % 4]) / 12)
        for overtone in (1, 2, 3):
            sound += np.sin(2 * np.pi * overtone * pitch_hz * times) / overtone
    return 0.08 * sound * np.exp(-3 * (times * 2 - beat))


def show(name: str, outcomes: list[Outcome]) -> dict[str, Any]:
    waits = sorted(one.wait_s for one in outcomes if one.wait_s is not None)
    paused = [one for one in outcomes if one.pauses]
    cut = [one for one in paused if one.cut_off]
    row = {
        "turns": len(outcomes),
        "with_pauses": len(paused),
        "cut_off": len(cut) / max(1, len(paused)),
        "let_go_on": sum(one.let_go_on for one in cut) / max(1, len(cut)),
        "p50_s": statistics.median(waits),
        "p95_s": statistics.quantiles(waits, n=20, method="inclusive")[-1],
        "unanswered": sum(one.wait_s is None and not one.cut_off for one in outcomes),
    }
    print(
        f"{name:16} {row['turns']} turns  p50 {row['p50_s']:.2f} s  p95 {row['p95_s']:.2f} s  cut off {row['cut_off']:.1%} of "
        f"{row['with_pauses']} with pauses ({row['let_go_on']:.0%} of them let go on)  unanswered {row['unanswered']}",
        flush=True,
    )
    return {**row, "outcomes": [asdict(one) for one in outcomes]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--part", default="1/1", metavar="I/N", help="only the Ith of N parts of the turns")
    parser.add_argument("--exact", action="store_true", help="a recogniser without mistakes")
    parser.add_argument("--no-noises", action="store_true", help="without the minutes of silence, noise and tones")
    parser.add_argument("--timer", type=float, default=TIMER_S, help="the silence of the baseline, in seconds")
    parser.add_argument("--no-timer", action="store_true", help="without the baseline")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    fitted_to, held_out = halves(load_turns())
    chosen = list(enumerate([*held_out, *fitted_to][: options.turns]))[part - 1 :: parts]
    rows: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), exact=options.exact)
        PlainTimer.timer_s = options.timer
        variants: tuple[tuple[str, bool], ...] = (("signs", False), (f"timer {options.timer:.2f} s", True))
        for name, timer in variants[: 1 if options.no_timer else 2]:
            rows[name] = show(name, [run_turn(bench, turn, number, timer=timer) for number, turn in chosen])
        if bench.timed is not None:
            took = bench.timed.took_s
            print(f"recognition takes {statistics.median(took):.2f} s at the median, {max(took):.2f} s at most")
        if not options.no_noises:
            minute = 60 * RATE_HZ
            noises: dict[str, Callable[[], Any]] = {
                "silence": lambda: np.zeros(minute),
                "noise": lambda: 0.05 * pink_noise(minute, 1),
                "tones": lambda: tones(60.0),
            }
            rows["invented"] = {name: invented(bench, make()) for name, make in noises.items()}
            print("turns invented in a minute:", rows["invented"])
    (ROOT / "build").mkdir(exist_ok=True)
    target = ROOT / "build" / f"endpointing-{'exact' if options.exact else 'embedded'}-{part}.json"
    target.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
