"""Has the speaker finished? Seconds and probabilities in, events out; nothing here knows about sound or clocks.

    quiet ── speech ──► speaking ── 0.12 s of silence ──► soft end (revision n) ── the wait is over ──► commit
                           ▲                                    │
                           └──────── resumed (n is dropped) ◄───┘

At a soft end what was said so far is transcribed at once, in the silence. The wait after it is no fixed timer: words that
sound unfinished make it long, a finished question makes it short, and it grows with the pauses that this speaker makes. A
plain timer that cuts off one turn in twenty must wait 1.6 s (LiveKit's eot-bench, English).
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.completeness import UNKNOWN, completeness

SPEECH_FROM, SILENCE_BELOW = 0.5, 0.35
"""Probabilities at which speech begins and ends; between them what was, goes on."""
ONSET_S = 0.09
"""Speech this long is speech; less is a click."""
SOFT_END_S = 0.12
LEAST_SPEECH_S = 0.2
"""Less speech than this in all says nothing."""
SCRAP_S = 0.4
"""After this much silence so little speech is forgotten."""
SHORTEST_WAIT_S, LONGEST_WAIT_S = 0.3, 2.0
HARD_CAP_S = 3.0
UNHEARD_WAIT_S = 1.2
"""So long is waited where the words are not known yet: recognition takes longer than the wait, or failed."""
DOUBTED = 0.3
"""What words that cannot be relied on at all come to."""
CURVE = 0.6
"""How fast the wait grows with doubt: at normal patience one turn with pauses in twenty is cut off (benchmarks/completeness.py)."""
FALLING, LEVEL = 0.06, -0.06
"""What a voice that falls off, or one that stays up, adds to the probability (an estimate, not measured)."""
FALL_SHARE = 0.5
OWN_PAUSES = 20
OWN_PAUSE_SHARE = 0.75
LEAST_OWN_PAUSES = 4


class Patience(StrEnum):
    """How long the other person waits before they answer."""

    QUICK = "quick"
    NORMAL = "normal"
    PATIENT = "patient"

    @property
    def factor(self) -> float:
        return _FACTORS[self]


_FACTORS: dict[Patience, float] = {Patience.QUICK: 0.7, Patience.NORMAL: 1.0, Patience.PATIENT: 1.5}


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The user began to speak `ago_s` before now."""

    ago_s: float


