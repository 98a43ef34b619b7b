"""What a persona file holds: every key, its type and its limits, and the `Persona` made of it."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from simulator.domain import (
    SLOT_MINUTES,
    AskedBack,
    Dislikes,
    FollowUp,
    FollowUpKind,
    HardFact,
    Likes,
    LineKind,
    MeetingFormat,
    Persona,
    Portrait,
    PublicFact,
    ResearchKind,
    ResearchPiece,
    Temperament,
    Topic,
    Voice,
)

MOST_FILE_BYTES = 512 * 1024
FEWEST_TOPICS = 5
"""So many make a person one can talk to at all; `ENOUGH_TOPICS` of the advice make a good one."""
FEWEST_PUBLIC_FACTS = 1
FEWEST_QUESTIONS_A_TOPIC = 3
FEWEST_LINES = {
    LineKind.ACKNOWLEDGEMENT: 6,
    LineKind.UNSURE: 4,
    LineKind.JOB_ASK: 3,  # one for each time they are asked, each cooler
    LineKind.WEBSITE: 3,
    LineKind.PROMPT: 4,
    LineKind.THANKS: 3,
}
FEWEST_LINES_OTHERWISE = 2
LINES_OF_ONE_WHO_EXTENDS = (LineKind.EXTENSION_OFFER, LineKind.MORE_TIME_GRANTED)
PLACEHOLDERS: dict[LineKind, frozenset[str]] = {
    LineKind.TIME_LEFT: frozenset({"minutes"}),
    LineKind.TIME_CUE: frozenset({"minutes"}),
    LineKind.EXTENSION_OFFER: frozenset({"minutes"}),
    LineKind.MORE_TIME_GRANTED: frozenset({"minutes"}),
    LineKind.CLARIFY: frozenset({"first", "second"}),
}
"""What a line must hold: `{minutes}` becomes a phrase such as "five minutes", `{first}` and `{second}` what a topic is about."""
STANDS_IN: dict[LineKind, LineKind] = {
    LineKind.ACKNOWLEDGEMENT_SPECIFIC: LineKind.ACKNOWLEDGEMENT,
    LineKind.ACKNOWLEDGEMENT_FOLLOW_UP: LineKind.ACKNOWLEDGEMENT,
    LineKind.CALLBACK: LineKind.ACKNOWLEDGEMENT,
    LineKind.HELLO: LineKind.GREETING,
    LineKind.PRAISE: LineKind.THANKS,
    LineKind.SILENCE: LineKind.UNCLEAR,
    LineKind.RUDE: LineKind.TOO_PERSONAL,
    LineKind.LONG_TURN: LineKind.PROMPT,
    LineKind.HOLD_ON: LineKind.PROMPT,
}
"""What a person says who has no lines of the kind on the left."""
LINES_ONE_MAY_LACK = frozenset(
    {*STANDS_IN, LineKind.STACKED, LineKind.CLARIFY, LineKind.INTERRUPTION, LineKind.INTERRUPTION_OVER}
)


def _spoken(text: object) -> object:
    """Folded lines of a YAML block become one line of speech."""
    return " ".join(text.split()) if isinstance(text, str) else text


Line = Annotated[str, BeforeValidator(_spoken), Field(min_length=2, max_length=1_500)]
ShortLine = Annotated[str, BeforeValidator(_spoken), Field(min_length=2, max_length=400)]
HairStyle = Literal["short", "long", "bun", "curly", "bald", "headscarf", "locs"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Factor = Annotated[float, Field(ge=0, le=2)]
Passage = Annotated[str, Field(min_length=20, max_length=8_000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]


def placeholder_problem(kind: LineKind, line: str) -> str | None:
    """What is wrong with the placeholders of a line of this kind, as the end of a sentence; None when they are right."""
    found = set(re.findall(r"\{(\w*)\}", line))
    expected = PLACEHOLDERS.get(kind, frozenset())
    if found == expected:
        return None
    names = " and ".join(f"{{{name}}}" for name in sorted(expected))
    strange = ", ".join(f"{{{name}}}" for name in sorted(found - expected))
    return f"must hold {names}" if expected else f"must hold no placeholder, got {strange}"


def _wrong(path: tuple[int | str, ...], what: str, remedy: str) -> PydanticCustomError:
    """An error that knows where in the file it belongs, although it is found by looking at the whole."""
    return PydanticCustomError("persona", "{what}; {remedy}", {"what": what, "remedy": remedy, "path": path})


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _FollowUp(_Schema):
    kind: FollowUpKind
    text: Line


class _Topic(_Schema):
    id: Identifier
    title: ShortLine
    about: ShortLine | None = None
    questions: list[ShortLine] = Field(min_length=FEWEST_QUESTIONS_A_TOPIC, max_length=40)
    answer: Line
    guarded: Line | None = None
    story: Line | None = None
    follow_ups: list[_FollowUp] = Field(default=[], max_length=12)


class _PublicFact(_Schema):
    text: ShortLine
    questions: list[ShortLine] = Field(default=[], max_length=20)
    keywords: list[ShortLine] = Field(default=[], max_length=20)


class _ResearchPiece(_Schema):
    kind: ResearchKind
    title: ShortLine
    text: Passage


class _HardFact(_Schema):
    about: ShortLine
    value: Annotated[str, Field(min_length=1, max_length=120)]
    forms: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field(min_length=1, max_length=20)
    near: list[Annotated[str, Field(min_length=2, max_length=200)]] = Field(min_length=1, max_length=20)


class _AskedBack(_Schema):
    ask: ShortLine
    to_much: list[ShortLine] = Field(min_length=2, max_length=12)
    to_little: list[ShortLine] = Field(min_length=2, max_length=12)


class _Booking(_Schema):
    formats: list[MeetingFormat] = Field(min_length=1)
    minutes: Literal[5, 10, 15, 20, 30]
    note: Line


class _Temperament(_Schema):
    warmth: Share
    openness: Share
    patience_s: float = Field(ge=0, le=900)
    extension_minutes: int = Field(ge=0, le=15)
    talkativeness: Share = 0.5
    gives_names_from: Share = 0.45
    extends_from: Share = 0.5
    warms_to: dict[Likes, Factor] = {}
    cools_at: dict[Dislikes, Factor] = {}


class _Voice(_Schema):
    name: str = Field(min_length=2, max_length=60, pattern=r"^[A-Za-z0-9_+()\-/ ]+$")
    rate_wpm: int = Field(ge=80, le=260)
    pitch: int = Field(ge=0, le=100)


class _Portrait(_Schema):
    skin: Colour
    hair: Colour
    hair_style: HairStyle
    clothes: Colour
    glasses: bool = False
    beard: bool = False


class PersonaFile(_Schema):
    id: Identifier
    name: ShortLine
    title: ShortLine
    organisation: ShortLine
    field: ShortLine
    temperament_note: ShortLine
    headline: ShortLine
    summary: Line
    public_facts: list[_PublicFact] = Field(min_length=FEWEST_PUBLIC_FACTS, max_length=60)
    booking: _Booking
    temperament: _Temperament
    voice: _Voice
    portrait: _Portrait
    lines: dict[LineKind, list[Line]]
    topics: list[_Topic] = Field(min_length=FEWEST_TOPICS, max_length=200)
    research: list[_ResearchPiece] = Field(default=[], max_length=12)
    facts: list[_HardFact] = Field(default=[], max_length=60)
    asks_back: list[_AskedBack] = Field(default=[], max_length=12)

    @field_validator("topics")
    @classmethod
    def _topics_are_distinct(cls, topics: list[_Topic]) -> list[_Topic]:
        seen: set[str] = set()
        for number, topic in enumerate(topics):
            if topic.id in seen:
                raise _wrong(
                    ("topics", number, "id"), f"the topic '{topic.id}' stands twice", "give each topic an id of its own"
                )
            seen.add(topic.id)
        return topics

    @model_validator(mode="after")
    def _lines_are_enough(self) -> Self:
        for kind in LineKind:
            if kind in LINES_ONE_MAY_LACK and kind not in self.lines:
                continue
            if kind in LINES_OF_ONE_WHO_EXTENDS and self.temperament.extension_minutes == 0:
                continue
            variants = self.lines.get(kind, [])
            fewest = FEWEST_LINES.get(kind, FEWEST_LINES_OTHERWISE)
            if len(variants) < fewest:
                lacking = f"needs at least {fewest} variants, got {len(variants)}"
                raise _wrong(("lines", kind.value), lacking, f"write {fewest - len(variants)} more")
        return self

    @model_validator(mode="after")
    def _placeholders_are_known(self) -> Self:
        for kind, variants in self.lines.items():
            for number, variant in enumerate(variants):
                problem = placeholder_problem(kind, variant)
                if problem:
                    raise _wrong(("lines", kind.value, number), problem, f"write it anew: {variant!r}")
        return self


def persona_of(file: PersonaFile) -> Persona:
    return Persona(
        id=file.id,
        name=file.name,
        title=file.title,
        organisation=file.organisation,
        field=file.field,
        temperament_note=file.temperament_note,
        headline=file.headline,
        summary=file.summary,
        public_facts=tuple(
            PublicFact(fact.text, tuple(fact.questions), tuple(fact.keywords)) for fact in file.public_facts
        ),
        formats=tuple(file.booking.formats),
        minutes=file.booking.minutes,
        booking_note=file.booking.note,
        temperament=Temperament(**file.temperament.model_dump()),
        voice=Voice(**file.voice.model_dump()),
        portrait=Portrait(**file.portrait.model_dump()),
        topics=tuple(
            Topic(
                id=topic.id,
                title=topic.title,
                questions=tuple(topic.questions),
                answer=topic.answer,
                guarded=topic.guarded,
                story=topic.story,
                follow_ups=tuple(FollowUp(one.kind, one.text) for one in topic.follow_ups),
                about=topic.about,
            )
            for topic in file.topics
        ),
        lines={kind: tuple(variants) for kind, variants in file.lines.items()},
        research=tuple(ResearchPiece(one.kind, one.title, one.text.strip()) for one in file.research),
        facts=tuple(HardFact(one.about, one.value, tuple(one.forms), tuple(one.near)) for one in file.facts),
        asks_back=tuple(AskedBack(one.ask, tuple(one.to_much), tuple(one.to_little)) for one in file.asks_back),
    )


assert SLOT_MINUTES == (5, 10, 15, 20, 30), "the slots of a booking are written out in the schema above"
