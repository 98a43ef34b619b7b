"""How the user spoke: pace, longest turn, gaps and fillers from the times of the turns; pauses, pitch and unheard fillers
from the recordings, where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from simulator.core.voice_measures import (
    LEAST_SPEECH_S,
    UNHEARD_FILLERS_PER_MINUTE,
    filler_range,
    measure_pauses,
    pitch_spread,
    usable,
    why_not_rated,
)
from simulator.domain import Role, Turn
from simulator.language import words
from simulator.turn_sound import TurnSound

COMFORTABLE_WPM = (110.0, 180.0)
"""US conversation averages about 150 words a minute (National Center for Voice and Speech); sales calls run at 173, and
188 when flustered (Gong, 67,149 meetings)."""
INTERRUPTION_S = 0.5
"""Beginning this long before the other has finished is more than a quick start."""

_FILLER = re.compile(r"\b(?:um+|uh+|uhm|erm?|hmm|you know|i mean|sort of|kind of|basically|literally)\b", re.I)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Measures of the user's speech; None where it could not be measured. Shares and ranges, never a verdict."""

    spoken_s: float
    words_per_minute: float | None
    fillers_heard: int | None  # in the text
    fillers_range: tuple[int, int] | None  # in the text and the sound
    longest_turn_s: float | None
    response_gap_s: float | None  # median silence before the user speaks
    pitch_variation_semitones: float | None = None
    articulation_wpm: float | None = None  # the pace without the pauses
    pauses: int | None = None
    pause_median_s: float | None = None
    pause_longest_s: float | None = None
    pause_share: float | None = None
    interruptions: int | None = None  # how often the user began before the person had finished
    fillers_in_sound: float | None = None  # likeliest number, besides those in the text
    sound_not_rated: str | None = None  # why the recordings tell nothing

    @property
    def summary(self) -> dict[str, float]:
        """The figures that talks can be compared by; only those that were measured in the sound."""
        if self.sound_not_rated is not None or not self.spoken_s:
            return {}
        figures = {
            "words_per_minute": self.words_per_minute,
            "articulation_wpm": self.articulation_wpm,
            "pause_share": self.pause_share,
            "pitch_variation_semitones": self.pitch_variation_semitones,
            "fillers_per_minute": self.fillers_per_minute,
        }
        return {name: value for name, value in figures.items() if value is not None}

    @property
    def fillers_per_minute(self) -> float | None:
        """The likeliest rate; None where the sound does not tell."""
        if self.fillers_in_sound is None or self.fillers_heard is None:
            return None
        return (self.fillers_in_sound + self.fillers_heard) * 60.0 / self.spoken_s


def measure_delivery(turns: Iterable[Turn], *, spoken: bool = False, sounds: Sequence[TurnSound] = ()) -> Delivery:
    """Delivery over a talk. Typed turns have no sound and count for nothing here.

    A turn was spoken if its words have times, or if there is a recording among `sounds`; with `spoken` every turn was, and
    lasted as long as it took to speak.
    """
    all_turns = tuple(turns)
    recorded = {one.turn: one for one in sounds}
    good = {one.turn: one for one in usable(sounds)}
    own = [turn for turn in all_turns if turn.role is Role.USER and (turn.words or spoken or recorded.get(turn.index))]
    lengths_s = {turn.index: good[turn.index].window_s if turn.index in good else turn.duration_s for turn in own}
    spoken_s = sum(lengths_s.values())
    gaps = _gaps(all_turns, {turn.index: _start_s(turn, good) for turn in own})
    return Delivery(
        spoken_s,
        longest_turn_s=max(lengths_s.values(), default=None),
        response_gap_s=_median([gap_s for gap_s in gaps if gap_s >= 0]),
        interruptions=sum(gap_s < -INTERRUPTION_S for gap_s in gaps) if own else None,
        sound_not_rated=why_not_rated(sounds),
        **_pace_and_fillers(own, spoken_s, tuple(good.values())),
        **_sound(own, tuple(good.values())),
    )


def _pace_and_fillers(own: list[Turn], spoken_s: float, good: Sequence[TurnSound]) -> dict[str, Any]:
    if spoken_s < LEAST_SPEECH_S:
        return {"words_per_minute": None, "fillers_heard": None, "fillers_range": None}
    heard = sum(len(_FILLER.findall(turn.heard or turn.text)) for turn in own)
    listened = [one for one in good if one.fillers is not None]
    unheard_s = spoken_s - sum(one.window_s for one in listened)
    missed = round(UNHEARD_FILLERS_PER_MINUTE * unheard_s / 60.0)
    found = filler_range(listened)
    least, most = found[1] if found else (0, 0)
    return {
        "words_per_minute": _words_in(own) * 60.0 / spoken_s,
        "fillers_heard": heard,
        "fillers_range": (heard + least, heard + most + missed),
        "fillers_in_sound": round(found[0], 1) if found and why_not_rated(listened) is None else None,
    }


def _sound(own: list[Turn], good: Sequence[TurnSound]) -> dict[str, Any]:
    """What only the recordings tell; nothing where there is too little of them."""
    if why_not_rated(good) is not None:
        return {}
    measured = {one.turn for one in good}
    pauses = measure_pauses(good)
    voice_s = sum(one.voice_s for one in good)
    return {
        "pitch_variation_semitones": pitch_spread(good),
        "articulation_wpm": _words_in([turn for turn in own if turn.index in measured]) * 60.0 / voice_s,
        "pauses": pauses.count if pauses else None,
        "pause_median_s": pauses.median_s if pauses else None,
        "pause_longest_s": pauses.longest_s if pauses else None,
        "pause_share": pauses.share if pauses else None,
    }


def _words_in(turns: Iterable[Turn]) -> int:
    return sum(len(words(turn.text)) for turn in turns)


def _start_s(turn: Turn, good: dict[int, TurnSound]) -> float:
    """When the voice began: a recording begins with the click."""
    return turn.start_s + (good[turn.index].speech[0][0] if turn.index in good else 0.0)


def _gaps(turns: tuple[Turn, ...], starts_s: dict[int, float]) -> list[float]:
    """Silence before each spoken turn; below zero where it began before the person had finished."""
    return [
        starts_s[turn.index] - before.end_s
        for before, turn in pairwise(turns)
        if turn.index in starts_s and before.role is Role.PERSONA
    ]


def _median(values: list[float]) -> float | None:
    return median(values) if values else None
