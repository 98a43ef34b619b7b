"""The move classifier behind `ports.MoveClassifier`, and how it is loaded: from the cache, or trained anew."""

from __future__ import annotations

import hashlib
import logging
import math
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from simulator.domain import Move, MoveKind, Severity
from simulator.language import Span, words
from simulator.moves.data import data_files, load_labelled
from simulator.moves.features import read_passage
from simulator.moves.model import KINDS, BrokenModelError, Floats, LinearModel, model_from_bytes
from simulator.moves.segments import candidates, clauses

MOST_CACHE_BYTES = 256 * 1024 * 1024
MOST_TEXT_CHARACTERS = 20_000
"""A turn of half an hour; what goes beyond is not judged."""
SHARE_KEPT = 0.6
"""A shorter quote must keep this share of the score above the decision."""

_SUBORDINATE = frozenset("so because since cause as that which who whom whose if whether when then than to".split())
MOST_CLAUSES = 8
"""A span is two sentences at most; more clauses than this are not looked into for a shorter quote."""
_Shorter = tuple[list[Span], Floats]
_log = logging.getLogger(__name__)


class MovesClassifier:
    """Says what an utterance does. Deterministic, has no state, safe to share between threads."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    def classify(self, text: str, *, context: str = "") -> tuple[Move, ...]:
        """One `Move` for every `MoveKind`, as `ports.MoveClassifier` says."""
        judged = text if len(text) <= MOST_TEXT_CHARACTERS else text[:MOST_TEXT_CHARACTERS].rsplit(maxsplit=1)[0]
        if not words(judged):
            return tuple(Move(kind, 0.0, 0, 0) for kind in KINDS)
        spans = candidates(judged)
        scores = self._scores(judged, spans, context)
        best = np.argmax(scores, axis=0)
        shorter = {
            int(row): self._shorter(judged, spans[row], context) for row in set(best[np.max(scores, axis=0) >= 0])
        }
        return tuple(
            _move(column, spans[best[column]], scores[best[column]], shorter.get(int(best[column])))
            for column in range(len(KINDS))
        )

    def _scores(self, text: str, spans: Sequence[Span], context: str) -> Floats:
        return self._model.scores([read_passage(span.of(text), context) for span in spans])

    def _shorter(self, text: str, span: Span, context: str) -> _Shorter:
        """Every run of clauses within the span that can stand alone, the shortest first, with their scores."""
        pieces = clauses(text, span, fewest_words=3)[:MOST_CLAUSES]
        runs = [
            Span(pieces[first].start, pieces[last].end)
            for first in range(len(pieces))
            for last in range(first, len(pieces))
            if last - first + 1 < len(pieces) and not (first and _leans_back(pieces[first].of(text)))
        ]
        runs.sort(key=lambda run: run.end - run.start)
        return runs, self._scores(text, runs, context)


def _move(column: int, span: Span, scores: Floats, shorter: _Shorter | None) -> Move:
    """The move of one kind, quoting the shortest run of clauses that keeps most of the span's score."""
    kind, score = KINDS[column], float(scores[column])
    if score >= 0 and shorter is not None:
        runs, run_scores = shorter
        kept = np.flatnonzero(run_scores[:, column] >= SHARE_KEPT * score)
        span = runs[kept[0]] if len(kept) else span
    severity = _severity(float(scores[-1])) if kind is MoveKind.JOB_ASK else None
    return Move(kind, probability(score), span.start, span.end, severity)


def _leans_back(clause: str) -> bool:
    """Whether a clause only makes sense with the one before it: "so I can apply", "who are hiring"."""
    return words(clause)[0] in _SUBORDINATE if words(clause) else True


def probability(score: float) -> float:
    """Score → probability: the decision, score 0, becomes one half."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))


def _severity(score: float) -> Severity:
    return Severity.DIRECT if score >= 0 else Severity.VEILED


# ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def load_classifier(cache_folder: Path | None = None) -> MovesClassifier:
    """The classifier: from the cache, or trained from the data in the package (some seconds) and kept there.

    Raises `SetupError` where the data are damaged. A broken, foreign or older cache is simply replaced.
    """
    made_from = fingerprint()
    path = cache_folder / f"moves-{made_from[:20]}.npz" if cache_folder else None
    model = _cached(path, made_from)
    if model is None:
        model = train_model()
        _keep(path, model.to_bytes(fingerprint=made_from))
    return MovesClassifier(model)


def train_model() -> LinearModel:
    """The model, made from the data in the package."""
    from simulator.moves.training import train  # scikit-learn takes a second to import and is needed only here

    return train(load_labelled())


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What the model depends on: the data, the code of this package, the versions of the libraries."""
    digest = hashlib.sha256()
    for library in ("scikit-learn", "numpy"):
        digest.update(f"{library} {version(library)}\n".encode())
    for path in (*sorted(Path(__file__).parent.glob("*.py")), *data_files()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _cached(path: Path | None, made_from: str) -> LinearModel | None:
    if path is None:
        return None
    try:
        if path.stat().st_size > MOST_CACHE_BYTES:
            return None
        return model_from_bytes(path.read_bytes(), fingerprint=made_from)
    except OSError:
        return None
    except BrokenModelError as error:
        _log.warning("%s: %s; it is made anew.", path, error)
        return None


def _keep(path: Path | None, content: bytes) -> None:
    """Write beside the place and move it there, so that another process never sees half a file; drop older models."""
    if path is None:
        return
    scratch: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".moves-", delete=False) as file:
            scratch = Path(file.name)
            file.write(content)
        scratch.replace(path)
        for older in path.parent.glob("moves-*.npz"):
            if older != path:
                older.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s: the trained model could not be kept: %s.", path, error.strerror)
        if scratch is not None:
            scratch.unlink(missing_ok=True)
