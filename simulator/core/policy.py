"""What the person does next. Rules in order of urgency; the first that has something to say speaks.

    they must go ─ nothing was heard ─ the user says goodbye ─ the user closes ─ a job is asked for ─ other faults ─
    more time ─ who else to talk to ─ the website ─ the time ─ time is up ─ a question ─ courtesies ─ small talk ─ a prompt

A reply then takes a time cue with it when one is due. Time and chance are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from simulator.core.clock import TIME_IS_UP, due_cue, minutes_phrase, remaining_s
from simulator.core.question_forms import QuestionForm, question_form
from simulator.core.questions import Question, looks_up, read_question, uses_research
from simulator.core.replies import FACT_SCORE, LEAST_SCORE, SURE_SCORE, Knowledge, Match, Piece, first_piece, next_piece
from simulator.core.session import made_moves
from simulator.domain import (
    Depth,
    FollowUpKind,
    LineKind,
    MoveKind,
    Persona,
    Phase,
    Reply,
    ReplyKind,
    Role,
    SessionState,
    Topic,
    Turn,
)
from simulator.language import words

EXTEND_FROM = 0.5
"""Rapport from which a person who extends at all offers to go on."""
GIVES_NAMES_FROM = 0.45
"""Rapport from which a person names somebody else to talk to."""
HARD_STOP_BELOW_S = 60.0
"""A person with less patience than this answers nothing more once time is up."""
CLOSE_OF_SLOT_SHARE, CLOSE_OF_SLOT_LEAST_S = 0.25, 180.0
"""A closing signal within this last part of the slot is about the end; before, there is still time."""
ACKNOWLEDGES = 0.55
"""How often an answer begins with a few words of acknowledgement, when nothing asks for them."""
FACT_SCORE_WITH_MOVE = 0.45
"""How well a public fact must fit a question that the classifier, too, takes for an unresearched one."""
OWN_TOPIC_SCORE = 0.75
"""A question this close to one of the person's own example questions is one they are ready to answer."""
ASKS_BEHIND_THE_FACTS = re.compile(r"\b(?:how (?:did|do|does|was|is)|why|what (?:was|is) it like)\b", re.I)
WORD_FOR_WORD = 0.85
"""How and why are seldom public: only a question that stands so in the file earns a word about the website."""
POINTING_BACK = re.compile(
    r"\b(?:that|this|those)\b(?!\s+(?:field|job|work|career|profession|industry|kind|sort|line))", re.I
)
FEW_WORDS = 9
"""A question this short with a word that points back is about what was just said, unless it is nearly a topic's own."""
MOST_TURNS_BACK = 4
"""A follow-up reaches back over this many of the person's turns."""


def opening(persona: Persona, *, rng: Random) -> Reply:
    """The person's first words."""
    variants = persona.lines[LineKind.OPENING]
    number = rng.randrange(len(variants))
    return Reply(variants[number], ReplyKind.OPENING, said=(_line_key(LineKind.OPENING, number),), pause_s=0.0)


def respond(persona: Persona, state: SessionState, knowledge: Knowledge, *, now_s: float, rng: Random) -> Reply:
    """What the person says to the user's last turn, `now_s` into the meeting. Raises `ValueError` if it is not theirs
    to speak."""
    if state.over or not state.turns or state.turns[-1].role is not Role.USER:
        raise ValueError("the person can only reply to a user's turn in a talk that is not over")
    moment = Moment(persona, state, knowledge, now_s, rng)
    reply = next(reply for rule in RULES if (reply := rule(moment)) is not None)
    return _with_time_cue(reply, moment)


def answered_by_card(text: str, moves: frozenset[MoveKind], persona: Persona, matches: tuple[Match, ...]) -> bool:
    """Whether the public facts answer the question, so that a prepared user would not have needed to ask."""
    fact = next((match for match in matches if match.fact is not None), None)
    topic = next((match for match in matches if match.topic is not None), None)
    if uses_research(text, persona):
        return False
    if looks_up(text, persona) and question_form(text)[0] is not QuestionForm.STACKED:
        return True  # a classifier that knows no card takes any name for research
    if fact is None or MoveKind.RESEARCH in moves:
        return False
    if topic is not None and topic.score > fact.score:
        return False
    if ASKS_BEHIND_THE_FACTS.search(text):
        return fact.score >= WORD_FOR_WORD
    return fact.score >= (FACT_SCORE_WITH_MOVE if MoveKind.UNRESEARCHED in moves else FACT_SCORE)


