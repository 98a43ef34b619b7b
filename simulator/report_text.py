"""The report as plain lines for a terminal: the sentence, two strengths, the one fix, flags, what was learned, scores."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.core.facts import Evidence
from simulator.core.known import Known
from simulator.core.picture_data import plan_sentence, question_sentence
from simulator.core.report import DimensionResult, Highlight, Report
from simulator.language import shorten

SIGNS = {True: "+", False: "-", None: "·"}
MOST_QUOTE_CHARACTERS = 160


def report_text(report: Report) -> str:
    """The report in lines, ending with a line end."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    known = report.facts.known
    score = "not rated" if report.overall is None else f"{report.overall} of 100"
    yield f"{score}: {report.headline}"
    for title, shown in (("What went well", report.strengths), ("One thing to fix first", (report.fix,))):
        for number, one in enumerate(filter(None, shown)):
            yield from ("", title) if not number else ()
            yield from _highlight(one, known)
    if report.flags:
        yield from ("", "What they may have minded")
    for flag in report.flags:
        yield f"  {flag.flag.kind.value}: {_quote(flag.evidence, known)}"
        yield f"    {flag.flag.why}"
        yield f"    Better: “{flag.flag.rewrite}”"
    yield from _questions(report)
    yield from _learned(report)
    yield from ("", "Scores (+ met, - not met, · not rated)")
    for result in report.dimensions:
        yield from _dimension(result)


def _questions(report: Report) -> Iterator[str]:
    if report.questions:
        yield from ("", "Your questions", f"  {question_sentence(report)}")
    if report.plan:
        yield f"  {plan_sentence(report)}"


def _learned(report: Report) -> Iterator[str]:
    found, known = report.learned, report.facts.known
    if found is None or not found.topics:
        return
    yield from ("", "What you learned")
    for topic in found.topics:
        yield f"  {topic.title}: {_quote(topic.told[-1].evidence, known)}"
    for missed in found.missed:
        yield f"  Still to be had: {missed.text} {missed.next_time}"


def _highlight(one: Highlight, known: Known) -> Iterator[str]:
    yield f"  {one.text} {_quote(one.evidence[0], known)}"
    if one.next_time:
        yield f"    Next time: {one.next_time}"


def _dimension(result: DimensionResult) -> Iterator[str]:
    yield f"  {result.dimension.title}: {'not rated' if result.score is None else result.score}"
    for one in result.checks:
        yield f"    {SIGNS[one.finding.met]} {one.check.title}. {one.finding.why}"


def _quote(one: Evidence, known: Known) -> str:
    return f"“{shorten(one.quote, most_chars=MOST_QUOTE_CHARACTERS)}” ({known.moment(one.turn, one.start_s)})"
