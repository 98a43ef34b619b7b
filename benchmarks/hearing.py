"""How well and how fast the recognisers hear sentences they have not seen, spoken by espeak-ng in several voices.

    python -m benchmarks.hearing [--engine embedded|MODEL_FOLDER] [--plain] [--every N] [--show]

The sentences are in `spoken_sentences.txt`; those that the language model has in its own text are counted and left out.
`--plain` leaves out what the built-in recogniser does to the sound. Synthetic voices are not people: the figures compare ways
of hearing, and are no promise of accuracy. Needs the espeak-ng program.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import jiwer

from simulator.domain import AudioClip, Utterance
from simulator.engines import pocketsphinx_stt
from simulator.engines.audio_files import decode_audio
from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber
from simulator.engines.whisper_stt import WhisperTranscriber
from simulator.language import words
from simulator.moves.spoken_text import sentences_to_expect
from simulator.ports import Transcriber

SENTENCES = Path(__file__).with_name("spoken_sentences.txt")
VOICES = ("en-us", "en-gb", "en-gb-x-rp+f3", "en-us+m3", "en-us+f2", "en-gb-scotland")
PACES_WPM = (150, 165, 180)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said, what was heard, and how long hearing and saying it took."""

    said: str
    heard: str
    hearing_s: float
    spoken_s: float


def unseen_sentences(known: set[str]) -> list[str]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if _plain(line) not in known]


def spoken(text: str, number: int) -> AudioClip:
    voice, pace = VOICES[number % len(VOICES)], PACES_WPM[number % len(PACES_WPM)]
    command = ["espeak-ng", "-v", voice, "-s", str(pace), "--stdout", text]
    return decode_audio(subprocess.run(command, capture_output=True, check=True, timeout=30).stdout)


def hear(transcriber: Transcriber, text: str, number: int) -> Outcome:
    clip = spoken(text, number)
    started_s = time.process_time()
    heard = transcriber.transcribe(Utterance(clip)).text
    return Outcome(_plain(text), _plain(heard), time.process_time() - started_s, clip.duration_s)


def _plain(text: str) -> str:
    return " ".join(words(text))


def _transcriber(engine: str, folder: Path, sentences: tuple[str, ...]) -> WhisperTranscriber | PocketsphinxTranscriber:
    if engine == "embedded":
        return PocketsphinxTranscriber(sentences, folder)
    return WhisperTranscriber(engine, models_folder=folder, threads=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="embedded", help="'embedded', or the folder of a Whisper model")
    parser.add_argument("--plain", action="store_true", help="without preparing the sound")
    parser.add_argument("--every", type=int, default=1, help="only every Nth sentence")
    parser.add_argument("--show", action="store_true", help="print what was said and heard")
    options = parser.parse_args()
    if options.plain:
        pocketsphinx_stt._prepared = lambda clip: clip.pcm16
    sentences = sentences_to_expect()
    chosen = unseen_sentences({_plain(one) for one in sentences})[:: options.every]
    with tempfile.TemporaryDirectory() as folder:
        transcriber = _transcriber(options.engine, Path(folder), sentences)
        started_s = time.perf_counter()
        transcriber.load()
        ready_s = time.perf_counter() - started_s
        outcomes = [hear(transcriber, text, number) for number, text in enumerate(chosen)]
    for one in outcomes if options.show else ():
        print(f"said   {one.said}\nheard  {one.heard}\n")
    errors = jiwer.wer([one.said for one in outcomes], [one.heard for one in outcomes])
    pace = sum(one.hearing_s for one in outcomes) / sum(one.spoken_s for one in outcomes)
    print(f"{transcriber.name}: {len(outcomes)} sentences, {100 * errors:.1f} % of the words wrong,")
    print(f"{pace:.2f} s of processor time for a second of speech; ready after {ready_s:.1f} s")


if __name__ == "__main__":
    main()