# ── the moment a reply is due ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Moment:
    """Everything a rule may look at, worked out once."""

    persona: Persona
    state: SessionState
    knowledge: Knowledge
    now_s: float
    rng: Random

    @property
    def turn(self) -> Turn:
        return self.state.turns[-1]

    @cached_property
    def moves(self) -> frozenset[MoveKind]:
        return made_moves(self.turn)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        return self.knowledge.matches(self.turn.text)

    @cached_property
    def best(self) -> Match | None:
        return next((match for match in self.matches if match.topic is not None), None)

    @cached_property
    def question(self) -> Question:
        spoken = [turn.text for turn in self.state.turns if turn.role is Role.PERSONA]
        return read_question(
            self.turn.text, previous=spoken[-1] if spoken else "", persona=self.persona, earlier=" ".join(spoken)
        )

    @cached_property
    def asks(self) -> bool:
        """Whether the turn asks something about the person's work, by the classifier or beyond doubt by its fit."""
        if MoveKind.QUESTION in self.moves:
            return True
        if MoveKind.FOLLOW_UP in self.moves and self.question.follow_up_kind is not None:
            return True
        return self.question.form is not None and self.best is not None and self.best.score >= SURE_SCORE

    @property
    def remaining_s(self) -> float:
        return remaining_s(self.state.clock, self.now_s)

    def line(self, kind: LineKind, *, in_order: int | None = None, minutes: str = "") -> tuple[str, str]:
        """A variant the person has not used yet, with its key; the one at `in_order` where the order matters."""
        variants = self.persona.lines[kind]
        numbers = range(len(variants))
        if in_order is not None:
            number = min(in_order, len(variants) - 1)
        else:
            fresh = [number for number in numbers if _line_key(kind, number) not in self.state.said]
            recent = {key for turn in self.state.turns[-4:] if turn.reply for key in turn.reply.said}
            stale = [number for number in numbers if _line_key(kind, number) not in recent]
            number = self.rng.choice(fresh or stale or list(numbers))
        return variants[number].replace("{minutes}", minutes), _line_key(kind, number)

    def say(self, kind: LineKind, as_kind: ReplyKind, *, pause_s: float = 0.6, minutes: str = "") -> Reply:
        text, key = self.line(kind, minutes=minutes)
        return Reply(text, as_kind, said=(key,), pause_s=pause_s)


def _line_key(kind: LineKind, number: int) -> str:
    return f"line:{kind}/{number}"


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────


def _must_go(moment: Moment) -> Reply | None:
    if moment.remaining_s > -moment.persona.temperament.patience_s:
        return None
    if MoveKind.GOODBYE in moment.moves and not moment.asks:
        return moment.say(LineKind.GOODBYE, ReplyKind.GOODBYE)
    return moment.say(LineKind.LEAVE, ReplyKind.LEAVE, pause_s=0.3)


def _nothing_heard(moment: Moment) -> Reply | None:
    if any(character.isalnum() for character in moment.turn.text):
        return None
    return moment.say(LineKind.UNCLEAR, ReplyKind.UNCLEAR, pause_s=1.0)


def _goodbye(moment: Moment) -> Reply | None:
    closing_already = moment.state.phase is Phase.CLOSING
    if MoveKind.JOB_ASK in moment.moves:
        return None
    if moment.asks and (MoveKind.GOODBYE not in moment.moves or moment.question.form is not None):
        return None  # a last question is answered first
    if MoveKind.GOODBYE in moment.moves or (closing_already and not _wants_something(moment)):
        return moment.say(LineKind.GOODBYE, ReplyKind.GOODBYE)
    return None


