"""A moment of a talk again: the state just before one of the user's turns, and what other words there would have changed.

Nothing here alters a talk. The other words are laid into a copy of it, in place of the user's turn and the answer to it;
what came later stays as it was said, so that the checks of both can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulator.core.checks import Finding
from simulator.core.facts import AskedQuestion, TurnFlag
from simulator.core.objections import Objection
from simulator.core.report import Report, build_report
from simulator.core.rubric import Check
from simulator.core.session import absorb, replay_turns, stop
from simulator.core.their_view import thought_of
from simulator.domain import Persona, Reply, Role, SessionState, Turn

NOTICEABLE = 0.005
"""Rapport that moved by less than this stayed where it was."""
MUCH = 0.08


@dataclass(frozen=True, slots=True)
class Moment:
    """The talk just before the user's turn `said`; `answered` is the person's turn after it, where there is one."""

    state: SessionState
    said: Turn
    answered: Turn | None

    @property
    def before(self) -> Turn | None:
        """What the person had said last."""
        return self.state.last_persona_turn


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying the turn, and what came of it. `rapport_change` is in shares of 1; `thought` is the person's own."""

    said: Turn
    answered: Reply | None
    flags: tuple[TurnFlag, ...]
    question: AskedQuestion | None
    rapport_change: float
    thought: str | None


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check of the whole talk that this turn bears on, as it was and as it would have been."""

    check: Check
    before: Finding
    after: Finding

    @property
    def better(self) -> bool:
        return _RANK[self.after.met] > _RANK[self.before.met]

    @property
    def worse(self) -> bool:
        return _RANK[self.after.met] < _RANK[self.before.met]


_COUNTED = frozenset(
    ("open", "one_at_a_time", "specific", "follows_up", "no_job_ask", "not_direct", "nothing_the_card_says")
)
"""Checks that count: one question more, or one job ask fewer, is worth telling even where the verdict stays."""
_RANK = {True: 2, None: 1, False: 0}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A turn as it was said, and as it was said again."""

    before: Way
    after: Way
    checks: tuple[CheckChange, ...]

    @property
    def warmer_by(self) -> float:
        """How much more (or less) rapport moved the second time."""
        return self.after.rapport_change - self.before.rapport_change


def can_be_redone(state: SessionState, turn_index: int) -> bool:
    """Whether there is a user's turn of that number."""
    return 0 <= turn_index < len(state.turns) and state.turns[turn_index].role is Role.USER


def moment_before(persona: Persona, state: SessionState, turn_index: int) -> Moment:
    """The moment before a user's turn of a talk. Raises `ValueError` where the turn is not the user's."""
    if not can_be_redone(state, turn_index):
        raise ValueError(f"turn {turn_index} is none of the user's turns")
    said = state.turns[turn_index]
    before = replay_turns(persona, state.booking, state.turns[:turn_index], seed=state.seed)
    return Moment(before, said, _answer_to(state, said))


def compare(persona: Persona, whole: Report, moment: Moment, said: Turn, answered: Reply) -> Comparison:
    """What `said` and the person's answer to it change against the talk as it was, whose report is `whole`."""
    other = replaced(whole.facts.state, moment, said, answered)
    objections = frozenset(
        Objection(one.evidence.turn, one.flag.kind) for one in whole.objected if one.evidence.turn != said.index
    )
    again = build_report(persona, other, objections=objections)
    return Comparison(
        _way(whole, moment.state, moment.said, moment.answered.reply if moment.answered else None),
        _way(again, moment.state, said, answered),
        tuple(_changes(whole, again, said.index)),
    )


def replaced(state: SessionState, moment: Moment, said: Turn, answered: Reply) -> SessionState:
    """A copy of the talk with other words at one moment. An answer that ends the talk ends the copy.

    Later turns keep their times, so the new answer is made to fit before them: a longer one is no lateness of the user's.
    """
    later = state.turns[said.index + 2 :]
    until_s = later[0].start_s if later else None
    reply_turn = _spoken_reply(moment, said, answered, until_s)
    copy = absorb(absorb(moment.state, said), reply_turn)
    for turn in later:
        if copy.over:
            return copy
        copy = absorb(copy, turn)
    if copy.over:
        return copy
    if state.ended_by is None or not later:
        return stop(copy, now_s=copy.turns[-1].end_s)
    return replace(
        copy, phase=state.phase, ended_by=state.ended_by, clock=replace(copy.clock, ended_s=state.clock.ended_s)
    )


