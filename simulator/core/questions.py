"""How a question is put: open, closed, stacked or leading; whether it follows up; whether it is specific. By rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from simulator.domain import FollowUpKind, Persona
from simulator.language import Span, sentences, words


class QuestionForm(StrEnum):
    OPEN = "open"  # what, how, why, tell me
    CLOSED = "closed"  # yes or no
    STACKED = "stacked"  # several at once
    LEADING = "leading"  # carries its own answer


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

_OPENER = re.compile(
    r"\b(?:what|how|why|which|who|where|when|tell me|walk me through|talk me through|describe|can you explain|"
    r"could you explain|i(?:'d| would) (?:love|like) to (?:hear|know|understand|learn)|i(?:'m| am) curious|"
    r"(?:i )?wonder(?:ing)?)\b",
    re.I,
)
_POLITE_OPEN = re.compile(
    r"\b(?:can|could|would|will) you (?:please |maybe |just |perhaps )?(?:tell|share|describe|explain|say|give|walk|talk|"
    r"elaborate|expand|help me understand)\b|\b(?:do|would) you mind (?:telling|sharing|explaining|if i ask (?:what|how|why))",
    re.I,
)
_CLOSED = re.compile(
    r"^(?:(?:and|so|but|okay|ok|well|um|uh|right|great|thanks|thank you|also|just)[,\s]+)*"
    r"(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|may|might|isn't|aren't|don't|doesn't|"
    r"didn't|haven't|wouldn't|couldn't|won't|shouldn't|am)\b",
    re.I,
)
_LEADING = re.compile(
    r"(?:,\s*|\s)(?:isn't it|aren't they|don't you(?: think| agree)?|right|wouldn't you(?: say| agree)?|doesn't it|"
    r"isn't that (?:so|right|true)|correct|no)\s*\?\s*$|^(?:so |and |but )?(?:surely|obviously|wouldn't you agree|"
    r"don't you think|isn't it true|i (?:guess|suppose|assume|bet) (?:you|it|that))",
    re.I,
)
_OPENER_ANYWHERE = re.compile(
    r"\b(?:what(?:'s| is| are| was| were| do| did| does| would| made| kind| sort| has| have)|"
    r"how (?:do|did|does|is|are|was|were|has|have|would|long|much|many|often)|how'd|why (?:do|did|does|is|are|was|were)|"
    r"where (?:do|did|does|is|are|would)|when (?:do|did|does) you|who (?:do|did|else|should|would|is|are))\b",
    re.I,
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
            r"\bwhat happened (?:then|next|after|afterwards|in the end)\b|\b(?:and )?then what\b|\bwhat came (?:next|of "
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


@dataclass(frozen=True, slots=True)
class Question:
    """How one user's turn asks. `form` is None when it asks nothing."""

    form: QuestionForm | None
    span: Span | None
    follow_up: bool
    follow_up_kind: FollowUpKind | None
    specific: bool


def content_words(text: str) -> set[str]:
    """The words that carry meaning, cut to a crude stem so that "bridges" meets "bridge"."""
    return {stem(word) for word in words(text) if word not in STOP_WORDS and word not in FILLERS and len(word) > 2}


def stem(word: str) -> str:
    """A word without its commonest endings. Crude on purpose: it only has to make plural and tense meet."""
    word = word.removesuffix("'s")
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("ly", 6)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def question_form(text: str) -> tuple[QuestionForm | None, Span | None]:
    """The form of the question in a text and where it stands. Works without punctuation, as speech comes."""
    asking = [span for span in sentences(text) if _asks(span.of(text))]
    if not asking:
        return None, None
    last = asking[-1]
    if len(asking) >= 2 and sum("?" in span.of(text) for span in asking) >= 2:
        return QuestionForm.STACKED, Span(asking[0].start, last.end)
    sentence = last.of(text)
    if _is_stacked(sentence):
        return QuestionForm.STACKED, last
    if _LEADING.search(sentence):
        return QuestionForm.LEADING, last
    if _POLITE_OPEN.search(sentence) or not _CLOSED.match(sentence.strip()):
        return QuestionForm.OPEN, last
    return QuestionForm.CLOSED, last


def _asks(sentence: str) -> bool:
    return (
        sentence.rstrip().endswith("?")
        or bool(_CLOSED.match(sentence.strip()) and re.search(r"\b(?:you|your|it|there|they|people)\b", sentence, re.I))
        or bool(_OPENER_ANYWHERE.search(sentence))
        or bool(_POLITE_OPEN.search(sentence))
        or bool(
            re.match(r"\s*(?:(?:and|so|but|um|uh|okay|well)[,\s]+)*(?:why|how come|tell me|walk me)\b", sentence, re.I)
        )
        or bool(
            re.search(r"\bi(?:'d| would) (?:love|like) to (?:hear|know|understand|learn)\b|\bcurious\b", sentence, re.I)
        )
        or bool(re.search(r"\b(?:i )?wonder(?:ing)? (?:what|how|why|if|whether|about)\b", sentence, re.I))
    )


def _is_stacked(sentence: str) -> bool:
    """Two or more questions run together: several openers joined by "and", with enough words between them."""
    starts = [match.start() for match in _OPENER_ANYWHERE.finditer(sentence)]
    joined = 0
    for before, after in pairwise(starts):
        between = sentence[before:after]
        if len(words(between)) >= 4 and re.search(
            r"(?:\band\b|\bor\b|,|;|\balso\b)\s*(?:also\s+|then\s+|like\s+)?$", between
        ):
            joined += 1
    return joined >= 1


def follow_up_kind(text: str) -> FollowUpKind | None:
    """What a follow-up reaches for, or None where the words do not point back at what was said."""
    found = [kind for kind, pattern in _FOLLOW_UP_CUES if pattern.search(text)]
    return found[0] if found else None


def read_question(text: str, *, previous: str = "", persona: Persona | None = None, earlier: str = "") -> Question:
    """How the turn asks, given the person's last words, everything they said before, and their public facts."""
    form, span = question_form(text)
    kind = follow_up_kind(text)
    asked = content_words(span.of(text) if span else text)
    shared = asked & content_words(previous)
    points_back = bool(previous) and bool(_POINTS_BACK.search(text)) and len(words(text)) <= 12 and len(asked) <= 3
    follow_up = bool(previous) and (kind is not None or len(shared) >= 2 or (bool(shared) and points_back))
    specific = len(shared) >= 2 or (kind is not None and bool(shared)) or len(asked & content_words(earlier)) >= 3
    if persona is not None and uses_research(text, persona):
        specific = True
    return Question(form, span, follow_up and (form is not None or kind is not None), kind, specific)


def uses_research(text: str, persona: Persona) -> bool:
    """Whether the words show that the user has read what is public about the person."""
    plain = " " + " ".join(words(text)) + " "
    return any(
        f" {' '.join(words(keyword))} " in plain
        for fact in persona.public_facts
        for keyword in fact.keywords
        if words(keyword)
    )
