"""What a language model must not say for the person, found by rules. Whatever is doubtful is refused: the answer as it is
written is always there instead, so a wording refused without need costs little and one let through may cost a lot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from simulator.core.word_forms import FILLERS, STOP_WORDS, content_words
from simulator.core.wording import INSTRUCTIONS, Fault, Material, tidied
from simulator.core.wording_cues import (
    CONTACT,
    FAREWELL,
    JOB_WORDS,
    NEGATION,
    OFFER,
    OUT_OF_CHARACTER,
    PROMISE,
    RETRACTION,
)
from simulator.core.wording_numbers import numbers_in
from simulator.domain import Persona
from simulator.language import sentences, words

LEAST_KEPT = 0.4
"""Share of the passage's words of meaning that a wording must have."""
LEAST_OWN = 0.6
"""Share of the wording's words of meaning that must come from the passage or from what the user said."""
LEAST_OWN_OF_SENTENCE = 0.25
LOOSE_WORDS, MOST_LOOSE_WORDS = 3, 6
"""The same of each sentence with `LOOSE_WORDS` such words or more, the user's words not counted; a sentence without any may
have `MOST_LOOSE_WORDS` words in all."""
LEAST_KNOWN = 0.5
"""Share of a sentence's words that must be English ones the person or the user has used."""
LEAKED_WORDS = 5
"""So many words in a row of the instructions are no accident."""

_SPOKEN_MARKS = frozenset(".,;:!?'\"-–—…‘’“”&%$€£")
_LIST = re.compile(r"^\s*(?:[-•*–—]|\(?\d{1,2}[.)])\s", re.M)
_LABEL = re.compile(r"(?:^|[.!?]\s+)(?:[A-Z][\w'’.\-]*\s?){1,3}:(?:\s|$)")
_FIRST_PERSON = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our|ours)\b", re.I)
_TURNS_TO_THE_USER = re.compile(r"\b(?:you|your|yours|yourself|we|us|our|ours|let's|please)\b", re.I)
_CASED = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_I = frozenset("I I'm I'd I'll I've".split())
_INTRODUCED = re.compile(r"\b(?:i'm|i am|my name is|my name's|call me|this is)\s+([^\W\d_]+)", re.I)


def check_wording(candidate: str, material: Material, persona: Persona) -> str | None:
    """The candidate made ready to be spoken, or None where anything is wrong with it."""
    text = tidied(candidate, material, persona)
    return text if text is not None and fault_in(candidate, material, persona) is None else None


def fault_in(candidate: str, material: Material, persona: Persona) -> Fault | None:
    """The first thing that is wrong with a candidate; None where nothing is."""
    text = tidied(candidate, material, persona)
    if text is None or not words(text):
        return Fault.EMPTY
    if _LIST.search(candidate):
        return Fault.FORM
    return next((fault for fault, finds in _CHECKS if finds(text, material, persona)), None)


# ── form, contact, offers, character, time: by the words ─────────────────────────────────────────────────────────


def _has_form(text: str, material: Material, _: Persona) -> bool:
    allowed = _SPOKEN_MARKS | set(material.passage)
    return bool(_LABEL.search(text)) or not all(one.isalnum() or one == " " or one in allowed for one in text)


def _has_new(pattern: re.Pattern[str], text: str, passage: str) -> bool:
    """Whether the text has something the pattern finds that does not stand in the passage in the same words."""
    passage = _plain(passage)
    return any(not _stands_in(match.group().strip(), passage) for match in pattern.finditer(_plain(text)))


def _stands_in(phrase: str, passage: str) -> bool:
    """Whether the passage has the phrase in whole words."""
    place = passage.find(phrase)
    while place >= 0:
        around = passage[max(0, place - 1) : place] + passage[place + len(phrase) : place + len(phrase) + 1]
        if not any(one.isalnum() for one in around):
            return True
        place = passage.find(phrase, place + 1)
    return False


def _gives_contact(text: str, material: Material, _: Persona) -> bool:
    return _has_new(CONTACT, text, material.passage)


def _offers(text: str, material: Material, _: Persona) -> bool:
    plain, passage = _plain(text), _plain(material.passage)
    if any(pattern.search(plain) and not pattern.search(passage) for pattern in JOB_WORDS):
        return True
    return _has_new(OFFER, text, passage) or _has_new(PROMISE, text, passage)


def _out_of_character(text: str, material: Material, _: Persona) -> bool:
    leaked = set(_runs(INSTRUCTIONS)) & set(_runs(text)) - set(_runs(material.passage))
    return bool(leaked) or _has_new(OUT_OF_CHARACTER, text, material.passage)


def _says_farewell(text: str, material: Material, _: Persona) -> bool:
    return _has_new(FAREWELL, text, material.passage)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    spoken = words(text)
    return (tuple(spoken[at : at + LEAKED_WORDS]) for at in range(len(spoken) - LEAKED_WORDS + 1))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


# ── numbers and names: nothing that is not there ─────────────────────────────────────────────────────────────────


def _has_new_number(text: str, material: Material, persona: Persona) -> bool:
    """A number counts as known if the passage has it, or if the user named it and the person's file has it too.

    A file has most small numbers somewhere, so being in it alone says nothing; and a number that only the user named may
    be wrong.
    """
    new = numbers_in(text) - numbers_in(material.passage)
    return bool(new) and not new <= numbers_in(material.heard) & _lexicon(_whole_file(persona)).numbers


