"""Words as they are compared: cut to a crude stem, those that carry no meaning left out."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.language import words

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
