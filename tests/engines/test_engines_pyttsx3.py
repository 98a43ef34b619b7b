"""The voice: what it says, and that nothing its process does can take the program along."""

from __future__ import annotations

import array
import os
import select
import signal
import subprocess
import sys
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulator.domain import AudioClip, Voice
from simulator.engines import pyttsx3_tts
from simulator.engines.pyttsx3_tts import MOST_CHARACTERS, WORKER_COMMAND, Pyttsx3Synthesizer, speakable
from simulator.engines.pyttsx3_worker import WHEEL_VARIABLE, Speaker
from simulator.errors import EngineError, EngineMissing
from simulator.language import speaking_time_s

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, or signals processes")
SENTENCE = "Most of my first year went into learning which questions the night staff were too polite to ask me."
HERE = Path(__file__).resolve().parents[2]

STUB = """
import io, json, os, sys, wave
from pathlib import Path
from simulator.engines.pyttsx3_worker import READY, read_frame, write_frame

def sound(n_samples, channels=1):
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(channels); file.setsampwidth(2); file.setframerate(8000)
        file.writeframes(b"\\1\\0" * n_samples)
    return memory.getvalue()

asked = Path(sys.argv[1])
plan = sys.argv[2].split(",")          # what to do with the first request, the second, … ; then "speak"
sys.stdout.buffer.write(READY); sys.stdout.buffer.flush()
while (frame := read_frame(sys.stdin.buffer)) is not None:
    request = json.loads(frame)
    with asked.open("a") as log: log.write(request["text"] + "\\n")
    number = len(asked.read_text().splitlines())
    todo = plan[number - 1] if number <= len(plan) else "speak"
    if todo == "hang": read_frame(sys.stdin.buffer)
    if todo == "die": os._exit(9)
    if todo == "garble": sys.stdout.buffer.write(b"\\xff" * 64); sys.stdout.buffer.flush(); continue
    write_frame(sys.stdout.buffer, json.dumps({"voice": "stub", "as_asked": True, "error": ""}).encode())
    wav = {"empty": b"", "noise": b"RIFFnothing", "stereo": sound(800, channels=2)}.get(todo, sound(800))
    write_frame(sys.stdout.buffer, wav)
    sys.stdout.buffer.flush()
"""


class StubWorker:
    """A worker that fails as planned, and a record of what it was asked."""

    def __init__(self, folder: Path, plan: str) -> None:
        script = folder / "stub_worker.py"
        script.write_text(STUB, encoding="utf-8")
        self._asked = folder / "asked.txt"
        self._asked.touch()
        self.command = (sys.executable, "-c", f"import runpy; runpy.run_path({str(script)!r})", str(self._asked), plan)

    @property
    def asked(self) -> list[str]:
        return self._asked.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def synthesizer():
    synthesizer = Pyttsx3Synthesizer()
    yield synthesizer
    synthesizer.close()


@pytest.fixture
def stubbed(tmp_path):
    """Make a synthesizer whose worker behaves as planned."""
    made: list[Pyttsx3Synthesizer] = []

    def make(plan: str, **options: float) -> tuple[Pyttsx3Synthesizer, StubWorker]:
        worker = StubWorker(tmp_path, plan)
        made.append(Pyttsx3Synthesizer(command=worker.command, **options))
        return made[-1], worker

    yield make
    for one in made:
        one.close()


@pytest.fixture
def traced(tmp_path):
    """A synthesizer with the real worker that writes down its process id each time it starts."""
    pids = tmp_path / "pids"
    shell = f'echo $$ >> "{pids}"; exec "$0" "$@"'
    synthesizer = Pyttsx3Synthesizer(command=("/bin/sh", "-c", shell, *WORKER_COMMAND))
    yield synthesizer, lambda: [int(line) for line in pids.read_text().split()]
    synthesizer.close()


def loudness(clip: AudioClip) -> int:
    return max(abs(sample) for sample in array.array("h", clip.pcm16))


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_is_audible_and_takes_about_as_long_as_its_rate_says(synthesizer):
    clip = synthesizer.synthesize(SENTENCE, Voice("en-us", rate_wpm=160))
    assert loudness(clip) > 3_000
    assert 0.6 < clip.duration_s / speaking_time_s(SENTENCE, 160) < 1.6


