"""Shares and their uncertainty, reliability and agreement, with numbers that can be checked in the head."""

from __future__ import annotations

import random

import pytest

from simulator.moves.measures import Share, cohens_kappa, reliability, share


def test_a_share_counts_what_is_true() -> None:
    half = share([True, True, False, False], ["a", "b", "c", "d"])

    assert (half.hits, half.of, half.value) == (2, 4, 0.5)


def test_of_nothing_there_is_no_share() -> None:
    nothing = share([], [])

    assert nothing == Share(0, 0, None, None)
    assert nothing.value is None
    assert str(nothing) == "–"


def test_what_is_always_true_is_certain() -> None:
    always = share([True] * 10, list(range(10)))

    assert (always.value, always.low, always.high) == (1.0, 1.0, 1.0)


def test_one_group_says_nothing_about_others() -> None:
    one = share([True, False], ["same", "same"])

    assert (one.value, one.low, one.high) == (0.5, 0.0, 1.0)


def test_a_hundred_throws_of_a_coin_are_sure_to_ten_points() -> None:
    """The textbook: 1.96 times the root of 0.5 · 0.5 / 100, which is 0.098."""
    coins = share([True, False] * 50, list(range(100)))

    assert coins.low == pytest.approx(0.40, abs=0.02)
    assert coins.high == pytest.approx(0.60, abs=0.02)


def test_lines_that_rise_and_fall_together_are_worth_fewer() -> None:
    facts = [True] * 50 + [False] * 50
    apart, together = share(facts, list(range(100))), share(facts, [place // 25 for place in range(100)])

    assert together.value == apart.value
    assert (together.low, together.high) == (0.0, 1.0)  # four groups: all or none of them one time in sixteen
    assert apart.low is not None
    assert apart.low > 0.3


def test_the_interval_is_always_the_same() -> None:
    facts, groups = [True, False, True] * 20, [place // 2 for place in range(60)]

    assert share(facts, groups) == share(facts, groups)


@pytest.mark.parametrize("seed", range(60))
def test_the_interval_holds_the_share_itself(seed: int) -> None:
    chance = random.Random(seed)
    count, likely = chance.randint(5, 200), chance.random()
    found = share([chance.random() < likely for _ in range(count)], [chance.randint(0, 30) for _ in range(count)])

    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_a_share_reads_as_per_cent() -> None:
    assert str(Share(1, 8, 0.05, 0.25)) == "12.5 % (5.0–25.0)"


def test_facts_without_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        share([True, False], ["a"])


def test_a_bin_tells_what_was_said_and_what_was_true() -> None:
    low, high = reliability([0.1, 0.1, 0.1, 0.1, 0.9, 0.9], [True, False, False, False, True, True], innocent_weight=1)

    assert (low.low, low.high, low.lines) == (0.05, 0.2, 4)
    assert (low.stated, low.true) == (pytest.approx(0.1), 0.25)
    assert (high.lines, high.stated, high.true) == (2, pytest.approx(0.9), 1.0)


def test_innocent_lines_may_count_for_several() -> None:
    (only,) = reliability([0.45, 0.55], [True, False], innocent_weight=3)

    assert only.true == 0.25
    assert only.stated == pytest.approx((0.45 + 3 * 0.55) / 4)


def test_every_probability_falls_into_one_bin() -> None:
    edges = [0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0]

    bins = reliability(edges, [False] * len(edges), innocent_weight=1)

    assert [one.lines for one in bins] == [1, 1, 1, 1, 1, 1, 2]
    assert [one.low for one in bins] == edges[:-1]
    assert bins[-1].high == 1.0


def test_empty_bins_are_left_out() -> None:
    assert [one.low for one in reliability([0.01, 0.99], [False, True], innocent_weight=1)] == [0.0, 0.95]
    assert reliability([], [], innocent_weight=1) == []


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ("aabb", "aabb", 1.0),
        ("aabb", "aaba", 0.5),  # three of four alike, two of four by chance
        ("aabb", "abab", 0.0),  # two of four alike, two of four by chance
        ("aabb", "bbaa", -1.0),
        ("aaaa", "aaaa", 1.0),
        ("aaaa", "bbbb", 0.0),
    ],
)
def test_agreement_is_what_chance_does_not_explain(first: str, second: str, kappa: float) -> None:
    assert cohens_kappa(list(first), list(second)) == pytest.approx(kappa)
    assert cohens_kappa(list(second), list(first)) == pytest.approx(kappa)


def test_agreement_on_nothing_or_on_other_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        cohens_kappa([], [])
    with pytest.raises(ValueError, match="zip"):
        cohens_kappa(["a"], ["a", "b"])
