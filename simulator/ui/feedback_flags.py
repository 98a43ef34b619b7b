"""What the other person may have minded: each flag with its words, the reason and a better way to put it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from simulator.core.facts import Evidence, TurnFlag
from simulator.core.objections import LABELLED_HEADER, Objection, labelled_lines
from simulator.core.report import Report
from simulator.domain import MoveKind, SessionState, Severity
from simulator.ui import reliability
from simulator.ui.plain import plain, quoted
from simulator.ui.redo import redo_button

FLAG_NAMES = {
    MoveKind.JOB_ASK: "Asked for a job",
    MoveKind.TOO_PERSONAL: "Too personal",
    MoveKind.UNRESEARCHED: "Could be looked up",
    MoveKind.PITCH: "Sold yourself",
    MoveKind.RESUME_PUSH: "Pushed a résumé",
    MoveKind.OVERSTAY: "Stayed too long",
}
Quote = Callable[[Evidence], None]
"""Shows words of the talk with their moment."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report on the page: `whole` is the talk with nothing taken out; flags can be taken out and put back."""

    report: Report
    whole: Callable[[], SessionState]
    take_out: Callable[[Objection], object]
    put_back: Callable[[Objection], object]
    talk_id: str | None = None  # of a talk that is kept: a thank-you note is kept beside it


def flags(shown: Shown, quote: Quote) -> None:
    """The flags, and those that were taken out."""
    report = shown.report
    if report.flags:
        st.subheader("What they may have minded", anchor=False)
        for one in report.flags:
            _flag(shown, one, quote)
    elif report.questions:
        st.success("No flags: you asked to learn, and nothing else.", icon=":material/verified:")
    _objected(shown)
    if report.flags:
        reliability.link()


def _flag(shown: Shown, one: TurnFlag, quote: Quote) -> None:
    with st.container(border=True):
        st.badge(flag_name(one), color="red", icon=":material/flag:")
        quote(one.evidence)
        st.markdown(plain(one.flag.why))
        st.markdown(f"**Better:** {quoted(one.flag.rewrite)}")
        with st.container(horizontal=True):
            redo_button(shown.report, shown.talk_id, one.evidence.turn, key=f"flag-{one.evidence.turn}-{one.flag.kind}")
            if not one.by_clock:
                _objection_button(shown, one)


def flag_name(one: TurnFlag) -> str:
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
                st.markdown(f"{flag_name(one)}: *{quoted(one.evidence.quote)}*", width="stretch")
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
