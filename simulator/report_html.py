"""The report as one HTML page that needs nothing else: no network, no script. Everything people said is escaped."""

from __future__ import annotations

from html import escape

from simulator.core.facts import Evidence
from simulator.core.judging import CAP_SENTENCES, ENOUGH_SENTENCES, met_when
from simulator.core.known import Known
from simulator.core.picture_data import FORM_NAMES, plan_sentence, question_sentence
from simulator.core.report import DimensionResult, Highlight, Report
from simulator.core.rubric import DIMENSIONS
from simulator.domain import Role
from simulator.report_svg import pictures

_STYLE = """
:root{--ink:#1f2a2c;--paper:#fbf9f5;--soft:#f1ece2;--you:#2f5d62;--person:#b5651d;--flag:#a3232f;--end:#6b5b95}
@media (prefers-color-scheme:dark){:root{--ink:#ece7dd;--paper:#14191b;--soft:#1f282b;--you:#7fc4c9;--person:#e0a15e;
--flag:#f0858e;--end:#b9a9e0}}
body{font:17px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.25rem;margin-top:2rem}blockquote{margin:.4rem 0;padding:.3rem .9rem;
border-left:3px solid var(--you);background:var(--soft)}.flag{border-left:3px solid var(--flag);padding-left:.9rem;margin:1rem 0}
.small{opacity:.8;font-size:.85rem}.score{font-size:2.2rem;font-weight:650}table{border-collapse:collapse;width:100%}
td{padding:.2rem .4rem;border-bottom:1px solid var(--soft);vertical-align:top}
svg{width:100%;min-width:34rem;height:auto}figure{margin:1rem 0}.wide{overflow-x:auto}
"""


def report_html(report: Report) -> str:
    """A whole HTML document."""
    facts = report.facts
    name = escape(facts.persona.name)
    known = facts.known
    about = ", ".join(filter(None, (facts.persona.title, facts.persona.organisation))) or "A real talk"
    made_of = f"A {known.read_from} of a real talk" if known.real else "A rehearsal with an invented person"
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>Your talk with {name}</title><style>{_STYLE}</style></head><body>",
        f"<h1>Your talk with {name}</h1>",
        f"<p class='small'>{escape(' · '.join(filter(None, (about, report.started))))}</p>",
        f"<p class='score'>{'not rated' if report.overall is None else f'{report.overall} of 100'}</p>",
        f"<p><strong>{escape(report.headline)}</strong></p>",
        "<h2>What went well</h2>",
        *(_highlight(one, known) for one in report.strengths),
        "<h2>One thing to fix first</h2>",
        _highlight(report.fix, known) if report.fix else "<p>Nothing stands out.</p>",
        "<h2>The talk at a glance</h2>",
        pictures(report) if known.has_times else "<p>The transcript has no times, so there is no picture of them.</p>",
        *_flags(report),
        *_questions(report),
        *_learned(report),
        *_their_view(report),
        "<h2>Scores</h2>",
        *(_dimension(one, known) for one in report.dimensions),
        *_how_judged(),
        "<h2>The whole talk</h2><table>",
        *_turns(report),
        f"</table><p class='small'>{made_of}. Made on your own machine.</p></body></html>",
    ]
    return "\n".join(parts)


def _quote(one: Evidence, known: Known) -> str:
    moment = known.moment(one.turn, one.start_s)
    return f"<blockquote>“{escape(one.quote)}” <span class='small'>{moment}</span></blockquote>"


def _highlight(one: Highlight, known: Known) -> str:
    advice = f"<p><strong>Next time:</strong> {escape(one.next_time)}</p>" if one.next_time else ""
    quotes = "".join(_quote(quote, known) for quote in one.evidence[:1])
    return f"<p>{escape(one.text)}</p>{quotes}{advice}"


def _flags(report: Report) -> list[str]:
    if not report.flags:
        return []
    return [
        "<h2>What they may have minded</h2>",
        *(
            f"<div class='flag'>{_quote(one.evidence, report.facts.known)}<p>{escape(one.flag.why)}</p>"
            f"<p><strong>Better:</strong> “{escape(one.flag.rewrite)}”</p></div>"
            for one in report.flags
        ),
    ]


