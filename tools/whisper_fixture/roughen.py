"""Making clean speech sound like a room, a telephone and a bad microphone; and sounds that are no speech at all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from espeak import RATE_HZ, Sound
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

COLOURS = {"white": 0.0, "pink": 0.5, "brown": 1.0}
"""How fast the amplitude of a noise falls with the frequency."""


def noise(samples: int, random: np.random.Generator, colour: str) -> Sound:
    """Noise of unit strength."""
    white = random.standard_normal(samples)
    spectrum = np.fft.rfft(white) / np.arange(1, samples // 2 + 2) ** COLOURS[colour]
    coloured = np.fft.irfft(spectrum, samples)
    return np.asarray(coloured / (coloured.std() + 1e-9), np.float32)


def any_noise(samples: int, random: np.random.Generator) -> Sound:
    return noise(samples, random, str(random.choice(list(COLOURS))))


def roughened(sound: Sound, random: np.random.Generator) -> Sound:
    """Now and then a room or a narrow band; any level; mostly some noise."""
    if random.random() < 0.25:
        sound = _in_a_room(sound, random)
    band = random.random()
    if band < 0.08:
        sound = _filtered(sound, butter(4, [300, 3400], "band", fs=RATE_HZ, output="sos"))
    elif band < 0.2:
        sound = _filtered(sound, butter(2, random.uniform(2500, 7000), "low", fs=RATE_HZ, output="sos"))
    sound = sound * (float(np.exp(random.uniform(np.log(0.06), np.log(0.95)))) / (float(np.abs(sound).max()) + 1e-9))
    return np.asarray(np.clip(_with_noise(sound, random), -1, 1), np.float32)


def _filtered(sound: Sound, sections: NDArray[np.float64]) -> Sound:
    return np.asarray(sosfilt(sections, sound), np.float32)


def _in_a_room(sound: Sound, random: np.random.Generator) -> Sound:
    length = int(random.uniform(0.08, 0.4) * RATE_HZ)
    echo = random.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length) * random.uniform(0.02, 0.15)
    echo[0] = 1
    return np.asarray(fftconvolve(sound, echo)[: len(sound)], np.float32)


def _with_noise(sound: Sound, random: np.random.Generator) -> Sound:
    draw = random.random()
    if draw < 0.6:
        strength = float(np.sqrt((sound**2).mean())) + 1e-9
        return sound + any_noise(len(sound), random) * strength * 10 ** (-random.uniform(8, 40) / 20)
    if draw < 0.8:
        return sound + noise(len(sound), random, "white") * 10 ** random.uniform(-5, -3.3)
    return sound


def no_speech(random: np.random.Generator) -> Sound:
    """Silence, hiss, hum, clicks, or several of them: 0.4 to 9 seconds."""
    samples = int(random.uniform(0.4, 9) * RATE_HZ)
    if random.random() < 0.2:
        return np.zeros(samples, np.float32)
    sound = any_noise(samples, random) * 10 ** random.uniform(-5, -0.9)
    additions: tuple[tuple[float, Callable[[Sound, np.random.Generator], Sound]], ...] = (
        (0.25, _with_hum),
        (0.35, _with_clicks),
        (0.3, _swelling),
    )
    for share, addition in additions:
        if random.random() < share:
            sound = addition(sound, random)
    return np.asarray(np.clip(sound, -1, 1), np.float32)


def _with_hum(sound: Sound, random: np.random.Generator) -> Sound:
    pitch_hz = random.choice([50, 60, 100, 120, random.uniform(200, 2000)])
    wave = np.sin(2 * np.pi * pitch_hz * np.arange(len(sound)) / RATE_HZ)
    return np.asarray(sound + 10 ** random.uniform(-3, -1) * wave, np.float32)


def _with_clicks(sound: Sound, random: np.random.Generator) -> Sound:
    for _ in range(random.integers(1, 15)):
        start = int(random.integers(0, len(sound) - 200))
        length = min(len(sound) - start, int(random.integers(40, 1600)))
        click = random.standard_normal(length) * np.exp(-5 * np.arange(length) / length)
        sound[start : start + length] += (click * 10 ** random.uniform(-2.5, -0.6)).astype(np.float32)
    return sound


def _swelling(sound: Sound, random: np.random.Generator) -> Sound:
    time_s = np.arange(len(sound)) / RATE_HZ
    swell = 0.2 + np.abs(np.sin(2 * np.pi * random.uniform(0.1, 3) * time_s + random.uniform(0, 6)))
    return np.asarray(sound * swell, np.float32)
