"""What the labelled lines are like, and whether they can be trusted: printed or as JSON.

    python -m simulator.moves.corpus [--most 20] [--json]

Exit code 1 and the lines by name where words leak from the training lines into a test, or are labelled in two ways.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from itertools import chain
from math import ceil
from pathlib import Path

from simulator.domain import MoveKind, Severity
from simulator.language import shorten, words
from simulator.moves.data import NO_LABEL, LabelledUtterance, data_files, load_labelled, read_labelled
from simulator.moves.training import SEED, grouped_folds

HELD_OUT_FOLDER = Path(__file__).resolve().parent / "held_out"
FOLDS = 5
GRAM_LENGTH = 5
ALIKE = 0.8
"""Similarity from which on two lines of different groups are listed as near-duplicates."""
LEAKED = 0.85
"""Similarity from which on a held-out line counts as known from training."""
ROUNDING = 1e-9
"""A share such as 0.8 of 5 is 4, and must not become 5 because the computer holds it to be a little more."""
GROWTH_STEP = 1_000
QUANTILES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0)
VEILED_KINDS = (
    "keep-in-mind check-back great-fit sizing-up in-here presuming pay-of-post headcount who-decides availability job-search urgency "
    "free-work know-anybody vouch flattery disclaimer banter interview-tips"
).split()
"""The kinds of `docs/labels.md`; a group may put a word of its own before one (`plain-banter/003`)."""

Folds = Sequence[tuple[Iterable[int], Iterable[int]]]
"""The rows of the training and the test lines of each fold, as `grouped_folds` gives them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A line as it is told to a reader who wants to find and mend it."""

    place: str  # file and group
    labels: str
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines that are alike, the one that came first first."""

    similarity: float
    first: Named
    second: Named


Pairs = tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines there are of what. Shares are None where there is nothing to count."""

    lines: int
    groups: int
    labels: dict[str, int]  # a line counts once for each of its labels
    severities: dict[str, int]
    files: dict[str, int]
    veiled_kinds: dict[str, int]
    with_context: int
    near_misses: int  # innocent lines that share a group with a flagged one
    near_miss_share: float | None
    lower_case_share: float | None
    length_quantiles: dict[str, int]  # in words


@dataclass(frozen=True, slots=True)
class Growth:
    """How the vocabulary grows as lines are read in a shuffled order."""

    distinct: dict[int, int]  # lines read → distinct words met
    new_per_100_lines_at_the_end: float | None  # among the last step's lines
    met_once: int


@dataclass(frozen=True, slots=True)
class Fold:
    """One part of the cross-validation: what it is tested on."""

    lines: int
    flagged: int


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A file that is never trained on, and its lines that training would give away."""

    name: str
    lines: int
    exact: Pairs
    near: Pairs


@dataclass(frozen=True, slots=True)
class Report:
    counts: Counts
    near_duplicates: Pairs
    punctuation_pairs: Pairs
    growth: Growth
    folds: tuple[Fold, ...]
    across_folds: Pairs
    held_out: tuple[HeldOut, ...]
    contradictions: Pairs

    @property
    def sound(self) -> bool:
        """Whether a test on these lines measures what it says."""
        leaks = any(one.exact or one.near for one in self.held_out)
        return not (leaks or self.across_folds or self.contradictions)


def report_on(training: Sequence[LabelledUtterance], held_out: Mapping[str, Sequence[LabelledUtterance]]) -> Report:
    """Everything there is to say about the lines that are trained on, and about those that must not be."""
    everything = [*training, *(line for lines in held_out.values() for line in lines)]
    alike = alike_lines(everything, least=min(ALIKE, LEAKED))
    folds = grouped_folds(training, FOLDS)
    return Report(
        counts=counts_of(training),
        near_duplicates=near_duplicates(training, alike),
        punctuation_pairs=punctuation_pairs(training),
        growth=growth_of(training),
        folds=tuple(_fold(training, unseen) for _, unseen in folds),
        across_folds=across_folds(training, folds),
        held_out=tuple(leaks_of(name, lines, training, alike) for name, lines in held_out.items()),
        contradictions=contradictions(everything),
    )


