"""The report as one HTML page that needs nothing else: no network, no script. Everything people said is escaped."""

from __future__ import annotations

from html import escape

from simulator.core.clock import clock_face
from simulator.core.facts import Evidence
from simulator.core.known import Known
from simulator.core.report import DimensionResult, Highlight, Report
from simulator.domain import Role

_STYLE = """
:root{--ink:#1f2a2c;--paper:#fbf9f5;--soft:#f1ece2;--you:#2f5d62;--person:#b5651d;--flag:#a3232f;--end:#6b5b95}
@media (prefers-color-scheme:dark){:root{--ink:#ece7dd;--paper:#14191b;--soft:#1f282b;--you:#7fc4c9;--person:#e0a15e;
--flag:#f0858e;--end:#b9a9e0}}
body{font:17px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.25rem;margin-top:2rem}blockquote{margin:.4rem 0;padding:.3rem .9rem;
border-left:3px solid var(--you);background:var(--soft)}.flag{border-left:3px solid var(--flag);padding-left:.9rem;margin:1rem 0}
.small{opacity:.8;font-size:.85rem}.score{font-size:2.2rem;font-weight:650}table{border-collapse:collapse;width:100%}
td{padding:.2rem .4rem;border-bottom:1px solid var(--soft);vertical-align:top}svg{width:100%;height:auto}
"""
_WIDTH, _LANE, _LEFT = 700.0, 34.0, 90.0


def report_html(report: Report) -> str:
    """A whole HTML document."""
    facts = report.facts
    name = escape(facts.persona.name)
    known = facts.known
    about = ", ".join(filter(None, (facts.persona.title, facts.persona.organisation))) or "A real talk"
    made_of = "A transcript of a real talk" if known.real else "A rehearsal with an invented person"
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
        _timeline(report) if known.has_times else "<p>The transcript has no times, so there is no picture of them.</p>",
        *_flags(report),
        "<h2>Scores</h2>",
        *(_dimension(one, known) for one in report.dimensions),
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


def _timeline(report: Report) -> str:
    """Two lanes, flags as triangles, the agreed end as a dashed line."""
    facts = report.facts
    agreed_s = facts.state.clock.end_s if facts.known.agreed else 0.0
    end_s = max(agreed_s, *(turn.end_s for turn in facts.state.turns), 1.0)
    scale = (_WIDTH - _LEFT) / end_s
    first = escape(facts.persona.first_name)
    bars = [
        f"<rect x='{_LEFT + turn.start_s * scale:.1f}' y='{20 if turn.role is Role.USER else 20 + _LANE:.0f}' height='20' rx='2' "
        f"width='{max(1.0, turn.duration_s * scale):.1f}' fill='var(--{'you' if turn.role is Role.USER else 'person'})'/>"
        for turn in facts.state.turns
    ]
    flags = [
        f"<path d='M{_LEFT + one.evidence.start_s * scale:.1f} 18 l-6 -11 h12 Z' fill='var(--flag)'/>"
        for one in report.flags
    ]
    agreed_x = _LEFT + agreed_s * scale
    agreed = (
        f"<line x1='{agreed_x:.1f}' x2='{agreed_x:.1f}' y1='6' y2='84' stroke='var(--end)' stroke-width='2' stroke-dasharray='6 4'/>"
        f"<text x='{agreed_x:.1f}' y='97' fill='currentColor' font-size='12' text-anchor='end'>agreed end {clock_face(agreed_s)}</text>"
        if facts.known.agreed
        else ""
    )
    return (
        f"<svg viewBox='0 0 {_WIDTH + 10:.0f} 100' role='img' aria-label='Who spoke when'>"
        f"<text x='0' y='35' fill='currentColor' font-size='15'>You</text>"
        f"<text x='0' y='{35 + _LANE:.0f}' fill='currentColor' font-size='15'>{first}</text>{''.join(bars)}{''.join(flags)}"
        f"{agreed}</svg>"
    )
