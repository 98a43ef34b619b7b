"""How one sounded, from numbers one can check in one's head."""

from __future__ import annotations

import math

import pytest

from simulator.core.delivery import measure_delivery
from simulator.core.voice_measures import baseline_of, filler_range, measure_pauses, pitch_spread, usable, why_not_rated
from simulator.domain import Role, Turn, Word
from simulator.turn_sound import FillerCount, TurnSound


def sound(turn=1, speech=((0.5, 10.5), (11.5, 31.5)), *, db=30.0, fillers=None, pitch=(20.0, 5.0, 2.0)):
    return TurnSound(turn, 33.0, speech, db, *pitch, fillers)


def talk(text="word " * 60, start_s=5.0):
    return (
        Turn(0, Role.PERSONA, "Hello.", 0.0, 4.0),
        Turn(1, Role.USER, text, start_s, start_s + 33.0, (Word("word", start_s, start_s + 1.0),)),
    )


def test_pauses_lie_between_stretches_of_speech_and_the_wait_for_the_click_is_none():
    pauses = measure_pauses([sound(), sound(3, ((0.0, 1.0), (1.2, 2.0), (5.0, 6.0)))])
    assert pauses is not None
    assert (pauses.count, pauses.median_s, pauses.longest_s) == (2, 2.0, 3.0)  # 0.2 s is no pause
    assert pauses.share == pytest.approx(4.0 / 37.0)


def test_nobody_speaking_makes_no_pauses():
    assert measure_pauses([sound(speech=())]) is None


def test_the_pace_counts_from_the_first_sound_to_the_last_and_once_more_without_pauses():
    measured = measure_delivery(talk(), sounds=[sound()])
    assert measured.spoken_s == pytest.approx(31.0)
    assert measured.words_per_minute == pytest.approx(60 * 60 / 31)
    assert measured.articulation_wpm == pytest.approx(60 * 60 / 30)
    assert (measured.pauses, measured.pause_share) == (1, pytest.approx(1 / 31))
    assert measured.response_gap_s == pytest.approx(
        1.5
    )  # the recording began after one second, the voice half a second later
    assert measured.interruptions == 0
    assert measured.sound_not_rated is None


def test_beginning_well_before_they_have_finished_is_an_interruption():
    assert measure_delivery(talk(start_s=2.0), sounds=[sound()]).interruptions == 1
    assert measure_delivery(talk(start_s=3.2), sounds=[sound()]).interruptions == 0


def test_a_corrected_turn_has_no_word_times_but_was_spoken():
    corrected = (talk()[0], Turn(1, Role.USER, "word " * 60, 5.0, 38.0))
    assert measure_delivery(corrected).words_per_minute is None
    assert measure_delivery(corrected, sounds=[sound()]).words_per_minute == pytest.approx(60 * 60 / 31)


@pytest.mark.parametrize(
    ("sounds", "says"),
    [
        ([], "There is no recording"),
        ([sound(db=5.0)], "too noisy"),
        ([sound(speech=((0.0, 3.0),))], "less than 20 seconds"),
        ([sound()], None),
    ],
)
def test_why_nothing_is_rated_is_a_sentence(sounds, says):
    why = why_not_rated(sounds)
    assert why is None if says is None else says in why
    measured = measure_delivery(talk(), sounds=sounds)
    assert measured.sound_not_rated == why
    assert (measured.pauses is None) is (why is not None)


def test_noisy_turns_are_left_out_of_what_is_measured():
    assert usable([sound(1), sound(3, db=5.0), sound(5, db=None), sound(7, speech=())]) == (sound(1), sound(5, db=None))


def test_the_spread_of_pitch_holds_over_turns_of_different_height():
    two = [sound(1, pitch=(10.0, 4.0, 0.0)), sound(3, pitch=(10.0, 8.0, 0.0))]
    assert pitch_spread(two) == pytest.approx(2.0)
    assert pitch_spread([sound(pitch=(10.0, 4.0, 3.0))]) == pytest.approx(3.0)
    assert pitch_spread([sound(pitch=(9.9, 4.0, 3.0))]) is None


def test_a_count_of_fillers_is_a_range_that_holds_the_likeliest():
    likely, (least, most) = filler_range([sound(fillers=FillerCount(10, 0.9, 0.9))])
    assert likely == pytest.approx(10.0)
    assert least < 10 < most


def test_better_hearing_makes_a_narrower_range_and_no_hearing_is_trusted_wholly():
    def width(share):
        _, (least, most) = filler_range([sound(fillers=FillerCount(20, share, share))])
        return most - least

    assert width(0.5) > width(0.8) > width(0.93) == width(1.0) > 0


def test_no_filler_found_is_never_said_to_be_none():
    assert filler_range([sound(fillers=FillerCount(0, 0.9, 0.9))]) == (0.0, (0, 1))
    assert filler_range([sound()]) is None


def test_fillers_of_the_text_and_the_sound_are_counted_together():
    measured = measure_delivery(talk("you know " + "word " * 58), sounds=[sound(fillers=FillerCount(4, 0.93, 0.93))])
    assert (measured.fillers_heard, measured.fillers_in_sound) == (1, 4.0)
    assert measured.fillers_range[0] <= 5 <= measured.fillers_range[1]
    assert measured.fillers_per_minute == pytest.approx(5 * 60 / 31)


def test_three_earlier_talks_make_a_baseline_of_medians():
    earlier = [{"pause_share": 0.1, "new": 1.0}, {"pause_share": 0.3}, {"pause_share": 0.2}]
    assert baseline_of(earlier[:2]) is None
    assert baseline_of(earlier) == {"pause_share": 0.2}


def test_only_a_talk_that_was_measured_has_figures_to_compare():
    assert measure_delivery(talk()).summary == {}
    summary = measure_delivery(talk(), sounds=[sound(fillers=FillerCount(0, 0.9, 0.9))]).summary
    assert set(summary) == {
        "words_per_minute",
        "articulation_wpm",
        "pause_share",
        "pitch_variation_semitones",
        "fillers_per_minute",
    }
    assert all(math.isfinite(value) for value in summary.values())
