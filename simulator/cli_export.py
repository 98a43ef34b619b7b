"""`python -m simulator export`: talks as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from simulator.errors import SimulatorError


def add_export(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subcommands to itself
    """The command and its options."""
    export = commands.add_parser("export", help="your talks as files: all as JSON or CSV, one as a page, a PDF or JSON")
    export.add_argument("--talk", metavar="ID", help="one talk: its id, the beginning of it, or 'last'")
    export.add_argument("--format", choices=["json", "csv", "html", "pdf"], default="json", metavar="FORMAT")
    export.add_argument("--out", type=Path, metavar="FILE", help="a new file; else standard output")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from simulator.export import AllFormat, TalkFormat, export_all, export_talk, find_talk
    from simulator.wiring import build_store, load_gallery

    allowed = TalkFormat if options.talk else AllFormat
    if options.format not in set(allowed):
        wanted = "one talk is written as" if options.talk else "all talks are written as"
        other = "" if options.talk else "; for one talk add --talk ID"
        raise SimulatorError(f"--format {options.format}: {wanted} {' or '.join(allowed)}{other}.")
    store, people = build_store(), load_gallery().people
    if options.talk:
        content = export_talk(store, people, find_talk(store, options.talk), TalkFormat(options.format))
    else:
        content = export_all(store, people, AllFormat(options.format))
    _write(content, options.out, binary=options.format == "pdf")
    return 0


def _write(content: bytes, out: Path | None, *, binary: bool) -> None:
    if out is None:
        if binary and sys.stdout.isatty():
            raise SimulatorError("A PDF is nothing for a terminal. Name a file with --out, or send it to one with >.")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise SimulatorError(f"{out}: is there already. Name another file; nothing was overwritten.") from error
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise SimulatorError(f"{out}: cannot be written: {reason}.") from error
    print(f"{out}: {len(content):,} bytes", file=sys.stderr)
