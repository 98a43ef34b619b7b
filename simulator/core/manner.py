"""A person's temperament in plain words: a few steps on each scale, and one sentence made of them."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain import Dislikes, Likes, Temperament

STRONG_FACTOR = 1.6
"""How much more something counts for a person who is said to mind it or to like it."""
NOTICEABLE_FACTOR = 1.25


@dataclass(frozen=True, slots=True)
class Scale:
    """One trait: what the page asks, and its steps from low to high, each a value and the words for it."""

    field: str  # of the temperament
    asks: str
    steps: tuple[tuple[float, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.steps)

    def words_of(self, value: float) -> str:
        """The words of the step nearest to the value."""
        return min(self.steps, key=lambda step: abs(step[0] - value))[1]

    def value_of(self, words: str) -> float:
        return next(value for value, step in self.steps if step == words)


SCALES: tuple[Scale, ...] = (
    Scale(
        "warmth",
        "When you meet, they are",
        ((0.2, "cool"), (0.35, "reserved"), (0.5, "polite"), (0.65, "friendly"), (0.8, "warm")),
    ),
    Scale(
        "openness",
        "They tell you more",
        ((0.2, "only when you earn it"), (0.4, "slowly"), (0.6, "with a little time"), (0.8, "readily")),
    ),
    Scale(
        "talkativeness",
        "They say",
        ((0.2, "no word too many"), (0.4, "little"), (0.55, "enough"), (0.75, "a good deal"), (0.9, "a lot")),
    ),
    Scale(
        "patience_s",
        "When time is up, they",
        ((15, "leave at once"), (60, "stay a minute"), (120, "stay two minutes"), (300, "stay a good while")),
    ),
    Scale(
        "extension_minutes",
        "To somebody who ends in time, they offer",
        ((0, "nothing"), (3, "three minutes more"), (5, "five minutes more"), (10, "ten minutes more")),
    ),
    Scale(
        "gives_names_from",
        "They name others to talk to",
        ((0.3, "gladly"), (0.45, "after a good talk"), (0.6, "when they're won over")),
    ),
)

LIKES_IN_WORDS: dict[Likes, str] = {
    Likes.SPECIFIC: "precise questions",
    Likes.FOLLOW_UP: "being asked further",
    Likes.THANKS: "thanks",
    Likes.PURPOSE: "hearing why you came",
    Likes.HUMOUR: "a friendly word",
}
DISLIKES_IN_WORDS: dict[Dislikes, str] = {
    Dislikes.JOB_ASK: "being asked for a job",
    Dislikes.UNRESEARCHED: "what one could have read",
    Dislikes.TOO_PERSONAL: "private questions",
    Dislikes.PITCH: "selling",
    Dislikes.RESUME: "a résumé unasked",
    Dislikes.LONG_TURN: "long speeches",
    Dislikes.INTERRUPTION: "being cut short",
}


def manner_in_a_sentence(temperament: Temperament) -> str:
    """How it is to talk to somebody of this temperament: "Friendly; says enough, and tells you more readily."."""
    warmth, openness, talk = (scale.words_of(getattr(temperament, scale.field)) for scale in SCALES[:3])
    minds = [DISLIKES_IN_WORDS[one] for one, factor in temperament.cools_at.items() if factor >= NOTICEABLE_FACTOR]
    sentence = f"{warmth.capitalize()} at first; says {talk}, and tells you more {openness}."
    return f"{sentence} Minds {minds[0]}." if minds else sentence
