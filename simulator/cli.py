"""`python -m simulator …`: the program without a browser. Exit status 0 ok, 1 failed, 2 usage."""

from __future__ import annotations

import argparse
import json
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.cli_evaluate import add_evaluate
from simulator.cli_export import add_export
from simulator.domain import SLOT_MINUTES, Booking, Difficulty, Persona
from simulator.errors import SimulatorError

MOST_LINE_CHARACTERS = 20_000
MOST_FILE_BYTES = 64 * 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors are one sentence on stderr."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except SimulatorError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """UTF-8 in and out whatever the terminal's own encoding; a byte or sign that does not fit is replaced, not fatal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="Rehearse an informational interview. Offline; nothing leaves this machine unless you set a server of your own.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    personas = commands.add_parser("personas", help="list the people, or check persona files")
    personas.add_argument("--json", action="store_true")
    actions = personas.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="everybody, a line each (the default)")
    check = actions.add_parser("check", help="what is wrong with persona files, and what would make them better")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    check.add_argument("--strict", action="store_true", help="advice counts as an error")
    personas.set_defaults(run=_personas)

    classify = commands.add_parser(
        "classify", help="what utterances do: one a line on standard input, one JSON a line out"
    )
    classify.add_argument("--json", action="store_true", help="the output is JSON in any case")
    classify.add_argument("--persona", metavar="ID", help="judge unresearched questions by this person's public facts")
    classify.set_defaults(run=_classify)

    objections = commands.add_parser(
        "objections", help="the flags you said were wrong, as labelled lines on standard output"
    )
    objections.set_defaults(run=_objections)

    train = commands.add_parser(
        "train", help="make the classifier's model anew from the labelled lines (a few minutes)"
    )
    train.set_defaults(run=_train)

    replay = commands.add_parser("replay", help="rehearse a script on a simulated clock")
    replay.add_argument("script", type=Path, metavar="SCRIPT.jsonl")
    replay.add_argument("--seed", type=int, default=0)
    replay.add_argument("--json", action="store_true")
    _meeting_options(replay)
    replay.set_defaults(run=_replay)

    add_evaluate(commands)

    rehearse = commands.add_parser("rehearse", help="rehearse in the terminal, by microphone or typed")
    way = rehearse.add_mutually_exclusive_group()
    way.add_argument("--typed", action="store_true", help="type instead of speaking")
    way.add_argument("--push-to-talk", action="store_true", help="press Enter to speak and to stop")
    way.add_argument("--headset", action="store_true", help="you wear one: the person can be interrupted")
    _meeting_options(rehearse)
    rehearse.set_defaults(run=_rehearse)

    transcribe = commands.add_parser("transcribe", help="what is said in audio files")
    transcribe.add_argument("files", nargs="+", type=Path, metavar="FILE")
    transcribe.add_argument("--engine", choices=["auto", "whisper", "embedded", "remote"])
    transcribe.add_argument("--model", metavar="NAME", help="a Whisper model's name or folder")
    transcribe.add_argument("--json", action="store_true")
    transcribe.set_defaults(run=_transcribe)

    doctor = commands.add_parser("doctor", help="what works on this machine, and what to do about what does not")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)

    models = commands.add_parser("models", help="speech models")
    models.add_argument("action", choices=["download", "list"])
    models.add_argument("name", nargs="?", default="base.en", metavar="NAME")
    models.set_defaults(run=_models)

    add_export(commands)
    return parser


def _meeting_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--persona", required=True, metavar="ID")
    parser.add_argument("--minutes", type=int, choices=SLOT_MINUTES, metavar="N", help="5, 10, 15, 20 or 30")
    parser.add_argument(
        "--difficulty",
        type=Difficulty,
        choices=list(Difficulty),
        default=Difficulty.AS_THEY_ARE,
        metavar="HOW",
        help="easy, as_they_are or hard (less time, a cooler start, one interruption)",
    )


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _personas(options: argparse.Namespace) -> int:
    from simulator.wiring import load_gallery

    if options.action == "check":
        return _check_personas(options)
    gallery = load_gallery()
    for problem in gallery.problems:
        print(problem, file=sys.stderr)
    people = [
        {
            "id": one.id,
            "name": one.name,
            "title": one.title,
            "organisation": one.organisation,
            "field": one.field,
            "format": one.formats[0].value,
            "minutes": one.minutes,
            "public_facts": [fact.text for fact in one.public_facts],
        }
        for one in gallery.people.values()
    ]
    if options.json:
        _print_json(people)
    for one in [] if options.json else people:
        print(
            f"{one['id']:22} {one['name']}, {one['title']}, {one['organisation']} ({one['minutes']} min, {one['format']})"
        )
    return 0


