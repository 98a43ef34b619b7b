"""How deep an answer goes, and what of a topic has not been said yet."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from simulator.core.word_forms import content_words
from simulator.domain import Depth, FollowUpKind, SessionState, Topic

GUARDED_BELOW = 0.6
"""Rapport a wholly closed person wants before more than a careful line; an open one wants a share of it."""
STORY_FROM = 0.55
CLOSED_ADDS = 0.3
"""Rapport a wholly open person wants before a story, and how much more a wholly closed one."""
NAMED_BY_WORDS = 2
"""A passage that shares so many words with the question is what was asked for, before any story."""
_UNASKED = (
    FollowUpKind.MORE,
    FollowUpKind.EXAMPLE,
    FollowUpKind.WHY,
    FollowUpKind.WHAT_THEN,
    FollowUpKind.FEELING,
)
"""What is told first to somebody who asks on without saying for what."""
SPECIFIC_EARNS, FOLLOW_UP_EARNS = 0.15, 0.10


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a topic that has not been said yet."""

    key: str
    text: str
    depth: Depth


def earned(rapport: float, *, specific: bool, follow_up: bool) -> float:
    """What the question has earned on top of the rapport there is."""
    return rapport + SPECIFIC_EARNS * specific + FOLLOW_UP_EARNS * follow_up


def story_needs(openness: float) -> float:
    """What has to be earned before a person of such openness tells a story."""
    return STORY_FROM + CLOSED_ADDS * (1 - openness)


def first_piece(topic: Topic, state: SessionState, *, specific: bool) -> Piece | None:
    """What the person says when the topic comes up: a careful line or the open answer, by what was earned."""
    trust = earned(state.rapport, specific=specific, follow_up=False)
    if topic.guarded and trust < GUARDED_BELOW * (1 - state.temperament.openness):
        piece = Piece(_key(topic, "guarded"), topic.guarded, Depth.GUARDED)
        if piece.key not in state.said and _key(topic, "open") not in state.said:
            return piece
    return _unsaid([Piece(_key(topic, "open"), topic.answer, Depth.OPEN)], state)


def next_piece(
    topic: Topic, state: SessionState, *, kind: FollowUpKind | None, specific: bool, asked: Set[str] = frozenset()
) -> Piece | None:
    """What the person adds when asked further, or None when there is nothing left.

    Asking further opens up a careful person; a story is told only when rapport and the question have earned it; else
    what fits the kind of follow-up comes first, then what speaks of the words `asked` about. What they felt and what came
    of it are told last to somebody who did not ask for that.
    """
    answer = Piece(_key(topic, "open"), topic.answer, Depth.OPEN)
    added = [
        (one.kind, Piece(_key(topic, f"follow_up/{number}"), one.text, Depth.FOLLOW_UP))
        for number, one in enumerate(topic.follow_ups)
    ]
    fitting = [piece for one, piece in added if one is kind]
    story: list[Piece] = []
    trust = earned(state.rapport, specific=specific, follow_up=True)
    if topic.story and trust >= story_needs(state.temperament.openness):
        story = [Piece(_key(topic, "story"), topic.story, Depth.STORY)]
    others = sorted(
        ((one, piece) for one, piece in added if one is not kind),
        key=lambda other: (_shared(other[1], asked) < NAMED_BY_WORDS, _UNASKED.index(other[0])),
    )
    named = [piece for _, piece in others if kind is None and _shared(piece, asked) >= NAMED_BY_WORDS]
    rest = [piece for _, piece in others]
    wants_a_story = kind in (None, FollowUpKind.MORE, FollowUpKind.EXAMPLE)
    order = [answer, *named, *story, *fitting, *rest] if wants_a_story else [answer, *fitting, *story, *rest]
    return _unsaid(order, state)


def _shared(piece: Piece, asked: Set[str]) -> int:
    return len(content_words(piece.text) & asked)


def _unsaid(pieces: Sequence[Piece], state: SessionState) -> Piece | None:
    return next((piece for piece in pieces if piece.key not in state.said), None)


def _key(topic: Topic, part: str) -> str:
    return f"topic:{topic.id}/{part}"
