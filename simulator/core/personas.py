"""A persona file becomes a `Persona`, or an error that names the file, the line, the key and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from simulator.core.persona_errors import KeyPath, explain, key_near, line_of
from simulator.core.persona_schema import (
    FEWEST_TOPICS,
    LINES_ONE_MAY_LACK,
    MOST_FILE_BYTES,
    PLACEHOLDERS,
    STANDS_IN,
    PersonaFile,
    persona_of,
)
from simulator.domain import Persona
from simulator.errors import PersonaError

__all__ = [
    "FEWEST_TOPICS",
    "LINES_ONE_MAY_LACK",
    "MOST_FILE_BYTES",
    "PLACEHOLDERS",
    "STANDS_IN",
    "decode_persona",
    "lines_in_file",
    "parse_persona",
    "parse_persona_bytes",
    "persona_bytes",
    "persona_files",
    "read_persona",
]


def parse_persona(text: str, *, source: str) -> Persona:
    """A persona from the text of a file; `source` names it in errors.

    Raises `PersonaError` with the file, the line, the key and a remedy for: not YAML, too large, aliases (which could
    make a small file explode), a key that is missing, unknown, twice or of a wrong type, a topic that stands twice, too
    few topics or variants.
    """
    _refuse_large(text.encode("utf-8", errors="replace"), source)
    root = _compose(text, source)
    try:
        content = _LOADER("").construct_document(root)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _not_yaml(error, text, source) from error
    try:
        return persona_of(PersonaFile.model_validate(content))
    except ValidationError as error:
        raise PersonaError(explain(error, root, source)) from error


def parse_persona_bytes(content: bytes, *, source: str) -> Persona:
    """A persona from the bytes of a file. Raises `PersonaError`, as `parse_persona` does, and for what is not UTF-8."""
    return parse_persona(decode_persona(content, source=source), source=source)


def decode_persona(content: bytes, *, source: str) -> str:
    """The text of a file of a size that may be. Raises `PersonaError` for a larger one and for what is not UTF-8."""
    _refuse_large(content, source)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        key = key_near(content[: error.start].decode("utf-8", errors="replace"), line)
        raise PersonaError(
            f"{source}, line {line}: near '{key}' the file is not UTF-8 text (byte {error.start}).",
            fix="Save it as UTF-8.",
        ) from error


def persona_bytes(path: Path) -> bytes:
    """What is in the file, and no more than one byte beyond what may be. Raises `PersonaError` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise PersonaError(f"{path}: cannot be read: {error.strerror}.", fix="Check its name and rights.") from error


def read_persona(path: Path) -> Persona:
    """The persona in a file whose name must be its id. Raises `PersonaError`, as `parse_persona` does."""
    text = decode_persona(persona_bytes(path), source=str(path))
    persona = parse_persona(text, source=str(path))
    if persona.id != path.stem:
        (line,) = lines_in_file(text, [("id",)])
        raise PersonaError(
            f"{path}, line {line}: 'id' must be the name of the file, '{path.stem}', got '{persona.id}'; "
            f"change it, or call the file {persona.id}.yaml."
        )
    return persona


def persona_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Persona files in the folders, each folder in the order of names; a folder that is not there is empty."""
    for folder in folders:
        yield from sorted(path for path in folder.glob("*.yaml") if path.is_file())


def lines_in_file(text: str, paths: Sequence[KeyPath]) -> list[int]:
    """The line of each path in the text of a persona file that can be read."""
    root = _compose(text, "the file")
    return [line_of(root, path) for path in paths]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader; the one in C, ten times as fast, where it is there."""


_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,:?-])[&*][^\s&*]", re.M)
"""Where a sign for an anchor or alias might stand; most files have none, and need not be read once more for it."""


def _refuse_large(content: bytes, source: str) -> None:
    if len(content) <= MOST_FILE_BYTES:
        return
    allowed = content[:MOST_FILE_BYTES]
    line = allowed.count(b"\n") + 1
    key = key_near(allowed.decode("utf-8", errors="replace"), line)
    raise PersonaError(
        f"{source}, line {line}: in '{key}' the file goes beyond the {MOST_FILE_BYTES:,} bytes a persona may have; "
        "shorten it."
    )


def _compose(text: str, source: str) -> yaml.Node:
    """The tree of nodes with their lines, once it is sure that the file is small, plain YAML."""
    try:
        if _MAY_BE_ALIAS.search(text):
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    raise PersonaError(
                        f"{source}, line {line}: at '{key_near(text, line)}': anchors and aliases (& and *) are not "
                        "allowed; write it out again, or put the text in quotes."
                    )
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error, text, source) from error
    if not isinstance(root, yaml.MappingNode):
        raise PersonaError(
            f"{source}, line 1: a persona file holds keys and values; begin with 'id: ada-example' and go on as "
            "docs/personas.md shows."
        )
    _refuse_double_keys(root, source)
    return root


def _not_yaml(error: Exception, text: str, source: str) -> PersonaError:
    """What the reader of YAML complains about, with the line and the key above it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
    row = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        problem, remedy = "a line begins with a tab", "set it in with spaces"
    elif isinstance(error, RecursionError):
        problem, remedy = "it is nested too deeply", "keep to the keys of docs/personas.md"
    else:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
        remedy = "check colons, quotes and how far the lines are set in; text with ': ' or '#' in it goes into quotes"
    near = key_near(text, line)
    return PersonaError(f"{source}, line {line}: this is not readable YAML near '{near}': {problem}; {remedy}.")


def _refuse_double_keys(node: yaml.Node, source: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            where = f"{source}, line {key.start_mark.line + 1}"
            if not isinstance(key, yaml.ScalarNode):
                raise PersonaError(f"{where}: a key must be a word, not a list or keys of its own; write 'key: value'.")
            if key.value in seen:
                raise PersonaError(f"{where}: '{key.value}' stands twice; keep one of them.")
            seen.add(key.value)
            _refuse_double_keys(value, source)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_double_keys(value, source)
