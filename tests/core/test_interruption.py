"""The user speaks while the person does: nods, coughs, and taking the floor."""

from __future__ import annotations

import pytest

from simulator.core.interruption import Interruption, Signal, Sounded, heard_text, is_backchannel

WINDOW_S = 0.032


def feed(floor, seconds, probability):
    found = []
    for _ in range(round(seconds / WINDOW_S)):
        found += floor.hear(WINDOW_S, probability)
    return found


def speech(floor, seconds):
    return feed(floor, seconds, 0.95)


def silence(floor, seconds):
    return feed(floor, seconds, 0.02)


@pytest.fixture
def floor():
    """Two seconds into what the person says."""
    floor = Interruption(headset=True)
    silence(floor, 2.0)
    return floor


def test_a_tenth_of_a_second_makes_them_softer(floor):
    assert speech(floor, 0.09) == []
    assert speech(floor, 0.04) == [Signal.DUCK]


def test_a_cough_makes_them_softer_for_a_moment_only(floor):
    assert speech(floor, 0.2) == [Signal.DUCK]
    assert silence(floor, 0.3) == [Signal.UNDUCK]
    assert not floor.stopped


@pytest.mark.parametrize("nod", ["mm-hm", "right", "Okay.", "yeah", "yeah right", "I see"])
def test_a_nod_stops_nobody(floor, nod):
    speech(floor, 0.45)
    assert floor.understood(nod) == ()
    assert speech(floor, 0.2) == []
    assert silence(floor, 0.3) == [Signal.UNDUCK]


def test_two_words_stop_them_after_a_third_of_a_second(floor):
    speech(floor, 0.32)
    assert floor.understood("sorry but") == (Signal.STOP,)


def test_one_word_stops_them_after_half_a_second(floor):
    speech(floor, 0.42)
    assert floor.understood("wait") == ()
    assert speech(floor, 0.1) == [Signal.STOP]


def test_speech_that_lasts_stops_them_even_if_nothing_was_understood(floor):
    signals = speech(floor, 0.75)
    assert signals == [Signal.DUCK, Signal.ASK_WORDS, Signal.ASK_WORDS, Signal.STOP]
    assert speech(floor, 1.0) == []  # once is enough


def test_who_goes_on_in_the_first_moments_had_not_finished():
    floor = Interruption(headset=True)
    silence(floor, 0.3)
    assert speech(floor, 0.25) == [Signal.DUCK, Signal.ASK_WORDS]
    assert floor.understood("and also") == (Signal.YIELD,)


def test_a_nod_in_the_first_moments_changes_nothing():
    floor = Interruption(headset=True)
    silence(floor, 0.3)
    speech(floor, 0.25)
    assert floor.understood("okay") == ()
    assert speech(floor, 0.2) == [Signal.ASK_WORDS]


def test_without_a_headset_their_own_first_sound_is_not_taken_for_the_user():
    floor = Interruption(headset=False)
    assert speech(floor, 0.35) == []
    assert feed(floor, 1.0, 0.6) == []  # and it takes more certainty


def test_what_was_heard_ends_at_a_word_with_a_dash():
    sentences = [Sounded("I came late.", 1.0, 1.0), Sounded("My mother was a nurse.", 2.0, 1.0)]
    assert heard_text(sentences) == "I came late. My mother—"


def test_who_has_as_good_as_finished_was_not_cut_off():
    assert heard_text([Sounded("I came late.", 1.0, 0.9)]) is None


def test_nothing_heard_is_no_word():
    assert heard_text([Sounded("I came late.", 1.0, 0.0), Sounded("Yes.", 1.0, 0.0)]) == ""


def test_a_nod_is_only_small_words():
    assert is_backchannel("Mm-hm, right")
    assert not is_backchannel("right but why")
    assert not is_backchannel("")
