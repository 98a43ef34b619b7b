"""A file that is made when its button is pressed: what goes wrong is told, and holds no word of the talk."""

from __future__ import annotations

from contextlib import nullcontext
from threading import Thread

import pytest

from simulator.errors import SimulatorError, StoreError
from simulator.ui.lazy_download import UNKNOWN_TROUBLE, Making


def pressed(making, file):
    """The browser asks for the file on one thread while the page waits on another."""

    def ask():
        with pytest.raises(SimulatorError) if isinstance(file, Exception) else nullcontext():
            making.make(lambda: _given(file))

    browser = Thread(target=ask)
    browser.start()
    problem = making.problem()
    browser.join()
    return problem


def _given(file):
    if isinstance(file, Exception):
        raise file
    return file


def test_a_file_that_is_made_is_no_problem():
    assert Making().make(lambda: b"%PDF") == b"%PDF"
    assert pressed(Making(), b"%PDF") == ""


def test_what_is_known_to_be_wrong_is_told_and_forgotten_with_the_next_file():
    making = Making()
    assert pressed(making, StoreError("The disk is full.")) == "The disk is full."
    assert pressed(making, b"{}") == ""


def test_what_nobody_expected_is_told_without_a_word_of_the_talk():
    making = Making()
    assert pressed(making, ValueError("I hate my boss")) == UNKNOWN_TROUBLE
    with pytest.raises(SimulatorError) as raised:
        making.make(lambda: _given(ValueError("I hate my boss")))
    assert raised.value.__suppress_context__


def test_a_file_that_nobody_asks_for_does_not_hold_the_page():
    assert Making().problem(start_s=0.0) == UNKNOWN_TROUBLE
