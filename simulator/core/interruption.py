"""The user speaks while the other person does: is it a nod, a cough, or do they want the floor?

    alone ── 0.1 s of speech ──► ducked ── real words, or speech that lasts ──► stopped
      ▲                            │
      └── it was a cough or "mm-hm" ┘

Within the first moments of the person's sound the user was not finished: then the person yields, and what the user says
before and after is one turn. Seconds, probabilities and words in; events out. The figures are those of LiveKit Agents and
Hugging Face's speech-to-speech (0.5 s, 2 words, 0.8 s).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.domain import CUT_MARK
from simulator.language import words

DUCK_S = 0.1
WORDS_ASKED_S = (0.2, 0.4)
"""After so much speech it is worth knowing the words."""
TWO_WORDS_STOP_S = 0.3
STOP_S = 0.5
BACKCHANNEL_MOST_S = 0.7
"""Speech this long is no nod, whatever the words seem to be."""
YIELD_WINDOW_S = 0.8
YIELD_S, YIELD_UNHEARD_S = 0.2, 0.4
"""So much speech makes the person yield: with words that are no nod, and before any are known."""
GAP_S = 0.2
"""A silence this long ends a stretch of speech."""
ECHO_S = 0.4
"""Without a headset the microphone hears the first sound of the loudspeaker before the browser takes it out."""
SPEECH_FROM = {True: 0.5, False: 0.7}
"""With a headset, and without one: what comes back from the loudspeaker sounds like speech too."""
LEAST_UNHEARD_S = 0.15
"""Whoever stops so close to the end has said everything."""

BACKCHANNELS = frozenset(
    "mm mhm mmhm mm-hm mm-hmm hm hmm uh-huh uh huh yeah yes yep yup right okay ok sure oh ah aha wow really great nice cool "
    "exactly absolutely true interesting i see of course got it makes sense".split()
)


class Signal(StrEnum):
    """What is to be done."""

    DUCK = "duck"  # speak more softly
    UNDUCK = "unduck"  # it was nothing
    ASK_WORDS = "ask_words"  # have what the user said so far transcribed
    STOP = "stop"  # the user has the floor
    YIELD = "yield"  # the user had not finished: both parts are one turn


class Interruption:
    """One stretch of the person's speech. Fed with every window of sound while it can be heard."""

    def __init__(self, *, headset: bool) -> None:
        self._speech_from = SPEECH_FROM[headset]
        self._echo_s = 0.0 if headset else ECHO_S
        self._sounded_s = 0.0  # of the person
        self._speech_s = 0.0  # of the user, in this stretch
        self._quiet_s = 0.0
        self._began_s = 0.0
        self._asked = 0
        self._words: list[str] | None = None
        self._ducked = self._over = False

    @property
    def stopped(self) -> bool:
        return self._over

    @property
    def may_yield(self) -> bool:
        """Whether the user is saying something that may turn out to belong to their last turn."""
        return not self._over and self._speech_s > 0.0 and self._began_s < YIELD_WINDOW_S

    @property
    def speech_s(self) -> float:
        """Seconds of the user's speech in this stretch."""
        return self._speech_s

    def hear(self, chunk_s: float, probability: float) -> tuple[Signal, ...]:
        """The next window of the microphone while the person can be heard."""
        self._sounded_s += chunk_s
        if self._over:
            return ()
        if probability >= self._speech_from and self._sounded_s >= self._echo_s:
            return self._voiced(chunk_s)
        if not self._speech_s:
            return ()
        self._quiet_s += chunk_s
        return self._nothing() if self._quiet_s >= GAP_S else ()

    def understood(self, text: str) -> tuple[Signal, ...]:
        """What the user has said in this stretch so far."""
        if self._over or not self._speech_s:
            return ()
        self._words = words(text)
        return self._decide()

    def _voiced(self, chunk_s: float) -> tuple[Signal, ...]:
        if not self._speech_s:
            self._began_s = self._sounded_s - chunk_s
        self._speech_s += chunk_s
        self._quiet_s = 0.0
        signals: list[Signal] = []
        if not self._ducked and self._speech_s >= DUCK_S:
            self._ducked = True
            signals.append(Signal.DUCK)
        if self._asked < len(WORDS_ASKED_S) and self._speech_s >= WORDS_ASKED_S[self._asked]:
            self._asked += 1
            signals.append(Signal.ASK_WORDS)
        return (*signals, *self._decide())

    def _decide(self) -> tuple[Signal, ...]:
        if self._began_s < YIELD_WINDOW_S:
            known = self._words is not None and self._speech_s >= YIELD_S
            wants_the_floor = (known or self._speech_s >= YIELD_UNHEARD_S) and not self._only_nods
        else:
            real = [word for word in self._words or () if word not in BACKCHANNELS]
            wants_the_floor = (
                self._speech_s >= BACKCHANNEL_MOST_S
                or (self._speech_s >= STOP_S and bool(real))
                or (self._speech_s >= TWO_WORDS_STOP_S and len(real) >= 2)
            )
        if not wants_the_floor:
            return ()
        self._over = True
        return (Signal.YIELD if self._began_s < YIELD_WINDOW_S else Signal.STOP,)

    @property
    def _only_nods(self) -> bool:
        return bool(self._words) and all(word in BACKCHANNELS for word in self._words or ())

    def _nothing(self) -> tuple[Signal, ...]:
        was_ducked, self._ducked = self._ducked, False
        self._speech_s = self._quiet_s = 0.0
        self._asked, self._words = 0, None
        return (Signal.UNDUCK,) if was_ducked else ()


def is_backchannel(text: str) -> bool:
    """Whether the words only show that somebody listens."""
    spoken = words(text)
    return bool(spoken) and all(word in BACKCHANNELS for word in spoken)


@dataclass(frozen=True, slots=True)
class Sounded:
    """A sentence of the person, how long its sound is, and how much of it was heard."""

    text: str
    duration_s: float
    heard_s: float


def heard_text(sentences: Sequence[Sounded]) -> str | None:
    """What was really heard of a reply that was cut off, with a dash; None when all of it was heard.

    The words of a sentence are taken to fill its sound evenly by their letters. Empty when not even one word was.
    """
    if all(one.heard_s >= one.duration_s - LEAST_UNHEARD_S for one in sentences):
        return None
    kept: list[str] = []
    for one in sentences:
        if one.heard_s >= one.duration_s - LEAST_UNHEARD_S:
            kept.append(one.text)
            continue
        part = _words_within(one.text, one.heard_s / one.duration_s)
        if part:
            kept.append(part)
        break
    line = " ".join(kept).rstrip(" ,;:.!?…–—-")
    return line + CUT_MARK if line else ""


def _words_within(text: str, share: float) -> str:
    """The words that have ended by this share of the sound."""
    spoken = text.split()
    letters = sum(len(word) + 1 for word in spoken)
    count, passed = 0, 0
    for word in spoken:
        passed += len(word) + 1
        if passed > share * letters + 0.5:
            break
        count += 1
    return " ".join(spoken[:count])
