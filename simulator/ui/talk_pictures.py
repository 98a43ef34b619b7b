"""Pictures of one talk. Each comes with a sentence that says what it shows, and tells things apart by shape and place.

All that have a time axis share its ends and its left margin, so that they can be read one under the other.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from simulator.core.clock import clock_face
from simulator.core.delivery import COMFORTABLE_WPM
from simulator.core.picture_data import (
    end_marks,
    flag_marks,
    last_s,
    pace_points,
    pace_sentence,
    plan_sentence,
    question_mix,
    question_sentence,
    rapport_points,
    rapport_sentence,
    talk_sentence,
    time_cues,
)
from simulator.core.report import Report
from simulator.domain import Role
from simulator.ui.charts import COLOURS

Picture = tuple[Any, str]
"""A chart, and what it shows in a sentence."""

MARGIN_PX = 62
"""Room for the words left of every picture: wide enough for a first name, narrow enough for a telephone."""
LANE_PX, MOOD_PX, PACE_PX = 46, 210, 240
"""A lane by itself; the other two with their axes."""
FLAG, CUE = "flag", "time mentioned"
MOST_NAME_CHARACTERS = 9
SHAPES = {FLAG: "triangle-down", CUE: "diamond"}


def talk_picture(report: Report, *, dark: bool) -> Picture:
    """Who spoke when, the flags, what was said of the time, and the ends agreed on."""
    facts, colours = report.facts, COLOURS[dark]
    name = _short(facts.persona.first_name)
    bars = [
        {
            "who": "You" if turn.role is Role.USER else name,
            "from": turn.start_s / 60,
            "to": max(turn.end_s, turn.start_s + 1) / 60,
            "said": turn.text[:100],
            "at": clock_face(turn.start_s),
        }
        for turn in facts.state.turns
    ]
    y = alt.Y("who:N", title=None, sort=["You", name], axis=_words_axis(), scale=alt.Scale(domain=["You", name]))
    spoken = (
        alt.Chart(_rows(bars))
        .mark_bar(height=20, cornerRadius=3)
        .encode(
            x=_time(report),
            x2="to:Q",
            y=y,
            color=alt.Color(
                "who:N", legend=None, scale=alt.Scale(domain=["You", name], range=[colours["you"], colours["person"]])
            ),
            tooltip=[alt.Tooltip("who:N"), alt.Tooltip("at:N"), alt.Tooltip("said:N")],
        )
    )
    layers = [spoken, *_end_rules(report, dark=dark), *_marks(report, y, name, dark=dark)]
    picture = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return picture.properties(height=alt.Step(LANE_PX)), talk_sentence(report)


def _marks(report: Report, y: alt.Y, name: str, *, dark: bool) -> list[Any]:
    """Flags over the user's words, and what the person said of the time over theirs."""
    colours = {FLAG: COLOURS[dark]["flag"], CUE: COLOURS[dark]["end"]}
    rows = [
        {"who": who, "from": mark.at_s / 60, "kind": kind, "says": mark.says}
        for kind, who, marks in ((FLAG, "You", flag_marks(report)), (CUE, name, time_cues(report)))
        for mark in marks
    ]
    if not rows:
        return []
    kinds = [kind for kind in SHAPES if any(row["kind"] == kind for row in rows)]
    legend = alt.Legend(title=None, orient="bottom", symbolSize=120)
    return [
        alt.Chart(_rows(rows))
        .mark_point(size=130, filled=True, opacity=1, yOffset=-17)
        .encode(
            x=_time(report),
            y=y,
            shape=alt.Shape(
                "kind:N", legend=legend, scale=alt.Scale(domain=kinds, range=[SHAPES[kind] for kind in kinds])
            ),
            color=alt.Color(
                "kind:N", legend=legend, scale=alt.Scale(domain=kinds, range=[colours[kind] for kind in kinds])
            ),
            tooltip=[alt.Tooltip("kind:N", title="what"), alt.Tooltip("says:N", title="why")],
        )
    ]


