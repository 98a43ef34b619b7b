"""How a question is put: open, closed, stacked or leading; whether it follows up; whether it is specific. By rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.core.question_forms import QuestionForm, question_form
from simulator.core.taken_up import reading_of, shared_weight, taken_from_reading
from simulator.core.word_forms import FILLERS, content_words
from simulator.domain import FollowUpKind, Persona, PublicFact
from simulator.language import Span, sentences, words

_FOLLOW_UP_CUES: tuple[tuple[FollowUpKind, re.Pattern[str]], ...] = (
    (
        FollowUpKind.FEELING,
        re.compile(
            r"\bhow (?:did|do|does|was|were) (?:that|this|it|you|those)\b[^.?!]{0,24}\b(?:feel|feeling|like for you)\b|"
            r"\bwhat (?:was|did) (?:that|it|this) (?:like|feel like)\b|\b(?:was|were) you (?:scared|nervous|afraid|worried|"
            r"proud|relieved|angry|disappointed)\b|\bthat must have (?:been|felt)\b",
            re.I,
        ),
    ),
    (
        FollowUpKind.EXAMPLE,
        re.compile(
            r"\b(?:for example|for instance|an example|examples|an instance|such as what|like what|"
            r"a time when (?:that|this|it)|be more specific|more concrete|more specifically)\b",
            re.I,
        ),
    ),
    (
        FollowUpKind.WHAT_THEN,
        re.compile(
            r"\bwhat happened (?:then|next|after|afterwards|to|with|in the end)\b|\b(?:and )?then what\b|\bwhat came (?:next|of "
            r"(?:it|that))\b|\bhow did (?:that|it|this) (?:turn out|end|go|work out|play out)\b|\bwhat did you do (?:then|next|"
            r"after that)\b|\bin the end\b|\bhow did you (?:handle|resolve|fix|deal with|get (?:over|through|out of)) (?:that|it|"
            r"this)\b",
            re.I,
        ),
    ),
    (
        FollowUpKind.WHY,
        re.compile(
            r"^(?:(?:and|but|so|oh|okay|um|uh|really|hm|huh|interesting)[,\s]+)*why\b(?:\s+(?:is|was|did|do|does|not|so|"
            r"exactly|though|do you think|would))?\s*(?:that|this|it|you (?:say|think|do)|so|then)?[^.?!]{0,20}\??$|"
            r"\bwhy (?:is|was|did) (?:that|this|it)\b|\bhow come\b|\bwhat (?:made|makes) (?:that|it|this|you (?:say|decide|think|"
            r"choose|do) (?:that|so|it))\b|\bwhat do you mean\b|\bwhat was (?:the reason|behind (?:that|it))\b",
            re.I,
        ),
    ),
    (
        FollowUpKind.MORE,
        re.compile(
            r"\b(?:tell|say|hear|know|share|talk) (?:me |us )?(?:a (?:little )?(?:bit )?)?(?:some )?more\b|\bgo on\b|\belaborate\b|"
            r"\bexpand on\b|\bgo (?:a bit |a little )?deeper\b|\banything else (?:on|about) that\b|\bunpack (?:that|it)\b|"
            r"\b(?:you|you've) (?:just )?(?:mentioned|said|talked about|brought up|touched on|told me)\b|"
            r"\bwhen you (?:say|said)\b|\bgoing back to\b|\bcoming back to\b|\bcan (?:you|we) stay (?:on|with) that\b",
            re.I,
        ),
    ),
)
_POINTS_BACK = re.compile(
    r"\b(?:that|this|those|these|it|then|there|they|them|he|she|him|her)\b(?!\s+(?:field|job|work|career|profession|industry))",
    re.I,
)
_BEGINS_ON = re.compile(r"(?:\W*(?:[a-z'-]{1,8})\W+){0,3}?\W*(?:and|but|so|then)\b", re.I)
"""A question that begins with "and", "but" or "so", after a word or three of listening ("Huh. And who paid for it?")."""

TAKEN_FROM_READING = 3.0
"""From this weight of shared words on a text takes up what could be read beforehand: one word that hardly anybody says, or some
that few do. Of the turns that readers of forty-four talks said were prepared, these find about three in four."""
TAKEN_FROM_TALK = 2.5
"""The same for what the person has just said, or said earlier."""


@dataclass(frozen=True, slots=True)
class FollowUpWeights:
    """How much each sign speaks for a follow-up, in log-odds. Fitted on half of the turns of forty-four talks that readers had
    labelled; on the other half it finds two thirds of the follow-ups, and two thirds of what it finds are some."""

    none: float = -1.6
    answered: float = 1.1  # the person has just answered something
    points_back: float = 0.8  # that, it, she, there
    begins_on: float = 0.9  # and, but, so
    cue: float = 0.6  # why, for example, what happened then
    shared: float = 0.1  # times the weight of the words shared with what was just said
    fresh: float = -0.3  # times the weight of what could be read and has not been spoken of: a new subject
    own_word: float = -0.15  # each word of the question's own


FITTED = FollowUpWeights()
MOST_WEIGHT, MOST_OWN_WORDS = 12.0, 6


@dataclass(frozen=True, slots=True)
class Question:
    """How one user's turn asks. `form` is None when it asks nothing."""

    form: QuestionForm | None
    span: Span | None
    follow_up: bool
    follow_up_kind: FollowUpKind | None
    specific: bool