def _has_new_name(text: str, material: Material, persona: Persona) -> bool:
    """Names are known by the same rule; besides, the person's organisation is, and the name the user gives for themselves."""
    lexicon = _lexicon(_whole_file(persona))
    known = _name_words(f"{material.passage} {persona.organisation}") | (_name_words(material.heard) & lexicon.names)
    known |= {match[1].lower() for match in _INTRODUCED.finditer(material.heard)}
    common = lexicon.common | _small_words(material.heard)
    for span in sentences(text):
        for number, match in enumerate(_CASED.finditer(span.of(text))):
            word = match.group().replace("’", "'")
            if word == word.lower() or word in _I:
                continue
            lower = word.lower().removesuffix("'s")
            if lower not in known and (number > 0 or not {lower, word.lower()} & common):
                return True
    return False


def _name_words(text: str) -> set[str]:
    return {word.removesuffix("'s") for word in words(text)}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of a person's file, in small letters."""

    words: frozenset[str]
    names: frozenset[str]  # all words, without the ending of a genitive
    common: frozenset[str]  # those the file writes small: at the start of a sentence they are no names
    numbers: frozenset[str]


@lru_cache(maxsize=16)
def _lexicon(file: str) -> _Lexicon:
    known = STOP_WORDS | FILLERS
    return _Lexicon(
        frozenset(words(file)) | known,
        frozenset(_name_words(file)),
        frozenset(_small_words(file)) | known,
        frozenset(numbers_in(file)),
    )


def _small_words(text: str) -> set[str]:
    return {word for match in _CASED.finditer(text) if (word := match.group().replace("’", "'")) == word.lower()}


def _whole_file(persona: Persona) -> str:
    """Everything the file says about the person, or lets them say."""
    told = [
        text
        for topic in persona.topics
        for text in (topic.guarded, topic.answer, topic.story, *(one.text for one in topic.follow_ups))
        if text
    ]
    lines = [line for variants in persona.lines.values() for line in variants]
    facts = [fact.text for fact in persona.public_facts]
    read = [piece.text for piece in persona.research]
    about = (persona.title, persona.organisation, persona.field, persona.headline, persona.summary)
    return "\n".join((*about, *facts, *read, *told, *lines))


# ── meaning: still the person's answer ───────────────────────────────────────────────────────────────────────────


def _in_another_language(text: str, material: Material, persona: Persona) -> bool:
    known = _lexicon(_whole_file(persona)).words | set(words(material.heard))
    spoken = [words(span.of(text)) for span in sentences(text)]
    return any(sum(word in known for word in one) < LEAST_KNOWN * len(one) for one in spoken)


def _asks(text: str, material: Material, _: Persona) -> bool:
    ends_so = text.rstrip("\"'”’").endswith("?") and not material.passage.rstrip().endswith("?")
    return ends_so or text.count("?") > material.passage.count("?")


def _turns_a_negation(text: str, material: Material, _: Persona) -> bool:
    """A wording may lose some of the passage's negations with what it leaves out, never all of them, nor bring its own."""
    if _has_new(RETRACTION, text, material.passage):
        return True
    had, has = (len(NEGATION.findall(_plain(one))) for one in (material.passage, text))
    return not had <= 2 * has <= 2 * had


def _is_about_the_person(text: str, material: Material, _: Persona) -> bool:
    return bool(_FIRST_PERSON.search(material.passage)) and not _FIRST_PERSON.search(text)


def _is_elsewhere(text: str, material: Material, _: Persona) -> bool:
    meant, said = content_words(material.passage), content_words(text)
    if len(meant & said) < LEAST_KEPT * len(meant):
        return True
    if len(said & (meant | content_words(material.heard))) < LEAST_OWN * len(said):
        return True
    told = [span.of(text) for span in sentences(text)]
    return any(_is_loose(one, material, opens=number == 0) for number, one in enumerate(told))


def _is_loose(sentence: str, material: Material, *, opens: bool) -> bool:
    """Whether a sentence is none of the passage's. The first may take up the user's words ("Not forever."), and a few small
    words may stand anywhere ("I do."), as long as they do not turn to the user: so offers, advice and farewells begin."""
    meant, said = content_words(material.passage), content_words(sentence)
    if said & meant:
        return len(said) >= LOOSE_WORDS and len(said & meant) < LEAST_OWN_OF_SENTENCE * len(said)
    if _stands_in(_plain(sentence).rstrip(".!?"), _plain(material.passage)):
        return False
    if _TURNS_TO_THE_USER.search(sentence) or len(words(sentence)) > MOST_LOOSE_WORDS:
        return True
    return not (said <= content_words(material.heard) if opens else not said)


_CHECKS: tuple[tuple[Fault, Callable[[str, Material, Persona], bool]], ...] = (
    (Fault.FORM, _has_form),
    (Fault.CONTACT, _gives_contact),
    (Fault.OUT_OF_CHARACTER, _out_of_character),
    (Fault.OFFER, _offers),
    (Fault.FAREWELL, _says_farewell),
    (Fault.NUMBER, _has_new_number),
    (Fault.NAME, _has_new_name),
    (Fault.LANGUAGE, _in_another_language),
    (Fault.QUESTION, _asks),
    (Fault.NEGATION, _turns_a_negation),
    (Fault.NOT_THE_PERSON, _is_about_the_person),
    (Fault.ELSEWHERE, _is_elsewhere),
)
