"""Figures that the model card gives: shares with their uncertainty, how far a probability can be trusted, agreement."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

RESAMPLES = 1_000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between which shares it lies with `CONFIDENCE`; None where there was nothing to count."""

    hits: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    def __str__(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return "–"
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f}–{100 * self.high:.1f})"


def share(facts: Sequence[bool], groups: Sequence[Hashable], *, seed: int = 1) -> Share:
    """The share of true facts, with a bootstrap interval over groups: lines on one theme rise and fall together.

    `facts` and `groups` are of equal length. With a single group there is no interval to speak of, and it is the whole range.
    """
    if not facts:
        return Share(0, 0, None, None)
    places = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    hits, totals = np.zeros(len(places)), np.zeros(len(places))
    for fact, group in zip(facts, groups, strict=True):
        hits[places[group]] += fact
        totals[places[group]] += 1
    if len(places) == 1:
        return Share(int(hits.sum()), len(facts), 0.0, 1.0)
    draws = np.random.default_rng(seed).multinomial(len(places), np.full(len(places), 1 / len(places)), size=RESAMPLES)
    shares = (draws @ hits) / np.maximum(1, draws @ totals)
    low, high = np.quantile(shares, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Share(int(hits.sum()), len(facts), float(low), float(high))


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Lines whose stated probability lies in `[low, high)`: what was said of them on average, and what was true."""

    low: float
    high: float
    lines: int
    stated: float
    true: float


def reliability(
    probabilities: Sequence[float], truths: Sequence[bool], *, innocent_weight: float
) -> list[ReliabilityBin]:
    """The reliability diagram as a table. `innocent_weight` is how much commoner innocent lines are in a talk than here."""
    edges = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0001)
    stated, true = np.array(probabilities), np.array(truths)
    weights = np.where(true, 1.0, innocent_weight)
    bins = []
    for low, high in pairwise(edges):
        inside = (stated >= low) & (stated < high)
        if inside.any():
            inner = weights[inside]
            bins.append(
                ReliabilityBin(
                    low,
                    min(high, 1.0),
                    int(inside.sum()),
                    float(np.average(stated[inside], weights=inner)),
                    float(np.average(true[inside], weights=inner)),
                )
            )
    return bins


def cohens_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """How far two labellers agree beyond chance, 1 = always (Cohen 1960)."""
    if not first:
        raise ValueError("nothing was labelled")
    together = sum(one == other for one, other in zip(first, second, strict=True)) / len(first)
    by_chance = sum((first.count(label) / len(first)) * (second.count(label) / len(second)) for label in set(first))
    return 1.0 if by_chance == 1.0 else (together - by_chance) / (1 - by_chance)
