"""The same hands-free call in a terminal: this machine's microphone and loudspeaker in place of a page."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from simulator.domain import AudioClip
from simulator.voice.call import Call, Mode
from simulator.voice.messages import FRAME_BYTES, Message, Sound

WAIT_S = 0.1


class Microphone(Protocol):
    def frames(self) -> AbstractContextManager[Iterator[bytes]]:
        """Frames of 20 ms, 16-bit mono at 16 kHz, as they come. Raises `EngineError` when the device fails."""
        ...


Player = Callable[[AudioClip, threading.Event], float]
"""Plays a clip until its end or until the event is set; says how many seconds sounded."""


def talk(call: Call, microphone: Microphone, player: Player, show: Callable[[Message], None], *, headset: bool) -> None:
    """Talk until one side has left. Without a headset the microphone is not listened to while the person speaks."""
    loudspeaker = Loudspeaker(call, player)
    teller = threading.Thread(target=_tell, args=(call, loudspeaker, show), daemon=True)
    try:
        with microphone.frames() as frames:
            call.receive({"type": "hello", "patience": "normal", "headset": headset})
            teller.start()
            for frame in frames:
                if call.mode is Mode.OVER:
                    break
                call.receive_audio(frame if headset or not loudspeaker.sounding else bytes(FRAME_BYTES))
    except KeyboardInterrupt:
        call.receive({"type": "end"})
    finally:
        call.close()
        loudspeaker.close()
        if teller.is_alive():
            teller.join(timeout=2.0)


def _tell(call: Call, loudspeaker: Loudspeaker, show: Callable[[Message], None]) -> None:
    """Carry out what the call says, until it has nothing more to say."""
    rate_hz = 0
    while True:
        found = call.drain(WAIT_S)
        for one in found:
            if isinstance(one, Sound):
                loudspeaker.put(one.clip, AudioClip(one.pcm16, rate_hz))
                continue
            if one.type == "clip":
                rate_hz = int(one.values["rate_hz"])
            elif one.type == "stop":
                loudspeaker.stop()
            show(one)
        if call.mode is Mode.OVER and not found:
            return


class Loudspeaker:
    """Plays clips one after another on a thread of its own, and tells the call how far they have sounded."""

    def __init__(self, call: Call, player: Player) -> None:
        self._call = call
        self._player = player
        self._clips: queue.Queue[tuple[int, AudioClip] | None] = queue.Queue()
        self._stop = threading.Event()
        self._playing = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def sounding(self) -> bool:
        """Whether something is being played, or waits to be."""
        return self._playing > 0

    def put(self, number: int, clip: AudioClip) -> None:
        with self._lock:
            self._playing += 1
        self._clips.put((number, clip))

    def stop(self) -> None:
        """What is being played ends, and what waits is dropped."""
        with self._lock:
            while not self._clips.empty():
                if self._clips.get_nowait() is not None:
                    self._playing -= 1
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._clips.put(None)

    def _work(self) -> None:
        while (one := self._clips.get()) is not None:
            number, clip = one
            self._stop.clear()
            sounded_s = self._player(clip, self._stop)
            ended = not self._stop.is_set()
            with self._lock:
                self._playing -= 1
            self._call.receive({"type": "played", "clip": number, "position_s": sounded_s, "ended": ended})
