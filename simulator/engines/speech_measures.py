"""What the recording of a turn tells: where there is a voice, how it stands out from the noise, its pitch, its fillers.

Pauses come from voice activity, never from a recogniser's word times, which are too rough for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain import AudioClip, Word
from simulator.engines.audio_files import decode_audio
from simulator.engines.speech_frames import SHORTEST_PAUSE_S, has_pitch_tracker, speech_frames
from simulator.engines.voice_activity import samples, speech_spans_of
from simulator.fillers.frames import FRAME_S, Floats, SpeechFrames, frame_at
from simulator.fillers.model import FillerModel, load_fillers
from simulator.turn_sound import FillerCount, TurnSound

MOST_ABOVE_NOISE_DB = 60.0
EDGE_S = 0.1
"""So near to speech its echo is still in the room: no place to measure the noise."""
QUIETEST = 10.0
"""Where somebody speaks all the time, the quietest tenth stands for the noise."""
OCTAVE_SEMITONES = 12.0
TRUSTED = {True: 0.8, False: 0.6}
"""How far a count is trusted at most, with a recogniser's words and from the sound alone: the agreement on voices and sentences
that were not learnt from (`benchmarks/fillers.py`), which is under what is published for people (0.93 and 0.71, PodcastFillers)."""


def measure_recording(turn: int, wav: bytes, words: Sequence[Word] | None) -> TurnSound:
    """Measure a turn's recording. Raises `AudioError` where it cannot be read, `SetupError` without the model of fillers."""
    return measure_turn(turn, decode_audio(wav), words, load_fillers() if has_pitch_tracker() else None)


def measure_turn(turn: int, clip: AudioClip, words: Sequence[Word] | None, fillers: FillerModel | None) -> TurnSound:
    """Measure a clip. `words` have times from its start, None where the recogniser's are not known. Without a model of
    fillers neither they nor the pitch are told. Some hundredths of a second for each second of speech."""
    sound = samples(clip)
    speech = speech_spans_of(sound, least_silence_s=SHORTEST_PAUSE_S, pad_s=0.0)
    noise_db = above_noise_db(sound, speech)
    if fillers is None or not speech:
        return TurnSound(turn, clip.duration_s, speech, noise_db)
    frames = speech_frames(sound, speech)
    pitched_s, pitch, spread = _pitch(frames)
    network = fillers.network(with_words=words is not None)
    most = TRUSTED[words is not None]
    count = FillerCount(len(fillers.hear(frames, words)), min(network.precision, most), min(network.recall, most))
    return TurnSound(turn, clip.duration_s, speech, noise_db, pitched_s, pitch, spread, count)


def above_noise_db(sound: Floats, speech: Sequence[tuple[float, float]]) -> float | None:
    """How far the voice stands out from the rest, in decibels, 60 at most; None where nobody speaks."""
    hop = round(FRAME_S * 16_000)
    count = len(sound) // hop
    if not speech or not count:
        return None
    power = (sound[: count * hop].reshape(count, hop).astype(np.float64) ** 2).mean(axis=1)
    voice, rest = np.zeros(count, bool), np.ones(count, bool)
    for start_s, end_s in speech:
        voice[frame_at(start_s) : frame_at(end_s)] = True
        rest[max(0, frame_at(start_s - EDGE_S)) : frame_at(end_s + EDGE_S)] = False
    noise = float(np.median(power[rest])) if rest.sum() * FRAME_S >= EDGE_S else float(np.percentile(power, QUIETEST))
    loud = float(power[voice].mean()) if voice.any() else noise
    if noise <= 0.0:
        return MOST_ABOVE_NOISE_DB
    return min(MOST_ABOVE_NOISE_DB, 10.0 * float(np.log10(max(loud - noise, noise * 1e-3) / noise)))


def _pitch(frames: SpeechFrames) -> tuple[float, float | None, float | None]:
    """Seconds with a pitch, its mean and its spread in semitones above 100 Hz; what is an octave off is a mistake."""
    semitones = 12.0 * np.log2(frames.pitch_hz[frames.voiced].astype(np.float64) / 100.0)
    if not len(semitones):
        return 0.0, None, None
    kept = semitones[np.abs(semitones - np.median(semitones)) < OCTAVE_SEMITONES]
    return len(kept) * FRAME_S, float(kept.mean()), float(kept.std())