def _spoken_reply(moment: Moment, said: Turn, answered: Reply, until_s: float | None) -> Turn:
    lasted_s = moment.answered.duration_s if moment.answered else 0.0
    start_s = said.end_s + answered.pause_s
    if until_s is not None:
        start_s = min(start_s, max(said.end_s, until_s - lasted_s))
    end_s = start_s + lasted_s if until_s is None else max(start_s, min(start_s + lasted_s, until_s))
    return Turn(said.index + 1, Role.PERSONA, answered.text, start_s, end_s, reply=answered)


def _answer_to(state: SessionState, said: Turn) -> Turn | None:
    following = state.turns[said.index + 1 : said.index + 2]
    return following[0] if following and following[0].role is Role.PERSONA else None


def _way(report: Report, before: SessionState, said: Turn, answered: Reply | None) -> Way:
    facts = report.facts
    heard = absorb(before, facts.state.turns[said.index])
    reply_turn = _answer_to(facts.state, said)
    after = absorb(heard, reply_turn) if reply_turn is not None else heard
    return Way(
        said=said,
        answered=answered,
        flags=tuple(one for one in facts.flags if one.evidence.turn == said.index),
        question=next((one for one in facts.questions if one.turn.index == said.index), None),
        rapport_change=round(after.rapport - before.rapport, 6),
        thought=thought_of(before, facts.state.turns[said.index], reply_turn),
    )


def _changes(whole: Report, again: Report, turn_index: int) -> Iterator[CheckChange]:
    """The checks whose verdict differs, and those that quote this very turn; first what got better, then what got worse."""
    found: list[CheckChange] = []
    for one, other in zip(whole.dimensions, again.dimensions, strict=True):
        for first, second in zip(one.checks, other.checks, strict=True):
            before, after = first.finding, second.finding
            quoted = any(quote.turn == turn_index for quote in (*before.evidence, *after.evidence))
            counted = quoted and first.check.id in _COUNTED and before.why != after.why
            moot = after.met is None and before.met is not False  # met, and nothing to judge any more
            if not moot and (before.met != after.met or counted):
                found.append(CheckChange(first.check, before, after))
    return iter(sorted(found, key=lambda change: (not change.better, not change.worse, -change.check.weight)))


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────


def mood_words(way: Way, first_name: str) -> str:
    """How the person took the turn, in a few words."""
    change = way.rapport_change
    if abs(change) <= NOTICEABLE:
        return f"{first_name} felt as before"
    much = "a good deal" if abs(change) >= MUCH else "a little"
    return f"{first_name} {'warmed' if change > 0 else 'cooled'} {much}"


def verdict(comparison: Comparison, first_name: str) -> str:
    """One plain sentence on what the second time changed."""
    gone, come = _flag_change(comparison)
    warmer = comparison.warmer_by
    better = [change for change in comparison.checks if change.better]
    worse = [change for change in comparison.checks if change.worse]
    if come:
        return "This way round there is something new that they may mind. See below, and try once more."
    if gone and warmer > NOTICEABLE:
        return f"Better: the flag is gone, and {first_name} takes it more kindly."
    if gone:
        return "Better: the flag is gone."
    if comparison.after.flags:
        return "It is still flagged. Look at what the words ask for, and try once more."
    if better and not worse:
        return f"Better: {_listed(better)}."
    if warmer > NOTICEABLE:
        return f"Better: {first_name} takes it more kindly."
    if worse or warmer < -NOTICEABLE:
        return f"Your first way was better here: {_listed(worse) if worse else f'{first_name} warms to it less'}."
    return "Other words, and much the same effect. Compare the two answers."


def _flag_change(comparison: Comparison) -> tuple[bool, bool]:
    before = {one.flag.kind for one in comparison.before.flags}
    after = {one.flag.kind for one in comparison.after.flags}
    return bool(before) and not after, bool(after - before)


def _listed(changes: list[CheckChange]) -> str:
    return "; ".join(change.after.why.rstrip(".").replace("You ", "you ", 1) for change in changes[:2])
