"""What a real person says about the time."""

from __future__ import annotations

import pytest

from simulator.core.their_words import read_reply
from simulator.domain import MoveKind, ReplyKind


def reply(text, *, asked=frozenset(), share=0.9):
    return read_reply(text, asked=frozenset(asked), share_before=share)


@pytest.mark.parametrize(
    "text",
    [
        "I really have to run now",
        "Listen, I have to jump to another call.",
        "I’d better go.",
        "I've got another meeting at three",
        "okay we should wrap up",
        "I'm afraid we're at time",
        "I'll let you go, this was fun",
        "my next call is already waiting",
    ],
)
def test_time_is_up_late_in_the_talk_only(text):
    late = reply(text)
    assert late is not None
    assert late.kind is ReplyKind.TIME_UP
    assert reply(text, share=0.1) is None


@pytest.mark.parametrize(
    "text",
    [
        "I have to go to the ward at six every day",
        "we need to run the numbers every month",
        "I had to leave the company",
        "I have to say that was fun",
        "I should let you know how that went",
        "I'm happy to talk about that over coffee",
        "we went over it a hundred times",
    ],
)
def test_talk_about_work_is_no_talk_about_time(text):
    assert reply(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("I've got another ten minutes", 10),
        ("happy to stay a bit longer", 5),
        ("we can go a little over, it's fine", 5),
        ("I have 15 more minutes if you like", 15),
        ("I can give you five more minutes", 5),
    ],
)
def test_more_time_is_given(text, minutes):
    offered = reply(text)
    assert offered is not None
    assert (offered.kind, offered.offered_s) == (ReplyKind.EXTENSION_OFFER, minutes * 60.0)


def test_yes_to_a_wish_for_more_time_grants_it():
    granted = reply("Sure, go ahead, ten minutes.", asked={MoveKind.MORE_TIME})
    assert granted is not None
    assert (granted.kind, granted.offered_s) == (ReplyKind.TIME, 600.0)
    assert reply("Sure, go ahead.") is None
