"""The pictures of the saved page, as SVG in its own colours: who spoke when, how they felt, how fast the user spoke."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from simulator.core.clock import clock_face
from simulator.core.curves import Point
from simulator.core.delivery import COMFORTABLE_WPM
from simulator.core.picture_data import (
    end_marks,
    flag_marks,
    last_s,
    pace_points,
    pace_sentence,
    rapport_points,
    rapport_sentence,
    talk_sentence,
    time_cues,
)
from simulator.core.report import Report
from simulator.domain import Role

_WIDTH, _LEFT, _LANE, _TOP = 700.0, 90.0, 36.0, 26.0
_CURVE = 80.0
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60)
_MOST_TICKS = 7
FASTEST_SHOWN_WPM = 260.0


def pictures(report: Report) -> str:
    """Each picture as a figure with its sentence; all on one time axis. For a talk whose times are known."""
    figures = [_figure(_timeline(report), 2 * _LANE, talk_sentence(report), report)]
    mood = rapport_points(report)
    if mood:
        name = escape(report.facts.persona.first_name)
        says = rapport_sentence(report)
        figures.append(f"<h3>How warmly {name} felt</h3>{_figure(_mood(report, mood), _CURVE, says, report)}")
    pace = pace_points(report)
    if pace:
        says = pace_sentence(report)
        figures.append(f"<h3>How fast you spoke</h3>{_figure(_pace(report, pace), _CURVE, says, report)}")
    return "".join(figures)


def _figure(inside: Iterable[str], height: float, says: str, report: Report) -> str:
    bottom = _TOP + height
    box = f"0 0 {_WIDTH + 26:.0f} {bottom + 22:.0f}"
    drawn = "".join((*inside, *_ends(report, bottom), *_ticks(report, bottom)))
    return (
        f"<figure><div class='wide' tabindex='0'><svg viewBox='{box}' role='img' aria-label='{escape(says, quote=True)}'>{drawn}"
        f"</svg></div><figcaption class='small'>{escape(says)}</figcaption></figure>"
    )


def _x(at_s: float, report: Report) -> float:
    return _LEFT + at_s * (_WIDTH - _LEFT) / last_s(report)


def _word(text: str, y: float) -> str:
    return f"<text x='0' y='{y:.0f}' fill='currentColor' font-size='14'>{escape(text)}</text>"


def _ticks(report: Report, bottom: float) -> list[str]:
    minutes = last_s(report) / 60
    step = next((one for one in _STEPS_MIN if minutes / one <= _MOST_TICKS), _STEPS_MIN[-1])
    return [
        f"<text x='{_x(minute * 60, report):.1f}' y='{bottom + 17:.0f}' fill='currentColor' font-size='12' "
        f"text-anchor='middle'>{minute} min</text>"
        for minute in range(0, int(minutes) + 1, step)
    ]


def _ends(report: Report, bottom: float) -> list[str]:
    return [
        f"<line x1='{x:.1f}' x2='{x:.1f}' y1='14' y2='{bottom:.0f}' stroke='var(--end)' stroke-width='2' stroke-dasharray='6 4'/>"
        f"<text x='{x:.1f}' y='10' fill='currentColor' font-size='12' text-anchor='end'>{mark.says} {clock_face(mark.at_s)}</text>"
        for mark in end_marks(report)
        for x in (_x(mark.at_s, report),)
    ]


def _flag(x: float, y: float) -> str:
    return f"<path d='M{x:.1f} {y:.1f} l-6 -11 h12 Z' fill='var(--flag)'/>"


def _timeline(report: Report) -> list[str]:
    """Two lanes; flags as triangles over the user's, diamonds over theirs where they spoke of the time."""
    y = {Role.USER: _TOP + 10, Role.PERSONA: _TOP + 10 + _LANE}
    bars = [
        f"<rect x='{_x(turn.start_s, report):.1f}' y='{y[turn.role]:.0f}' height='20' rx='2' "
        f"width='{max(1.0, _x(turn.end_s, report) - _x(turn.start_s, report)):.1f}' "
        f"fill='var(--{'you' if turn.role is Role.USER else 'person'})'/>"
        for turn in report.facts.state.turns
    ]
    flags = [_flag(_x(mark.at_s, report), y[Role.USER] - 1) for mark in flag_marks(report)]
    cues = [
        f"<path d='M{_x(mark.at_s, report):.1f} {y[Role.PERSONA] - 2:.0f} l-6 -6 l6 -6 l6 6 Z' fill='var(--end)'/>"
        for mark in time_cues(report)
    ]
    names = [_word("You", y[Role.USER] + 15), _word(report.facts.persona.first_name, y[Role.PERSONA] + 15)]
    return [*names, *bars, *flags, *cues]


def _mood(report: Report, points: tuple[Point, ...]) -> list[str]:
    """A stepped line from cool to warm, the flags on it."""
    height = {point.turn: _TOP + _CURVE * (1 - point.value) for point in points}
    first, *rest = points
    path = f"M{_x(first.at_s, report):.1f} {height[first.turn]:.1f}" + "".join(
        f" H{_x(point.at_s, report):.1f} V{height[point.turn]:.1f}" for point in rest
    )
    flags = [_flag(_x(mark.at_s, report), height.get(mark.turn, _TOP) - 3) for mark in flag_marks(report)]
    line = f"<path d='{path}' fill='none' stroke='var(--person)' stroke-width='3'/>"
    return [_word("warm", _TOP + 10), _word("cool", _TOP + _CURVE), line, *flags]


def _pace(report: Report, points: tuple[Point, ...]) -> list[str]:
    """A dot for each turn, over the band that is easy to follow."""
    slow, fast = (_TOP + _CURVE * (1 - value / FASTEST_SHOWN_WPM) for value in COMFORTABLE_WPM)
    band = f"<rect x='{_LEFT:.0f}' y='{fast:.1f}' width='{_WIDTH - _LEFT:.0f}' height='{slow - fast:.1f}' fill='var(--you)' opacity='.15'/>"
    dots = [
        f"<circle cx='{_x(point.at_s, report):.1f}' r='4' fill='var(--you)' "
        f"cy='{_TOP + _CURVE * (1 - min(point.value, FASTEST_SHOWN_WPM) / FASTEST_SHOWN_WPM):.1f}'/>"
        for point in points
    ]
    names = [_word(f"{value:.0f}", y + 5) for value, y in zip(COMFORTABLE_WPM, (slow, fast), strict=True)]
    return [*names, band, *dots]
