"""One trained classifier for all tests of this folder, kept for the machine so that several workers train once."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.moves.classifier import MovesClassifier, load_classifier


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("moves-cache")


@pytest.fixture(scope="session")
def classifier(model_cache: Path) -> MovesClassifier:
    return load_classifier(model_cache)