def _wants_something(moment: Moment) -> bool:
    """In the closing phase a user may still ask for a name, to keep in touch, or for more time."""
    return bool(
        moment.moves & {MoveKind.REFERRAL_REQUEST, MoveKind.STAY_IN_TOUCH, MoveKind.MORE_TIME, MoveKind.OFFER_HELP}
    ) or (moment.question.form is not None and MoveKind.THANKS not in moment.moves)


def _closing(moment: Moment) -> Reply | None:
    if MoveKind.CLOSING not in moment.moves or moment.asks or MoveKind.JOB_ASK in moment.moves:
        return None
    if moment.moves & {MoveKind.REFERRAL_REQUEST, MoveKind.STAY_IN_TOUCH}:
        return None  # a closing that asks for something is answered first
    temperament = moment.persona.temperament
    kinds = {turn.reply.kind for turn in moment.state.turns if turn.reply}
    if temperament.extension_minutes and ReplyKind.EXTENSION_OFFER not in kinds and moment.state.rapport >= EXTEND_FROM:
        close_of_slot_s = max(CLOSE_OF_SLOT_LEAST_S, CLOSE_OF_SLOT_SHARE * moment.state.booking.agreed_s)
        if moment.remaining_s <= close_of_slot_s:
            offered_s = temperament.extension_minutes * 60.0
            offer = moment.say(
                LineKind.EXTENSION_OFFER, ReplyKind.EXTENSION_OFFER, minutes=minutes_phrase(offered_s), pause_s=0.8
            )
            return replace(offer, offered_s=offered_s)
        if "early_closing" not in moment.state.said:
            left = moment.say(LineKind.TIME_LEFT, ReplyKind.TIME, minutes=minutes_phrase(moment.remaining_s))
            return replace(left, said=(*left.said, "early_closing"))
    return moment.say(LineKind.CLOSING, ReplyKind.CLOSING)


def _job_ask(moment: Moment) -> Reply | None:
    if MoveKind.JOB_ASK not in moment.moves:
        return None
    times = sum(turn.reply is not None and turn.reply.kind is ReplyKind.DEFLECTION for turn in moment.state.turns)
    text, key = moment.line(LineKind.JOB_ASK, in_order=times)
    return Reply(text, ReplyKind.DEFLECTION, said=(key,), pause_s=1.0)


def _other_fault(moment: Moment) -> Reply | None:
    for move, line in (
        (MoveKind.TOO_PERSONAL, LineKind.TOO_PERSONAL),
        (MoveKind.RESUME_PUSH, LineKind.RESUME),
        (MoveKind.PITCH, LineKind.PITCH),
    ):
        if move is MoveKind.TOO_PERSONAL and moment.best is not None and moment.best.score >= OWN_TOPIC_SCORE:
            continue  # the person has this on their own list, so they do not mind
        if move in moment.moves and not (move is MoveKind.PITCH and moment.asks):
            return moment.say(line, ReplyKind.COOL, pause_s=0.9)
    return None


def _more_time(moment: Moment) -> Reply | None:
    if MoveKind.MORE_TIME not in moment.moves or _is_strong_question(moment):
        return None
    minutes = moment.persona.temperament.extension_minutes
    granted_before = any(turn.reply and turn.reply.offered_s for turn in moment.state.turns)
    if minutes and not granted_before and moment.state.rapport >= EXTEND_FROM:
        granted_s = minutes * 60.0
        granted = moment.say(LineKind.MORE_TIME_GRANTED, ReplyKind.TIME, minutes=minutes_phrase(granted_s))
        return replace(granted, offered_s=granted_s)
    return moment.say(LineKind.MORE_TIME_REFUSED, ReplyKind.TIME)


def _referral(moment: Moment) -> Reply | None:
    if MoveKind.REFERRAL_REQUEST not in moment.moves:
        return None
    given_before = any(key.startswith(f"line:{LineKind.REFERRAL_GIVEN}/") for key in moment.state.said)
    gives = moment.state.rapport >= GIVES_NAMES_FROM
    if gives and given_before and not moment.asks:
        return moment.say(LineKind.NOTHING_MORE, ReplyKind.REFERRAL)
    return moment.say(LineKind.REFERRAL_GIVEN if gives else LineKind.REFERRAL_WITHHELD, ReplyKind.REFERRAL)


