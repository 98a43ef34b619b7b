"""Ways of finding job asks, compared by grouped cross-validation on the labelled lines, as written and whole.

    python -m benchmarks.compare_models [--folds 5]

From a list of keywords to what the program does; `wordllama` only where it is installed. Writes
`benchmarks/results/compare_models.json`, which the model card quotes. Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from simulator.domain import Severity
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.features import BLOCKS, Passage, read_passage
from simulator.moves.training import grouped_folds

RESULTS = Path(__file__).resolve().parent / "results" / "compare_models.json"
FALSE_ALARMS = 0.01
KEYWORDS = re.compile(
    r"\b(?:hir\w+|job|jobs|opening\w*|vacanc\w+|position\w*|internship\w*|recruit\w*|refer|recommend me|resume|cv|apply|application|"
    r"keep me in mind|work for you|join your|opportunit\w+)\b"
)
Scores = np.ndarray[Any, np.dtype[np.float64]]
Way = Callable[[Sequence[Passage], np.ndarray[Any, Any], Sequence[Passage]], Scores]
"""Training passages, whether each is a job ask, test passages → a score for each test passage."""


def keywords(_: Sequence[Passage], __: np.ndarray[Any, Any], test: Sequence[Passage]) -> Scores:
    return np.array([float(len(KEYWORDS.findall(passage.plain))) for passage in test])


def rules(_: Sequence[Passage], __: np.ndarray[Any, Any], test: Sequence[Passage]) -> Scores:
    """Hand-written rules for asking, less those for only seeming to; nothing is learnt."""
    innocent = ("ok_", "f_ok_")
    return np.array([float(sum(-1 if rule.startswith(innocent) else 1 for rule in passage.rules)) for passage in test])


def linear(names: Sequence[str], *, svm: bool = False, vectors: bool = False) -> Way:
    """A linear model over some of the program's blocks of terms, and static sentence vectors if wanted."""

    def way(train: Sequence[Passage], asks: np.ndarray[Any, Any], test: Sequence[Passage]) -> Scores:
        union = FeatureUnion(
            [
                (
                    name,
                    TfidfVectorizer(analyzer=BLOCKS[name].terms, min_df=BLOCKS[name].fewest_texts, sublinear_tf=True),
                )
                for name in names
            ],
            transformer_weights={name: BLOCKS[name].weight for name in names},
        )
        seen, unseen = union.fit_transform(train), union.transform(test)
        if vectors:
            seen, unseen = (csr_matrix(hstack([some, embed(of)])) for some, of in ((seen, train), (unseen, test)))
        learner = (
            LinearSVC(C=1.0)
            if svm
            else LogisticRegression(C=12.0, solver="liblinear", dual=True, tol=1.0, max_iter=1000)
        )
        scores: Scores = learner.fit(csr_matrix(seen), asks).decision_function(csr_matrix(unseen))
        return scores

    return way


def embed(passages: Sequence[Passage]) -> csr_matrix:
    """Mean vectors of the passages' tokens, 256 wide."""
    import wordllama

    folder = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(dim=256, cache_dir=folder, disable_download=True)
    return csr_matrix(model.embed([passage.plain or "x" for passage in passages], norm=True))


def ways() -> dict[str, Way]:
    found: dict[str, Way] = {
        "a list of keywords": keywords,
        "hand-written rules, counted": rules,
        "word n-grams, logistic regression": linear(["words"]),
        "word and letter n-grams, logistic regression": linear(["words", "letters"]),
        "word and letter n-grams, linear SVM": linear(["words", "letters"], svm=True),
        "+ frames, cues and rules": linear(["words", "letters", "frames", "cues", "rules"]),
        "+ context": linear(["words", "letters", "frames", "cues", "rules", "context"]),
        "+ what stands together, beginnings and ends (what the program uses)": linear(list(BLOCKS)),
        "all of these, linear SVM": linear(list(BLOCKS), svm=True),
    }
    try:
        import wordllama  # noqa: F401
    except ImportError:
        return found
    return {
        **found,
        "word and letter n-grams + wordllama": linear(["words", "letters"], vectors=True),
        "all of these + wordllama": linear(list(BLOCKS), vectors=True),
    }


def figures(scores: Scores, lines: Sequence[LabelledUtterance]) -> dict[str, float]:
    """Average precision, and recall where `FALSE_ALARMS` of the innocent lines are flagged."""
    innocent = np.array([line.innocent for line in lines])
    asks = np.array([line.severity is not None for line in lines])
    threshold = np.sort(scores[innocent])[::-1][int(FALSE_ALARMS * innocent.sum())]
    found = scores > threshold
    chosen = innocent | asks
    return {
        "average_precision": float(average_precision_score(asks[chosen], scores[chosen])),
        **{
            f"{severity.value}_recall": float(
                np.mean([hit for hit, line in zip(found, lines, strict=True) if line.severity is severity])
            )
            for severity in Severity
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    lines = load_labelled()
    passages = [read_passage(line.text, line.context) for line in lines]
    asks = np.array([line.severity is not None for line in lines])
    folds = grouped_folds(lines, options.folds)
    results = []
    for name, way in ways().items():
        scores = np.zeros(len(lines))
        for seen, unseen in folds:
            scores[unseen] = way([passages[i] for i in seen], asks[seen], [passages[i] for i in unseen])
        found = {"name": name, **figures(scores, lines)}
        results.append(found)
        print(
            f"{name:<70}" + "".join(f"{key} {value:.3f}  " for key, value in found.items() if key != "name"), flush=True
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps({"lines": len(lines), "folds": options.folds, "models": results}, indent=2) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
