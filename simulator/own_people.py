"""The people somebody made themselves: their files in the user's folder. Those who come with the program are never touched."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from simulator.core.persona_draft import Draft
from simulator.core.persona_yaml import persona_yaml
from simulator.core.personas import MOST_FILE_BYTES, decode_persona, parse_persona, parse_persona_bytes, persona_bytes
from simulator.domain import Persona
from simulator.errors import PersonaError, StoreError
from simulator.settings import PERSONAS_FOLDER, home_folder, make_home

MOST_DRAFT_BYTES = 4 * MOST_FILE_BYTES
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def own_folder() -> Path:
    return home_folder() / "personas"


def comes_with_the_program(persona_id: str) -> bool:
    return (PERSONAS_FOLDER / f"{persona_id}.yaml").is_file()


def ids_taken() -> frozenset[str]:
    """Every id that has a file already, whether that file can be used or not."""
    return frozenset(path.stem for folder in (PERSONAS_FOLDER, own_folder()) for path in folder.glob("*.yaml"))


def text_of(persona_id: str) -> str:
    """The file of a person, as it is. Raises `PersonaError` when it is not there."""
    folder = PERSONAS_FOLDER if comes_with_the_program(persona_id) else own_folder()
    path = folder / _file_name(persona_id)
    return decode_persona(persona_bytes(path), source=str(path))


def save_person(persona: Persona, *, replacing: bool, text: str | None = None) -> Path:
    """Keep a person as a file of the user's own, all of it or nothing; `text` is their file where there is one already.

    Raises `PersonaError` when what was written would not be this person again, when the id belongs to somebody who
    comes with the program, or to anybody else unless `replacing`; `StoreError` when the folder cannot be written.
    """
    content = text if text is not None else persona_yaml(persona)
    path = own_folder() / _file_name(persona.id)
    if parse_persona(content, source=path.name) != persona:
        raise PersonaError(
            f"{path.name}: the person would not come back as they were written.", fix="Nothing was changed."
        )
    if comes_with_the_program(persona.id):
        raise PersonaError(f"'{persona.id}' comes with the program and is not overwritten.", fix="Choose another name.")
    if path.exists() and not replacing:
        raise PersonaError(f"There is already a person '{persona.id}'.", fix="Choose another name, or change that one.")
    _write(path, content)
    return path


def delete_person(persona_id: str) -> None:
    """Delete the file of a person of the user's own. Raises `PersonaError` for others, `StoreError` when it stays."""
    if comes_with_the_program(persona_id):
        raise PersonaError(f"'{persona_id}' comes with the program and stays.", fix="Delete people of your own only.")
    path = own_folder() / _file_name(persona_id)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path} cannot be deleted: {error.strerror}. Check its rights.") from error


def read_upload(content: bytes, name: str) -> tuple[Persona, str]:
    """The person in a file somebody brings, and its text. Raises `PersonaError`, with the line, for a wrong one."""
    return parse_persona_bytes(content, source=name), decode_persona(content, source=name)


def renamed(persona: Persona, persona_id: str) -> Persona:
    return replace(persona, id=persona_id)


# ── what is being written ────────────────────────────────────────────────────────────────────────────────────────


def keep_draft(draft: Draft) -> None:
    """Keep what was typed so far, so that a closed window loses nothing. Raises `StoreError` when it cannot be kept."""
    _write(_draft_path(), draft.model_dump_json(indent=1))


def kept_draft() -> Draft | None:
    """What was typed before the window was closed; None where there is nothing, or nothing that can be read."""
    path = _draft_path()
    try:
        with path.open("rb") as file:
            content = file.read(MOST_DRAFT_BYTES + 1)
        return Draft.model_validate_json(content) if len(content) <= MOST_DRAFT_BYTES else None
    except (OSError, ValidationError):
        return None


def forget_draft() -> None:
    with contextlib.suppress(OSError):  # one that stays is offered again, no more
        _draft_path().unlink(missing_ok=True)


def _draft_path() -> Path:
    return home_folder() / "person-draft.json"


def _file_name(persona_id: str) -> str:
    """The name of the file; an id that is not one could lead out of the folder."""
    if not _ID.fullmatch(persona_id):
        raise PersonaError(f"'{persona_id}' is no id of a person.", fix="Use small letters, digits and hyphens.")
    return f"{persona_id}.yaml"


def _write(path: Path, content: str) -> None:
    """The whole file or the one that was there before, never half of it."""
    make_home()
    scratch = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with scratch.open("w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} could not be written: {error.strerror}. Check free space and rights; nothing was changed."
        ) from error
