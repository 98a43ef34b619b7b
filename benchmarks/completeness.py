"""Fits the signs of a finished turn to turns written by hand, and says what they are worth on those held out.

    python -m benchmarks.completeness [--write]

A turn of `turns_with_pauses.txt` has a bar at each pause: what stands before it is unfinished, the whole turn is finished.
Every fourth turn is held out. Pauses inside a turn last 0.3 to 1.5 s, evenly drawn (seeded); a turn is cut off when the wait
at one of its pauses is over before the pause is. Printed: the share of turns cut off and the wait at their ends, for a plain
timer and for the signs, at the same share of cut-offs. `--write` puts the fitted weights into the program.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from simulator.core.completeness import completeness, signs
from simulator.core.endpointing import Patience, wait_s

TURNS = Path(__file__).with_name("turns_with_pauses.txt")
WEIGHTS = Path(__file__).resolve().parents[1] / "simulator" / "core" / "completeness_weights.py"
HELD_OUT_EVERY = 4
PAUSE_S = (0.3, 1.5)
MOST_CUT_OFF = 0.05
STRENGTH = 1.0
DRAWS = 20


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn in its pieces, and whether it answers something asked."""

    pieces: tuple[str, ...]
    answering: bool

    def after(self, piece: int) -> str:
        """What has been said once this piece has."""
        return " ".join(self.pieces[: piece + 1])


def load_turns(path: Path = TURNS) -> tuple[SpokenTurn, ...]:
    turns = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text = line.removeprefix("A: ")
            turns.append(SpokenTurn(tuple(piece.strip() for piece in text.split("|")), line.startswith("A: ")))
    return tuple(turns)


def halves(turns: tuple[SpokenTurn, ...]) -> tuple[list[SpokenTurn], list[SpokenTurn]]:
    """What is fitted to, and what is held out."""
    numbered = list(enumerate(turns))
    held_out = [turn for number, turn in numbered if number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1]
    return [turn for number, turn in numbered if number % HELD_OUT_EVERY != HELD_OUT_EVERY - 1], held_out


def fit(turns: list[SpokenTurn]) -> dict[str, float]:
    """The weights, rounded to two places."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [
        (signs(turn.after(piece), answering=turn.answering), piece == len(turn.pieces) - 1)
        for turn in turns
        for piece in range(len(turn.pieces))
    ]
    columns = DictVectorizer(sparse=False)
    model = LogisticRegression(C=STRENGTH, max_iter=2_000)
    model.fit(columns.fit_transform([found for found, _ in rows]), [done for _, done in rows])
    names = [str(name) for name in columns.get_feature_names_out()]
    return {
        "always": round(float(model.intercept_[0]), 2),
        **{name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)},
    }


def write(weights: dict[str, float], path: Path = WEIGHTS) -> None:
    head = path.read_text(encoding="utf-8").split("WEIGHTS", 1)[0]
    rows = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items())
    path.write_text(f"{head}WEIGHTS: dict[str, float] = {{\n{rows}}}\n", encoding="utf-8")


Wait = Callable[[str, bool], float]


def cut_offs_and_waits(turns: list[SpokenTurn], wait: Wait, *, seed: int = 0) -> tuple[float, list[float]]:
    """The share of turns with pauses that are cut off, and the waits at the ends of all turns, in seconds."""
    chance = Random(seed)
    paused = [turn for turn in turns if len(turn.pieces) > 1]
    cut = 0
    for _ in range(DRAWS):
        for turn in paused:
            inner = range(len(turn.pieces) - 1)
            cut += sum(wait(turn.after(piece), turn.answering) < chance.uniform(*PAUSE_S) for piece in inner) > 0
    return cut / (DRAWS * len(paused)), [wait(turn.after(len(turn.pieces)), turn.answering) for turn in turns]


def _times(factor: float, wait: Wait) -> Wait:
    return lambda text, answering: factor * wait(text, answering)


def at_most_cut_off(turns: list[SpokenTurn], wait: Wait) -> tuple[float, float, list[float]]:
    """The smallest factor on the wait with few enough cut-offs, their share, and the waits."""
    for percent in range(20, 400, 2):
        factor = percent / 100
        share, waits = cut_offs_and_waits(turns, _times(factor, wait))
        if share <= MOST_CUT_OFF:
            return factor, share, waits
    raise SystemExit("no factor keeps the cut-offs below the limit")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    fitted_to, held_out = halves(load_turns())
    weights = fit(fitted_to)
    if options.write:
        write(weights)
        print(f"{len(weights)} weights written; run again to measure them")
        return
    for name, turns in (("fitted to", fitted_to), ("held out", held_out)):
        _print_part(name, turns)


def _print_part(name: str, turns: list[SpokenTurn]) -> None:
    finished = [(completeness(turn.after(len(turn.pieces)), answering=turn.answering), True) for turn in turns]
    unfinished = [
        (completeness(turn.after(piece), answering=turn.answering), False)
        for turn in turns
        for piece in range(len(turn.pieces) - 1)
    ]
    right = sum((probability >= 0.5) == done for probability, done in finished + unfinished)
    print(f"{name}: {len(turns)} turns, {len(unfinished)} pauses; {right / len(finished + unfinished):.1%} told apart")

    def by_signs(text: str, answering: bool) -> float:
        return wait_s(completeness(text, answering=answering), Patience.NORMAL)

    share, waits = cut_offs_and_waits(turns, by_signs)
    print(f"  as shipped          cut off {share:6.1%}  {_waits(waits)}")
    factor, share, waits = at_most_cut_off(turns, by_signs)
    print(f"  signs, × {factor:.2f}      cut off {share:6.1%}  {_waits(waits)}")
    _, share, waits = at_most_cut_off(turns, lambda _text, _answering: 1.0)
    print(f"  plain timer         cut off {share:6.1%}  {_waits(waits)}")
    for fixed_s in (0.6, 1.0):
        share, waits = cut_offs_and_waits(turns, _times(fixed_s, lambda _text, _answering: 1.0))
        print(f"  plain timer {fixed_s:.1f} s   cut off {share:6.1%}  {_waits(waits)}")


def _waits(waits: list[float]) -> str:
    return f"wait mean {statistics.mean(waits):.2f} s  p50 {statistics.median(waits):.2f} s  p95 {_p95(waits):.2f} s"


def _p95(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
