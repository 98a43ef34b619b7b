"""What the synthetic voices say: invented sentences about work and careers, from phrases with slots, and word salad.

The lists are in `text/`: `questions.txt` and `statements.txt` hold phrases with `{slots}`, `slots.txt` what fills them,
`plain_words.txt` words for the salad, `held_out.txt` sentences written by hand that training never hears.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from random import Random

TEXT = Path(__file__).with_name("text")
QUESTION_SHARE, STATEMENT_SHARE = 0.42, 0.38
"""The rest is word salad: it teaches the decoder to listen instead of completing phrases."""
ONE_SENTENCE_SHARE, TWO_SENTENCES_SHARE = 0.80, 0.16
COMMON_WORD_SHARE = 0.35
_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\ba (?=(?!user|useful|one|European|university)[aeiouAEIO])")


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a file of `text/`, without empty ones."""
    return tuple(line for line in (TEXT / name).read_text(encoding="utf-8").splitlines() if line)


@lru_cache
def slots() -> dict[str, tuple[str, ...]]:
    """What may fill each slot."""
    pairs = (line.split(": ", 1) for line in lines("slots.txt"))
    return {name: tuple(fillings.split("|")) for name, fillings in pairs}


@lru_cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the lists, sorted."""
    everything = [*lines("questions.txt"), *lines("statements.txt"), *lines("plain_words.txt")]
    everything += [filling for fillings in slots().values() for filling in fillings]
    return tuple(sorted({word for text in everything for word in _SLOT.sub(" ", text).split()}))


def utterance(random: Random) -> str:
    """One to three sentences, with capitals and stops as Whisper writes them."""
    draw = random.random()
    many = 1 if draw < ONE_SENTENCE_SHARE else 2 if draw < ONE_SENTENCE_SHARE + TWO_SENTENCES_SHARE else 3
    return " ".join(sentence(random) for _ in range(many))


def sentence(random: Random) -> str:
    draw = random.random()
    if draw < QUESTION_SHARE:
        return _finished(_filled(random.choice(lines("questions.txt")), random), "?")
    if draw < QUESTION_SHARE + STATEMENT_SHARE:
        return _finished(_filled(random.choice(lines("statements.txt")), random), ".")
    return _finished(_salad(random), ".")


def _filled(phrase: str, random: Random) -> str:
    while _SLOT.search(phrase):
        phrase = _SLOT.sub(lambda slot: random.choice(slots()[slot.group(1)]), phrase)
    return _ARTICLE.sub("an ", phrase)


def _salad(random: Random) -> str:
    common = lines("plain_words.txt")[0].split()
    words: list[str] = []
    size = random.randint(2, 9)
    while len(words) < size:
        word = random.choice(common if random.random() < COMMON_WORD_SHARE else vocabulary())
        if words[-1:] != [word]:
            words.append(word)
    return " ".join(words)


def _finished(text: str, stop: str) -> str:
    return text[0].upper() + text[1:] + stop


def is_held_out(text: str) -> bool:
    """Whether a sentence kept for testing stands in the text."""
    return any(one.lower() in text.lower() for one in lines("held_out.txt"))
