"""The common subjects a person is written from: the ones the program knows, and their questions find them."""

from dataclasses import replace

from simulator.core.matching import Knowledge
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.domain import Topic
from simulator.subjects.model import load_subjects
from simulator.subjects.subjects import SUBJECTS


def test_they_are_the_subjects_the_program_knows():
    assert set(COMMON_SUBJECTS) == set(SUBJECTS)


def test_each_has_a_heading_a_hint_and_five_different_questions():
    for subject in COMMON_SUBJECTS.values():
        assert subject.title
        assert subject.about
        assert subject.hint.endswith(".")
        assert len(set(subject.questions)) == 5
    everything = [question for subject in COMMON_SUBJECTS.values() for question in subject.questions]
    assert len(set(everything)) == len(everything)


def test_a_question_left_out_of_the_file_still_finds_its_subject(victor):
    """Each subject keeps four of its questions; the fifth is asked, and no answer gives a hint."""
    topics = tuple(
        Topic(one.id, one.title, one.questions[1:], "That depends. Ask me about one thing at a time.")
        for one in COMMON_SUBJECTS.values()
    )
    knowledge = Knowledge(replace(victor, topics=topics), load_subjects())
    found = [knowledge.matches(one.questions[0])[0].topic == one.id for one in COMMON_SUBJECTS.values()]
    assert sum(found) >= 46
