"""The labelled lines the classifier learns from: tab-separated files in `data/`, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.errors import SetupError
from simulator.language import words

DATA_FOLDER = Path(__file__).resolve().parent / "data"
HEADER = "group\tlabels\tcontext\ttext"
NO_LABEL = "none"
LONGEST_TEXT = 3_000
MOST_FILE_BYTES = 8 * 1024 * 1024
_KINDS = frozenset(kind.value for kind in MoveKind)
_DEGREES = frozenset(degree.value for degree in Severity)


@dataclass(frozen=True, slots=True)
class LabelledUtterance:
    """One line: what was said, after which words of the persona (`context`, often empty), and what it does.

    Lines of one `group` are variations on one theme and must never be split between training and testing. `origin`
    is the name of the file, without its ending.
    """

    group: str
    labels: frozenset[MoveKind]
    severity: Severity | None
    context: str
    text: str
    origin: str

    @property
    def innocent(self) -> bool:
        """Whether nobody across the table would mind it."""
        return self.labels.isdisjoint(FLAG_KINDS)

    @property
    def category(self) -> str:
        """The kind of theme: the group without its last part (`near_miss/hiring/04` → `near_miss/hiring`)."""
        return theme(self.group)


def theme(group: str) -> str:
    """A group's name without its running number or last part."""
    head, slash, _ = group.rpartition("/")
    return head if slash else group.rstrip("0123456789").rstrip("-_. ") or group


def data_files(folder: Path = DATA_FOLDER) -> tuple[Path, ...]:
    """The files of labelled lines, in the order of their names."""
    return tuple(sorted(folder.glob("*.tsv")))


def read_labelled(path: Path) -> tuple[LabelledUtterance, ...]:
    """The lines of one file. Raises `SetupError` naming file and line for anything that is not as `HEADER` says."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise SetupError(f"{path}: larger than {MOST_FILE_BYTES:,} bytes.", fix="Split it into several files.")
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise SetupError(f"{path}: cannot be read: {error.strerror}.", fix="Install the program anew.") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{path}: is not UTF-8 text (byte {error.start}).", fix="Save it as UTF-8.") from error
    if lines[0].rstrip("\r") != HEADER:
        raise _problem(path, 1, f"the header must be {HEADER!r}")
    return tuple(_parsed(lines[1:], path))


def _parsed(lines: Iterable[str], path: Path) -> Iterator[LabelledUtterance]:
    for number, line in enumerate(lines, start=2):
        content = line.rstrip("\r")
        if content:
            yield _utterance(content.split("\t"), path, number)


def _utterance(columns: list[str], path: Path, number: int) -> LabelledUtterance:
    if len(columns) != HEADER.count("\t") + 1:
        raise _problem(path, number, f"expected {HEADER.count(chr(9)) + 1} columns, got {len(columns)}")
    group, labels, context, text = (column.strip() for column in columns)
    if not group:
        raise _problem(path, number, "the group is empty")
    if not words(text) or len(text) > LONGEST_TEXT:
        raise _problem(path, number, f"the text must hold words and at most {LONGEST_TEXT} characters")
    kinds, severity = _labels(labels, path, number)
    return LabelledUtterance(group, kinds, severity, context, text, path.stem)


def _labels(column: str, path: Path, number: int) -> tuple[frozenset[MoveKind], Severity | None]:
    names = [name.strip() for name in column.split(",")]
    if names == [NO_LABEL]:
        return frozenset(), None
    kinds: set[MoveKind] = set()
    severity: Severity | None = None
    for name in names:
        kind, colon, degree = name.partition(":")
        if kind not in _KINDS or kind in kinds:
            raise _problem(path, number, f"{name!r} is not a label, or stands twice")
        if bool(colon) != (kind == MoveKind.JOB_ASK) or (colon and degree not in _DEGREES):
            raise _problem(
                path, number, f"{name!r}: a job ask is 'job_ask:direct' or 'job_ask:veiled', others are bare"
            )
        kinds.add(MoveKind(kind))
        severity = Severity(degree) if colon else severity
    return frozenset(kinds), severity


def _problem(path: Path, number: int, what: str) -> SetupError:
    return SetupError(f"{path}, line {number}: {what}.", fix="Mend that line.")


@lru_cache(maxsize=1)
def load_labelled() -> tuple[LabelledUtterance, ...]:
    """All labelled lines that come with the program. Raises `SetupError`."""
    lines = tuple(line for path in data_files() for line in read_labelled(path))
    if not lines:
        raise SetupError(f"{DATA_FOLDER}: no labelled lines.", fix="Install the program anew.")
    return lines


def training_sentences() -> tuple[str, ...]:
    """Every text once, in order: also what the built-in recogniser expects to hear."""
    return tuple(dict.fromkeys(line.text for line in load_labelled()))


def fold_groups(lines: Iterable[LabelledUtterance]) -> list[int]:
    """A number for each line, equal where lines share a group or the very words: those belong in one fold."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    keys: list[str] = []
    for line in lines:
        group, same_words = f"group {line.origin} {line.group}", f"words {' '.join(words(line.text))}"
        parent[root(group)] = root(same_words)
        keys.append(group)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(key), len(numbers)) for key in keys]
