"""Step 5: word errors on sentences the training never heard, and what the model makes of sounds that are no speech.

python tools/whisper_fixture/step5_evaluate.py [MODEL_FOLDER] [--show]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import jiwer
import numpy as np
from corpus import lines
from espeak import RATE_HZ, Espeak, Sound
from faster_whisper import WhisperModel
from roughen import no_speech, roughened
from step1_speak import MAIN_VOICES
from step4_export import MODEL

UNSEEN_VOICES = "en-us+f5 en-us+m7 en-gb+david en-us+Andrea en-gb-x-gbclan en-029".split()
PACES_WPM = (160, 175, 190, 200)
LEAD_S, TAIL_S = 0.3, 0.4
PEAK = 0.5


class Evaluation:
    def __init__(self, folder: Path, *, show: bool) -> None:
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
        self._espeak = Espeak()
        self._random = np.random.default_rng(99)
        self._show = show

    def speech(self, name: str, voices: list[str], *, rough: bool = False) -> None:
        said, heard, started_s = [], [], time.perf_counter()
        for number, text in enumerate(lines("held_out.txt")):
            sound = self._spoken(text, voices[number % len(voices)], PACES_WPM[number % len(PACES_WPM)], rough=rough)
            said.append(_plain(text))
            heard.append(_plain(self._hear(sound)))
            if self._show:
                print(f"  {said[-1]}\n  {heard[-1]}\n")
        each_ms = 1000 * (time.perf_counter() - started_s) / len(said)
        print(f"{name:15} {100 * jiwer.wer(said, heard):5.1f} % of the words wrong, {each_ms:.0f} ms a sentence")

    def no_speech(self, times: int = 40) -> None:
        invented = sum(bool(self._hear(no_speech(self._random))) for _ in range(times))
        print(f"{'no speech':15} {invented} of {times} came out as words")

    def _spoken(self, text: str, voice: str, rate_wpm: int, *, rough: bool) -> Sound:
        sound = self._espeak.say(text, voice, rate_wpm=rate_wpm).sound
        sound = np.pad(sound / np.abs(sound).max() * PEAK, (int(LEAD_S * RATE_HZ), int(TAIL_S * RATE_HZ)))
        if rough:
            return roughened(sound, self._random)
        return (sound + self._random.standard_normal(len(sound)) * 1e-4).astype(np.float32)

    def _hear(self, sound: Sound) -> str:
        segments, _ = self._model.transcribe(
            sound,
            language="en",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            vad_filter=True,
            word_timestamps=True,
        )
        return " ".join(segment.text.strip() for segment in segments)


def _plain(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum() or one in " '")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("--show", action="store_true", help="print what was said and heard")
    options = parser.parse_args()
    evaluation = Evaluation(options.model, show=options.show)
    evaluation.speech("training voices", MAIN_VOICES)
    evaluation.speech("unseen voices", UNSEEN_VOICES)
    evaluation.speech("rough sound", MAIN_VOICES, rough=True)
    evaluation.no_speech()


if __name__ == "__main__":
    main()
