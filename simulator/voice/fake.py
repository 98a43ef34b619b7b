"""A call without cleverness: a turn ends after a fixed silence, and nobody can be interrupted.

It keeps every promise of a call, so that the page and the line can be tried with it.
"""

from __future__ import annotations

import array
import math
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from simulator.domain import AudioClip, Role
from simulator.errors import SimulatorError
from simulator.ports import Transcriber
from simulator.rehearsal import Rehearsal
from simulator.voice.wire import FRAME_BYTES, FRAME_RATE_HZ, FRAME_S, Message, Outgoing, Sound

WAIT_S = {"quick": 0.7, "normal": 1.1, "patient": 1.8}
SPEECH_LEVEL = 500.0
LEAST_SPEECH_S = 0.2
MOST_TURN_S = 120.0
BEFORE_SPEECH_S = 0.4
CLOCK_S = 1.0


class FakeCall:
    """Listens, answers, listens again. Built like the real one."""

    def __init__(
        self, rehearsal: Rehearsal, transcriber: Transcriber, *, steady_s: Callable[[], float] = monotonic
    ) -> None:
        self._rehearsal = rehearsal
        self._transcriber = transcriber
        self._steady_s = steady_s
        self._out: queue.SimpleQueue[Outgoing] = queue.SimpleQueue()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fake-call")
        self._lock = threading.RLock()
        self._mode = "paused"
        self._frames: list[bytes] = []
        self._spoken_s = self._quiet_s = 0.0
        self._wait_s = WAIT_S["normal"]
        self._muted = self._greeted = False
        self._clip = 0
        self._told_s = -math.inf

    def receive_audio(self, pcm16: bytes) -> None:
        with self._lock:
            if self._mode == "listening" and not self._muted:
                for start in range(0, len(pcm16), FRAME_BYTES):
                    self._hear_frame(pcm16[start : start + FRAME_BYTES])

    def receive(self, message: dict[str, Any]) -> None:
        kind, on = message.get("type"), bool(message.get("on"))
        with self._lock:
            if kind in ("hello", "patience"):
                self._wait_s = WAIT_S.get(str(message.get("patience", message.get("value"))), self._wait_s)
                if kind == "hello":
                    self._hello()
            elif kind == "done":
                self._finish_turn()
            elif kind == "mute":
                self._muted = on
                self._forget()
            elif kind == "pause":
                self._pause(on)
            elif kind == "typed":
                self._submit(str(message.get("text", ""))[:2_000])
            elif kind == "played":
                if message.get("ended") and message.get("clip") == self._clip:
                    self._to("over" if self._rehearsal.state.over else "listening")
            elif kind == "end":
                self._rehearsal.end()
                self._to("over")
            else:
                raise ValueError("a message of no known type")

    def drain(self, timeout_s: float) -> list[Outgoing]:
        found = self._clock()
        try:
            found.append(self._out.get(timeout=timeout_s))
            while True:
                found.append(self._out.get_nowait())
        except queue.Empty:
            return found

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    # ── the user's turn ──────────────────────────────────────────────────────────────────────────────────────────

    def _hear_frame(self, frame: bytes) -> None:
        samples = array.array("h", frame)
        speech = math.sqrt(sum(one * one for one in samples) / len(samples)) > SPEECH_LEVEL
        self._frames.append(frame)
        if speech and not self._spoken_s:
            self._say({"type": "you_speak", "on": True})
        self._spoken_s += FRAME_S if speech else 0.0
        self._quiet_s = 0.0 if speech else self._quiet_s + FRAME_S
        if not self._spoken_s:
            del self._frames[: -round(BEFORE_SPEECH_S / FRAME_S)]
        elif self._quiet_s >= self._wait_s or len(self._frames) * FRAME_S >= MOST_TURN_S:
            self._finish_turn()

    def _finish_turn(self) -> None:
        if self._mode != "listening" or self._spoken_s < LEAST_SPEECH_S:
            self._forget()
            return
        clip = AudioClip(b"".join(self._frames), FRAME_RATE_HZ)
        self._forget()
        self._to("thinking")
        self._worker.submit(self._guarded, lambda: self._understand(clip))

    def _forget(self) -> None:
        self._frames.clear()
        self._spoken_s = self._quiet_s = 0.0
        self._say({"type": "you_speak", "on": False})

    def _understand(self, clip: AudioClip) -> None:
        heard = self._rehearsal.hear(clip, self._transcriber)
        if not heard.transcript.text:
            self._rehearsal.go_on()
            self._to("listening")
            return
        self._rehearsal.take(heard.transcript.text, expected_index=len(self._rehearsal.state.turns), heard=heard)
        self._answered()

    def _submit(self, text: str) -> None:
        if text.strip() and self._mode in ("listening", "speaking", "paused"):
            self._to("thinking")
            self._worker.submit(self._guarded, lambda: self._take_typed(text))

    def _take_typed(self, text: str) -> None:
        self._rehearsal.take(text, expected_index=len(self._rehearsal.state.turns))
        self._answered()

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except SimulatorError as error:
            self._rehearsal.go_on()
            self._say({"type": "problem", "text": str(error), "fatal": "another" in str(error)})
            self._to("listening")

    # ── the person's ─────────────────────────────────────────────────────────────────────────────────────────────

    def _hello(self) -> None:
        self._rehearsal.go_on()
        if not self._greeted:
            self._greeted = True
            self._speak()
        else:
            self._to("over" if self._rehearsal.state.over else "listening")

    def _answered(self) -> None:
        turns = self._rehearsal.state.turns
        user = next(turn for turn in reversed(turns) if turn.role is Role.USER)
        self._say({"type": "caption", "who": "you", "text": user.text, "final": True, "turn": user.index})
        self._say({"type": "turn", "rev": len(turns)})
        self._speak()

    def _speak(self) -> None:
        turn, clip = self._rehearsal.last_turn, self._rehearsal.clip
        if turn is not None and turn.role is not Role.USER:
            self._say({"type": "caption", "who": "person", "text": turn.text, "final": True, "turn": turn.index})
        if turn is None or clip is None or not clip.pcm16:
            self._to("over" if self._rehearsal.state.over else "listening")
            return
        self._clip += 1
        about = {"clip": self._clip, "turn": turn.index, "sentence": 0, "last": True, "text": turn.text}
        self._to("speaking")
        self._say({"type": "clip", **about, "rate_hz": clip.sample_rate_hz, "bytes": len(clip.pcm16)})
        self._out.put(Sound(self._clip, clip.pcm16))

    # ── what the page is told ────────────────────────────────────────────────────────────────────────────────────

    def _pause(self, on: bool) -> None:
        if on and self._mode in ("listening", "speaking"):
            self._rehearsal.hold()
            self._to("paused")
        elif not on and self._mode == "paused":
            self._rehearsal.go_on()
            self._to("listening")

    def _to(self, mode: str) -> None:
        self._mode = mode
        self._told_s = -math.inf  # it may stand still now, or run again
        self._say({"type": "mode", "mode": mode})
        if mode == "over":
            self._say({"type": "over"})

    def _clock(self) -> list[Outgoing]:
        now_s = self._steady_s()
        if now_s - self._told_s < CLOCK_S:
            return []
        self._told_s = now_s
        state = self._rehearsal.state
        return [
            Message(
                {
                    "type": "clock",
                    "now_s": self._rehearsal.now_s,
                    "end_s": state.clock.end_s,
                    "held": self._rehearsal.held and not state.over,
                }
            )
        ]

    def _say(self, content: dict[str, Any]) -> None:
        self._out.put(Message(content))
