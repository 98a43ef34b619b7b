"""What a talk brought to light: what the person told, in their own words, and the best of what nobody asked for well.

A hint at what was missed names the subject as the person would name it when asked what one means. What lies behind it
stays untold: it is there for the next talk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from simulator.core.facts import Evidence, Facts, evidence
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.core.replies import earned, story_needs
from simulator.core.thanks import distinctive_words
from simulator.core.word_forms import content_words
from simulator.domain import Depth, Persona, ReplyKind, Role, Topic, Turn
from simulator.language import Span, sentences, words

MOST_MISSED = 3
MOST_NEVER_ASKED = 2
"""Of what was never asked about there is always plenty; it says less than what was touched and left."""
MOST_QUOTED_WORDS = 30

_TOPIC = "topic:"
_DEEPER = {Depth.GUARDED: 0, Depth.OPEN: 1, Depth.FOLLOW_UP: 2, Depth.STORY: 3}


@dataclass(frozen=True, slots=True)
class Told:
    """One passage that the person told, and its key sentence as it was said."""

    depth: Depth
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LearnedTopic:
    """What was told on one topic, in the order of the talk; `told` is never empty."""

    id: str
    title: str
    told: tuple[Told, ...]

    @property
    def depth(self) -> Depth:
        """The deepest of it."""
        return max((one.depth for one in self.told), key=_DEEPER.__getitem__)


class MissedBecause(StrEnum):
    """Why something that could be told was not."""

    KEPT_BACK = "kept_back"  # they were asked, and gave a careful line only
    NOT_ASKED_ON = "not_asked_on"  # they answered, and nobody asked further
    NOT_YET_EARNED = "not_yet_earned"  # somebody did, but they were not ready to tell it
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True, slots=True)
class Missed:
    """A story that stayed untold. `about` is the person's own name for its subject; `turn` is the user's that came nearest."""

    topic: str
    about: str
    because: MissedBecause
    turn: int | None
    text: str
    next_time: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What was told, topic by topic, and what was missed, the nearest miss first."""

    topics: tuple[LearnedTopic, ...]
    missed: tuple[Missed, ...]

    @property
    def stories(self) -> int:
        """How many stories were told."""
        return sum(one.depth is Depth.STORY for topic in self.topics for one in topic.told)

    @property
    def passages(self) -> int:
        """How many passages were told in all."""
        return sum(len(topic.told) for topic in self.topics)


def learned_in(facts: Facts) -> Learned | None:
    """What was learned in a talk; None with a real person, whose other answers nobody knows.

    Nothing is called missed in a talk in which too little was asked to judge.
    """
    if facts.known.real:
        return None
    told: dict[str, list[Told]] = {}
    for turn in facts.persona_turns:
        for topic, passage in _passages(turn):
            told.setdefault(topic, []).append(_told(facts.persona, turn, topic, passage))
    titles = {topic.id: topic.title for topic in facts.persona.topics}
    topics = tuple(LearnedTopic(topic, titles[topic], tuple(one)) for topic, one in told.items() if topic in titles)
    return Learned(topics, tuple(_missed(facts)) if facts.enough_questions else ())


# ── told ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _passages(turn: Turn) -> Iterable[tuple[str, str]]:
    """The passages of topics that went into a turn, as the topic and the part of it."""
    for key in turn.reply.said if turn.reply else ():
        if key.startswith(_TOPIC):
            topic, _, part = key.removeprefix(_TOPIC).partition("/")
            yield topic, part


def _told(persona: Persona, turn: Turn, topic_id: str, part: str) -> Told:
    depth = Depth(part.partition("/")[0])
    written = _written(next((one for one in persona.topics if one.id == topic_id), None), part)
    start = turn.text.find(written) if written else -1
    within = Span(start, start + len(written)) if start >= 0 else Span(0, len(turn.text))
    return Told(depth, evidence(turn, key_sentence(turn.text, within)))


def _written(topic: Topic | None, part: str) -> str:
    """The passage as it stands in the person's file; what was worded anew is not found in the turn by it."""
    if topic is None:
        return ""
    if part.startswith("follow_up/"):
        number = int(part.removeprefix("follow_up/"))
        return topic.follow_ups[number].text if number < len(topic.follow_ups) else ""
    return {"open": topic.answer, "guarded": topic.guarded, "story": topic.story}.get(part) or ""