def rapport_picture(report: Report, *, dark: bool) -> Picture | None:
    """How warmly the person felt, turn by turn, with the flags where they fell; None with a real person."""
    points = rapport_points(report)
    if not points:
        return None
    colours = COLOURS[dark]
    rows = [{"from": point.at_s / 60, "mood": point.value} for point in points]
    after = {point.turn: point.value for point in points}
    flags = [
        {"from": mark.at_s / 60, "mood": after.get(mark.turn, 0.5), "says": mark.says} for mark in flag_marks(report)
    ]
    y = alt.Y(
        "mood:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(
            values=[0.05, 0.5, 0.95],
            labelExpr="datum.value < 0.2 ? 'cool' : datum.value > 0.8 ? 'warm' : 'friendly'",
            minExtent=MARGIN_PX,
            maxExtent=MARGIN_PX,
            grid=False,
            ticks=False,
        ),
    )
    line = (
        alt.Chart(_rows(rows))
        .mark_line(color=colours["person"], interpolate="step-after", strokeWidth=3)
        .encode(x=_time(report), y=y)
    )
    layers = [line, *_end_rules(report, dark=dark, named=False)]
    if flags:
        layers.append(
            alt.Chart(_rows(flags))
            .mark_point(shape=SHAPES[FLAG], size=130, filled=True, opacity=1, color=colours["flag"], yOffset=-10)
            .encode(x=_time(report), y=y, tooltip=[alt.Tooltip("says:N", title=FLAG)])
        )
    return alt.layer(*layers).properties(height=MOOD_PX), rapport_sentence(report)


def pace_picture(report: Report, *, dark: bool) -> Picture | None:
    """Words a minute of each spoken turn, over the band that is easy to follow; None where too little was spoken."""
    points = pace_points(report)
    if not points:
        return None
    colours, (slow, fast) = COLOURS[dark], COMFORTABLE_WPM
    rows = [{"from": point.at_s / 60, "wpm": point.value, "at": clock_face(point.at_s)} for point in points]
    top = max(220.0, *(point.value + 20 for point in points))
    y = alt.Y(
        "wpm:Q",
        title=None,
        scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(values=[slow, fast], minExtent=MARGIN_PX, maxExtent=MARGIN_PX, grid=False, ticks=False),
    )
    band = (
        alt.Chart(_rows([{"wpm": slow, "fast": fast}]))
        .mark_rect(color=colours["you"], opacity=0.15)
        .encode(y=y, y2="fast:Q")
    )
    spoken = alt.Chart(_rows(rows)).encode(
        x=_time(report), y=y, tooltip=[alt.Tooltip("at:N"), alt.Tooltip("wpm:Q", format=".0f", title="words a minute")]
    )
    layers = (
        band,
        spoken.mark_line(color=colours["you"]),
        spoken.mark_point(color=colours["you"], filled=True, size=90, opacity=1),
    )
    return alt.layer(*layers).properties(height=PACE_PX), pace_sentence(report)


def question_picture(report: Report, *, dark: bool) -> Picture | None:
    """How many questions of each form, those that took up an answer first; None where nothing was asked."""
    mix = question_mix(report)
    if not mix:
        return None
    colour = COLOURS[dark]["you"]
    kinds = ["took up an answer", "began something new"]
    rows = [
        {
            "form": one.name,
            "kind": kind,
            "from": start,
            "to": start + count,
            "middle": start + count / 2,
            "count": count,
        }
        for one in mix
        for kind, start, count in zip(kinds, (0, one.follow_ups), (one.follow_ups, one.new), strict=True)
        if count
    ]
    most = max(one.follow_ups + one.new for one in mix)
    order = [one.name for one in mix]
    y = alt.Y("form:N", title=None, sort=order, axis=alt.Axis(minExtent=96, maxExtent=96, ticks=False, domain=False))
    x = alt.X("from:Q", title=None, scale=alt.Scale(domain=[0, most]), axis=None)
    bars = (
        alt.Chart(_rows(rows))
        .mark_bar(height=22, stroke=colour, strokeWidth=2, color=colour)
        .encode(
            x=x,
            x2="to:Q",
            y=y,
            fillOpacity=alt.FillOpacity(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=[1, 0.12]),
                legend=None,
            ),
            tooltip=[alt.Tooltip("form:N"), alt.Tooltip("kind:N", title="which"), alt.Tooltip("count:Q")],
        )
    )
    numbers = (
        alt.Chart(_rows(rows))
        .mark_text(fontWeight="bold", fontSize=13)
        .encode(
            x=alt.X("middle:Q", scale=alt.Scale(domain=[0, most]), axis=None),
            y=y,
            text="count:Q",
            color=alt.Color(
                "kind:N",
                legend=None,
                scale=alt.Scale(domain=kinds, range=["#14191b" if dark else "#ffffff", colour]),
            ),
        )
    )
    picture = alt.layer(bars, numbers).properties(height=alt.Step(32))
    says = f"{question_sentence(report)} The filled part took up an answer, the outlined part began something new."
    return picture.configure_view(stroke=None), says


