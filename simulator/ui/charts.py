"""The colours of every picture (the same for user, person, flag and time everywhere), and the one of all talks."""

from __future__ import annotations

from typing import Any

import altair as alt

COLOURS = {
    False: {"you": "#2f5d62", "person": "#b5651d", "flag": "#a3232f", "end": "#6b5b95"},
    True: {"you": "#7fc4c9", "person": "#e0a15e", "flag": "#f0858e", "end": "#b9a9e0"},
}


def _rows(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def progress_chart(rows: list[dict[str, Any]], *, dark: bool) -> Any:  # noqa: ANN401 - layers have no useful type
    """Overall scores over time, the newest on the right."""
    colour = COLOURS[dark]["you"]
    base = alt.Chart(_rows(rows)).encode(
        x=alt.X("number:O", title="talk", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("score:Q", title="overall", scale=alt.Scale(domain=[0, 100])),
        tooltip=[alt.Tooltip("who:N"), alt.Tooltip("when:N"), alt.Tooltip("score:Q")],
    )
    return alt.layer(base.mark_line(color=colour), base.mark_point(color=colour, filled=True, size=90)).properties(
        height=200
    )
