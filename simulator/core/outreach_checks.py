"""How each check looks at a note that asks for a talk; those for names, job asks and length serve both notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.core import note_cues as cues
from simulator.core.note_facts import NoteFacts, Passage, plain_marks
from simulator.core.questions import uses_research
from simulator.core.thanks import distinctive_words
from simulator.domain import MoveKind
from simulator.language import words

MOST_WORDS = 150
"""Ours: sources say short, and one career centre draws the line at a hundred words; beyond this a telephone has to scroll."""
MOST_WORDS_ON_ONESELF = 60
LONGEST_ASKED_MINUTES = 30
"""The slots in published guidance run from 10 to 30 minutes."""
FEWEST_SHARED_WORDS = 2
"""So many words in common with something one could read show that it was read, where no telling phrase does."""
MOST_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to, with words of the note that show it."""

    met: bool | None
    why: str
    quotes: tuple[str, ...] = ()


Look = Callable[[NoteFacts], Verdict]


def quotes_of(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(one.text for one in passages)[:MOST_QUOTES]


# ── for both notes ───────────────────────────────────────────────────────────────────────────────────────────────


def names_the_person(note: NoteFacts) -> Verdict:
    blank = cues.BLANK.search(note.text)
    if blank:
        return Verdict(False, "There is still a blank to fill in.", (blank.group(),))
    nobody = cues.TO_NOBODY.search(note.text)
    if nobody:
        return Verdict(False, f"It is addressed to nobody; they are called {note.persona.name}.", (nobody.group(),))
    own = set(words(note.persona.name))
    for match in re.finditer(r"[^\W_]+(?:['’\-][^\W_]+)*", note.text):
        if own & set(words(match.group())):
            return Verdict(True, "Their name is there.", (match.group(),))
    greeting = cues.GREETING.search(note.text)
    if greeting:
        return Verdict(False, f"Their name is {note.persona.name}.", (greeting.group().rstrip(),))
    return Verdict(False, "Their name is nowhere in it.")


def no_job_ask(note: NoteFacts) -> Verdict:
    asks = [one.job_ask for one in note.passages if one.job_ask is not None]
    if asks:
        return Verdict(False, "This reaches for a job.", tuple(span.of(note.text) for span in asks[:MOST_QUOTES]))
    return Verdict(True, "Nothing in it asks for work.")


def no_resume(note: NoteFacts) -> Verdict:
    pushed = [
        one
        for one in note.passages
        if (match := cues.RESUME.search(plain_marks(one.text)))
        and not cues.NOT_SENT.search(plain_marks(one.text)[: match.end()])
    ]
    if pushed:
        return Verdict(False, "You send a résumé that nobody asked for.", quotes_of(pushed))
    return Verdict(True, "No résumé comes with it.")


def is_short(note: NoteFacts) -> Verdict:
    count = note.word_count
    if count > MOST_WORDS:
        return Verdict(False, f"It has {count} words; {MOST_WORDS} are as many as get read.")
    return Verdict(True, f"It has {count} words.")


# ── the note that asks for a talk ────────────────────────────────────────────────────────────────────────────────


def says_who_i_am(note: NoteFacts) -> Verdict:
    introducing = [
        one
        for one in note.passages
        if cues.WHO_I_AM.search(plain_marks(one.text))
        or (MoveKind.SELF_INTRODUCTION in one.moves and not cues.NOT_WHO_I_AM.search(plain_marks(one.text)))
    ]
    if not introducing:
        return Verdict(False, "It does not say who is writing.")
    length = sum(len(words(one.text)) for one in introducing)
    if length > MOST_WORDS_ON_ONESELF:
        return Verdict(False, f"You spend {length} words on yourself; a sentence will do.", quotes_of(introducing))
    sold = [one for one in introducing if MoveKind.PITCH in one.moves]
    if sold:
        return Verdict(False, "This sells you more than it says who you are.", quotes_of(sold))
    return Verdict(True, "They can tell who is writing.", quotes_of(introducing[:1]))


def says_purpose(note: NoteFacts) -> Verdict:
    wanting = [
        one
        for one in dict.fromkeys([*note.matching(cues.WANTS_TO_LEARN), *note.with_moves(MoveKind.PURPOSE)])
        if one.job_ask is None
    ]
    named = [one for one in wanting if _names_a_subject(one, note)]
    if named:
        return Verdict(True, "They can tell what it is about.", quotes_of(named[:1]))
    if wanting:
        return Verdict(False, "You would like to learn, but it does not say about what.", quotes_of(wanting[:1]))
    return Verdict(False, "It does not say what you would like to learn.")


def _names_a_subject(passage: Passage, note: NoteFacts) -> bool:
    """Whether something in particular follows the wish to learn: a trade, a thing, a step; their name is none."""
    match = cues.WANTS_TO_LEARN.search(plain_marks(passage.text))
    after = passage.text[match.end() :] if match else passage.text
    if cues.ASKS_HOW.search(plain_marks(passage.text)):
        return True
    again = cues.WANTS_TO_LEARN.sub(" ", cues.TIME_ASKED.sub(" ", after))
    return bool(distinctive_words(again) - frozenset(words(note.persona.name)) - _NO_SUBJECT)


_NO_SUBJECT = frozenset("brain job phone video coffee zoom short quick brief suit suits convenience available".split())


def says_why_them(note: NoteFacts) -> Verdict:
    them = note.persona
    readable = [fact.text for fact in them.public_facts] + [piece.text for piece in them.research]
    about_them = note.matching(cues.ABOUT_THEM)
    read = [
        one
        for one in about_them
        if uses_research(one.text, them) or len(note.shared_with(one, readable)) >= FEWEST_SHARED_WORDS
    ]
    if read:
        return Verdict(True, "You name something that is theirs alone.", quotes_of(read[:1]))
    return Verdict(False, "This could go to anybody in their field.", quotes_of(about_them[:1]))


def asks_limited_time(note: NoteFacts) -> Verdict:
    asked = [(match.group(), _minutes(match)) for match in cues.TIME_ASKED.finditer(note.text)]
    if not asked:
        vague = cues.VAGUE_TIME.search(note.text)
        return Verdict(False, "It does not say how many minutes you ask for.", (vague.group(),) if vague else ())
    quote, minutes = asked[0]
    if minutes > LONGEST_ASKED_MINUTES:
        return Verdict(False, f"More than {LONGEST_ASKED_MINUTES} minutes is a lot for a stranger.", (quote,))
    return Verdict(True, "They can see how much time it takes.", (quote,))


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15
    if match["hours"]:
        return 60
    numbers = re.split(r"\s?(?:-(?=\d)|–|\bor\b|\bto\b)\s?", match["number"].lower())
    return max(int(one) if one.isdigit() else cues.MINUTES_IN_WORDS.get(one.strip(), 0) for one in numbers)


def leaves_the_time(note: NoteFacts) -> Verdict:
    left = note.matching(cues.LEAVES_TIME)
    if left:
        return Verdict(True, "They choose when.", quotes_of(left[:1]))
    set_by_you = note.matching(cues.SETS_TIME)
    if set_by_you:
        return Verdict(False, "You set the time; it should be theirs to choose.", quotes_of(set_by_you[:1]))
    return Verdict(False, "It does not leave the time to them.")


def leaves_the_way(note: NoteFacts) -> Verdict:
    left = note.matching(cues.LEAVES_WAY)
    ways = {name: found for name, cue in cues.WAYS_TO_MEET.items() if (found := note.matching(cue))}
    if left or len(ways) > 1:
        return Verdict(True, "They choose how you meet.", quotes_of(left[:1] or next(iter(ways.values()))[:1]))
    if ways:
        way, found = next(iter(ways.items()))
        how = {"phone": "a phone call", "video": "a video call", "in person": "meeting in person"}.get(way, way)
        return Verdict(False, f"You settle on {how} for them.", quotes_of(found[:1]))
    return Verdict(None, "You name no way to meet.")


def thanks_beforehand(note: NoteFacts) -> Verdict:
    thankful = note.matching(cues.THANKFUL)
    if thankful:
        return Verdict(True, "A thank-you is there.", quotes_of(thankful[-1:]))
    return Verdict(False, "There is no thank-you in it.")