def _website(moment: Moment) -> Reply | None:
    if moment.question.form is None or not answered_by_card(
        moment.turn.text, moment.moves, moment.persona, moment.matches
    ):
        return None
    return moment.say(LineKind.WEBSITE, ReplyKind.WEBSITE, pause_s=0.8)


def _time_left(moment: Moment) -> Reply | None:
    asks_the_time = MoveKind.TIME_CHECK in moment.moves and moment.question.form is not None
    if not asks_the_time or _is_strong_question(moment):
        return None
    if moment.remaining_s <= 0:
        return moment.say(LineKind.TIME_UP, ReplyKind.TIME_UP)
    return moment.say(LineKind.TIME_LEFT, ReplyKind.TIME, minutes=minutes_phrase(moment.remaining_s))


def _hard_stop(moment: Moment) -> Reply | None:
    if moment.remaining_s > 0 or moment.persona.temperament.patience_s >= HARD_STOP_BELOW_S:
        return None
    if TIME_IS_UP in moment.state.clock.cues_given:
        return moment.say(LineKind.LEAVE, ReplyKind.LEAVE, pause_s=0.3)
    return moment.say(LineKind.TIME_UP, ReplyKind.TIME_UP)


def _answer(moment: Moment) -> Reply | None:
    courteous = moment.moves & {
        MoveKind.NOTE_PERMISSION,
        MoveKind.STAY_IN_TOUCH,
        MoveKind.OFFER_HELP,
        MoveKind.GREETING,
    }
    if courteous and not _is_strong_question(moment):
        return None
    kind = moment.question.follow_up_kind
    if not moment.asks and moment.question.form is None and kind is None:
        return None
    if MoveKind.RAPPORT in moment.moves and not moment.asks:
        return None
    last = _topic_to_follow(moment)
    if last is not None:
        return _deeper(moment, last)
    if moment.best is None or moment.best.score < LEAST_SCORE:
        return moment.say(LineKind.UNSURE, ReplyKind.UNSURE, pause_s=0.9)
    return _on_topic(moment, _topic(moment.persona, moment.best.topic or ""))


def _topic_to_follow(moment: Moment) -> Topic | None:
    """The topic a follow-up goes deeper into: the last one, or one named from earlier; None for a new question."""
    question, best = moment.question, moment.best
    last = _last_topic(moment)
    points_back = bool(POINTING_BACK.search(moment.turn.text)) and len(words(moment.turn.text)) <= FEW_WORDS
    asks_on = question.follow_up or MoveKind.FOLLOW_UP in moment.moves or points_back
    follows = question.follow_up_kind is not None or asks_on
    if last is None or not follows:
        return None
    if best is None or best.topic == last:
        return _topic(moment.persona, last)
    names_earlier = question.follow_up_kind is FollowUpKind.MORE and best.topic in moment.state.asked
    if names_earlier and best.score >= LEAST_SCORE:
        return _topic(moment.persona, best.topic or last)
    return _topic(moment.persona, last) if best.score < (WORD_FOR_WORD if points_back else SURE_SCORE) else None


def _last_topic(moment: Moment) -> str | None:
    spoken = [turn for turn in moment.state.turns if turn.role is Role.PERSONA][-MOST_TURNS_BACK:]
    return next((turn.reply.topic for turn in reversed(spoken) if turn.reply and turn.reply.topic), None)


def _topic(persona: Persona, topic_id: str) -> Topic:
    return next(topic for topic in persona.topics if topic.id == topic_id)


def _deeper(moment: Moment, topic: Topic) -> Reply:
    piece = next_piece(
        topic, moment.state, moment.persona, kind=moment.question.follow_up_kind, specific=moment.question.specific
    )
    if piece is None:
        text, key = moment.line(LineKind.NOTHING_MORE)
        return Reply(text, ReplyKind.TOLD_ALREADY, topic.id, said=(key,))
    return Reply(piece.text, ReplyKind.FOLLOW_UP, topic.id, piece.depth, (piece.key,), pause_s=0.7)