def test_a_faster_voice_is_done_sooner(synthesizer):
    slow = synthesizer.synthesize(SENTENCE, Voice("en-us", rate_wpm=120))
    fast = synthesizer.synthesize(SENTENCE, Voice("en-us", rate_wpm=220))
    assert 1.4 < slow.duration_s / fast.duration_s < 2.4


def test_voices_variants_and_pitches_sound_different(synthesizer):
    voices = [Voice("en-us"), Voice("en-us+f3"), Voice("en-gb-scotland+m3"), Voice("en-us", pitch=80)]
    clips = {synthesizer.synthesize(SENTENCE, voice).pcm16 for voice in voices}
    assert len(clips) == len(voices)


def test_a_reply_of_three_hundred_words_is_spoken_to_its_end(synthesizer):
    reply = " ".join([SENTENCE] * 16)
    clip = synthesizer.synthesize(reply, Voice("en-us", rate_wpm=180))
    assert clip.duration_s > 0.6 * speaking_time_s(reply, 180) > 60


@pytest.mark.parametrize("name", ["en-us", "en-gb-x-rp+f3", "en-gb", "en+m2"])
def test_a_voice_that_is_there_makes_no_notice(synthesizer, name):
    synthesizer.synthesize("Come in.", Voice(name))
    assert synthesizer.last_voice_notice == ""


@pytest.mark.parametrize(
    ("wrong", "instead"), [("en-us+nobody", "en-us"), ("zz-nowhere", "en-us"), ("zz-nowhere+f3", "en-us+f3")]
)
def test_a_voice_that_is_not_there_is_replaced_and_said_so(synthesizer, wrong, instead):
    clip = synthesizer.synthesize("Come in.", Voice(wrong))
    assert loudness(clip) > 3_000
    assert synthesizer.last_voice_notice == f"The voice '{wrong}' is not on this machine; '{instead}' speaks instead."


def test_the_notice_of_a_voice_comes_with_its_clip_from_the_cache_too(synthesizer):
    synthesizer.synthesize("Sit down.", Voice("zz-nowhere"))
    synthesizer.synthesize("Sit down.", Voice("en-us"))
    assert synthesizer.last_voice_notice == ""
    synthesizer.synthesize("Sit down.", Voice("zz-nowhere"))
    assert "zz-nowhere" in synthesizer.last_voice_notice


@pytest.mark.parametrize("text", ["", "  \n", "…", "\x00\x1b"])
def test_a_text_without_words_is_a_moment_of_silence(synthesizer, text):
    clip = synthesizer.synthesize(text, Voice())
    assert clip.duration_s == pytest.approx(0.1)
    assert loudness(clip) == 0


def test_control_and_invisible_characters_are_left_out_and_lines_joined():
    assert speakable("So\x00 I said\x07:\n\tin\u00adter\u200bview \ud800 it.") == "So I said: interview it."


def test_a_text_is_cut_at_a_word_after_four_thousand_characters():
    cut = speakable("seven  " * 2_000)
    assert len(cut) <= MOST_CHARACTERS
    assert set(cut.split()) == {"seven"}
    assert len(speakable("x" * 9_000)) == MOST_CHARACTERS


def test_markup_is_read_not_obeyed(synthesizer):
    plain = synthesizer.synthesize("We had ten wards.", Voice())
    marked = synthesizer.synthesize('We had <prosody rate="500%">ten</prosody> wards.', Voice())
    assert marked.duration_s > plain.duration_s


# ── the cache ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_words_in_the_same_voice_are_spoken_once(stubbed):
    synthesizer, worker = stubbed("speak")
    first = synthesizer.synthesize("Hello.", Voice())
    assert synthesizer.synthesize(" Hello.\n", Voice()) is first
    assert worker.asked == ["Hello."]
    synthesizer.synthesize("Hello.", Voice(pitch=51))
    assert worker.asked == ["Hello.", "Hello."]


