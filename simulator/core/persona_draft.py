"""A person while somebody writes them in the page: whatever is left out is filled, so that there is always a whole person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from pydantic import BaseModel, ConfigDict, Field

from simulator.core.manner import manner_in_a_sentence
from simulator.core.persona_base import BASE_LINES, STAND_IN_TOPICS
from simulator.core.persona_schema import (
    FEWEST_QUESTIONS_A_TOPIC,
    FEWEST_TOPICS,
    LINES_OF_ONE_WHO_EXTENDS,
    LINES_ONE_MAY_LACK,
)
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.core.personas import parse_persona
from simulator.domain import (
    Dislikes,
    FollowUp,
    FollowUpKind,
    Likes,
    LineKind,
    MeetingFormat,
    Persona,
    Portrait,
    PublicFact,
    Temperament,
    Topic,
    Voice,
)

OWN_LINES: dict[LineKind, str] = {
    LineKind.OPENING: "Their first words; they end by giving you the floor",
    LineKind.ACKNOWLEDGEMENT: "A few words before an answer",
    LineKind.WEBSITE: "When you ask what you could have read",
    LineKind.JOB_ASK: "When you ask for a job, each time cooler",
    LineKind.UNSURE: "When they don't know",
    LineKind.REFERRAL_GIVEN: "Somebody else you should talk to",
    LineKind.THANKS: "When you thank them",
    LineKind.GOODBYE: "Their last words",
}
"""The kinds of lines the page asks for; the neutral ones stand in for the rest."""
_IN_ORDER = (LineKind.JOB_ASK, LineKind.RUDE)
_NO_HEADLINE = "{title} at {organisation}."
_NO_SUMMARY = "{name} is {title} at {organisation} and works in this field: {field}."
_NO_NOTE = (
    "Thank you for writing. I'm glad to make some time for you. Bring your questions, and I'll do my best to answer."
)
_LONGEST_ID = 50


class DraftFact(BaseModel):
    text: str = ""
    questions: str = ""  # one a line
    keywords: str = ""  # one a line


class DraftTopic(BaseModel):
    """A topic as it is typed; the questions one a line, none for those of the common subject."""

    id: str = ""
    title: str = ""
    about: str | None = None
    questions: str = ""
    answer: str = ""
    guarded: str = ""
    story: str = ""
    follow_ups: list[tuple[FollowUpKind, str]] = Field(default=[], max_length=12)

    @property
    def filled(self) -> bool:
        return bool(clean(self.answer))


class Draft(BaseModel):
    """Everything typed so far. Text is as it was typed, with nothing filled in."""

    model_config = ConfigDict(extra="ignore")

    id: str | None = None  # of the person that is being changed; None: a new one
    original: str = Field(default="", max_length=600_000)  # their file, for all that the page does not show
    tried: bool = False  # to save it: from then on gaps are pointed out

    name: str = ""
    title: str = ""
    organisation: str = ""
    field: str = ""
    headline: str = ""
    summary: str = ""
    temperament_note: str = ""
    note: str = ""
    formats: list[MeetingFormat] = [MeetingFormat.VIDEO, MeetingFormat.PHONE]
    minutes: int = 20
    warmth: float = 0.5
    openness: float = 0.6
    talkativeness: float = 0.55
    patience_s: float = 60
    extension_minutes: int = 5
    gives_names_from: float = 0.45
    extends_from: float = 0.5
    warms_to: dict[Likes, float] = {}
    cools_at: dict[Dislikes, float] = {}
    voice_name: str = "en-us+f3"
    rate_wpm: int = 165
    pitch: int = 50
    skin: str = "#c58c6d"
    hair: str = "#2b1b12"
    hair_style: str = "short"
    clothes: str = "#2f5d62"
    glasses: bool = False
    beard: bool = False
    facts: list[DraftFact] = Field(default=[], max_length=60)
    topics: dict[str, DraftTopic] = {}  # of the common subjects
    own_topics: list[DraftTopic] = Field(default=[], max_length=100)
    lines: dict[LineKind, str] = {}  # of `OWN_LINES`, one a line

    @property
    def first_name(self) -> str:
        return (clean(self.name).split() or ["they"])[0]

    @property
    def answers(self) -> int:
        """How many answers are their own."""
        return sum(topic.filled for topic in (*self.topics.values(), *self.own_topics))


def clean(text: str) -> str:
    """On one line, without control characters, as the file keeps it."""
    return " ".join(
        "".join(one for one in text if one.isspace() or unicodedata.category(one) not in ("Cc", "Cs")).split()
    )


def rows(text: str) -> tuple[str, ...]:
    """The lines of a text area that say something, each once."""
    return tuple(dict.fromkeys(row for row in map(clean, text.splitlines()) if row))


def id_from_name(name: str, taken: Container[str]) -> str:
    """An id made of the name: "Zoë O'Hara" → `zoe-o-hara`, with a number where that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    if not stem or not stem[0].isalpha():
        stem = f"person-{stem}".strip("-")
    number, found = 2, stem
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


