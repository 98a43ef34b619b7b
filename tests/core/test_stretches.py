"""Stretches of speech: what belongs together, what is listening, and nothing longer than a recogniser hears at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.stretches import MOST_PIECE_S, Stretch, pieces, without_listening


def test_stretches_of_one_speaker_are_put_together_up_to_half_a_minute():
    own = [Stretch(10.0 * i, 10.0 * i + 9.0, 0) for i in range(4)]
    assert pieces(own) == (Stretch(0.0, 29.0, 0), Stretch(30.0, 39.0, 0))


def test_a_long_silence_and_the_other_speaker_part_pieces():
    spoken = (Stretch(0.0, 1.0, 0), Stretch(4.0, 5.0, 0), Stretch(5.5, 6.0, 1), Stretch(6.5, 7.0, 0))
    assert pieces(spoken) == spoken


def test_speech_without_any_pause_is_cut_evenly():
    assert pieces([Stretch(0.0, 90.0, 1)]) == tuple(Stretch(30.0 * i, 30.0 * i + 30.0, 1) for i in range(3))


@pytest.mark.parametrize(
    ("short", "kept"),
    [
        (Stretch(4.0, 4.6, 1), False),  # in the middle of the other's speech
        (Stretch(4.0, 5.2, 1), True),  # too long for listening
        (Stretch(9.6, 10.4, 1), True),  # reaches past it: an answer
        (Stretch(4.0, 4.6, 0), True),  # the same speaker
    ],
)
def test_a_short_word_within_the_others_speech_is_listening(short, kept):
    found, listening = without_listening([Stretch(0.0, 10.0, 0), short])
    assert (short in found, listening) == (kept, 0 if kept else 1)


SPANS = st.tuples(st.floats(0, 500), st.floats(0.1, 100), st.integers(0, 1))


@given(st.lists(SPANS, max_size=20))
def test_pieces_keep_all_speech_and_none_is_too_long(spans):
    spoken = [Stretch(start_s, start_s + length_s, speaker) for start_s, length_s, speaker in spans]
    found = pieces(spoken)
    assert all(one.duration_s <= MOST_PIECE_S + 1e-6 for one in found)
    for one in spoken:
        middle_s = (one.start_s + one.end_s) / 2
        assert any(p.speaker == one.speaker and p.start_s - 1e-6 <= middle_s <= p.end_s + 1e-6 for p in found)