def plan_picture(report: Report, *, dark: bool) -> Picture | None:
    """When each planned question was asked, by its number; None without a plan or without times."""
    if not report.plan or not report.facts.known.has_times:
        return None
    colours, turns = COLOURS[dark], report.facts.state.turns
    rows = [
        {
            "number": str(number),
            "from": 0 if one.turn is None else turns[one.turn].start_s / 60,
            "asked": "not asked" if one.turn is None else "asked",
            "question": one.planned.text[:100],
        }
        for number, one in enumerate(report.plan, start=1)
    ]
    kinds = [kind for kind in ("asked", "not asked") if any(row["asked"] == kind for row in rows)]
    look = {"asked": ("circle", colours["you"]), "not asked": ("cross", colours["end"])}
    legend = alt.Legend(title=None, orient="bottom", symbolSize=110)
    picture = (
        alt.Chart(_rows(rows))
        .mark_point(size=110, filled=True, opacity=1)
        .encode(
            x=_time(report),
            y=alt.Y(
                "number:N",
                title=None,
                sort=[str(row["number"]) for row in rows],
                axis=alt.Axis(minExtent=MARGIN_PX, maxExtent=MARGIN_PX, grid=True, ticks=False),
            ),
            shape=alt.Shape(
                "asked:N", legend=legend, scale=alt.Scale(domain=kinds, range=[look[one][0] for one in kinds])
            ),
            color=alt.Color(
                "asked:N", legend=legend, scale=alt.Scale(domain=kinds, range=[look[one][1] for one in kinds])
            ),
            tooltip=[alt.Tooltip("question:N"), alt.Tooltip("asked:N")],
        )
        .properties(height=alt.Step(24))
    )
    return picture, plan_sentence(report)


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────


def _rows(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _short(name: str) -> str:
    """A name that fits left of a picture."""
    return name if len(name) <= MOST_NAME_CHARACTERS else f"{name[: MOST_NAME_CHARACTERS - 1]}…"


def _words_axis() -> alt.Axis:
    return alt.Axis(minExtent=MARGIN_PX, maxExtent=MARGIN_PX, ticks=False, domain=False)


def _time(report: Report) -> alt.X:
    last_min = last_s(report) / 60
    return alt.X(
        "from:Q", title="minutes", scale=alt.Scale(domain=[0, last_min * 1.01], nice=False), axis=alt.Axis(tickCount=6)
    )


def _end_rules(report: Report, *, dark: bool, named: bool = True) -> list[Any]:
    """The agreed end and the new one, as dashed lines; their names stand over them."""
    marks = end_marks(report)
    if not marks:
        return []
    colour = COLOURS[dark]["end"]
    rows = [{"from": mark.at_s / 60, "label": mark.says} for mark in marks]
    base = alt.Chart(_rows(rows)).encode(x=_time(report), tooltip=[alt.Tooltip("label:N", title="time")])
    rules = base.mark_rule(color=colour, strokeDash=[6, 4], size=2)
    names = base.mark_text(align="right", dx=4, baseline="bottom", color=colour, fontSize=12).encode(
        y=alt.value(-4), text="label:N"
    )
    return [rules, names] if named else [rules]
