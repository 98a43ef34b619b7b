"""One call: the user talks, the person answers, hands-free. What is decided here is decided in seconds, not in threads.

    listening ── commit ──► thinking ── first sound ──► speaking ── last sound ──► listening
        ▲                       │                           │
        └──── the user goes on ─┴── yields, or is cut off ──┘             paused, over

A turn becomes part of the talk only once the person has been speaking for 0.8 s: until then the user may go on, and what was
said before and after is one turn. The person's turn is kept when it has ended, as far as it was heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.core.interruption import YIELD_WINDOW_S
from simulator.domain import Role
from simulator.errors import StoreError
from simulator.voice import messages
from simulator.voice.call_state import CLOCK_EVERY_S, Mode
from simulator.voice.jobs import Kind
from simulator.voice.listening import Listening, says_something
from simulator.voice.messages import MOST_BYTES_AT_ONCE, Outgoing
from simulator.voice.speech import Speech

__all__ = ["Call", "Mode"]

SOUND_LATE_S = 4.0
"""A voice that takes longer for a sentence is given up for this reply: the text stands."""
THINKING_MOST_S = 30.0


class Call(Listening):
    """A live call over a `Rehearsal`. Every method may be called from any thread and returns at once, but for `drain`."""

    # ── from the page ────────────────────────────────────────────────────────────────────────────────────────────

    def receive_audio(self, pcm16: bytes) -> None:
        """Frames of 20 ms of the microphone, 16-bit mono at 16 kHz. Raises `ValueError` for more than a second at once, or
        for half a sample."""
        if len(pcm16) > MOST_BYTES_AT_ONCE or len(pcm16) % 2:
            raise ValueError(f"a frame must hold whole samples, a second at most, got {len(pcm16)} bytes")
        with self._ready:
            if self._closed or not self._begun or self._muted or self.mode in (Mode.PAUSED, Mode.OVER):
                return
            for window in self._ear.windows(pcm16):
                self._window(window)
            self._tick()

    def receive(self, message: Mapping[str, Any]) -> None:
        """A message of the page. Raises `ValueError` for one that is none."""
        parsed = messages.parse(message)
        with self._ready:
            if not self._closed:
                self._take_message(parsed)
                self._tick()

    def drain(self, timeout_s: float) -> list[Outgoing]:
        """What is to be sent, in order; waits up to `timeout_s` for something."""
        with self._ready:
            self._tick()
            if not self._outgoing and not self._closed:
                self._ready.wait(timeout_s)
                self._tick()
            found = list(self._outgoing)
            self._outgoing.clear()
            return found

    def close(self) -> None:
        """The connection is gone. What was said is kept, and the clock of the meeting stands."""
        with self._ready:
            if self._closed:
                return
            self._closed = True
            self._settle_speech()
            self._keep_draft()
            self.rehearsal.hold()
            self._ready.notify_all()
        self._listener.close()
        self._voice.close()

    def _take_message(self, message: messages.Incoming) -> None:
        match message:
            case messages.Hello(patience=patience, headset=headset):
                self._ear.endpointer.patience, self._headset = patience, headset
                self._begin()
            case messages.ChangePatience(value=value):
                self._ear.endpointer.patience = value
            case messages.Played(clip=clip, position_s=position_s, ended=ended):
                for speech in (self._speech, self._suspended):
                    if speech is not None:
                        speech.report(clip, position_s, ended=ended)
            case messages.End():
                self._end()
            case _ if not self._begun or self.mode is Mode.OVER:
                pass
            case messages.Done():
                if self.mode is Mode.LISTENING:
                    self._events(self._ear.endpointer.done())
            case messages.Mute(on=on):
                if on and not self._muted and self.mode is Mode.LISTENING:
                    self._events(self._ear.endpointer.done())
                self._muted = on
            case messages.Pause(on=on):
                self._pause() if on else self._go_on()
            case messages.Typed(text=text):
                self._typed(text)

    def _begin(self) -> None:
        """The talk begins, or goes on after the connection was lost."""
        if self._begun:
            self._say_again()
            return
        self._begun = True
        self._get_ready_to_hear()
        state = self.rehearsal.state
        if state.over:
            self._over()
        elif len(state.turns) == 1 and state.turns[0].role is Role.PERSONA:
            self._say(Speech(None, state.turns[0].text, 0))
        elif state.turns and state.turns[-1].role is Role.USER:
            self._think()
            self._listener.submit(Kind.TURN, self._work_out_what_is_due)
        else:
            self._listen()

    def _say_again(self) -> None:
        """Another page has taken over: it is told where the call stands, and hears the rest of what is being said."""
        self._tell("mode", mode=self.mode.value)
        if self._speech is not None and self._speech.began_s is not None:
            self._suspended = self._silence()
            self._resume_speech()

    # ── the page's other controls ────────────────────────────────────────────────────────────────────────────────

    def _typed(self, text: str) -> None:
        self._go_on()
        self._settle_speech()
        if self._committed:
            self._keep_draft()
        if self.mode is Mode.OVER or not says_something(text):
            return
        self._draft, self._committed = None, False
        self._ear.forget()
        self._think()

        def work_out() -> None:
            exchange = self.rehearsal.consider(text)
            with self._ready:
                if exchange is not None and self.mode is Mode.THINKING:
                    self._answer(exchange)

        self._listener.submit(Kind.TURN, work_out)

    def _pause(self) -> None:
        if self.mode in (Mode.PAUSED, Mode.OVER):
            return
        speech = self._silence()
        if speech is not None:
            self._suspended = speech
        if not self._committed:
            self._draft = None
        self._ear.forget()
        self.rehearsal.hold()
        self._set_mode(Mode.PAUSED)

    def _go_on(self) -> None:
        if self.mode is not Mode.PAUSED:
            return
        if self._suspended is not None:
            self._think()
            self._resume_speech()
        elif self._committed:
            self._think()
            if self._draft is not None and self._draft.exchange is not None:
                self._answer(self._draft.exchange)
        else:
            self._listen()

    def _end(self) -> None:
        if self.mode is Mode.OVER:
            return
        self._settle_speech()
        self._keep_draft()
        try:
            self.rehearsal.end()
        except StoreError as error:
            self._problem(str(error), fatal=True)
        self._changed()
        self._over()

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tick(self) -> None:
        """What comes with time alone."""
        now_s = self._steady_s()
        speech = self._speech
        if speech is not None and speech.asked_s is not None and now_s - speech.asked_s > SOUND_LATE_S:
            speech.asked_s = None
            speech.give_up()
            self._send_sound()
        if speech is not None and self._speech is speech:
            speech.advance(now_s)
            if speech.heard_s >= YIELD_WINDOW_S and (self._floor is None or not self._floor.may_yield):
                self._keep_words(speech)
            if speech.ended(now_s):
                self._ended(speech)
        elif self._begun and self.mode is Mode.THINKING and now_s - self._thinking_since_s > THINKING_MOST_S:
            self._problem("Understanding you takes too long. Say it again, or type it.")
            self._nothing_said()
        if self._begun and now_s - self._clock_told_s >= CLOCK_EVERY_S and self.mode is not Mode.OVER:
            self._clock_told_s = now_s
            end_s = self.rehearsal.state.clock.end_s
            self._tell("clock", now_s=round(self.rehearsal.now_s, 2), end_s=end_s, held=self.rehearsal.held)
