"""The sentences that teach the built-in recogniser what to expect.

Not all labelled lines: with seven times as many its language model takes three times as long to build, it hears more slowly, and it
mishears sentences that it had heard well.
"""

from __future__ import annotations

from simulator.moves.data import load_labelled

_ORIGINS = frozenset({"seed", "job_asks", "moves", "moves_more", "common_questions"})


def sentences_to_expect() -> tuple[str, ...]:
    """Every text of some of the files of labelled lines, once, in order. Raises `SetupError` where these are damaged."""
    return tuple(dict.fromkeys(line.text for line in load_labelled() if line.origin in _ORIGINS))
