"""A talk as it happens: turns are stored as they are spoken, the clock stands still while the program is at work.

The page and the terminal both drive this. Everything that decides is in `core`; this only carries it out in order.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from simulator.core.clock import MeetingClock
from simulator.core.progress import figures_of
from simulator.core.report import Report, build_report
from simulator.core.session import new_session, replay_turns, stop
from simulator.domain import (
    AudioClip,
    Booking,
    Phase,
    PlannedQuestion,
    Reply,
    Role,
    SessionState,
    Transcript,
    Turn,
    Voice,
    Word,
)
from simulator.errors import StoreError
from simulator.language import speaking_time_s
from simulator.pipeline import (
    Company,
    greet,
    hear,
    listen,
    reply_to,
    reworded,
    say,
    speak,
    speaking_duration_s,
    voice_in,
)
from simulator.ports import Synthesizer, Transcriber, Wording
from simulator.store import SessionStore


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording that was understood but does not count yet: the user may correct it first."""

    transcript: Transcript
    clip: AudioClip
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the user said and what the person will say to it: worked out, but not yet part of the talk.

    `state` is the talk with the user's turn; nothing of it counts before `Rehearsal.keep_words` and `keep_reply`.
    """

    state: SessionState
    reply: Reply
    voice: Voice

    @property
    def turn(self) -> Turn:
        """The user's."""
        return self.state.turns[-1]


