"""Does the person understand what is asked? Every held-out question × everybody who can answer it.

    python -m benchmarks.relevance                     the table
    python -m benchmarks.relevance --errors            and what went wrong
    python -m benchmarks.relevance --fit               fit the weights of the views on examples left out of the index

Held-out questions: `tests/core/held_out_questions.tsv`: the right subject, reasonable others, the question. They were written
apart from every example question and are never learnt from.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from simulator.core.matching import LEAST_SCORE, Knowledge, Weights
from simulator.domain import Persona, Topic
from simulator.moves.noise import rough_reader
from simulator.ports import ELSEWHERE
from simulator.subjects.data import load_phrasings
from simulator.subjects.model import SubjectModel, load_subjects
from simulator.subjects.remake import MISHEARD
from simulator.subjects.subjects import SUBJECTS
from simulator.subjects.training import learn_subjects
from simulator.wiring import load_gallery

TESTS = Path(__file__).resolve().parents[1] / "tests" / "core"
HELD_OUT = (TESTS / "held_out_questions.tsv", TESTS / "held_out_questions_2.tsv")
SEED = 11


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the subject that is right for it, and the ones that would satisfy the asker too."""

    right: str
    reasonable: frozenset[str]
    text: str


def held_out(path: Path) -> list[Asked]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Asked(right, frozenset({right, *others.split(",")}) - {""}, text) for right, others, text in rows]


def measure(
    people: Iterable[Persona], questions: Sequence[Asked], subjects: SubjectModel, *, word_errors: float = 0.0
) -> tuple[dict[str, float], list[tuple[str, str, str, float]]]:
    """Shares over all questions × people who have the right topic; and what was answered wrongly."""
    misheard = rough_reader(word_errors, SEED) if word_errors else str
    count: Counter[str] = Counter()
    wrong: list[tuple[str, str, str, float]] = []
    for persona in people:
        knowledge = Knowledge(persona, subjects)
        has = {topic.id for topic in persona.topics}
        for question in questions:
            if question.right not in has:
                continue
            text = misheard(question.text)
            best = next((match for match in knowledge.matches(text) if match.topic is not None), None)
            count["asked"] += 1
            if best is None:
                count["unsure"] += 1
                continue
            count["top"] += best.topic == question.right
            count["top or reasonable"] += best.topic in question.reasonable
            if best.score < LEAST_SCORE:
                count["unsure"] += 1
            elif best.topic in question.reasonable:
                count["answered well"] += 1
            else:
                count["answered wrongly"] += 1
                wrong.append((f"{persona.id}: {question.right}", str(best.topic), text, best.score))
    return {key: count[key] / count["asked"] for key in count if key != "asked"} | {"asked": count["asked"]}, wrong


# ── fitting the weights ──────────────────────────────────────────────────────────────────────────────────────────


def fit(people: Sequence[Persona], *, share: float = 0.2) -> Weights:
    """Weights that make the right topic most probable for phrasings and example questions that were left out."""
    chance = random.Random(SEED)
    common = list(load_phrasings())
    chance.shuffle(common)
    left_out = common[: round(share * len(common))]
    kept = common[len(left_out) :]
    smaller: list[Persona] = []
    asked: list[tuple[int, str, str]] = []
    for number, persona in enumerate(people):
        topics: list[Topic] = []
        for topic in persona.topics:
            questions = list(topic.questions)
            chance.shuffle(questions)
            cut = max(1, round(share * len(questions)))
            asked += [(number, topic.id, text) for text in questions[:cut]]
            topics.append(replace(topic, questions=tuple(questions[cut:])))
            kept += [(topic.id, text) for text in questions[cut:] if topic.id in SUBJECTS]
        smaller.append(replace(persona, topics=tuple(topics)))
    subjects = learn_subjects(kept, misheard=rough_reader(MISHEARD, SEED))
    for number, persona in enumerate(people):
        has = {topic.id for topic in persona.topics}
        asked += [(number, subject, text) for subject, text in left_out[number :: len(people)] if subject in has]
    asked += [
        (number % len(people), ELSEWHERE, text)
        for number, (subject, text) in enumerate(left_out)
        if subject == ELSEWHERE
    ]
    seen: list[tuple[Any, float, int | None]] = []
    knowledge = [Knowledge(persona, subjects) for persona in smaller]
    for number, wanted, text in asked:
        views, _ = knowledge[number].views(text)
        ids = [one.id for one in people[number].topics]
        own = np.array([one not in SUBJECTS for one in ids], dtype=float)
        per_topic = [getattr(views, one.name) for one in fields(views) if one.name not in ("named", "elsewhere")]
        seen.append((np.stack([*per_topic, own]), views.elsewhere, ids.index(wanted) if wanted in ids else None))
    return _fitted(seen)


def _fitted(seen: Sequence[tuple[Any, float, int | None]]) -> Weights:
    """Weights under which the right topic, or none where none is right, is most probable (conditional logit)."""

    def loss(weights: NDArray[np.float64]) -> float:
        total = 0.0
        for views, elsewhere, place in seen:
            scores = np.append(weights[:-2] @ views, weights[-2] + weights[-1] * elsewhere)
            top = float(scores.max())
            right = scores[-1] if place is None else scores[place]
            total -= float(right) - top - float(np.log(np.exp(scores - top).sum()))
        return total / len(seen) + 1e-4 * float(weights @ weights)

    start = np.array([value for name, value in asdict(Weights()).items() if name not in ("word_for_word", "named")])
    best = minimize(loss, start, method="L-BFGS-B")
    print(f"loss {loss(start):.3f} → {best.fun:.3f} on {len(seen)} questions")
    return Weights(*(round(float(value), 2) for value in best.x))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    people = list(load_gallery().people.values())
    if options.fit:
        print(fit(people))
        return 0
    subjects = load_subjects()
    results = {}
    for path in HELD_OUT:
        for rate in (0.0, 0.1):
            figures, wrong = measure(people, held_out(path), subjects, word_errors=rate)
            name = f"{path.stem}, {rate:.0%} of words wrong"
            results[name] = figures
            print(f"{name}: " + " · ".join(f"{key} {value:.3f}" for key, value in figures.items()))
            if options.errors and not rate:
                for line in sorted({(right.split(": ")[1], got, text) for right, got, text, _ in wrong}):
                    print("  ", *line, sep=" | ")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
