"""Stretches of speech in a recording of two people, as pure numbers: which belong together, and which are no turn at all.

stretches ── without_listening ──► stretches ── pieces ──► pieces, each short enough to be understood at once
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_PIECE_S = 30.0
"""Recognisers hear half a minute at once; Whisper fills every piece up to that."""
MOST_PAUSE_S = 2.0
"""A longer silence parts two pieces even where one speaker goes on: recognisers write words into silence."""
MOST_LISTENING_S = 1.0
"""An "mhm" while the other goes on is shorter than this, and no turn."""
EDGE_S = 0.2
"""So much voice activity may be off at either end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One voice, in seconds from the start of the recording; `speaker` is 0 or 1."""

    start_s: float
    end_s: float
    speaker: int

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


def without_listening(stretches: Iterable[Stretch]) -> tuple[tuple[Stretch, ...], int]:
    """The stretches without short ones that lie within a longer one of the other's, and how many those were."""
    ordered = _in_order(stretches)
    kept: list[Stretch] = []
    around: dict[int, Stretch] = {}  # of each speaker, the stretch that lasts longest so far
    for one in ordered:
        other = around.get(1 - one.speaker)
        if not (one.duration_s <= MOST_LISTENING_S and other is not None and _goes_on(other, one)):
            kept.append(one)
        if one.speaker not in around or one.end_s > around[one.speaker].end_s:
            around[one.speaker] = one
    return tuple(kept), len(ordered) - len(kept)


def _goes_on(other: Stretch, one: Stretch) -> bool:
    return other.start_s <= one.start_s - EDGE_S and other.end_s >= one.end_s + EDGE_S


def pieces(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches of one speaker in a row put together, up to half a minute; a longer one without any pause is cut evenly."""
    together: list[Stretch] = []
    for one in _in_order(stretches):
        last = together[-1] if together else None
        if last is not None and _belong_together(last, one):
            together[-1] = Stretch(last.start_s, max(last.end_s, one.end_s), last.speaker)
        else:
            together.append(one)
    return tuple(part for one in together for part in _cut(one))


def _belong_together(last: Stretch, one: Stretch) -> bool:
    return (
        last.speaker == one.speaker
        and one.start_s - last.end_s <= MOST_PAUSE_S
        and one.end_s - last.start_s <= MOST_PIECE_S
    )


def _cut(one: Stretch) -> Iterable[Stretch]:
    count = max(1, math.ceil(one.duration_s / MOST_PIECE_S))
    step_s = one.duration_s / count
    return (Stretch(one.start_s + i * step_s, one.start_s + (i + 1) * step_s, one.speaker) for i in range(count))


def _in_order(stretches: Iterable[Stretch]) -> Sequence[Stretch]:
    return sorted(stretches, key=lambda one: (one.start_s, one.end_s))
