"""How the model is made: scikit-learn learns one logistic regression for each kind, and where its decision lies.

The labels belong to whole lines, but a line is judged piece by piece (`segments.py`). So the pieces of a line that does
not make a move are learnt from as well, as pieces that do not make it; of a line that does, only the whole is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import FeatureUnion

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.moves.data import LabelledUtterance, fold_groups
from simulator.moves.features import BLOCKS, Passage, read_passage
from simulator.moves.model import KINDS, OUTPUTS, Floats, LinearModel
from simulator.moves.segments import candidates

INVERSE_REGULARISATION = 12.0
SEVERITY_INVERSE_REGULARISATION = 6.0
INNER_FOLDS = 3
SEED = 20

FALSE_ALARM_BUDGET = dict.fromkeys(FLAG_KINDS, 0.002) | {MoveKind.JOB_ASK: 0.014}
"""Share of innocent lines each flag may hit by mistake; what hits fewer is then chosen for the best F score."""
PRECISION_BIAS = dict.fromkeys(FLAG_KINDS, 0.8)
"""Beta of the F score: below 1 a false alarm costs more than a miss."""

LOWEST_THRESHOLD, HIGHEST_THRESHOLD = -2.0, 3.0
"""Held-out lines of a rare kind are few and may suggest an absurd threshold."""

Rows = NDArray[np.intp]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Pieces:
    """Every piece of every line as a row: which line it came from, and whether it is all of it."""

    passages: list[Passage]
    line: Rows
    whole: Truths


def as_recognised(text: str) -> str:
    """A text as a plain speech recogniser writes it: no capitals, no punctuation but apostrophes and hyphens."""
    return " ".join(re.sub(r"[^\w\s'’\-]", " ", text.lower()).split())


def make_pieces(lines: Sequence[LabelledUtterance]) -> Pieces:
    """The pieces of each line as written and as recognised: the only way in which training lines are varied.

    Features know no capitals and no punctuation, so that most pieces of the two readings are the same and count once.
    """
    passages: list[Passage] = []
    line_of: list[int] = []
    whole: list[bool] = []
    for index, line in enumerate(lines):
        pieces = [read_passage(line.text, line.context)]
        for text in (line.text, as_recognised(line.text)):
            pieces += [read_passage(span.of(text), line.context) for span in candidates(text)]
        distinct = list(dict.fromkeys(pieces))
        passages += distinct
        line_of += [index] * len(distinct)
        whole += [True] + [False] * (len(distinct) - 1)
    return Pieces(passages, np.array(line_of), np.array(whole))


def make_features() -> FeatureUnion:
    """Passages → one sparse row each; not fitted."""
    blocks = [
        (
            name,
            TfidfVectorizer(
                analyzer=block.terms, min_df=block.fewest_texts, use_idf=block.rare_weigh_more, sublinear_tf=True
            ),
        )
        for name, block in BLOCKS.items()
    ]
    return FeatureUnion(blocks, transformer_weights={name: block.weight for name, block in BLOCKS.items()})


def fit_features(pieces: Pieces) -> FeatureUnion:
    """The features whose terms are those of the whole lines."""
    return make_features().fit([p for p, whole in zip(pieces.passages, pieces.whole, strict=True) if whole])


def make_learner(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", dual=True, max_iter=1000, tol=0.5, random_state=SEED)


def train(lines: Sequence[LabelledUtterance]) -> LinearModel:
    """The model of these lines. Deterministic."""
    pieces = make_pieces(lines)
    features = fit_features(pieces)
    matrix = csr_matrix(features.transform(pieces.passages))
    everything = np.arange(len(lines))
    weights, offsets = _fit(matrix, pieces, lines, everything)
    held_out = _held_out_scores(matrix, pieces, lines)
    offsets[: len(KINDS)] -= choose_thresholds(held_out, lines)
    terms = {name: tuple(map(str, block.get_feature_names_out())) for name, block in features.transformer_list}
    rarity = np.concatenate(
        [
            block.idf_ if BLOCKS[name].rare_weigh_more else np.ones(len(terms[name]))
            for name, block in features.transformer_list
        ]
    )
    return LinearModel(terms, rarity, weights, offsets)


def labels_of(lines: Sequence[LabelledUtterance]) -> Truths:
    """A line for each utterance, a column for each kind of move."""
    return np.array([[kind in line.labels for kind in KINDS] for line in lines], dtype=bool)


def _fit(matrix: csr_matrix, pieces: Pieces, lines: Sequence[LabelledUtterance], chosen: Rows) -> tuple[Floats, Floats]:
    """Weights and offsets learnt from the chosen lines."""
    usable = np.isin(pieces.line, chosen)
    truths = labels_of(lines)[pieces.line]
    weights = np.zeros((matrix.shape[1], len(OUTPUTS)))
    offsets = np.full(len(OUTPUTS), -10.0)
    for column in range(len(KINDS)):
        wanted = usable & (pieces.whole | ~truths[:, column])
        if not truths[wanted, column].any():
            continue
        learner = make_learner(INVERSE_REGULARISATION).fit(matrix[wanted], truths[wanted, column])
        weights[:, column], offsets[column] = learner.coef_[0], learner.intercept_[0]
    weights[:, -1], offsets[-1] = _fit_severity(matrix, pieces, lines, usable)
    return weights, offsets


def best_of(scores: Floats, line: Rows) -> Floats:
    """The highest scores of the pieces of each line."""
    best = np.full((int(line.max()) + 1, *scores.shape[1:]), -np.inf)
    np.maximum.at(best, line, scores)
    return best


def _fit_severity(
    matrix: csr_matrix, pieces: Pieces, lines: Sequence[LabelledUtterance], usable: Truths
) -> tuple[Floats, float]:
    severity = [line.severity for line in lines]
    asks = np.array([one is not None for one in severity])[pieces.line] & pieces.whole & usable
    direct = np.array([one is Severity.DIRECT for one in severity])[pieces.line]
    if len(set(direct[asks].tolist())) < 2:
        return np.zeros(matrix.shape[1]), 1.0
    learner = make_learner(SEVERITY_INVERSE_REGULARISATION).fit(matrix[asks], direct[asks])
    return learner.coef_[0], float(learner.intercept_[0])


# ── where the decision lies ──────────────────────────────────────────────────────────────────────────────────────


def grouped_folds(lines: Sequence[LabelledUtterance], count: int, *, seed: int = SEED) -> list[tuple[Rows, Rows]]:
    """Training and test lines of each fold: no group on both sides, flags and other moves spread evenly."""
    strata = _strata(lines, fewest=count)
    folds = StratifiedGroupKFold(n_splits=count, shuffle=True, random_state=seed)
    return list(folds.split(np.zeros(len(lines)), strata, fold_groups(lines)))


def _strata(lines: Sequence[LabelledUtterance], *, fewest: int) -> list[str]:
    """What is spread evenly over the folds; what is too rare to spread counts as one."""
    strata = [_stratum(line) for line in lines]
    counts = Counter(strata)
    rare = counts.most_common(1)[0][0]  # joins the largest: a stratum of its own could be too small again
    return [stratum if counts[stratum] >= fewest else rare for stratum in strata]


def _stratum(line: LabelledUtterance) -> str:
    """The first of a line's moves in the order of the kinds, which is its flag where it has one."""
    if line.severity is not None:
        return f"{MoveKind.JOB_ASK}:{line.severity}"
    return next((kind.value for kind in KINDS if kind in line.labels), "none")


