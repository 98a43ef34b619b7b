"""What is known of a talk besides its words: of a rehearsal everything, of a real talk less.

What is not known is never guessed at: a check that needs it is not rated, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.clock import clock_face


class Timing(StrEnum):
    """Where the times of the turns come from."""

    MEASURED = "measured"  # when each turn began and ended
    STARTS = "starts"  # when each turn began
    ESTIMATED = "estimated"  # from the number of words: good for an order, not for a judgement


class Voices(StrEnum):
    """How it is known who of the two spoke."""

    NAMED = "named"  # the transcript says so, or it was a rehearsal
    SEPARATE = "separate"  # a recording with a channel for each
    BY_SOUND = "by_sound"  # a recording of both, told apart by how they sound
    UNSURE = "unsure"  # the same, and they sound too much alike to rely on it


class Need(StrEnum):
    """What a check may need to know."""

    CARD = "card"  # what is public about the other person
    TOPICS = "topics"  # what the other person can talk about
    TIMES = "times"  # when turns began
    AGREED = "agreed"  # the minutes agreed on
    SPEECH = "speech"  # when turns began and ended
    VOICES = "voices"  # for sure who of the two was speaking


WHY_NOT: dict[Need, str] = {
    Need.CARD: "What is public about a real person is not known here.",
    Need.TOPICS: "What a real person could have told is not known here.",
    Need.TIMES: "The transcript has no times to measure this by.",
    Need.AGREED: "How many minutes you had agreed on is not known.",
    Need.SPEECH: "The transcript does not say when each turn began and ended.",
    Need.VOICES: "The two voices sound too much alike here to tell who spoke how long.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one talk. The defaults are those of a rehearsal."""

    real: bool = False  # with a real person: no public facts, no topics, no rapport
    timing: Timing = Timing.MEASURED
    agreed: bool = True
    voices: Voices = Voices.NAMED

    @property
    def recorded(self) -> bool:
        """Whether a real talk was heard rather than read."""
        return self.voices is not Voices.NAMED

    @property
    def read_from(self) -> str:
        """What a real talk is known from, in a word."""
        return "recording" if self.recorded else "transcript"

    @property
    def voices_are_sure(self) -> bool:
        return self.voices is not Voices.UNSURE

    @property
    def hears_overlaps(self) -> bool:
        """Whether one can tell that both spoke at once: not where both are on one channel."""
        return self.voices in (Voices.NAMED, Voices.SEPARATE)

    @property
    def has_times(self) -> bool:
        return self.timing is not Timing.ESTIMATED

    @property
    def has_clock(self) -> bool:
        """Whether one can tell that the talk went past the time agreed."""
        return self.has_times and self.agreed

    @property
    def turns_are_speech(self) -> bool:
        """Whether the user's turns last as long as they spoke, although no word has a time of its own."""
        return self.real and self.timing is Timing.MEASURED and self.voices_are_sure

    def moment(self, turn: int, start_s: float) -> str:
        """How to point at a moment: by the clock, or by the turn where the clock is not known."""
        return f"at {clock_face(start_s)}" if self.has_times else f"turn {turn + 1}"

    def why_not(self, needs: Iterable[Need]) -> str | None:
        """Why something with these needs cannot be told; None where it can."""
        met = {
            Need.CARD: not self.real,
            Need.TOPICS: not self.real,
            Need.TIMES: self.has_times,
            Need.AGREED: self.agreed,
            Need.SPEECH: self.timing is Timing.MEASURED,
            Need.VOICES: self.voices_are_sure,
        }
        return next((WHY_NOT[need] for need in needs if not met[need]), None)


REHEARSAL = Known()