def held_out_lines(folder: Path = HELD_OUT_FOLDER) -> dict[str, tuple[LabelledUtterance, ...]]:
    """The lines of each test file, by its name. Raises `SetupError`."""
    return {path.stem: read_labelled(path) for path in data_files(folder)}


# ── counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def counts_of(lines: Sequence[LabelledUtterance]) -> Counts:
    flagged_groups = {_group(line) for line in lines if not line.innocent}
    innocent = [line for line in lines if line.innocent]
    near_misses = sum(_group(line) in flagged_groups for line in innocent)
    labels = Counter(label for line in lines for label in (sorted(kind.value for kind in line.labels) or [NO_LABEL]))
    return Counts(
        lines=len(lines),
        groups=len({_group(line) for line in lines}),
        labels=dict(labels.most_common()),
        severities=_by_number(line.severity.value for line in lines if line.severity is not None),
        files=_by_number(line.origin for line in lines),
        veiled_kinds=_by_number(veiled_kind(line.group) for line in lines if line.severity is Severity.VEILED),
        with_context=sum(bool(line.context) for line in lines),
        near_misses=near_misses,
        near_miss_share=near_misses / len(lines) if lines else None,
        lower_case_share=sum(line.text == line.text.lower() for line in lines) / len(lines) if lines else None,
        length_quantiles=quantiles([len(words(line.text)) for line in lines]),
    )


def veiled_kind(group: str) -> str:
    """The group's name before the slash, without a word of its own before a kind that the guide names."""
    name = group.partition("/")[0]
    return next((kind for kind in VEILED_KINDS if name == kind or name.endswith(f"-{kind}")), name)


def quantiles(numbers: Sequence[int]) -> dict[str, int]:
    """For each share the smallest of the numbers that so many of them do not exceed."""
    ordered = sorted(numbers)
    return {f"{share:.0%}": ordered[max(0, ceil(share * len(ordered)) - 1)] for share in QUANTILES if ordered}


