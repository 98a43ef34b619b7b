"""What happened in a talk, gathered once for the checks: questions, flags, shares of the talking, times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from simulator.core.clock import overrun_s
from simulator.core.delivery import Delivery, measure_delivery
from simulator.core.flags import circumstances_of, find_flags
from simulator.core.known import REHEARSAL, Known
from simulator.core.objections import Objection
from simulator.core.question_forms import QuestionForm
from simulator.core.questions import TAKEN_FROM_READING, Question, read_question
from simulator.core.session import absorb, made_moves, new_session
from simulator.core.taken_up import reading_of, taken_from_reading
from simulator.core.thanks import names_something_told
from simulator.core.word_forms import content_words
from simulator.domain import (
    Flag,
    MoveKind,
    Persona,
    ReplyKind,
    Role,
    SessionState,
    Severity,
    Turn,
)
from simulator.language import Span, words
from simulator.turn_sound import TurnSound

OVERRUN_GRACE_S = 60.0
"""A goodbye may run this far past the agreed end; a new question after it may not."""
ENOUGH_WORDS = 40
"""A user who said less than this has shown too little to be rated on what they left out."""
ENOUGH_QUESTIONS = 3
ANSWERS = frozenset({ReplyKind.ANSWER, ReplyKind.FOLLOW_UP, ReplyKind.TOLD_ALREADY})
"""Replies that tell something of the work."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that are really in a turn, with their time."""

    turn: int
    quote: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TurnFlag:
    flag: Flag
    evidence: Evidence
    by_clock: bool = False  # found by the clock, not by the words


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A user's turn that asks something of the person."""

    turn: Turn
    question: Question
    topic: str | None
    answered: bool
    answerable_from_card: bool | None = None  # the person said it was public; None = there is no card to tell


def evidence(turn: Turn, span: Span | None = None) -> Evidence:
    """Words of a turn as evidence; the whole turn without a span. Times come from the words where they are known."""
    start, end = (span.start, span.end) if span else (0, len(turn.text))
    quote = turn.text[start:end].rstrip(",;: ")
    if not turn.words:
        return Evidence(turn.index, quote, turn.start_s, turn.end_s)
    before, inside = len(words(turn.text[:start])), max(1, len(words(quote)))
    timed = turn.words[min(before, len(turn.words) - 1) : before + inside] or turn.words[-1:]
    return Evidence(turn.index, quote, timed[0].start_s, max(timed[0].start_s, timed[-1].end_s))


