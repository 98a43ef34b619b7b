"""How the user spoke, from the times of turns and words: pace, longest turn, shares, fillers with their uncertainty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from simulator.domain import Role, Turn
from simulator.language import words

COMFORTABLE_WPM = (110.0, 180.0)
"""US conversation averages about 150 words a minute (National Center for Voice and Speech); sales calls run at 173, and
188 when flustered (Gong, 67,149 meetings)."""
LEAST_SPEECH_S = 20.0
"""Less speech than this gives no pace worth telling."""
UNHEARD_FILLERS_PER_MINUTE = 5.0
"""What a recogniser that leaves out "um" may have missed: an average speaker's rate. It widens the range, never the count."""

_FILLER = re.compile(r"\b(?:um+|uh+|uhm|erm?|hmm|you know|i mean|sort of|kind of|basically|literally)\b", re.I)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Measures of the user's speech; None where it could not be measured. Shares and ranges, never a verdict."""

    spoken_s: float
    words_per_minute: float | None
    fillers_heard: int | None
    fillers_range: tuple[int, int] | None
    longest_turn_s: float | None
    response_gap_s: float | None  # median silence before the user speaks
    pitch_variation_semitones: float | None = None  # needs the recordings


def measure_delivery(turns: Iterable[Turn], *, spoken: bool = False) -> Delivery:
    """Delivery over a talk. Typed turns have no sound and count for nothing here.

    A turn was spoken if its words have times; with `spoken` every turn was, and lasted as long as it took to speak.
    """
    all_turns = tuple(turns)
    heard_turns = {turn.index for turn in all_turns if turn.role is Role.USER and (turn.words or spoken)}
    own = [turn for turn in all_turns if turn.index in heard_turns]
    spoken_s = sum(turn.duration_s for turn in own)
    longest_s = max((turn.duration_s for turn in own), default=None)
    gap_s = _median(_gaps(all_turns, heard_turns))
    if spoken_s < LEAST_SPEECH_S:
        return Delivery(spoken_s, None, None, None, longest_s, gap_s)
    count = sum(len(words(turn.text)) for turn in own)
    heard = sum(len(_FILLER.findall(turn.heard or turn.text)) for turn in own)
    missed = round(UNHEARD_FILLERS_PER_MINUTE * spoken_s / 60.0)
    return Delivery(spoken_s, count * 60.0 / spoken_s, heard, (heard, heard + missed), longest_s, gap_s)


def _gaps(turns: tuple[Turn, ...], spoken: set[int]) -> list[float]:
    return [
        turn.start_s - before.end_s
        for before, turn in pairwise(turns)
        if turn.index in spoken and before.role is Role.PERSONA and turn.start_s >= before.end_s
    ]


def _median(values: list[float]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
