"""How the person takes what is not a plain question: several at once, callbacks, doubt, rudeness, silence, asking back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.session import absorb, new_session
from simulator.domain import (
    Booking,
    Difficulty,
    MeetingFormat,
    Noticed,
    Reply,
    ReplyKind,
    Role,
    SessionState,
    Turn,
)
from simulator.pipeline import Company, greet, listen, reply_to, speak

BOOKING = Booking(MeetingFormat.VIDEO, 20)


@pytest.fixture
def company(nadia, knowledge, classifier) -> Company:
    return Company(nadia, knowledge["nadia-rahman"], classifier)


def begun(company: Company, booking: Booking = BOOKING, seed: int = 3) -> SessionState:
    state = new_session(company.persona, booking, seed=seed)
    return speak(state, greet(company, state), start_s=0.0, duration_s=8.0)


def talk(company: Company, *lines: str, booking: Booking = BOOKING, seed: int = 3) -> list[Reply]:
    """The replies to the lines, half a minute apart."""
    state, said = begun(company, booking, seed), []
    for line in lines:
        now_s = state.turns[-1].end_s + 1.0
        state = listen(company, state, line, start_s=now_s, end_s=now_s + 4.0)
        reply = reply_to(company, state, now_s=now_s + 4.0)
        state = speak(state, reply, start_s=now_s + 5.0, duration_s=20.0)
        said.append(reply)
        if state.over:
            break
    return said


def test_of_several_questions_the_first_is_answered_and_that_is_said(company):
    [reply] = talk(company, "What does a typical day look like, and what do people earn in nursing?")
    assert reply.topic == "typical-day"
    assert Noticed.STACKED in reply.noticed
    assert any(reply.text.startswith(line) for line in company.persona.lines["stacked"])


def test_the_same_thing_asked_twice_in_a_breath_is_one_question(company):
    [reply] = talk(company, "What does a typical day look like? How do you spend a normal day?")
    assert Noticed.STACKED not in reply.noticed


def test_what_was_said_earlier_can_be_taken_up_by_its_words(company):
    first, second, third = talk(
        company,
        "What do you like most about your job?",
        "What does a typical day look like?",
        "Earlier you mentioned Tomasz and the kitchens. Can you tell me more about him?",
    )
    assert (first.topic, second.topic, third.topic) == ("rewards", "typical-day", "rewards")
    assert Noticed.CALLBACK in third.noticed


def test_rudeness_cools_each_time_more_and_ends_the_talk(company):
    replies = talk(company, *["This is a waste of my time, you idiot."] * 4)
    rude = company.persona.lines["rude"]
    assert [reply.text for reply in replies[:3]] == list(rude[:3])
    assert replies[3].kind is ReplyKind.LEAVE


def test_a_user_who_needs_a_moment_gets_it(company):
    [reply] = talk(company, "Sorry, one moment, let me find my notes.")
    assert reply.kind is ReplyKind.COURTESY
    assert reply.text in company.persona.lines["hold_on"]


def test_silence_is_met_kindly(company):
    [reply] = talk(company, "")
    assert reply.text in company.persona.lines["silence"]


def test_praise_is_taken_lightly(company):
    replies = talk(company, "Wow, that is really impressive.")
    assert replies[0].text in company.persona.lines["praise"]
    assert replies[0].noticed == (Noticed.PRAISE,)


@pytest.mark.parametrize(
    "text", ["Who won the match last night?", "Can you set a timer for ten minutes?", "What is the capital of Peru?"]
)
def test_what_has_nothing_to_do_with_the_work_is_not_answered_with_something_else(company, text):
    [reply] = talk(company, text)
    assert reply.kind not in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP)


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("The first one.", "typical-day"),
        ("The second, please.", "team"),
        ("the other one", "team"),
        ("Your team, I meant.", "team"),
    ],
)
def test_asked_which_of_two_is_meant_the_user_may_point_or_name(company, said, topic):
    state = begun(company)
    state = listen(company, state, "How is it arranged?", start_s=10.0, end_s=12.0)
    doubt = Reply("Do you mean this, or that?", ReplyKind.CLARIFY, said=("line:clarify/0", "clarify:typical-day|team"))
    state = speak(state, doubt, start_s=13.0, duration_s=3.0)
    state = listen(company, state, said, start_s=17.0, end_s=18.0)
    assert reply_to(company, state, now_s=18.0).topic == topic


def asked_back(company: Company) -> SessionState:
    state = begun(company)
    state = listen(company, state, "What do you like most about your job?", start_s=10.0, end_s=12.0)
    asked = Reply(
        f"Watching people grow. {company.persona.asks_back[0].ask}", ReplyKind.ANSWER, "rewards", said=("asks_back:0",)
    )
    return speak(state, asked, start_s=13.0, duration_s=6.0)


@pytest.mark.parametrize(
    ("answer", "noticed", "variants"),
    [
        (
            "I looked after my grandfather for two years and found I wasn't bad at it, so I want to know whether it could be a life.",
            (Noticed.ANSWERED_BACK,),
            "to_much",
        ),
        ("Not sure really.", (), "to_little"),
    ],
)
def test_an_answer_to_what_they_asked_back_is_taken(company, answer, noticed, variants):
    state = listen(company, asked_back(company), answer, start_s=20.0, end_s=26.0)
    reply = reply_to(company, state, now_s=26.0)
    assert reply.kind is ReplyKind.ASKS_BACK
    assert reply.noticed == noticed
    assert reply.text in getattr(company.persona.asks_back[0], variants)


def test_a_question_instead_of_an_answer_is_answered(company):
    state = listen(company, asked_back(company), "What does a typical day look like?", start_s=20.0, end_s=22.0)
    assert reply_to(company, state, now_s=22.0).topic == "typical-day"


def test_nobody_is_asked_back_more_than_twice(company):
    questions = [topic.questions[0] for topic in company.persona.topics[:24]]
    for seed in range(5):
        replies = talk(company, *questions, seed=seed)
        asked = [key for reply in replies for key in reply.said if key.startswith("asks_back:")]
        assert len(asked) == len(set(asked)) <= 2


def test_a_hard_talk_is_interrupted_once_and_the_clock_stands_still(company):
    hard = replace(BOOKING, minutes=10, difficulty=Difficulty.HARD)
    questions = [topic.questions[0] for topic in company.persona.topics[:18]]
    replies = talk(company, *questions, booking=hard)
    away = [reply for reply in replies if reply.kind is ReplyKind.INTERRUPTION]
    assert len(away) == 1
    assert away[0].away_s > 0
    state = absorb(
        absorb(
            new_session(company.persona, hard, seed=1),
            Turn(0, Role.PERSONA, "Hello.", 0.0, 1.0, reply=Reply("Hello.", ReplyKind.OPENING)),
        ),
        Turn(1, Role.USER, "And?", 2.0, 3.0),
    )
    after = absorb(state, Turn(2, Role.PERSONA, away[0].text, 4.0, 9.0, reply=away[0]))
    assert after.clock.end_s == state.clock.end_s + away[0].away_s
    assert after.clock.extended_s == 0
