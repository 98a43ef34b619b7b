"""The feedback: one sentence, two strengths, one thing to fix, one button; the rest lies in tabs below."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from simulator.core.clock import clock_face
from simulator.core.facts import Evidence, Facts
from simulator.core.known import Known
from simulator.core.report import Highlight, Report
from simulator.language import shorten
from simulator.stored import keep_figures, object_to_flag, rescored, restore_flag, stored_report, stored_state
from simulator.ui.delivery import delivery_section
from simulator.ui.drills import drills_button
from simulator.ui.exports import report_buttons
from simulator.ui.feedback_details import NOT_RATED, in_context, scores, their_view, whole_talk
from simulator.ui.feedback_flags import FLAG_NAMES, Quote, Shown, flag_name, flags
from simulator.ui.feedback_questions import learned, questions
from simulator.ui.hear_moment import hear_moment, moments_of
from simulator.ui.listening import listen_to
from simulator.ui.machine import store
from simulator.ui.plain import plain, quoted, unbroken
from simulator.ui.redo import redo_fix_button, redo_is_open, show_redo
from simulator.ui.steps import PERSON, Step, go_to
from simulator.ui.talk_pictures import Picture, pace_picture, rapport_picture, talk_picture
from simulator.ui.thank_you import thank_you
from simulator.wiring import Gallery

__all__ = ["FLAG_NAMES", "NOT_RATED", "Shown", "show_feedback", "show_feedback_of"]

MOST_HIGHLIGHT_CHARACTERS = 140
"""A quote above the fold is cut at a word; the whole turn is one click away."""


def show_feedback_of(talk_id: str, gallery: Gallery) -> None:
    """The feedback of a stored talk. Raises `PersonaError` when its person is gone, `StoreError` when it is."""
    persona = gallery.get(store().get(talk_id).persona_id)
    if redo_is_open(talk_id):
        show_redo(talk_id, persona, flag_name)
        return
    if listen_to(talk_id):
        rescored(store(), talk_id, persona)
    report = stored_report(store(), talk_id, persona)
    keep_figures(store(), talk_id, report)  # the list shows what is read here
    show_feedback(
        Shown(
            report,
            whole=lambda: stored_state(store(), talk_id, persona),
            take_out=lambda objection: object_to_flag(store(), talk_id, persona, objection),
            put_back=lambda objection: restore_flag(store(), talk_id, persona, objection),
            talk_id=talk_id,
        )
    )


def show_feedback(shown: Shown) -> None:
    """The feedback of any talk, rehearsed or real: what takes a minute first, then everything else on demand."""
    _in_a_minute(shown)
    if shown.talk_id is not None:
        thank_you(shown.report, shown.talk_id)
    _details(shown)
    report_buttons(shown.report)


# ── in a minute ──────────────────────────────────────────────────────────────────────────────────────────────────


def _in_a_minute(shown: Shown) -> None:
    report = shown.report
    facts = report.facts
    moments_of(shown.talk_id, facts)
    st.title("Your feedback", anchor=False)
    with st.container(gap="xsmall"):
        score = "" if report.overall is None else f"{report.overall} of 100 · "
        st.caption(f"Your talk with {plain(facts.persona.name)}{_length(facts)}")
        st.markdown(f"#### {score}{plain(report.headline)}")
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, height="stretch", gap="small"):
        st.markdown("**:material/thumb_up: What went well**")
        for one in report.strengths:
            _highlight(one, facts.known)
        if not report.strengths:
            st.markdown("Nothing to quote yet. Have a longer talk, and there will be.")
    with right, st.container(border=True, height="stretch", gap="small"):
        st.markdown("**:material/build: One thing to fix first**")
        if report.fix is None:
            further = "" if facts.known.real else " Try somebody more reserved, or a shorter slot."
            st.markdown(f"Nothing stands out.{further}")
        else:
            _highlight(report.fix, facts.known)
            in_context(report.fix.evidence[:1], facts, key="context-of-the-fix")
    _next_step(shown)


def _length(facts: Facts) -> str:
    if not facts.known.has_times:
        return ""
    agreed = f" of {clock_face(facts.state.clock.end_s)}" if facts.known.agreed else ""
    return f" · {clock_face(facts.state.clock.ended_s or 0)}{agreed}"


def _next_step(shown: Shown) -> None:
    """The one thing to do next, as the only primary button of the page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        redoing = redo_fix_button(shown.report, shown.talk_id)
        _practise_button(shown.report.facts, kind="tertiary" if redoing else "primary")
        drills_button(shown.report)


def _practise_button(facts: Facts, *, kind: Literal["primary", "tertiary"]) -> None:
    if facts.known.real:
        if st.button("Practise with somebody here", type=kind, icon=":material/record_voice_over:"):
            go_to(Step.CHOOSE)
            st.switch_page(st.session_state["practice_page"])
    elif st.button(f"Practise again with {plain(facts.persona.first_name)}", type=kind, icon=":material/replay:"):
        go_to(Step.PREPARE)
        st.session_state[PERSON] = facts.persona.id
        st.rerun()


def _highlight(one: Highlight, known: Known) -> None:
    """What was done, the user's own words for it, and for a fault what to do instead."""
    with st.container(gap=None):
        st.markdown(plain(one.text))
        for quote in one.evidence[:1]:
            short = shorten(quote.quote, most_chars=MOST_HIGHLIGHT_CHARACTERS)
            _quote(Evidence(quote.turn, short, quote.start_s, quote.end_s), known)
    if one.next_time:
        st.markdown(f"**Next time:** {plain(one.next_time)}")


def _quote(one: Evidence, known: Known) -> None:
    moment = unbroken(known.moment(one.turn, one.start_s))
    st.markdown(f":material/format_quote: *{quoted(one.quote)}* :small[{moment}]")
    hear_moment(one)


# ── everything else ──────────────────────────────────────────────────────────────────────────────────────────────


def _details(shown: Shown) -> None:
    report, dark = shown.report, st.context.theme.type == "dark"
    quote: Quote = partial(_quote, known=report.facts.known)
    talk, asked, told, judged, words = st.tabs(["The talk", "Questions", "Learned", "Scores", "Word by word"])
    with talk:
        flags(shown, quote)
        _talk(report, dark=dark)
        delivery_section(report)
    with asked:
        questions(report, dark=dark)
    with told:
        learned(report, quote)
        their_view(report)
    with judged:
        scores(shown, quote)
    with words:
        whole_talk(report.facts)


def _talk(report: Report, *, dark: bool) -> None:
    if not report.facts.known.has_times:
        st.markdown("The transcript has no times, so there is no picture of them.")
        return
    st.subheader("The talk at a glance", anchor=False)
    _picture(talk_picture(report, dark=dark))
    mood = rapport_picture(report, dark=dark)
    if mood is not None:
        st.markdown(f"**How warmly {plain(report.facts.persona.first_name)} felt**")
        _picture(mood)
    pace = pace_picture(report, dark=dark)
    if pace is not None:
        st.markdown("**How fast you spoke, in words a minute**")
        _picture(pace)


def _picture(picture: Picture) -> None:
    """A picture with its sentence under it, which is also what a screen reader says."""
    chart, says = picture
    st.altair_chart(chart, alt=says)
    st.caption(plain(says))
