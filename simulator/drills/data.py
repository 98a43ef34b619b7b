"""Reading the prompts: one tab-separated file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulator.core.drills import Prompt, Skill
from simulator.errors import SetupError

PROMPTS_FILE = Path(__file__).resolve().parent / "prompts.tsv"
HEADER = "id\tskill\twho\tsetting\tsaid\texample"
LONGEST_TEXT = 600
MOST_FILE_BYTES = 1024 * 1024
_MAY_BE_EMPTY = "setting"


@lru_cache(maxsize=1)
def load_prompts() -> tuple[Prompt, ...]:
    """Every prompt that comes with the program. Raises `SetupError`."""
    return read_prompts(PROMPTS_FILE)


def read_prompts(path: Path) -> tuple[Prompt, ...]:
    """The prompts of a file. Raises `SetupError` naming file and line for anything that is not as `HEADER` says."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise SetupError(f"{path}: larger than {MOST_FILE_BYTES:,} bytes.", fix="Install the program anew.")
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetupError(f"{path}: cannot be read: {error.strerror}.", fix="Install the program anew.") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{path}: is not UTF-8 text (byte {error.start}).", fix="Save it as UTF-8.") from error
    if not lines or lines[0] != HEADER:
        raise _problem(path, 1, f"the header must be {HEADER!r}")
    prompts = tuple(_prompt(line, path, number) for number, line in enumerate(lines[1:], start=2) if line)
    if len({one.id for one in prompts}) < len(prompts):
        raise SetupError(f"{path}: an id stands twice.", fix="Give each prompt an id of its own.")
    return prompts


def _prompt(line: str, path: Path, number: int) -> Prompt:
    names, values = HEADER.split("\t"), [value.strip() for value in line.split("\t")]
    if len(values) != len(names):
        raise _problem(path, number, f"expected {len(names)} columns, got {len(values)}")
    row = dict(zip(names, values, strict=True))
    for name, value in row.items():
        if (not value and name != _MAY_BE_EMPTY) or len(value) > LONGEST_TEXT:
            raise _problem(path, number, f"'{name}' must hold 1 to {LONGEST_TEXT} characters")
    if row["skill"] not in frozenset(Skill):
        raise _problem(path, number, f"there is no skill {row['skill']!r}")
    return Prompt(row["id"], Skill(row["skill"]), row["who"], row["setting"], row["said"], row["example"])


def _problem(path: Path, number: int, what: str) -> SetupError:
    return SetupError(f"{path}, line {number}: {what}.", fix="Mend that line.")