@dataclass(frozen=True, slots=True)
class SoftEnd:
    """A silence began `ago_s` before now: what was said so far is to be transcribed as this revision."""

    revision: int
    ago_s: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The user goes on: this revision is to be dropped."""

    revision: int


class Reason(StrEnum):
    WAITED = "waited"
    SAID_SO = "said_so"  # the user pressed "I'm done"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Commit:
    """The user has finished; the turn is this revision, and `silence_s` of silence followed it."""

    revision: int
    silence_s: float
    reason: Reason


Event = SpeechStarted | SoftEnd | Resumed | Commit


def wait_s(probability: float, patience: Patience, *, own_pause_s: float = 0.0) -> float:
    """How long to wait in silence for somebody who has finished with this probability, in seconds.

    `own_pause_s` is how long this user's pauses inside a turn usually last; it counts the less the surer the end is.
    """
    doubt = math.pow(1.0 - probability, CURVE)
    wait = SHORTEST_WAIT_S + (LONGEST_WAIT_S - SHORTEST_WAIT_S) * doubt
    wait = max(wait, min(1.0, 2.0 * (1.0 - probability)) * own_pause_s)
    return min(HARD_CAP_S, wait * patience.factor)


class Endpointer:
    """One user's ear for the ends of their turns. Fed with every window of sound, it answers with events."""

    def __init__(self, patience: Patience = Patience.NORMAL, *, trust: float = 1.0) -> None:
        self.patience = patience
        self.trust = trust
        """How far the words can be relied on, 0 to 1: where many are wrong, they decide less and the wait is longer."""
        self.answering = False
        """Whether the other person has just asked something."""
        self._own_pauses_s: deque[float] = deque(maxlen=OWN_PAUSES)
        self._revision = 0
        self.reset()

    def reset(self) -> None:
        """Forget the turn; what is known of the user stays."""
        self._speaking = False
        self._begun = False  # a turn is under way
        self._run_s = 0.0  # of speech, or of silence after it
        self._gap_s = 0.0
        self._spoken_s = 0.0
        self._soft = False
        self._text: str | None = None
        self._loudest = self._latest = 0.0
        self._pitches: deque[float] = deque(maxlen=24)

    @property
    def speaking(self) -> bool:
        """Whether the user is speaking at this moment."""
        return self._speaking

    @property
    def begun(self) -> bool:
        """Whether a turn is under way: speech, or a silence that may be a pause in it."""
        return self._begun

    @property
    def revision(self) -> int:
        return self._revision

    @property
    def spoken_s(self) -> float:
        """Seconds of speech in this turn."""
        return self._spoken_s

    def hear(
        self, chunk_s: float, probability: float, *, energy: float = 0.0, pitch_hz: float | None = None
    ) -> tuple[Event, ...]:
        """The next window of sound: its length, how probably it is speech, its loudness (0 to 1) and its pitch if known."""
        voiced = probability >= (SPEECH_FROM if not self._speaking else SILENCE_BELOW)
        if voiced:
            self._follow_voice(energy, pitch_hz)
            return self._voiced(chunk_s)
        return self._silent(chunk_s)

    def understood(self, revision: int, text: str) -> None:
        """The words of a revision; those of one that was dropped are ignored."""
        if revision == self._revision and self._soft:
            self._text = text

    def done(self) -> tuple[Event, ...]:
        """The user says that they have finished."""
        if not self._begun or self._spoken_s < LEAST_SPEECH_S:
            self.reset()
            return ()
        events: tuple[Event, ...] = ()
        if not self._soft:
            self._speaking = False
            events = (self._soft_end(),)
        return (*events, self._commit(Reason.SAID_SO))

    def reopen(self) -> None:
        """The turn that was committed goes on after all: the user has begun to speak again."""
        self._begun = True
        self._spoken_s += LEAST_SPEECH_S

    @property
    def wait_s(self) -> float:
        """How long the silence must be now."""
        if self._text is None:
            return min(HARD_CAP_S, UNHEARD_WAIT_S * self.patience.factor)
        probability = completeness(self._text, answering=self.answering) if self._text else UNKNOWN
        probability = self.trust * probability + (1.0 - self.trust) * DOUBTED
        return wait_s(self._with_voice(probability), self.patience, own_pause_s=self.own_pause_s)

    @property
    def own_pause_s(self) -> float:
        """How long this user's pauses inside a turn last, at the third quartile; 0 before there are enough."""
        if len(self._own_pauses_s) < LEAST_OWN_PAUSES:
            return 0.0
        ordered = sorted(self._own_pauses_s)
        return ordered[int(OWN_PAUSE_SHARE * (len(ordered) - 1))]

    def _voiced(self, chunk_s: float) -> tuple[Event, ...]:
        if self._speaking:
            self._gap_s = 0.0
            self._spoken_s += chunk_s
            return ()
        self._run_s += chunk_s
        if self._run_s < ONSET_S:
            return ()
        pause_s = self._gap_s
        run_s, self._run_s, self._gap_s = self._run_s, 0.0, 0.0
        self._speaking = True
        self._spoken_s += run_s
        if not self._begun:
            self._begun = True
            return (SpeechStarted(run_s),)
        if not self._soft:
            return ()
        self._own_pauses_s.append(pause_s)
        self._soft, self._text = False, None
        dropped = self._revision
        return (Resumed(dropped),)

    def _silent(self, chunk_s: float) -> tuple[Event, ...]:
        if not self._begun:
            self._run_s = 0.0
            return ()
        self._gap_s += chunk_s + (self._run_s if not self._speaking else 0.0)
        self._run_s = 0.0
        if self._speaking and self._gap_s >= SOFT_END_S:
            self._speaking = False
            return (self._soft_end(),)
        if not self._soft:
            return ()
        if self._spoken_s < LEAST_SPEECH_S:
            if self._gap_s >= SCRAP_S:
                self.reset()
            return ()
        if self._gap_s >= HARD_CAP_S:
            return (self._commit(Reason.CAP),)
        return (self._commit(Reason.WAITED),) if self._gap_s >= self.wait_s else ()

    def _soft_end(self) -> SoftEnd:
        self._soft, self._text = True, None
        self._revision += 1
        return SoftEnd(self._revision, self._gap_s)

    def _commit(self, reason: Reason) -> Commit:
        commit = Commit(self._revision, self._gap_s, reason)
        self.reset()
        return commit

    def _follow_voice(self, energy: float, pitch_hz: float | None) -> None:
        self._loudest = max(self._loudest * 0.995, energy)
        self._latest = 0.8 * self._latest + 0.2 * energy
        if pitch_hz:
            self._pitches.append(pitch_hz)

    def _with_voice(self, probability: float) -> float:
        """The probability with what the voice did at the end of the words: it falls off at the end of a thought."""
        if self._loudest <= 0.0:
            return probability
        shift = FALLING if self._latest < FALL_SHARE * self._loudest else LEVEL
        if len(self._pitches) >= 8:
            half = len(self._pitches) // 2
            pitches = list(self._pitches)
            falls = sum(pitches[half:]) / (len(pitches) - half) < 0.94 * sum(pitches[:half]) / half
            shift += FALLING if falls else LEVEL
        return min(1.0, max(0.0, probability + shift))