def _held_out_scores(matrix: csr_matrix, pieces: Pieces, lines: Sequence[LabelledUtterance]) -> Floats:
    """Scores of every line by a model that has not seen its group."""
    scores = np.zeros((len(pieces.passages), len(OUTPUTS)))
    for seen, unseen in grouped_folds(lines, INNER_FOLDS):
        weights, offsets = _fit(matrix, pieces, lines, seen)
        rows = np.flatnonzero(np.isin(pieces.line, unseen))
        scores[rows] = matrix[rows] @ weights + offsets
    return best_of(scores, pieces.line)


def choose_thresholds(scores: Floats, lines: Sequence[LabelledUtterance]) -> Floats:
    """For each kind the score from which on a move counts as made, from held-out scores."""
    truths = labels_of(lines)
    innocent = np.array([line.innocent for line in lines])
    thresholds = np.array(
        [
            max(
                _best_f_score(scores[:, column], truths[:, column], PRECISION_BIAS.get(kind, 1.0)),
                _within_budget(scores[innocent, column], FALSE_ALARM_BUDGET.get(kind)),
            )
            for column, kind in enumerate(KINDS)
        ]
    )
    clipped: Floats = np.clip(thresholds, LOWEST_THRESHOLD, HIGHEST_THRESHOLD)
    return clipped


def _best_f_score(scores: Floats, truths: Truths, beta: float) -> float:
    if not truths.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truths[order])
    flagged = np.arange(1, len(order) + 1)
    f_score = (1 + beta**2) * hits / (flagged + beta**2 * truths.sum())
    last = int(np.argmax(f_score))
    following = scores[order[min(last + 1, len(order) - 1)]]
    return float((scores[order[last]] + following) / 2)


def _within_budget(innocent_scores: Floats, budget: float | None) -> float:
    """The lowest score that no more than this share of the innocent lines reach."""
    if budget is None or not len(innocent_scores):
        return -np.inf
    allowed = int(budget * len(innocent_scores))
    return float(np.sort(innocent_scores)[::-1][min(allowed, len(innocent_scores) - 1)]) + 1e-6
