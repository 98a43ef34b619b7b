"""The user's side of a call: their sound becomes a turn, worked out in the silence before it counts."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from simulator.core.endpointing import Commit, Event, Resumed, SoftEnd, SpeechStarted
from simulator.core.interruption import is_backchannel
from simulator.domain import AudioClip, Role, Transcript, Utterance
from simulator.errors import SimulatorError
from simulator.language import words
from simulator.rehearsal import Heard
from simulator.voice.answering import Answering
from simulator.voice.call_state import Draft, Mode
from simulator.voice.ear import WINDOW_S
from simulator.voice.jobs import Kind

FOLLOW_EVERY_S = 0.6


class Listening(Answering):
    """How the user is heard."""

    # ── the user's sound ─────────────────────────────────────────────────────────────────────────────────────────

    def _window(self, window: bytes) -> None:
        probability, events = self._ear.hear(window)
        if self._floor is not None:
            for one in events:
                self._missed_soft_end = one if isinstance(one, SoftEnd) else None
            self._signals(self._floor.hear(WINDOW_S, probability))
        else:
            self._events(events)
            self._follow()
            if self._ear.full and self._ear.endpointer.begun:
                self._events(self._ear.endpointer.done())
        speech = self._speech
        wanted = self._committed or (speech is not None and speech.exchange is not None and not speech.words_kept)
        if self._ear.keeping and not self._ear.endpointer.begun and not wanted:
            self._ear.forget_sound()  # a scrap of sound that came to nothing

    def _events(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case SpeechStarted(ago_s=ago_s):
                    self._started(ago_s)
                case Resumed():
                    self._draft = None
                    self._tell("you_speak", on=True)
                case SoftEnd():
                    self._soft_end(event)
                case Commit(revision=revision):
                    self._commit(revision)

    def _get_ready_to_hear(self) -> None:
        """Let the recogniser read its model while the person says hello."""
        load = getattr(self._transcriber, "load", None)
        if load is None:
            return

        def get_ready() -> None:
            with contextlib.suppress(SimulatorError):  # the first turn will tell
                load()

        self._listener.submit(Kind.PREPARE, get_ready)

    def _follow(self) -> None:
        """A recogniser that can, hears the turn while it is being spoken: then little is left to do in the silence."""
        if not self._follows or not self._ear.endpointer.speaking:
            return
        turn_s = self._ear.turn_s
        if turn_s < self._followed_s:
            self._followed_s = 0.0  # another turn
        if turn_s - self._followed_s < FOLLOW_EVERY_S:
            return
        self._followed_s = turn_s
        clip = self._ear.clip()
        self._listener.submit(Kind.WORDS, lambda: self._hear_so_far(clip))

    def _hear_so_far(self, clip: AudioClip) -> None:
        with contextlib.suppress(SimulatorError):  # the whole turn will be heard again, and tell
            text = self._transcriber.transcribe(Utterance(clip)).text
            with self._ready:
                if text and self.mode is Mode.LISTENING and self._draft is None and self._ear.keeping:
                    self._caption(Role.USER, text, final=False)

    def _started(self, ago_s: float) -> None:
        self._tell("you_speak", on=True)
        if self._committed:  # they had not finished: what was said before belongs to it
            self._reopen()
            return
        self.rehearsal.go_on()
        self._turn_start_s = max(0.0, self.rehearsal.now_s - ago_s)

    def _reopen(self) -> None:
        """The turn that was taken for finished goes on."""
        self._committed, self._draft, self._speech = False, None, None
        self._ear.endpointer.reopen()
        self.rehearsal.go_on()
        self._set_mode(Mode.LISTENING)

    def _soft_end(self, event: SoftEnd) -> None:
        self._tell("you_speak", on=False)
        end_s = max(self._turn_start_s, self.rehearsal.now_s - event.ago_s)
        draft = Draft(event.revision, self._ear.clip(event.ago_s), self._turn_start_s, end_s)
        self._draft = draft
        self._listener.submit(Kind.TURN, lambda: self._work_out(draft))

    def _commit(self, revision: int) -> None:
        draft = self._draft
        if draft is None or draft.revision != revision:
            self._nothing_said()
            return
        self._committed = True
        self._think()
        if draft.transcript is not None and not says_something(draft.transcript.text):
            self._nothing_said()
        elif draft.exchange is not None:
            self._answer(draft.exchange)

    def _nothing_said(self) -> None:
        """It was no speech, or none that could be understood: no turn comes of it."""
        self._draft, self._committed = None, False
        self._ear.forget()
        if self._suspended is not None:
            self._resume_speech()
        else:
            self._listen()

    # ── working it out, on a thread of its own ───────────────────────────────────────────────────────────────────

    def _work_out(self, draft: Draft) -> None:
        """What the user said, and what the person would answer. Whatever was overtaken meanwhile is dropped."""
        if not self._is_current(draft):
            return
        try:
            transcript = self._transcriber.transcribe(Utterance(draft.clip, draft.start_s))
        except SimulatorError as error:
            self._could_not_hear(draft, error)
            return
        if not self._understood(draft, transcript):
            return
        heard = Heard(transcript, draft.clip, draft.start_s, draft.end_s)
        exchange = self.rehearsal.consider(transcript.text, heard=heard)
        with self._ready:
            current = self._draft
            if exchange is None or current is None or current.revision != draft.revision:
                return
            self._draft = replace(current, exchange=exchange)
            if self._committed and self.mode is Mode.THINKING:
                self._answer(exchange)
            else:
                self._prepare(exchange)

    def _is_current(self, draft: Draft) -> bool:
        with self._ready:
            return self._draft is not None and self._draft.revision == draft.revision and not self._closed

    def _understood(self, draft: Draft, transcript: Transcript) -> bool:
        """Take note of the words; whether there is something to answer."""
        with self._ready:
            if not self._is_current(draft):
                return False
            self._draft = replace(draft, transcript=transcript)
            text = transcript.text
            if not says_something(text) or (self._suspended is not None and is_backchannel(text)):
                if self._committed or self._suspended is not None:
                    self._nothing_said()
                else:
                    self._ear.endpointer.understood(draft.revision, "")
                return False
            if self._suspended is not None:
                self._keep_cut_off()
            self._ear.endpointer.understood(draft.revision, text)
            self._caption(Role.USER, text, final=False)
            return self.mode is not Mode.OVER

    def _could_not_hear(self, draft: Draft, error: SimulatorError) -> None:
        with self._ready:
            if self._is_current(draft):
                self._problem(str(error))
                self._nothing_said()

    def _work_out_what_is_due(self) -> None:
        exchange = self.rehearsal.unanswered()
        with self._ready:
            if exchange is not None and self.mode is Mode.THINKING:
                self._answer(exchange)

    def _crashed(self, error: Exception) -> None:
        with self._ready:
            self._problem(f"Something went wrong ({type(error).__name__}). Say it again, or type it.")
            if self.mode is Mode.THINKING:
                self._nothing_said()


def says_something(text: str) -> bool:
    return bool(words(text))
