"""What the person does next. Rules in order of urgency; the first that has something to say speaks.

    they must go ─ nothing was heard ─ rudeness ─ wait a moment ─ the user says goodbye ─ the user closes ─ a job is asked
    for ─ other faults ─ more time ─ who else to talk to ─ the website ─ the time ─ time is up ─ called away ─ an answer
    to what they asked ─ a question ─ courtesies ─ praise ─ small talk ─ a prompt

A reply then takes with it a word about the time when one is due, and what they noticed about the turn. Time and chance
are handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from simulator.core.answers import answer, take_the_answer
from simulator.core.card import answered_by_card
from simulator.core.clock import TIME_IS_UP, due_cue, minutes_phrase
from simulator.core.matching import NEARLY_WORD_FOR_WORD, OWN_LIKENESS, Knowledge
from simulator.core.moment import Moment, line_key
from simulator.core.remarks import Remark, asks_after_them
from simulator.core.thanks import names_something_told
from simulator.domain import (
    Difficulty,
    LineKind,
    MoveKind,
    Noticed,
    Persona,
    Phase,
    Reply,
    ReplyKind,
    Role,
    SessionState,
)

HARD_STOP_BELOW_S = 60.0
"""A person with less patience than this answers nothing more once time is up."""
CLOSE_OF_SLOT_SHARE, CLOSE_OF_SLOT_LEAST_S = 0.25, 180.0
"""A closing signal within this last part of the slot is about the end; before, there is still time."""
MOST_RUDENESS = 3
"""They go after so many replies to rudeness."""
CALLED_AWAY_FROM, CALLED_AWAY_UNTIL = 0.35, 0.7
"""A hard talk is interrupted once, within these shares of the agreed time."""
AWAY_S = 20.0
"""How long they are away; the clock of the meeting stands still meanwhile."""
LONG_TURN_WORDS = 120
LONGEST_HELLO_WORDS = 40


def opening(persona: Persona, *, rng: Random) -> Reply:
    """The person's first words."""
    variants = persona.lines[LineKind.OPENING]
    number = rng.randrange(len(variants))
    return Reply(variants[number], ReplyKind.OPENING, said=(line_key(LineKind.OPENING, number),), pause_s=0.0)


def respond(persona: Persona, state: SessionState, knowledge: Knowledge, *, now_s: float, rng: Random) -> Reply:
    """What the person says to the user's last turn, `now_s` into the meeting. Raises `ValueError` if it is not theirs
    to speak."""
    if state.over or not state.turns or state.turns[-1].role is not Role.USER:
        raise ValueError("the person can only reply to a user's turn in a talk that is not over")
    moment = Moment(persona, state, knowledge, now_s, rng)
    reply = next(reply for rule in RULES if (reply := rule(moment)) is not None)
    return _with_what_was_noticed(_with_time_cue(reply, moment), moment)


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────


def _must_go(moment: Moment) -> Reply | None:
    if moment.remaining_s > -moment.state.temperament.patience_s:
        return None
    if MoveKind.GOODBYE in moment.moves and not moment.asks:
        return moment.say(LineKind.GOODBYE, ReplyKind.GOODBYE)
    return moment.say(LineKind.LEAVE, ReplyKind.LEAVE, pause_s=0.3)


def _nothing_heard(moment: Moment) -> Reply | None:
    if not moment.turn.text.strip():
        return moment.say(LineKind.SILENCE, ReplyKind.UNCLEAR, pause_s=1.0)
    if any(character.isalnum() for character in moment.turn.text):
        return None
    return moment.say(LineKind.UNCLEAR, ReplyKind.UNCLEAR, pause_s=1.0)


def _rudeness(moment: Moment) -> Reply | None:
    if moment.remark is not Remark.RUDE:
        return None
    times = sum(Noticed.RUDE in reply.noticed for reply in moment.replies())
    if times >= MOST_RUDENESS:
        return moment.say(LineKind.LEAVE, ReplyKind.LEAVE, pause_s=0.3)
    return moment.say(LineKind.RUDE, ReplyKind.COOL, pause_s=1.0, in_order=times)


def _wait(moment: Moment) -> Reply | None:
    if moment.remark is not Remark.HOLD_ON or moment.strong_question:
        return None
    return moment.say(LineKind.HOLD_ON, ReplyKind.COURTESY, pause_s=0.3)


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
    if moment.mood.offers_time and not moment.times(ReplyKind.EXTENSION_OFFER):
        close_of_slot_s = max(CLOSE_OF_SLOT_LEAST_S, CLOSE_OF_SLOT_SHARE * moment.state.booking.agreed_s)
        if moment.remaining_s <= close_of_slot_s:
            offered_s = moment.state.temperament.extension_minutes * 60.0
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
    return moment.say(LineKind.JOB_ASK, ReplyKind.DEFLECTION, pause_s=1.0, in_order=moment.times(ReplyKind.DEFLECTION))


