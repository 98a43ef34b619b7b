"""Whole talks on a simulated clock, with the real people and the real classifier."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.core.policy import opening, respond
from simulator.core.report import build_report, report_json
from simulator.core.session import absorb, new_session, replay_turns, stop
from simulator.domain import (
    Booking,
    Depth,
    EndedBy,
    LineKind,
    MoveKind,
    Phase,
    ReplyKind,
    Role,
    Turn,
)
from simulator.engines.fake import FakeClassifier
from simulator.pipeline import Company, greet, listen, reply_to, speak
from simulator.scripted import ScriptLine, rehearse_script


@pytest.fixture(scope="session")
def companies(everybody, knowledge, classifier):
    return {persona.id: Company(persona, knowledge[persona.id], classifier) for persona in everybody}


def talk(company, *texts, minutes=20, think_s=1.0, seed=0):
    """Texts, or (text, think_s) where the user waits longer."""
    lines = [text if isinstance(text, tuple) else (text, think_s) for text in texts]
    script = [ScriptLine(text, max(1.0, len(text.split()) / 2.5), wait_s) for text, wait_s in lines]
    return rehearse_script(company, script, Booking(company.persona.formats[0], minutes), seed=seed)


def replies(state):
    return [turn.reply for turn in state.turns if turn.reply]


def test_the_person_opens_the_meeting(companies):
    for company in companies.values():
        state = talk(company)
        assert state.turns[0].role is Role.PERSONA
        assert state.turns[0].text in company.persona.lines[LineKind.OPENING]


def test_a_question_is_answered_from_its_own_topic(companies):
    for company in companies.values():
        for topic in company.persona.topics[::6]:
            said = replies(talk(company, topic.questions[0]))[1]
            assert said.kind is ReplyKind.ANSWER
            assert said.topic == topic.id


def test_follow_ups_go_deeper_and_nothing_is_said_twice(companies):
    company = companies["nadia-rahman"]
    state = talk(
        company,
        "What was the hardest decision you've had to make?",
        "Why?",
        "How did that feel?",
        "What happened then?",
        "Tell me more about that.",
        "And tell me more about that.",
    )
    kinds = [reply.kind for reply in replies(state)[1:]]
    assert kinds[0] is ReplyKind.ANSWER
    assert kinds[1:4] == [ReplyKind.FOLLOW_UP] * 3
    said = [key for reply in replies(state) for key in reply.said if key.startswith("topic:")]
    assert len(said) == len(set(said))


def test_a_reserved_person_gives_a_careful_line_and_opens_up_when_asked_further(companies):
    company = companies["ingrid-solheim"]
    first, second = replies(
        talk(company, "What do you like most about your work?", "What is it about that moment, tell me more?")
    )[1:3]
    assert first.depth is Depth.GUARDED
    assert second.depth is not Depth.GUARDED
    generous = replies(talk(companies["nadia-rahman"], "What do you like most about your job?"))[1]
    assert generous.depth is Depth.OPEN


def test_job_asks_are_deflected_three_times_each_cooler(companies):
    for company in companies.values():
        state = talk(
            company,
            "Would you hire me?",
            "Could you refer me for a job at your company?",
            "Are there any openings on your team for me?",
        )
        said = [reply for reply in replies(state) if reply.kind is ReplyKind.DEFLECTION]
        assert [reply.text for reply in said] == list(company.persona.lines[LineKind.JOB_ASK][:3])
        assert state.rapport < company.persona.temperament.warmth


def test_what_the_card_says_earns_a_word_about_the_website(companies):
    for company in companies.values():
        fact = next(fact for fact in company.persona.public_facts if fact.questions)
        assert replies(talk(company, fact.questions[0]))[1].kind is ReplyKind.WEBSITE


def test_an_honest_reply_when_nothing_fits(companies):
    for company in companies.values():
        said = replies(talk(company, "What do you think of the chess opening called the Sicilian Najdorf?"))[1]
        assert said.kind is ReplyKind.UNSURE


def test_silence_gets_a_question_back_and_costs_nothing(companies):
    said = replies(talk(companies["nadia-rahman"], "…"))[1]
    assert said.kind is ReplyKind.UNCLEAR


def test_time_cues_come_near_the_end(companies):
    company = companies["nadia-rahman"]
    state = talk(
        company,
        "What skills do you need to do well in nursing?",
        ("What's the culture like where you work?", 880.0),
        ("Did you have a mentor?", 160.0),
    )
    assert [reply.cue_minutes for reply in replies(state) if reply.cue_minutes is not None] == [5, 2]


def test_signalling_the_end_near_it_earns_an_offer_from_those_who_extend(companies):
    state = talk(
        companies["nadia-rahman"],
        "Thank you so much for seeing me. I'm here to learn, not to ask for a job.",
        "What do you like most about your job?",
        ("I want to be respectful of your time, so I'll stop here.", 1000.0),
        "That is kind. What advice would you give to a student?",
        "Thank you very much, goodbye!",
    )
    offer = next(reply for reply in replies(state) if reply.kind is ReplyKind.EXTENSION_OFFER)
    assert offer.offered_s == 300
    assert state.clock.extended_s == 300
    assert state.ended_by is EndedBy.USER
    assert state.clock.ended_s is not None
    assert state.turns[-1].reply.kind is ReplyKind.GOODBYE


def test_somebody_with_a_hard_stop_offers_nothing(companies):
    state = talk(
        companies["victor-almeida"],
        "How did you get into credit risk?",
        ("I want to be respectful of your time, so I'll stop here.", 780.0),
        minutes=15,
    )
    kinds = {reply.kind for reply in replies(state)}
    assert ReplyKind.EXTENSION_OFFER not in kinds
    assert ReplyKind.CLOSING in kinds


def test_a_declined_offer_ends_in_a_goodbye_without_extension(companies):
    state = talk(
        companies["nadia-rahman"],
        "What do you like most about your job?",
        ("I want to be respectful of your time, so I'll stop here.", 1000.0),
        "That's very kind, but I have everything I need, thank you so much. Goodbye!",
    )
    assert state.clock.extended_s == 0
    assert state.ended_by is EndedBy.USER


def test_when_time_and_patience_are_over_the_person_leaves(companies):
    for company in companies.values():
        patience_s = company.persona.temperament.patience_s
        state = talk(company, "How did you get here?", ("What was the hardest decision you made?", 1200 + patience_s))
        assert state.ended_by is EndedBy.PERSONA
        assert state.turns[-1].reply.kind is ReplyKind.LEAVE


def test_a_stored_talk_replays_to_the_same_state(companies):
    company = companies["victor-almeida"]
    state = talk(
        company, "Hi Victor.", "How did you get into credit risk?", "Why?", "Would you hire me?", "Thanks, bye."
    )
    again = replay_turns(company.persona, state.booking, state.turns, seed=state.seed)
    assert again == state
    assert replay_turns(company.persona, state.booking, state.turns[:4], seed=0).turns == state.turns[:4]


def test_the_same_seed_gives_the_same_talk_and_another_seed_need_not(companies):
    texts = ("Hello!", "What skills matter most?", "Why?", "Thanks, bye.")
    one, two = (talk(companies["nadia-rahman"], *texts, seed=1) for _ in range(2))
    assert one == two


# ── properties, with invented users ──────────────────────────────────────────────────────────────────────────────

MOVES = st.sampled_from(
    [
        "What do you do all day?",
        "Why?",
        "hire me",
        "thank you",
        "I should stop here",
        "bye",
        "",
        "how old are you",
        "we have ten minutes",
        "…?!",
        "x" * 500,
    ]
)
CUES = {
    "hire": MoveKind.JOB_ASK,
    "thank": MoveKind.THANKS,
    "stop": MoveKind.CLOSING,
    "bye": MoveKind.GOODBYE,
    "minutes": MoveKind.TIME_CHECK,
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(MOVES, st.floats(0, 400)), max_size=12), seed=st.integers(0, 99))
def test_whatever_is_said_the_report_quotes_only_real_words(everybody, knowledge, texts, seed):
    persona = everybody[seed % 3]
    company = Company(persona, knowledge[persona.id], FakeClassifier(CUES))
    state = talk(company, *texts, seed=seed, minutes=15)
    assert state.over
    assert all(turn.text.strip() for turn in state.turns if turn.role is Role.PERSONA)
    report = report_json(build_report(persona, state))
    found = [quote for one in report["dimensions"] for check in one["checks"] for quote in check["evidence"]] + report[
        "flags"
    ]
    for quote in found:
        turn = state.turns[quote["turn"]]
        assert quote["quote"] in turn.text
        assert turn.start_s - 0.01 <= quote["start_s"] <= quote["end_s"] <= turn.end_s + 0.01
    assert all(one["score"] is None or 0 <= one["score"] <= 100 for one in report["dimensions"])


def test_a_turn_out_of_order_is_refused(nadia):
    state = new_session(nadia, Booking(nadia.formats[0], 20), seed=0)
    with pytest.raises(ValueError, match="does not follow"):
        absorb(state, Turn(3, Role.USER, "hello", 0.0, 1.0))


def test_the_person_speaks_only_after_the_user(nadia, knowledge):
    state = new_session(nadia, Booking(nadia.formats[0], 20), seed=0)
    with pytest.raises(ValueError, match="user's turn"):
        respond(nadia, state, knowledge[nadia.id], now_s=0.0, rng=Random(0))
    assert opening(nadia, rng=Random(0)).kind is ReplyKind.OPENING


def test_breaking_off_counts_as_stopped_unless_the_user_was_closing(companies):
    company = companies["nadia-rahman"]
    state = new_session(company.persona, Booking(company.persona.formats[0], 20), seed=0)
    state = speak(state, greet(company, state), start_s=0, duration_s=5)
    state = listen(company, state, "How did you get into nursing?", start_s=6, end_s=9)
    state = speak(state, reply_to(company, state, now_s=9), start_s=10, duration_s=20)
    stopped = stop(state, now_s=31)
    assert stopped.phase is Phase.OVER
    assert stopped.ended_by is EndedBy.STOPPED
    assert stopped.clock.ended_s == 31
