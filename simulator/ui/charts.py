"""Pictures where looking beats reading. The same colours for user, person, flag and time everywhere."""

from __future__ import annotations

from typing import Any

import altair as alt

from simulator.core.clock import clock_face
from simulator.core.report import Report
from simulator.domain import Role

COLOURS = {
    False: {"you": "#2f5d62", "person": "#b5651d", "flag": "#a3232f", "end": "#6b5b95"},
    True: {"you": "#7fc4c9", "person": "#e0a15e", "flag": "#f0858e", "end": "#b9a9e0"},
}


def _rows(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def talk_chart(report: Report, *, dark: bool) -> tuple[Any, str]:
    """Who spoke when, the flags and the agreed end; and the same in a sentence."""
    facts = report.facts
    colours = COLOURS[dark]
    name = facts.persona.first_name
    bars: list[dict[str, Any]] = [
        {
            "who": "You" if turn.role is Role.USER else name,
            "from": turn.start_s / 60,
            "to": max(turn.end_s, turn.start_s + 1) / 60,
            "said": turn.text[:100],
            "at": clock_face(turn.start_s),
        }
        for turn in facts.state.turns
    ]
    flags: list[dict[str, Any]] = [
        {"who": "You", "from": one.evidence.start_s / 60, "said": one.flag.why} for one in report.flags
    ]
    end_min = facts.state.clock.end_s / 60 if facts.known.agreed else 0.0
    last_min = max([end_min, *(float(bar["to"]) for bar in bars)])
    x = alt.X("from:Q", title="minutes", scale=alt.Scale(domain=[0, round(last_min + 0.3, 1)]))
    y = alt.Y("who:N", title=None, sort=["You", name])
    spoken = (
        alt.Chart(_rows(bars))
        .mark_bar(height=22, cornerRadius=3)
        .encode(
            x=x,
            x2="to:Q",
            y=y,
            color=alt.Color(
                "who:N", legend=None, scale=alt.Scale(domain=["You", name], range=[colours["you"], colours["person"]])
            ),
            tooltip=[alt.Tooltip("who:N"), alt.Tooltip("at:N"), alt.Tooltip("said:N")],
        )
    )
    marks = (
        alt.Chart(_rows(flags))
        .mark_point(shape="triangle-down", size=140, filled=True, color=colours["flag"], yOffset=-20)
        .encode(x=alt.X("from:Q"), y=y, tooltip=[alt.Tooltip("said:N", title="flag")])
    )
    agreed = (
        alt.Chart(_rows([{"from": end_min, "label": "agreed end"}]))
        .mark_rule(color=colours["end"], strokeDash=[6, 4], size=2)
        .encode(x=alt.X("from:Q"), tooltip=[alt.Tooltip("label:N", title="time")])
    )
    layers = (spoken, marks, agreed) if facts.known.agreed else (spoken, marks)
    return alt.layer(*layers).properties(height=alt.Step(48)), _sentence(report, name)


def _sentence(report: Report, name: str) -> str:
    facts = report.facts
    share = facts.user_share
    agreed = f" of the {clock_face(facts.state.clock.end_s)} agreed" if facts.known.agreed else ""
    parts = [f"The talk took {clock_face(facts.state.clock.ended_s or 0)}{agreed}"]
    if share is not None:
        parts.append(f"you spoke {round(100 * share)} % of the talking time and {name} {round(100 * (1 - share))} %")
    count = len(report.flags)
    parts.append("no flags" if not count else f"{count} {'flag' if count == 1 else 'flags'}, shown as triangles")
    return "; ".join(parts) + (". The dashed line is the agreed end." if facts.known.agreed else ".")