def _other_fault(moment: Moment) -> Reply | None:
    for move, line in (
        (MoveKind.TOO_PERSONAL, LineKind.TOO_PERSONAL),
        (MoveKind.RESUME_PUSH, LineKind.RESUME),
        (MoveKind.PITCH, LineKind.PITCH),
    ):
        if move is MoveKind.TOO_PERSONAL and _is_their_own(moment):
            continue  # the person has this on their own list, so they do not mind
        if move is MoveKind.PITCH and (moment.asks or _only_says_hello(moment)):
            continue
        if move in moment.moves:
            return moment.say(line, ReplyKind.COOL, pause_s=0.9)
    return None


def _is_their_own(moment: Moment) -> bool:
    """Whether a question that sounds personal is one the person has on their own list."""
    if any(match.likeness >= OWN_LIKENESS for match in moment.topics):
        return True
    best = moment.best
    return moment.strong_question and best is not None and best.likeness >= NEARLY_WORD_FOR_WORD


def _only_says_hello(moment: Moment) -> bool:
    """A short greeting without a word about what the user has done sells and offers nothing, however warm or modest it is."""
    greets = MoveKind.GREETING in moment.moves and not moment.moves & {MoveKind.SELF_INTRODUCTION, MoveKind.JOB_ASK}
    return greets and len(moment.turn.text.split()) <= LONGEST_HELLO_WORDS


def _more_time(moment: Moment) -> Reply | None:
    if MoveKind.MORE_TIME not in moment.moves or moment.strong_question or MoveKind.REFERRAL_REQUEST in moment.moves:
        return None
    granted_before = any(reply.offered_s for reply in moment.replies())
    if moment.mood.offers_time and not granted_before:
        granted_s = moment.state.temperament.extension_minutes * 60.0
        granted = moment.say(LineKind.MORE_TIME_GRANTED, ReplyKind.TIME, minutes=minutes_phrase(granted_s))
        return replace(granted, offered_s=granted_s)
    return moment.say(LineKind.MORE_TIME_REFUSED, ReplyKind.TIME)


def _referral(moment: Moment) -> Reply | None:
    if MoveKind.REFERRAL_REQUEST not in moment.moves:
        return None
    given_before = any(key.startswith(f"line:{LineKind.REFERRAL_GIVEN}/") for key in moment.state.said)
    if moment.mood.gives_names and given_before and not moment.asks:
        return moment.say(LineKind.NOTHING_MORE, ReplyKind.REFERRAL)
    gives = LineKind.REFERRAL_GIVEN if moment.mood.gives_names else LineKind.REFERRAL_WITHHELD
    return moment.say(gives, ReplyKind.REFERRAL)


def _website(moment: Moment) -> Reply | None:
    if moment.question.form is None or not answered_by_card(
        moment.turn.text, moment.moves, moment.persona, moment.matches
    ):
        return None
    return replace(moment.say(LineKind.WEBSITE, ReplyKind.WEBSITE, pause_s=0.8), noticed=(Noticed.UNRESEARCHED,))


def _time_left(moment: Moment) -> Reply | None:
    asks_the_time = MoveKind.TIME_CHECK in moment.moves and moment.question.form is not None
    if not asks_the_time or moment.strong_question:
        return None
    if moment.remaining_s <= 0:
        return moment.say(LineKind.TIME_UP, ReplyKind.TIME_UP)
    return moment.say(LineKind.TIME_LEFT, ReplyKind.TIME, minutes=minutes_phrase(moment.remaining_s))


def _hard_stop(moment: Moment) -> Reply | None:
    if moment.remaining_s > 0 or moment.state.temperament.patience_s >= HARD_STOP_BELOW_S:
        return None
    if TIME_IS_UP in moment.state.clock.cues_given:
        return moment.say(LineKind.LEAVE, ReplyKind.LEAVE, pause_s=0.3)
    return moment.say(LineKind.TIME_UP, ReplyKind.TIME_UP)


