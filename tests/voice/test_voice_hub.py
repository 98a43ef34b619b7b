"""Who may hold a talk: one page, one socket, the newest."""

from __future__ import annotations

from simulator.voice.hub import MOST_LINES, UNUSED_LIMIT_S, Hub
from tests.voice.script import ScriptedCall


class Clock:
    def __init__(self):
        self.now_s = 0.0

    def __call__(self):
        return self.now_s


def nothing():
    pass


def test_a_token_opens_its_line_and_no_other_does():
    hub = Hub()
    call = ScriptedCall()
    token = hub.open(call, talk="a", page="one")
    assert len(token) >= 32
    assert hub.take(token, nothing).call is call
    assert hub.take("guess", nothing) is None
    assert hub.take("", nothing) is None


def test_a_page_that_asks_again_gets_another_token_and_its_old_call_is_closed():
    hub = Hub()
    old = ScriptedCall()
    first = hub.open(old, talk="a", page="one")
    second = hub.open(ScriptedCall(), talk="a", page="one")
    assert first != second
    assert old.closed
    assert not hub.knows(first)
    assert hub.knows(second)


def test_a_second_tab_takes_the_talk_only_when_it_begins_to_speak():
    hub = Hub()
    left = []
    here, there = ScriptedCall(), ScriptedCall()
    token_here = hub.open(here, talk="a", page="one")
    hub.take(token_here, lambda: left.append("here"))
    token_there = hub.open(there, talk="a", page="two")
    assert left == []
    hub.take(token_there, nothing)
    assert left == ["here"]
    assert here.closed
    assert not there.closed


def test_another_talk_is_left_alone():
    hub = Hub()
    other = ScriptedCall()
    hub.open(other, talk="b", page="one")
    hub.take(hub.open(ScriptedCall(), talk="a", page="one"), nothing)
    assert not other.closed


def test_a_socket_that_was_replaced_does_not_let_go_of_the_line():
    hub = Hub()
    left = []

    def old():
        left.append("old")

    token = hub.open(ScriptedCall(), talk="a", page="one")
    line = hub.take(token, old)
    hub.take(token, nothing)
    assert left == ["old"]
    assert not hub.release(line, old)
    assert hub.release(line, nothing)


def test_a_line_unused_for_long_is_given_up_but_not_one_in_use():
    clock = Clock()
    hub = Hub(steady_s=clock)
    idle, used = ScriptedCall(), ScriptedCall()
    token = hub.open(idle, talk="a", page="one")
    hub.take(hub.open(used, talk="b", page="two"), nothing)
    clock.now_s = UNUSED_LIMIT_S + 1
    hub.open(ScriptedCall(), talk="c", page="three")
    assert idle.closed
    assert not used.closed
    assert hub.take(token, nothing) is None


def test_a_page_that_comes_back_in_time_finds_its_line():
    clock = Clock()
    hub = Hub(steady_s=clock)
    token = hub.open(ScriptedCall(), talk="a", page="one")
    hub.release(hub.take(token, nothing), nothing)
    clock.now_s = UNUSED_LIMIT_S - 1
    assert hub.take(token, nothing) is not None


def test_too_many_pages_close_the_one_unused_for_longest():
    clock = Clock()
    hub = Hub(steady_s=clock)
    calls = [ScriptedCall() for _ in range(MOST_LINES + 1)]
    for number, call in enumerate(calls):
        clock.now_s = float(number)
        hub.open(call, talk=str(number), page="one")
    assert [call.closed for call in calls] == [True] + [False] * MOST_LINES
