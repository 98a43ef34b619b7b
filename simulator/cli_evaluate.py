"""`python -m simulator evaluate`: the feedback on real talks, from their transcripts or recordings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from simulator.errors import SimulatorError, TranscriptError

MOST_TRANSCRIPT_BYTES = 64 * 1024 * 1024
_BEGINNING = 64
"""So many bytes tell a recording from a text."""


def add_evaluate(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subcommands to itself
    """The command and its options."""
    evaluate = commands.add_parser(
        "evaluate", help="a recording or a transcript of a real talk: the same feedback as after a rehearsal"
    )
    evaluate.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a recording (WAV, MP3, M4A, Ogg, FLAC), or WebVTT, SRT, or lines such as “Anna: Hello.”",
    )
    evaluate.add_argument("--agreed-minutes", type=_agreed_minutes, metavar="N", help="how many minutes were agreed on")
    evaluate.add_argument(
        "--user",
        metavar="NAME",
        help="which of the speakers you are, as the file calls you; of a recording 1 or 2",
    )
    evaluate.add_argument("--json", action="store_true")
    evaluate.set_defaults(run=_evaluate)


def _agreed_minutes(text: str) -> int:
    from simulator.core.real_talk import MOST_AGREED_MINUTES

    if not text.isdecimal() or not 1 <= int(text[:4]) <= MOST_AGREED_MINUTES:
        raise argparse.ArgumentTypeError(f"must be a whole number of minutes from 1 to {MOST_AGREED_MINUTES}")
    return int(text)


def _evaluate(options: argparse.Namespace) -> int:
    from simulator.core.report import report_json
    from simulator.report_text import report_text
    from simulator.scripted import turn_json

    evaluated: list[dict[str, Any]] = []
    for path in options.files:
        try:
            real = _real_talk(path, options)
        except SimulatorError as error:
            print(error, file=sys.stderr)
            continue
        report = real.report()
        for note in real.notes:
            print(note, file=sys.stderr)
        turns = [turn_json(turn) for turn in real.state.turns]
        evaluated.append({"file": str(path), "turns": turns, "report": report_json(report)})
        if not options.json:
            print(f"{path}\n\n{report_text(report)}")
    if options.json and evaluated:
        content = evaluated[0] if len(options.files) == 1 else evaluated
        print(json.dumps(content, indent=2, ensure_ascii=False))
    return 0 if len(evaluated) == len(options.files) else 1


def _real_talk(path: Path, options: argparse.Namespace) -> Any:  # noqa: ANN401 - a RealTalk, imported late
    from simulator.core.transcripts import is_sound
    from simulator.evaluation import evaluate, read_talk
    from simulator.wiring import build_classifier

    with _opened(path) as file:
        beginning = file.read(_BEGINNING)
        if is_sound(beginning, path.name):
            return _from_recording(path, file, options)
        content = beginning + file.read(MOST_TRANSCRIPT_BYTES)
    talk = read_talk(content, source=str(path))
    return evaluate(talk, build_classifier(), user=options.user, agreed_minutes=options.agreed_minutes)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
        file.read(1)  # a folder opens, but cannot be read
        file.seek(0)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise SimulatorError(f"{path}: cannot be read: {reason}.") from error
    with file:
        yield file


def _from_recording(path: Path, file: BinaryIO, options: argparse.Namespace) -> Any:  # noqa: ANN401 - as above
    from simulator.evaluation import evaluate
    from simulator.recorded_talks import Step, hear_talk, with_sounds
    from simulator.settings import load_settings
    from simulator.wiring import build_classifier, build_sound_measure, build_transcriber

    def tell(step: Step, share: float) -> None:
        print(f"\r{step.value}: {share:4.0%} ", end="", file=sys.stderr, flush=True)

    try:
        recorded = hear_talk(file, build_transcriber(load_settings()), source=str(path), progress=tell)
        user = options.user or _ask_who(recorded.talk, build_classifier())
        real = evaluate(recorded.talk, build_classifier(), user=user, agreed_minutes=options.agreed_minutes)
        real = with_sounds(real, recorded, build_sound_measure(), progress=tell)
    except KeyboardInterrupt:
        raise SimulatorError(f"Stopped: {path} was not heard to its end. Nothing of it was written or kept.") from None
    finally:
        print("\r", " " * 40, "\r", sep="", end="", file=sys.stderr, flush=True)
    return real


def _ask_who(talk: Any, classifier: Any) -> str | None:  # noqa: ANN401 - as above
    """Who the user is, asked where the words do not tell and somebody sits at the terminal: hearing it again takes long."""
    from simulator.core.recorded_talk import first_words
    from simulator.core.sides import guess_user

    guess = guess_user(talk, classifier)
    if guess.user is not None:
        return None
    speakers = [f"{name}: {first_words(talk, name)}" for name in talk.speakers]
    if not sys.stdin.isatty():
        raise TranscriptError(
            f"{talk.source}: {guess.why}", fix="\n  ".join(("Say who you are with --user:", *speakers))
        )
    print(f"\n{talk.source}: which of them are you?", file=sys.stderr)
    for number, speaker in enumerate(speakers, 1):
        print(f"  {number}  {speaker}", file=sys.stderr)
    while True:
        print("1 or 2: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            raise TranscriptError(f"{talk.source}: {guess.why}", fix="Say who you are with --user.")
        if answer.strip() in ("1", "2"):
            return str(talk.speakers[int(answer) - 1])
