"""What the person is saying: sentence by sentence, how far it has sounded, and what was heard where it was cut off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulator.core.interruption import Sounded, heard_text
from simulator.domain import CUT_MARK, PCM16_BYTES, AudioClip
from simulator.language import sentences, speaking_time_s
from simulator.rehearsal import Exchange

READING_WPM = 240.0
"""Where there is no sound, the text is given the time to be read."""
REPORT_LATE_S = 2.0
"""So long after it should have ended, sound counts as ended though the page has not said so."""


@dataclass(slots=True)
class Sentence:
    """One sentence; `clip` is the number its sound was sent as, `heard_s` how much of it has sounded."""

    text: str
    sound: AudioClip | None = None
    clip: int | None = None
    skipped_s: float = 0.0  # heard before it was sent again
    heard_s: float = 0.0
    duration_s: float = 0.0
    settled: bool = False  # its sound is there, or there will be none


@dataclass(slots=True)
class Speech:
    """One reply on its way to the user. `exchange` is None for the first words of a talk, which are kept already."""

    exchange: Exchange | None
    text: str
    turn: int
    sentences: list[Sentence] = field(default_factory=list)
    began_s: float | None = None  # steady clock, when its first sound was sent
    start_s: float = 0.0  # into the meeting
    stopped_s: float = 0.0  # into the meeting, where it was cut off
    asked_s: float | None = None  # steady clock, when the sound of a sentence was asked for
    words_kept: bool = False
    may_yield: bool = False  # it answers a spoken turn, which may yet go on
    reported: bool = False

    def __post_init__(self) -> None:
        self.sentences = [Sentence(span.of(self.text)) for span in sentences(self.text)]

    @property
    def duration_s(self) -> float:
        return sum(one.duration_s - one.skipped_s for one in self.sentences)

    @property
    def heard_s(self) -> float:
        """How much has sounded since it began, or went on."""
        return sum(one.heard_s - one.skipped_s for one in self.sentences)

    @property
    def settled(self) -> bool:
        return all(one.settled for one in self.sentences)

    def next_unsettled(self) -> int | None:
        return next((number for number, one in enumerate(self.sentences) if not one.settled), None)

    def settle(self, number: int, sound: AudioClip | None) -> None:
        """The sound of a sentence is there; None: there will be none."""
        one = self.sentences[number]
        one.sound, one.settled = sound, True
        one.duration_s = sound.duration_s if sound else speaking_time_s(one.text, READING_WPM)

    def give_up(self) -> None:
        """There will be no more sound: the text stands. What follows a sentence that sounded needs no time of its own."""
        sounded = any(one.sound is not None for one in self.sentences)
        for number, one in enumerate(self.sentences):
            if not one.settled:
                self.settle(number, None)
                one.duration_s = 0.0 if sounded else one.duration_s

    def report(self, clip: int, position_s: float, *, ended: bool) -> None:
        """The page says how far a clip has sounded."""
        number = next((number for number, one in enumerate(self.sentences) if one.clip == clip), None)
        if number is None:
            return
        self.reported = True
        for one in self.sentences[:number]:
            one.heard_s = one.duration_s
        one = self.sentences[number]
        reached_s = one.duration_s if ended else min(one.duration_s, one.skipped_s + position_s)
        one.heard_s = max(one.heard_s, reached_s)

    def advance(self, steady_s: float) -> None:
        """Where the page says nothing, sound is taken to run on as it was sent."""
        if self.reported or self.began_s is None:
            return
        left_s = steady_s - self.began_s
        for one in self.sentences:
            part_s = one.duration_s - one.skipped_s
            one.heard_s = one.skipped_s + min(part_s, max(0.0, left_s))
            left_s -= part_s

    def ended(self, steady_s: float) -> bool:
        """Whether all of it has been heard."""
        if self.began_s is None or not self.settled:
            return False
        if all(one.heard_s >= one.duration_s for one in self.sentences if one.sound is not None or not self.reported):
            return True
        return steady_s - self.began_s >= self.duration_s + REPORT_LATE_S

    def heard_text(self) -> str | None:
        """What was heard of it, ending in a dash; None when that is all of it."""
        if not any(one.sound for one in self.sentences):
            return None  # it could be read
        cut = heard_text([Sounded(one.text, max(one.duration_s, 1e-6), one.heard_s) for one in self.sentences])
        return (cut or CUT_MARK) if cut is not None else None

    def rewind(self) -> None:
        """Before it goes on: what was not heard is to be sent again."""
        for one in self.sentences:
            one.skipped_s, one.clip = one.heard_s, None
        self.began_s, self.reported = None, False

    def unsent(self) -> list[int]:
        """The sentences whose sound is there and has not been sent, up to the first that is not there yet."""
        found = []
        for number, one in enumerate(self.sentences):
            if not one.settled:
                break
            if one.sound is not None and one.clip is None and one.heard_s < one.duration_s:
                found.append(number)
        return found


def rest_of(clip: AudioClip, skipped_s: float) -> AudioClip:
    """The clip from `skipped_s` on."""
    start = round(skipped_s * clip.sample_rate_hz) * PCM16_BYTES
    return replace(clip, pcm16=clip.pcm16[start:]) if start else clip