@dataclass(frozen=True)
class Facts:
    """A finished (or broken-off) talk, seen from every side the checks need."""

    persona: Persona
    state: SessionState
    objections: frozenset[Objection] = frozenset()
    known: Known = REHEARSAL
    sounds: tuple[TurnSound, ...] = ()

    @cached_property
    def user_turns(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.state.turns if turn.role is Role.USER)

    @cached_property
    def persona_turns(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.state.turns if turn.role is Role.PERSONA)

    @cached_property
    def user_words(self) -> int:
        return sum(len(words(turn.text)) for turn in self.user_turns)

    @property
    def enough(self) -> bool:
        """Whether there is enough of the user to say that something was missing."""
        return self.user_words >= ENOUGH_WORDS and len(self.user_turns) >= 3

    @property
    def enough_questions(self) -> bool:
        return len(self.questions) >= ENOUGH_QUESTIONS

    def reply_after(self, turn: Turn) -> Turn | None:
        following = self.state.turns[turn.index + 1 : turn.index + 2]
        return following[0] if following and following[0].role is Role.PERSONA else None

    def persona_before(self, turn: Turn) -> Turn | None:
        return next((one for one in reversed(self.state.turns[: turn.index]) if one.role is Role.PERSONA), None)

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        return tuple(asked for turn in self.user_turns if (asked := self._asked(turn)) is not None)

    def _asked(self, turn: Turn) -> AskedQuestion | None:
        before = self.persona_before(turn)
        earlier = tuple(one.text for one in self.persona_turns if one.index < turn.index)
        question = read_question(
            turn.text,
            previous=before.text if before else "",
            persona=self.persona,
            earlier=earlier,
            answered=before is None or before.reply is None or before.reply.kind in ANSWERS,
        )
        moves = made_moves(turn)
        reply = self.reply_after(turn)
        kind = reply.reply.kind if reply and reply.reply else None
        answered = kind in ANSWERS
        puts_a_question = question.form is not None or question.follow_up_kind is not None
        asks = MoveKind.QUESTION in moves or (MoveKind.FOLLOW_UP in moves and puts_a_question) or answered
        if not asks:
            return None
        topic = reply.reply.topic if reply and reply.reply else None
        if kind is ReplyKind.FOLLOW_UP and not question.follow_up:
            question = Question(question.form, question.span, True, question.follow_up_kind, question.specific)
        from_card = None if kind is None else kind is ReplyKind.WEBSITE
        return AskedQuestion(turn, question, topic, answered, from_card)

    def share_of_questions(self, holds: Callable[[AskedQuestion], bool]) -> float | None:
        if not self.questions:
            return None
        return sum(map(holds, self.questions)) / len(self.questions)

    @cached_property
    def open_questions(self) -> tuple[AskedQuestion, ...]:
        return tuple(one for one in self.questions if one.question.form in (QuestionForm.OPEN, None))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.topic for one in self.questions if one.topic and one.answered))

    def turns_with(self, *kinds: MoveKind) -> tuple[Turn, ...]:
        wanted = set(kinds)
        return tuple(turn for turn in self.user_turns if made_moves(turn) & wanted)

    def evidence_of(self, turn: Turn, *kinds: MoveKind) -> Evidence:
        """The words with which the turn makes one of the moves."""
        move = next((move for move in turn.moves if move.kind in kinds and move.made), None)
        return evidence(turn, Span(move.start_char, move.end_char) if move else None)

    @cached_property
    def prepared(self) -> tuple[Evidence, ...]:
        """The words that take up what could be read about the person and had not been spoken of, one for each such turn."""
        reading = reading_of(self.persona)
        looked_up = {one.evidence.turn for one in self.flags if one.flag.kind is MoveKind.UNRESEARCHED}
        said: frozenset[str] = frozenset()
        found: list[Evidence] = []
        for turn in self.state.turns:
            if turn.role is Role.PERSONA:
                said |= content_words(turn.text)
                continue
            taken = taken_from_reading(turn.text, reading, said=said)
            if turn.index in looked_up:
                continue
            if taken.weight >= TAKEN_FROM_READING:
                found.append(evidence(turn, taken.span))
            elif MoveKind.RESEARCH in made_moves(turn):
                found.append(self.evidence_of(turn, MoveKind.RESEARCH))
        return tuple(found)

    # ── flags ────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def flags(self) -> tuple[TurnFlag, ...]:
        """Flags by the words, in the order of the talk, then the flag by the clock if there is one."""
        found: list[TurnFlag] = []
        so_far = new_session(self.persona, self.state.booking, seed=self.state.seed)
        for turn in self.state.turns:
            so_far = absorb(so_far, turn)
            if turn.role is Role.USER:
                found += self._flags_of(turn, so_far)
        overstay = self._overstay_by_clock()
        if overstay is not None and not any(
            one.evidence.turn == overstay.evidence.turn for one in self._overstays(found)
        ):
            found.append(overstay)
        return tuple(sorted(found, key=lambda one: (one.evidence.turn, one.flag.start_char)))

    @staticmethod
    def _overstays(flags: list[TurnFlag]) -> list[TurnFlag]:
        return [one for one in flags if one.flag.kind is MoveKind.OVERSTAY]

    def _flags_of(self, turn: Turn, so_far: SessionState) -> list[TurnFlag]:
        reply = self.reply_after(turn)
        kind = reply.reply.kind if reply and reply.reply else None
        around = circumstances_of(turn, so_far, self.persona, reply=kind)
        if not self.known.has_clock and not around.time_is_up:
            around = replace(around, time_is_up=None)
        return [
            TurnFlag(flag, evidence(turn, Span(flag.start_char, flag.end_char)))
            for flag in find_flags(turn.text, turn.moves, around)
            if Objection(turn.index, flag.kind) not in self.objections
        ]

    def _overstay_by_clock(self) -> TurnFlag | None:
        if not self.overstayed:
            return None
        late = self.late_questions or tuple(turn for turn in self.user_turns if turn.end_s > self.state.clock.end_s)
        if not late:
            return None
        turn = late[0]
        minutes, seconds = divmod(round(self.overrun_s or 0.0), 60)
        over = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
        flag = Flag(
            kind=MoveKind.OVERSTAY,
            probability=1.0,
            quote=turn.text,
            start_char=0,
            end_char=len(turn.text),
            why=f"The talk went {over} past the time agreed, and nobody had offered you more.",
            rewrite="I see that our time is up, so I will stop here. Thank you, this was really helpful.",
        )
        return TurnFlag(flag, evidence(turn), by_clock=True)

    @property
    def job_asks(self) -> tuple[TurnFlag, ...]:
        return tuple(one for one in self.flags if one.flag.kind is MoveKind.JOB_ASK)

    @property
    def direct_job_asks(self) -> tuple[TurnFlag, ...]:
        return tuple(one for one in self.job_asks if one.flag.severity is Severity.DIRECT)

    # ── time and talk ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def overrun_s(self) -> float | None:
        """Seconds past the agreed end; None while the talk goes on, or where the end or the times are not known."""
        return overrun_s(self.state.clock) if self.known.has_clock else None

    @cached_property
    def late_questions(self) -> tuple[Turn, ...]:
        """User's turns that ask something new after the agreed end, extension included."""
        if not self.known.has_clock:
            return ()
        asked = {one.turn.index for one in self.questions}
        return tuple(turn for turn in self.user_turns if turn.start_s >= self.state.clock.end_s and turn.index in asked)

    @property
    def overstayed(self) -> bool:
        over = self.overrun_s
        return bool(self.late_questions) or (over is not None and over > OVERRUN_GRACE_S)

    @cached_property
    def user_s(self) -> float:
        return sum(turn.duration_s for turn in self.user_turns)

    @cached_property
    def persona_s(self) -> float:
        return sum(turn.duration_s for turn in self.persona_turns)

    @property
    def user_share(self) -> float | None:
        """The user's share of the talking time; None where nobody spoke, or where the times or the voices are not known."""
        if not self.known.has_times or not self.known.voices_are_sure:
            return None
        total_s = self.user_s + self.persona_s
        return self.user_s / total_s if total_s > 0 and self.user_turns else None

    @property
    def user_word_share(self) -> float:
        """The user's share of the words."""
        theirs = sum(len(words(turn.text)) for turn in self.persona_turns)
        return self.user_words / max(1, self.user_words + theirs)

    @cached_property
    def delivery(self) -> Delivery:
        if not self.known.voices_are_sure:  # what was measured may be the other's voice
            return measure_delivery(())
        measured = measure_delivery(self.state.turns, spoken=self.known.turns_are_speech, sounds=self.sounds)
        return measured if self.known.hears_overlaps else replace(measured, interruptions=None)

    @cached_property
    def longest_user_turn(self) -> Turn | None:
        return max(self.user_turns, key=lambda turn: turn.duration_s, default=None)

    @cached_property
    def end_signal(self) -> Turn | None:
        """The user's turn that first moves to end the talk before the person does, or None."""
        for turn in self.state.turns:
            if turn.reply and turn.reply.kind in (ReplyKind.TIME_UP, ReplyKind.LEAVE):
                return None
            if turn.role is Role.USER and made_moves(turn) & {MoveKind.CLOSING, MoveKind.GOODBYE}:
                return turn
            if turn.reply and turn.reply.cue_minutes == 0:
                return None
        return None

    def thanked_specifically(self, turn: Turn) -> bool:
        """Whether the thanks name something the person said, or that the user had asked about."""
        told = (one.text for one in self.persona_turns if one.index < turn.index)
        asked = (one.text for one in self.user_turns if one.index < turn.index)
        return names_something_told(turn.text, told, asked=asked, names=self.persona.name)
