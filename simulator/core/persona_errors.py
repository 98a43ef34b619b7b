"""What is wrong with a persona file, in a sentence: the line, the key, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from simulator.core.persona_schema import PersonaFile
from simulator.domain import LineKind

MOST_PROBLEMS = 5
MOST_SHOWN = 60

KeyPath = tuple[int | str, ...]
"""Where something stands: keys, and places in lists counted from 0."""

PURPOSE: dict[str, str] = {
    "id": "the name of the file without .yaml",
    "name": "the person's name",
    "title": "a title: the person's role, or what the topic is called",
    "organisation": "where they work (an invented place)",
    "field": "the field they work in",
    "temperament_note": "one sentence on how it is to talk to them",
    "headline": "one line as on a profile page",
    "summary": "three to five sentences that public research would show",
    "public_facts": "what anyone can find out beforehand",
    "booking": "how and for how long they meet",
    "formats": "video, phone or in_person, the preferred one first",
    "minutes": "5, 10, 15, 20 or 30",
    "note": "what they wrote when they agreed to meet",
    "temperament": "how they are",
    "warmth": "0 to 1, where rapport starts",
    "openness": "0 to 1, how little it takes before they tell more",
    "patience_s": "the seconds they stay past the agreed end",
    "extension_minutes": "the minutes they offer at the end, 0 for none",
    "voice": "how they sound",
    "rate_wpm": "their pace, 80 to 260 words a minute",
    "pitch": "0 to 100",
    "portrait": "how they are drawn",
    "lines": "what they say that is not an answer",
    "topics": "what they can talk about",
    "questions": "ways to ask for it",
    "answer": "what they say, 45 to 90 spoken words",
    "kind": "what it is",
    "text": "the words",
    "ask": "what they ask back",
    "to_much": "how they take a full answer",
    "to_little": "how they take an empty one",
    "about": "what it is about",
    "value": "the fact itself",
    "forms": "the ways to write it",
    "near": "words that stand beside it",
}
"""What belongs under a key, for whoever left it out or wrote something else."""


def explain(error: ValidationError, root: yaml.Node, source: str) -> str:
    """The first few problems of a file, one a line."""
    found = sorted(error.errors(), key=lambda details: details["type"] != "extra_forbidden")  # a slip explains a gap
    problems = [_problem(details, root, source) for details in found[:MOST_PROBLEMS]]
    more = error.error_count() - len(problems)
    return "\n".join(problems) + (f"\n… and {more} more." if more > 0 else "")


def line_of(root: yaml.Node, path: KeyPath) -> int:
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


def key_of(root: yaml.Node, path: KeyPath) -> str:
    """The path in words: a topic is called by its id, anything else in a list by its place, counted from 1."""
    node: yaml.Node | None = root
    words: list[str] = []
    for part in path:
        node = _child(node, part)
        name = _child(node, "id") if isinstance(part, int) else None
        if isinstance(part, int):
            words.append(name.value if isinstance(name, yaml.ScalarNode) and name.value else f"#{part + 1}")
        else:
            words.append(str(part))
    return ".".join(words)


def key_near(text: str, line: int) -> str:
    """The last key at or above a line of a text that is not readable YAML, or the beginning of the file."""
    for row in reversed(text.splitlines()[:line]):
        start = row.lstrip("\t -")
        key = start.partition(":")[0].strip()
        if ":" in start and key.isidentifier():
            return key
    return "id"


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child
    return None


def _problem(details: Mapping[str, Any], root: yaml.Node, source: str) -> str:
    path = tuple(part for part in details["loc"] if part != "[key]")
    told = details.get("ctx", {})
    if details["type"] == "persona":
        path = tuple(told["path"])
        says = f"{told['what']}; {told['remedy']}"
    else:
        says = _sentence(details["type"], path, details["input"], told, is_key="[key]" in details["loc"])
    return (
        f"{source}, line {line_of(root, path)}: '{key_of(root, path) or 'id'}'{':' * says.startswith('must')} {says}."
    )


def _sentence(kind: str, path: KeyPath, value: object, told: Mapping[str, Any], *, is_key: bool) -> str:
    """The rest of the sentence after the key."""
    key = str(path[-1]) if path else ""
    purpose = PURPOSE.get(key, "")
    wants = f" ({purpose})" if purpose else ""
    got = f"got {_short(value)}"
    if kind == "missing":
        return f"is missing; add it{wants}"
    if kind == "extra_forbidden" or is_key:
        return _unknown(path)
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"is empty{wants}; write something, or take the key out (a # begins a comment: put a colour in quotes)"
    if key in ("skin", "hair", "clothes"):
        return f'must be a colour such as "#c58c6d", in quotes, {got}; write # and six of 0–9 and a–f'
    if kind in ("string_type", "string_sub_type"):
        return f"must be text, {got}; put the whole text in quotes"
    if kind in ("too_short", "too_long") and isinstance(value, str):
        kind = f"string_{kind}"
    return f"{_limits(kind, key, value, told, wants)}, {got}{_remedy(kind, key)}"


def _limits(kind: str, key: str, value: object, told: Mapping[str, Any], wants: str) -> str:
    low, high = told.get("ge", told.get("min_length")), told.get("le", told.get("max_length"))
    match kind:
        case "string_too_short":
            return f"must have at least {low} characters{wants}"
        case "string_too_long":
            return f"must have at most {high} characters, has {len(str(value))}"
        case "too_short":
            return f"must have at least {low} entries{wants}, has {told.get('actual_length')}"
        case "too_long":
            return f"must have at most {high} entries, has {told.get('actual_length')}"
        case "greater_than_equal":
            return f"must be at least {low:g}{wants}"
        case "less_than_equal":
            return f"must be at most {high:g}{wants}"
        case "list_type":
            return f"must be a list{wants}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"must hold keys and values of its own{wants}"
        case "enum" | "literal_error":
            return f"must be {str(told.get('expected', '')).replace(chr(39), '')}"
        case "bool_type" | "bool_parsing":
            return "must be true or false"
        case "int_type" | "int_parsing" | "int_from_float":
            return f"must be a whole number{wants}"
        case "float_type" | "float_parsing" | "finite_number":
            return f"must be a number{wants}"
        case _ if key == "id":
            return "must be small letters, digits and single hyphens, such as ada-example"
        case _:
            return f"is not what it should be{wants}"


_REMEDIES = {
    "string_too_short": "; write it out",
    "string_too_long": "; shorten it",
    "too_short": "; add more",
    "too_long": "; take some out",
    "list_type": "; begin each entry on a line of its own with '- '",
    "dict_type": "; write 'key: value' lines, set in by two spaces",
    "model_type": "; write 'key: value' lines, set in by two spaces",
    "model_attributes_type": "; write 'key: value' lines, set in by two spaces",
}


def _remedy(kind: str, key: str) -> str:
    if kind == "string_pattern_mismatch":
        return "; write it so" if key == "id" else "; use letters, digits and + - only"
    return _REMEDIES.get(kind, "; change it to that")


def _unknown(path: KeyPath) -> str:
    known = list(_keys_beside(path))
    near = get_close_matches(str(path[-1]), known, n=1)
    what = "kind of line" if path[0] == "lines" else "key"
    remedy = f"write '{near[0]}' if you meant that, or take it out" if near else "take it out"
    return f"is not a {what} this program knows; {remedy}"


def _keys_beside(path: KeyPath) -> Iterator[str]:
    """The keys that may stand where the last of the path stands."""
    kind: object = PersonaFile
    for part in path[:-1]:
        model = next((one for one in _kinds(kind) if isinstance(one, type) and issubclass(one, BaseModel)), None)
        if isinstance(part, int) or model is None or part not in model.model_fields:
            continue
        kind = model.model_fields[str(part)].annotation
    for one in _kinds(kind):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield from one.model_fields
        elif isinstance(one, type) and issubclass(one, Enum) and (one is not LineKind or path[0] == "lines"):
            yield from (member.value for member in one)


def _kinds(annotation: object) -> Iterator[object]:
    """The types that an annotation is made of: of `list[_Topic]` both `list` and `_Topic`."""
    if get_origin(annotation) in (list, dict, Annotated, Union, UnionType):
        for inner in get_args(annotation):
            yield from _kinds(inner)
    else:
        yield annotation


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "…"
