"""The report as a PDF on A4: real text that can be selected and searched, with its own fonts, page numbers and bookmarks.

It holds what `report_html` holds, in the same order. Everything people said is escaped: the layout knows a markup of its own.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from simulator.core.clock import clock_face
from simulator.core.facts import Evidence, TurnFlag
from simulator.core.known import Known
from simulator.core.report import DimensionResult, Highlight, Report
from simulator.domain import Role

INK, SOFT, FAINT = HexColor("#1f2a2c"), HexColor("#f1ece2"), HexColor("#566164")
YOU, PERSON, FLAG, END = HexColor("#2f5d62"), HexColor("#b5651d"), HexColor("#a3232f"), HexColor("#6b5b95")
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
FACES = {"Sans": "SourceSansPro-Regular.ttf", "Sans-Bold": "SourceSansPro-Bold.ttf"}
"""Latin with all its accents, Greek and Cyrillic. The italic lacks half of them, so emphasis is bold or coloured."""
SIGNS = {True: "✓", False: "×", None: "–"}
MISSING = "\N{BLACK SQUARE}"
_LAYING_OUT = threading.Lock()
"""The library keeps its fonts in one place for the whole process, and marks in them what a document uses."""


def report_pdf(report: Report) -> bytes:
    """A whole PDF document. The same report gives the same bytes."""
    with _LAYING_OUT:
        _fonts()
        name = report.facts.persona.name
        sheet = io.BytesIO()
        document = SimpleDocTemplate(
            sheet,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=18 * mm,
            bottomMargin=20 * mm,
            title=f"Your talk with {name}",
            author="",
            lang="en",
            invariant=1,
        )
        document.build(list(_story(report)), onFirstPage=_footer, onLaterPages=_footer)
        return sheet.getvalue()


@lru_cache(maxsize=1)
def _fonts() -> None:
    folder = files("font_source_sans_pro") / "files"
    for face, file in FACES.items():
        pdfmetrics.registerFont(TTFont(face, io.BytesIO((folder / file).read_bytes())))
    pdfmetrics.registerFontFamily("Sans", normal="Sans", bold="Sans-Bold", italic="Sans", boldItalic="Sans-Bold")


# ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────────

BODY = ParagraphStyle(
    "body", fontName="Sans", fontSize=10.5, leading=14.5, textColor=INK, spaceAfter=4, splitLongWords=1
)
SMALL = ParagraphStyle("small", BODY, fontSize=9, leading=12, textColor=FAINT)
TITLE = ParagraphStyle("title", BODY, fontName="Sans-Bold", fontSize=22, leading=27, spaceAfter=2)
SCORE = ParagraphStyle("score", TITLE, fontSize=18, leading=24, textColor=YOU, spaceBefore=6)
HEADLINE = ParagraphStyle("headline", BODY, fontName="Sans-Bold", fontSize=12.5, leading=17)
SECTION = ParagraphStyle(
    "section", BODY, fontName="Sans-Bold", fontSize=14, leading=18, spaceBefore=14, spaceAfter=5, keepWithNext=1
)
SKILL = ParagraphStyle("skill", SECTION, fontSize=11.5, leading=15, spaceBefore=9, spaceAfter=3)
QUOTE = ParagraphStyle(
    "quote", BODY, leftIndent=9, rightIndent=4, spaceBefore=2, spaceAfter=5, backColor=SOFT, borderPadding=(2, 4, 4, 5)
)
FLAGGED = ParagraphStyle("flagged", QUOTE, textColor=FLAG)


class Heading(Paragraph):  # type: ignore[misc]  # the library has no types
    """A heading that is also a bookmark of the document."""

    def __init__(self, text: str, style: ParagraphStyle, level: int) -> None:
        super().__init__(_told(text), style)
        self._entry = (text, level)

    def draw(self) -> None:
        text, level = self._entry
        key = f"heading-{self.canv.getPageNumber()}-{text}"
        self.canv.bookmarkHorizontal(key, 0, self.height)
        self.canv.addOutlineEntry(_shown(text), key, level=level, closed=level == 0)
        super().draw()


def _footer(canvas: Canvas, _document: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Sans", 9)
    canvas.setFillColor(FAINT)
    canvas.drawCentredString(A4[0] / 2, 11 * mm, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _shown(text: str) -> str:
    """The text with what the font cannot draw replaced by one sign, so that the gap is seen."""
    known = pdfmetrics.getFont("Sans").face.charToGlyph
    return "".join(one if ord(one) in known or one.isspace() else MISSING for one in text)


def _told(text: str) -> str:
    """Words as the layout's markup: escaped, on one line."""
    return escape(_shown(" ".join(text.split())), quote=False)


# ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _story(report: Report) -> Iterator[Flowable]:
    facts = report.facts
    persona, known = facts.persona, facts.known
    about = ", ".join(filter(None, (persona.title, persona.organisation))) or "A real talk"
    yield Heading(f"Your talk with {persona.name}", TITLE, 0)
    yield Paragraph(_told(" · ".join(filter(None, (about, report.started)))), SMALL)
    yield Paragraph("not rated" if report.overall is None else f"{report.overall} of 100", SCORE)
    yield Paragraph(_told(report.headline), HEADLINE)
    yield Heading("What went well", SECTION, 1)
    for one in report.strengths:
        yield KeepTogether(_highlight(one, known))
    if not report.strengths:
        yield Paragraph("Nothing to quote yet.", BODY)
    yield Heading("One thing to fix first", SECTION, 1)
    yield KeepTogether(_highlight(report.fix, known) if report.fix else [Paragraph("Nothing stands out.", BODY)])
    yield Heading("The talk at a glance", SECTION, 1)
    if known.has_times and facts.state.turns:
        yield Timeline(report)
        yield Paragraph(_told(_at_a_glance(report)), SMALL)
    else:
        yield Paragraph("The transcript has no times, so there is no picture of them.", BODY)
    if report.flags:
        yield Heading("What they may have minded", SECTION, 1)
    for flag in report.flags:
        yield KeepTogether(_flag(flag, known))
    yield Heading("Scores", SECTION, 1)
    yield _score_table(report)
    for result in report.dimensions:
        yield from _dimension(result, known)
    yield Heading("The whole talk", SECTION, 1)
    yield from _turns(report)
    made_of = f"A {known.read_from} of a real talk" if known.real else "A rehearsal with an invented person"
    yield Spacer(0, 8)
    yield Paragraph(f"{made_of}. Made on your own machine.", SMALL)


