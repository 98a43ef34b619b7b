"""Which of the person's answers fits a question, how deep it goes, and what has not been said yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.core.common_questions import phrasings_for
from simulator.core.questions import FILLERS, content_words, stem
from simulator.domain import Depth, FollowUpKind, Persona, SessionState, Topic
from simulator.language import sentences, words

LEAST_SCORE = 0.33
"""Below this no topic fits and the person says so. Chosen on the personas' own questions, each held out in turn."""
SURE_SCORE = 0.52
"""From here on a question is about its topic even when it sounds like a follow-up to another."""
FACT_SCORE = 0.62
"""From here on a question asks what the public facts say."""
WORD_WEIGHT, CHARACTER_WEIGHT, ANSWER_WEIGHT = 0.55, 0.45, 0.35

NO_SHARED_MEANING = 0.5
"""How much a likeness counts that lies in small words only ("what do you think of …")."""

GUARDED_BELOW = 0.6
"""Rapport a wholly closed person wants before more than a careful line; an open one wants a share of it."""
STORY_FROM = 0.55
"""Rapport a wholly open person wants before a story; a closed one wants up to 0.3 more."""
SPECIFIC_EARNS, FOLLOW_UP_EARNS = 0.15, 0.10


@dataclass(frozen=True, slots=True)
class Match:
    """How well a topic (or a public fact) fits a question; 1 is word for word."""

    topic: str | None
    fact: int | None
    score: float


class Knowledge:
    """What a person can speak about, searchable: similarity over example questions and answers, by words and letters.

    Letters (3 to 5 at a time, within words) forgive what a recogniser mishears; words carry the meaning.
    """

    def __init__(self, persona: Persona) -> None:
        # scikit-learn takes a second to import; nothing needs it before the first question
        from sklearn.feature_extraction.text import TfidfVectorizer

        ids = frozenset(topic.id for topic in persona.topics)
        asked = [
            (topic.id, None, question)
            for topic in persona.topics
            for question in (topic.title, *topic.questions, *phrasings_for(topic.id, ids))
        ]
        known = [
            (None, number, question) for number, fact in enumerate(persona.public_facts) for question in fact.questions
        ]
        told = [(topic.id, None, text) for topic in persona.topics for text in pieces_of(topic)]
        self._asked = [*asked, *known]
        self._told = told
        self._meaning: dict[tuple[str | None, int | None], set[str]] = {}
        for topic_id, number, text in (*self._asked, *told):
            self._meaning.setdefault((topic_id, number), set()).update(content_words(text))
        questions = [_searchable(text) for _, _, text in self._asked]
        answers = [_searchable(text) for _, _, text in told]
        self._by_word = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", lowercase=False
        ).fit([*questions, *answers])
        self._by_letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=False, min_df=1
        ).fit(questions)
        self._question_words = self._by_word.transform(questions)
        self._question_letters = self._by_letters.transform(questions)
        self._answer_words = self._by_word.transform(answers)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Topics and facts that fit the text, best first. A long turn counts by its best-fitting sentence."""
        queries = [_searchable(span.of(text)) for span in sentences(text)] or [""]
        if len(queries) > 1:
            queries.append(_searchable(text))
        queries = [query for query in queries if query]
        if not queries:
            return ()
        by_word, by_letters = self._by_word.transform(queries), self._by_letters.transform(queries)
        question_scores = WORD_WEIGHT * _cosines(by_word, self._question_words) + CHARACTER_WEIGHT * _cosines(
            by_letters, self._question_letters
        )
        answer_scores = ANSWER_WEIGHT * _cosines(by_word, self._answer_words)
        best: dict[tuple[str | None, int | None], float] = {}
        for (topic, fact, _), score in zip(self._asked, question_scores.max(axis=0), strict=True):
            best[topic, fact] = max(best.get((topic, fact), 0.0), float(score))
        from_answers: dict[str | None, float] = {}
        for (topic, _, _), score in zip(self._told, answer_scores.max(axis=0), strict=True):
            from_answers[topic] = max(from_answers.get(topic, 0.0), float(score))
        wanted = content_words(text)
        found: list[Match] = []
        for (topic, fact), score in best.items():
            full = score + from_answers.get(topic, 0.0) if fact is None else score
            strange = bool(wanted) and not wanted & self._meaning[topic, fact]
            found.append(Match(topic, fact, min(1.0, full * (NO_SHARED_MEANING if strange else 1.0))))
        return tuple(sorted(found, key=lambda match: (-match.score, match.topic or "", match.fact or 0)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a topic that has not been said yet."""

    key: str
    text: str
    depth: Depth


def pieces_of(topic: Topic) -> list[str]:
    """Every text of a topic the person may say."""
    texts = [topic.guarded, topic.answer, topic.story, *(follow_up.text for follow_up in topic.follow_ups)]
    return [text for text in texts if text]


def earned(rapport: float, *, specific: bool, follow_up: bool) -> float:
    """What the question has earned on top of the rapport there is."""
    return rapport + SPECIFIC_EARNS * specific + FOLLOW_UP_EARNS * follow_up


def first_piece(topic: Topic, state: SessionState, persona: Persona, *, specific: bool) -> Piece | None:
    """What the person says when the topic comes up: a careful line or the open answer, by what was earned."""
    trust = earned(state.rapport, specific=specific, follow_up=False)
    if topic.guarded and trust < GUARDED_BELOW * (1 - persona.temperament.openness):
        piece = Piece(_key(topic, "guarded"), topic.guarded, Depth.GUARDED)
        if piece.key not in state.said and _key(topic, "open") not in state.said:
            return piece
    return _unsaid([Piece(_key(topic, "open"), topic.answer, Depth.OPEN)], state)


def next_piece(
    topic: Topic, state: SessionState, persona: Persona, *, kind: FollowUpKind | None, specific: bool
) -> Piece | None:
    """What the person adds when asked further, or None when there is nothing left.

    Asking further opens up a careful person; a story is told only when rapport and the question have earned it; else
    what fits the kind of follow-up comes first.
    """
    answer = Piece(_key(topic, "open"), topic.answer, Depth.OPEN)
    added = [
        (one.kind, Piece(_key(topic, f"follow_up/{number}"), one.text, Depth.FOLLOW_UP))
        for number, one in enumerate(topic.follow_ups)
    ]
    fitting = [piece for one, piece in added if one is kind]
    story: list[Piece] = []
    if topic.story and earned(state.rapport, specific=specific, follow_up=True) >= STORY_FROM + 0.3 * (
        1 - persona.temperament.openness
    ):
        story = [Piece(_key(topic, "story"), topic.story, Depth.STORY)]
    others = [piece for one, piece in added if one is not kind]
    wants_a_story = kind in (None, FollowUpKind.MORE, FollowUpKind.EXAMPLE)
    order = [answer, *story, *fitting, *others] if wants_a_story else [answer, *fitting, *story, *others]
    return _unsaid(order, state)


def _unsaid(pieces: Sequence[Piece], state: SessionState) -> Piece | None:
    return next((piece for piece in pieces if piece.key not in state.said), None)


def _key(topic: Topic, part: str) -> str:
    return f"topic:{topic.id}/{part}"


def _searchable(text: str) -> str:
    """Stems of the words, fillers left out."""
    return " ".join(stem(word) for word in words(text) if word not in FILLERS)


def _cosines(queries: Any, documents: Any) -> Any:  # noqa: ANN401 - scipy sparse matrices have no useful types
    """Cosine similarity of rows that already have unit length; shape (queries, documents)."""
    return (queries @ documents.T).toarray()
