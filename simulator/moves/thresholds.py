"""Where the decision lies, and what a probability means: from scores by models that had not seen the line.

A raw score says which of two lines is likelier to make a move, not how likely. Here it becomes log-odds whose zero is the
decision. The labelled lines hold far more faults than a talk does, so the decision is not at even odds among them: it lies
where few innocent lines are hit (`FALSE_ALARM_BUDGET`), which is even odds in a talk with that much less fault.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from simulator.domain import FLAG_KINDS, MoveKind
from simulator.moves.data import LabelledUtterance
from simulator.moves.model import KINDS, OUTPUTS, SEVERITY_COLUMN, Floats

FALSE_ALARM_BUDGET = dict.fromkeys(FLAG_KINDS, 0.002) | {MoveKind.JOB_ASK: 0.022}
"""Share of innocent lines each flag may hit by mistake, as judged by models that have seen half of the lines. The model that has
seen all of them hits about half as many; what it really does on lines it never saw is in `docs/model_card.md`."""
PRECISION_BIAS = dict.fromkeys(FLAG_KINDS, 0.8) | {MoveKind.JOB_ASK: 1.0}
"""Beta of the F score, which may ask for a higher threshold still: below 1 a false alarm costs more than a miss."""


def calibrate(scores: Floats, lines: Sequence[LabelledUtterance]) -> tuple[Floats, Floats]:
    """Slopes and shifts (one for each of `OUTPUTS`) that turn scores (lines x `OUTPUTS`) into log-odds around the decision.

    The slope is Platt's: of a logistic regression from score to label.
    """
    thresholds = choose_thresholds(scores, lines)
    slopes = np.ones(len(OUTPUTS))
    for column, kind in enumerate(KINDS):
        slopes[column] = _slope(scores[:, column], np.array([kind in line.labels for line in lines]))
    shifts = np.zeros(len(OUTPUTS))
    shifts[: len(KINDS)] = -slopes[: len(KINDS)] * thresholds
    asks = np.array([line.severity is not None for line in lines])
    direct = np.array([line.severity == "direct" for line in lines])
    shifts[SEVERITY_COLUMN] = -_evenest(scores[asks, SEVERITY_COLUMN], direct[asks])
    return slopes, shifts


def _slope(scores: Floats, truths: NDArray[np.bool_]) -> float:
    if truths.all() or not truths.any():
        return 1.0
    learner = LogisticRegression(C=1e6).fit(scores[:, None], truths)
    return float(np.clip(learner.coef_[0, 0], 0.1, 10.0))


def _evenest(scores: Floats, direct: NDArray[np.bool_]) -> float:
    """The score that tells direct from veiled asks with the fewest mistakes."""
    if direct.all() or not direct.any():
        return 0.0
    order = np.argsort(scores, kind="stable")
    wrong = np.concatenate([[0], np.cumsum(np.where(direct[order], 1, -1))]) + np.sum(~direct)
    best = int(np.argmin(wrong))
    edges = np.concatenate([[scores[order[0]] - 1], scores[order], [scores[order[-1]] + 1]])
    return float((edges[best] + edges[best + 1]) / 2)


def choose_thresholds(scores: Floats, lines: Sequence[LabelledUtterance]) -> Floats:
    """For each kind the score from which on a move counts as made."""
    innocent = np.array([line.innocent for line in lines])
    thresholds = [
        max(
            _best_f_score(
                scores[:, column], np.array([kind in line.labels for line in lines]), PRECISION_BIAS.get(kind, 1.0)
            ),
            _within_budget(scores[innocent, column], FALSE_ALARM_BUDGET.get(kind)),
        )
        for column, kind in enumerate(KINDS)
    ]
    return np.array(thresholds)


def _best_f_score(scores: Floats, truths: NDArray[np.bool_], beta: float) -> float:
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