def _called_away(moment: Moment) -> Reply | None:
    """Once in a hard talk something calls them away for a moment, in the middle of it."""
    share = moment.now_s / moment.state.booking.agreed_s
    if (
        moment.state.booking.difficulty is not Difficulty.HARD
        or moment.times(ReplyKind.INTERRUPTION)
        or not CALLED_AWAY_FROM <= share <= CALLED_AWAY_UNTIL
        or not moment.has_line(LineKind.INTERRUPTION)
        or not moment.has_line(LineKind.INTERRUPTION_OVER)
    ):
        return None
    away = moment.say(LineKind.INTERRUPTION, ReplyKind.INTERRUPTION, pause_s=0.2)
    back, key = moment.line(LineKind.INTERRUPTION_OVER)
    return replace(away, text=f"{away.text} … {back}", said=(*away.said, key), away_s=AWAY_S)


_COURTESIES = {
    MoveKind.NOTE_PERMISSION: LineKind.NOTES,
    MoveKind.STAY_IN_TOUCH: LineKind.STAY_IN_TOUCH,
    MoveKind.OFFER_HELP: LineKind.OFFER_HELP,
}


def _courtesy(moment: Moment) -> Reply | None:
    surest_first = sorted(moment.turn.moves, key=lambda move: -move.probability)
    for move in surest_first:  # "may I write to you" is no wish to take notes, though it sounds a little like one
        line = _COURTESIES.get(move.kind)
        if line is None or not move.made or (move.kind is MoveKind.OFFER_HELP and _only_says_hello(moment)):
            continue
        return moment.say(line, ReplyKind.COURTESY)
    return None


def _praise(moment: Moment) -> Reply | None:
    if moment.remark is not Remark.PRAISE or not moment.has_fresh_line(LineKind.PRAISE):
        return None
    if moment.moves & {MoveKind.PURPOSE, MoveKind.SELF_INTRODUCTION, MoveKind.GREETING}:
        return None
    return moment.say(LineKind.PRAISE, ReplyKind.COURTESY)


def _small_talk(moment: Moment) -> Reply | None:
    for move, line in (
        (MoveKind.PURPOSE, LineKind.PURPOSE),
        (MoveKind.SELF_INTRODUCTION, LineKind.INTRODUCTION),
    ):
        if move in moment.moves and moment.has_fresh_line(line):
            return moment.say(line, ReplyKind.SMALL_TALK)
    if moment.moves & {MoveKind.GREETING, MoveKind.RAPPORT} and asks_after_them(moment.turn.text):
        return moment.say(LineKind.GREETING, ReplyKind.SMALL_TALK)
    if MoveKind.GREETING in moment.moves and moment.has_fresh_line(LineKind.HELLO):
        return moment.say(LineKind.HELLO, ReplyKind.SMALL_TALK)
    if MoveKind.THANKS in moment.moves:
        return moment.say(LineKind.THANKS, ReplyKind.COURTESY)
    return None


def _prompt(moment: Moment) -> Reply:
    if len(moment.turn.text.split()) >= LONG_TURN_WORDS:
        return moment.say(LineKind.LONG_TURN, ReplyKind.PROMPT)
    return moment.say(LineKind.PROMPT, ReplyKind.PROMPT)


RULES: tuple[Callable[[Moment], Reply | None], ...] = (
    _must_go,
    _nothing_heard,
    _rudeness,
    _wait,
    _goodbye,
    _closing,
    _job_ask,
    _other_fault,
    _more_time,
    _referral,
    _website,
    _time_left,
    _hard_stop,
    _called_away,
    take_the_answer,
    answer,
    _courtesy,
    _praise,
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
        ReplyKind.CLARIFY,
        ReplyKind.ASKS_BACK,
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


def _with_what_was_noticed(reply: Reply, moment: Moment) -> Reply:
    """The reply with how they took the turn."""
    noticed = set(reply.noticed)
    if moment.remark is Remark.RUDE:
        noticed.add(Noticed.RUDE)
    elif moment.remark is Remark.PRAISE:
        noticed.add(Noticed.PRAISE)
    if (
        moment.question.form is not None
        and moment.question.specific
        and reply.kind in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP)
    ):
        noticed.add(Noticed.SPECIFIC)
    if MoveKind.THANKS in moment.moves:
        earlier = moment.state.turns[:-1]
        told = (turn.text for turn in earlier if turn.role is Role.PERSONA)
        asked = (turn.text for turn in earlier if turn.role is Role.USER)
        if names_something_told(moment.turn.text, told, asked=asked, names=moment.persona.name):
            noticed.add(Noticed.SPECIFIC_THANKS)
    return replace(reply, noticed=tuple(one for one in Noticed if one in noticed))
