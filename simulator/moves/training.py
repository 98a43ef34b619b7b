"""How the model is made: scikit-learn learns one logistic regression for each kind, then looks twice at job asks.

The labels belong to whole lines, but a line is judged piece by piece (`segments.py`). So the pieces of a line that does
not make a move are learnt from as well, as pieces that do not make it; of a line that does, only the whole is sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import FeatureUnion

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.moves.data import LabelledUtterance, fold_groups
from simulator.moves.features import BLOCKS
from simulator.moves.model import (
    ASK_DIRECT,
    ASK_VEILED,
    INNOCENT,
    JOB_ASK_COLUMN,
    KINDS,
    OUTPUTS,
    RIVALS,
    SEVERITY,
    Floats,
    MovesModel,
    SecondLook,
    final_scores,
    products,
)
from simulator.moves.pieces import Pieces, Rows, Truths, make_pieces
from simulator.moves.readings import TOLD, told_lines
from simulator.moves.thresholds import calibrate

INVERSE_REGULARISATION = 12.0
SEVERITY_INVERSE_REGULARISATION = 6.0
SECOND_LOOK_INVERSE_REGULARISATION = 0.1
INNER_FOLDS = 2
SEED = 20
FITS_AT_ONCE = 2
"""Processes, not threads: liblinear has one source of chance for a whole process, and two fits would disturb each other's."""


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


def features_of(pieces: Pieces) -> tuple[FeatureUnion, csr_matrix]:
    """The fitted features and the rows of all passages, each read once, those that are not whole lines in two processes."""
    features = make_features()
    whole, rest = np.flatnonzero(pieces.whole), np.flatnonzero(~pieces.whole)
    learnt = features.fit_transform([pieces.passages[place] for place in whole])
    batches = np.array_split(rest, FITS_AT_ONCE)
    read = Parallel(n_jobs=FITS_AT_ONCE)(
        delayed(features.transform)([pieces.passages[place] for place in batch]) for batch in batches if len(batch)
    )
    return features, csr_matrix(
        vstack([learnt, *read]).tocsr()[np.argsort(np.concatenate([whole, rest]), kind="stable")]
    )


def make_learner(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", dual=True, max_iter=1000, tol=1.0, random_state=SEED)


def train(labelled: Sequence[LabelledUtterance]) -> MovesModel:
    """The model of these lines, and of lines that are known to be no fault. Deterministic."""
    lines = [*labelled, *told_lines()]
    pieces = make_pieces(lines, rough=True)
    features, matrix = features_of(pieces)
    held_out = _held_out_scores(matrix, pieces, lines)
    second_look = _fit_second_look(held_out[pieces.whole], lines)
    unshifted = final_scores(held_out, second_look, np.ones(len(OUTPUTS)), np.zeros(len(OUTPUTS)))
    judged = pieces.clear & (pieces.line < len(labelled))
    slopes, shifts = calibrate(best_of(unshifted[judged], pieces.line[judged]), labelled)
    weights, offsets = _fit(matrix, pieces, lines, np.arange(len(lines)))
    terms = {name: tuple(map(str, block.get_feature_names_out())) for name, block in features.transformer_list}
    rarity = np.concatenate(
        [
            block.idf_ if BLOCKS[name].rare_weigh_more else np.ones(len(terms[name]))
            for name, block in features.transformer_list
        ]
    )
    return MovesModel(terms, rarity, weights, offsets, second_look, slopes, shifts)


def targets_of(lines: Sequence[LabelledUtterance]) -> Truths:
    """A row for each line, a column for each of `OUTPUTS`: what each learner is to find."""
    extra = {
        SEVERITY: [line.severity is Severity.DIRECT for line in lines],
        ASK_DIRECT: [line.severity is Severity.DIRECT for line in lines],
        ASK_VEILED: [line.severity is Severity.VEILED for line in lines],
        INNOCENT: [line.innocent for line in lines],
    }
    kinds = [[kind in line.labels for line in lines] for kind in KINDS]
    return np.array([*kinds, *(extra[name] for name in OUTPUTS[len(KINDS) :])], dtype=bool).T


def _fit(matrix: csr_matrix, pieces: Pieces, lines: Sequence[LabelledUtterance], chosen: Rows) -> tuple[Floats, Floats]:
    """Weights (terms x `OUTPUTS`) and offsets learnt from the chosen lines."""
    targets = targets_of(lines)[pieces.line]
    usable = np.isin(pieces.line, chosen)
    complete = pieces.whole | pieces.answering
    asks = targets[:, JOB_ASK_COLUMN] & complete
    told = np.array([line.origin == TOLD.stem for line in lines])[pieces.line]  # of their other moves nothing is known

    def learn(column: int) -> tuple[Floats, float]:
        of_severity = OUTPUTS[column] == SEVERITY
        flag = column >= len(KINDS) or KINDS[column] in FLAG_KINDS
        innocent_pieces = ~targets[:, column] & ~pieces.rough
        wanted = usable & (
            asks if of_severity else (complete & (flag | ~told)) | (flag & (innocent_pieces | pieces.rough))
        )
        strength = SEVERITY_INVERSE_REGULARISATION if of_severity else INVERSE_REGULARISATION
        return _learn(matrix[wanted], targets[wanted, column], strength, if_one_sided=1.0 if of_severity else -10.0)

    learnt = Parallel(n_jobs=FITS_AT_ONCE)(delayed(learn)(column) for column in range(len(OUTPUTS)))
    return np.array([weights for weights, _ in learnt]).T, np.array([offset for _, offset in learnt])


def _learn(rows: csr_matrix, truths: Truths, strength: float, *, if_one_sided: float) -> tuple[Floats, float]:
    if len(set(truths.tolist())) < 2:
        return np.zeros(rows.shape[1]), if_one_sided
    learner = make_learner(strength).fit(rows, truths)
    return learner.coef_[0], float(learner.intercept_[0])


def _fit_second_look(first: Floats, lines: Sequence[LabelledUtterance]) -> SecondLook:
    """From first scores by models that had not seen the line: when a high score is a job ask after all."""
    rivals = first[:, RIVALS]
    means, scales = rivals.mean(axis=0), rivals.std(axis=0) + 1e-9
    terms = products((rivals - means) / scales)
    spread = terms.std(axis=0) + 1e-9  # the penalty is to weigh on a product as on a score
    asks = np.array([line.severity is not None for line in lines])
    if not asks.any():
        return SecondLook(means, scales, np.zeros(terms.shape[1]), -10.0)
    learner = LogisticRegression(C=SECOND_LOOK_INVERSE_REGULARISATION, max_iter=500).fit(terms / spread, asks)
    return SecondLook(means, scales, learner.coef_[0] / spread, float(learner.intercept_[0]))


def best_of(scores: Floats, line: Rows) -> Floats:
    """The highest scores of the pieces of each line."""
    best = np.full((int(line.max()) + 1, *scores.shape[1:]), -np.inf)
    np.maximum.at(best, line, scores)
    return best


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
    """First scores of every piece by a model that has not seen its line's group."""
    scores = np.zeros((len(pieces.passages), len(OUTPUTS)))
    for seen, unseen in grouped_folds(lines, INNER_FOLDS):
        weights, offsets = _fit(matrix, pieces, lines, seen)
        rows = np.flatnonzero(np.isin(pieces.line, unseen) & pieces.clear)
        scores[rows] = matrix[rows] @ weights + offsets
    return scores
