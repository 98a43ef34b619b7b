"""The feedback: one sentence, two strengths, one thing to fix, one button; the rest unfolds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from simulator.core.clock import clock_face
from simulator.core.facts import Evidence, Facts, TurnFlag
from simulator.core.known import Known
from simulator.core.objections import LABELLED_HEADER, Objection, labelled_lines
from simulator.core.report import DimensionResult, Highlight, Report, report_json
from simulator.core.their_view import would_do
from simulator.domain import MoveKind, Role, SessionState, Severity, Turn
from simulator.report_html import report_html
from simulator.stored import object_to_flag, rescored, restore_flag, stored_report, stored_state
from simulator.ui import reliability
from simulator.ui.charts import talk_chart
from simulator.ui.delivery import delivery_section
from simulator.ui.hear_moment import hear_moment, moments_of
from simulator.ui.listening import listen_to
from simulator.ui.machine import store
from simulator.ui.plain import plain, quoted
from simulator.ui.steps import PERSON, Step, go_to
from simulator.ui.thank_you import thank_you
from simulator.wiring import Gallery

FLAG_NAMES = {
    MoveKind.JOB_ASK: "Asked for a job",
    MoveKind.TOO_PERSONAL: "Too personal",
    MoveKind.UNRESEARCHED: "Could be looked up",
    MoveKind.PITCH: "Sold yourself",
    MoveKind.RESUME_PUSH: "Pushed a résumé",
    MoveKind.OVERSTAY: "Stayed too long",
}
NOT_RATED = "not rated"
TURNS_AN_ELEMENT = 25
"""A real talk may have two thousand turns; a page with an element for each of them is slow."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report on the page: `whole` is the talk with nothing taken out; flags can be taken out and put back."""

    report: Report
    whole: Callable[[], SessionState]
    take_out: Callable[[Objection], object]
    put_back: Callable[[Objection], object]
    talk_id: str | None = None  # of a talk that is kept: a thank-you note is kept beside it


def show_feedback_of(talk_id: str, gallery: Gallery) -> None:
    """The feedback of a stored talk. Raises `PersonaError` when its person is gone, `StoreError` when it is."""
    persona = gallery.get(store().get(talk_id).persona_id)
    if listen_to(talk_id):
        rescored(store(), talk_id, persona)
    show_feedback(
        Shown(
            stored_report(store(), talk_id, persona),
            whole=lambda: stored_state(store(), talk_id, persona),
            take_out=lambda objection: object_to_flag(store(), talk_id, persona, objection),
            put_back=lambda objection: restore_flag(store(), talk_id, persona, objection),
            talk_id=talk_id,
        )
    )


def show_feedback(shown: Shown) -> None:
    """The feedback of any talk, rehearsed or real."""
    report = shown.report
    facts = report.facts
    moments_of(shown.talk_id, facts)
    st.title("Your feedback", anchor=False)
    st.caption(f"Your talk with {plain(facts.persona.name)}{_length(facts)}")
    number, sentence = st.columns([1, 3], vertical_alignment="center")
    number.metric("Overall", NOT_RATED if report.overall is None else f"{report.overall} / 100")
    sentence.markdown(f"#### {plain(report.headline)}")
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown("**:material/thumb_up: What went well**")
        for one in report.strengths:
            _highlight(one, facts.known)
        if not report.strengths:
            st.markdown("Nothing to quote yet. Have a longer talk, and there will be.")
    with right, st.container(border=True, height="stretch"):
        st.markdown("**:material/build: One thing to fix first**")
        if report.fix is None:
            further = "" if facts.known.real else " Try somebody more reserved, or a shorter slot."
            st.markdown(f"Nothing stands out.{further}")
        else:
            _highlight(report.fix, facts.known)
    _practise_button(facts)
    if shown.talk_id is not None:
        thank_you(report, shown.talk_id)
    _details(shown)


