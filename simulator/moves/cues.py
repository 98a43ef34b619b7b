"""Hand-written cues, each yes or no, that the model may weigh: rules as features.

Every pattern is matched against plain words (`lexicon.plain`): lower case, contractions written out, no punctuation.
"""

from __future__ import annotations

from simulator.moves.flag_cues import FLAG_CUES
from simulator.moves.patterns import PatternSet
from simulator.moves.phrases import LEAVING, NUMBER, RESUME, VACANCY
from simulator.moves.talk_cues import TALK_CUES

TEXT_CUES = PatternSet({**FLAG_CUES, **TALK_CUES})
_CONTEXT_CUES: dict[str, str] = {
    "after_leaving": rf"\b{LEAVING}\b",
    "after_vacancy": rf"\b(?:{VACANCY}|hiring|recruiting|apply)\b",
    "after_resume": rf"\b{RESUME}\b",
    "after_minutes": rf"\b{NUMBER} (?:more )?minutes?\b|\btime\b",
    "after_offer": (
        r"\b(?:happy to|glad to|i can (?:give|stay|send)|if you like|feel free|let me|would you like|"
        r"shall i)\b"
    ),
    "after_refusal": (
        r"\b(?:rather not|not something i|would prefer not|do not (?:want|discuss|talk)|private|"
        r"not comfortable|move on)\b"
    ),
    "after_greeting": (
        r"\b(?:hi|hello|good (?:morning|afternoon)|nice to meet|welcome|thanks for (?:calling|coming|"
        r"joining))\b"
    ),
    "after_thanks": r"\b(?:thank|thanks|you are welcome|pleasure|good luck|all the best|take care)\b",
    "after_you_intro": (
        r"\b(?:about you(?:rself)?|what brings you|how can i help|what would you like|where (?:would|shall))\b"
    ),
}
CONTEXT_CUES = PatternSet(_CONTEXT_CUES)
LENGTHS_WORDS = (3, 6, 12, 25, 45)
"""A text is shorter than each of these, or not: four-word remarks and forty-word monologues do different things."""


def text_cues(plain_text: str) -> list[str]:
    """Names of the cues in the words."""
    found = TEXT_CUES.find(plain_text)
    length = plain_text.count(" ") + 1
    return found + [f"under_{limit}_words" for limit in LENGTHS_WORDS if length < limit]


def context_cues(plain_text: str, plain_context: str) -> list[str]:
    """Names of the cues in what the persona said just before, and of how the text relates to it."""
    if not plain_context:
        return ["no_context"]
    found = CONTEXT_CUES.find(plain_context)
    shared = content_words(plain_text) & content_words(plain_context)
    found += [f"shares_{count}_words" for count in (1, 2, 3) if len(shared) >= count]
    return [*found, "context"]


def content_words(plain_text: str) -> set[str]:
    """Long words, cut to their first six letters so that plural and tense meet: what two turns may have in common."""
    return {word[:6] for word in plain_text.split() if len(word) >= 5 and word not in _EMPTY_WORDS}


_EMPTY_WORDS = frozenset(
    """about after again could would should there their these those thing things think really where which while being
    doing going thank thanks maybe people something someone little right great first always never""".split()
)