def follow_up_kind(text: str) -> FollowUpKind | None:
    """What a follow-up reaches for, or None where the words do not point back at what was said."""
    found = [kind for kind, pattern in _FOLLOW_UP_CUES if pattern.search(text)]
    return found[0] if found else None


def read_question(
    text: str,
    *,
    previous: str = "",
    persona: Persona | None = None,
    earlier: Sequence[str] = (),
    answered: bool = True,
) -> Question:
    """How the turn asks, given the person's last words, everything they said before, and what could be read about them.

    `answered` says whether the last words answered something; where they did not, there is little to follow up on.
    """
    form, span = question_form(text)
    kind = follow_up_kind(text)
    said = frozenset().union(*map(content_words, (previous, *earlier)))
    reading = reading_of(persona) if persona is not None else None
    fresh = taken_from_reading(text, reading, said=said).weight if reading is not None else 0.0
    heard = max((shared_weight(text, one, reading) for one in {previous, *earlier}), default=0.0)
    follow_up = bool(previous) and (form is not None or kind is not None)
    if follow_up:
        asked = span.of(text) if span else text
        follow_up = follow_up_score(text, asked, previous, answered=answered, kind=kind, fresh=fresh) > 0
    used = persona is not None and uses_research(text, persona)
    specific = used or fresh >= TAKEN_FROM_READING or (form is not None and heard >= TAKEN_FROM_TALK)
    return Question(form, span, follow_up, kind, specific)


def follow_up_score(
    text: str,
    asked: str,
    previous: str,
    *,
    answered: bool,
    kind: FollowUpKind | None,
    fresh: float,
    by: FollowUpWeights = FITTED,
) -> float:
    """Above 0 where the question goes on from what was just said; `asked` is the question within the text, `fresh` the weight of
    what it takes from the reading."""
    return (
        by.none
        + by.answered * answered
        + by.points_back * bool(_POINTS_BACK.search(asked))
        + by.begins_on * bool(_BEGINS_ON.match(asked) or _BEGINS_ON.match(text))
        + by.cue * (kind is not None)
        + by.shared * min(MOST_WEIGHT, shared_weight(text, previous, None))
        + by.fresh * min(MOST_WEIGHT, fresh)
        + by.own_word * min(MOST_OWN_WORDS, len(content_words(asked)))
    )


def uses_research(text: str, persona: Persona) -> bool:
    """Whether the words show that the user has read what is public about the person.

    A public name alone does not: whoever asks what it is has only seen it, and the card would have told them.
    """
    return any(
        _names(sentence, fact) and not _looks_up(sentence, fact)
        for span in sentences(text)
        for fact in persona.public_facts
        if (sentence := span.of(text))
    )


def looks_up(text: str, persona: Persona) -> bool:
    """Whether the text asks for no more than what a public name stands for ("what is X", "where is X")."""
    return any(
        _names(sentence, fact) and _looks_up(sentence, fact)
        for span in sentences(text)
        for fact in persona.public_facts
        if (sentence := span.of(text))
    )


def asks_only_for(sentence: str, fact: PublicFact) -> bool:
    """Whether a sentence is a plain look-up of a fact, in the fact's own words."""
    return _looks_up(sentence, fact)


def _names(text: str, fact: PublicFact) -> bool:
    plain = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(keyword))} " in plain for keyword in fact.keywords if words(keyword))


_HESITATIONS = FILLERS - {"like"}
_COURTEOUS = (
    r"(?:(?:and|so|but|okay|ok|well|oh|yeah|right|now|sorry|hi|hello|thanks|thank you|first|also|then|please) )*"
)
_TELL_ME = (
    r"(?:(?:(?:can|could|would|will) you (?:just |please )?)?(?:tell me|explain|remind me)|(?:may|can|could) i ask) "
)
_WHAT_IS = re.compile(
    rf"{_COURTEOUS}(?:{_TELL_ME})?(?:"
    r"(?:what|who|where|when)(?:'s| is| are| was| were) .+|(?:when|where) did .+|"
    r"how (?:old|big|long|high|large|many) .+|what (?:does|did|do) .+ (?:do|mean|stand for)|"
    r"(?:what|who|where) .+ (?:is|are|was|does|means))"
)
_ASKS_BEYOND = re.compile(
    r"\b(?:for|to|with) (?:you|me|us|them|people)\b|\blike(?:$| (?:for|in|to|at|on|as|when|with|from)\b)|\babout .+$|"
    r"(?:\b(?:is|was|are|were)|'s) (?:it|you|he|she|they)\b|\bthings? (?:from|in|of|that|you)\b"
)
"""How it feels, what it is to somebody, what it was about it: that is asked of the person, not of the page."""
_WORDS_FOR_A_NAME = content_words("exactly project network group programme scheme name named called mean means stand")


def _looks_up(sentence: str, fact: PublicFact) -> bool:
    """Whether a sentence is a plain look-up of a fact: nothing in it but the fact's own words, and nothing beyond them."""
    plain = " ".join(word for word in words(sentence) if word not in _HESITATIONS)
    if not _WHAT_IS.fullmatch(plain) or _ASKS_BEYOND.search(plain):
        return False
    public = content_words(" ".join((fact.text, *fact.questions, *fact.keywords)))
    return content_words(plain) <= public | _WORDS_FOR_A_NAME
