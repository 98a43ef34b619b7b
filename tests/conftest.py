"""Every test has a home of its own, and the three people at hand."""

from __future__ import annotations

import pytest

from simulator.core.matching import Knowledge
from simulator.core.personas import read_persona
from simulator.domain import Persona
from simulator.moves.classifier import MovesClassifier, load_classifier
from simulator.settings import HOME_VARIABLE, MODEL_VARIABLE, PERSONAS_FOLDER
from simulator.subjects.model import load_subjects


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """An empty user's folder; nothing a test does reaches the real one."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    return folder


@pytest.fixture(scope="session")
def nadia() -> Persona:
    return read_persona(PERSONAS_FOLDER / "nadia-rahman.yaml")


@pytest.fixture(scope="session")
def victor() -> Persona:
    return read_persona(PERSONAS_FOLDER / "victor-almeida.yaml")


@pytest.fixture(scope="session")
def ingrid() -> Persona:
    return read_persona(PERSONAS_FOLDER / "ingrid-solheim.yaml")


@pytest.fixture(scope="session")
def everybody(nadia, victor, ingrid) -> tuple[Persona, ...]:
    return (nadia, victor, ingrid)


@pytest.fixture(scope="session")
def knowledge(everybody) -> dict[str, Knowledge]:
    return {persona.id: Knowledge(persona, load_subjects()) for persona in everybody}


@pytest.fixture(scope="session")
def classifier() -> MovesClassifier:
    """The classifier with the model that comes with the program."""
    return load_classifier()
