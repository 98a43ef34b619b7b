"""What the public facts answer: a plain look-up, even by name; not what an informed user asks."""

from __future__ import annotations

import pytest

from simulator.core.card import answered_by_card
from simulator.core.questions import looks_up, uses_research
from simulator.domain import MoveKind

LOOKED_UP = {
    "nadia-rahman": (
        "What is Quiet Nights?",
        "what's quiet nights",
        "um could you tell me what quiet nights is",
        "So what is this Quiet Nights thing?",
        "What does Second Door do?",
        "Thanks, that helps. What is Letters from the Ward?",
        "what is your column about",
        "Where is Sylhet?",
    ),
    "victor-almeida": (
        "Where is Recife?",
        "What is The Loan You Don't Make?",
        "what was your minneapolis talk about",
        "okay so what does the chicago chapter do",
        "What is the annual report?",
    ),
    "ingrid-solheim": (
        "What is the Skarvøy bridge?",
        "what is skarvoy",
        "Where is the Inverallan viaduct?",
        "How old is the Inverallan viaduct?",
        "What is On Being Checked?",
        "what does the steel committee do",
    ),
}
INFORMED = {
    "nadia-rahman": (
        "I read about Quiet Nights; how did the night staff take it?",
        "I saw that Quiet Nights cut falls by a third. What is the secret?",
        "how did quiet nights start",
        "what is quiet nights like for the staff",
        "What is the future of Quiet Nights?",
        "What does Second Door do for you?",
        "What is Second Door and how did it help you?",
    ),
    "victor-almeida": (
        "In The Loan You Don't Make you speak of the customers turned away; how did banks react?",
        "where were you in the call center when the crisis began",
        "What is it like in the call center?",
        "What does a team of 41 do all week?",
    ),
    "ingrid-solheim": (
        "I saw that the Inverallan viaduct is from 1887; what was behind the crack?",
        "What was it like to design the Skarvøy footbridge?",
        "what did the shipyard teach you",
        "what is your essay missing today",
    ),
}


def cases(lines: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(person, text) for person, texts in lines.items() for text in texts]


@pytest.fixture(scope="module")
def people(everybody):
    return {person.id: person for person in everybody}


@pytest.mark.parametrize(("person", "text"), cases(LOOKED_UP))
@pytest.mark.parametrize("moves", [frozenset(), frozenset({MoveKind.QUESTION, MoveKind.RESEARCH})])
def test_a_plain_look_up_is_answered_by_the_card_although_it_names_it(people, knowledge, person, text, moves):
    assert looks_up(text, people[person])
    assert not uses_research(text, people[person])
    assert answered_by_card(text, moves, people[person], knowledge[person].matches(text))


@pytest.mark.parametrize(("person", "text"), cases(INFORMED))
def test_a_question_that_builds_on_a_public_fact_is_not(people, knowledge, person, text):
    assert uses_research(text, people[person])
    assert not answered_by_card(text, frozenset({MoveKind.QUESTION}), people[person], knowledge[person].matches(text))


def test_no_question_a_person_is_ready_for_is_a_look_up(everybody):
    assert [
        question for one in everybody for topic in one.topics for question in topic.questions if looks_up(question, one)
    ] == []


def test_the_facts_own_questions_are_answered_by_them(everybody, knowledge):
    asked = [(one, question) for one in everybody for fact in one.public_facts for question in fact.questions]
    missed = [
        question
        for one, question in asked
        if not answered_by_card(question, frozenset(), one, knowledge[one.id].matches(question))
    ]
    assert missed == []
