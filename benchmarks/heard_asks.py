"""Job asks that nobody trained on, spoken by espeak-ng and heard by the built-in recogniser: how many are still flagged?

    python -m benchmarks.heard_asks [--every N] [--show]

The sentences are those of `simulator/moves/held_out`; the recogniser has the language model that the program gives it. Innocent
questions of the same sets show what the noise does to them. Needs the espeak-ng program. Synthetic voices are not people.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import jiwer

from benchmarks.hearing import VOICES, spoken
from simulator.domain import MoveKind, Utterance
from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber
from simulator.language import words
from simulator.moves.card import HELD_OUT
from simulator.moves.classifier import load_classifier
from simulator.moves.data import LabelledUtterance, read_labelled
from simulator.moves.spoken_text import sentences_to_expect

LONGEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Heard:
    line: LabelledUtterance
    voice: str
    text: str
    flagged: bool
    error: float


def chosen_lines(every: int) -> list[LabelledUtterance]:
    """Asks and innocent questions of the held-out files, each n-th of both."""
    lines = [line for path in sorted(HELD_OUT.glob("*.tsv")) for line in read_labelled(path) if not line.context]
    short = [line for line in lines if len(words(line.text)) <= LONGEST_WORDS]
    asks = [line for line in short if line.severity is not None]
    questions = [line for line in short if line.innocent and MoveKind.QUESTION in line.labels]
    return [*asks[::every], *questions[::every]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    classifier = load_classifier()
    outcomes: list[Heard] = []
    with tempfile.TemporaryDirectory() as folder:
        recogniser = PocketsphinxTranscriber(sentences_to_expect(), Path(folder))
        for number, line in enumerate(chosen_lines(options.every)):
            text = recogniser.transcribe(Utterance(spoken(line.text, number))).text
            flagged = bool(text) and any(
                move.made for move in classifier.classify(text) if move.kind is MoveKind.JOB_ASK
            )
            error = jiwer.wer(" ".join(words(line.text)), " ".join(words(text)) or "-")
            outcomes.append(Heard(line, VOICES[number % len(VOICES)], text, flagged, error))
            if options.show:
                print(f"{'FLAG' if flagged else '    '} {error:4.2f} {line.text}  →  {text}", flush=True)
    for name, ones in _parts(outcomes).items():
        if ones:
            found, error = sum(one.flagged for one in ones), sum(one.error for one in ones) / len(ones)
            print(f"{name:<44}{len(ones):>5} lines{found / len(ones):>8.1%} flagged{error:>8.1%} words wrong")


def _parts(outcomes: list[Heard]) -> dict[str, list[Heard]]:
    asks = [one for one in outcomes if one.line.severity is not None]
    return {
        **{
            f"{severity} asks": [one for one in asks if one.line.severity == severity]
            for severity in ("direct", "veiled")
        },
        "asks of which at most 3 words in 10 are wrong": [one for one in asks if one.error <= 0.3],
        "asks of which at most half the words are wrong": [one for one in asks if one.error <= 0.5],
        **{f"asks by the voice {voice}": [one for one in asks if one.voice == voice] for voice in VOICES},
        "innocent questions": [one for one in outcomes if one.line.severity is None],
    }


if __name__ == "__main__":
    main()
