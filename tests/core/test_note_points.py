"""Points of a talk to thank for: real ones, in the person's own words, twelve at most."""

from __future__ import annotations

import pytest

from simulator.core.note_points import MOST_QUOTED_WORDS, PointKind, first_words, points_of, quotes_in
from simulator.core.session import absorb, new_session
from simulator.domain import Booking, LineKind, MeetingFormat, Reply, ReplyKind, Role, Turn
from simulator.pipeline import Company
from simulator.scripted import ScriptLine, rehearse_script

SAID = (
    "Hello, thank you for making time. I'm here to learn about your work.",
    "How did you get started?",
    "What would you advise somebody who starts out?",
    "What is hard about it?",
    "How could I try it out first?",
    "What should I read?",
    "Who else would be good to talk to?",
    "Thank you. Goodbye!",
)
BOOKING = Booking(MeetingFormat.VIDEO, 20)


def talk(persona, knowledge, classifier):
    company = Company(persona, knowledge[persona.id], classifier)
    return rehearse_script(company, [ScriptLine(text, 4.0, 1.0) for text in SAID], BOOKING, seed=3)


def test_every_quote_is_the_person_s_own_and_short(everybody, knowledge, classifier):
    for persona in everybody:
        state = talk(persona, knowledge, classifier)
        points = points_of(persona, state)
        assert {PointKind.TOLD, PointKind.ADVISED} <= {one.kind for one in points}
        for point in points:
            turn = state.turns[point.turn]
            assert turn.role is Role.PERSONA
            assert point.quote in turn.text
            assert 1 <= len(point.quote.split()) <= MOST_QUOTED_WORDS
            assert point.quote in point.sentence or point.about in point.sentence


def test_the_names_they_gave(nadia, knowledge, classifier):
    named = [one.about for one in points_of(nadia, talk(nadia, knowledge, classifier)) if one.kind is PointKind.NAMED]
    given = " ".join(nadia.lines[LineKind.REFERRAL_GIVEN])
    assert len(named) == 1
    assert named[0] in given


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("You should talk to Maureen, our lead for care of older people.", "Maureen"),
        ("Gareth springs to mind. He teaches here.", "Gareth"),
        ("Try somebody in Bradford, anybody.", None),
    ],
)
def test_a_name_is_found_and_a_place_is_none(nadia, line, name):
    reply = Reply(line, ReplyKind.REFERRAL, said=("line:referral_given/0",))
    state = new_session(nadia, BOOKING, seed=0)
    state = absorb(state, Turn(0, Role.PERSONA, line, 0.0, 1.0, reply=reply))
    assert [one.about for one in points_of(nadia, state)] == ([name] if name else [])


def test_a_talk_without_answers_has_no_points(nadia):
    assert points_of(nadia, new_session(nadia, BOOKING, seed=0)) == ()


def test_quotes_end_where_a_clause_does_and_not_after_a_word_that_wants_another():
    assert quotes_in("Too short.") == []
    assert quotes_in("I was never ready for it.") == ["I was never ready for it"]
    long = "I lost two good friends in my thirties simply because I was always asleep when they were awake."
    assert quotes_in(long) == ["I lost two good friends in my thirties"]
    assert first_words("") == ""
