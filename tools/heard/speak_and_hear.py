"""Labelled lines as the program's own embedded recogniser hears them, spoken by the program's own voice.

    python -m tools.heard.speak_and_hear [--lines 700] [--minutes 25]

Draws lines (45 % job asks, 55 % innocent), speaks each with a voice of espeak-ng, and writes what was heard to
`readings.tsv`, a row at a time: stopped, it goes on where it was. The language model has no line of any group that was
drawn, so that every line is heard as one the recogniser has not read. At the end `simulator/moves/data_heard/heard.tsv`
is written, and the share of wrong words by voice is printed. `--lines 0` only does that.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import jiwer

from simulator.domain import MoveKind, Utterance, Voice
from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber
from simulator.engines.pyttsx3_tts import Pyttsx3Synthesizer
from simulator.language import words
from simulator.moves.data import NO_LABEL, LabelledUtterance, fold_groups, load_labelled

ROOT = Path(__file__).resolve().parents[2]
READINGS = Path(__file__).with_name("readings.tsv")
HEARD = ROOT / "simulator" / "moves" / "data_heard" / "heard.tsv"
LANGUAGE_MODEL_FOLDER = ROOT / "build" / "heard"

SEED = 7
LINES = 700
MINUTES = 25.0
JOB_ASK_SHARE = 0.45
FEWEST_WORDS, MOST_WORDS = 3, 40
"""Hearing takes about three quarters of the time of speaking: a monologue costs as much as ten sentences."""
VOICES = (
    "en-us",
    "en-us+f2",
    "en-us+m3",
    "en-us-nyc+f4",
    "en-gb",
    "en-gb-x-rp+f3",
    "en-gb-scotland",
    "en-gb-x-gbclan+f1",
)
SLOWEST_WPM, FASTEST_WPM = 140, 190


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of `readings.tsv`: a labelled line, what was heard (empty: nothing), what was said, and by whom."""

    origin: str
    group: str
    labels: str
    context: str
    text: str
    reference: str
    voice: str
    rate_wpm: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A line to be spoken."""

    line: LabelledUtterance
    voice: Voice


HEARD_COLUMNS = tuple(field.name for field in fields(Reading))[:6]


def plan(lines: Sequence[LabelledUtterance], count: int) -> list[Planned]:
    """The lines to be spoken and who speaks each, in an order of which every beginning is a fair sample."""
    rng = random.Random(SEED)
    fit = [line for line in lines if FEWEST_WORDS <= len(words(line.text)) <= MOST_WORDS]
    asks = iter(_shuffled([line for line in fit if line.severity is not None], rng))
    innocent = iter(_shuffled([line for line in fit if line.innocent], rng))
    return [
        Planned(next(asks if _is_ask(place) else innocent), Voice(rng.choice(VOICES), _pace_wpm(rng)))
        for place in range(count)
    ]


def _is_ask(place: int) -> bool:
    """Whether a job ask stands there: as many as their share, evenly between the others."""
    return int((place + 1) * JOB_ASK_SHARE) > int(place * JOB_ASK_SHARE)


def _shuffled(lines: Sequence[LabelledUtterance], rng: random.Random) -> list[LabelledUtterance]:
    return rng.sample(lines, len(lines))


def _pace_wpm(rng: random.Random) -> int:
    return rng.randint(SLOWEST_WPM, FASTEST_WPM)


def other_sentences(lines: Sequence[LabelledUtterance], chosen: Iterable[LabelledUtterance]) -> tuple[str, ...]:
    """The texts that share neither a group nor the very words with any chosen line."""
    group_of = fold_groups(lines)
    wanted = set(chosen)
    left_out = {group for line, group in zip(lines, group_of, strict=True) if line in wanted}
    kept = (line.text for line, group in zip(lines, group_of, strict=True) if group not in left_out)
    return tuple(dict.fromkeys(kept))


def labels_column(line: LabelledUtterance) -> str:
    """The labels as the files of labelled lines write them."""
    names = [
        f"{kind}:{line.severity}" if kind is MoveKind.JOB_ASK else kind.value
        for kind in MoveKind
        if kind in line.labels
    ]
    return ",".join(names) or NO_LABEL


def read_readings(path: Path = READINGS) -> list[Reading]:
    """The rows so far; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Reading(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def speak_and_hear(planned: Sequence[Planned], sentences: tuple[str, ...], minutes: float) -> None:
    """Add rows to `readings.tsv` until the plan or the time is at its end."""
    done = read_readings()
    for reading, one in zip(done, planned, strict=False):
        if (reading.origin, reading.group, reading.reference) != (one.line.origin, one.line.group, one.line.text):
            raise SystemExit(f"{READINGS} was made from other lines: move it away and start anew.")
    give_up_s = time.monotonic() + 60 * minutes
    ear = PocketsphinxTranscriber(sentences, LANGUAGE_MODEL_FOLDER)
    mouth = Pyttsx3Synthesizer(cache_clips=1)
    with READINGS.open("a", encoding="utf-8", newline="\n") as file:
        if not done:
            print(*(field.name for field in fields(Reading)), sep="\t", file=file)
        for one in planned[len(done) :]:
            if time.monotonic() > give_up_s:
                break
            print(*astuple(_reading(one, mouth, ear)), sep="\t", file=file, flush=True)
    mouth.close()


def _reading(one: Planned, mouth: Pyttsx3Synthesizer, ear: PocketsphinxTranscriber) -> Reading:
    clip = mouth.synthesize(one.line.text, one.voice)
    if mouth.last_voice_notice:
        raise SystemExit(mouth.last_voice_notice)
    heard = ear.transcribe(Utterance(clip)).text
    line = one.line
    return Reading(
        line.origin,
        line.group,
        labels_column(line),
        line.context,
        heard,
        line.text,
        one.voice.name,
        str(one.voice.rate_wpm),
    )


def write_heard(readings: Iterable[Reading], path: Path = HEARD) -> None:
    """What was heard, for the evaluation; rows in which nothing was are left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ["\t".join(astuple(one)[: len(HEARD_COLUMNS)]) for one in readings if one.text]
    path.write_text("\n".join(["\t".join(HEARD_COLUMNS), *rows, ""]), encoding="utf-8", newline="\n")


def word_error_rate(readings: Sequence[Reading]) -> float:
    """Wrong, missing and added words over the words said."""
    said = [" ".join(words(one.reference)) for one in readings]
    return float(jiwer.wer(said, [" ".join(words(one.text)) for one in readings]))


def figures(readings: Sequence[Reading]) -> str:
    """Counts and word error rates, a line for each voice."""
    heard = [one for one in readings if one.text]
    asks = sum("job_ask" in one.labels for one in heard)
    by_voice: dict[str, list[Reading]] = defaultdict(list)
    for one in heard:
        by_voice[one.voice].append(one)
    rows = [f"{len(readings)} lines spoken, {len(heard)} heard ({asks} job asks), {len(readings) - len(heard)} not"]
    rows += [f"{voice:<20}{len(own):>5}{_percent(own)}" for voice, own in sorted(by_voice.items())]
    return "\n".join([*rows, f"{'all':<20}{len(heard):>5}{_percent(heard)}"])


def _percent(readings: Sequence[Reading]) -> str:
    return f"{100 * word_error_rate(readings):>7.1f} % of the words wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=LINES, help="how many to speak in all")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="stop after so long")
    options = parser.parse_args()
    if options.lines:
        lines = load_labelled()
        planned = plan(lines, options.lines)
        speak_and_hear(planned, other_sentences(lines, (one.line for one in planned)), options.minutes)
    readings = read_readings()
    write_heard(readings)
    print(figures(readings))


if __name__ == "__main__":
    main()
