"""What unfolds under the feedback: the scores with their checks, each moment in its place, their view, every word."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.core.clock import clock_face
from simulator.core.facts import Evidence, Facts
from simulator.core.report import CheckResult, DimensionResult, Report
from simulator.core.their_view import would_do
from simulator.domain import Role, Turn
from simulator.language import shorten
from simulator.ui import judging
from simulator.ui.feedback_flags import Quote, Shown
from simulator.ui.plain import plain, quoted
from simulator.ui.redo import redo_button

NOT_RATED = "not rated"
MARKS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/remove:"}
VERDICTS = {True: "met", False: "not met", None: NOT_RATED}
TURNS_AN_ELEMENT = 25
"""A real talk may have two thousand turns; a page with an element for each of them is slow."""
MOST_CONTEXT_CHARACTERS = 700


def scores(shown: Shown, quote: Quote) -> None:
    """Each part with its checks; what was not met comes first, for there the work is."""
    st.caption("A score is the share of what could be seen that went well. Without evidence nothing is rated.")
    for result in shown.report.dimensions:
        _dimension(result, shown, quote)
    judging.link()


def _dimension(result: DimensionResult, shown: Shown, quote: Quote) -> None:
    score = NOT_RATED if result.score is None else f"{result.score}"
    rated = [one for one in result.checks if one.finding.met is not None]
    met = sum(one.finding.met is True for one in rated)
    share = f" · {met} of {len(rated)} met" if rated else ""
    with st.expander(f"{plain(result.dimension.title)}: **{score}**{share}"):
        for one in sorted(result.checks, key=lambda check: (False, None, True).index(check.finding.met)):
            _check(one, shown, quote)


def _check(one: CheckResult, shown: Shown, quote: Quote) -> None:
    finding = one.finding
    st.markdown(f"{MARKS[finding.met]} **{plain(one.check.title)}** ({VERDICTS[finding.met]}). {plain(finding.why)}")
    if finding.met is None or not finding.evidence:
        return
    for words in finding.evidence:
        quote(words)
    with st.container(horizontal=True):
        if finding.met is False:
            redo_button(shown.report, shown.talk_id, finding.evidence[0].turn, key=f"check-{one.check.id}")
        in_context(finding.evidence, shown.report.facts, key=f"context-{one.check.id}")


def in_context(evidence: Iterable[Evidence], facts: Facts, *, key: str) -> None:
    """A button that shows the turns quoted, each with the one before and the one after."""
    shown = sorted({one.turn for one in evidence})
    with st.popover("See it in the talk", icon=":material/forum:", type="tertiary", key=key):
        for turn in shown:
            around = facts.state.turns[max(0, turn - 1) : turn + 2]
            st.markdown("\n\n".join(_turn_line(one, facts, marked=one.index == turn) for one in around))
            if turn != shown[-1]:
                st.divider()


def their_view(report: Report) -> None:
    """What the person privately thought, and what they would do; nothing with a real person."""
    facts = report.facts
    if facts.known.real or (not report.thoughts and not facts.enough):
        return
    first = plain(facts.persona.first_name)
    st.subheader(f"What {first} privately thought", anchor=False)
    for one in report.thoughts:
        said = facts.state.turns[one.turn]
        who = "you" if said.role is Role.USER else first
        st.markdown(
            f"{clock_face(said.start_s)} · {quoted(one.text)}  \n:small[when {who} said: {plain(said.text[:140])}]"
        )
    if facts.enough:
        would = would_do(facts.state)
        words = {
            "answer_an_email": "answer your e-mail",
            "take_a_second_call": "take a second call",
            "introduce_a_colleague": "introduce you to a colleague",
        }
        st.markdown(
            f"Afterwards, {first} "
            + "; ".join(f"**{'would' if would[key] else 'would not'}** {text}" for key, text in words.items())
            + "."
        )


def whole_talk(facts: Facts) -> None:
    """The talk word by word."""
    lines = [_turn_line(turn, facts) for turn in facts.state.turns]
    for first in range(0, len(lines), TURNS_AN_ELEMENT):
        st.markdown("\n\n".join(lines[first : first + TURNS_AN_ELEMENT]))


def _turn_line(turn: Turn, facts: Facts, *, marked: bool | None = None) -> str:
    """One turn; in a context the one meant stands out, and the ones around it are cut to a readable length."""
    who = "You" if turn.role is Role.USER else plain(facts.persona.first_name)
    moment = facts.known.moment(turn.index, turn.start_s).removeprefix("at ")
    if marked is None:
        return f"**{who}** · {moment}  \n{plain(turn.text)}"
    text = plain(shorten(turn.text, most_chars=MOST_CONTEXT_CHARACTERS))
    return f"**{who}** · {moment}  \n{f'**{text}**' if marked else text}"
