"""Is it a good moment to ask for the talk? Your week, what you have read, what for, and your questions. It never blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.notes import NoteCheck
from simulator.core.question_plan import ENOUGH_QUESTIONS, PlanReview

ENOUGH_READ = 2
"""Pieces read beforehand; fewer give too little to ask about (ours; 39 guides ask for homework without a number)."""
MOST_OPEN_POINTS = 2
"""With more than this left to do, it is better to wait."""


class Week(StrEnum):
    """How full the user's week is, by their own account."""

    FREE = "free"
    BUSY = "busy"
    FULL = "full"


class Readiness(StrEnum):
    READY = "ready"
    NEARLY = "nearly"
    BETTER_WAIT = "better_wait"


@dataclass(frozen=True, slots=True)
class Reason:
    """One point: met, not met, or None where it is not known."""

    id: str
    title: str
    met: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class ReadinessReview:
    verdict: Readiness
    reasons: tuple[Reason, ...]

    @property
    def left_to_do(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.met is False)


def review_readiness(
    *, week: Week | None, read: int, to_read: int, purpose: Sequence[NoteCheck], plan: PlanReview
) -> ReadinessReview:
    """How ready somebody is. `read` of `to_read` pieces were read; `purpose` are the checks of the purpose sentence."""
    reasons = (_week(week), _research(read, to_read, plan), _purpose(purpose), _questions(plan))
    missing = [one for one in reasons if one.met is False]
    asks_for_a_job = any(one.id == "no_job_ask" and one.met is False for one in purpose)
    if week is Week.FULL or asks_for_a_job or len(missing) > MOST_OPEN_POINTS:
        return ReadinessReview(Readiness.BETTER_WAIT, reasons)
    return ReadinessReview(Readiness.NEARLY if missing else Readiness.READY, reasons)


def _week(week: Week | None) -> Reason:
    met, why = {
        None: (None, "You have not said how full your week is."),
        Week.FREE: (True, "You have time to prepare and to follow up."),
        Week.BUSY: (True, "A busy week leaves room for one talk. Keep half an hour for the thank-you note."),
        Week.FULL: (False, "In a week this full the talk and the thank-you note come off badly. Ask for a later one."),
    }[week]
    return Reason("week", "Room in your week", met, why)


def _research(read: int, to_read: int, plan: PlanReview) -> Reason:
    specific = sum(one.specific for one in plan.questions)
    wanted = min(ENOUGH_READ, to_read)
    used = f" {specific} of your questions use{'s' if specific == 1 else ''} it." if specific else ""
    if read >= wanted or specific >= ENOUGH_READ:
        return Reason("research", "Reading done", True, f"You have read {read} of {to_read} pieces.{used}")
    why = f"You have read {read} of {to_read} pieces; read {wanted} at least, so that your questions can be about them.{used}"
    return Reason("research", "Reading done", False, why)


def _purpose(purpose: Sequence[NoteCheck]) -> Reason:
    title = "A purpose in one sentence"
    amiss = next((one for one in reversed(purpose) if one.met is False), None)
    if amiss is not None:
        return Reason("purpose", title, False, amiss.why)
    if not purpose or any(one.met is None for one in purpose):
        return Reason("purpose", title, False, "You have not written down yet what you want to learn.")
    return Reason("purpose", title, True, "You know what you want to learn.")


def _questions(plan: PlanReview) -> Reason:
    title = f"At least {ENOUGH_QUESTIONS} questions"
    count = len(plan.questions)
    if not plan.enough:
        return Reason("questions", title, False, f"You have {count} so far.")
    if plan.faults:
        return Reason("questions", title, False, "One of them would be minded: see what stands under it.")
    return Reason("questions", title, True, f"You have {count}, and none that they would mind.")
