"""What a call knows, and how it tells the page."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from simulator.core.endpointing import Endpointer, Patience, SoftEnd
from simulator.core.interruption import Interruption
from simulator.domain import AudioClip, Role, Transcript
from simulator.ports import CanFollow, Transcriber, VoiceActivity
from simulator.rehearsal import Exchange, Rehearsal
from simulator.voice.ear import Ear
from simulator.voice.jobs import ThreadWorker, Worker
from simulator.voice.messages import Message, Outgoing
from simulator.voice.speech import Speech

CLOCK_EVERY_S = 1.0
MOST_WAITING = 2_000
"""Messages that nobody fetches; a page that is gone for so long has lost them."""


class Mode(StrEnum):
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the user has said up to a soft end, as far as it has been worked out."""

    revision: int
    clip: AudioClip
    start_s: float
    end_s: float
    transcript: Transcript | None = None
    exchange: Exchange | None = None


class CallState(ABC):
    """The parts of a call and where it stands. Whoever touches them holds `_ready`."""

    def __init__(
        self,
        rehearsal: Rehearsal,
        transcriber: Transcriber,
        activity: VoiceActivity,
        *,
        patience: Patience = Patience.NORMAL,
        headset: bool = False,
        trust: float = 1.0,
        keep_recording: Callable[[int, AudioClip], None] | None = None,
        worker: Callable[[str, Callable[[Exception], None]], Worker] = ThreadWorker,
        steady_s: Callable[[], float] = monotonic,
    ) -> None:
        self.rehearsal = rehearsal
        self.mode = Mode.THINKING
        self._follows = isinstance(transcriber, CanFollow)
        self._transcriber = transcriber.follower() if isinstance(transcriber, CanFollow) else transcriber
        self._followed_s = 0.0
        self._headset = headset
        self._keep_recording = keep_recording
        self._steady_s = steady_s
        self._ready = threading.Condition(threading.RLock())
        self._outgoing: deque[Outgoing] = deque()
        self._ear = Ear(activity, Endpointer(patience, trust=trust))
        self._listener = worker("hearing", self._crashed)
        self._voice = worker("speaking", self._crashed)
        self._draft: Draft | None = None
        self._turn_start_s = 0.0
        self._committed = False
        self._thinking_since_s = 0.0
        self._speech: Speech | None = None
        self._suspended: Speech | None = None  # stopped, but perhaps for nothing
        self._floor: Interruption | None = None
        self._missed_soft_end: SoftEnd | None = None
        self._clips = 0
        self._revision = 0
        self._muted = self._begun = self._closed = self._waited_politely = False
        self._clock_told_s = -CLOCK_EVERY_S
        rehearsal.hold()

    def _think(self) -> None:
        self.rehearsal.hold()
        self._thinking_since_s = self._steady_s()
        self._set_mode(Mode.THINKING)

    def _listen(self) -> None:
        self.rehearsal.go_on()
        self._set_mode(Mode.LISTENING)

    def _over(self) -> None:
        self._speech = self._suspended = self._floor = self._draft = None
        if self.mode is not Mode.OVER:
            self._set_mode(Mode.OVER)
            self._tell("over")

    def _set_mode(self, mode: Mode) -> None:
        if self.mode is not mode:
            self.mode = mode
            self._tell("mode", mode=mode.value)

    def _changed(self) -> None:
        self._revision += 1
        self._tell("turn", rev=self._revision)

    def _caption(self, who: Role, text: str, *, final: bool, turn: int | None = None) -> None:
        number = len(self.rehearsal.state.turns) if turn is None else turn
        self._tell("caption", who="you" if who is Role.USER else "person", text=text, final=final, turn=number)

    def _problem(self, text: str, *, fatal: bool = False) -> None:
        self._tell("problem", text=text, fatal=fatal)

    def _tell(self, kind: str, **values: object) -> None:
        self._put(Message({"type": kind, **values}))

    def _put(self, one: Outgoing) -> None:
        if len(self._outgoing) >= MOST_WAITING:
            self._outgoing.clear()
        self._outgoing.append(one)
        self._ready.notify_all()

    @abstractmethod
    def _crashed(self, error: Exception) -> None:
        """Slow work failed in a way nobody expected."""
