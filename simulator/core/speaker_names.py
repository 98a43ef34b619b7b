"""Names of speakers as transcripts write them: what looks like one, and when two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.errors import TranscriptError

NAME = r"[^\W\d_][\w.'’&/@+-]{0,40}(?:,? (?:\w|\((?=[^\W\d]|\d+\)))[\w.'’&/@+)-]{0,40}){0,6}"
MOST_NAME_CHARACTERS = 60

_ASIDE = re.compile(r"\s*\([^()\d]*\)")
_FROM_TO = re.compile(r"From (.+?) [Tt]o .+")
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le of ten ter the van von und y zu".split())
_ROLES = frozenset("i me you him her them interviewer interviewee guest host student mentor q a".split())
_NO_NAMES = frozenset(
    """agenda also although and answer anyway attendees because but date duration example finally first firstly for
    hence here how however if invitees keywords last location meeting note notes now okay ok one organiser organizer
    participants point problem ps question recording remember result second secondly so speakers subject summary that
    then there third this time title tldr today topic topics transcript transcription two three four five warning well what when
    where which who why yes no yeah""".split()
)
"""What stands before a colon and is nobody's name."""


def looks_like_name(label: str) -> bool:
    """Whether a label is written as names are: capital letters or numbers, and no word that opens a sentence."""
    if label.casefold() in _ROLES:
        return True
    parts = _FROM_TO.sub(r"\1", label).replace("(", " ").replace(")", " ").split()
    if not parts or len(label) > MOST_NAME_CHARACTERS or parts[0].strip(".,").casefold() in _NO_NAMES:
        return False
    return parts[0][0].isupper() and all(
        part[0].isupper() or part[0].isdigit() or part.casefold() in _PARTICLES or not part[0].isalpha()
        for part in parts
    )


def clean_name(label: str) -> str:
    """The name without what programs add to it: "Anna Berg (Guest)" → "Anna Berg"."""
    name = _FROM_TO.sub(r"\1", label.strip())
    return " ".join((_ASIDE.sub("", name) or name).split())[:MOST_NAME_CHARACTERS].strip() or label.strip()


def name_key(label: str) -> str:
    """What two spellings of one name have in common."""
    return clean_name(label).casefold().rstrip(".")


def find_speaker(wanted: str, speakers: Iterable[str], *, source: str) -> str:
    """The speaker somebody means: the whole name, or one word of it that only one of them has.

    Raises `TranscriptError` that lists the names.
    """
    names = tuple(speakers)
    key = name_key(wanted)
    exact = [name for name in names if name_key(name) == key]
    partly = [name for name in names if key in name_key(name).replace(",", " ").split()]
    for found in (exact, partly):
        if len(found) == 1:
            return found[0]
    why = f"'{wanted}' may be {' or '.join(partly)}" if partly else f"nobody is called '{wanted}'"
    raise TranscriptError(f"{source}: {why} in this talk.", fix=f"The speakers are {listed(names)}.")


def listed(names: Iterable[str]) -> str:
    """Names in a row, each in quotation marks: 'Anna', 'Ben' and 'Carla'."""
    marked = [f"'{name}'" for name in names]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"
