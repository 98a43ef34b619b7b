"""Learning the subjects from the phrasings: multinomial logistic regression over terms and word vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from simulator.subjects.data import Phrasing
from simulator.subjects.embedding import DIMENSIONS, embed
from simulator.subjects.model import SubjectModel, term_row
from simulator.subjects.subjects import COLUMNS
from simulator.subjects.terms import is_letters, plain_words, terms

STRENGTH = 6.0
"""How little the weights are held back (scikit-learn's C); chosen by cross-validation."""
VECTOR_WEIGHT = 0.7
FEWEST_LETTERS, FEWEST_WORDS = 8, 3
"""A term must stand in so many phrasings."""


def learn_subjects(phrasings: Sequence[Phrasing], *, misheard: Callable[[str], str] | None = None) -> SubjectModel:
    """A model from phrasings, each learnt once more as `misheard` when that is given. The same input gives the same model.

    A minute for eighteen thousand phrasings and their misheard twins.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    if misheard is not None:
        phrasings = [*phrasings, *((subject, misheard(text)) for subject, text in phrasings)]
    texts = [text for _, text in phrasings]
    seen = Counter(term for text in texts for term in set(terms(text)))
    vocabulary = tuple(
        sorted(term for term, count in seen.items() if count >= (FEWEST_LETTERS if is_letters(term) else FEWEST_WORDS))
    )
    counts = np.array([seen[term] for term in vocabulary], dtype=np.float32)
    rarity = np.log((1.0 + len(texts)) / (1.0 + counts)) + 1.0
    place = {term: number for number, term in enumerate(vocabulary)}
    rows = [term_row(text, place, rarity) for text in texts]
    sizes = np.cumsum([0, *(len(places) for places, _ in rows)])
    known = csr_matrix(
        (
            np.concatenate([values for _, values in rows]),
            np.concatenate([places for places, _ in rows]),
            sizes,
        ),
        shape=(len(texts), len(vocabulary)),
    )
    vectors = embed([" ".join(plain_words(text)) for text in texts]) * VECTOR_WEIGHT
    number = {subject: place for place, subject in enumerate(COLUMNS)}
    asked = np.array([number[subject] for subject, _ in phrasings])
    fitted = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3).fit(
        hstack([known, csr_matrix(vectors)]).tocsr(), asked
    )
    weights = np.zeros((len(vocabulary) + DIMENSIONS, len(COLUMNS)), dtype=np.float32)
    offsets = np.full(len(COLUMNS), -20.0, dtype=np.float32)
    weights[:, fitted.classes_] = fitted.coef_.T
    offsets[fitted.classes_] = fitted.intercept_
    return SubjectModel(vocabulary, rarity.astype(np.float32), weights, offsets, VECTOR_WEIGHT)
