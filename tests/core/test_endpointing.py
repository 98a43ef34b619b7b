"""When has the user finished? Windows of 32 ms, spoken or silent, and the words as they become known."""

from __future__ import annotations

import pytest

from benchmarks.completeness import fit, halves, load_turns
from simulator.core.completeness import UNKNOWN, completeness
from simulator.core.completeness_weights import WEIGHTS
from simulator.core.endpointing import (
    HARD_CAP_S,
    SHORTEST_WAIT_S,
    Commit,
    Endpointer,
    Patience,
    Reason,
    Resumed,
    SoftEnd,
    SpeechStarted,
    wait_s,
)

WINDOW_S = 0.032


class Sound:
    """Feeds an ear with speech and silence, and keeps what it says."""

    def __init__(self, ear):
        self.ear = ear
        self.events = []

    def speak(self, seconds):
        return self._feed(seconds, 0.95)

    def silence(self, seconds, text=None):
        """Silence; `text` is what the recogniser makes of a soft end, at once."""
        return self._feed(seconds, 0.02, text)

    def _feed(self, seconds, probability, text=None):
        found = []
        for _ in range(round(seconds / WINDOW_S)):
            new = self.ear.hear(WINDOW_S, probability)
            for one in new:
                if isinstance(one, SoftEnd) and text is not None:
                    self.ear.understood(one.revision, text)
            found += new
        self.events += found
        return found


@pytest.fixture
def ear():
    return Endpointer()


@pytest.fixture
def sound(ear):
    return Sound(ear)


def only(events, kind):
    return [one for one in events if isinstance(one, kind)]


def silence_before_the_end(text, *, patience=Patience.NORMAL, answering=False):
    ear = Endpointer(patience)
    ear.answering = answering
    sound = Sound(ear)
    sound.speak(2.0)
    (commit,) = only(sound.silence(4.0, text), Commit)
    return commit.silence_s


def test_speech_begins_after_a_tenth_of_a_second_and_softly_ends_as_soon(sound):
    (started,) = sound.speak(1.0)
    assert started == SpeechStarted(pytest.approx(0.096))
    (soft,) = only(sound.silence(0.2), SoftEnd)
    assert soft.revision == 1
    assert soft.ago_s == pytest.approx(0.128)


def test_a_click_is_no_speech(sound):
    assert sound.speak(0.064) == []
    assert sound.silence(5.0) == []


def test_a_cough_is_forgotten(sound, ear):
    sound.speak(0.13)
    assert only(sound.silence(5.0), Commit) == []
    assert not ear.begun


def test_a_finished_question_is_answered_much_sooner_than_an_unfinished_one():
    finished = silence_before_the_end("what does a normal day look like for you")
    unfinished = silence_before_the_end("i was wondering if you could")
    assert finished < 1.0
    assert unfinished > 1.6


@pytest.mark.parametrize("ending", ["and", "um", "because", "of the", "so my question is"])
def test_words_that_lead_on_are_waited_for(ending):
    assert silence_before_the_end(f"i talked to a nurse {ending}") > 1.4


def test_patience_makes_the_wait_longer():
    waits = [silence_before_the_end("so how did that feel", patience=one) for one in Patience]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]


def test_going_on_drops_the_revision_and_the_next_one_counts(sound, ear):
    sound.speak(1.0)
    sound.silence(0.3, "i was wondering")
    assert sound.speak(0.5) == [Resumed(1)]
    ear.understood(1, "what does a normal day look like for you")  # too late: of a revision that was dropped
    (soft,) = only(sound.silence(0.2), SoftEnd)
    assert soft.revision == 2
    assert ear.wait_s == pytest.approx(1.2)  # nothing is known of this one yet


def test_im_done_ends_the_turn_at_once(sound, ear):
    sound.speak(1.0)
    soft, commit = ear.done()
    assert isinstance(soft, SoftEnd)
    assert commit == Commit(soft.revision, 0.0, Reason.SAID_SO)
    assert ear.done() == ()


def test_nobody_is_waited_for_longer_than_three_seconds():
    assert silence_before_the_end("and um", patience=Patience.PATIENT) <= HARD_CAP_S + WINDOW_S


def test_pauses_of_the_users_own_make_the_wait_longer(sound, ear):
    for _ in range(4):
        sound.speak(1.0)
        sound.silence(1.0, "and then i")
    sound.speak(0.5)
    assert ear.own_pause_s == pytest.approx(1.0, abs=0.1)
    assert wait_s(0.6, Patience.NORMAL, own_pause_s=2.5) > wait_s(0.6, Patience.NORMAL)


def test_the_wait_lies_between_its_bounds_and_falls_with_certainty():
    waits = [wait_s(one / 10, Patience.NORMAL) for one in range(11)]
    assert waits == sorted(waits, reverse=True)
    assert waits[-1] == SHORTEST_WAIT_S


def test_nothing_said_is_neither_finished_nor_unfinished():
    assert completeness("") == UNKNOWN == completeness(" … ")


def test_a_question_mark_and_three_dots_count():
    assert completeness("You stayed?") > completeness("You stayed.") > completeness("You stayed...")


def test_the_weights_are_those_that_the_turns_give():
    fitted_to, _ = halves(load_turns())
    assert fit(fitted_to) == pytest.approx(WEIGHTS, abs=0.05)


def test_four_of_five_pauses_and_ends_held_out_are_told_apart():
    _, held_out = halves(load_turns())
    right = total = 0
    for turn in held_out:
        for piece in range(len(turn.pieces)):
            done = piece == len(turn.pieces) - 1
            right += (completeness(turn.after(piece), answering=turn.answering) >= 0.5) == done
            total += 1
    assert right / total >= 0.8
