"""The rubric in words: when each check is met, with the very thresholds that `checks.py` applies."""

from __future__ import annotations

from simulator.core.checks import (
    EARLY_SHARE,
    FOLLOW_UP_SHARE,
    LAST_TURNS,
    LONGEST_TURN_S,
    MOST_USER_SHARE,
    OPEN_SHARE,
    SECONDS_A_TOPIC,
    SPECIFIC_SHARE,
    STACKED_SHARE,
)
from simulator.core.delivery import COMFORTABLE_WPM
from simulator.core.facts import ENOUGH_QUESTIONS, ENOUGH_WORDS, OVERRUN_GRACE_S
from simulator.core.report import CAP_OVERRUN_SHARE, CAP_SCORE, LEAST_RATED_WEIGHT
from simulator.core.rubric import Check
from simulator.core.voice_measures import LEAST_SPEECH_S

_MET_WHEN: dict[str, str] = {
    "uses_research": "a turn uses something one could have read about them",
    "nothing_the_card_says": "no question asks for what is public about them",
    "no_job_ask": "no flag for asking for a job, openly or between the lines",
    "not_direct": "no flag for asking openly",
    "took_the_hint": "after the first time there is no second; not rated without a first",
    "purpose": f"you say in your first three turns, or in the first {EARLY_SHARE:.0%} of the time, that you came to learn",
    "no_selling": "no flag for a sales talk or a pushed résumé",
    "open": f"{OPEN_SHARE:.0%} of your questions or more are open",
    "one_at_a_time": f"at most {STACKED_SHARE:.0%} of them ask several things at once",
    "range": f"one topic for each {SECONDS_A_TOPIC / 60:g} minutes was covered, three to five in all",
    "specific": f"{SPECIFIC_SHARE:.0%} of your questions, one at least, are about them in particular",
    "follows_up": f"{FOLLOW_UP_SHARE:.0%} of your questions, one at least, take up an answer",
    "they_speak_most": f"you have at most {MOST_USER_SHARE:.0%} of the talking time",
    "no_monologue": f"none of your turns is longer than {LONGEST_TURN_S:g} seconds",
    "warm_start": "a greeting, thanks or a friendly remark in your first two turns",
    "asks_for_names": "you ask who else to talk to",
    "keeps_the_door_open": "you ask to keep in touch, or offer something back",
    "not_too_personal": "no flag for a question too personal",
    "within_time": f"no new question after the end, and over within {OVERRUN_GRACE_S:g} seconds of it",
    "signals_the_end": "you move to end the talk before they say that time is up",
    "minds_the_time": "you speak of the time, or begin to close",
    "stays_only_if_invited": "they had offered more time; not rated if you never went past the time agreed",
    "thanks": f"thanks in your last {LAST_TURNS} turns",
    "specific_thanks": "thanks that name something they said",
    "says_goodbye": "you closed the talk",
    "pace": f"{COMFORTABLE_WPM[0]:.0f} to {COMFORTABLE_WPM[1]:.0f} words a minute, over {LEAST_SPEECH_S:g} seconds of speech",
}

ENOUGH_SENTENCES = (
    f"Praise waits until you have said {ENOUGH_WORDS} words in three turns; a fault counts from the first word.",
    f"What you left out is judged from {ENOUGH_QUESTIONS} questions on.",
    f"There is an overall score when at least {LEAST_RATED_WEIGHT:.0%} of the whole could be rated.",
)
CAP_SENTENCES = (
    f"Asking openly for a job, or running over by more than {CAP_OVERRUN_SHARE:.0%} of the time agreed, holds the overall score "
    f"at {CAP_SCORE}: the guides call these two absolute.",
)


def met_when(check: Check) -> str:
    """When the check is met, as the end of a sentence. Raises `KeyError` for a check that nobody has put into words."""
    return _MET_WHEN[check.id]