def _on_topic(moment: Moment, topic: Topic) -> Reply:
    specific = moment.question.specific
    piece = first_piece(topic, moment.state, moment.persona, specific=specific)
    if piece is None:
        piece = next_piece(topic, moment.state, moment.persona, kind=None, specific=specific)
    if piece is None:
        text, key = moment.line(LineKind.TOLD_ALREADY)
        return Reply(text, ReplyKind.TOLD_ALREADY, topic.id, said=(key,))
    return _acknowledged(moment, topic, piece)


def _acknowledged(moment: Moment, topic: Topic, piece: Piece) -> Reply:
    """The answer, often after a few words that show the question was heard."""
    reply = Reply(piece.text, ReplyKind.ANSWER, topic.id, piece.depth, (piece.key,), pause_s=0.8)
    wanted = moment.question.specific or moment.rng.random() < ACKNOWLEDGES
    if piece.depth is Depth.GUARDED or not wanted:
        return reply
    opener, key = moment.line(LineKind.ACKNOWLEDGEMENT)
    return replace(reply, text=f"{opener} {piece.text}", said=(key, piece.key))


def _is_strong_question(moment: Moment) -> bool:
    return moment.asks and moment.best is not None and moment.best.score >= SURE_SCORE


def _courtesy(moment: Moment) -> Reply | None:
    for move, line in (
        (MoveKind.NOTE_PERMISSION, LineKind.NOTES),
        (MoveKind.STAY_IN_TOUCH, LineKind.STAY_IN_TOUCH),
        (MoveKind.OFFER_HELP, LineKind.OFFER_HELP),
    ):
        if move in moment.moves:
            return moment.say(line, ReplyKind.COURTESY)
    return None


def _small_talk(moment: Moment) -> Reply | None:
    for move, line in (
        (MoveKind.PURPOSE, LineKind.PURPOSE),
        (MoveKind.SELF_INTRODUCTION, LineKind.INTRODUCTION),
        (MoveKind.GREETING, LineKind.GREETING),
        (MoveKind.RAPPORT, LineKind.GREETING),
    ):
        if move in moment.moves and _has_fresh(moment, line):
            return moment.say(line, ReplyKind.SMALL_TALK)
    if MoveKind.THANKS in moment.moves:
        return moment.say(LineKind.THANKS, ReplyKind.COURTESY)
    return None


def _has_fresh(moment: Moment, kind: LineKind) -> bool:
    return any(_line_key(kind, number) not in moment.state.said for number in range(len(moment.persona.lines[kind])))


def _prompt(moment: Moment) -> Reply:
    return moment.say(LineKind.PROMPT, ReplyKind.PROMPT)


RULES: tuple[Callable[[Moment], Reply | None], ...] = (
    _must_go,
    _nothing_heard,
    _goodbye,
    _closing,
    _job_ask,
    _other_fault,
    _more_time,
    _referral,
    _website,
    _time_left,
    _hard_stop,
    _answer,
    _courtesy,
    _small_talk,
    _prompt,
)

_TAKES_A_CUE = frozenset(
    {
        ReplyKind.ANSWER,
        ReplyKind.FOLLOW_UP,
        ReplyKind.SMALL_TALK,
        ReplyKind.PROMPT,
        ReplyKind.UNSURE,
        ReplyKind.TOLD_ALREADY,
        ReplyKind.WEBSITE,
        ReplyKind.DEFLECTION,
        ReplyKind.COOL,
        ReplyKind.REFERRAL,
        ReplyKind.COURTESY,
    }
)


def _with_time_cue(reply: Reply, moment: Moment) -> Reply:
    """The reply with a word about the time, if one is due. A reply that speaks of the time anyway counts as the cue."""
    cue = due_cue(moment.state.clock, moment.now_s)
    if cue is None or reply.offered_s:
        return reply
    if reply.kind not in _TAKES_A_CUE:
        return replace(reply, cue_minutes=cue) if reply.kind in (ReplyKind.TIME, ReplyKind.TIME_UP) else reply
    if cue == TIME_IS_UP:
        text, key = moment.line(LineKind.TIME_UP)
    else:
        text, key = moment.line(LineKind.TIME_CUE, minutes=minutes_phrase(moment.remaining_s))
    return replace(reply, text=f"{reply.text} {text}", said=(*reply.said, key), cue_minutes=cue)
