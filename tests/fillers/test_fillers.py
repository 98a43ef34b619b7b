"""Where a filler may be, what a stored model refuses, and made-up speech whose fillers are known."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from simulator.domain import Word
from simulator.fillers.candidates import FEATURE_COUNT, find_candidates
from simulator.fillers.frames import COEFFICIENTS, FRAME_S, SpeechFrames, stretches
from simulator.fillers.mixes import FILLER, RATE_HZ, as_recognised, can_mix, make_mix
from simulator.fillers.model import FillerModel, load_fillers, model_from_bytes, model_to_bytes
from simulator.fillers.training import agreement, alike
from simulator.skops_file import BrokenFileError


def frames(*voiced, count=200):
    """Voice in these frames, at 120 Hz, with a spectrum that is the same all along a stretch."""
    voicing, cepstra = np.zeros(count, np.float32), np.zeros((count, COEFFICIENTS), np.float32)
    for number, (first, last) in enumerate(voiced):
        voicing[first:last] = 1.0
        cepstra[first:last] = number + 1.0
    return SpeechFrames(np.full(count, 120.0, np.float32), voicing, np.full(count, -20.0, np.float32), cepstra)


def word(first, last, text="something"):
    return Word(text, first * FRAME_S, last * FRAME_S)


def places(candidates):
    return [(round(start_s / FRAME_S), round(end_s / FRAME_S)) for start_s, end_s in candidates.spans]


def test_stretches_are_runs_and_short_gaps_do_not_break_them():
    mask = np.array([0, 1, 1, 0, 1, 0, 0, 0, 1], bool)
    assert stretches(mask) == [(1, 3), (4, 5), (8, 9)]
    assert stretches(mask, bridge=1) == [(1, 5), (8, 9)]
    assert stretches(np.zeros(3, bool)) == []


def test_voice_beside_the_words_may_be_a_filler_and_voice_under_them_is_none():
    found = find_candidates(frames((20, 60), (80, 110)), [word(18, 62)])
    assert places(found) == [(80, 110)]
    assert found.features.shape == (1, FEATURE_COUNT)
    assert np.isfinite(found.features).all()


def test_a_word_that_lasts_far_longer_than_its_letters_may_hide_one():
    assert places(find_candidates(frames((20, 80)), [word(20, 80, "a")])) != []
    assert places(find_candidates(frames((20, 80)), [word(20, 80, "understanding")])) == []


def test_what_is_too_short_or_too_long_is_none():
    assert places(find_candidates(frames((20, 25), (40, 180)), ())) == []


def test_silence_has_no_candidates():
    assert find_candidates(frames(), None).features.shape == (0, FEATURE_COUNT)


def test_a_span_is_a_filler_when_they_share_half_of_the_shorter():
    assert alike((1.0, 2.0), (1.5, 3.0))
    assert not alike((1.0, 2.0), (1.6, 3.0))
    assert agreement([(0.0, 1.0), (5.0, 6.0)], [(0.1, 0.9), (2.0, 3.0), (7.0, 8.0)]) == (1, 1)


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_stored_model_comes_back_the_same():
    model = load_fillers()
    again = model_from_bytes(model_to_bytes(model))
    features = np.random.default_rng(0).normal(size=(20, FEATURE_COUNT)).astype(np.float32)
    for mode in ("words", "sound"):
        ours, theirs = getattr(model, mode), getattr(again, mode)
        assert np.array_equal(ours.probabilities(features), theirs.probabilities(features))
        assert (ours.threshold, ours.precision, ours.recall) == (theirs.threshold, theirs.precision, theirs.recall)
        assert 0 < ours.recall <= 1


def test_a_model_that_is_damaged_or_of_another_make_is_refused():
    model = load_fillers()
    other = replace(model.words, mean=model.words.mean[:-1])
    no_number = replace(model.words, offset_out=np.array([np.nan], np.float32))
    for content in (
        b"",
        b"PK",
        model_to_bytes(FillerModel(other, model.sound)),
        model_to_bytes(FillerModel(no_number, model.sound)),
    ):
        with pytest.raises(BrokenFileError):
            model_from_bytes(content)


# ── made-up speech ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not can_mix(), reason="espeak-ng is not on this machine")
def test_a_mix_is_the_same_for_the_same_chance_and_knows_its_fillers():
    mixes = [make_mix("well I would like to learn how you began", "en-us", random.Random(4)) for _ in range(2)]
    assert np.array_equal(mixes[0].sound, mixes[1].sound)
    length_s = len(mixes[0].sound) / RATE_HZ
    assert all(0 <= start_s < end_s <= length_s for start_s, end_s in mixes[0].fillers)
    assert all(0 <= one.start_s < one.end_s <= length_s for one in mixes[0].words)
    assert FILLER not in {one.text for one in mixes[0].words}
    assert len(as_recognised(mixes[0], random.Random(1))) <= len(mixes[0].words)