# ── problems ─────────────────────────────────────────────────────────────────────────────────────────────────────


def problems(draft: Draft) -> dict[str, str]:
    """What keeps the person from being saved: field → a sentence. Fields of lists have their place, `own_topics.0.title`."""
    found: dict[str, str] = {}
    for name, asks in (
        ("name", "Give them a name."),
        ("title", "Say what they do, such as “Head of Water Quality”."),
        ("organisation", "Say where they work; an invented place is best."),
        ("field", "Say which field that is, such as “Public service”."),
    ):
        if len(clean(getattr(draft, name))) < 2:
            found[name] = asks
    if not draft.formats:
        found["formats"] = "Choose at least one way to meet."
    for number, topic in enumerate(draft.own_topics):
        found |= {f"own_topics.{number}.{key}": says for key, says in _own_topic_problems(topic).items()}
    for kind, text in draft.lines.items():
        if any("{" in row or "}" in row for row in rows(text)):
            found[f"lines.{kind}"] = "Write it without curly braces; they mean something to the program."
    for key, text in _rows_of(draft).items():
        if any(len(row) > 400 for row in rows(text)):
            found[key] = "One line is longer than 400 characters; shorten it."
        if any(len(row) < 2 for row in rows(text)):
            found[key] = "A line needs at least two characters."
    return found


def _own_topic_problems(topic: DraftTopic) -> dict[str, str]:
    if not topic.filled:
        return {}
    found: dict[str, str] = {}
    if len(clean(topic.title)) < 2:
        found["title"] = "Give this topic a title."
    count = len(rows(topic.questions))
    if count < FEWEST_QUESTIONS_A_TOPIC:
        found["questions"] = (
            f"Write at least {FEWEST_QUESTIONS_A_TOPIC} ways to ask for it, one a line; there are {count}."
        )
    return found


def _rows_of(draft: Draft) -> dict[str, str]:
    """Every field that is read line by line."""
    found = {f"lines.{kind}": text for kind, text in draft.lines.items()}
    for number, fact in enumerate(draft.facts):
        found |= {f"facts.{number}.questions": fact.questions, f"facts.{number}.keywords": fact.keywords}
    found |= {f"topics.{name}.questions": topic.questions for name, topic in draft.topics.items()}
    found |= {f"own_topics.{number}.questions": topic.questions for number, topic in enumerate(draft.own_topics)}
    return found


# ── a person from a draft ────────────────────────────────────────────────────────────────────────────────────────


def person_from(draft: Draft, persona_id: str) -> Persona:
    """The whole person, with everything left out filled in. A draft without problems gives one that can be saved."""
    original = parse_persona(draft.original, source="the file") if draft.original else None
    names = {name: clean(getattr(draft, name)) or "…" for name in ("name", "title", "organisation", "field")}
    temperament = Temperament(
        **{key: getattr(draft, key) for key in Temperament.__dataclass_fields__}  # the draft has them all, by name
    )
    return Persona(
        id=persona_id,
        **names,
        temperament_note=clean(draft.temperament_note) or manner_in_a_sentence(temperament),
        headline=clean(draft.headline) or _filled(_NO_HEADLINE, names),
        summary=clean(draft.summary) or _filled(_NO_SUMMARY, names),
        public_facts=_facts(draft) or (_fact_of_their_role(names),),
        formats=tuple(draft.formats),
        minutes=draft.minutes,
        booking_note=clean(draft.note) or _NO_NOTE,
        temperament=temperament,
        voice=Voice(draft.voice_name, draft.rate_wpm, draft.pitch),
        portrait=Portrait(draft.skin, draft.hair, draft.hair_style, draft.clothes, draft.glasses, draft.beard),
        topics=_topics(draft),
        lines={kind: lines for kind in LineKind if (lines := _lines(kind, draft, original))},
        research=original.research if original else (),
        facts=original.facts if original else (),
        asks_back=original.asks_back if original else (),
    )


def _filled(template: str, names: dict[str, str]) -> str:
    return template.format_map(names).replace("….", "…")


def _facts(draft: Draft) -> tuple[PublicFact, ...]:
    return tuple(
        PublicFact(clean(fact.text), rows(fact.questions), rows(fact.keywords))
        for fact in draft.facts
        if len(clean(fact.text)) > 1
    )


def _fact_of_their_role(names: dict[str, str]) -> PublicFact:
    return PublicFact(
        f"{names['name']} is {names['title']} at {names['organisation']}.",
        ("What is your job title?", "Where do you work?", "What is your role there?"),
        (names["organisation"],),
    )


