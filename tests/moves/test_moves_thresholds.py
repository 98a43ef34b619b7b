"""Where the decision lies, on scores that were made up so that the right answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.moves.data import LabelledUtterance
from simulator.moves.model import JOB_ASK_COLUMN, KINDS, OUTPUTS, SEVERITY_COLUMN, Floats
from simulator.moves.thresholds import FALSE_ALARM_BUDGET, calibrate, choose_thresholds

INNOCENT_LINES, ASKS = 1_000, 200


def line(*kinds: MoveKind, severity: Severity | None = None) -> LabelledUtterance:
    return LabelledUtterance("made/up", frozenset(kinds), severity, "", "words", "test")


def ask(severity: Severity = Severity.DIRECT) -> LabelledUtterance:
    return line(MoveKind.JOB_ASK, severity=severity)


def innocent_and_flagged(kind: MoveKind) -> list[LabelledUtterance]:
    flagged = ask() if kind is MoveKind.JOB_ASK else line(kind)
    return [line()] * INNOCENT_LINES + [flagged] * ASKS


def overlapping_scores(gap: float, *, seed: int = 4) -> Floats:
    """Scores of innocent lines around 0 and of flagged ones around `gap`, both one wide, the same in every column."""
    chance = np.random.default_rng(seed)
    column = np.concatenate([chance.normal(0, 1, INNOCENT_LINES), chance.normal(gap, 1, ASKS)])
    return np.repeat(column[:, None], len(OUTPUTS), axis=1)


@pytest.mark.parametrize("kind", FLAG_KINDS)
@pytest.mark.parametrize("gap", [0.0, 1.0, 2.0, 6.0])
def test_no_flag_hits_more_innocent_lines_than_its_budget(kind: MoveKind, gap: float) -> None:
    lines, scores = innocent_and_flagged(kind), overlapping_scores(gap)

    slopes, shifts = calibrate(scores, lines)

    hit = (scores * slopes + shifts)[:INNOCENT_LINES, KINDS.index(kind)] >= 0
    assert hit.mean() <= FALSE_ALARM_BUDGET[kind]


def test_the_budget_is_used_up_where_the_kinds_overlap() -> None:
    lines, scores = innocent_and_flagged(MoveKind.JOB_ASK), overlapping_scores(1.0)
    lowest = choose_thresholds(scores, lines)[JOB_ASK_COLUMN]
    budget = int(FALSE_ALARM_BUDGET[MoveKind.JOB_ASK] * INNOCENT_LINES)

    assert (scores[:INNOCENT_LINES, JOB_ASK_COLUMN] >= lowest).sum() == budget


def test_many_equal_innocent_scores_are_all_let_pass() -> None:
    lines = innocent_and_flagged(MoveKind.JOB_ASK)
    scores = overlapping_scores(3.0)
    scores[:INNOCENT_LINES] = 1.0

    assert choose_thresholds(scores, lines)[JOB_ASK_COLUMN] > 1.0


def test_a_threshold_parts_what_can_be_parted() -> None:
    scores = np.zeros((2, len(OUTPUTS)))
    scores[0] = 1.0

    assert choose_thresholds(scores, [ask(), line()])[JOB_ASK_COLUMN] == pytest.approx(0.5)


def test_a_move_that_nobody_minds_has_no_budget() -> None:
    kind = MoveKind.THANKS
    scores = overlapping_scores(0.5)

    lowest = choose_thresholds(scores, innocent_and_flagged(kind))[KINDS.index(kind)]

    assert kind not in FALSE_ALARM_BUDGET
    assert (scores[:INNOCENT_LINES, 0] >= lowest).mean() > 0.05


@pytest.mark.parametrize("gap", [-3.0, 0.0, 0.5, 2.0, 50.0])
def test_a_higher_score_is_always_a_likelier_move(gap: float) -> None:
    slopes, shifts = calibrate(overlapping_scores(gap), innocent_and_flagged(MoveKind.JOB_ASK))

    assert (slopes > 0).all()
    assert np.isfinite(slopes).all()
    assert np.isfinite(shifts).all()


def test_zero_is_the_decision_after_the_shift() -> None:
    lines, scores = innocent_and_flagged(MoveKind.JOB_ASK), overlapping_scores(2.0)
    thresholds = choose_thresholds(scores, lines)
    slopes, shifts = calibrate(scores, lines)

    assert thresholds * slopes[: len(KINDS)] + shifts[: len(KINDS)] == pytest.approx(0.0)


def test_the_slope_turns_scores_into_log_odds() -> None:
    """Two normal distributions, one wide and `gap` apart, have log-odds that rise by `gap` for each one of score."""
    slopes, _ = calibrate(overlapping_scores(2.0), innocent_and_flagged(MoveKind.JOB_ASK))

    assert slopes[JOB_ASK_COLUMN] == pytest.approx(2.0, rel=0.15)


def severity_cut(direct: list[float], veiled: list[float]) -> float:
    lines = [ask(Severity.DIRECT)] * len(direct) + [ask(Severity.VEILED)] * len(veiled) + [line()]
    scores = np.zeros((len(lines), len(OUTPUTS)))
    scores[:-1, SEVERITY_COLUMN] = [*direct, *veiled]
    scores[-1, SEVERITY_COLUMN] = 100.0  # of an innocent line it does not matter
    slopes, shifts = calibrate(scores, lines)
    assert slopes[SEVERITY_COLUMN] == 1.0
    return float(-shifts[SEVERITY_COLUMN])


@pytest.mark.parametrize(
    ("direct", "veiled", "cut"),
    [
        ([2.0, 3.0], [0.0, -1.0], 1.0),
        ([2.0, 3.0, 4.0, -9.0], [0.0, -1.0, -2.0], 1.0),  # one direct ask that looks veiled is given up
        ([2.0, 3.0, 4.0], [9.0, 0.0, -1.0], 1.0),
    ],
)
def test_direct_and_veiled_asks_are_parted_with_the_fewest_mistakes(
    direct: list[float], veiled: list[float], cut: float
) -> None:
    assert severity_cut(direct, veiled) == pytest.approx(cut)


def test_with_one_severity_only_nothing_is_parted() -> None:
    assert severity_cut([1.0, 2.0], []) == 0.0
    assert severity_cut([], [1.0, 2.0]) == 0.0