class Rehearsal:
    """One live talk. Methods may be called from several threads; they take turns."""

    def __init__(
        self,
        company: Company,
        store: SessionStore,
        session_id: str,
        state: SessionState,
        *,
        synthesizer: Synthesizer | None,
        wording: Wording | None = None,
        steady_s: Callable[[], float] = monotonic,
    ) -> None:
        self.company = company
        self.session_id = session_id
        self.state = state
        self.synthesizer = synthesizer
        self.wording = wording
        self.clip: AudioClip | None = None
        """The person's last words as sound."""
        self._store = store
        self._steady_s = steady_s
        self._clock = MeetingClock(state.turns[-1].end_s if state.turns else 0.0, steady_s())
        self._lock = threading.RLock()

    @classmethod
    def begin(
        cls,
        company: Company,
        store: SessionStore,
        booking: Booking,
        *,
        seed: int,
        synthesizer: Synthesizer | None,
        wording: Wording | None = None,
        plan: tuple[PlannedQuestion, ...] = (),
        steady_s: Callable[[], float] = monotonic,
    ) -> Rehearsal:
        """A new talk; the person has said their first words. Raises `StoreError` when it cannot be kept.

        `plan` are the questions written down beforehand; they are kept with the talk.
        """
        state = new_session(company.persona, booking, seed=seed)
        session_id = store.create(
            company.persona.id, booking, seed, now=datetime.now(UTC), persona_name=company.persona.name, plan=plan
        )
        rehearsal = cls(company, store, session_id, state, synthesizer=synthesizer, wording=wording, steady_s=steady_s)
        rehearsal._answer()
        return rehearsal

    @classmethod
    def resume(
        cls,
        company: Company,
        store: SessionStore,
        session_id: str,
        *,
        synthesizer: Synthesizer | None,
        wording: Wording | None = None,
        steady_s: Callable[[], float] = monotonic,
    ) -> Rehearsal:
        """A stored talk at its last turn. The clock waited while the user was away; a reply still due is given."""
        stored = store.get(session_id)
        turns = store.turns(session_id)
        state = replay_turns(company.persona, stored.booking, turns, seed=stored.seed)
        if stored.ended_by is not None and not state.over:
            state = replace(
                state, phase=Phase.OVER, ended_by=stored.ended_by, clock=replace(state.clock, ended_s=stored.ended_s)
            )
        rehearsal = cls(company, store, session_id, state, synthesizer=synthesizer, wording=wording, steady_s=steady_s)
        if not state.over and (not turns or turns[-1].role is Role.USER):
            rehearsal._answer()
        elif state.over and stored.ended_by is None:
            rehearsal._finish()  # the program died between the goodbye and the note that it was said
        return rehearsal

    # ── the clock ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def now_s(self) -> float:
        """Seconds into the meeting."""
        if self.state.over:
            return self.state.clock.ended_s or 0.0
        return self._clock.at(self._steady_s())

    def hold(self) -> None:
        """Stop the clock: the program is at work, or the user is reading over what was understood."""
        self._clock = self._clock.stopped(self._steady_s())

    def go_on(self) -> None:
        """Let the clock run again."""
        self._clock = self._clock.started(self._steady_s())

    @property
    def held(self) -> bool:
        return not self._clock.running

    # ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, clip: AudioClip, transcriber: Transcriber) -> Heard:
        """What was said. The clock is held until the words are taken or dropped. Raises what the engine raises."""
        with self._lock:
            end_s = self.now_s
            self.hold()
            start_s = max(0.0, end_s - clip.duration_s)
            return Heard(hear(clip, transcriber, start_s=start_s), clip, start_s, end_s)

    def take(self, text: str, *, expected_index: int, heard: Heard | None = None) -> bool:
        """The user's words count now, and the person answers. False when that turn was taken already (a double click).

        Raises `StoreError` when the turn cannot be kept, or when the talk went on in another window.
        """
        with self._lock:
            if self.state.over or expected_index != len(self.state.turns):
                return False
            state = self._heard_state(text, heard)
            self._store.append(self.session_id, state.turns[-1])
            self.state = state
            self._clock = self._clock.set_to(state.turns[-1].end_s, self._steady_s())
            self._answer()
            return True

    def _heard_state(self, text: str, heard: Heard | None) -> SessionState:
        if heard is None:
            now_s = self.now_s
            last_start_s = self.state.turns[-1].start_s if self.state.turns else 0.0
            start_s = max(last_start_s, now_s - speaking_time_s(text), 0.0)
            return listen(self.company, self.state, text, start_s=start_s, end_s=max(now_s, start_s))
        kept = heard.transcript.text.split() == text.split()
        words = tuple(_moved(word, heard.start_s, heard.end_s) for word in heard.transcript.words) if kept else ()
        return listen(
            self.company,
            self.state,
            text,
            start_s=heard.start_s,
            end_s=heard.end_s,
            words=words,
            heard=None if kept else heard.transcript.text,
        )

    def _answer(self) -> None:
        """The person speaks. The clock is held while the words are found and voiced, and runs as they sound."""
        self.hold()
        state = self.state
        now_s = self._clock.meeting_s
        reply = self._reply(state, now_s)
        voice = voice_in(state, self.company.persona)
        self.clip = say(reply.text, voice, self.synthesizer)
        duration_s = speaking_duration_s(reply.text, voice, self.clip)
        state = speak(state, reply, start_s=now_s + reply.pause_s, duration_s=duration_s)
        self._store.append(self.session_id, state.turns[-1])
        self.state = state
        self._clock = MeetingClock(now_s + reply.pause_s, self._steady_s())
        if state.over:
            self._finish()

    def _reply(self, state: SessionState, now_s: float) -> Reply:
        """What they say: decided by the rules, and put into other words where a language model is at hand."""
        if not state.turns:
            return greet(self.company, state)
        reply = reply_to(self.company, state, now_s=now_s)
        return reworded(reply, self.company.persona, state.turns[-1].text, self.wording)

    # ── turns of a live call: worked out first, kept once they have really been said ─────────────────────────────────

    def consider(self, text: str, *, heard: Heard | None = None) -> Exchange | None:
        """What the person would say to these words now; nothing is kept and no clock is touched. None once it is over."""
        with self._lock:
            if self.state.over:
                return None
            state, now_s = self._heard_state(text, heard), self.now_s
        reply = self._reply(state, max(now_s, state.turns[-1].end_s))
        return Exchange(state, reply, voice_in(state, self.company.persona))

    def unanswered(self) -> Exchange | None:
        """The reply that is still due to the user's last turn, if one is."""
        with self._lock:
            state, now_s = self.state, self.now_s
        if state.over or not state.turns or state.turns[-1].role is not Role.USER:
            return None
        return Exchange(state, self._reply(state, now_s), voice_in(state, self.company.persona))

    def keep_words(self, exchange: Exchange) -> bool:
        """The user's turn counts now. Keeping it twice is keeping it once. False when
        the talk has gone on since, or is over. Raises `StoreError`."""
        with self._lock:
            if self.state.over or exchange.turn.index != len(self.state.turns):
                return exchange.turn in self.state.turns[-1:]
            self._store.append(self.session_id, exchange.turn)
            self.state = exchange.state
            return True

    def keep_reply(self, exchange: Exchange, *, start_s: float, end_s: float, text: str | None = None) -> bool:
        """The person has said their reply, or `text` of it before they were cut off, from `start_s` to `end_s` in the
        meeting. False when its place is taken. Raises `StoreError`."""
        with self._lock:
            if self.state.over or exchange.turn.index + 1 != len(self.state.turns):
                return False
            start_s = max(start_s, exchange.turn.end_s)
            state = speak(self.state, exchange.reply, start_s=start_s, duration_s=end_s - start_s, text=text)
            self._store.append(self.session_id, state.turns[-1])
            self.state = state
            if state.over:
                self._finish()
            return True

    def keep_recording(self, turn_index: int, wav: bytes) -> None:
        """Keep the user's own sound of a turn."""
        self._store.save_audio(self.session_id, turn_index, wav)

    def end(self) -> None:
        """The user breaks off, or leaves after their goodbye."""
        with self._lock:
            if not self.state.over:
                self.state = stop(self.state, now_s=self._end_s())
                self._finish()

    def _end_s(self) -> float:
        """A talk that is broken off while the person speaks ends now, not when they would have finished."""
        return self.now_s

    def _finish(self) -> None:
        if self.state.ended_by is None or self.state.clock.ended_s is None:
            raise StoreError("A talk that is not over cannot be finished.")
        self._store.finish(self.session_id, self.state.ended_by, self.state.clock.ended_s)
        report = self.report()
        self._store.figures.keep(self.session_id, report.overall, figures_of(report))

    def report(self) -> Report:
        started = self._store.get(self.session_id).started_at
        return build_report(self.company.persona, self.state, started=started.isoformat(timespec="seconds"))

    @property
    def last_turn(self) -> Turn | None:
        return self.state.turns[-1] if self.state.turns else None


def _moved(word: Word, start_s: float, end_s: float) -> Word:
    """A word's times from the start of the meeting instead of the clip, inside the turn."""
    begin = min(start_s + word.start_s, end_s)
    return replace(word, start_s=begin, end_s=min(max(begin, start_s + word.end_s), end_s))