def _length(facts: Facts) -> str:
    if not facts.known.has_times:
        return ""
    agreed = f" of {clock_face(facts.state.clock.end_s)}" if facts.known.agreed else ""
    return f" · {clock_face(facts.state.clock.ended_s or 0)}{agreed}"


def _practise_button(facts: Facts) -> None:
    if facts.known.real:
        if st.button("Practise with somebody here", type="primary", icon=":material/record_voice_over:"):
            go_to(Step.CHOOSE)
            st.switch_page(st.session_state["practice_page"])
    elif st.button(f"Practise again with {plain(facts.persona.first_name)}", type="primary", icon=":material/replay:"):
        go_to(Step.PREPARE)
        st.session_state[PERSON] = facts.persona.id
        st.rerun()


def _highlight(one: Highlight, known: Known) -> None:
    st.markdown(plain(one.text))
    for quote in one.evidence[:1]:
        _quote(quote, known)
    if one.next_time:
        st.markdown(f"**Next time:** {plain(one.next_time)}")


def _quote(one: Evidence, known: Known) -> None:
    st.markdown(f":material/format_quote: *{quoted(one.quote)}* :small[{known.moment(one.turn, one.start_s)}]")
    hear_moment(one)


# ── details ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _details(shown: Shown) -> None:
    report = shown.report
    if report.facts.known.has_times:
        st.subheader("The talk at a glance", anchor=False)
        chart, says = talk_chart(report, dark=st.context.theme.type == "dark")
        st.altair_chart(chart, alt=says)
        st.caption(plain(says))
    _flags(shown)
    _objected(shown)
    st.subheader("Scores", anchor=False)
    st.caption("A score is the share of what could be seen that went well. Without evidence nothing is rated.")
    for result in report.dimensions:
        _dimension(result, report.facts.known)
    _their_view(report)
    _questions(report)
    delivery_section(report)
    _whole_talk(report)
    _downloads(report)


def _flags(shown: Shown) -> None:
    report = shown.report
    if not report.flags:
        if report.questions:
            st.success("No flags: you asked to learn, and nothing else.", icon=":material/verified:")
        return
    st.subheader("What they may have minded", anchor=False)
    for one in report.flags:
        with st.container(border=True):
            st.badge(_flag_name(one), color="red", icon=":material/flag:")
            _quote(one.evidence, report.facts.known)
            st.markdown(plain(one.flag.why))
            st.markdown(f"**Better:** {quoted(one.flag.rewrite)}")
            if not one.by_clock:
                _objection_button(shown, one)
    reliability.link()


def _flag_name(one: TurnFlag) -> str:
    degree = {Severity.DIRECT: ", openly", Severity.VEILED: ", between the lines", None: ""}[one.flag.severity]
    return f"{FLAG_NAMES[one.flag.kind]}{degree}"


def _objection_button(shown: Shown, one: TurnFlag) -> None:
    objection = Objection(one.evidence.turn, one.flag.kind)
    if st.button(
        "This flag is wrong",
        key=f"wrong-{objection.turn}-{objection.kind}",
        icon=":material/do_not_disturb_on:",
        type="tertiary",
        help="It is taken out and everything is scored again. Only kept on this machine; you can put it back.",
    ):
        shown.take_out(objection)
        st.rerun()


def _objected(shown: Shown) -> None:
    """The flags that the user has taken out, each with a way back."""
    report = shown.report
    if not report.objected:
        return
    count = len(report.objected)
    with st.expander(f"{count} flag{'s' if count > 1 else ''} you took out", icon=":material/do_not_disturb_on:"):
        for one in report.objected:
            objection = Objection(one.evidence.turn, one.flag.kind)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{_flag_name(one)}: *{quoted(one.evidence.quote)}*", width="stretch")
                if st.button("Put it back", key=f"back-{objection.turn}-{objection.kind}"):
                    shown.put_back(objection)
                    st.rerun()
        st.caption(
            "These lines can help to make the flags better. They stay on this machine unless you download them and "
            "pass them on."
        )
        objections = frozenset(Objection(one.evidence.turn, one.flag.kind) for one in report.objected)
        rows = labelled_lines(shown.whole(), objections, group="said-wrong")
        st.download_button(
            "Download as labelled lines",
            "\n".join((LABELLED_HEADER, *rows, "")),
            file_name="flags-said-wrong.tsv",
            mime="text/tab-separated-values",
            icon=":material/download:",
            on_click="ignore",
        )


