"""The hands-free call at a terminal, with a microphone, a loudspeaker and a call that pretend."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager

import pytest

from simulator.domain import AudioClip
from simulator.voice.call import Mode
from simulator.voice.messages import FRAME_BYTES, Message, Sound
from simulator.voice.terminal_call import Loudspeaker, talk

LIMIT_S = 10.0
CLIP = AudioClip(bytes(3_200), 16_000)
NOISE = b"\x00\x20" * (FRAME_BYTES // 2)


class Call:
    """Says what it is told to, and keeps what it is told."""

    def __init__(self, *says):
        self.mode = Mode.LISTENING
        self.told = queue.Queue()
        self.heard = []
        self._says = [says]
        self.closed = False

    def receive(self, message):
        self.told.put(message)

    def receive_audio(self, frame):
        self.heard.append(frame)

    def drain(self, _timeout_s):
        return list(self._says.pop()) if self._says else []

    def close(self):
        self.closed, self.mode = True, Mode.OVER


class Microphone:
    def __init__(self, frames):
        self._frames = frames

    @contextmanager
    def frames(self):
        yield iter(self._frames)


@pytest.fixture
def loudspeaker_of():
    made = []

    def loudspeaker_of(call, player):
        made.append(Loudspeaker(call, player))
        return made[-1]

    yield loudspeaker_of
    for one in made:
        one.close()


def test_the_call_is_told_what_has_sounded(loudspeaker_of):
    call = Call()
    loudspeaker_of(call, lambda clip, _stop: clip.duration_s).put(3, CLIP)
    assert call.told.get(timeout=LIMIT_S) == {"type": "played", "clip": 3, "position_s": 0.1, "ended": True}


def test_a_stop_ends_the_clip_and_drops_those_that_wait(loudspeaker_of):
    call = Call()
    playing = threading.Event()

    def player(_clip, stop):
        playing.set()
        stop.wait(LIMIT_S)
        return 0.05

    loudspeaker = loudspeaker_of(call, player)
    loudspeaker.put(1, CLIP)
    loudspeaker.put(2, CLIP)
    assert playing.wait(LIMIT_S)
    assert loudspeaker.sounding
    loudspeaker.stop()
    assert call.told.get(timeout=LIMIT_S) == {"type": "played", "clip": 1, "position_s": 0.05, "ended": False}
    assert not loudspeaker.sounding


def sounding_call(headset):
    """A call in which a clip is being played while two frames come in."""
    header = Message({"type": "clip", "clip": 1, "rate_hz": 16_000})
    call = Call(header, Sound(1, CLIP.pcm16))
    playing, done = threading.Event(), threading.Event()

    def player(_clip, _stop):
        playing.set()
        done.wait(LIMIT_S)
        return 0.1

    def frames():
        assert playing.wait(LIMIT_S)
        yield NOISE
        yield NOISE
        done.set()

    talk(call, Microphone(frames()), player, lambda _message: None, headset=headset)
    return call


def test_without_a_headset_the_microphone_is_deaf_while_the_person_speaks():
    call = sounding_call(headset=False)
    assert call.heard == [bytes(FRAME_BYTES)] * 2
    assert call.closed


def test_with_a_headset_it_hears():
    assert sounding_call(headset=True).heard == [NOISE] * 2
