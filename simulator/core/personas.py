"""A persona file becomes a `Persona`, or an error that names the file, the line and the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

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
from simulator.errors import PersonaError

MOST_FILE_BYTES = 512 * 1024
FEWEST_TOPICS = 25
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
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Factor = Annotated[float, Field(ge=0, le=2)]
Passage = Annotated[str, Field(min_length=20, max_length=8_000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]


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
    hair_style: Literal["short", "long", "bun", "curly", "bald", "headscarf", "locs"]
    clothes: Colour
    glasses: bool = False
    beard: bool = False


class _PersonaFile(_Schema):
    id: Identifier
    name: ShortLine
    title: ShortLine
    organisation: ShortLine
    field: ShortLine
    temperament_note: ShortLine
    headline: ShortLine
    summary: Line
    public_facts: list[_PublicFact] = Field(min_length=4, max_length=60)
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
        for topic in topics:
            if topic.id in seen:
                raise ValueError(f"topic '{topic.id}' stands twice; give each topic an id of its own")
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
                raise ValueError(f"'lines.{kind}' needs at least {fewest} variants, got {len(variants)}")
        return self

    @model_validator(mode="after")
    def _placeholders_are_known(self) -> Self:
        for kind, variants in self.lines.items():
            for variant in variants:
                found = set(re.findall(r"\{(\w*)\}", variant))
                expected = PLACEHOLDERS.get(kind, frozenset())
                if found != expected:
                    names = " and ".join(f"{{{name}}}" for name in sorted(expected))
                    wanted = f"must hold {names}" if expected else "must hold no placeholder"
                    raise ValueError(f"'lines.{kind}': each variant {wanted}: {variant!r}")
        return self


def parse_persona(text: str, *, source: str) -> Persona:
    """A persona from the text of a file; `source` names it in errors.

    Raises `PersonaError` with the file, the line and the key for: not YAML, too large, aliases (which could make a
    small file explode), a key that is missing, unknown, twice or of a wrong type, a topic that stands twice, too few
    topics or variants.
    """
    size = len(text.encode("utf-8", errors="replace"))
    if size > MOST_FILE_BYTES:
        raise PersonaError(f"{source}: the file has {size:,} bytes; a persona may have {MOST_FILE_BYTES:,} at most.")
    root = _compose(text, source)
    try:
        content = _LOADER("").construct_document(root)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise PersonaError(f"{source}: this is not a readable YAML file ({_first_line(error)}).") from error
    try:
        return _persona(_PersonaFile.model_validate(content))
    except ValidationError as error:
        raise PersonaError(_explain(error, root, source)) from error


def read_persona(path: Path) -> Persona:
    """The persona in a file whose name must be its id. Raises `PersonaError`, as `parse_persona` does."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise PersonaError(f"{path}: the file is larger than {MOST_FILE_BYTES:,} bytes; a persona must be smaller.")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PersonaError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PersonaError(f"{path}: is not UTF-8 text (byte {error.start}).", fix="Save it as UTF-8.") from error
    persona = parse_persona(text, source=str(path))
    if persona.id != path.stem:
        raise PersonaError(f"{path}: 'id' must be the name of the file, '{path.stem}', got '{persona.id}'.")
    return persona


def persona_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Persona files in the folders, each folder in the order of names; a folder that is not there is empty."""
    for folder in folders:
        yield from sorted(path for path in folder.glob("*.yaml") if path.is_file())


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader; the one in C, ten times as fast, where it is there."""


_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,:?-])[&*][^\s&*]", re.M)
"""Where a sign for an anchor or alias might stand; most files have none, and need not be read once more for it."""


def _compose(text: str, source: str) -> yaml.Node:
    """The tree of nodes with their lines, once it is sure that the file is small, plain YAML."""
    try:
        if _MAY_BE_ALIAS.search(text):
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    raise PersonaError(
                        f"{source}, line {line}: anchors and aliases (& and *) are not allowed; repeat it."
                    )
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source}, line {mark.line + 1}" if mark else source
        problem = getattr(error, "problem", None) or _first_line(error)
        raise PersonaError(f"{where}: this is not readable YAML: {problem}.") from error
    if not isinstance(root, yaml.MappingNode):
        raise PersonaError(f"{source}: a persona file holds keys and values, such as 'name: Ada Example'.")
    _refuse_double_keys(root, source)
    return root


def _refuse_double_keys(node: yaml.Node, source: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise PersonaError(f"{source}, line {key.start_mark.line + 1}: '{key.value}' stands twice.")
            seen.add(key.value)
            _refuse_double_keys(value, source)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_double_keys(value, source)


def _explain(error: ValidationError, root: yaml.Node, source: str) -> str:
    problems = [_problem(details, root, source) for details in error.errors()[:5]]
    more = error.error_count() - len(problems)
    return "\n".join(problems) + (f"\n… and {more} more." if more > 0 else "")


def _problem(details: Mapping[str, Any], root: yaml.Node, source: str) -> str:
    path = tuple(part for part in details["loc"] if part != "[key]")
    key = ".".join(str(part) for part in path)
    where = f"{source}, line {_line_of(root, path)}"
    message = details["msg"].removeprefix("Value error, ")
    if details["type"] == "missing":
        return f"{where}: '{key}' is missing."
    if details["type"] == "extra_forbidden":
        return f"{where}: '{key}' is not a key this program knows."
    if details["type"] == "value_error":
        return f"{where}: {message}."
    return f"{where}: '{key}': {message[0].lower() + message[1:]}, got {_short(details['input'])}."


def _line_of(root: yaml.Node, path: tuple[int | str, ...]) -> int:
    """The line of the deepest node on the path that the file has."""
    node, line = root, root.start_mark.line + 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _persona(file: _PersonaFile) -> Persona:
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
