"""What a follow-up is about: the topic just told, or one from earlier that the user takes up by the person's own words."""

from __future__ import annotations

import re

from simulator.core.card import WORD_FOR_WORD
from simulator.core.matching import NEARLY_WORD_FOR_WORD, SURE_SCORE, Match
from simulator.core.moment import Moment
from simulator.core.word_forms import content_words
from simulator.domain import MoveKind, Role, Topic
from simulator.language import words

POINTING_BACK = re.compile(
    r"\b(?:that|this|those)\b(?!\s+(?:field|job|work|career|profession|industry|kind|sort|line))", re.I
)
WHICH = re.compile(r"\b(?:the|an?|any|some|one|your)\s+(?:\w+\s+)?\w+\s+that\b", re.I)
"""A "that" which only means "which" points at nothing ("the mistake that taught you most")."""
WHAT_BECAME_OF_IT = re.compile(r"\b(?:did|was|were|had)\b[^.?!]*(?<!in )(?<!into )(?<!with )\bit\W*$", re.I)
"""A question about the past that ends in "it" ("how did your boss take it?") asks on, unless it is about getting into it."""
FEW_WORDS = 9
"""A question this short with a word that points back is about what was just said, unless it is nearly a topic's own."""
MOST_TURNS_BACK = 4
"""A follow-up reaches back over this many of the person's turns."""
CALLS_BACK = re.compile(
    r"\b(?:you|you've|you'd) (?:\w+ )?(?:mentioned|said|talked about|spoke about|brought up|touched on|told me|described)\b|"
    r"\bearlier\b|\bwhat (?:do|did) you mean (?:by|when)\b|\b(?:going|coming|come|go|circle|circling|get|getting) back to\b|"
    r"\bback to what you\b",
    re.I,
)
_POINTS_AT = re.compile(r"\b(?:that|this|those|these|it|them|they|he|she|him|her|then|there)\b", re.I)
WORDS_OF_GOING_ON = content_words(
    "happen happened next after afterwards end turn turned go went feel felt feeling example instance mean exactly more hear "
    "mention mentioned back deeper elaborate expand interesting wow sorry oh hm sure moment story point part part"
)


def topic_to_follow(moment: Moment) -> Topic | None:
    """The topic a follow-up goes deeper into; None for a new question."""
    question, best = moment.question, moment.best
    last = _last_topic(moment)
    text = moment.turn.text if question.span is None else question.span.of(moment.turn.text)
    pointed = POINTING_BACK.search(WHICH.sub(" ", text)) or WHAT_BECAME_OF_IT.search(text)
    points_back = bool(pointed) and len(words(moment.turn.text)) <= FEW_WORDS
    told = moment.last_reply is not None and moment.last_reply.topic is not None
    asks_on = (question.follow_up and told) or MoveKind.FOLLOW_UP in moment.moves or points_back
    if last is None or not (question.follow_up_kind is not None or asks_on):
        return None
    if best is None or best.topic == last or _says_only_go_on(moment):
        return moment.topic(last)
    if points_back:
        return moment.topic(last) if best.likeness < WORD_FOR_WORD else None
    return moment.topic(last) if best.score < SURE_SCORE else None


def _says_only_go_on(moment: Moment) -> bool:
    """A follow-up with hardly a word of its own ("what happened then?"), or one that takes up a word just heard."""
    if moment.question.follow_up_kind is None or moment.topics[0].likeness >= NEARLY_WORD_FOR_WORD:
        return False
    own = content_words(moment.turn.text) - WORDS_OF_GOING_ON
    last = moment.state.last_persona_turn
    return not own or bool(last and own & content_words(last.text))


def _last_topic(moment: Moment) -> str | None:
    spoken = [turn for turn in moment.state.turns if turn.role is Role.PERSONA][-MOST_TURNS_BACK:]
    return next((turn.reply.topic for turn in reversed(spoken) if turn.reply and turn.reply.topic), None)


def topic_called_back(moment: Moment) -> Topic | None:
    """A topic from earlier in the talk that the user takes up by the person's own words ("you mentioned the ferry")."""
    if not CALLS_BACK.search(moment.turn.text) or _asks_something_else(moment):
        return None
    last = _last_topic(moment)
    wanted = content_words(CALLS_BACK.sub(" ", moment.turn.text)) - WORDS_OF_GOING_ON
    told: dict[str, set[str]] = {}
    asked = ""
    for turn in moment.state.turns[:-1]:
        if turn.reply is None:
            asked = turn.text  # what was asked names the topic as well as what was told
        elif turn.reply.topic is not None:
            told.setdefault(turn.reply.topic, set()).update(content_words(f"{asked} {turn.text}"))
    shared = {topic: len(wanted & said) for topic, said in told.items()}
    best = max(shared, key=lambda topic: (shared[topic], topic == last), default=None)
    if best is None or best == last or not shared[best] or shared[best] <= shared.get(last or "", 0):
        return None
    return moment.topic(best)


def _asks_something_else(moment: Moment) -> bool:
    """Whether "you told me …" only leads up to a question that stands on its own."""
    span = moment.question.span
    asked = "" if span is None else span.of(moment.turn.text)
    if not asked or asked == moment.turn.text or CALLS_BACK.search(asked) or _POINTS_AT.search(asked):
        return False
    best = first_topic(moment.knowledge.matches(asked))
    return best is not None and best.score >= SURE_SCORE


def first_topic(matches: tuple[Match, ...]) -> Match | None:
    """The best of the matches that is a topic and no public fact."""
    return next((match for match in matches if match.topic is not None), None)
