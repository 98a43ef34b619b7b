"""How a question is put: open, closed, stacked or leading; whether it follows up; whether it is specific. By rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.core.question_forms import QuestionForm, question_form
from simulator.domain import FollowUpKind, Persona, PublicFact
from simulator.language import Span, sentences, words

FILLERS = frozenset("um uh uhm er erm ah hmm mm like basically actually literally".split())
STOP_WORDS = frozenset(
    """a about all also am an and any are as at be because been being but by can could did do does doing done for from
    get got had has have having he her here him his how i i'd i'll i'm i've if in into is it it's its just know let let's
    like lot make may me might more most much my need not of off on one or other our out over own please quite really
    say see she should so some something sort kind still such take tell than thank thanks that that's the their them
    then there there's these they they're thing things think this those to too up us use used very want was way we we're
    well were what what's when where which while who why will with would yeah yes you you'd you'll you're you've your
    yourself um uh okay right maybe bit little good great nice wondering wonder curious question ask""".split()
)

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
_POINTS_BACK = re.compile(r"\b(?:that|this|those|it|then|these)\b", re.I)


WORDS_TAKEN_FROM_READING = 3


@dataclass(frozen=True, slots=True)
class Question:
    """How one user's turn asks. `form` is None when it asks nothing."""

    form: QuestionForm | None
    span: Span | None
    follow_up: bool
    follow_up_kind: FollowUpKind | None
    specific: bool


@lru_cache(maxsize=4_096)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to a crude stem so that "bridges" meets "bridge"."""
    return frozenset(
        stem(word) for word in words(text) if word not in STOP_WORDS and word not in FILLERS and len(word) > 2
    )


def stem(word: str) -> str:
    """A word without its commonest endings. Crude on purpose: it only has to make plural and tense meet."""
    word = _as_in_america(word.removesuffix("'s"))
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("ly", 6)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|ful$|ite)"), "or"),
    (re.compile(r"(?<=[a-z]{3})tre(?=s?$)"), "ter"),
)
_SPELT_ALIKE = frozenset("hour hours four your yours tour tours pour pours flour sour".split())


def _as_in_america(word: str) -> str:
    """ "Centre" meets "center", "favourite" meets "favorite"."""
    if word in _SPELT_ALIKE:
        return word
    for spelling, other in _BRITISH:
        word = spelling.sub(other, word)
    return word


def follow_up_kind(text: str) -> FollowUpKind | None:
    """What a follow-up reaches for, or None where the words do not point back at what was said."""
    found = [kind for kind, pattern in _FOLLOW_UP_CUES if pattern.search(text)]
    return found[0] if found else None


def read_question(
    text: str, *, previous: str = "", persona: Persona | None = None, earlier: Sequence[str] = ()
) -> Question:
    """How the turn asks, given the person's last words, everything they said before, and their public facts."""
    form, span = question_form(text)
    kind = follow_up_kind(text)
    asked = content_words(span.of(text) if span else text)
    shared = asked & content_words(previous)
    points_back = bool(previous) and bool(_POINTS_BACK.search(text)) and len(words(text)) <= 12 and len(asked) <= 3
    follow_up = bool(previous) and (kind is not None or len(shared) >= 2 or (bool(shared) and points_back))
    specific = (
        len(shared) >= 2
        or (kind is not None and bool(shared))
        or len(asked & frozenset().union(*map(content_words, earlier))) >= 3
    )
    if persona is not None and (uses_research(text, persona) or _takes_up_reading(asked, persona)):
        specific = True
    return Question(form, span, follow_up and (form is not None or kind is not None), kind, specific)


def _takes_up_reading(asked: frozenset[str], persona: Persona) -> bool:
    """Whether a question shares enough words with one sentence of what there was to read about the person."""
    return any(
        len(asked & content_words(span.of(piece.text))) >= WORDS_TAKEN_FROM_READING
        for piece in persona.research
        for span in sentences(piece.text)
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
