"""Which of the person's topics (or public facts) a question is about.

Three views of the question, put together by a few weights: what newcomers' questions are usually about (a model of some
fifty subjects, the same for everybody), how near it comes to this person's own example questions (by words, by letters, by
meaning), and how near to what they have to tell. The weights were fitted on questions left out of the examples
(`benchmarks/relevance.py --fit`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from simulator.core.question_forms import asked_parts
from simulator.core.word_forms import FILLERS, content_words, stem
from simulator.domain import Persona, Topic
from simulator.language import words
from simulator.ports import ELSEWHERE, SubjectGuesser

LEAST_SCORE = 0.30
"""Below this probability the person does not know what is asked and says so."""
SURE_SCORE = 0.70
"""From here on a question is about its topic even when it sounds like a follow-up to another."""
OWN_LIKENESS = 0.75
"""A question this close to one of the person's own example questions is one they are ready to answer."""
FACT_LIKENESS = 0.60
"""From here on a question asks what the public facts say."""
WORD_SHARE, LETTER_SHARE = 0.55, 0.45
"""Likeness to an example question: so much by words, so much by letters; 1 is word for word."""

LEAST_PROBABILITY = 1e-3
NEARLY_WORD_FOR_WORD = 0.6
"""From this likeness on an example question speaks for its topic beyond what it means."""
RARELY_ASKED, SELDOM_ASKED = 2, 9
"""A word of a title names its topic if so few questions on others hold it; up to the second figure it half does."""
MOST_NAMED = 1.5
_NAMES_NOTHING = content_words(
    "year years project time day days first new work worked people story find found open come came go going get getting one two "
    "person page start started made paid pay never even talk behind job leave leaving through carry night again together "
    "manager office new bad side speak word bring even site director putting raise decide decided clear seat load take family rule"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each view counts, in log-odds."""

    subject: float = 1.17  # times the logarithm of the subject's probability
    likeness: float = 0.7
    meaning: float = 1.94
    told: float = 2.77
    told_meaning: float = 3.32
    strange: float = -0.18  # no word of the question stands anywhere in the topic
    own: float = 2.65  # a topic only this person has: no subject speaks for it
    nothing: float = 0.3  # what speaks for none of the topics
    elsewhere: float = 0.91  # times the logarithm of the probability that it has nothing to do with their work

    # not fitted, for no question that was left out is like it: a question that stands in the file nearly word for word
    word_for_word: float = 8.0
    named: float = 4.0  # and one that names what stands in the title of a topic of this person alone


FITTED = Weights()

STANDS_FOR: dict[str, tuple[str, ...]] = {
    "work-life": ("hours",),
    "typical-day": ("typical-week",),
    "trends": ("future", "challenges"),
    "future": ("trends", "outlook"),
    "outlook": ("future", "trends"),
    "stress": ("drawbacks", "work-life"),
    "proud-project": ("success", "rewards"),
    "travel": ("remote", "typical-day"),
    "remote": ("travel", "typical-day"),
    "progression": ("entry-routes", "path"),
    "staying": ("rewards",),
    "fit": ("skills",),
    "trying-it-out": ("entry-routes", "advice-students"),
    "first-months": ("first-job", "entry-routes"),
    "organisation": ("culture",),
    "conflict": ("leading", "team"),
    "surprise": ("misconceptions",),
    "learning": ("reading", "education"),
    "networking": ("associations", "mentors"),
    "branches": ("related-careers",),
    "clients": ("team", "typical-day"),
    "own-plans": ("staying", "future"),
    "ethics": ("hard-decision",),
    "failure": ("hindsight",),
    "hindsight": ("failure", "advice-students"),
}
"""Where a person lacks the subject on the left, the first of these that they have answers for it."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a topic or a public fact fits.

    `score` is the probability that the topic is meant (of a fact: its likeness); `likeness` says how close the question
    comes to an example question of it, 1 word for word.
    """

    topic: str | None
    fact: int | None
    score: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Views:
    """The views of one question, an array each over the topics (`subject` as logarithms of probabilities)."""

    subject: Any
    likeness: Any
    meaning: Any
    told: Any
    told_meaning: Any
    strange: Any
    named: Any
    elsewhere: float  # a logarithm too


class Knowledge:
    """What a person can speak about, searchable."""

    def __init__(self, persona: Persona, subjects: SubjectGuesser, *, weights: Weights = FITTED) -> None:
        # scikit-learn takes a second to import; nothing needs it before the first question
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.weights = weights
        self._subjects = subjects
        self._topics = tuple(topic.id for topic in persona.topics)
        self._own = [topic.id not in subjects.subjects for topic in persona.topics]
        self._columns = [_columns(topic.id, frozenset(self._topics), subjects.subjects) for topic in persona.topics]
        asked = [
            (number, question)
            for number, topic in enumerate(persona.topics)
            for question in (topic.title, *topic.questions)
        ]
        known = [(number, one) for number, fact in enumerate(persona.public_facts) for one in fact.questions]
        told = [(number, text) for number, topic in enumerate(persona.topics) for text in pieces_of(topic)]
        self._asked, self._known = asked, known
        self._asked_of, self._told_of = (np.array([number for number, _ in rows], dtype=int) for rows in (asked, told))
        self._meaning = [
            set().union(*(content_words(text) for text in (topic.title, *topic.questions, *pieces_of(topic))))
            for topic in persona.topics
        ]
        self._names = [
            _names_of(topic, persona) if own else {} for topic, own in zip(persona.topics, self._own, strict=True)
        ]
        questions = [_searchable(text) for _, text in (*asked, *known)]
        answers = [_searchable(text) for _, text in told]
        self._by_word = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", lowercase=False
        ).fit([*questions, *answers])
        self._by_letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=False)
        self._by_letters.fit(questions)
        # turned over once, so that each question is one product
        self._question_words = self._by_word.transform(questions).T.tocsr()
        self._question_letters = self._by_letters.transform(questions).T.tocsr()
        self._answer_words = self._by_word.transform(answers).T.tocsr()
        self._question_vectors = subjects.embed([text for _, text in asked])
        self._fact_vectors = subjects.embed([text for _, text in known])
        self._answer_vectors = subjects.embed([text for _, text in told])

    def matches(self, text: str) -> tuple[Match, ...]:
        """Topics and facts that fit the text, each kind best first."""
        if not words(text):
            return ()
        views, facts = self.views(text)
        chances = self.chances(views)
        topics = [
            Match(topic, None, float(chance), float(likeness))
            for topic, chance, likeness in zip(self._topics, chances, views.likeness, strict=True)
        ]
        public = [Match(None, number, likeness, likeness) for number, likeness in facts.items()]
        return tuple(sorted([*topics, *public], key=lambda match: (-match.score, match.topic or "", match.fact or 0)))

    def chances(self, views: Views) -> Any:  # noqa: ANN401 - a numpy array
        """The probability of each topic; what is missing to 1 is the chance that none of them is meant."""
        import numpy as np

        by = self.weights
        scores = (
            by.subject * views.subject
            + by.likeness * views.likeness
            + by.meaning * views.meaning
            + by.told * views.told
            + by.told_meaning * views.told_meaning
            + by.strange * views.strange
            + by.own * np.array(self._own)
            + by.named * views.named
            + by.word_for_word * np.maximum(0.0, views.likeness - NEARLY_WORD_FOR_WORD) / (1.0 - NEARLY_WORD_FOR_WORD)
        )
        nothing = by.nothing + by.elsewhere * views.elsewhere
        top = max(float(scores.max()), nothing)
        raised = np.exp(scores - top)
        return raised / (raised.sum() + np.exp(nothing - top))

    def views(self, text: str) -> tuple[Views, dict[int, float]]:
        """The views of a question on every topic, and its likeness to the questions each public fact makes needless."""
        import numpy as np

        parts = [part for part in _parts(text) if words(part)]
        queries = [_searchable(part) for part in parts]
        by_word, by_letters = self._by_word.transform(queries), self._by_letters.transform(queries)
        likeness = (
            WORD_SHARE * _cosines(by_word, self._question_words)
            + LETTER_SHARE * _cosines(by_letters, self._question_letters)
        ).max(axis=0)
        vectors = self._subjects.embed(parts)
        meaning = (vectors @ self._question_vectors.T).max(axis=0)
        told = _cosines(by_word, self._answer_words).max(axis=0)
        told_meaning = (vectors @ self._answer_vectors.T).max(axis=0)
        guessed = np.asarray(self._subjects.probabilities(parts)).mean(axis=0)
        count = len(self._topics)
        wanted = content_words(text)
        subject = np.array(
            [
                log(max(LEAST_PROBABILITY, sum(guessed[column] for column in columns)))
                if columns
                else log(LEAST_PROBABILITY)
                for columns in self._columns
            ]
        )
        facts: dict[int, float] = {}
        if self._known:
            same_words = likeness[len(self._asked) :]
            alike = np.maximum(same_words, (same_words + (vectors @ self._fact_vectors.T).max(axis=0)) / 2)
            for (number, _), value in zip(self._known, alike, strict=True):
                facts[number] = max(facts.get(number, 0.0), float(value))
        views = Views(
            subject=subject,
            likeness=_best(self._asked_of, likeness[: len(self._asked)], count),
            meaning=_best(self._asked_of, meaning, count),
            told=_best(self._told_of, told, count),
            told_meaning=_best(self._told_of, told_meaning, count),
            strange=np.array([bool(wanted) and not wanted & meant for meant in self._meaning], dtype=float),
            named=np.array(
                [min(MOST_NAMED, sum(names[word] for word in wanted & names.keys())) for names in self._names]
            ),
            elsewhere=log(max(LEAST_PROBABILITY, float(guessed[self._subjects.subjects.index(ELSEWHERE)]))),
        )
        return views, facts


def pieces_of(topic: Topic) -> list[str]:
    """Every text of a topic the person may say."""
    texts = [topic.guarded, topic.answer, topic.story, *(follow_up.text for follow_up in topic.follow_ups)]
    return [text for text in texts if text]


def _parts(text: str) -> list[str]:
    """The whole turn, and each thing that is asked in it where it says more than that."""
    asked = asked_parts(text)
    return [text, *(part for part in asked if part != text)]


def _names_of(topic: Topic, persona: Persona) -> dict[str, float]:
    """The words in a topic's title that name it among the person's topics, each with how much it says: "viaduct", "tape"."""
    others = [other for other in persona.topics if other.id != topic.id]
    taken = {word for other in others for word in _title_words(other)}
    asked = Counter(word for other in others for question in other.questions for word in content_words(question))
    return {
        word: 1.0 if asked[word] <= RARELY_ASKED else 0.5
        for word in _title_words(topic) - taken - _NAMES_NOTHING
        if asked[word] <= SELDOM_ASKED
    }


def _title_words(topic: Topic) -> frozenset[str]:
    return content_words(f"{topic.title} {topic.about or ''}")


def _columns(topic: str, known: frozenset[str], subjects: Sequence[str]) -> tuple[int, ...]:
    """The columns of the subjects a topic answers: its own, and those it stands in for."""
    stood_for = [
        lacking
        for lacking, others in STANDS_FOR.items()
        if lacking not in known and next((other for other in others if other in known), None) == topic
    ]
    return tuple(number for number, subject in enumerate(subjects) if subject == topic or subject in stood_for)


def _best(topic_of: Any, values: Any, count: int) -> Any:  # noqa: ANN401 - numpy arrays
    """The largest value of each topic, shape (count,)."""
    import numpy as np

    best = np.zeros(count)
    np.maximum.at(best, topic_of, values)
    return best


def _searchable(text: str) -> str:
    """Stems of the words, fillers left out."""
    return " ".join(stem(word) for word in words(text) if word not in FILLERS)


def _cosines(queries: Any, documents: Any) -> Any:  # noqa: ANN401 - scipy sparse matrices have no useful types
    """Cosine similarity of rows with columns, all of unit length; shape (queries, documents)."""
    return (queries @ documents).toarray()
