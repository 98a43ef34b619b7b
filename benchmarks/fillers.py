"""How well fillers are heard, on made-up speech whose fillers are known; voices and sentences are none of those learnt from.

    python -m benchmarks.fillers [--mixes N] [--no-recogniser]

Prints the agreement (F1 of events) of: counting words in what the built-in recogniser wrote; the sound with that recogniser's
words; with words a little off in time as a good recogniser gives them; with exact words; and the sound alone. Then, for noise
of several strengths, how the words-a-little-off figure and the measured distance of voice and noise move.

Published for people's speech (PodcastFillers, 2022): 0.93 with a recogniser, 0.71 from the sound alone. Synthetic voices are
more alike than people, so these figures are a ceiling. Needs the espeak-ng program.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.hearing import SENTENCES, VOICES
from simulator.domain import AudioClip, Utterance, Word
from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber
from simulator.engines.speech_frames import frames_of_sound
from simulator.engines.speech_measures import above_noise_db
from simulator.engines.voice_activity import speech_spans_of
from simulator.fillers.frames import Floats, SpeechFrames
from simulator.fillers.mixes import RATE_HZ, Mix, as_recognised, make_mix
from simulator.fillers.model import load_fillers
from simulator.fillers.training import agreement
from simulator.moves.spoken_text import sentences_to_expect

SEED = 77
COLLAR_S = 0.25
"""A written "um" counts as found so far from where it was said."""
WRITTEN = re.compile(r"um+|uh+|uhm|erm?|hmm?")
NOISE_DB = (30, 20, 15, 10, 5)
Span = tuple[float, float]


def clip_of(sound: Floats) -> AudioClip:
    return AudioClip((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), RATE_HZ)


def with_noise(sound: Floats, distance_db: float) -> Floats:
    """The sound with white noise so far under the voice."""
    loud = float(np.sqrt((sound[np.abs(sound) > 0.02] ** 2).mean()))
    noise = np.random.default_rng(1).normal(0.0, loud * 10 ** (-distance_db / 20), len(sound))
    return np.asarray(sound + noise, np.float32)


def show(name: str, found: Sequence[Sequence[Span]], mixes: Sequence[Mix]) -> None:
    right = hit = 0
    for spans, mix in zip(found, mixes, strict=True):
        more_right, more_hit = agreement(spans, mix.fillers)
        right, hit = right + more_right, hit + more_hit
    said, there = sum(map(len, found)), sum(len(mix.fillers) for mix in mixes)
    precision, recall = right / max(1, said), hit / max(1, there)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:34} {said:4d} found  precision {precision:.2f}  recall {recall:.2f}  F1 {score:.2f}", flush=True)


def heard(frames: Sequence[SpeechFrames], words: Sequence[Sequence[Word] | None]) -> list[list[Span]]:
    model = load_fillers()
    return [[(one.start_s, one.end_s) for one in model.hear(*pair)] for pair in zip(frames, words, strict=True)]


def written(words: Sequence[Word]) -> list[Span]:
    """Fillers as words of the text, with a collar, because the recogniser's times are rough."""
    return [(one.start_s - COLLAR_S, one.end_s + COLLAR_S) for one in words if WRITTEN.fullmatch(one.text.lower())]


def recognise(mixes: Sequence[Mix]) -> list[tuple[Word, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        ear = PocketsphinxTranscriber(sentences_to_expect(), Path(folder))
        return [ear.transcribe(Utterance(clip_of(mix.sound))).words for mix in mixes]


def timed(name: str, work: Callable[[], list[SpeechFrames]]) -> list[SpeechFrames]:
    started_s = time.process_time()
    result = work()
    print(f"{name}: {time.process_time() - started_s:.1f} s of processor time")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mixes", type=int, default=36)
    parser.add_argument("--no-recogniser", action="store_true", help="leave out the built-in recogniser, which is slow")
    options = parser.parse_args()
    chance = random.Random(SEED)
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    mixes = [
        make_mix(sentences[number % len(sentences)], VOICES[number % len(VOICES)], chance)
        for number in range(options.mixes)
    ]
    seconds, there = sum(len(one.sound) for one in mixes) / RATE_HZ, sum(len(one.fillers) for one in mixes)
    print(f"{len(mixes)} mixes, {seconds:.0f} s of sound, {there} fillers")
    frames = timed("frames", lambda: [frames_of_sound(one.sound) for one in mixes])
    rough = [as_recognised(one, chance) for one in mixes]
    if not options.no_recogniser:
        words = recognise(mixes)
        show("in the recogniser's text only", [written(one) for one in words], mixes)
        own = [[one for one in some if not WRITTEN.fullmatch(one.text.lower())] for some in words]
        show("sound, built-in recogniser's words", heard(frames, own), mixes)
    show("sound, words as of a good recogniser", heard(frames, rough), mixes)
    show("sound, exact words", heard(frames, [one.words for one in mixes]), mixes)
    show("sound alone", heard(frames, [None] * len(mixes)), mixes)
    for distance_db in NOISE_DB:
        noisy = [with_noise(one.sound, distance_db) for one in mixes[::3]]
        measured = [above_noise_db(one, speech_spans_of(one, pad_s=0.0)) or 0.0 for one in noisy]
        found = heard([frames_of_sound(one) for one in noisy], rough[::3])
        show(f"noise {distance_db} dB down, measured {np.median(measured):.0f}", found, mixes[::3])


if __name__ == "__main__":
    main()