def test_the_clip_used_longest_ago_leaves_the_cache_first(stubbed):
    synthesizer, worker = stubbed("speak", cache_clips=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        synthesizer.synthesize(text, Voice())
    assert worker.asked == ["one", "two", "three", "two"]


def test_the_cache_is_bounded_in_bytes_too(stubbed, monkeypatch):
    monkeypatch.setattr(pyttsx3_tts, "MOST_CACHED_BYTES", 2_000)  # one clip of the stub has 1,600
    synthesizer, worker = stubbed("speak")
    for text in ("one", "two", "one"):
        synthesizer.synthesize(text, Voice())
    assert worker.asked == ["one", "two", "one"]


# ── what can go wrong ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("failure", ["die", "empty", "noise", "garble", "stereo"])
def test_one_failure_is_tried_again_and_nobody_notices(stubbed, failure):
    synthesizer, worker = stubbed(failure)
    assert synthesizer.synthesize("Hello.", Voice()).duration_s == pytest.approx(0.1)
    assert worker.asked == ["Hello.", "Hello."]


@pytest.mark.parametrize("failure", ["die", "empty", "noise", "garble"])
def test_two_failures_are_an_error_of_the_voice_and_the_next_words_are_spoken(stubbed, failure):
    synthesizer, worker = stubbed(f"{failure},{failure}")
    with pytest.raises(EngineError, match="The voice failed twice") as caught:
        synthesizer.synthesize("Hello.", Voice())
    assert caught.value.stage == "say"
    assert synthesizer.synthesize("Well then.", Voice()).duration_s > 0
    assert worker.asked == ["Hello.", "Hello.", "Well then."]


def test_a_worker_that_hangs_is_cut_off_at_the_limit(stubbed):
    synthesizer, worker = stubbed("hang,hang", time_limit_s=0.3)
    with pytest.raises(EngineError, match=r"longer than 0\.3 seconds"):
        synthesizer.synthesize("Hello.", Voice())
    assert len(worker.asked) == 2


def test_a_worker_that_never_gets_ready_is_cut_off_too():
    command = (sys.executable, "-c", "import sys; sys.stdin.read()")
    synthesizer = Pyttsx3Synthesizer(command=command, start_limit_s=0.2)
    with pytest.raises(EngineError, match=r"longer than 0\.2 seconds to start") as caught:
        synthesizer.synthesize("Hello.", Voice())
    assert caught.value.stage == "say"
    with pytest.raises(EngineError, match="did not start"):
        synthesizer.warm_up()


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "print('FAILED RuntimeError: no eSpeak')"),
        (sys.executable, "-c", "pass"),
        ("/nowhere/python",),
    ],
)
def test_a_machine_without_a_voice_says_what_to_install(command):
    synthesizer = Pyttsx3Synthesizer(command=command)
    with pytest.raises(EngineMissing) as caught:
        synthesizer.warm_up()
    assert caught.value.fix
    with pytest.raises(EngineMissing):
        synthesizer.synthesize("Hello.", Voice())


def test_a_broken_voice_of_the_system_does_not_stand_in_the_way_of_the_one_in_the_wheel(stubbed):
    _, worker = stubbed("speak")
    broken = f"import os\nif os.environ.get('{WHEEL_VARIABLE}') != 'wheel': os._exit(1)\n"
    program, script, *arguments = worker.command[0], worker.command[2], *worker.command[3:]
    synthesizer = Pyttsx3Synthesizer(command=(program, "-c", broken + script, *arguments))
    assert synthesizer.synthesize("Hello.", Voice()).duration_s > 0
    synthesizer.close()


@linux_only
def test_a_worker_killed_between_and_during_utterances_is_replaced(traced):
    synthesizer, pids = traced
    synthesizer.synthesize("First.", Voice())
    os.kill(pids()[-1], signal.SIGKILL)
    assert loudness(synthesizer.synthesize("Second.", Voice())) > 3_000
    os.kill(pids()[-1], signal.SIGSTOP)  # the next request waits in its pipe until the kill below
    with ThreadPoolExecutor(1) as pool:
        speaking = pool.submit(synthesizer.synthesize, SENTENCE, Voice())
        os.kill(pids()[-1], signal.SIGKILL)
        assert loudness(speaking.result(timeout=30)) > 3_000
    assert len(set(pids())) == 3