def _topics(draft: Draft) -> tuple[Topic, ...]:
    """What is answered: the common subjects in their order, then their own; stand-ins while there are too few."""
    common = [
        _topic(draft.topics[name], name)
        for name in COMMON_SUBJECTS
        if name in draft.topics and draft.topics[name].filled
    ]
    own: list[Topic] = []
    for topic in draft.own_topics:
        if topic.filled:
            taken = {*COMMON_SUBJECTS, *(one.id for one in own)} - (
                {topic.id} if topic.id in COMMON_SUBJECTS else set()
            )
            own.append(_topic(topic, id_from_name(topic.id or topic.title, taken)))
    topics = [*common, *own]
    known = {topic.id for topic in topics}
    spare = [topic for topic in STAND_IN_TOPICS if topic.id not in known]
    return tuple(topics + spare[: max(0, FEWEST_TOPICS - len(topics))])


def _topic(typed: DraftTopic, topic_id: str) -> Topic:
    subject = COMMON_SUBJECTS.get(topic_id)
    questions = rows(typed.questions)
    if subject and len(questions) < FEWEST_QUESTIONS_A_TOPIC:
        questions = tuple(dict.fromkeys((*questions, *subject.questions)))
    return Topic(
        id=topic_id,
        title=clean(typed.title) or (subject.title if subject else "Something else"),
        questions=questions,
        answer=clean(typed.answer),
        guarded=clean(typed.guarded) or None,
        story=clean(typed.story) or None,
        follow_ups=tuple(FollowUp(kind, clean(text)) for kind, text in typed.follow_ups if len(clean(text)) > 1),
        about=typed.about or (subject.about if subject else None),
    )


def _lines(kind: LineKind, draft: Draft, original: Persona | None) -> tuple[str, ...]:
    """Their own lines and, where these are few, neutral ones; what the page did not change stays as it was."""
    base = BASE_LINES[kind]
    before = original.lines.get(kind, ()) if original else ()
    own = rows(draft.lines.get(kind, ""))
    if original and (kind not in OWN_LINES or own == _own(before, kind)):
        idle = kind in LINES_OF_ONE_WHO_EXTENDS and draft.extension_minutes == 0
        return before if before or idle or kind in LINES_ONE_MAY_LACK else base
    rest = base[len(own) :] if kind in _IN_ORDER else tuple(line for line in base if line not in own)
    return (*own, *rest[: max(0, len(base) - len(own))])


def _own(lines: tuple[str, ...], kind: LineKind) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in BASE_LINES[kind])


# ── a draft from a person ────────────────────────────────────────────────────────────────────────────────────────


def draft_of(persona: Persona, text: str, *, new: bool = False) -> Draft:
    """What one would have typed to write this person; `text` is their file. `new`: the start of another one."""
    same = {key: getattr(persona, key) for key in ("name", "title", "organisation", "field")}
    filled = Draft(**same)
    bare = person_from(
        filled.model_copy(update={key: getattr(persona.temperament, key) for key in Temperament.__dataclass_fields__}),
        "x",
    )
    stand_ins = {topic.answer for topic in STAND_IN_TOPICS}
    written = [topic for topic in persona.topics if topic.answer not in stand_ins]

    def unless_filled(name: str) -> str:
        value: str = getattr(persona, name)
        return "" if value == getattr(bare, name) else value

    return Draft(
        **same,
        id=None if new else persona.id,
        original=text,
        headline=unless_filled("headline"),
        summary=unless_filled("summary"),
        temperament_note=unless_filled("temperament_note"),
        note=unless_filled("booking_note"),
        formats=list(persona.formats),
        minutes=persona.minutes,
        **{key: getattr(persona.temperament, key) for key in Temperament.__dataclass_fields__},
        voice_name=persona.voice.name,
        rate_wpm=persona.voice.rate_wpm,
        pitch=persona.voice.pitch,
        **{key: getattr(persona.portrait, key) for key in Portrait.__dataclass_fields__},
        facts=[
            DraftFact(text=fact.text, questions="\n".join(fact.questions), keywords="\n".join(fact.keywords))
            for fact in persona.public_facts
            if (fact,) != bare.public_facts
        ],
        topics={topic.id: _typed(topic) for topic in written if topic.id in COMMON_SUBJECTS},
        own_topics=[_typed(topic) for topic in written if topic.id not in COMMON_SUBJECTS],
        lines={kind: "\n".join(_own(persona.lines.get(kind, ()), kind)) for kind in OWN_LINES},
    )


def _typed(topic: Topic) -> DraftTopic:
    subject = COMMON_SUBJECTS.get(topic.id)
    return DraftTopic(
        id=topic.id,
        title="" if subject and topic.title == subject.title else topic.title,
        about=topic.about,
        questions="" if subject and topic.questions == subject.questions else "\n".join(topic.questions),
        answer=topic.answer,
        guarded=topic.guarded or "",
        story=topic.story or "",
        follow_ups=[(one.kind, one.text) for one in topic.follow_ups],
    )
