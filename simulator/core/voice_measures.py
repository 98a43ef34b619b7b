"""How the user sounded over a talk, put together from what was measured in the recordings of its turns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from simulator.turn_sound import TurnSound

LEAST_SPEECH_S = 20.0
"""Less speech than this gives no pace worth telling."""
PAUSE_S = 0.25
"""A silence within a turn counts as a pause from here on (Hincks 2005)."""
LEAST_ABOVE_NOISE_DB = 12.0
"""Under this the edges of speech and the pitch are guesses: see `benchmarks/fillers.py --noise`."""
LEAST_PITCHED_S = 10.0
USUAL_PITCH_SEMITONES = (1.8, 3.7)
"""Speakers' spread of pitch: 0.11 to 0.235 of its mean (Hincks 2004 and 2005), as semitones."""
FEW_FILLERS_PER_MINUTE = 5.0
"""Up to here listeners do not mind (Laske 2024)."""
UNHEARD_FILLERS_PER_MINUTE = 5.0
"""What a recogniser that leaves out "um" may have missed: an average speaker's rate. It widens the range, never the count."""
MOST_TRUSTED = 0.93
"""The best published agreement on human speech (PodcastFillers). What was measured on made-up speech is not trusted further."""
SURE = 1.64
"""Standard deviations to either side: nine in ten."""
LEAST_SESSIONS = 3
"""So many earlier talks make a baseline."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silences within turns; `share` of the time from the first sound of a turn to its last. Median and longest in seconds."""

    count: int
    median_s: float | None
    longest_s: float | None
    share: float


def usable(sounds: Iterable[TurnSound]) -> tuple[TurnSound, ...]:
    """The recordings that can be measured: somebody speaks, well above the noise."""
    return tuple(
        one
        for one in sounds
        if one.speech and (one.above_noise_db is None or one.above_noise_db >= LEAST_ABOVE_NOISE_DB)
    )


def why_not_rated(sounds: Sequence[TurnSound]) -> str | None:
    """Why the sound tells nothing, as a sentence; None where it does."""
    if not sounds:
        return "There is no recording of this talk to measure."
    good_s = sum(one.window_s for one in usable(sounds))
    if good_s >= LEAST_SPEECH_S:
        return None
    if sum(one.window_s for one in sounds) >= LEAST_SPEECH_S:
        return "The recordings are too noisy. Come nearer to the microphone, or find a quieter place."
    return f"There are less than {LEAST_SPEECH_S:.0f} seconds of recorded speech."


def measure_pauses(sounds: Sequence[TurnSound]) -> Pauses | None:
    """Pauses by voice activity; None where nobody speaks."""
    window_s = sum(one.window_s for one in sounds)
    if window_s <= 0:
        return None
    gaps = [later[0] - earlier[1] for one in sounds for earlier, later in pairwise(one.speech)]
    pauses = [gap_s for gap_s in gaps if gap_s >= PAUSE_S]
    return Pauses(len(pauses), median(pauses) if pauses else None, max(pauses, default=None), sum(pauses) / window_s)


def pitch_spread(sounds: Sequence[TurnSound]) -> float | None:
    """The standard deviation of the pitch over all turns, in semitones; None under ten seconds of pitch."""
    parts = [
        (one.pitched_s, one.pitch_semitones, one.pitch_spread_semitones)
        for one in sounds
        if one.pitch_semitones is not None and one.pitch_spread_semitones is not None
    ]
    total_s = sum(seconds for seconds, _, _ in parts)
    if total_s < LEAST_PITCHED_S:
        return None
    mean = sum(seconds * pitch for seconds, pitch, _ in parts) / total_s
    return math.sqrt(sum(seconds * (spread**2 + (pitch - mean) ** 2) for seconds, pitch, spread in parts) / total_s)


def filler_range(sounds: Sequence[TurnSound]) -> tuple[float, tuple[int, int]] | None:
    """The likeliest number of fillers in the sound, and the least and the most it may be; None where they were not told.

    A count of n with precision p and recall r stands for about n·p/r. Nothing found may still be one that was missed, so
    the most is never 0.
    """
    told = [one for one in sounds if one.fillers is not None]
    if not told:
        return None
    likely = real = spread = missed_spread = 0.0
    for one in told:
        assert one.fillers is not None
        precision, recall = min(one.fillers.precision, MOST_TRUSTED), min(one.fillers.recall, MOST_TRUSTED)
        true = one.fillers.count * precision
        real += true
        spread += true * (1 - precision)
        likely += true / max(recall, 0.05)
        missed_spread += true * (1 - recall) / max(recall, 0.05) ** 2
    missable = UNHEARD_FILLERS_PER_MINUTE * sum(one.window_s for one in told) / 60.0 * (1 - MOST_TRUSTED)
    least = max(0, math.floor(real - SURE * math.sqrt(spread)))
    most = math.ceil(max(likely + SURE * math.sqrt(spread + missed_spread), missable, 1.0))
    return likely, (least, most)


def baseline_of(earlier: Sequence[Mapping[str, float]]) -> dict[str, float] | None:
    """The user's own usual figures: medians over earlier talks, by name; None with fewer than three talks."""
    if len(earlier) < LEAST_SESSIONS:
        return None
    names = dict.fromkeys(name for one in earlier for name in one)
    values = {name: [one[name] for one in earlier if name in one] for name in names}
    return {name: float(median(found)) for name, found in values.items() if len(found) >= LEAST_SESSIONS}
