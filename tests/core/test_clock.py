from hypothesis import given
from hypothesis import strategies as st

from simulator.core.clock import (
    TIME_IS_UP,
    MeetingClock,
    clock_face,
    cues_for,
    due_cue,
    minutes_phrase,
    overrun_s,
    remaining_s,
    with_cue,
    with_extension,
)
from simulator.domain import Clock


def test_a_twenty_minute_talk_is_cued_at_five_and_two_minutes_and_at_its_end():
    clock = Clock(agreed_s=1200)
    assert due_cue(clock, 899.9) is None
    assert due_cue(clock, 900) == 5
    clock = with_cue(clock, 5)
    assert due_cue(clock, 1000) is None
    assert due_cue(clock, 1080) == 2
    assert due_cue(with_cue(clock, 2), 1200) == TIME_IS_UP


def test_a_late_cue_makes_the_earlier_ones_needless():
    clock = with_cue(Clock(agreed_s=1200), 2)
    assert clock.cues_given == (5, 2)
    assert due_cue(clock, 1100) is None


def test_short_talks_are_cued_once():
    assert cues_for(5 * 60) == (1,)


def test_an_extension_moves_the_end_and_allows_the_last_cue_again():
    clock = with_extension(with_cue(Clock(agreed_s=1200), TIME_IS_UP), 300)
    assert remaining_s(clock, 1200) == 300
    assert due_cue(clock, 1500) == TIME_IS_UP


def test_overrun_counts_from_the_extended_end_and_is_unknown_while_the_talk_goes_on():
    assert overrun_s(Clock(agreed_s=600)) is None
    assert overrun_s(Clock(agreed_s=600, ended_s=840)) == 240
    assert overrun_s(Clock(agreed_s=600, extended_s=300, ended_s=840)) == 0


def test_time_left_is_said_as_people_say_it():
    assert [minutes_phrase(s) for s in (20, 60, 125, 300)] == [
        "less than a minute",
        "one minute",
        "two minutes",
        "five minutes",
    ]
    assert [clock_face(s) for s in (0, 65, -5)] == ["0:00", "1:05", "−0:05"]


def test_a_meeting_clock_stands_still_while_it_is_stopped():
    clock = MeetingClock(meeting_s=10, steady_s=100)
    assert clock.at(105) == 15
    stopped = clock.stopped(105)
    assert stopped.at(500) == 15
    assert stopped.started(500).at(503) == 18


@given(st.floats(0, 1e4), st.lists(st.floats(0, 100), max_size=8))
def test_a_meeting_clock_never_runs_backwards(start_s, steps):
    clock, steady_s, last = MeetingClock(start_s, 0.0), 0.0, start_s
    for number, step in enumerate(steps):
        steady_s += step
        clock = clock.stopped(steady_s) if number % 2 else clock.started(steady_s)
        assert clock.at(steady_s) >= last
        last = clock.at(steady_s)
