"""Small talks of two voices, made of the spoken sentences in the fixtures; the second voice is the first one, sped up."""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simulator.engines.audio_files import decode_audio
from simulator.engines.fake import FakeTranscriber
from simulator.engines.voice_activity import samples

SPEECH = Path(__file__).parent / "fixtures" / "speech"
RATE_HZ = 16_000
GAP_S = 0.6
SPOKEN = ("thanks", "day", "day", "career", "career", "thanks", "hiring", "day", "thanks", "hiring")
"""Which recordings the turns are made of, the two voices by turns."""
SAID = (
    "Thank you for making the time, I am hoping to learn how you work and I am not asking for a job.",
    "You are welcome, ask me whatever you like.",
    "Could you tell me about a typical day, from the morning on?",
    "I draw bridges until noon and then I look at them.",
    "How did you get started in that, and what did you like about it?",
    "By accident, my uncle had a boat.",
    "Who else would you recommend that I talk to about this?",
    "My colleague Ana knows much more.",
    "Thank you so much for your time today, the story of the boat was wonderful. Goodbye!",
    "Goodbye then.",
)
"""What the fake recogniser understands, turn by turn."""


def sentence(name: str, *, speed: float = 1.0) -> np.ndarray:
    """A spoken sentence as samples in [-1, 1], higher and faster by `speed`."""
    with wave.open(str(SPEECH / f"{name}.wav")) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768.0
    return np.interp(np.arange(0, len(sound) - 1, speed), np.arange(len(sound)), sound).astype(np.float32)


def talk_sound(*, second: float = 1.35) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Samples (n, 2), a channel for each voice, and when each turn begins and ends, in seconds."""
    at, times, placed = round(0.5 * RATE_HZ), [], []
    for index, name in enumerate(SPOKEN):
        sound = sentence(name, speed=second if index % 2 else 1.0)
        times.append((at / RATE_HZ, (at + len(sound)) / RATE_HZ))
        placed.append((at, index % 2, sound))
        at += len(sound) + round(GAP_S * RATE_HZ)
    both = np.random.default_rng(0).normal(0.0, 0.001, (at, 2)).astype(np.float32)
    for first, channel, sound in placed:
        both[first : first + len(sound), channel] += sound
    return both, times


def wav(sound: np.ndarray) -> bytes:
    """Samples (n,) or (n, channels) as a WAV file."""
    samples = sound.reshape(len(sound), -1)
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return memory.getvalue()


def espoken(texts: Sequence[str], voices: Sequence[str]) -> np.ndarray:
    """Sentences spoken by espeak-ng on one channel, the voices by turns."""
    parts = [np.zeros(8_000, np.float32)]
    for index, text in enumerate(texts):
        command = ["espeak-ng", "--stdout", "-v", voices[index % len(voices)], text]
        spoken = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
        parts += [samples(decode_audio(spoken)), np.zeros(round(GAP_S * RATE_HZ), np.float32)]
    sound = np.concatenate(parts)
    return sound + np.random.default_rng(0).normal(0.0, 0.001, len(sound)).astype(np.float32)


def ear() -> FakeTranscriber:
    return FakeTranscriber(SAID)