def _questions(report: Report) -> list[str]:
    if not report.questions:
        return []
    known = report.facts.known
    rows = []
    for one in report.questions:
        span = one.question.span
        traits = [FORM_NAMES[one.question.form], "took up the answer" if one.question.follow_up else "a new topic"]
        traits += ["about them in particular"] if one.question.specific else []
        traits += ["public pages answer it"] if one.answerable_from_card else []
        traits += ["planned"] if report.planned(one) else []
        text = escape(span.of(one.turn.text) if span else one.turn.text)
        moment = known.moment(one.turn.index, one.turn.start_s).removeprefix("at ")
        rows.append(
            f"<tr><td class='small'>{moment}</td><td>“{text}”<br><span class='small'>{' · '.join(traits)}</span></td></tr>"
        )
    plan = [f"<p>{escape(plan_sentence(report))}</p>"] if report.plan else []
    missed = [f"<li>{escape(one.planned.text)}</li>" for one in report.plan if one.turn is None]
    left = ["<p>Not asked:</p><ul>", *missed, "</ul>"] if missed else []
    return [
        "<h2>Your questions</h2>",
        f"<p>{escape(question_sentence(report))}</p><table>",
        *rows,
        "</table>",
        *plan,
        *left,
    ]


def _learned(report: Report) -> list[str]:
    found, known = report.learned, report.facts.known
    if found is None or not found.topics:
        return []
    told = [
        f"<h3>{escape(topic.title)}</h3>{''.join(_quote(one.evidence, known) for one in topic.told)}"
        for topic in found.topics
    ]
    missed = [
        f"<li>{escape(one.text)} <strong>Next time:</strong> {escape(one.next_time)}</li>" for one in found.missed
    ]
    left = ["<h3>What was still to be had</h3><ul>", *missed, "</ul>"] if missed else []
    return ["<h2>What you learned</h2>", *told, *left]


def _their_view(report: Report) -> list[str]:
    if not report.thoughts:
        return []
    known = report.facts.known
    rows = [
        f"<tr><td class='small'>{known.moment(one.turn, report.facts.state.turns[one.turn].start_s).removeprefix('at ')}</td>"
        f"<td>“{escape(one.text)}”</td></tr>"
        for one in report.thoughts
    ]
    return [f"<h2>What {escape(report.facts.persona.first_name)} privately thought</h2><table>", *rows, "</table>"]


def _how_judged() -> list[str]:
    """The rubric, folded: it is the same for every talk."""
    rows = [
        f"<li>{escape(check.title)}: {escape(met_when(check))}</li>"
        for dimension in DIMENSIONS
        for check in dimension.checks
    ]
    return [
        "<details><summary>How this is judged</summary><ul>",
        *rows,
        f"</ul><p>{escape(' '.join((*ENOUGH_SENTENCES, *CAP_SENTENCES)))}</p></details>",
    ]


def _dimension(result: DimensionResult, known: Known) -> str:
    score = "not rated" if result.score is None else str(result.score)
    signs = {True: "✓", False: "✗", None: "–"}
    rows = "".join(
        f"<tr><td>{signs[one.finding.met]}</td><td><strong>{escape(one.check.title)}.</strong> {escape(one.finding.why)}"
        f"{''.join(_quote(quote, known) for quote in one.finding.evidence) if one.finding.met is not None else ''}</td></tr>"
        for one in result.checks
    )
    return f"<h3>{escape(result.dimension.title)}: {score}</h3><table>{rows}</table>"


def _turns(report: Report) -> list[str]:
    first = escape(report.facts.persona.first_name)
    known = report.facts.known
    return [
        f"<tr><td class='small'>{known.moment(turn.index, turn.start_s).removeprefix('at ')}</td>"
        f"<td><strong>{'You' if turn.role is Role.USER else first}</strong></td><td>{escape(turn.text)}</td></tr>"
        for turn in report.facts.state.turns
    ]