def test_four_threads_get_their_own_words(synthesizer):
    texts = [f"Number {number}. " + "So it went on. " * number for number in range(1, 13)]
    with ThreadPoolExecutor(4) as pool:
        clips = list(pool.map(lambda text: synthesizer.synthesize(text, Voice(rate_wpm=200)), texts))
    durations_s = [clip.duration_s for clip in clips]
    assert durations_s == sorted(durations_s)  # each says one sentence more than the one before
    assert min(loudness(clip) for clip in clips) > 3_000


@linux_only
def test_the_library_in_the_wheel_is_enough(traced, monkeypatch):
    monkeypatch.setenv(WHEEL_VARIABLE, "wheel")
    synthesizer, pids = traced
    clip = synthesizer.synthesize(SENTENCE, Voice("en-gb-scotland+f2"))
    assert loudness(clip) > 3_000
    loaded = [line for line in Path(f"/proc/{pids()[0]}/maps").read_text().splitlines() if "libespeak" in line]
    assert loaded
    assert all("espeakng_loader" in line for line in loaded)


@linux_only
@pytest.mark.parametrize("ending", ["killed", "ended"])
def test_the_worker_ends_with_the_program(tmp_path, ending):
    pids = tmp_path / "pid"
    shell = f'echo $$ > "{pids}"; exec "$0" "$@"'
    program = f"""
from simulator.engines.pyttsx3_tts import Pyttsx3Synthesizer, WORKER_COMMAND
Pyttsx3Synthesizer(command=("/bin/sh", "-c", {shell!r}, *WORKER_COMMAND)).warm_up()
print("warm", flush=True)
input()
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HERE)
    with parent:
        assert parent.stdout.readline() == b"warm\n"
        worker = os.pidfd_open(int(pids.read_text()))
        if ending == "killed":
            parent.kill()
        else:
            parent.communicate(b"\n", timeout=30)
    try:
        assert select.select([worker], [], [], 30)[0], "the worker outlived the program"
    finally:
        os.close(worker)


def test_closing_twice_is_fine_and_the_voice_comes_back_when_it_is_needed(stubbed):
    synthesizer, worker = stubbed("speak")
    synthesizer.synthesize("Hello.", Voice())
    synthesizer.close()
    synthesizer.close()
    synthesizer.synthesize("Again.", Voice())
    assert worker.asked == ["Hello.", "Again."]


def test_the_voice_is_available_here_but_not_without_its_library(monkeypatch):
    assert Pyttsx3Synthesizer().available()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # noqa: ARG005 - nothing is installed
    assert not Pyttsx3Synthesizer().available()


# ── the drivers of Windows and macOS ─────────────────────────────────────────────────────────────────────────────


class PlatformVoice:
    def __init__(self, name: str, language: str, gender: str) -> None:
        self.id, self.name, self.languages, self.gender = f"tokens/{name}", name, [language], gender


class PlatformEngine:
    """Writes WAV files, knows no espeak names and no pitch, as SAPI5 does."""

    def __init__(self) -> None:
        self.properties: dict[str, object] = {}
        self._path = ""

    def connect(self, topic: str, callback: object) -> None:
        """Nothing is ever reported."""

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        assert name == "voices"
        return [
            PlatformVoice("Hedda", "de-DE", "Female"),
            PlatformVoice("David", "en-US", "Male"),
            PlatformVoice("Zira", "en-US", "VoiceGenderFemale"),
            PlatformVoice("Hazel", "en_GB", "Female"),
        ]

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        self.properties[name] = value

    def save_to_file(self, text: str, path: str) -> None:
        assert text
        self._path = path

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        with wave.open(self._path, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(22_050)
            sound.writeframes(b"\1\0" * 22_050)


@pytest.mark.parametrize(
    ("wanted", "nearest"), [("en-gb-x-rp+f3", "Hazel"), ("en-us+f2", "Zira"), ("en-gb+m3", "David"), ("en-us", "David")]
)
def test_other_drivers_speak_with_the_nearest_english_voice_and_make_no_fuss(wanted, nearest):
    engine = PlatformEngine()
    wav, used, as_asked = Speaker(engine).speak("Hello.", voice=wanted, rate=170, pitch=40)
    assert len(wav) > 44_000
    assert (used, as_asked) == (nearest, True)
    assert engine.properties == {"voice": f"tokens/{nearest}", "rate": 170}
