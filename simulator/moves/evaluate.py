"""How good the classifier is: grouped cross-validation over the labelled lines, printed or as JSON.

    python -m simulator.moves.evaluate [--folds 5] [--errors] [--json]

Each line is judged by a model that has seen neither it nor any line of its group; thresholds are chosen inside the
training part, so nothing here has been tuned on the lines it is measured on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from simulator.domain import FLAG_KINDS, Move, MoveKind, Severity
from simulator.moves.classifier import MovesClassifier
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.pieces import as_recognised
from simulator.moves.training import grouped_folds, train
from simulator.ports import MoveClassifier

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled line and what a classifier said of it."""

    line: LabelledUtterance
    moves: tuple[Move, ...]

    @property
    def made(self) -> frozenset[MoveKind]:
        return frozenset(move.kind for move in self.moves if move.made)

    @property
    def severity(self) -> Severity | None:
        return next(move.severity for move in self.moves if move.kind is MoveKind.JOB_ASK)

    @property
    def probability(self) -> float:
        """How likely a job ask it was said to be."""
        return next(move.probability for move in self.moves if move.kind is MoveKind.JOB_ASK)

    @property
    def group(self) -> str:
        return f"{self.line.origin} {self.line.group}"

    @property
    def false_flags(self) -> frozenset[MoveKind]:
        return (self.made - self.line.labels) & frozenset(FLAG_KINDS)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How well one kind of move is found. Shares are None where there is nothing to count."""

    kind: str
    lines: int
    found: int
    false: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one reading of the lines."""

    lines: int
    kinds: tuple[KindFigures, ...]
    job_ask_precision: float | None
    job_ask_direct_recall: float | None
    job_ask_veiled_recall: float | None
    severity_accuracy: float | None  # among the job asks that were found
    innocent_lines: int
    innocent_flagged: float | None  # share of innocent lines with any flag
    innocent_flagged_job_ask: float | None
    worst_innocent_categories: tuple[tuple[str, int, int], ...]  # name, lines, flagged


def cross_validate(
    lines: Sequence[LabelledUtterance], *, folds: int = FOLDS, reread: Callable[[str], str] = str
) -> list[Judged]:
    """Each line judged by a model that never saw its group; `reread` changes the text of the test lines only."""
    return cross_validate_readings(lines, folds=folds, rereads=(reread,))[0]


def cross_validate_readings(
    lines: Sequence[LabelledUtterance], *, folds: int, rereads: Sequence[Callable[[str], str]]
) -> list[list[Judged]]:
    """As `cross_validate`, several readings of the test lines with the same models; a line read as nothing is left out."""
    judged: list[list[Judged]] = [[] for _ in rereads]
    for seen, unseen in grouped_folds(lines, folds):
        classifier = MovesClassifier(train([lines[index] for index in seen]))
        for results, reread in zip(judged, rereads, strict=True):
            results += judge(classifier, [lines[index] for index in unseen], reread=reread)
    return judged


def judge(
    classifier: MoveClassifier, lines: Iterable[LabelledUtterance], *, reread: Callable[[str], str] = str
) -> list[Judged]:
    """What the classifier says of each line; a line read as nothing is left out."""
    readings = ((line, reread(line.text)) for line in lines)
    return [Judged(line, classifier.classify(text, context=line.context)) for line, text in readings if text]


def figures_of(judged: Sequence[Judged]) -> Figures:
    innocent = [one for one in judged if one.line.innocent]
    asks = [one for one in judged if one.line.severity is not None]
    found_asks = [one for one in asks if MoveKind.JOB_ASK in one.made]
    kinds = tuple(_figures_of_kind(kind, judged) for kind in MoveKind)
    return Figures(
        lines=len(judged),
        kinds=kinds,
        job_ask_precision=next(one.precision for one in kinds if one.kind == MoveKind.JOB_ASK),
        job_ask_direct_recall=_recall(asks, Severity.DIRECT),
        job_ask_veiled_recall=_recall(asks, Severity.VEILED),
        severity_accuracy=_share(one.severity is one.line.severity for one in found_asks),
        innocent_lines=len(innocent),
        innocent_flagged=_share(bool(one.false_flags) for one in innocent),
        innocent_flagged_job_ask=_share(MoveKind.JOB_ASK in one.made for one in innocent),
        worst_innocent_categories=_worst_categories(innocent),
    )


