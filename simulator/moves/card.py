"""The model card, `docs/model_card.md`, written anew by measuring: cross-validation, unseen lines, noise, agreement.

    python -m simulator.moves.card [--folds 5]

Takes a quarter of an hour on two cores. What it prints and writes depends on data and code alone.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.domain import MoveKind, Severity
from simulator.moves.card_text import card_text
from simulator.moves.classifier import load_classifier
from simulator.moves.data import LabelledUtterance, load_labelled, read_labelled
from simulator.moves.evaluate import FOLDS, Figures, Judged, cross_validate_readings, figures_of, judge
from simulator.moves.measures import ReliabilityBin, Share, cohens_kappa, reliability, share
from simulator.moves.noise import rough_reader
from simulator.moves.pieces import as_recognised
from simulator.moves.readings import heard_as

Reading = Callable[[str], str]
PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]
CARD = ROOT / "docs" / "model_card.md"
COMPARISON = ROOT / "benchmarks" / "results" / "compare_models.json"
HELD_OUT = PACKAGE / "held_out"
SECOND_LABELS = PACKAGE / "data_checks" / "second_labels.tsv"
MISHEARD_SHARES = (0.05, 0.10, 0.20)
EVERY_NTH_LINE_MISHEARD = 3
NOISE_SEED = 11
WORST_MISTAKES = 12


@dataclass(frozen=True)
class AskFigures:
    """How job asks are found in one set of lines."""

    name: str
    lines: int
    direct: Share
    veiled: Share
    innocent: Share  # innocent lines with a job-ask flag
    innocent_questions: Share
    near_misses: Share  # innocent lines whose group holds an ask
    any_flag: Share  # innocent lines with any flag
    precision: Share
    severity: Share


@dataclass(frozen=True)
class Agreement:
    """How far a second labeller, who saw the guide and the words alone, agreed with the first."""

    lines: int
    ask_or_not: float
    severity: float
    kinds: float  # mean over the kinds


@dataclass(frozen=True)
class Measured:
    """Everything that the card tells."""

    folds: int
    data: dict[str, int]
    written: Figures
    asks: tuple[AskFigures, ...]
    confusion: dict[tuple[str, str], int]
    by_kind: tuple[tuple[str, Share], ...]
    reliability: tuple[ReliabilityBin, ...]
    false_alarms: tuple[str, ...]
    misses: tuple[str, ...]
    agreement: Agreement
    comparison: tuple[dict[str, float | str], ...]
    macro_f1: float


def measure(folds: int = FOLDS) -> Measured:
    """All figures, from the labelled lines, the held-out files and the model that comes with the program."""
    lines = load_labelled()
    written, recognised, *misheard, heard = cross_validate_readings(
        lines,
        folds=folds,
        rereads=(str, as_recognised, *(_sometimes(rate) for rate in MISHEARD_SHARES), _heard_reader(lines)),
    )
    asked_groups = frozenset(one.group for one in written if one.line.severity)
    sets = [
        ("cross-validation, as written", written),
        ("cross-validation, lower case, no punctuation", recognised),
        *(
            (f"cross-validation, {100 * rate:.0f} % of words misheard", one)
            for rate, one in zip(MISHEARD_SHARES, misheard, strict=True)
        ),
        ("spoken by espeak-ng, heard by the built-in recogniser", heard),
    ]
    classifier = load_classifier()
    for path in sorted(HELD_OUT.glob("*.tsv")):
        held_out = read_labelled(path)
        sets.append((f"held out: {path.stem}", judge(classifier, held_out)))
        sets.append(
            (f"held out: {path.stem}, lower case, no punctuation", judge(classifier, held_out, reread=as_recognised))
        )
        sets.append(
            (
                f"held out: {path.stem}, 10 % of words misheard",
                judge(classifier, held_out, reread=rough_reader(0.10, NOISE_SEED)),
            )
        )
    figures = figures_of(written)
    return Measured(
        folds=folds,
        data=_data(lines, asked_groups),
        written=figures,
        asks=tuple(ask_figures(name, judged, asked_groups) for name, judged in sets if judged),
        confusion=_confusion(written),
        by_kind=_recall_by_kind(written),
        reliability=tuple(_reliability(written)),
        false_alarms=_worst(written, innocent=True),
        misses=_worst(written, innocent=False),
        agreement=_agreement(),
        comparison=_comparison(),
        macro_f1=sum(one.f1 or 0.0 for one in figures.kinds) / len(figures.kinds),
    )


def _sometimes(rate: float) -> Reading:
    """A reading that mishears every third line and leaves the others out, to save time."""
    rough = rough_reader(rate, NOISE_SEED)
    return lambda text: rough(text) if sum(map(ord, text)) % EVERY_NTH_LINE_MISHEARD == 0 else ""


def _heard_reader(lines: Iterable[LabelledUtterance]) -> Reading:
    """What the recogniser heard, for the lines that it was played; of several hearings the first."""
    heard = {line.text: texts[0] for line in lines if (texts := heard_as(line, however_badly=True))}
    return lambda text: heard.get(text, "")


def ask_figures(name: str, judged: Sequence[Judged], asked_groups: frozenset[str]) -> AskFigures:
    def counted(chosen: Sequence[Judged], *, any_flag: bool = False) -> Share:
        facts = [bool(one.false_flags) if any_flag else MoveKind.JOB_ASK in one.made for one in chosen]
        return share(facts, [one.group for one in chosen])

    asks = [one for one in judged if one.line.severity]
    innocent = [one for one in judged if one.line.innocent]
    flagged = [one for one in judged if MoveKind.JOB_ASK in one.made]
    found = [one for one in asks if MoveKind.JOB_ASK in one.made]
    return AskFigures(
        name=name,
        lines=len(judged),
        direct=counted([one for one in asks if one.line.severity is Severity.DIRECT]),
        veiled=counted([one for one in asks if one.line.severity is Severity.VEILED]),
        innocent=counted(innocent),
        innocent_questions=counted([one for one in innocent if MoveKind.QUESTION in one.line.labels]),
        near_misses=counted([one for one in innocent if one.group in asked_groups]),
        any_flag=counted(innocent, any_flag=True),
        precision=share([one.line.severity is not None for one in flagged], [one.group for one in flagged]),
        severity=share([one.severity is one.line.severity for one in found], [one.group for one in found]),
    )


def _data(lines: Sequence[LabelledUtterance], asked_groups: frozenset[str]) -> dict[str, int]:
    innocent = [line for line in lines if line.innocent]
    return {
        "lines": len(lines),
        "groups": len({(line.origin, line.group) for line in lines}),
        "direct": sum(line.severity is Severity.DIRECT for line in lines),
        "veiled": sum(line.severity is Severity.VEILED for line in lines),
        "innocent": len(innocent),
        "near_misses": sum(f"{line.origin} {line.group}" in asked_groups for line in innocent),
        "with_context": sum(bool(line.context) for line in lines),
        "heard": sum(bool(heard_as(line, however_badly=True)) for line in lines),
    }


def _confusion(judged: Iterable[Judged]) -> dict[tuple[str, str], int]:
    """(label, verdict) → lines, of direct, veiled and none."""
    table: dict[tuple[str, str], int] = {}
    for one in judged:
        verdict = str(one.severity) if MoveKind.JOB_ASK in one.made else "none"
        key = (str(one.line.severity) if one.line.severity else "none", verdict)
        table[key] = table.get(key, 0) + 1
    return table


VEILED_KINDS = (
    "keep-in-mind check-back great-fit sizing-up in-here presuming pay-of-post headcount who-decides availability job-search urgency "
    "free-work know-anybody vouch flattery disclaimer banter interview-tips"
).split()


def _recall_by_kind(judged: Sequence[Judged]) -> tuple[tuple[str, Share], ...]:
    """How many of each veiled kind are found; the kind is in the group's name."""
    veiled = [one for one in judged if one.line.severity is Severity.VEILED]
    chosen = {kind: [one for one in veiled if kind in one.line.group] for kind in VEILED_KINDS}
    return tuple(
        (kind, share([MoveKind.JOB_ASK in one.made for one in ones], [one.group for one in ones]))
        for kind, ones in chosen.items()
    )


