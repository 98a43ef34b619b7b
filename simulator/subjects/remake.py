"""Make the model of subjects anew from the phrasings and the example questions of the people that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from simulator.domain import Persona
from simulator.subjects.data import Phrasing, load_phrasings
from simulator.subjects.model import MODEL_FILE, fingerprint, model_to_bytes
from simulator.subjects.subjects import SUBJECTS
from simulator.subjects.training import learn_subjects

MISHEARD = 0.15
"""Each phrasing is learnt once more with this share of its words misheard."""
SEED = 5


def phrasings_of(people: Iterable[Persona]) -> tuple[Phrasing, ...]:
    """What there is to learn from: the phrasings, and the people's own questions on subjects everybody is asked about."""
    own = (
        (topic.id, question)
        for persona in people
        for topic in persona.topics
        if topic.id in SUBJECTS
        for question in topic.questions
    )
    return tuple(dict.fromkeys([*load_phrasings(), *own]))


def remake_subjects(people: Iterable[Persona], misheard: Callable[[str], str], path: Path = MODEL_FILE) -> bool:
    """Learn (a minute or two) and put the model in its place; whether it changed."""
    phrasings = phrasings_of(people)
    content = model_to_bytes(learn_subjects(phrasings, misheard=misheard), fingerprint=fingerprint(phrasings))
    before = path.read_bytes() if path.exists() else b""
    if content != before:
        path.write_bytes(content)
    return content != before
