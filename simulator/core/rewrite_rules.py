"""What a rule of `rewrite_rules_*.py` is.

A wording keeps what the speaker wanted to know and makes a learning question of it. `{field}` and `{newcomers}` can
always be filled; `{place}`, `{at_place}`, `{background}`, `{work}` and `{counted}` only where the sentence has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain import MoveKind

SHORT = r"^\W*(?:[\w'’-]+(?:[^\w'’-]+|$)){1,8}$"
"""A quote short enough to stand in the reason as it is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` is one sentence; `{words}` in it are what `pattern` found. `general` = fits when nothing more definite does."""

    kind: MoveKind
    name: str
    pattern: str
    why: str
    rewrites: tuple[str, ...]
    general: bool = False


def job_ask(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.JOB_ASK, name, pattern, why, rewrites)


def general_rules(kind: MoveKind, name: str, why: str, why_long: str, *rewrites: str) -> tuple[Rule, Rule]:
    """The two rules that end a kind: one quotes a short sentence, the other fits everything."""
    return (
        Rule(kind, f"{name}/short", SHORT, why, rewrites, general=True),
        Rule(kind, f"{name}/any", r"", why_long, rewrites, general=True),
    )
