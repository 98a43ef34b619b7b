"""How long the move classifier takes: to train, to load, and for one utterance.

python -m benchmarks.classifier_speed [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from simulator.moves.classifier import MODEL_FILE, MovesClassifier, load_classifier, train_model
from simulator.moves.data import load_labelled
from simulator.moves.features import read_passage

Result = TypeVar("Result")
MONOLOGUE_WORDS = 250


def timed_ms(action: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = action()
    return (time.perf_counter() - started) * 1000.0, result


def each_ms(classifier: MovesClassifier, texts: Sequence[str]) -> list[float]:
    """Milliseconds for each text, none of them seen before."""
    read_passage.cache_clear()
    return [timed_ms(partial(classifier.classify, text))[0] for text in texts]


def measure() -> dict[str, float]:
    """All figures in milliseconds, by name."""
    texts = [line.text for line in load_labelled()]
    monologue = " ".join(" ".join(texts).split()[:MONOLOGUE_WORDS])
    train_ms, _ = timed_ms(train_model)
    load_ms, classifier = timed_ms(load_classifier)
    ordered = sorted(each_ms(classifier, texts))
    return {
        "train, ms": train_ms,
        "load, ms": load_ms,
        "model, MB": MODEL_FILE.stat().st_size / 1e6,
        "utterance, mean ms": statistics.fmean(ordered),
        "utterance, median ms": statistics.median(ordered),
        "utterance, 95th percentile ms": ordered[int(0.95 * len(ordered))],
        f"monologue of {MONOLOGUE_WORDS} words, ms": each_ms(classifier, [monologue])[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    figures = measure()
    for name, value in figures.items():
        print(f"{name:<36}{value:>10.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
