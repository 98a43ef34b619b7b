"""Talks by mixed users with everybody: nothing said twice, nothing empty, nothing against the facts, an end in time."""

from __future__ import annotations

import pytest

from benchmarks.relevance import HELD_OUT, held_out
from benchmarks.simulated_talks import faults_of, one_talk
from simulator.core.facts_check import contradictions
from simulator.core.matching import Knowledge, pieces_of
from simulator.core.personas import persona_files, read_persona
from simulator.domain import HardFact
from simulator.pipeline import Company
from simulator.settings import PERSONAS_FOLDER
from simulator.subjects.model import load_subjects

QUESTIONS = [asked.text for path in HELD_OUT for asked in held_out(path)]
PEOPLE = sorted(path.stem for path in persona_files([PERSONAS_FOLDER]))
JOINED = HardFact("when she joined", "2013", ("2013", "twenty thirteen"), ("joined the trust",))


@pytest.mark.parametrize("name", PEOPLE)
def test_talks_by_mixed_users_go_as_they_should(name, classifier):
    persona = read_persona(PERSONAS_FOLDER / f"{name}.yaml")
    company = Company(persona, Knowledge(persona, load_subjects()), classifier)
    for seed in range(4):
        assert +faults_of(company, one_talk(company, QUESTIONS, seed)) == {}


@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_a_person_says_contradicts_their_facts(name):
    persona = read_persona(PERSONAS_FOLDER / f"{name}.yaml")
    texts = [
        persona.summary,
        persona.headline,
        *(fact.text for fact in persona.public_facts),
        *(piece.text for piece in persona.research),
        *(text for topic in persona.topics for text in pieces_of(topic)),
        *(line for variants in persona.lines.values() for line in variants),
    ]
    assert [(fact.about, sentence) for text in texts for fact, sentence in contradictions(persona.facts, text)] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_who_comes_with_the_program_has_much_to_tell(name):
    persona = read_persona(PERSONAS_FOLDER / f"{name}.yaml")
    assert len(persona.topics) >= 45
    assert 600 <= sum(len(piece.text.split()) for piece in persona.research) <= 1_000
    assert len(persona.facts) >= 12
    assert len(persona.asks_back) >= 4
    for topic in persona.topics:
        assert topic.guarded, topic.id
        assert topic.story, topic.id
        assert len(topic.follow_ups) >= 2, topic.id
        assert len(topic.questions) >= 6, topic.id


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("I joined the trust in 2013.", False),
        ("I joined the trust in twenty thirteen, in May.", False),
        ("I joined the trust in 2014.", True),
        ("I joined the trust because of Bev. In 2020 I nearly left.", False),
    ],
)
def test_a_sentence_about_a_fact_must_name_the_right_number(text, contradicts):
    assert bool(contradictions([JOINED], text)) is contradicts
