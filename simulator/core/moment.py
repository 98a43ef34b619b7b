"""The moment a reply is due: everything a rule may look at, worked out once, and the person's lines for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from simulator.core.clock import remaining_s
from simulator.core.matching import SURE_SCORE, Knowledge, Match
from simulator.core.mood import Mood, mood_at
from simulator.core.personas import STANDS_IN
from simulator.core.questions import Question, read_question
from simulator.core.remarks import Remark, asks_after_them, remark
from simulator.core.session import made_moves
from simulator.core.word_forms import content_words
from simulator.domain import LineKind, MoveKind, Persona, Reply, ReplyKind, Role, SessionState, Topic, Turn

RECENT_TURNS = 6
"""A line said within so many turns is not said again while there is another."""
FEW_CONTENT_WORDS = 3
"""A question with no more of its own than this and an "it" is about what its asker has just spoken of."""
_POINTS_AT = re.compile(r"\b(?:it|them|that|this)\b", re.I)


@dataclass(frozen=True)
class Moment:
    """Everything a rule may look at."""

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
        return self.knowledge.matches(self._with_what_it_points_at())

    def _with_what_it_points_at(self) -> str:
        """The turn, after the user's own words before it where it says little more than "it" and those got no answer yet
        ("I loved your essay." – "Thank you." – "What made you write it?")."""
        text = self.turn.text
        earlier = [turn for turn in self.state.turns[:-1] if turn.role is Role.USER]
        taken_politely = self.last_reply is not None and self.last_reply.kind is ReplyKind.COURTESY
        bare = _POINTS_AT.search(text) is not None and len(content_words(text)) <= FEW_CONTENT_WORDS
        return f"{earlier[-1].text} {text}" if earlier and taken_politely and bare else text

    @cached_property
    def topics(self) -> tuple[Match, ...]:
        """Topics that fit, best first."""
        return tuple(match for match in self.matches if match.topic is not None)

    @property
    def best(self) -> Match | None:
        return self.topics[0] if self.topics else None

    @cached_property
    def remark(self) -> Remark | None:
        return remark(self.turn.text)

    @cached_property
    def mood(self) -> Mood:
        return mood_at(self.state.rapport, self.state.temperament)

    @cached_property
    def question(self) -> Question:
        spoken = [turn.text for turn in self.state.turns if turn.role is Role.PERSONA]
        return read_question(
            self.turn.text,
            previous=spoken[-1] if spoken else "",
            persona=self.persona,
            earlier=tuple(spoken),
            answered=self.last_reply is None or self.last_reply.topic is not None,
        )

    @cached_property
    def asks(self) -> bool:
        """Whether the turn asks something about the person's work, by the classifier or beyond doubt by its fit."""
        if MoveKind.QUESTION in self.moves:
            return True
        if MoveKind.FOLLOW_UP in self.moves and self.question.follow_up_kind is not None:
            return True
        if self.moves & {MoveKind.GREETING, MoveKind.RAPPORT} and asks_after_them(self.turn.text):
            return False  # "how are you?" is no question about the work, however near one it comes
        return self.question.form is not None and self.best is not None and self.best.score >= SURE_SCORE

    @property
    def strong_question(self) -> bool:
        return self.asks and self.best is not None and self.best.score >= SURE_SCORE

    @property
    def remaining_s(self) -> float:
        return remaining_s(self.state.clock, self.now_s)

    @property
    def last_reply(self) -> Reply | None:
        last = self.state.last_persona_turn
        return last.reply if last else None

    def replies(self) -> list[Reply]:
        """What the person has said so far, oldest first."""
        return [turn.reply for turn in self.state.turns if turn.reply]

    def times(self, kind: ReplyKind) -> int:
        return sum(reply.kind is kind for reply in self.replies())

    def topic(self, topic_id: str) -> Topic:
        return next(topic for topic in self.persona.topics if topic.id == topic_id)

    # ── the person's lines ───────────────────────────────────────────────────────────────────────────────────────

    def has_line(self, kind: LineKind) -> bool:
        return bool(self.persona.lines.get(kind))

    def has_fresh_line(self, kind: LineKind) -> bool:
        kind = self._kind(kind)
        return any(line_key(kind, number) not in self.state.said for number in range(len(self.persona.lines[kind])))

    def line(self, kind: LineKind, *, in_order: int | None = None, **placeholders: str) -> tuple[str, str]:
        """A variant the person has not used yet, with its key; the one at `in_order` where the order matters."""
        kind = self._kind(kind)
        variants = self.persona.lines[kind]
        numbers = range(len(variants))
        if in_order is not None:
            number = min(in_order, len(variants) - 1)
        else:
            fresh = [number for number in numbers if line_key(kind, number) not in self.state.said]
            recent = {key for turn in self.state.turns[-RECENT_TURNS:] if turn.reply for key in turn.reply.said}
            stale = [number for number in numbers if line_key(kind, number) not in recent]
            number = self.rng.choice(fresh or stale or list(numbers))
        text = variants[number]
        for name, value in placeholders.items():
            text = text.replace(f"{{{name}}}", value)
        return _capitalised(text), line_key(kind, number)

    def say(
        self,
        kind: LineKind,
        as_kind: ReplyKind,
        *,
        pause_s: float = 0.6,
        in_order: int | None = None,
        minutes: str = "",
    ) -> Reply:
        text, key = self.line(kind, in_order=in_order, minutes=minutes)
        return Reply(text, as_kind, said=(key,), pause_s=pause_s)

    def led_in(self, reply: Reply, kind: LineKind) -> Reply:
        """The reply after a line that leads into it."""
        text, key = self.line(kind)
        return replace(reply, text=f"{text} {reply.text}", said=(key, *reply.said))

    def _kind(self, kind: LineKind) -> LineKind:
        return kind if self.has_line(kind) else STANDS_IN.get(kind, kind)


_BEGINS = re.compile(r"(?:^|[.?!] )[a-z]")


def _capitalised(text: str) -> str:
    """The text with a capital wherever a sentence begins: a placeholder may have put a small letter there."""
    return _BEGINS.sub(lambda found: found[0].upper(), text)


def line_key(kind: LineKind, number: int) -> str:
    return f"line:{kind}/{number}"
