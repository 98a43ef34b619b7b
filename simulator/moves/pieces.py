"""The labelled lines in the pieces in which they are judged: wholes, sentences and clauses, plain and misheard readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from simulator.moves.data import LabelledUtterance
from simulator.moves.features import Passage, read_passage
from simulator.moves.readings import rough_readings
from simulator.moves.segments import candidates

AT_ONCE = 2
"""Processes that read."""
BATCH_LINES = 500

Item = TypeVar("Item")
Result = TypeVar("Result")
Rows = NDArray[np.intp]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Pieces:
    """Every piece of every line as a row: which line it came from, whether it is all of it, whether it was misheard.

    What was misheard is learnt from and counts for nothing else.
    """

    passages: list[Passage]
    line: Rows
    whole: Truths
    rough: Truths


def as_recognised(text: str) -> str:
    """A text as a plain speech recogniser writes it: no capitals, no punctuation but apostrophes and hyphens."""
    return " ".join(re.sub(r"[^\w\s'’\-]", " ", text.lower()).split())


def make_pieces(lines: Sequence[LabelledUtterance], *, rough: bool = False) -> Pieces:
    """The pieces of each line as written and as recognised; after them, if wanted, whole lines as misheard."""
    misheard = list(rough_readings(lines)) if rough else []
    pieces = _in_batches(_pieces_of, lines)
    rough_pieces = _in_batches(_passages_of, [(text, lines[place].context) for place, text in misheard])
    return Pieces(
        [*(passage for line in pieces for passage in line), *rough_pieces],
        np.concatenate(
            [
                np.repeat(np.arange(len(lines)), [len(line) for line in pieces]),
                np.array([place for place, _ in misheard], dtype=np.intp),
            ]
        ),
        np.concatenate([*(np.arange(len(line)) == 0 for line in pieces), np.zeros(len(misheard), dtype=bool)]),
        np.repeat([False, True], [sum(map(len, pieces)), len(misheard)]),
    )


def _in_batches(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> list[Result]:
    """The work on all items, in several processes."""
    batches = [items[start : start + BATCH_LINES] for start in range(0, len(items), BATCH_LINES)]
    return [result for batch in Parallel(n_jobs=AT_ONCE)(delayed(work)(one) for one in batches) for result in batch]


def _passages_of(texts: Sequence[tuple[str, str]]) -> list[Passage]:
    return [read_passage(text, context) for text, context in texts]


def _pieces_of(lines: Sequence[LabelledUtterance]) -> list[list[Passage]]:
    """The whole of each line, then its pieces.

    Features know no capitals and no punctuation, so that most pieces of the two readings are the same and count once.
    """
    return [
        list(
            dict.fromkeys(
                [
                    read_passage(line.text, line.context),
                    *(
                        read_passage(span.of(text), line.context)
                        for text in (line.text, as_recognised(line.text))
                        for span in candidates(text)
                    ),
                ]
            )
        )
        for line in lines
    ]