def _reliability(judged: Sequence[Judged]) -> list[ReliabilityBin]:
    """Weighted to a talk in which the decision lies at even odds, which is what the probabilities are about."""
    truths = [one.line.severity is not None for one in judged]
    probabilities = [one.probability for one in judged]
    return reliability(probabilities, truths, innocent_weight=_even_odds_weight(probabilities, truths))


def _even_odds_weight(probabilities: Sequence[float], truths: Sequence[bool]) -> float:
    """How much commoner innocent lines must be for lines near the decision to be asks as often as not."""
    near = [true for stated, true in zip(probabilities, truths, strict=True) if 0.35 <= stated <= 0.65]
    return sum(near) / max(1, len(near) - sum(near)) if near else 1.0


def _worst(judged: Iterable[Judged], *, innocent: bool) -> tuple[str, ...]:
    """The lines that were judged most wrongly."""
    chosen = [one for one in judged if (one.line.innocent if innocent else one.line.severity is not None)]
    wrong = [one for one in chosen if (MoveKind.JOB_ASK in one.made) is innocent]
    wrong.sort(key=lambda one: -one.probability if innocent else one.probability)
    return tuple(one.line.text for one in wrong[:WORST_MISTAKES])


def _agreement() -> Agreement:
    with SECOND_LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(row["labels"].split(","), row["second_labels"].split(",")) for row in rows]

    def ask(labels: Sequence[str]) -> str:
        return next((label for label in labels if label.startswith(MoveKind.JOB_ASK.value)), "none")

    def kappa_of(kind: MoveKind) -> float:
        return cohens_kappa(
            *([str(any(label.startswith(kind.value) for label in one[side])) for one in pairs] for side in (0, 1))
        )

    both = [[ask(one[side]) for one in pairs] for side in (0, 1)]
    return Agreement(
        lines=len(rows),
        ask_or_not=kappa_of(MoveKind.JOB_ASK),
        severity=cohens_kappa(*both),
        kinds=sum(map(kappa_of, MoveKind)) / len(MoveKind),
    )


def _comparison() -> tuple[dict[str, float | str], ...]:
    """What `benchmarks/compare_models.py` found the last time it ran."""
    return tuple(json.loads(COMPARISON.read_text(encoding="utf-8"))["models"]) if COMPARISON.exists() else ()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m simulator.moves.card", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", type=int, default=FOLDS)
    options = parser.parse_args(arguments)
    text = card_text(measure(options.folds))
    CARD.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
