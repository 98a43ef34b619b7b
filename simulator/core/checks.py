"""How each check looks at a talk: a function from the facts to a finding, with the words that show it.

A check that the talk gives no evidence for is not rated: `met` is None. The table of checks, with weights and sources, is in
`rubric.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.core.delivery import COMFORTABLE_WPM
from simulator.core.facts import Evidence, Facts, evidence
from simulator.core.question_forms import QuestionForm
from simulator.domain import EndedBy, MoveKind, Turn

OPEN_SHARE = 0.6
STACKED_SHARE = 0.25
SPECIFIC_SHARE = 0.25
FOLLOW_UP_SHARE = 0.15
MOST_USER_SHARE = 0.45
"""One source gives a 75/25 listening rule; guidance as a whole wants the other person to speak most."""
LONGEST_TURN_S = 90.0
SECONDS_A_TOPIC = 240.0
"""About five topics in twenty minutes (sources suggest five to ten questions)."""
EARLY_SHARE = 0.2
MOST_EVIDENCE = 3
LAST_TURNS = 3
LAST_TURNS_OF_REAL_TALKS = 6
"""Real people say goodbye to and fro, in turns of two words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check came to."""

    met: bool | None
    why: str
    evidence: tuple[Evidence, ...] = ()


NOT_RATED = Finding(None, "There is too little here to tell.")


def _quotes(facts: Facts, turns: Iterable[Turn], *kinds: MoveKind) -> tuple[Evidence, ...]:
    chosen = list(turns)[:MOST_EVIDENCE]
    return tuple(facts.evidence_of(turn, *kinds) for turn in chosen)


def _flagged(facts: Facts, *kinds: MoveKind) -> tuple[Evidence, ...]:
    return tuple(one.evidence for one in facts.flags if one.flag.kind in kinds)[:MOST_EVIDENCE]


def _asked(facts: Facts, holds: Callable[[QuestionForm | None], bool]) -> tuple[Evidence, ...]:
    chosen = [one for one in facts.questions if holds(one.question.form)]
    return tuple(evidence(one.turn, one.question.span) for one in chosen[:MOST_EVIDENCE])


def _first_questions(facts: Facts) -> tuple[Evidence, ...]:
    return _asked(facts, lambda form: form is not QuestionForm.STACKED)[:2]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


# ── preparation ──────────────────────────────────────────────────────────────────────────────────────────────────


def uses_research(facts: Facts) -> Finding:
    if facts.prepared:
        return Finding(True, "You used what you had read beforehand.", facts.prepared[:MOST_EVIDENCE])
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(False, "Nothing you asked showed that you had read about them.", _first_questions(facts))


def nothing_the_card_says(facts: Facts) -> Finding:
    flagged = _flagged(facts, MoveKind.UNRESEARCHED)
    if flagged:
        return Finding(False, f"You asked {_times(len(flagged))} for what is public about them.", flagged)
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(True, "Nothing you asked could have been looked up.", _first_questions(facts))


# ── learning, not asking ─────────────────────────────────────────────────────────────────────────────────────────


def no_job_ask(facts: Facts) -> Finding:
    if facts.job_asks:
        return Finding(
            False, f"You steered towards a job {_times(len(facts.job_asks))}.", _flagged(facts, MoveKind.JOB_ASK)
        )
    if not facts.questions:
        return NOT_RATED
    return Finding(True, "You asked to learn and never for a job.", _first_questions(facts))


def not_direct(facts: Facts) -> Finding:
    direct = facts.direct_job_asks
    if direct:
        why = f"You asked openly for a job {_times(len(direct))}."
        return Finding(False, why, tuple(one.evidence for one in direct[:MOST_EVIDENCE]))
    if not facts.questions:
        return NOT_RATED
    return Finding(True, "You never asked openly for a job.", _first_questions(facts))


def took_the_hint(facts: Facts) -> Finding:
    asks = facts.job_asks
    if not asks:
        return Finding(None, "There was no hint to take.")
    if len(asks) == 1:
        return Finding(True, "After the first time you let it go.", (asks[0].evidence,))
    why = "You came back to it." if facts.known.real else "You came back to it after they had turned it aside."
    return Finding(False, why, (asks[-1].evidence,))


def purpose(facts: Facts) -> Finding:
    early_s = EARLY_SHARE * facts.state.booking.agreed_s
    first = {turn.index for turn in facts.user_turns[:3]}
    turns = facts.turns_with(MoveKind.PURPOSE)
    early = [turn for turn in turns if turn.index in first or turn.start_s <= early_s]
    if early:
        return Finding(True, "You said early what you came for.", _quotes(facts, early, MoveKind.PURPOSE))
    if turns:
        return Finding(False, "You said what you came for, but late.", _quotes(facts, turns, MoveKind.PURPOSE))
    if not facts.enough:
        return NOT_RATED
    return Finding(False, "You never said that you came to learn.", (evidence(facts.user_turns[0]),))


def no_selling(facts: Facts) -> Finding:
    flagged = _flagged(facts, MoveKind.PITCH, MoveKind.RESUME_PUSH)
    if flagged:
        return Finding(False, "You sold yourself, and nobody was buying.", flagged)
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(True, "You kept the talk about them.", _first_questions(facts))


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────


def open(facts: Facts) -> Finding:
    share = facts.share_of_questions(lambda one: one in facts.open_questions)
    if share is None or not facts.enough_questions:
        return NOT_RATED
    why = f"{len(facts.open_questions)} of your {len(facts.questions)} questions were open."
    if share >= OPEN_SHARE:
        return Finding(True, why, _asked(facts, lambda form: form is QuestionForm.OPEN))
    return Finding(
        False,
        why,
        _asked(facts, lambda form: form in (QuestionForm.CLOSED, QuestionForm.LEADING, QuestionForm.STACKED)),
    )


def one_at_a_time(facts: Facts) -> Finding:
    share = facts.share_of_questions(lambda one: one.question.form is QuestionForm.STACKED)
    if share is None or not facts.enough_questions:
        return NOT_RATED
    if share > STACKED_SHARE:
        stacked = _asked(facts, lambda form: form is QuestionForm.STACKED)
        return Finding(False, "You often asked several things in one breath.", stacked)
    return Finding(True, "You asked one thing at a time.", _first_questions(facts))


def range(facts: Facts) -> Finding:
    if not facts.enough_questions:
        return NOT_RATED
    spoken_s = min(facts.state.booking.agreed_s, facts.state.turns[-1].end_s)
    wanted = min(5, max(3, round(spoken_s / SECONDS_A_TOPIC)))
    covered = len(facts.topics)
    why = (
        f"You covered {covered} {'topic' if covered == 1 else 'topics'}; {wanted} would be a good range for this time."
    )
    return Finding(covered >= wanted, why, _first_questions(facts))


def specific(facts: Facts) -> Finding:
    specific = [one for one in facts.questions if one.question.specific]
    if not facts.enough_questions:
        return NOT_RATED
    why = f"{len(specific)} of your {len(facts.questions)} questions were about them in particular."
    chosen = specific if specific else list(facts.questions)
    quotes = tuple(evidence(one.turn, one.question.span) for one in chosen[:MOST_EVIDENCE])
    return Finding(len(specific) >= max(1.0, SPECIFIC_SHARE * len(facts.questions)), why, quotes)


# ── listening ────────────────────────────────────────────────────────────────────────────────────────────────────


def follows_up(facts: Facts) -> Finding:
    followed = [one for one in facts.questions if one.question.follow_up]
    if not facts.enough_questions:
        return NOT_RATED
    why = (
        f"You followed up on an answer {_times(len(followed))}." if followed else "You never followed up on an answer."
    )
    chosen = followed if followed else list(facts.questions[1:])
    quotes = tuple(evidence(one.turn, one.question.span) for one in chosen[:MOST_EVIDENCE])
    return Finding(len(followed) >= max(1.0, FOLLOW_UP_SHARE * len(facts.questions)), why, quotes)


def they_speak_most(facts: Facts) -> Finding:
    share = facts.user_share
    longest = facts.longest_user_turn
    if share is None or longest is None or not facts.enough:
        return NOT_RATED
    why = f"You spoke {round(100 * share)} % of the talking time."
    return Finding(share <= MOST_USER_SHARE, why, (evidence(longest),))


def no_monologue(facts: Facts) -> Finding:
    longest = facts.longest_user_turn
    if longest is None or not facts.enough:
        return NOT_RATED
    why = f"Your longest turn took {round(longest.duration_s)} seconds."
    return Finding(longest.duration_s <= LONGEST_TURN_S, why, (evidence(longest),))


# ── relationship ─────────────────────────────────────────────────────────────────────────────────────────────────


def warm_start(facts: Facts) -> Finding:
    first = facts.user_turns[:2]
    warm = [turn for turn in first if turn in facts.turns_with(MoveKind.GREETING, MoveKind.RAPPORT, MoveKind.THANKS)]
    if warm:
        quotes = _quotes(facts, warm, MoveKind.GREETING, MoveKind.RAPPORT, MoveKind.THANKS)
        return Finding(True, "You began with a friendly word.", quotes)
    if not facts.enough:
        return NOT_RATED
    return Finding(False, "You went straight to business.", (evidence(first[0]),))


def asks_for_names(facts: Facts) -> Finding:
    turns = facts.turns_with(MoveKind.REFERRAL_REQUEST)
    if turns:
        quotes = _quotes(facts, turns, MoveKind.REFERRAL_REQUEST)
        return Finding(True, "You asked who else would be good to talk to.", quotes)
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(False, "You did not ask who else to talk to.", (evidence(facts.user_turns[-1]),))


def keeps_the_door_open(facts: Facts) -> Finding:
    turns = facts.turns_with(MoveKind.STAY_IN_TOUCH, MoveKind.OFFER_HELP)
    if turns:
        quotes = _quotes(facts, turns, MoveKind.STAY_IN_TOUCH, MoveKind.OFFER_HELP)
        return Finding(True, "You kept the door open for later.", quotes)
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(False, "You did not ask whether you may get back to them.", (evidence(facts.user_turns[-1]),))


def not_too_personal(facts: Facts) -> Finding:
    flagged = _flagged(facts, MoveKind.TOO_PERSONAL)
    if flagged:
        return Finding(False, "You went into their private life.", flagged)
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(True, "You left their private life alone.", _first_questions(facts))


# ── their lead and time ──────────────────────────────────────────────────────────────────────────────────────────


def minds_the_time(facts: Facts) -> Finding:
    turns = facts.turns_with(MoveKind.TIME_CHECK, MoveKind.CLOSING)
    if turns:
        return Finding(
            True, "You spoke of the time yourself.", _quotes(facts, turns, MoveKind.TIME_CHECK, MoveKind.CLOSING)
        )
    if not facts.enough_questions:
        return NOT_RATED
    return Finding(False, "You never mentioned the time they gave you.", (evidence(facts.user_turns[0]),))


def within_time(facts: Facts) -> Finding:
    if facts.overstayed:
        over = _flagged(facts, MoveKind.OVERSTAY)
        return Finding(False, f"You stayed {round(facts.overrun_s or 0)} seconds past the time agreed.", over)
    if not facts.enough or facts.overrun_s is None:
        return NOT_RATED
    return Finding(True, "You kept to the time agreed.", (evidence(facts.user_turns[-1]),))


def signals_the_end(facts: Facts) -> Finding:
    signal = facts.end_signal
    if signal is not None:
        quotes = _quotes(facts, [signal], MoveKind.CLOSING, MoveKind.GOODBYE)
        return Finding(True, "You brought the talk to its end yourself.", quotes)
    if not facts.enough_questions:
        return NOT_RATED
    by_them = facts.state.ended_by is EndedBy.PERSONA
    why = "They had to end it." if by_them else "You did not signal the end before they did, or before you stopped."
    return Finding(False, why, (evidence(facts.user_turns[-1]),))


def stays_only_if_invited(facts: Facts) -> Finding:
    late = [turn for turn in facts.user_turns if turn.start_s >= facts.state.clock.agreed_s]
    if not late:
        return Finding(None, "You did not go past the time agreed.")
    invited = facts.state.clock.extended_s > 0
    why = (
        "They offered you more time before you used it." if invited else "You went on although nobody had offered more."
    )
    return Finding(invited, why, tuple(evidence(turn) for turn in late[:1]))


# ── thanks and close ─────────────────────────────────────────────────────────────────────────────────────────────


def thanks(facts: Facts) -> Finding:
    last = facts.user_turns[-(LAST_TURNS_OF_REAL_TALKS if facts.known.real else LAST_TURNS) :]
    thankful = [turn for turn in last if turn in facts.turns_with(MoveKind.THANKS)]
    if thankful and facts.enough:
        return Finding(True, "You thanked them at the end.", _quotes(facts, thankful, MoveKind.THANKS))
    if not facts.enough:
        return NOT_RATED
    return Finding(False, "You did not thank them at the end.", (evidence(last[-1]),))


def specific_thanks(facts: Facts) -> Finding:
    thanks = [turn for turn in facts.turns_with(MoveKind.THANKS) if turn not in facts.user_turns[:1]]
    specific = [turn for turn in thanks if facts.thanked_specifically(turn)]
    if not facts.enough:
        return NOT_RATED
    if specific:
        return Finding(
            True, "Your thanks named something they had told you.", _quotes(facts, specific[-1:], MoveKind.THANKS)
        )
    shown = thanks[-1:] or list(facts.user_turns[-1:])
    return Finding(False, "Your thanks named nothing in particular.", tuple(evidence(turn) for turn in shown))


def says_goodbye(facts: Facts) -> Finding:
    if not facts.enough:
        return NOT_RATED
    if facts.known.real:
        return _says_goodbye_to_a_real_person(facts)
    said_it = facts.user_turns[-1] in facts.turns_with(MoveKind.GOODBYE)  # whatever else they had to answer to in it
    ended_well = facts.state.ended_by is EndedBy.USER or said_it
    why = "You closed the talk." if ended_well else "The talk broke off without your goodbye."
    return Finding(ended_well, why, (evidence(facts.user_turns[-1]),))


def _says_goodbye_to_a_real_person(facts: Facts) -> Finding:
    """They may have closed first, and a goodbye may still follow."""
    last = facts.user_turns[-LAST_TURNS_OF_REAL_TALKS:]
    for kind in (MoveKind.GOODBYE, MoveKind.CLOSING):
        turns = [turn for turn in last if turn in facts.turns_with(kind)]
        if turns:
            return Finding(True, "You said goodbye.", _quotes(facts, turns[-1:], kind))
    return Finding(False, "The transcript ends without your goodbye.", (evidence(facts.user_turns[-1]),))


# ── delivery ─────────────────────────────────────────────────────────────────────────────────────────────────────


def pace(facts: Facts) -> Finding:
    measured = facts.delivery
    recorded = {one.turn for one in facts.sounds}
    spoken = [turn for turn in facts.user_turns if turn.words or facts.known.turns_are_speech or turn.index in recorded]
    if measured.words_per_minute is None or not spoken:
        return Finding(None, "You typed, or spoke too little to measure a pace.")
    slow, fast = COMFORTABLE_WPM
    why = f"You spoke at about {round(measured.words_per_minute)} words a minute; {slow:.0f} to {fast:.0f} is easy to follow."
    longest = max(spoken, key=lambda turn: turn.duration_s)
    return Finding(slow <= measured.words_per_minute <= fast, why, (evidence(longest),))
