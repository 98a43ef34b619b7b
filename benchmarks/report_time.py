"""How long the report of a long talk takes: 30 minutes, about 120 turns, without audio.

python -m benchmarks.report_time [--json FILE]

The baseline of the same run is classifying the user's turns of that talk anew: what the report need not do, because moves are
kept with the turns. Both are measured cold, in a process that has seen none of the words, and then warm (the median of five).
The aim is a report in less than a second.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from simulator.core.personas import read_persona
from simulator.core.report import build_report, report_json
from simulator.core.session import replay_turns, stop
from simulator.domain import Booking, Role, SessionState, Turn
from simulator.moves.data import load_labelled
from simulator.moves.features import read_passage
from simulator.pipeline import Company
from simulator.report_html import report_html
from simulator.report_pdf import report_pdf
from simulator.scripted import ScriptLine, rehearse_script
from simulator.settings import PERSONAS_FOLDER
from simulator.wiring import build_company

USER_TURNS = 60
MINUTES = 30
WARM_RUNS = 5
LIMIT_MS = 1_000.0


def long_talk(company: Company) -> SessionState:
    """Sixty labelled lines, said so that the talk fills its slot; the person leaves none of them unanswered."""
    texts = [line.text for line in random.Random(1).sample(load_labelled(), USER_TURNS)]
    script = [ScriptLine(text, 8.0, 8.0) for text in texts]
    return rehearse_script(company, script, Booking(company.persona.formats[0], MINUTES), seed=1)


def timed_ms(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000.0


def cold_and_warm_ms(action: Callable[[], object]) -> tuple[float, float]:
    cold = timed_ms(action)
    return cold, statistics.median(timed_ms(action) for _ in range(WARM_RUNS))


def measure() -> dict[str, float]:
    """All figures in milliseconds, by name, and the talk they come from."""
    persona = read_persona(PERSONAS_FOLDER / "nadia-rahman.yaml")
    company = build_company(persona)
    state = long_talk(company)
    said = [turn for turn in state.turns if turn.role is Role.USER]

    def report() -> object:
        told_again = stop(
            replay_turns(persona, state.booking, state.turns, seed=state.seed), now_s=state.turns[-1].end_s
        )
        return report_json(build_report(persona, told_again))

    cold, warm = cold_and_warm_ms(report)
    read_passage.cache_clear()
    baseline = sum(timed_ms(lambda turn=turn: _classify(company, turn)) for turn in said)  # type: ignore[misc]
    built = build_report(persona, state)
    return {
        "turns": float(len(state.turns)),
        "minutes": round(state.turns[-1].end_s / 60, 1),
        "report cold, ms": cold,
        "report warm, ms": warm,
        "classifying its turns anew, ms": baseline,
        "report cold / classifying": cold / baseline,
        "as a page, ms": cold_and_warm_ms(lambda: report_html(built))[1],
        "as a PDF, ms": cold_and_warm_ms(lambda: report_pdf(built))[1],
    }


def _classify(company: Company, turn: Turn) -> object:
    return company.classifier.classify(turn.text)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    figures = measure()
    for name, value in figures.items():
        print(f"{name:34} {value:10.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if figures["report cold, ms"] < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
