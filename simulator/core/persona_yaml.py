"""A person as the text of a file: readable, in the order of the guide, and the same person when it is read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import Enum
from itertools import pairwise
from typing import Any

import yaml

from simulator.domain import FollowUp, Persona, PublicFact, Temperament, Topic

LINE_CHARACTERS = 118
LONGEST_ON_ONE_LINE = 100


def persona_yaml(persona: Persona) -> str:
    """The file of a person. `parse_persona` of it gives the person again."""
    blocks = [_dump({key: value}) for key, value in _document(persona).items()]
    text = blocks[0]
    for before, block in pairwise(blocks):
        both_short = before.count("\n") == 1 and block.count("\n") == 1
        text += block if both_short else "\n" + block
    return text


def _document(persona: Persona) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": persona.id,
        "name": persona.name,
        "title": persona.title,
        "organisation": persona.organisation,
        "field": persona.field,
        "temperament_note": persona.temperament_note,
        "headline": persona.headline,
        "summary": persona.summary,
        "public_facts": [_public_fact(fact) for fact in persona.public_facts],
        "booking": {
            "formats": _Flow([one.value for one in persona.formats]),
            "minutes": persona.minutes,
            "note": persona.booking_note,
        },
        "temperament": _temperament(persona.temperament),
        "voice": {"name": persona.voice.name, "rate_wpm": persona.voice.rate_wpm, "pitch": persona.voice.pitch},
        "portrait": _fields(persona.portrait),
        "research": [
            {"kind": piece.kind.value, "title": piece.title, "text": _Prose(piece.text)} for piece in persona.research
        ],
        "facts": [
            {"about": one.about, "value": one.value, "forms": _Flow(one.forms), "near": _Flow(one.near)}
            for one in persona.facts
        ],
        "asks_back": [
            {"ask": one.ask, "to_much": list(one.to_much), "to_little": list(one.to_little)}
            for one in persona.asks_back
        ],
        "lines": {kind.value: list(variants) for kind, variants in persona.lines.items()},
        "topics": [_topic(topic) for topic in persona.topics],
    }
    return {key: value for key, value in document.items() if value or key in ("lines", "topics")}


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the frozen records
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _public_fact(fact: PublicFact) -> dict[str, Any]:
    content: dict[str, Any] = {"text": fact.text}
    if fact.questions:
        content["questions"] = list(fact.questions)
    if fact.keywords:
        content["keywords"] = list(fact.keywords)
    return content


def _temperament(temperament: Temperament) -> dict[str, Any]:
    content = _fields(temperament)
    for key in ("warms_to", "cools_at"):
        factors = {kind.value: factor for kind, factor in content.pop(key).items()}
        if factors:
            content[key] = _FlowMap(factors)
    return content


def _topic(topic: Topic) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": topic.id,
        "title": topic.title,
        "about": topic.about,
        "questions": list(topic.questions),
        "guarded": topic.guarded,
        "answer": topic.answer,
        "story": topic.story,
        "follow_ups": [_follow_up(one) for one in topic.follow_ups],
    }
    return {key: value for key, value in content.items() if value}


def _follow_up(one: FollowUp) -> dict[str, str]:
    return {"kind": one.kind.value, "text": one.text}


# ── how it is written ────────────────────────────────────────────────────────────────────────────────────────────


class _Flow(list[str]):
    """A list of short things, on one line."""

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__(values)


class _FlowMap(dict[str, float]):
    """Keys and numbers, on one line."""


class _Prose(str):
    """Text with paragraphs, whose line breaks count."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - lists are set in too
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the same text twice is written twice
        return True


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > LONGEST_ON_ONE_LINE else None
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _prose(writer: _Writer, text: _Prose) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


_Writer.add_representer(str, _text)
_Writer.add_representer(_Prose, _prose)
_Writer.add_representer(_Flow, lambda writer, values: writer.represent_sequence("tag:yaml.org,2002:seq", values, True))
_Writer.add_representer(
    _FlowMap, lambda writer, values: writer.represent_mapping("tag:yaml.org,2002:map", values, True)
)
_Writer.add_multi_representer(Enum, lambda writer, one: _text(writer, str(one.value)))


def _dump(content: Mapping[str, Any]) -> str:
    written: str = yaml.dump(
        dict(content), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=LINE_CHARACTERS, indent=2
    )
    return written