def key_sentence(text: str, within: Span) -> Span:
    """The sentence of a passage with most in it that only this person could have said, thirty words at most."""
    inside = [one for one in sentences(text) if one.start < within.end and one.end > within.start]
    clipped = [Span(max(one.start, within.start), min(one.end, within.end)) for one in inside]
    short = [one for one in clipped if len(words(one.of(text))) <= MOST_QUOTED_WORDS] or clipped
    return max(short, key=lambda one: len(distinctive_words(one.of(text))), default=within)


# ── missed ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _missed(facts: Facts) -> list[Missed]:
    """The nearest misses: touched and kept back, touched and left, asked for too early, never asked about."""
    touched: list[Missed] = []
    never: list[Topic] = []
    for topic in facts.persona.topics:
        if topic.story is None or f"{_TOPIC}{topic.id}/story" in facts.state.said:
            continue
        replies = [turn for turn in facts.persona_turns if _is_about(turn, topic)]
        if replies:
            touched.append(_touched(facts, topic, replies))
        elif topic.id not in facts.state.asked:
            never.append(topic)
    order = list(MissedBecause)
    touched.sort(key=lambda one: (order.index(one.because), one.turn or 0))
    of_their_own = [
        topic for topic in never if topic.id not in COMMON_SUBJECTS and _was_to_be_read(topic, facts.persona)
    ]
    found = touched[: MOST_MISSED - min(1, len(of_their_own))]
    asked_never = [_never_asked(facts, topic) for topic in of_their_own[:MOST_NEVER_ASKED]]
    return [*found, *asked_never][:MOST_MISSED]


def _is_about(turn: Turn, topic: Topic) -> bool:
    reply = turn.reply
    return reply is not None and reply.topic == topic.id and reply.kind in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP)


def _touched(facts: Facts, topic: Topic, replies: list[Turn]) -> Missed:
    name, about = facts.persona.first_name, topic.about or topic.title
    last = replies[-1]
    asked_in = last.index - 1 if last.index and facts.state.turns[last.index - 1].role is Role.USER else None
    if all(turn.reply is not None and turn.reply.depth is Depth.GUARDED for turn in replies):
        because, text = (
            MissedBecause.KEPT_BACK,
            f"On “{about}”, {name} gave you a careful line and kept the story back.",
        )
        advice = "Warm up first, with something you have read; then ask again what it was like."
    elif len(replies) == 1:
        because, text = (
            MissedBecause.NOT_ASKED_ON,
            f"{name} has a story about “{about}”; nobody asked what happened next.",
        )
        advice = "Stay one question longer: “What happened then?”"
    elif earned(facts.state.rapport, specific=True, follow_up=True) < story_needs(facts.state.temperament.openness):
        because, text = (
            MissedBecause.NOT_YET_EARNED,
            f"{name} has a story about “{about}”, for somebody they have warmed to.",
        )
        advice = "Follow up, and use what you have read: that is what they warm to."
    else:
        because, text = (
            MissedBecause.NOT_ASKED_ON,
            f"You asked on about “{about}”; one more question, and {name} would have told a story.",
        )
        advice = "Pick up a word of theirs, and ask for the moment itself."
    return Missed(topic.id, about, because, asked_in, text, advice)


def _never_asked(facts: Facts, topic: Topic) -> Missed:
    about = topic.about or topic.title
    return Missed(
        topic.id,
        about,
        MissedBecause.NEVER_ASKED,
        None,
        f"{facts.persona.first_name} has a story about “{about}”; what there was to read pointed to it, and the talk never came there.",
        "Put something you have read into a question.",
    )


def _was_to_be_read(topic: Topic, persona: Persona) -> bool:
    """Whether the public pages touch on the topic, so that a prepared user could have asked."""
    subject = content_words(topic.about or topic.title)
    if not subject:
        return False
    pages = (fact.text for fact in persona.public_facts), (piece.title for piece in persona.research)
    return any(len(subject & content_words(text)) >= min(2, len(subject)) for page in pages for text in page)


# ── as JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────


def learned_json(learned: Learned, evidence_json: Callable[[Evidence], dict[str, Any]]) -> dict[str, Any]:
    """What was learned as plain values, in the schema of `docs/report.md`."""
    return {
        "stories": learned.stories,
        "topics": [
            {
                "topic": topic.id,
                "title": topic.title,
                "depth": topic.depth.value,
                "told": [{"depth": one.depth.value, "evidence": [evidence_json(one.evidence)]} for one in topic.told],
            }
            for topic in learned.topics
        ],
        "missed": [
            {
                "topic": one.topic,
                "about": one.about,
                "because": one.because.value,
                "turn": one.turn,
                "text": one.text,
                "next_time": one.next_time,
            }
            for one in learned.missed
        ],
    }
