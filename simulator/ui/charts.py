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
