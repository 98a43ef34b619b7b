"""How people ask: phrasings of every subject, tab-separated files in `data/`, written by hand."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import SetupError
from simulator.language import words
from simulator.subjects.subjects import COLUMNS

DATA_FOLDER = Path(__file__).resolve().parent / "data"
LONGEST_TEXT = 600

Phrasing = tuple[str, str]
"""A subject and a way to ask about it."""


def data_files(folder: Path = DATA_FOLDER) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.tsv")))


def load_phrasings(folder: Path = DATA_FOLDER) -> tuple[Phrasing, ...]:
    """Every phrasing. Raises `SetupError` naming file and line for one that is not `subject<TAB>text`."""
    return tuple(
        _phrasing(line, path, number)
        for path in data_files(folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    )


def _phrasing(line: str, path: Path, number: int) -> Phrasing:
    subject, tab, text = line.partition("\t")
    if not tab or "\t" in text:
        raise SetupError(f"{path}, line {number}: expected a subject, one tab and a text.")
    if subject not in COLUMNS:
        raise SetupError(f"{path}, line {number}: there is no subject '{subject}'.")
    if not words(text) or len(text) > LONGEST_TEXT:
        raise SetupError(f"{path}, line {number}: the text must hold words and at most {LONGEST_TEXT} characters.")
    return subject, text
