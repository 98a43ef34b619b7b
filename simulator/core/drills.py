"""Short exercises, one skill at a time: which there are, which five come next, and which skill a talk asks for.

How an answer is judged is in `drill_checks.py`; the prompts are in `simulator/drills/prompts.tsv`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from simulator.core.report import Report

PROMPTS_A_ROUND = 5


class Skill(StrEnum):
    LEARN = "learn"  # turn a job ask into a question one learns from
    OPEN = "open"  # open up a closed question
    ONE = "one"  # ask one thing at a time
    SPECIFIC = "specific"  # use what one has read
    FOLLOW_UP = "follow_up"  # take up an answer
    CLOSE = "close"  # end a talk in 40 seconds
    PURPOSE = "purpose"  # say in a sentence what one came for
    BACK = "back"  # answer when they ask


@dataclass(frozen=True, slots=True)
class Drill:
    """What one practises: `said_by_them` tells whose words a prompt's `said` are."""

    skill: Skill
    title: str
    task: str
    said_by_them: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """One exercise. `who` is an invented person; `setting` what one knows (a piece of reading, the time, who one is) or empty;
    `said` the sentence to put another way, or what they have just said; `example` one good answer, shown afterwards."""

    id: str
    skill: Skill
    who: str
    setting: str
    said: str
    example: str


DRILLS: Mapping[Skill, Drill] = {
    drill.skill: drill
    for drill in (
        Drill(
            Skill.LEARN,
            "Turn a job ask into a question",
            "This asks for a job. Ask something you would learn from instead.",
            said_by_them=False,
        ),
        Drill(
            Skill.OPEN,
            "Open up a closed question",
            "This can be answered with yes or no. Ask it so that they tell you something.",
            said_by_them=False,
        ),
        Drill(
            Skill.ONE,
            "One question at a time",
            "This asks several things at once. Pick one, and ask only that.",
            said_by_them=False,
        ),
        Drill(
            Skill.SPECIFIC,
            "Ask about them in particular",
            "This could be asked of anybody. Use what you have read to ask what only they can answer.",
            said_by_them=False,
        ),
        Drill(
            Skill.FOLLOW_UP,
            "Follow up on an answer",
            "They have just told you this. Ask on, about what they said.",
            said_by_them=True,
        ),
        Drill(
            Skill.CLOSE,
            "Close a talk in 40 seconds",
            "End the talk: mention the time, thank them for something in particular, and say goodbye.",
            said_by_them=True,
        ),
        Drill(
            Skill.PURPOSE,
            "Say what you came for",
            "Tell them in one sentence what you came for.",
            said_by_them=True,
        ),
        Drill(
            Skill.BACK,
            "Answer when they ask back",
            "Answer them: something true and of your own, in a few sentences, without selling yourself.",
            said_by_them=True,
        ),
    )
}

SKILL_OF_CHECK: Mapping[str, Skill] = {
    "no_job_ask": Skill.LEARN,
    "not_direct": Skill.LEARN,
    "took_the_hint": Skill.LEARN,
    "no_selling": Skill.BACK,
    "purpose": Skill.PURPOSE,
    "open": Skill.OPEN,
    "one_at_a_time": Skill.ONE,
    "specific": Skill.SPECIFIC,
    "uses_research": Skill.SPECIFIC,
    "nothing_the_card_says": Skill.SPECIFIC,
    "follows_up": Skill.FOLLOW_UP,
    "they_speak_most": Skill.FOLLOW_UP,
    "no_monologue": Skill.BACK,
    "minds_the_time": Skill.CLOSE,
    "within_time": Skill.CLOSE,
    "signals_the_end": Skill.CLOSE,
    "thanks": Skill.CLOSE,
    "specific_thanks": Skill.CLOSE,
    "says_goodbye": Skill.CLOSE,
}
"""Which exercise helps with a check that was not met. The other checks have none."""


SKILL_OF_DIMENSION = {
    "preparation": Skill.SPECIFIC,
    "learning_not_asking": Skill.LEARN,
    "questions": Skill.OPEN,
    "listening": Skill.FOLLOW_UP,
    "relationship": Skill.CLOSE,
    "their_lead_and_time": Skill.CLOSE,
    "thanks_and_close": Skill.CLOSE,
}
"""What to practise for a part of the report that has been weak over several talks."""


def weakest_skill(report: Report) -> Skill | None:
    """The skill whose unmet checks cost the talk most, weighed as the report weighs them; None where none was missed."""
    lost: dict[Skill, float] = {}
    for result in report.dimensions:
        whole = sum(one.check.weight for one in result.checks)
        for one in result.checks:
            skill = SKILL_OF_CHECK.get(one.check.id)
            if one.finding.met is False and skill is not None:
                lost[skill] = lost.get(skill, 0.0) + result.dimension.weight * one.check.weight / whole
    order = list(Skill)
    return max(lost, key=lambda skill: (lost[skill], -order.index(skill)), default=None)


def drawn(
    prompts: Iterable[Prompt], skill: Skill, *, seed: int, done: Collection[str] = (), count: int = PROMPTS_A_ROUND
) -> tuple[Prompt, ...]:
    """Prompts of a skill for one round, in a shuffled order; those that were `done` (ids) come again only when the others
    are used up. The same seed draws the same ones."""
    own = sorted((one for one in prompts if one.skill is skill), key=lambda one: one.id)
    chance = Random(f"{skill}/{seed}")
    chance.shuffle(own)
    fresh = [one for one in own if one.id not in done]
    return tuple((*fresh, *(one for one in own if one.id in done))[:count])


def done_before(ids: Iterable[str], prompts: Iterable[Prompt], skill: Skill) -> frozenset[str]:
    """The prompts of a skill that were done since all of them were; `ids` are those done so far, the oldest first."""
    own = {one.id for one in prompts if one.skill is skill}
    done: set[str] = set()
    for one in ids:
        if one in own:
            done.add(one)
            if done == own:
                done = set()
    return frozenset(done)
