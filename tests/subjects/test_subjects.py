"""What a question is about: the phrasings, the model learnt from them, and how well it does on questions it never saw."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks.relevance import HELD_OUT, held_out, measure
from simulator.core.personas import persona_files, read_persona
from simulator.errors import SetupError
from simulator.language import words
from simulator.ports import ELSEWHERE
from simulator.settings import PERSONAS_FOLDER
from simulator.skops_file import BrokenFileError
from simulator.subjects.data import load_phrasings
from simulator.subjects.model import MODEL_FILE, fingerprint, load_subjects, model_from_bytes, model_to_bytes
from simulator.subjects.remake import phrasings_of
from simulator.subjects.subjects import COLUMNS, SUBJECTS
from simulator.subjects.terms import is_letters, plain_words, terms
from simulator.subjects.training import learn_subjects

HELD_OUT_QUESTIONS = [asked for path in HELD_OUT for asked in held_out(path)]


@pytest.fixture(scope="module")
def subjects():
    return load_subjects()


def test_every_subject_has_hundreds_of_phrasings():
    count = Counter(subject for subject, _ in load_phrasings())
    assert set(count) == set(COLUMNS)
    assert min(count.values()) >= 300


def test_no_phrasing_stands_under_two_subjects():
    seen: dict[str, str] = {}
    twice = []
    for subject, text in load_phrasings():
        plain = " ".join(words(text))
        if seen.setdefault(plain, subject) != subject:
            twice.append((plain, seen[plain], subject))
    assert twice == []


def test_held_out_questions_are_really_held_out():
    learnt = {" ".join(words(text)) for _, text in load_phrasings()}
    shared = [asked.text for asked in HELD_OUT_QUESTIONS if " ".join(words(asked.text)) in learnt]
    assert len(shared) <= 0.03 * len(HELD_OUT_QUESTIONS)  # the plainest questions everybody writes alike


def test_the_model_was_made_from_what_is_there():
    people = [read_persona(path) for path in persona_files([PERSONAS_FOLDER])]
    _, made_from = model_from_bytes(MODEL_FILE.read_bytes())
    assert made_from == fingerprint(phrasings_of(people)), "run `python -m simulator train`"


def test_chances_add_up_to_one_whatever_is_said(subjects):
    chances = subjects.probabilities(["What does your day look like?", "", "…", "zzz qqq", "why " * 5_000])
    assert chances.shape == (5, len(COLUMNS))
    assert np.allclose(chances.sum(axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("What does a typical day look like?", "typical-day"),
        ("um so how did you like get into this", "path"),
        ("where do you see the field going in ten years", "future"),
        ("where do you see yourself in ten years", "own-plans"),
        ("what is the capital of peru", ELSEWHERE),
        ("set a timer for ten minutes", ELSEWHERE),
    ],
)
def test_plain_questions_are_told_apart(subjects, text, subject):
    assert COLUMNS[int(subjects.probabilities([text]).argmax())] == subject


def test_questions_it_never_saw_are_told_apart(subjects):
    chances = subjects.probabilities([asked.text for asked in HELD_OUT_QUESTIONS])
    right = [COLUMNS[row.argmax()] in asked.reasonable for row, asked in zip(chances, HELD_OUT_QUESTIONS, strict=True)]
    assert np.mean(right) >= 0.9


def test_a_person_finds_the_topic_that_is_meant(subjects, nadia):
    figures, _ = measure([nadia], HELD_OUT_QUESTIONS[::4], subjects)
    assert figures["top or reasonable"] >= 0.9
    assert figures["answered wrongly"] <= 0.08


def test_the_same_phrasings_give_the_same_file():
    few = load_phrasings()[::60]
    first, second = (model_to_bytes(learn_subjects(few), fingerprint="x") for _ in range(2))
    assert first == second
    assert model_from_bytes(first)[1] == "x"


@pytest.mark.parametrize("damage", [b"", b"PK", b"not a zip file at all"])
def test_a_damaged_file_is_refused(damage):
    with pytest.raises(BrokenFileError):
        model_from_bytes(damage)


def test_a_missing_model_is_explained(tmp_path: Path):
    with pytest.raises(SetupError, match="missing or damaged") as caught:
        load_subjects(tmp_path / "gone.skops")
    assert "simulator train" in str(caught.value.fix)


def test_a_line_that_is_no_phrasing_is_named(tmp_path: Path):
    (tmp_path / "some.tsv").write_text("path\tHow did you start?\nnowhere\tWhat?\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"some\.tsv, line 2: there is no subject 'nowhere'"):
        load_phrasings(tmp_path)


def test_terms_leave_out_hesitations_and_keep_the_end_of_a_long_turn():
    assert plain_words("Um, what, uh, skills?") == ["what", "skills"]
    assert plain_words("so " * 200 + "what skills")[-2:] == ["what", "skills"]
    found = terms("first job")
    assert "first job" in found
    assert any(is_letters(term) for term in found)


def test_subjects_are_described():
    assert all(len(description) > 10 for description in SUBJECTS.values())
