"""What is measured in a recording: speech and its distance from the noise; with the pitch tracker, pitch and fillers."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from simulator.core.voice_measures import LEAST_ABOVE_NOISE_DB
from simulator.domain import AudioClip
from simulator.engines import speech_measures
from simulator.engines.audio_files import encode_wav
from simulator.engines.speech_frames import frames_of_sound, has_pitch_tracker
from simulator.engines.speech_measures import MOST_ABOVE_NOISE_DB, above_noise_db, measure_recording
from simulator.errors import AudioError
from simulator.fillers.mixes import can_mix, make_mix
from simulator.fillers.model import load_fillers
from simulator.fillers.training import agreement

SPEECH = Path(__file__).resolve().parents[1] / "fixtures" / "speech"
needs_pitch = pytest.mark.skipif(not has_pitch_tracker(), reason="swift-f0 is not installed")
needs_espeak = pytest.mark.skipif(not can_mix(), reason="espeak-ng is not on this machine")


def noise(seconds, level):
    return np.random.default_rng(0).normal(0.0, level, round(16_000 * seconds)).astype(np.float32)


def test_a_turn_has_speech_inside_its_recording():
    measured = measure_recording(3, (SPEECH / "career.wav").read_bytes(), None)
    assert measured.turn == 3
    assert measured.speech
    assert 0 <= measured.speech[0][0] < measured.speech[-1][1] <= measured.clip_s
    assert measured.voice_s <= measured.window_s
    assert measured.above_noise_db >= LEAST_ABOVE_NOISE_DB


def test_silence_is_no_speech_and_nothing_is_made_up():
    measured = measure_recording(1, (SPEECH / "silence.wav").read_bytes(), None)
    assert (measured.speech, measured.above_noise_db, measured.pitch_semitones, measured.fillers) == (
        (),
        None,
        None,
        None,
    )


def test_a_recording_that_is_no_sound_is_refused():
    with pytest.raises(AudioError):
        measure_recording(1, b"no sound", None)


@pytest.mark.parametrize(("level", "distance_db"), [(0.01, 20), (0.0316, 10)])
def test_how_far_the_voice_stands_out_is_measured_in_decibels(level, distance_db):
    sound = noise(4.0, level)
    sound[16_000:32_000] += noise(1.0, 0.1)
    assert above_noise_db(sound, [(1.0, 2.0)]) == pytest.approx(distance_db, abs=1.0)


def test_digital_silence_around_the_voice_is_as_good_as_it_gets():
    sound = np.zeros(32_000, np.float32)
    sound[8_000:16_000] = noise(0.5, 0.1)
    assert above_noise_db(sound, [(0.5, 1.0)]) == MOST_ABOVE_NOISE_DB


def test_without_the_pitch_tracker_pitch_and_fillers_are_left_out(monkeypatch):
    monkeypatch.setattr(speech_measures, "has_pitch_tracker", lambda: False)
    measured = measure_recording(1, (SPEECH / "career.wav").read_bytes(), None)
    assert measured.speech
    assert (measured.pitched_s, measured.pitch_semitones, measured.fillers) == (0.0, None, None)


@needs_pitch
def test_a_voice_has_a_pitch_and_a_count_that_is_trusted_no_further_than_measured():
    measured = measure_recording(1, (SPEECH / "career.wav").read_bytes(), None)
    assert measured.pitched_s > 0.5
    assert -12 < measured.pitch_semitones < 24
    assert 0 < measured.pitch_spread_semitones < 8
    assert measured.fillers.precision <= 0.6


@needs_pitch
@needs_espeak
def test_most_fillers_are_heard_in_a_voice_and_sentence_that_were_not_learnt():
    chance = random.Random(2)
    sentence = "Before we begin, would it bother you if I wrote a few things down?"
    mixes = [make_mix(sentence, "en-gb-x-rp+f3", chance) for _ in range(4)]
    heard = [load_fillers().hear(frames_of_sound(one.sound), one.words) for one in mixes]
    found = [
        agreement([(one.start_s, one.end_s) for one in some], mix.fillers)
        for some, mix in zip(heard, mixes, strict=True)
    ]
    there, said = sum(len(one.fillers) for one in mixes), sum(map(len, heard))
    assert there >= 4
    assert sum(hit for _, hit in found) >= 0.7 * there
    assert sum(right for right, _ in found) >= 0.7 * said


def test_a_clip_too_short_to_hold_a_word_is_measured_too():
    tiny = encode_wav(AudioClip(bytes(2 * 2_000), 16_000))
    assert measure_recording(1, tiny, None).speech == ()