def _check_personas(options: argparse.Namespace) -> int:
    from simulator.core.personas import persona_files
    from simulator.persona_check import as_json, as_text, check_files
    from simulator.settings import persona_folders

    passed = True
    told: list[dict[str, object]] = []
    for checked in check_files(options.files or persona_files(persona_folders())):
        passed = passed and checked.passes(strict=options.strict)
        told.append(as_json(checked))
        if options.json:
            continue
        print(as_text(checked)) if checked.persona else print(checked.error, file=sys.stderr)
    if options.json:
        _print_json(told)
    return 0 if passed else 1


def _classify(options: argparse.Namespace) -> int:
    from simulator.core.card import answered_by_card
    from simulator.core.flags import Circumstances, find_flags
    from simulator.wiring import build_classifier, build_knowledge, load_gallery

    persona = load_gallery().get(options.persona) if options.persona else None
    knowledge = build_knowledge(persona) if persona else None
    classifier = build_classifier()
    for line in sys.stdin:
        text = line.strip()[:MOST_LINE_CHARACTERS]
        if not text:
            continue
        moves = classifier.classify(text)
        card = None
        if persona and knowledge:
            made = frozenset(move.kind for move in moves if move.made)
            card = answered_by_card(text, made, persona, knowledge.matches(text))
        flags = find_flags(text, moves, Circumstances(persona=persona, card_answers=card))
        print(
            json.dumps(
                {
                    "text": text,
                    "flags": [
                        {
                            "kind": flag.kind.value,
                            "severity": flag.severity.value if flag.severity else None,
                            "probability": round(flag.probability, 4),
                            "quote": flag.quote,
                            "start_char": flag.start_char,
                            "end_char": flag.end_char,
                            "why": flag.why,
                            "rewrite": flag.rewrite,
                        }
                        for flag in flags
                    ],
                    "moves": {move.kind.value: round(move.probability, 4) for move in moves},
                },
                ensure_ascii=False,
            )
        )
    return 0


def _train(_: argparse.Namespace) -> int:
    from simulator.moves.classifier import MODEL_FILE
    from simulator.moves.data import load_labelled
    from simulator.moves.remake import remake_model

    print(f"Learning from {len(load_labelled()):,} labelled lines …", flush=True)
    made = remake_model()
    print(f"{MODEL_FILE}: {'new' if made.changed else 'the same as before'}, {made.size_bytes / 1e6:.1f} MB")
    print(f"sha256 {made.sha256}")
    return _train_subjects() or _train_fillers()


def _train_subjects() -> int:
    from simulator.core.personas import persona_files, read_persona
    from simulator.moves.noise import rough_reader
    from simulator.settings import PERSONAS_FOLDER
    from simulator.subjects.model import MODEL_FILE
    from simulator.subjects.remake import MISHEARD, SEED, remake_subjects

    people = [read_persona(path) for path in persona_files([PERSONAS_FOLDER])]
    print("Learning what questions are about …", flush=True)
    changed = remake_subjects(people, rough_reader(MISHEARD, SEED))
    print(f"{MODEL_FILE}: {'new' if changed else 'the same as before'}")
    return 0


def _train_fillers() -> int:
    from simulator.engines.speech_frames import frames_of_sound, has_pitch_tracker
    from simulator.fillers.mixes import can_mix
    from simulator.fillers.model import MODEL_FILE
    from simulator.fillers.training import remake_fillers
    from simulator.moves.spoken_text import sentences_to_expect

    if not (can_mix() and has_pitch_tracker()):
        print(f"{MODEL_FILE}: left as it is; making it anew needs the program espeak-ng and the package swift-f0")
        return 0
    print("Learning to hear fillers …", flush=True)
    changed = remake_fillers(sentences_to_expect(), frames_of_sound)
    print(f"{MODEL_FILE}: {'new' if changed else 'the same as before'}")
    return 0


def _booking(persona: Persona, options: argparse.Namespace) -> Booking:
    from simulator.core.mood import offered_minutes

    minutes = options.minutes or offered_minutes(persona.minutes, options.difficulty)
    return Booking(persona.formats[0], minutes, options.difficulty)


def _objections(options: argparse.Namespace) -> int:
    del options
    from simulator.core.objections import LABELLED_HEADER
    from simulator.stored import objected_lines
    from simulator.wiring import build_store, load_gallery

    lines = objected_lines(build_store(), load_gallery().people)
    print(LABELLED_HEADER)
    for line in lines:
        print(line)
    return 0


