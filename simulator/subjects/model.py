"""What a question is about, as probabilities: a linear model over terms and word vectors. numpy only, no scikit-learn."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SetupError
from simulator.skops_file import MOST_BYTES, BrokenFileError, skops_bytes, skops_content
from simulator.subjects.data import Phrasing
from simulator.subjects.embedding import DIMENSIONS, embed
from simulator.subjects.subjects import COLUMNS
from simulator.subjects.terms import is_letters, plain_words, terms

MODEL_FILE = Path(__file__).resolve().parent / "subjects.skops"
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class SubjectModel:
    """Weights of every term and of the vectors. Deterministic, has no state, safe to share between threads.

    `rarity` (terms,), `weights` (terms + 256, subjects), `offsets` (subjects,).
    """

    vocabulary: tuple[str, ...]
    rarity: Floats
    weights: Floats
    offsets: Floats
    vector_weight: float
    _place: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_place", {term: place for place, term in enumerate(self.vocabulary)})

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(COLUMNS)

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """How probable each subject is, shape (texts, subjects); rows sum to 1; all alike for a text without words."""
        scores = np.tile(self.offsets, (len(texts), 1))
        vectors = embed([" ".join(plain_words(text)) for text in texts]) * self.vector_weight
        scores += vectors @ self.weights[len(self.vocabulary) :]
        for row, text in enumerate(texts):
            places, values = self.row(text)
            scores[row] += values @ self.weights[places]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors by meaning, shape (texts, 256)."""
        return embed([" ".join(plain_words(text)) for text in texts])

    def row(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """Places and values of the known terms of a text: words and pairs have unit length, and so have letters."""
        return term_row(text, self._place, self.rarity)


def term_row(text: str, place: dict[str, int], rarity: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Places and values of the terms of `text` that have a place; each block of unit length."""
    counts = Counter(term for term in terms(text) if term in place)
    places = np.array([place[term] for term in counts], dtype=np.intp)
    values = (1.0 + np.log(np.array(list(counts.values()), dtype=np.float32))) * rarity[places]
    letters = np.array([is_letters(term) for term in counts], dtype=bool)
    for block in (letters, ~letters):
        length = float(np.linalg.norm(values[block]))
        if length:
            values[block] /= length
    return places, values.astype(np.float32)


def fingerprint(phrasings: Iterable[Phrasing]) -> str:
    """What a model was made from: the phrasings and the code that reads them."""
    digest = hashlib.sha256()
    for name in ("terms", "training", "subjects"):
        code = (Path(__file__).resolve().parent / f"{name}.py").read_bytes().replace(b"\r\n", b"\n")
        digest.update(name.encode() + b"\0" + code + b"\0")
    for subject, text in phrasings:
        digest.update(f"{subject}\t{text}\n".encode())
    return digest.hexdigest()


def model_to_bytes(model: SubjectModel, *, fingerprint: str) -> bytes:
    """The model as one `.skops` file; weights keep 16 bits."""
    return skops_bytes(
        {
            "fingerprint": fingerprint,
            "subjects": "\n".join(COLUMNS),
            "vocabulary": "\n".join(model.vocabulary),
            "rarity": model.rarity.astype(np.float32),
            "weights": model.weights.astype(np.float16),
            "offsets": model.offsets.astype(np.float32),
            "vector_weight": np.array([model.vector_weight], dtype=np.float32),
        }
    )


def model_from_bytes(content: bytes) -> tuple[SubjectModel, str]:
    """The model in a file, and what it was made from. Raises `BrokenFileError` where it is damaged or of another make."""
    try:
        stored = skops_content(content)
        model = SubjectModel(
            tuple(stored["vocabulary"].split("\n")),
            np.asarray(stored["rarity"], dtype=np.float32),
            np.asarray(stored["weights"], dtype=np.float32),
            np.asarray(stored["offsets"], dtype=np.float32),
            float(stored["vector_weight"][0]),
        )
        made_from, subjects = str(stored["fingerprint"]), tuple(stored["subjects"].split("\n"))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise BrokenFileError("the stored model of subjects cannot be read") from error
    count, kinds = len(model.vocabulary), len(COLUMNS)
    shapes = (model.rarity.shape, model.weights.shape, model.offsets.shape)
    if subjects != tuple(COLUMNS) or shapes != ((count,), (count + DIMENSIONS, kinds), (kinds,)):
        raise BrokenFileError("the stored model of subjects was made for something else")
    if not all(np.isfinite(array).all() for array in (model.rarity, model.weights, model.offsets)):
        raise BrokenFileError("the stored model of subjects holds values that are no numbers")
    return model, made_from


@lru_cache(maxsize=2)
def load_subjects(path: Path = MODEL_FILE) -> SubjectModel:
    """The model that comes with the program. Raises `SetupError` where it is missing or damaged."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BrokenFileError("the stored model of subjects is too large")
        return model_from_bytes(path.read_bytes())[0]
    except (OSError, BrokenFileError) as error:
        raise SetupError(
            f"{path}: the model that tells subjects apart is missing or damaged.",
            fix="Run `python -m simulator train`, or install the program anew.",
        ) from error
