"""The terminal's microphone and loudspeaker, with a sounddevice that pretends."""

from __future__ import annotations

import array
import builtins
import math
import sys
from collections.abc import Callable
from typing import Self

import pytest

from simulator.domain import AudioClip
from simulator.engines import local_audio
from simulator.engines.audio_files import MOST_TURN_S
from simulator.engines.local_audio import LocalMicrophone, SilenceDetector, describe_devices, load_sounddevice, play
from simulator.errors import EngineError, EngineMissing

BLOCK_SAMPLES = 320  # 20 ms at 16 kHz


def tone(level: int) -> bytes:
    """20 ms at the level given (root of the mean square)."""
    return array.array("h", [level, -level] * (BLOCK_SAMPLES // 2)).tobytes()


class PortAudioError(Exception):
    """What the real one raises."""


class InputStream:
    """Hears everything at once, the moment it is opened."""

    def __init__(self, library: SoundDevice, callback: Callable[..., None], **options: object) -> None:
        library.opened.append(options)
        self._library, self._callback = library, callback

    def __enter__(self) -> Self:
        if self._library.fails:
            raise PortAudioError("Device unavailable")
        self._library.listening = True
        for block in self._library.hears:
            self._callback(memoryview(block), len(block) // 2, None, None)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.listening = False


class OutputStream:
    def __init__(self, library: SoundDevice, **options: object) -> None:
        library.opened.append(options)
        self._library = library

    def __enter__(self) -> Self:
        assert not self._library.listening, "half duplex"
        return self

    def __exit__(self, *_: object) -> None:
        """It has played to its end."""

    def write(self, pcm16: bytes) -> None:
        if self._library.fails:
            raise PortAudioError("Device unavailable")
        self._library.played.append(pcm16)


class SoundDevice:
    """A machine's sound, as the sounddevice module shows it."""

    PortAudioError = PortAudioError

    def __init__(
        self, hears: tuple[bytes, ...] = (), *, missing: str = "", only_hz: int | None = None, fails: bool = False
    ) -> None:
        self.hears, self.missing, self.only_hz, self.fails = hears, missing, only_hz, fails
        self.listening = False
        self.opened: list[dict[str, object]] = []
        self.played: list[bytes] = []

    def query_devices(self, kind: str) -> dict[str, object]:
        if kind == self.missing:
            raise PortAudioError("Error querying device -1")
        return {"name": f"Desk {kind}", "default_samplerate": 48_000.0}

    def check_input_settings(self, samplerate: int, channels: int, dtype: str) -> None:
        assert (channels, dtype) == (1, "int16")
        if self.only_hz not in (None, samplerate):
            raise PortAudioError("Invalid sample rate")

    check_output_settings = check_input_settings

    def RawInputStream(self, *, callback: Callable[..., None], **options: object) -> InputStream:  # noqa: N802
        return InputStream(self, callback, **options)

    def RawOutputStream(self, **options: object) -> OutputStream:  # noqa: N802
        return OutputStream(self, **options)


# ── listening ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_said_until_enter_is_recorded_at_16_khz():
    device = SoundDevice((tone(900), tone(800)))
    clip = LocalMicrophone(device).record_until_enter(lambda: "")
    assert clip == AudioClip(tone(900) + tone(800), 16_000)
    assert device.opened == [{"samplerate": 16_000, "channels": 1, "dtype": "int16", "blocksize": 320}]
    assert not device.listening


def test_the_end_of_the_input_ends_the_recording_as_enter_does():
    def ctrl_d() -> None:
        raise EOFError

    assert LocalMicrophone(SoundDevice((tone(900),))).record_until_enter(ctrl_d).duration_s == pytest.approx(0.02)


def test_ctrl_c_ends_the_recording_and_lets_go_of_the_microphone():
    def ctrl_c() -> None:
        raise KeyboardInterrupt

    device = SoundDevice((tone(900),))
    with pytest.raises(KeyboardInterrupt):
        LocalMicrophone(device).record_until_enter(ctrl_c)
    assert not device.listening
    play(AudioClip(tone(5), 16_000), device)


def test_a_recording_has_ten_minutes_at_most():
    device = SoundDevice((tone(900),) * 30_010)
    assert LocalMicrophone(device).record_until_enter(lambda: "").duration_s == pytest.approx(MOST_TURN_S)


def test_a_microphone_that_cannot_do_16_khz_records_at_its_own_rate():
    device = SoundDevice((tone(900),), only_hz=48_000)
    assert LocalMicrophone(device).record_until_enter(lambda: "").sample_rate_hz == 48_000
    assert device.opened[0]["blocksize"] == 960


def test_recording_stops_by_itself_a_moment_after_the_last_word():
    said = (tone(20),) * 50 + (tone(2_000),) * 100 + (tone(20),) * 25 + (tone(2_000),) * 50
    device = SoundDevice((*said, *(tone(20),) * 500))
    clip = LocalMicrophone(device).record_until_silence(silence_s=1.0)
    assert clip.duration_s == pytest.approx(len(said) * 0.02 + 1.0)  # the half second between is no end


def test_a_user_who_says_nothing_is_waited_for_a_while():
    device = SoundDevice((tone(20),) * 1_000)
    assert LocalMicrophone(device).record_until_silence(patience_s=4.0).duration_s == pytest.approx(4.0)


def test_a_microphone_that_gives_nothing_is_said_so(monkeypatch):
    monkeypatch.setattr(local_audio, "DEVICE_LIMIT_S", 0.01)
    with pytest.raises(EngineError, match="gives no sound") as caught:
        LocalMicrophone(SoundDevice()).record_until_silence()
    assert caught.value.stage == "hear"


def test_a_microphone_that_fails_is_an_error_of_the_ear():
    with pytest.raises(EngineError, match=r"Device unavailable.*no other program") as caught:
        LocalMicrophone(SoundDevice(fails=True)).record_until_enter(lambda: "")
    assert caught.value.stage == "hear"


@pytest.mark.parametrize("noise", [0, 60, 150, 400])
def test_speech_is_told_from_the_noise_of_the_room(noise):
    ear = SilenceDetector(silence_s=0.5, patience_s=60.0)
    for _ in range(400):  # eight seconds of the room
        ear.hear(tone(noise))
    assert not ear.done
    speech = [round(2_500 + 1_500 * math.sin(number)) for number in range(150)]
    for level in speech:
        ear.hear(tone(level))
        assert not ear.done
    for _ in range(25):
        ear.hear(tone(noise))
    assert ear.done


def test_words_that_begin_at_once_are_heard_and_a_click_is_no_word():
    ear = SilenceDetector(silence_s=0.5, patience_s=2.0)
    for level in [2_000, 1_500, 200, 2_000, 1_800, 100] * 10 + [100] * 25:
        ear.hear(tone(level))
    assert ear.done
    ear = SilenceDetector(silence_s=0.5, patience_s=2.0)
    for level in [30, 9_000] + [30] * 50:
        ear.hear(tone(level))
    assert not ear.done


# ── speaking ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clip_is_played_whole_and_in_short_pieces():
    clip = AudioClip(bytes(range(250)) * 100, 22_050)
    device = SoundDevice()
    play(clip, device)
    assert b"".join(device.played) == clip.pcm16
    assert max(len(piece) for piece in device.played) <= 0.1 * 22_050 * 2
    assert device.opened == [{"samplerate": 22_050, "channels": 1, "dtype": "int16"}]


def test_a_loudspeaker_with_another_rate_gets_its_own():
    device = SoundDevice(only_hz=48_000)
    play(AudioClip(tone(900) * 50, 16_000), device)
    assert device.opened[0]["samplerate"] == 48_000
    assert len(b"".join(device.played)) / 2 / 48_000 == pytest.approx(1.0, abs=0.01)


def test_a_loudspeaker_that_fails_is_an_error_of_the_voice():
    with pytest.raises(EngineError, match="The words stand above") as caught:
        play(AudioClip(tone(900), 16_000), SoundDevice(fails=True))
    assert caught.value.stage == "say"


# ── what is there ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_devices_are_named():
    assert describe_devices(SoundDevice()) == "Desk input / Desk output"


@pytest.mark.parametrize(("missing", "what"), [("input", "microphone"), ("output", "loudspeaker")])
def test_a_machine_without_a_device_says_what_else_to_do(missing, what):
    with pytest.raises(EngineMissing, match=f"no {what}") as caught:
        describe_devices(SoundDevice(missing=missing))
    assert "--typed" in caught.value.fix
    attempt = (lambda device: play(AudioClip(b"", 8_000), device)) if missing == "output" else LocalMicrophone
    with pytest.raises(EngineMissing, match=f"no {what}"):
        attempt(SoundDevice(missing=missing))


@pytest.mark.parametrize(
    ("error", "says"),
    [(OSError("PortAudio library not found"), "PortAudio"), (ImportError("no sounddevice"), "sounddevice")],
)
def test_without_the_library_a_sentence_says_what_to_install(monkeypatch, error, says):
    real_import = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name == "sounddevice":
            raise error
        return real_import(name, *arguments, **options)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EngineMissing, match=f"needs {says}") as caught:
        load_sounddevice()
    assert "nstall" in caught.value.fix


def test_importing_the_module_does_not_touch_the_devices():
    assert "sounddevice" not in vars(local_audio)