def _replay(options: argparse.Namespace) -> int:
    from simulator.core.report import build_report, report_json, summary_line
    from simulator.scripted import read_script, rehearse_script, turn_json
    from simulator.wiring import build_company, load_gallery

    persona = load_gallery().get(options.persona)
    script = read_script(_lines(options.script), source=str(options.script))
    booking = _booking(persona, options)
    state = rehearse_script(build_company(persona), script, booking, seed=options.seed)
    report = build_report(persona, state)
    if options.json:
        _print_json({"turns": [turn_json(turn) for turn in state.turns], "report": report_json(report)})
        return 0
    _print_talk(state.turns, persona.name)
    print(f"\n{summary_line(report)}")
    for one in report.flags:
        print(f"  {one.flag.kind.value}: “{one.flag.quote}” {one.flag.why}")
    return 0


def _rehearse(options: argparse.Namespace) -> int:
    from simulator.terminal import rehearse_in_terminal
    from simulator.wiring import load_gallery

    persona = load_gallery().get(options.persona)
    booking = _booking(persona, options)
    return rehearse_in_terminal(
        persona, booking, typed=options.typed, push_to_talk=options.push_to_talk, headset=options.headset
    )


def _transcribe(options: argparse.Namespace) -> int:
    from simulator.engines.audio_files import decode_audio
    from simulator.pipeline import hear
    from simulator.settings import SpeechEngine, load_settings
    from simulator.wiring import build_transcriber

    settings = load_settings()
    if options.engine:
        settings = settings.model_copy(update={"speech_engine": SpeechEngine(options.engine)})
    if options.model:
        settings = settings.model_copy(update={"whisper_model": options.model})
    transcriber = build_transcriber(settings)
    failed = 0
    for path in options.files:
        try:
            transcript = hear(decode_audio(_bytes(path), name=str(path)), transcriber)
        except SimulatorError as error:
            failed += 1
            print(error, file=sys.stderr)
            continue
        if options.json:
            words = [
                {
                    "text": word.text,
                    "start_s": round(word.start_s, 3),
                    "end_s": round(word.end_s, 3),
                    "probability": word.probability,
                }
                for word in transcript.words
            ]
            print(json.dumps({"file": str(path), "engine": transcript.engine, "text": transcript.text, "words": words}))
        else:
            print(transcript.text or "(nothing was heard)")
    return 1 if failed else 0


def _doctor(options: argparse.Namespace) -> int:
    from simulator.doctor import examine

    findings = examine()
    if options.json:
        _print_json([{"what": one.what, "works": one.works, "says": one.says, "fix": one.fix} for one in findings])
    else:
        for one in findings:
            print(f"{'ok     ' if one.works else 'missing'}  {one.what}: {one.says}")
            if one.fix:
                print(f"         → {one.fix}")
    return 0 if all(one.works or not one.needed for one in findings) else 1


def _models(options: argparse.Namespace) -> int:
    from simulator.engines.whisper_stt import MODEL_SIZES, download_model, find_model
    from simulator.settings import models_folder

    if options.action == "list":
        for name, size in MODEL_SIZES.items():
            here = "here" if find_model(name, models_folder()) else "not here"
            print(f"{name:12} {size / 1e6:6.0f} MB  {here}")
        return 0
    if options.name in MODEL_SIZES:
        size_mb = MODEL_SIZES[options.name] / 1e6
        print(
            f"Fetching the speech model {options.name} (about {size_mb:.0f} MB) to {models_folder()}", file=sys.stderr
        )
    folder = download_model(options.name, models_folder(), _show_progress)
    print(f"The model is in {folder}. The program uses it from now on.", file=sys.stderr)
    return 0


# ── output and input ─────────────────────────────────────────────────────────────────────────────────────────────


def _show_progress(done: int, total: int | None) -> None:
    """A bar that the next line on the terminal overwrites, be it the next bar or what came of it."""
    share = min(1.0, done / total) if total else 0.0
    print(f"[{'#' * round(30 * share):30}] {done / 1e6:7.1f} MB", end="\r", file=sys.stderr, flush=True)


def _print_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print_talk(turns: Sequence[Any], name: str) -> None:
    from simulator.core.clock import clock_face

    for turn in turns:
        who = "You" if turn.role.value == "user" else name.split()[0]
        print(f"[{clock_face(turn.start_s):>5}] {who}: {turn.text}")


def _lines(path: Path) -> list[str]:
    """Lines as files have them: a sign inside a line that a text may count as the end of one is part of it."""
    return [line.decode("utf-8", errors="replace") for line in _bytes(path).removeprefix(BOM_UTF8).splitlines()]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise SimulatorError(f"{path}: cannot be read: {reason}.") from error
    if len(content) > MOST_FILE_BYTES:
        raise SimulatorError(f"{path}: is larger than {MOST_FILE_BYTES / 1e6:.0f} MB. Choose a shorter file.")
    return content
