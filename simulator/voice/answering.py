"""The person's side of a call: their reply becomes sound, may be cut off, and is kept as it was heard."""

from __future__ import annotations

import contextlib
from abc import abstractmethod

from simulator.core.endpointing import SoftEnd
from simulator.core.interruption import Interruption, Signal
from simulator.domain import AudioClip, LineKind, Role, Utterance
from simulator.errors import SimulatorError, StoreError
from simulator.language import sentences
from simulator.pipeline import voice_in
from simulator.rehearsal import Exchange
from simulator.voice.call_state import CallState, Mode
from simulator.voice.ear import BEFORE_S
from simulator.voice.jobs import Kind
from simulator.voice.messages import Sound
from simulator.voice.speech import Speech, rest_of


class Answering(CallState):
    """How the person speaks, and what becomes of it when the user does too."""

    @abstractmethod
    def _reopen(self) -> None:
        """The turn that was taken for finished goes on."""

    @abstractmethod
    def _soft_end(self, event: SoftEnd) -> None:
        """A silence has begun: what the user said so far is to be worked out."""

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

    def _prepare(self, exchange: Exchange) -> None:
        """Voice the first sentence while it is not yet sure that it will be said: the voice remembers what it has spoken."""
        synthesizer, spans = self.rehearsal.synthesizer, sentences(exchange.reply.text)
        if synthesizer is None or not spans:
            return

        def voiced() -> None:
            with contextlib.suppress(SimulatorError):
                synthesizer.synthesize(spans[0].of(exchange.reply.text), exchange.voice)

        self._voice.submit(Kind.PREPARE, voiced)

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
            speech.stopped_s = self.rehearsal.now_s
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
        end_s = speech.start_s + speech.heard_s if text is None else speech.stopped_s
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


def _waits(said: tuple[str, ...]) -> bool:
    """Whether the person has just said that they will wait."""
    return any(key.startswith(f"line:{LineKind.HOLD_ON}/") for key in said)