def _by_number(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _group(line: LabelledUtterance) -> tuple[str, str]:
    """Files number their groups by themselves, so that a name alone may stand for two."""
    return line.origin, line.group


# ── lines that are alike ─────────────────────────────────────────────────────────────────────────────────────────


Alike = Sequence[tuple[float, LabelledUtterance, LabelledUtterance]]
"""Similarity, the earlier line, the later line."""


def alike_lines(lines: Sequence[LabelledUtterance], *, least: float) -> Alike:
    """All pairs of lines whose words are at least so similar, the most similar first."""
    return [
        (score, lines[one], lines[other]) for score, one, other in alike_texts([line.text for line in lines], least)
    ]


def alike_texts(texts: Sequence[str], least: float) -> list[tuple[float, int, int]]:
    """Similarity and places of all pairs of texts at least so similar (`least` above 0), the most similar first.

    Of two sets that have so large a share in common, the rarest few members cannot all differ. So only those of each
    text are indexed, and few pairs need to be compared at all.
    """
    sets = _numbered([grams(text) for text in texts])
    index: defaultdict[int, list[int]] = defaultdict(list)
    found: list[tuple[float, int, int]] = []
    for place, members in enumerate(sets):
        size = len(members)
        rarest = sorted(members)[: size - ceil(least * size - ROUNDING) + 1]
        shortest, longest = least * size - ROUNDING, size / least + ROUNDING  # others cannot have so much in common
        for other in set().union(*(index[number] for number in rarest if number in index)):
            if shortest <= len(sets[other]) <= longest:
                score = _jaccard(members, sets[other])
                if score >= least:
                    found.append((score, other, place))
        for number in rarest:
            index[number].append(place)
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _numbered(sets: Sequence[frozenset[str]]) -> list[frozenset[int]]:
    """The same sets with a number for each gram, the rarest first: numbers sort far faster."""
    frequency = Counter(chain.from_iterable(sets))
    rarest_first = sorted(sorted(frequency), key=frequency.__getitem__)
    rank = {gram: number for number, gram in enumerate(rarest_first)}
    return [frozenset(map(rank.__getitem__, members)) for members in sets]


def grams(text: str) -> frozenset[str]:
    """All five characters in a row of the words in lower case, their edges included; of a single letter, all there is."""
    spoken = f" {same_words(text)} "
    return frozenset(spoken[start : start + GRAM_LENGTH] for start in range(max(1, len(spoken) - GRAM_LENGTH + 1)))


def similarity(one: str, other: str) -> float:
    """The share of the grams of both texts that they have in common: 1 for the same words."""
    return _jaccard(grams(one), grams(other))


def _jaccard(one: Set[object], other: Set[object]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def same_words(text: str) -> str:
    """What is equal for texts that differ in case and punctuation only."""
    return " ".join(words(text))


def near_duplicates(training: Sequence[LabelledUtterance], alike: Alike) -> Pairs:
    """Training lines of different groups that are alike. After other words the same words may mean another thing, so
    lines are compared within one context."""
    trained = {id(line) for line in training}
    return tuple(
        _pair(one, other, score)
        for score, one, other in alike
        if score >= ALIKE
        and {id(one), id(other)} <= trained
        and _group(one) != _group(other)
        and same_words(one.context) == same_words(other.context)
    )


def punctuation_pairs(lines: Sequence[LabelledUtterance]) -> Pairs:
    """Lines of one group, after the same words, that differ in case and punctuation only: one of them is idle."""
    return _repeated(lines, key=lambda line: (*_group(line), same_words(line.context), same_words(line.text)))


def contradictions(lines: Sequence[LabelledUtterance]) -> Pairs:
    """The same words after the same words, labelled in two ways."""
    seen: dict[tuple[str, str], LabelledUtterance] = {}
    pairs: list[Pair] = []
    for line in lines:
        first = seen.setdefault((same_words(line.context), same_words(line.text)), line)
        if (first.labels, first.severity) != (line.labels, line.severity):
            pairs.append(_pair(first, line))
    return tuple(pairs)


def _repeated(lines: Iterable[LabelledUtterance], *, key: Callable[[LabelledUtterance], tuple[str, ...]]) -> Pairs:
    """The first line with a key and each later one with the same."""
    seen: dict[tuple[str, ...], LabelledUtterance] = {}
    return tuple(_pair(first, line) for line in lines if (first := seen.setdefault(key(line), line)) is not line)


def _pair(first: LabelledUtterance, second: LabelledUtterance, score: float = 1.0) -> Pair:
    return Pair(round(score, 4), _named(first), _named(second))


def _named(line: LabelledUtterance) -> Named:
    kinds = [f"{kind}:{line.severity}" if kind is MoveKind.JOB_ASK else kind.value for kind in sorted(line.labels)]
    return Named(f"{line.origin}/{line.group}", ",".join(kinds) or NO_LABEL, line.text, line.context)


# ── vocabulary ───────────────────────────────────────────────────────────────────────────────────────────────────


def growth_of(lines: Sequence[LabelledUtterance], *, step: int = GROWTH_STEP, seed: int = SEED) -> Growth:
    """How many words were met after each `step` lines and after all of them, in an order that is always the same."""
    shuffled = random.Random(seed).sample(lines, len(lines))
    met: Counter[str] = Counter()
    sizes = [0]  # words met after so many lines
    for line in shuffled:
        met.update(words(line.text))
        sizes.append(len(met))
    read = len(lines)
    last = min(step, read)
    return Growth(
        distinct={count: sizes[count] for count in sorted({*range(step, read + 1, step), read} - {0})},
        new_per_100_lines_at_the_end=100 * (sizes[read] - sizes[read - last]) / last if last else None,
        met_once=sum(count == 1 for count in met.values()),
    )


# ── splits ───────────────────────────────────────────────────────────────────────────────────────────────────────


def across_folds(lines: Sequence[LabelledUtterance], folds: Folds) -> Pairs:
    """Lines of the same words that are tested in different folds: the model would have seen what it is tested on."""
    first: dict[str, tuple[int, LabelledUtterance]] = {}
    pairs: list[Pair] = []
    for number, (_, unseen) in enumerate(folds):
        for line in (lines[row] for row in unseen):
            home, earlier = first.setdefault(same_words(line.text), (number, line))
            if home != number:
                pairs.append(_pair(earlier, line))
    return tuple(pairs)


def leaks_of(
    name: str, held_out: Sequence[LabelledUtterance], training: Sequence[LabelledUtterance], alike: Alike
) -> HeldOut:
    """The held-out lines that training would give away, whatever was said before them."""
    tested, trained = {id(line) for line in held_out}, {id(line) for line in training}
    pairs = [
        _pair(one, other, score)
        for score, one, other in alike
        if score >= LEAKED and id(one) in trained and id(other) in tested
    ]
    exact = tuple(pair for pair in pairs if same_words(pair.first.text) == same_words(pair.second.text))
    return HeldOut(name, len(held_out), exact, tuple(pair for pair in pairs if pair not in exact))


def _fold(lines: Sequence[LabelledUtterance], unseen: Iterable[int]) -> Fold:
    tested = [lines[row] for row in unseen]
    return Fold(len(tested), sum(not line.innocent for line in tested))


# ── printing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def table(report: Report, *, most: int) -> str:
    """The report as text, of each list of pairs no more than `most`; but all that make the lines unsound."""
    folds = ", ".join(f"{fold.lines} ({fold.flagged} flagged)" for fold in report.folds)
    parts = [
        *_tables_of_counts(report.counts),
        _growth_table(report.growth),
        f"folds, lines tested: {folds}",
        _pairs("near-duplicates across groups", report.near_duplicates, most),
        _pairs("of one group, differing in case and punctuation only", report.punctuation_pairs, most),
        _pairs("WRONG: the same words in two folds", report.across_folds),
    ]
    for one in report.held_out:
        parts += [
            f"held out, {one.name}: {one.lines} lines",
            _pairs(f"WRONG: in training and in {one.name}", one.exact),
            _pairs(f"WRONG: nearly the same in training and in {one.name}", one.near),
        ]
    parts.append(_pairs("WRONG: the same words labelled in two ways", report.contradictions))
    return "\n\n".join(part for part in parts if part)


def _tables_of_counts(counts: Counts) -> list[str]:
    lengths = ", ".join(f"{share} {length}" for share, length in counts.length_quantiles.items())
    head = [
        f"{counts.lines} lines in {counts.groups} groups, {counts.with_context} with a context",
        f"near-misses (innocent, in a group with a flag): {counts.near_misses}, {_percent(counts.near_miss_share)}",
        f"all in lower case: {_percent(counts.lower_case_share)}",
        f"words a line, by the share of lines that have no more: {lengths}",
    ]
    columns = {
        "label": counts.labels,
        "severity": counts.severities,
        "veiled kind": counts.veiled_kinds,
        "file": counts.files,
    }
    return ["\n".join(head), *(_numbers(title, numbers) for title, numbers in columns.items())]


def _numbers(title: str, numbers: Mapping[str, int]) -> str:
    return "\n".join([f"{title:<24}{'lines':>7}", *(f"{name:<24}{number:>7}" for name, number in numbers.items())])


def _growth_table(growth: Growth) -> str:
    rate = growth.new_per_100_lines_at_the_end
    rows = [f"{'lines read':<24}{'words':>7}"]
    rows += [f"{lines:<24}{number:>7}" for lines, number in growth.distinct.items()]
    rows.append(
        f"new words in 100 lines at the end: {'–' if rate is None else f'{rate:.1f}'}; met once: {growth.met_once}"
    )
    return "\n".join(rows)


def _pairs(title: str, pairs: Pairs, most: int | None = None) -> str:
    """Nothing where there is no pair and the title would only alarm."""
    if not pairs and most is None:
        return ""
    shown = "" if most is None or len(pairs) <= most else f", the first {most}"
    rows = [f"{title}: {len(pairs)}{shown}"]
    for pair in pairs[:most]:
        rows.append(f"  {pair.similarity:.2f}")
        for one in (pair.first, pair.second):
            after = f"  (after: {shorten(one.context, most_chars=60)})" if one.context else ""
            rows.append(f"    {one.place}  [{one.labels}]  {shorten(one.text, most_chars=160)}{after}")
    return "\n".join(rows)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m simulator.moves.corpus", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--most", type=int, default=20, help="how many pairs of each harmless list to print (20)")
    parser.add_argument("--json", action="store_true", help="everything, with every pair")
    options = parser.parse_args(arguments)
    report = report_on(load_labelled(), held_out_lines())
    if options.json:
        json.dump(asdict(report) | {"sound": report.sound}, sys.stdout, indent=2, ensure_ascii=False)
        print()
    else:
        print(table(report, most=max(0, options.most)))
    return 0 if report.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
