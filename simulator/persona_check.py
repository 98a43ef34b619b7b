"""`personas check`: what is wrong with persona files, and what would make them better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.core.persona_advice import Advice, advise
from simulator.core.personas import decode_persona, lines_in_file, persona_bytes, read_persona
from simulator.domain import Persona
from simulator.errors import PersonaError


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: the person in it, or the error; and the advice with the line each belongs to."""

    path: Path
    persona: Persona | None
    error: str
    advice: tuple[tuple[int, Advice], ...] = ()

    def passes(self, *, strict: bool) -> bool:
        return self.persona is not None and not (strict and self.advice)


def check_files(paths: Iterable[Path]) -> Iterator[Checked]:
    """Each file, read and judged. A broken one does not keep the others from being looked at."""
    for path in paths:
        try:
            persona = read_persona(path)
            advice = advise(persona)
            text = decode_persona(persona_bytes(path), source=str(path)) if advice else ""
            lines = lines_in_file(text, [one.path for one in advice]) if advice else []
            yield Checked(path, persona, "", tuple(zip(lines, advice, strict=True)))
        except PersonaError as error:
            yield Checked(path, None, str(error))


def as_text(checked: Checked) -> str:
    """What is printed for a file that can be used."""
    assert checked.persona is not None
    head = f"{checked.path}: fine ({checked.persona.name}, {len(checked.persona.topics)} topics)"
    if not checked.advice:
        return head
    told = [f"  {checked.path}, line {line}: {one}" for line, one in checked.advice]
    count = "1 thing" if len(told) == 1 else f"{len(told)} things"
    return "\n".join([f"{head}; {count} would make it better:", *told])


def as_json(checked: Checked) -> dict[str, object]:
    return {
        "file": str(checked.path),
        "ok": checked.persona is not None,
        "id": checked.persona.id if checked.persona else None,
        "name": checked.persona.name if checked.persona else None,
        "topics": len(checked.persona.topics) if checked.persona else None,
        "errors": checked.error.splitlines(),
        "advice": [
            {"kind": one.kind.value, "line": line, "key": one.key, "says": one.says, "remedy": one.remedy}
            for line, one in checked.advice
        ],
    }
