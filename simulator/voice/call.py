"""One call: the user talks, the person answers, hands-free. What is decided here is decided in seconds, not in threads.

    listening ── commit ──► thinking ── first sound ──► speaking ── last sound ──► listening
        ▲                       │                           │
        └──── the user goes on ─┴── yields, or is cut off ──┘             paused, over

A turn becomes part of the talk only once the person has been speaking for 0.8 s: until then the user may go on, and what was
said before and after is one turn. The person's turn is kept when it has ended, as far as it was heard.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import Any

from simulator.core.endpointing import Commit, Endpointer, Event, Patience, Resumed, SoftEnd, SpeechStarted
from simulator.core.interruption import YIELD_WINDOW_S, Interruption, Signal, is_backchannel
from simulator.domain import AudioClip, LineKind, Role, Transcript, Utterance
from simulator.errors import SimulatorError, StoreError
from simulator.language import words
from simulator.pipeline import voice_in
from simulator.ports import Transcriber, VoiceActivity
from simulator.rehearsal import Exchange, Heard, Rehearsal
from simulator.voice import messages
from simulator.voice.ear import BEFORE_S, WINDOW_S, Ear
from simulator.voice.jobs import Kind, ThreadWorker, Worker
from simulator.voice.messages import MOST_BYTES_AT_ONCE, Message, Outgoing, Sound
from simulator.voice.speech import Speech, rest_of

SOUND_LATE_S = 4.0
"""A voice that takes longer for a sentence is given up for this reply: the text stands."""
THINKING_MOST_S = 30.0
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


class Call:
    """A live call over a `Rehearsal`. Every method may be called from any thread and returns at once, but for `drain`."""

    def __init__(
        self,
        rehearsal: Rehearsal,
        transcriber: Transcriber,
        activity: VoiceActivity,
        *,
        patience: Patience = Patience.NORMAL,
        headset: bool = False,
        keep_recording: Callable[[int, AudioClip], None] | None = None,
        worker: Callable[[str, Callable[[Exception], None]], Worker] = ThreadWorker,
        steady_s: Callable[[], float] = monotonic,
    ) -> None:
        self.rehearsal = rehearsal
        self.mode = Mode.THINKING
        self._transcriber = transcriber
        self._headset = headset
        self._keep_recording = keep_recording
        self._steady_s = steady_s
        self._ready = threading.Condition(threading.RLock())
        self._outgoing: deque[Outgoing] = deque()
        self._ear = Ear(activity, Endpointer(patience))
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
            return
        self._begun = True
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

    # ── the user's sound ─────────────────────────────────────────────────────────────────────────────────────────

    def _window(self, window: bytes) -> None:
        probability, events = self._ear.hear(window)
        if self._floor is not None:
            for one in events:
                self._missed_soft_end = one if isinstance(one, SoftEnd) else None
            self._signals(self._floor.hear(WINDOW_S, probability))
            return
        self._events(events)
        if self._ear.full and self._ear.endpointer.begun:
            self._events(self._ear.endpointer.done())

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
        if draft.transcript is not None and not _says_something(draft.transcript.text):
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
            if not _says_something(text) or (self._suspended is not None and is_backchannel(text)):
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

    # ── the person speaks ────────────────────────────────────────────────────────────────────────────────────────

    def _answer(self, exchange: Exchange) -> None:
        self._caption(Role.USER, exchange.turn.text, final=True, turn=exchange.turn.index)
        may_yield = self._draft is not None and self._draft.exchange is exchange
        self._say(Speech(exchange, exchange.reply.text, exchange.turn.index + 1, may_yield=may_yield))

    def _say(self, speech: Speech) -> None:
        self._speech = speech
        self._think()
        if self.rehearsal.synthesizer is None:
            speech.give_up()
            self._send_sound()
        else:
            self._ask_for_sound()

    def _ask_for_sound(self) -> None:
        speech, synthesizer = self._speech, self.rehearsal.synthesizer
        number = speech.next_unsettled() if speech else None
        if speech is None or synthesizer is None or number is None:
            return
        speech.asked_s = self._steady_s()
        voice = (
            speech.exchange.voice if speech.exchange else voice_in(self.rehearsal.state, self.rehearsal.company.persona)
        )
        text = speech.sentences[number].text

        def voiced() -> None:
            try:
                sound = synthesizer.synthesize(text, voice)
            except SimulatorError:
                sound = None
            self._sound_is_there(speech, number, sound)

        self._voice.submit(Kind.SENTENCE, voiced)

    def _sound_is_there(self, speech: Speech, number: int, sound: AudioClip | None) -> None:
        with self._ready:
            if speech.sentences[number].settled:
                return  # too late: it was given up
            speech.asked_s = None
            if sound is None:
                speech.give_up()
            else:
                speech.settle(number, sound)
            if self._speech is speech:
                self._send_sound()
                self._ask_for_sound()

    def _send_sound(self) -> None:
        """Send the sentences that are ready; with the first one the person begins to speak."""
        speech = self._speech
        if speech is None:
            return
        if speech.began_s is None:
            self._begin_to_speak(speech)
        for number in speech.unsent():
            one = speech.sentences[number]
            assert one.sound is not None
            clip = rest_of(one.sound, one.skipped_s)
            self._clips += 1
            one.clip = self._clips
            self._tell(
                "clip",
                clip=one.clip,
                turn=speech.turn,
                sentence=number,
                last=number == len(speech.sentences) - 1,
                text=one.text,
                rate_hz=clip.sample_rate_hz,
                bytes=len(clip.pcm16),
            )
            self._put(Sound(one.clip, clip.pcm16))

    def _begin_to_speak(self, speech: Speech) -> None:
        speech.began_s = self._steady_s()
        self.rehearsal.go_on()
        speech.start_s = speech.start_s or self.rehearsal.now_s
        self._committed = False
        self._floor = Interruption(headset=self._headset)
        self._missed_soft_end = None
        self._ear.endpointer.reset()
        self._set_mode(Mode.SPEAKING)
        self._caption(Role.PERSONA, speech.text, final=True, turn=speech.turn)

    def _signals(self, signals: tuple[Signal, ...]) -> None:
        for signal in signals:
            match signal:
                case Signal.DUCK | Signal.UNDUCK:
                    self._tell("duck", on=signal is Signal.DUCK)
                    if signal is Signal.UNDUCK and self._speech is not None and self._speech.words_kept:
                        self._ear.forget()
                case Signal.ASK_WORDS:
                    self._ask_for_words()
                case Signal.STOP:
                    self._stop()
                case Signal.YIELD:
                    self._yield()

    def _ask_for_words(self) -> None:
        if self._floor is not None:
            clip = self._ear.latest(self._floor.speech_s + BEFORE_S)
            self._listener.submit(Kind.WORDS, lambda: self._look_at_words(clip))

    def _look_at_words(self, clip: AudioClip) -> None:
        if self._floor is None:
            return
        try:
            text = self._transcriber.transcribe(Utterance(clip)).text
        except SimulatorError:
            return
        with self._ready:
            if self._floor is not None:
                self._signals(self._floor.understood(text))

    def _stop(self) -> None:
        """The user has taken the floor. Whether for something, their words will tell."""
        self._give_the_floor(self._silence())

    def _yield(self) -> None:
        """The user had not finished: the reply is dropped, and their turn goes on."""
        speech = self._silence()
        if speech is None or not speech.may_yield or speech.words_kept:
            self._give_the_floor(speech)
            return
        self._reopen()
        self._tell("you_speak", on=True)
        self._catch_up()

    def _give_the_floor(self, speech: Speech | None) -> None:
        self._keep_words(speech)
        if speech is not None and speech.exchange is not None:
            self._suspended = speech
        self._user_has_the_floor()

    def _user_has_the_floor(self) -> None:
        self._set_mode(Mode.LISTENING)
        self._draft, self._committed = None, False
        self._turn_start_s = max(0.0, self.rehearsal.now_s - self._ear.turn_s)
        self._tell("you_speak", on=True)
        self._catch_up()

    def _catch_up(self) -> None:
        """A soft end that came while the person still spoke is one now."""
        missed, self._missed_soft_end = self._missed_soft_end, None
        if missed is not None and not self._ear.endpointer.speaking:
            self._soft_end(missed)

    def _silence(self) -> Speech | None:
        """The sound stops."""
        speech, self._speech, self._floor = self._speech, None, None
        if speech is not None:
            speech.advance(self._steady_s())
            self._tell("duck", on=False)
            self._tell("stop", clip=self._clips)
        return speech

    def _resume_speech(self) -> None:
        """It was nothing: the person goes on where they stopped."""
        speech, self._suspended = self._suspended, None
        if speech is None:
            return
        speech.rewind()
        self._ear.forget()
        self._speech = speech
        self._send_sound()
        self._ask_for_sound()

    # ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────

    def _keep_words(self, speech: Speech | None) -> None:
        """The user's turn becomes part of the talk."""
        if speech is None or speech.exchange is None or speech.words_kept:
            return
        speech.words_kept = True
        clip = self._draft.clip if self._draft else None
        try:
            kept = self.rehearsal.keep_words(speech.exchange)
            if kept and clip is not None and self._keep_recording is not None:
                self._keep_recording(speech.exchange.turn.index, clip)
        except StoreError as error:
            self._problem(str(error), fatal=True)
            return
        self._draft = None
        self._ear.forget_sound()
        self._changed()

    def _keep_reply(self, speech: Speech, text: str | None) -> None:
        if speech.exchange is None:
            return
        self._keep_words(speech)
        end_s = speech.start_s + speech.heard_s if text is None else self.rehearsal.now_s
        try:
            self.rehearsal.keep_reply(speech.exchange, start_s=speech.start_s, end_s=end_s, text=text)
        except StoreError as error:
            self._problem(str(error), fatal=True)
            return
        self._changed()
        if self.rehearsal.state.over:
            self._over()

    def _keep_cut_off(self) -> None:
        speech, self._suspended = self._suspended, None
        if speech is not None:
            self._keep_reply(speech, speech.heard_text())

    def _settle_speech(self) -> None:
        """Whatever the person was saying ends here, as far as it was heard."""
        speech = self._silence() or self._suspended
        self._suspended = None
        if speech is None:
            return
        if speech.began_s is None:
            self._keep_words(speech)
        else:
            self._keep_reply(speech, speech.heard_text())

    def _keep_draft(self) -> None:
        """A turn that was understood but not answered yet is not lost."""
        draft, self._draft = self._draft, None
        if draft is not None and draft.exchange is not None:
            self._keep_words(Speech(draft.exchange, draft.exchange.reply.text, draft.exchange.turn.index + 1))

    def _ended(self, speech: Speech) -> None:
        """The person has finished; the user may be speaking already."""
        user_speaks = self._floor is not None and self._floor.speech_s > 0.0
        self._speech, self._floor = None, None
        self._keep_reply(speech, None)
        if self.mode is Mode.OVER:
            return
        self._set_mode(Mode.LISTENING)
        last = self.rehearsal.last_turn
        reply = last.reply if last else None
        self._ear.endpointer.answering = bool(last and last.text.rstrip().endswith("?"))
        if user_speaks and self._ear.endpointer.begun:
            self._user_has_the_floor()
            return
        self._ear.forget()
        if reply is not None and _waits(reply.said) and not self._waited_politely:
            self._waited_politely = True
            self.rehearsal.hold()  # once they wait outside the time that was agreed

    # ── the page's other controls ────────────────────────────────────────────────────────────────────────────────

    def _typed(self, text: str) -> None:
        self._go_on()
        self._settle_speech()
        if self._committed:
            self._keep_draft()
        if self.mode is Mode.OVER or not _says_something(text):
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
        if self.mode is not Mode.OVER:
            self._over()

    # ── time, and telling the page ───────────────────────────────────────────────────────────────────────────────

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
        elif self.mode is Mode.THINKING and now_s - self._thinking_since_s > THINKING_MOST_S:
            self._problem("Understanding you takes too long. Say it again, or type it.")
            self._nothing_said()
        if self._begun and now_s - self._clock_told_s >= CLOCK_EVERY_S and self.mode is not Mode.OVER:
            self._clock_told_s = now_s
            end_s = self.rehearsal.state.clock.end_s
            self._tell("clock", now_s=round(self.rehearsal.now_s, 2), end_s=end_s, held=self.rehearsal.held)

    def _think(self) -> None:
        self.rehearsal.hold()
        self._thinking_since_s = self._steady_s()
        self._set_mode(Mode.THINKING)

    def _listen(self) -> None:
        self.rehearsal.go_on()
        self._set_mode(Mode.LISTENING)

    def _over(self) -> None:
        self._speech = self._suspended = self._floor = self._draft = None
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


def _says_something(text: str) -> bool:
    return bool(words(text))


def _waits(said: tuple[str, ...]) -> bool:
    """Whether the person has just said that they will wait."""
    return any(key.startswith(f"line:{LineKind.HOLD_ON}/") for key in said)
