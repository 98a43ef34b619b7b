"""Pictures of progress: the overall score over the talks, and each skill in a small one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from simulator.core.progress import PastTalk, Trend
from simulator.ui.charts import COLOURS

SMALL_HEIGHT = 72
SCORES = alt.Scale(domain=[0, 100])


def overall_chart(talks: Sequence[PastTalk], *, best: str | None, dark: bool) -> tuple[Any, str]:
    """Overall scores over time, the newest on the right, the best ringed; and the same in a sentence."""
    rated = [one for one in talks if one.overall is not None]
    rows = [
        {
            "number": number,
            "score": one.overall,
            "who": one.person,
            "when": one.started.astimezone().strftime("%d %B %Y"),
            "best": one.id == best,
        }
        for number, one in enumerate(rated, start=1)
    ]
    colours = COLOURS[dark]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("number:O", title="talk", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("score:Q", title="overall", scale=SCORES),
        tooltip=[alt.Tooltip("who:N"), alt.Tooltip("when:N"), alt.Tooltip("score:Q")],
    )
    ring = base.transform_filter("datum.best").mark_point(color=colours["person"], size=260, strokeWidth=2.5)
    layers = (
        base.mark_line(color=colours["you"]),
        base.mark_point(color=colours["you"], filled=True, opacity=1, size=90),
        ring,
    )
    says = f"Overall scores of {len(rated)} rated talks, from {rated[0].overall} to {rated[-1].overall}."
    top = next((row for row in rows if row["best"]), None)
    if top is not None:
        says += f" The ring marks your best: {top['score']}, with {top['who']} on {top['when']}."
    return alt.layer(*layers).properties(height=200), says


def skill_chart(trend: Trend, *, talks: int, dark: bool) -> Any:  # noqa: ANN401 - layers have no useful type
    """One skill: a line over all talks, a gap of the line where a talk did not rate it is bridged, the last score told."""
    colour = COLOURS[dark]["you"]
    rows = [{"number": number, "score": score} for number, score in trend.points]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("number:Q", title=None, axis=None, scale=alt.Scale(domain=[0.5, max(talks, 2) + 0.5])),
        y=alt.Y("score:Q", title=None, scale=SCORES, axis=alt.Axis(values=[0, 50, 100], tickSize=0)),
        tooltip=[alt.Tooltip("number:Q", title="talk"), alt.Tooltip("score:Q")],
    )
    return alt.layer(
        base.mark_line(color=colour, strokeWidth=2), base.mark_point(color=colour, filled=True, opacity=1, size=36)
    ).properties(height=SMALL_HEIGHT)
