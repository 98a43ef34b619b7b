"""Two talks side by side: scores, flags, questions, and the words that made the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from simulator.core.compare import Better, Row, compare_flags, compare_questions, compare_scores
from simulator.core.progress import PastTalk
from simulator.core.report import Highlight, Report
from simulator.domain import Persona
from simulator.stored import stored_objections, stored_report
from simulator.ui.feedback import FLAG_NAMES
from simulator.ui.machine import store
from simulator.ui.plain import plain, quoted, unbroken

REPORTS = "compared_reports"
BETTER = ":material/arrow_upward:"


def compare_talks(talks: Sequence[PastTalk], people: Mapping[str, Persona]) -> None:
    """A folded area; nothing is judged before it is opened. Talks that cannot be judged are not offered."""
    judged = [one for one in reversed(talks) if one.figures is not None]
    area = st.expander("Compare two talks", icon=":material/compare_arrows:", key="compare", on_change="rerun")
    with area:
        if not area.open:
            return
        if len(judged) < 2:
            st.markdown(
                "After your second talk you can lay two side by side here: scores, flags, questions and your words."
            )
            return
        _inside(judged, people)


@st.fragment
def _inside(judged: Sequence[PastTalk], people: Mapping[str, Persona]) -> None:
    named = {one.id: _name(one) for one in judged}
    left, right = st.columns(2)
    first = left.selectbox("The one", list(named), index=1, format_func=named.__getitem__, key="compare-first")
    second = right.selectbox("The other", list(named), index=0, format_func=named.__getitem__, key="compare-second")
    if first == second:
        st.info("Choose two different talks.", icon=":material/info:")
        return
    with st.spinner("Reading both talks …"):
        one, other = _report(first, people), _report(second, people)
    heads = (_short(one, named[first]), _short(other, named[second]))
    _table("Scores", compare_scores(one, other), heads)
    flags = compare_flags(one, other, {kind.value: name for kind, name in FLAG_NAMES.items()})
    if flags:
        _table("What they may have minded", flags, heads)
    else:
        st.caption("No flags in either of them.")
    _table("Questions", compare_questions(one, other), heads)
    st.caption(
        f"{BETTER} stands where a talk did better. Of questions and shares more is not always better, so none is marked."
    )
    left, right = st.columns(2, gap="medium")
    for column, report, head in ((left, one, heads[0]), (right, other, heads[1])):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(head)}**")
            _words(report)


def _name(talk: PastTalk) -> str:
    score = "not rated" if talk.overall is None else f"{talk.overall}"
    return f"{talk.person}, {talk.started.astimezone():%d %b %Y, %H:%M} ({score})"


def _short(report: Report, name: str) -> str:
    """A head for a column: who, and when."""
    return f"{report.facts.persona.first_name}, {name.split(', ')[1]}"


def _report(talk_id: str, people: Mapping[str, Persona]) -> Report:
    """The report, kept in this window's state while the same talks are looked at."""
    persona = people[store().get(talk_id).persona_id]
    key = (talk_id, persona, stored_objections(store(), talk_id))
    kept: dict[str, tuple[object, Report]] = st.session_state.setdefault(REPORTS, {})
    if talk_id not in kept or kept[talk_id][0] != key:
        kept[talk_id] = (key, stored_report(store(), talk_id, persona))
        while len(kept) > 2:  # the two that are shown
            kept.pop(next(iter(kept)))
    return kept[talk_id][1]


def _table(title: str, rows: Sequence[Row], heads: tuple[str, str]) -> None:
    lines = [f"| {title} | {plain(heads[0])} | {plain(heads[1])} |", "|:--|--:|--:|"]
    for row in rows:
        first = f"{plain(row.first)} {BETTER}" if row.better is Better.FIRST else plain(row.first)
        second = f"{plain(row.second)} {BETTER}" if row.better is Better.SECOND else plain(row.second)
        lines.append(f"| {plain(row.what)} | {first} | {second} |")
    st.markdown("\n".join(lines))


def _words(report: Report) -> None:
    """What went well and what to fix, each with the words of the talk."""
    for icon, one in (
        *((":material/thumb_up:", strength) for strength in report.strengths),
        *([(":material/build:", report.fix)] if report.fix else []),
    ):
        _highlight(icon, one, report)
    if not report.strengths and report.fix is None:
        st.markdown("Nothing to quote.")


def _highlight(icon: str, one: Highlight, report: Report) -> None:
    st.markdown(f"{icon} {plain(one.text)}")
    for quote in one.evidence[:1]:
        moment = unbroken(report.facts.known.moment(quote.turn, quote.start_s))
        st.markdown(f":material/format_quote: *{quoted(quote.quote)}* :small[{moment}]")