def _dimension(result: DimensionResult, known: Known) -> None:
    score = NOT_RATED if result.score is None else f"{result.score}"
    with st.expander(f"{plain(result.dimension.title)}: **{score}**"):
        for one in result.checks:
            icon = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/remove:"}[
                one.finding.met
            ]
            verdict = {True: "met", False: "not met", None: NOT_RATED}[one.finding.met]
            st.markdown(f"{icon} **{plain(one.check.title)}** ({verdict}). {plain(one.finding.why)}")
            for quote in one.finding.evidence if one.finding.met is not None else ():
                _quote(quote, known)


def _their_view(report: Report) -> None:
    if report.facts.known.real or (not report.thoughts and not report.facts.enough):
        return
    first = plain(report.facts.persona.first_name)
    with st.expander(f"What {first} privately thought"):
        turns = report.facts.state.turns
        for one in report.thoughts:
            said = turns[one.turn]
            st.markdown(f"{clock_face(said.start_s)} · {quoted(one.text)}")
            st.caption(f"when {'you' if said.role is Role.USER else first} said: {plain(said.text[:140])}")
        if report.facts.enough:
            would = would_do(report.facts.state)
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


def _questions(report: Report) -> None:
    if not report.questions:
        return
    with st.expander(f"Your {len(report.questions)} questions"):
        st.dataframe(
            [
                {
                    "At": report.facts.known.moment(one.turn.index, one.turn.start_s).removeprefix("at "),
                    "Question": one.question.span.of(one.turn.text) if one.question.span else one.turn.text,
                    "Form": one.question.form.value if one.question.form else "remark",
                    "Follow-up": one.question.follow_up,
                    "About them": one.question.specific,
                    **({"Planned": bool(report.planned(one))} if report.plan else {}),
                }
                for one in report.questions
            ],
            hide_index=True,
            alt="Your questions with their form",
        )
        _plan(report)


def _plan(report: Report) -> None:
    if not report.plan:
        return
    missed = [one.planned.text for one in report.plan if one.turn is None]
    st.markdown(f"You asked {len(report.plan) - len(missed)} of the {len(report.plan)} questions you had written down.")
    if missed:
        st.markdown("Not asked:\n" + "\n".join(f"- {plain(text)}" for text in missed))
        st.caption("That is no fault: a follow-up is often worth more than the next question on the list.")


def _whole_talk(report: Report) -> None:
    facts = report.facts
    with st.expander("The whole talk, word by word"):
        lines = [_turn_line(turn, facts) for turn in facts.state.turns]
        for first in range(0, len(lines), TURNS_AN_ELEMENT):
            st.markdown("\n\n".join(lines[first : first + TURNS_AN_ELEMENT]))


def _turn_line(turn: Turn, facts: Facts) -> str:
    who = "You" if turn.role is Role.USER else plain(facts.persona.first_name)
    moment = facts.known.moment(turn.index, turn.start_s).removeprefix("at ")
    return f"**{who}** · {moment}  \n{plain(turn.text)}"


def _downloads(report: Report) -> None:
    name = f"feedback-{report.facts.persona.id}"
    with st.container(horizontal=True):
        st.download_button(
            "Download as a page",
            report_html(report),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Download as JSON",
            json.dumps(report_json(report), indent=2, ensure_ascii=False),
            file_name=f"{name}.json",
            mime="application/json",
            icon=":material/data_object:",
            on_click="ignore",
        )