def _quote(one: Evidence, known: Known, style: ParagraphStyle = QUOTE) -> Paragraph:
    moment = known.moment(one.turn, one.start_s)
    return Paragraph(f'“{_told(one.quote)}” <font size="9" color="#566164">{moment}</font>', style)


def _highlight(one: Highlight, known: Known) -> list[Flowable]:
    parts: list[Flowable] = [Paragraph(_told(one.text), BODY), *(_quote(quote, known) for quote in one.evidence[:1])]
    if one.next_time:
        parts.append(Paragraph(f"<b>Next time:</b> {_told(one.next_time)}", BODY))
    return parts


def _flag(one: TurnFlag, known: Known) -> list[Flowable]:
    return [
        _quote(one.evidence, known, FLAGGED),
        Paragraph(_told(one.flag.why), BODY),
        Paragraph(f"<b>Better:</b> “{_told(one.flag.rewrite)}”", BODY),
        Spacer(0, 5),
    ]


def _score_table(report: Report) -> Table:
    rows = [
        (one.dimension.title, "not rated" if one.score is None else str(one.score), f"{one.dimension.weight:g}")
        for one in report.dimensions
    ]
    table = Table([("Skill", "Score of 100", "Weight"), *rows], colWidths=(WIDTH * 0.55, WIDTH * 0.25, WIDTH * 0.2))
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "Sans", 10.5),
                ("FONT", (0, 0), (-1, 0), "Sans-Bold", 10.5),
                ("TEXTCOLOR", (0, 0), (-1, -1), INK),
                ("BACKGROUND", (0, 0), (-1, 0), SOFT),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, SOFT),
            ]
        )
    )
    table.hAlign = "LEFT"
    return table


def _dimension(result: DimensionResult, known: Known) -> Iterator[Flowable]:
    score = "not rated" if result.score is None else str(result.score)
    yield Heading(f"{result.dimension.title}: {score}", SKILL, 2)
    for one in result.checks:
        says = f"{SIGNS[one.finding.met]}  <b>{_told(one.check.title)}.</b> {_told(one.finding.why)}"
        quotes = one.finding.evidence if one.finding.met is not None else ()
        yield KeepTogether([Paragraph(says, BODY), *(_quote(quote, known) for quote in quotes)])


def _turns(report: Report) -> Iterator[Flowable]:
    """A paragraph a turn: a table of long cells could not be broken over pages everywhere."""
    first, known = report.facts.persona.first_name, report.facts.known
    for turn in report.facts.state.turns:
        user = turn.role is Role.USER
        moment = known.moment(turn.index, turn.start_s).removeprefix("at ")
        who = f'<font color="{"#2f5d62" if user else "#8a4b12"}"><b>{"You" if user else _told(first)}</b></font>'
        yield Paragraph(f'{who} <font size="9" color="#566164">{moment}</font>  {_told(turn.text)}', BODY)


def _at_a_glance(report: Report) -> str:
    facts = report.facts
    agreed = f" of {clock_face(facts.state.clock.end_s)} agreed" if facts.known.agreed else ""
    share = "" if facts.user_share is None else f" You spoke {round(100 * facts.user_share)} % of the talking time."
    return f"The talk took {clock_face(facts.state.clock.ended_s or 0.0)}{agreed}.{share}"


class Timeline(Flowable):  # type: ignore[misc]
    """Who spoke when, in two lanes; flags as triangles, the agreed end as a dashed line."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self.width, self.height = WIDTH, 62.0

    def draw(self) -> None:
        canvas: Any = self.canv
        facts = self._report.facts
        agreed_s = facts.state.clock.end_s if facts.known.agreed else 0.0
        end_s = max(agreed_s, *(turn.end_s for turn in facts.state.turns), 1.0)
        left = 62.0
        scale = (self.width - left - 4) / end_s
        canvas.setFont("Sans", 9.5)
        canvas.setFillColor(INK)
        canvas.drawString(0, 37, "You")
        canvas.drawString(0, 16, _shown(facts.persona.first_name)[:12])
        for turn in facts.state.turns:
            user = turn.role is Role.USER
            canvas.setFillColor(YOU if user else PERSON)
            width = max(0.8, turn.duration_s * scale)
            canvas.rect(left + turn.start_s * scale, 33 if user else 12, width, 13, stroke=0, fill=1)
        canvas.setFillColor(FLAG)
        for one in self._report.flags:
            x = left + one.evidence.start_s * scale
            triangle = canvas.beginPath()
            triangle.moveTo(x, 48)
            triangle.lineTo(x - 4, 56)
            triangle.lineTo(x + 4, 56)
            triangle.close()
            canvas.drawPath(triangle, stroke=0, fill=1)
        if facts.known.agreed:
            x = left + agreed_s * scale
            canvas.setStrokeColor(END)
            canvas.setDash(4, 3)
            canvas.line(x, 8, x, 50)
            canvas.setFillColor(INK)
            canvas.drawRightString(x, 0, f"agreed end {clock_face(agreed_s)}")