def _figures_of_kind(kind: MoveKind, judged: Sequence[Judged]) -> KindFigures:
    lines = sum(kind in one.line.labels for one in judged)
    found = sum(kind in one.line.labels and kind in one.made for one in judged)
    false = sum(kind not in one.line.labels and kind in one.made for one in judged)
    precision = found / (found + false) if found + false else None
    recall = found / lines if lines else None
    f1 = 2 * found / (lines + found + false) if lines else None
    return KindFigures(kind.value, lines, found, false, precision, recall, f1)


def _recall(asks: Sequence[Judged], severity: Severity) -> float | None:
    return _share(MoveKind.JOB_ASK in one.made for one in asks if one.line.severity is severity)


def _share(facts: Iterable[bool]) -> float | None:
    counted = list(facts)
    return sum(counted) / len(counted) if counted else None


def _worst_categories(innocent: Sequence[Judged], *, most: int = 12) -> tuple[tuple[str, int, int], ...]:
    lines = Counter(one.line.category for one in innocent)
    flagged = Counter(one.line.category for one in innocent if one.false_flags)
    return tuple((name, lines[name], count) for name, count in flagged.most_common(most))


# ── printing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def table(figures: Figures, title: str) -> str:
    """The figures as text, a line for each kind."""
    rows = [f"{title}: {figures.lines} lines", f"{'kind':<20}{'lines':>7}{'precision':>11}{'recall':>9}{'F1':>8}"]
    rows += [
        f"{one.kind:<20}{one.lines:>7}{_percent(one.precision):>11}{_percent(one.recall):>9}{_percent(one.f1):>8}"
        for one in figures.kinds
    ]
    rows += [
        f"job ask: precision {_percent(figures.job_ask_precision)}, recall direct "
        f"{_percent(figures.job_ask_direct_recall)}, veiled {_percent(figures.job_ask_veiled_recall)}, severity right "
        f"{_percent(figures.severity_accuracy)}",
        f"innocent lines: {figures.innocent_lines}, with any flag {_percent(figures.innocent_flagged)}, with a job ask "
        f"{_percent(figures.innocent_flagged_job_ask)}",
    ]
    rows += [f"  {name}: {count} of {lines}" for name, lines, count in figures.worst_innocent_categories]
    return "\n".join(rows)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def errors(judged: Sequence[Judged]) -> list[str]:
    """The lines whose flags are wrong, one line of text each."""
    flags = frozenset(FLAG_KINDS)
    wrong = [one for one in judged if (one.made ^ one.line.labels) & flags]
    return [
        f"{one.line.origin}/{one.line.group}\t{_difference(one.made & flags, one.line.labels & flags)}\t{one.line.text}"
        for one in wrong
    ]


def _difference(made: frozenset[MoveKind], meant: frozenset[MoveKind]) -> str:
    return " ".join([*(f"+{kind}" for kind in sorted(made - meant)), *(f"-{kind}" for kind in sorted(meant - made))])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m simulator.moves.evaluate", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--errors", action="store_true", help="list the lines whose flags are wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    written, recognised = cross_validate_readings(load_labelled(), folds=options.folds, rereads=(str, as_recognised))
    reports = {"as written": figures_of(written), "lower-case, no punctuation": figures_of(recognised)}
    if options.json:
        json.dump({title: asdict(figures) for title, figures in reports.items()}, sys.stdout, indent=2)
        print()
    else:
        print("\n\n".join(table(figures, title) for title, figures in reports.items()))
    if options.errors:
        print("\n".join(["", *errors(written)]), file=sys.stderr if options.json else sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
