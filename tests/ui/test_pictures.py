"""The pictures: colours that survive colour-blindness, shapes besides colours, a sentence for each."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from simulator.core.report import build_report
from simulator.ui.charts import COLOURS
from simulator.ui.talk_pictures import (
    SHAPES,
    pace_picture,
    plan_picture,
    question_picture,
    rapport_picture,
    talk_picture,
)
from tests.ui.kept import PLAN, spoken_talk

MACHADO = {  # Machado, Oliveira and Fernandes 2009, severity 1; on linear RGB
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
PAPER = {False: "#fbf9f5", True: "#14191b"}
LEAST_DIFFERENCE = 20.0
"""CIE76; 2.3 is just noticeable, so this is far from a matter of looking closely."""


def linear(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour, eye):
    rgb = linear(colour)
    return [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in MACHADO[eye]]


def lab(rgb):
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            sum(a * b for a, b in zip(row, rgb, strict=True)) / of for row, of in zip(rows, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, eye):
    pair = zip(lab(seen(one, eye)), lab(seen(other, eye)), strict=True)
    return sum((a - b) ** 2 for a, b in pair) ** 0.5


def luminance(colour):
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


@pytest.mark.parametrize("eye", MACHADO)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_two_speakers_are_told_apart_by_every_eye(eye, dark):
    assert difference(COLOURS[dark]["you"], COLOURS[dark]["person"], eye) >= LEAST_DIFFERENCE


def test_what_stands_beside_other_colours_has_a_shape_of_its_own():
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_colour_stands_out_from_the_page(dark):
    paper = luminance(PAPER[dark])
    for name, colour in COLOURS[dark].items():
        low, high = sorted((paper, luminance(colour)))
        assert (high + 0.05) / (low + 0.05) >= 3, name  # WCAG 1.4.11, for what is drawn


@pytest.fixture(scope="module")
def report(nadia, knowledge, classifier):
    state = spoken_talk(nadia, knowledge[nadia.id], classifier)
    return build_report(nadia, state, plan=PLAN)


def pictures(report):
    makers = (talk_picture, rapport_picture, pace_picture, question_picture, plan_picture)
    return [made for maker in makers if (made := maker(report, dark=True)) is not None]


def test_all_five_are_drawn_and_each_says_what_it_shows(report):
    drawn = pictures(report)
    assert len(drawn) == 5
    for chart, says in drawn:
        assert json.loads(chart.to_json())
        assert says.endswith(".")
    assert len({says for _, says in drawn}) == 5


def test_those_with_a_time_axis_share_it(report):
    axes = [
        json.dumps(scale, sort_keys=True)
        for chart, _ in (talk_picture(report, dark=False), rapport_picture(report, dark=False))
        for layer in json.loads(chart.to_json())["layer"]
        if (scale := layer["encoding"].get("x", {}).get("scale"))
    ]
    assert len(axes) >= 4
    assert len(set(axes)) == 1


def test_the_talk_shows_flags_cues_and_both_ends(report):
    chart, says = talk_picture(report, dark=False)
    text = chart.to_json()
    for word in ("triangle-down", "diamond", "agreed end", "new end"):
        assert word in text
    assert "shown as triangles" in says
    assert "shown as diamonds" in says


def test_no_two_colours_of_a_palette_are_the_same():
    for palette in COLOURS.values():
        assert all(one != other for one, other in combinations(palette.values(), 2))
