"""Twelve whole talks, as very different people might lead them: what has to hold in any talk, and what once went wrong."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from simulator.core.remarks import asks_after_them
from simulator.domain import Booking, Difficulty, EndedBy, LineKind, Noticed, ReplyKind, Role
from simulator.scripted import ScriptLine, read_script, rehearse_script
from simulator.wiring import build_company, load_gallery

TALKS = Path(__file__).parent / "talks"
WHO = {
    "excellent": ("nadia-rahman", 3),
    "shy": ("josie-tran", 5),
    "changer": ("marcus-whitfield", 2),
    "stacker": ("victor-almeida", 4),
    "nonnative": ("wanjiru-kamau", 7),
    "caller": ("orla-devane", 6),
    "veiled": ("meera-krishnan", 8),
    "rude": ("marcus-whitfield", 9),
    "praiser": ("ingrid-solheim", 10),
    "outside": ("nadia-rahman", 11),
    "deep": ("orla-devane", 12),
    "hard": ("victor-almeida", 13),
}

SHORTER = {"excellent": 10}
"""The minutes of a talk that is booked for less than the person offers."""


@pytest.fixture(scope="module")
def companies():
    people = load_gallery().people
    return {person: build_company(people[person]) for person in sorted({person for person, _ in WHO.values()})}


def replayed(companies, name):
    person, seed = WHO[name]
    path = TALKS / f"{name}.jsonl"
    script = read_script(path.read_text(encoding="utf-8").splitlines(), source=path.name)
    difficulty = Difficulty.HARD if name == "hard" else Difficulty.AS_THEY_ARE
    company = companies[person]
    minutes = SHORTER.get(name, company.persona.minutes)
    return rehearse_script(company, script, Booking(company.persona.formats[0], minutes, difficulty), seed=seed)


def said(companies, person, *texts):
    company = companies[person]
    script = [ScriptLine(text, 4.0, 1.0) for text in texts]
    state = rehearse_script(company, script, Booking(company.persona.formats[0], 20), seed=1)
    return [turn.reply for turn in state.turns if turn.reply][1:]


@pytest.mark.parametrize("name", WHO)
def test_a_whole_talk_repeats_nothing_is_never_mute_and_ends_with_a_goodbye(companies, name):
    state = replayed(companies, name)
    spoken = [turn for turn in state.turns if turn.role is Role.PERSONA]
    assert all(turn.text.strip() for turn in spoken)
    assert all(len(turn.text.split()) <= 160 for turn in spoken)
    keys = [key for turn in spoken for key in turn.reply.said if key.startswith("topic:")]
    assert len(keys) == len(set(keys))
    assert state.ended_by is EndedBy.USER
    assert spoken[-1].reply.kind is ReplyKind.GOODBYE
    assert all(turn.text.count("?") <= 3 for turn in spoken if turn.reply.kind is ReplyKind.ANSWER)
    asked = [turn.reply.kind is ReplyKind.CLARIFY for turn in spoken]
    assert not any(one and next_one for one, next_one in pairwise(asked))


def test_there_is_a_script_for_each_talk():
    assert {path.stem for path in TALKS.glob("*.jsonl")} == set(WHO)


def test_only_somebody_who_is_asked_says_how_they_are(companies):
    for person, company in companies.items():
        plain, asked = (
            said(companies, person, "Hello, it's good to meet you."),
            said(companies, person, "Hi, how are you?"),
        )
        assert plain[0].said[0].startswith(f"line:{LineKind.HELLO}/")
        assert asked[0].said[0].startswith(f"line:{LineKind.GREETING}/")
        assert company.persona.lines[LineKind.HELLO]
    assert asks_after_them("I hope you're well")
    assert not asks_after_them("thanks for taking the call")


def test_a_question_in_the_same_breath_as_hello_is_answered(companies):
    assert (
        said(companies, "marcus-whitfield", "Hi. What does a typical day look like for you?")[0].topic == "typical-day"
    )


def test_going_on_without_a_word_of_its_own_stays_with_what_was_told(companies):
    first, *further = said(
        companies,
        "orla-devane",
        "What was the hardest decision you've made?",
        "Why?",
        "How did that feel?",
        "What happened then?",
    )
    assert {reply.topic for reply in further} == {first.topic}


def test_a_name_from_their_life_finds_its_own_topic(companies):
    for person, question, topic in (
        (
            "nadia-rahman",
            "On Quiet Nights, what was the first thing that told you falls could be prevented?",
            "quiet-nights",
        ),
        (
            "marcus-whitfield",
            "You drove a bus for eleven years before this. What from the bus do you still use?",
            "bus-years",
        ),
        ("ingrid-solheim", "What was the hardest part of Skarvøy?", "skarvoy"),
    ):
        assert said(companies, person, question)[0].topic == topic


def test_a_callback_is_known_by_what_was_asked_as_well(companies):
    *_, last = said(
        companies,
        "orla-devane",
        "The operators in Number Please, how did you get them to talk?",
        "How did you go from counting fish to radio?",
        "You mentioned the operators earlier. Do you still hear from any of them?",
    )
    assert last.topic == "proud-project"
    assert Noticed.CALLBACK in last.noticed


def test_it_means_what_the_user_has_just_praised(companies):
    *_, last = said(
        companies, "ingrid-solheim", "I really love your essay On Being Checked.", "What made you write it?"
    )
    assert last.topic == "essay"


def test_asking_for_names_with_a_last_question_is_no_wish_for_more_time(companies):
    said_so = said(companies, "orla-devane", "Can I ask one last thing, who else should I be listening to?")
    assert said_so[0].kind is ReplyKind.REFERRAL
