"""What was measured in the recording of one turn: numbers only, no words and no sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FillerCount:
    """Stretches that sound like "um": how many, and how far that count can be relied on, as shares in [0, 1]."""

    count: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class TurnSound:
    """The user's voice in one turn. Seconds count from the start of its recording; None is what could not be measured."""

    turn: int
    clip_s: float
    speech: tuple[tuple[float, float], ...]  # where somebody speaks
    above_noise_db: float | None  # how far the voice stands out from what else is heard
    pitched_s: float = 0.0  # how much of it has a pitch
    pitch_semitones: float | None = None  # mean, above 100 Hz
    pitch_spread_semitones: float | None = None  # standard deviation
    fillers: FillerCount | None = None

    @property
    def window_s(self) -> float:
        """From the first sound of the voice to the last: pauses count, the wait for the click does not."""
        return self.speech[-1][1] - self.speech[0][0] if self.speech else 0.0

    @property
    def voice_s(self) -> float:
        """Seconds of speech, without the pauses."""
        return sum(end_s - start_s for start_s, end_s in self.speech)
