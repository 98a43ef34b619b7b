"""Step 1: speak invented sentences and keep them as shards of log-mel spectrograms.

    python tools/whisper_fixture/step1_speak.py [--shards 18] [--edge-shards 6] [--size 1000]

Edge shards are spoken as pyttsx3 writes its files: no silence before, little after, hardly any noise.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import numpy as np
from corpus import is_held_out, utterance
from espeak import RATE_HZ, Espeak, Sound
from faster_whisper.feature_extractor import FeatureExtractor
from recordings import Mel, Recording, write_shard
from roughen import no_speech, noise, roughened

BUILD = Path("build/whisper_fixture")
SHARDS = BUILD / "shards"
LONGEST_S = 11.5
NO_SPEECH_SHARE = 0.05
ACCENTS = "en-us en-us en-gb en-gb en-gb-x-rp en-gb-scotland en-us-nyc en-gb-x-gbcwmd".split()
VARIANTS = (
    "m1 m2 m3 m4 m5 m6 m8 f1 f2 f3 f4 Andy Annie edward linda steph Alicia Michael belinda paul Gene robert Lee quincy"
).split()
MAIN_VOICES = "en-us en-us+f2 en-us+m3 en-gb en-gb+f3 en-us+f4 en".split()
EDGE_VOICES = (
    "en en en-us en-us en-us+f2 en-us+f3 en-us+f4 en-us+m3 en-gb+f3 en-us+m1 en-gb-x-rp en-gb-scotland".split()
)
SEED = 12_345


class Studio:
    """Espeak, a microphone of varying quality, and Whisper's view of sound."""

    def __init__(self, seed: int) -> None:
        self._espeak = Espeak()
        self._extractor = FeatureExtractor()
        self._random = np.random.default_rng(seed)
        self._words = Random(seed)

    def recording(self, *, edges: bool) -> Recording:
        """Something new, at most `LONGEST_S` long."""
        if not edges and self._random.random() < NO_SPEECH_SHARE:
            return Recording("", self._mel(no_speech(self._random)))
        while True:
            text = utterance(self._words)
            if is_held_out(text):
                continue
            spoken = self._with_clean_edges(text) if edges else self._in_a_room(text)
            if spoken is not None:
                return spoken

    def _in_a_room(self, text: str) -> Recording | None:
        random = self._random
        lead_s = random.uniform(0.6, 1.6) if random.random() < 0.06 else random.uniform(0.03, 0.6)
        rate_wpm = int(random.uniform(135, 215)) if random.random() < 0.7 else int(random.choice([160, 175, 200]))
        pitch = 50 if random.random() < 0.4 else int(random.uniform(30, 72))
        return self._record(text, self._voice(), rate_wpm, pitch, lead_s, random.uniform(0.08, 0.7), rough=True)

    def _with_clean_edges(self, text: str) -> Recording | None:
        random = self._random
        rate_wpm = int(random.choice([150, 160, 170, 180, 200, 200, 200]))
        lead_s = float(random.choice([0.0, 0.0, 0.01, 0.02, 0.1, 0.3]))
        voice = str(random.choice(EDGE_VOICES))
        return self._record(text, voice, rate_wpm, 50, lead_s, random.uniform(0.0, 0.5), rough=False)

    def _voice(self) -> str:
        if self._random.random() < 0.45:
            return str(self._random.choice(MAIN_VOICES))
        accent = str(self._random.choice(ACCENTS))
        return accent if self._random.random() < 0.08 else f"{accent}+{self._random.choice(VARIANTS)}"

    def _record(
        self, text: str, voice: str, rate_wpm: int, pitch: int, lead_s: float, tail_s: float, *, rough: bool
    ) -> Recording | None:
        spoken = self._espeak.say(text, voice, rate_wpm=rate_wpm, pitch=pitch)
        lead_s = round(lead_s, 2)  # whole frames
        sound = np.pad(spoken.sound, (int(lead_s * RATE_HZ), int(tail_s * RATE_HZ)))
        if len(sound) > LONGEST_S * RATE_HZ:
            return None
        sound = roughened(sound, self._random) if rough else self._slightly_changed(sound)
        words = tuple((at_s + lead_s, position) for at_s, position in spoken.words)
        phones = tuple((at_s + lead_s, phone) for at_s, phone in spoken.phones)
        return Recording(text, self._mel(sound), words, phones, lead_s, lead_s + len(spoken.sound) / RATE_HZ)

    def _slightly_changed(self, sound: Sound) -> Sound:
        if self._random.random() < 0.3:
            sound = np.clip(sound * np.exp(self._random.uniform(-1.5, 0.3)), -1, 1)
        if self._random.random() < 0.25:
            sound = sound + noise(len(sound), self._random, "white") * 10 ** self._random.uniform(-4.5, -3)
        return sound.astype(np.float32)

    def _mel(self, sound: Sound) -> Mel:
        return np.asarray(self._extractor(sound)[:, :-1], np.float16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shards", type=int, default=18)
    parser.add_argument("--edge-shards", type=int, default=6)
    parser.add_argument("--size", type=int, default=1_000, help="recordings in a shard")
    options = parser.parse_args()
    SHARDS.mkdir(parents=True, exist_ok=True)
    for number in range(options.shards + options.edge_shards):
        path = SHARDS / f"{number:03d}.npz"
        if path.exists():
            continue
        studio = Studio(SEED + number)
        edges = number >= options.shards
        write_shard(path, [studio.recording(edges=edges) for _ in range(options.size)])
        print(path, flush=True)


if __name__ == "__main__":
    main()
