"""Whether thanks name something that the person told, or would fit after any talk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.core.question_forms import before_the_question
from simulator.core.taken_up import pairs_of
from simulator.core.word_forms import content_words
from simulator.language import sentences

_FITS_ANY_TALK = content_words(
    """time minute minutes hour hours day week month year years morning evening afternoon night tonight today weekend monday
    tuesday wednesday thursday friday saturday sunday five ten fifteen twenty thirty half moment while
    help helpful talk talking conversation chat call phone meeting meet met visit office coffee appreciate lot everything
    experience experiences advice insight insights answer answers answering question questions story stories idea ideas point points
    example tip tips opinion view perspective thought thoughts part word words way ways step steps path field industry profession
    career job jobs work working worked worker team company firm organisation place world life picture difference patience
    candour honesty kindness generosity expertise knowledge interest student study studying degree school university college course class
    people person somebody someone anybody everybody man woman guy beginner textbook future chance choice decision luck eye mind
    heart face hand side end start beginning rest turn door list note notes page email message number problem matter reason
    think thinking thought learn learned learning know knowing known hear hearing heard listen listening show showing explain
    explained explaining speak speaking see seeing seen look looking feel feeling felt find found give giving given gave keep kept
    keeping decide deciding decided choose choosing chose begin began become believe hope hoped wish enjoy enjoyed love loved
    remember forget understand understood realise share shared sharing spend spent try trying come coming came going went gone pick
    picked picking put call called hold stay say saying said told telling tell ask asked asking agree answered worth care spoke
    honest open kind generous useful interesting busy clear clearer clearly real true right wrong hard new old first last next
    easy easier better best worse different big small long short full lovely wonderful amazing fantastic brilliant beautiful grateful
    glad happy sorry sure afraid nervous wise whole half enough able ready important special especially particularly above again once
    always never ever often sometimes already soon later before after around back away here there everywhere everyone nobody
    nothing something anything truly definitely certainly totally absolutely perhaps probably honestly among between against without
    within through during since until also even only still yet because though although however every each both few another own
    bye goodbye hello sir madam now write leave send stop touch read many patient longer mean meaning expect expected quick thankful
    sense fine honour worry order bless return plenty must squeeze squeezing late check cheers favour encourage encouraging follow
    suggest suggestion mention laugh laughing oblige owe guidance contact connect introduction frank frankness sincere joy admire
    huge speechless heap heaps load loads ton tons ma'am sir session nice nicer simple simpler
    whether won't don't didn't can't couldn't wouldn't haven't isn't wasn't million bunch absolute pleasure
    wanted needed shown taken taking made making getting doing done having being"""
)
"""Words of thanks, talk, time and praise. Whoever says them need not have listened."""
_NEVER_NAMES = content_words(
    "time help helpful talk conversation chat call thank appreciate lot everything today minute useful interesting stay remember take "
    "mean meant great good kind honest think thought know going keep forget real truly first last new long best worth clear"
)
"""What names nothing even after "what you said about"."""
_WISHES = re.compile(
    r"\b(?:have a|enjoy (?:the|your)|good luck|all the best|best of luck|take care|see you|i'm a|i am a)\b[^.?!]*", re.I
)
"""Good wishes and words about oneself name nothing that was told."""
_ABOUT_THEM = re.compile(
    r"\b(?:thank|thanks|thankful|grateful|appreciate\w*|cheers|you|your|you're|you've|helpful|useful|remember|forget|stay with me|"
    r"hear\w*|learn\w*|know|known|look into|try|think about|eye-opener|inspir\w+|story|point|part|bit|steal\w*|"
    r"(?:take|carry|keep) (?:it|this|that|them) (?:home|with|away)|taking (?:it|this|that)|take with me|with me)\b",
    re.I,
)


_NAMES_IT = re.compile(
    r"\b(?:what you (?:just )?(?:said|told (?:me|us)|mentioned|shared)(?: there| just now| earlier| before)?|"
    r"the way you (?:put|described|explained)|how you (?:put|described)|"
    r"(?:the|that|your|those|this) (?:\w+ )?(?:story|stories|bit|part|point|thing|thought|advice|tip|tips|answer|example|idea|line|one))"
    r"(?:,? (?:about|on|of|with|from|regarding))? ",
    re.I,
)
"""Words after which thanks name what they are for, in plain words too: "what you said about the weekly meeting"."""


def names_something_told(text: str, told: Iterable[str], *, asked: Iterable[str] = (), names: str = "") -> bool:
    """Whether thanks take up a word of what was told that a listener who had heard nothing would not have used.

    After words such as "what you said about", a plain word will do, and one of what the user `asked`; so will two plain words
    side by side. `names` are the person's: they thank nobody for anything. What the same turn goes on to ask is left out: a
    question about the audit is no thanks for it.
    """
    plain = _WISHES.sub("", text)
    heard = tuple(told)
    spoken_of = (*heard, *asked)
    called = content_words(names)
    for span in sentences(plain):
        sentence = before_the_question(span.of(plain))
        if _ABOUT_THEM.search(sentence) and _shares(content_words(sentence) - _FITS_ANY_TALK - called, heard):
            return True
        named = _NAMES_IT.search(sentence)
        if named is None:
            continue
        what = sentence[named.end() :]
        if _shares(content_words(what) - _NEVER_NAMES - called, spoken_of):
            return True
        if any(pairs_of(what) & pairs_of(one) for one in spoken_of):
            return True
    return False


def _shares(wanted: frozenset[str], texts: Iterable[str]) -> bool:
    return any(wanted & content_words(one) for one in texts)


def distinctive_words(text: str) -> frozenset[str]:
    """The content words of a text that would not fit after any talk."""
    return content_words(text) - _FITS_ANY_TALK
