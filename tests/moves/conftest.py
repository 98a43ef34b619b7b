"""Labelled lines to try things on: few enough to learn from in seconds. The classifier itself is in `tests/conftest.py`."""

from __future__ import annotations

import random

import pytest

from simulator.moves.data import LabelledUtterance, load_labelled


@pytest.fixture(scope="session")
def some_lines() -> list[LabelledUtterance]:
    """Every thirtieth line: enough to learn from, quick to learn."""
    return list(load_labelled()[::30])


@pytest.fixture(scope="session")
def many_lines() -> list[LabelledUtterance]:
    """Fifteen hundred lines by chance, always the same."""
    return random.Random(5).sample(load_labelled(), 1_500)
