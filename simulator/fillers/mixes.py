"""Speech with fillers in known places, made by espeak-ng: to learn from, and to measure by.

A sentence is spoken in pieces and put together with pauses; between pieces stands an "um" or "uh" of the same voice, or what
sounds a little like one: a breath, a cough, a knock. Synthetic voices are not people, so figures from here are a ceiling.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.domain import Word
from simulator.errors import SetupError
from simulator.fillers.frames import Floats

RATE_HZ = 16_000
TRAINING_VOICES = (
    "en-us+f1", "en-us+f4", "en-us+m1", "en-us+m5", "en-us+m7", "en-gb", "en-gb+f5", "en-gb-x-rp+m2",
    "en-gb-x-gbclan+f1", "en-us+klatt2", "en-us+klatt4", "en-029+m4", "en-us+steph", "en-us+max",
)  # fmt: skip
FILLERS = ("uh", "um", "er", "erm", "um", "uh")
"""As espeak-ng says them; uh and um are the most frequent."""
FILLER = "(filler)"
SLOW_WORDS = ("so", "and", "but", "well", "the", "I", "a", "oh", "are", "or", "my", "now", "then", "right")
"""Words that people also draw out between two pauses."""
_SPEAK_LIMIT_S = 30.0


@dataclass(frozen=True, eq=False)
class Mix:
    """Samples in [-1, 1] at 16 kHz, the words that were said, and where the fillers stand, all in seconds."""

    sound: Floats
    words: tuple[Word, ...]
    fillers: tuple[tuple[float, float], ...]


def can_mix() -> bool:
    """Whether espeak-ng is on this machine."""
    return shutil.which("espeak-ng") is not None


def make_mix(sentence: str, voice: str, chance: random.Random) -> Mix:
    """One sentence with some fillers and some noises. Raises `SetupError` without the espeak-ng program."""
    speed, pitch = chance.randint(135, 195), chance.randint(30, 70)
    parts: list[Floats] = [_silence(chance.uniform(0.2, 0.5))]
    words: list[Word] = []
    fillers: list[tuple[float, float]] = []
    at_s = len(parts[0]) / RATE_HZ
    for piece in _pieces(sentence.split(), chance):
        spoken = _trimmed(_say(" ".join(piece), voice, speed, pitch))
        words += _timed(piece, at_s, len(spoken) / RATE_HZ)
        between, kind, (begins_s, ends_s) = _between(voice, speed, pitch, chance)
        at_s += len(spoken) / RATE_HZ
        if kind == FILLER:
            fillers.append((at_s + begins_s, at_s + ends_s))
        elif kind:
            words.append(Word(kind, at_s + begins_s, at_s + ends_s))
        parts += [spoken, between]
        at_s += len(between) / RATE_HZ
    sound = np.concatenate(parts)
    noise = np.random.default_rng(chance.randrange(2**32)).normal(0.0, 10 ** chance.uniform(-4.0, -2.6), len(sound))
    return Mix((sound * chance.uniform(0.4, 0.9) + noise).astype(np.float32), tuple(words), tuple(fillers))


def as_recognised(mix: Mix, chance: random.Random) -> tuple[Word, ...]:
    """The words as a recogniser gives them: a little off in time, some left out, some stretched over a filler."""
    found: list[Word] = []
    for word in mix.words:
        if chance.random() < 0.07:
            continue
        start_s = max(0.0, word.start_s + chance.gauss(0.0, 0.03))
        end_s = max(start_s + 0.04, word.end_s + chance.gauss(0.0, 0.03))
        for begins_s, ends_s in mix.fillers:
            if abs(begins_s - word.end_s) < 0.12 and chance.random() < 0.2:
                end_s = ends_s
            elif abs(word.start_s - ends_s) < 0.12 and chance.random() < 0.2:
                start_s = begins_s
        found.append(Word(word.text, start_s, end_s))
    return tuple(found)


def _pieces(words: list[str], chance: random.Random) -> list[list[str]]:
    """The sentence cut in one to four places."""
    places = sorted(chance.sample(range(1, len(words)), min(len(words) - 1, chance.randint(1, 4)))) if words[1:] else []
    return [words[first:last] for first, last in zip([0, *places], [*places, len(words)], strict=True)]


def _timed(piece: Sequence[str], start_s: float, length_s: float) -> list[Word]:
    """Words in a piece, by their letters: the piece has no gaps, so its outer edges are exact."""
    letters = sum(len(word) + 1 for word in piece)
    timed: list[Word] = []
    for word in piece:
        end_s = start_s + length_s * (len(word) + 1) / letters
        timed.append(Word(word, start_s, end_s))
        start_s = end_s
    return timed


def _between(voice: str, speed: int, pitch: int, chance: random.Random) -> tuple[Floats, str, tuple[float, float]]:
    """What stands after a piece; whether that is a filler, a word (which one) or neither; and where in it."""
    kind, own = "", _silence(0.0)
    drawn = chance.random()
    if drawn < 0.4:
        kind = FILLER
        slow = round(speed * chance.uniform(0.6, 1.25))
        own = _filler(chance.choice(FILLERS), voice, slow, pitch - chance.randint(0, 10), flat=chance.random() < 0.7)
        own = own * np.float32(chance.uniform(0.5, 1.0))
    elif drawn < 0.55:
        kind = chance.choice(SLOW_WORDS)
        own = _slow_word(kind, voice, round(speed * chance.uniform(0.6, 1.0)), pitch)
    elif drawn < 0.75:
        own = _noise(chance)
    before, after = _silence(_gap_s(chance)), _silence(_gap_s(chance))
    start_s = len(before) / RATE_HZ
    return np.concatenate([before, own, after]), kind, (start_s, start_s + len(own) / RATE_HZ)


def _gap_s(chance: random.Random) -> float:
    return chance.choice((0.0, chance.uniform(0.03, 0.2), chance.uniform(0.2, 0.9)))


def _silence(seconds: float) -> Floats:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def _noise(chance: random.Random) -> Floats:
    """A breath, a cough or a knock."""
    draw = np.random.default_rng(chance.randrange(2**32))
    kind = chance.choice(("breath", "cough", "knock"))
    length_s = {"breath": chance.uniform(0.2, 0.6), "cough": chance.uniform(0.15, 0.35), "knock": 0.08}[kind]
    count = round(length_s * RATE_HZ)
    noise = draw.normal(0.0, 1.0, count)
    if kind == "cough":  # a burst with a rough low voice under it
        rough = np.sign(
            np.sin(2 * np.pi * np.cumsum(chance.uniform(80, 140) * (1 + 0.3 * draw.normal(size=count))) / RATE_HZ)
        )
        shaped = (0.6 * noise + 0.4 * rough) * np.exp(-np.arange(count) / (0.1 * RATE_HZ)) * 0.3
    elif kind == "breath":
        shaped = np.convolve(noise, np.ones(4) / 4, "same") * np.hanning(count) * 0.05
    else:
        shaped = noise * np.exp(-np.arange(count) / (0.01 * RATE_HZ)) * 0.4
    return np.asarray(shaped, np.float32)


@lru_cache(maxsize=1024)
def _filler(sounds: str, voice: str, speed: int, pitch: int, *, flat: bool) -> Floats:
    """Most are flat, as people say them; espeak-ng lets the others fall like the end of a sentence."""
    marked = f'<prosody range="{"x-low" if flat else "medium"}">{sounds}</prosody>'
    return _trimmed(_say(marked, voice, max(80, speed), max(0, pitch), marked=True))


@lru_cache(maxsize=1024)
def _slow_word(word: str, voice: str, speed: int, pitch: int) -> Floats:
    return _trimmed(_say(f'<prosody range="x-low">{word}</prosody>', voice, max(80, speed), pitch, marked=True))


def _say(text: str, voice: str, speed: int, pitch: int, *, marked: bool = False) -> Floats:
    command = [
        "espeak-ng",
        *(["-m"] if marked else []),
        "-z",
        "-v",
        voice,
        "-s",
        str(speed),
        "-p",
        str(pitch),
        "--stdout",
        text,
    ]
    try:
        wav = subprocess.run(command, capture_output=True, check=True, timeout=_SPEAK_LIMIT_S).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise SetupError(
            f"Speech to learn fillers from could not be made ({error}).", fix="Install the program espeak-ng."
        ) from error
    return _samples(wav)


def _samples(wav: bytes) -> Floats:
    """Samples of a mono WAV at 16 kHz; espeak-ng writes a length of its own invention when it writes to a pipe."""
    from scipy.signal import resample_poly

    with wave.open(io.BytesIO(wav)) as sound:
        rate_hz, content = sound.getframerate(), sound.readframes(60 * sound.getframerate())
    values = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.float32) / 32768.0
    return np.asarray(resample_poly(values, RATE_HZ // 50, rate_hz // 50), np.float32)


def _trimmed(sound: Floats) -> Floats:
    heard = np.flatnonzero(np.abs(sound) > 0.005)
    return sound[heard[0] : heard[-1] + 1] if len(heard) else sound
