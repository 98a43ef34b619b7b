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
from simulator.moves.readings import answering_readings, rough_readings
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
    """Every piece of every line as a row: which line it came from, whether it is all of it, whether it was misheard, and
    whether it is all of it after words that have no bearing on it.

    What was misheard and what follows such words is learnt from and counts for nothing else.
    """

    passages: list[Passage]
    line: Rows
    whole: Truths
    rough: Truths
    answering: Truths

    @property
    def clear(self) -> Truths:
        """The pieces of the lines as they stand in the data."""
        return ~(self.rough | self.answering)


def as_recognised(text: str) -> str:
    """A text as a plain speech recogniser writes it: no capitals, no punctuation but apostrophes and hyphens."""
    return " ".join(re.sub(r"[^\w\s'’\-]", " ", text.lower()).split())


def make_pieces(lines: Sequence[LabelledUtterance], *, rough: bool = False) -> Pieces:
    """The pieces of each line as written and as recognised; after them, if wanted, whole lines as misheard, and whole lines
    after words that have no bearing on them."""
    pieces = _in_batches(_pieces_of, lines)
    misheard = list(rough_readings(lines)) if rough else []
    answering = list(answering_readings(lines)) if rough else []
    more = [(text, lines[place].context) for place, text in misheard]
    more += [(lines[place].text, context) for place, context in answering]
    of_line = np.repeat(np.arange(len(lines)), [len(line) for line in pieces])
    parts = (len(of_line), len(misheard), len(answering))
    return Pieces(
        passages=[*(passage for line in pieces for passage in line), *_in_batches(_passages_of, more)],
        line=np.concatenate([of_line, np.array([place for place, _ in (*misheard, *answering)], dtype=np.intp)]),
        whole=np.concatenate([*(np.arange(len(line)) == 0 for line in pieces), np.zeros(sum(parts[1:]), dtype=bool)]),
        rough=np.repeat([False, True, False], parts),
        answering=np.repeat([False, False, True], parts),
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
