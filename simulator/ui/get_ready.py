"""Get ready, as far as one likes: what for, the questions, the note that asks for the talk, and whether it is a good moment."""

from __future__ import annotations

import streamlit as st

from simulator.core.notes import check_purpose, review_outreach
from simulator.core.question_plan import (
    ENOUGH_QUESTIONS,
    MOST_QUESTION_CHARACTERS,
    MOST_QUESTIONS,
    PlanReview,
    ReviewedQuestion,
    plan_lines,
    printable_plan,
    review_plan,
)
from simulator.core.readiness import Readiness, Week, review_readiness
from simulator.domain import Persona, PlannedQuestion
from simulator.errors import SimulatorError
from simulator.pipeline import Company
from simulator.store import DraftKind
from simulator.ui.drafts import draft, draft_problem, keep_draft
from simulator.ui.machine import machine
from simulator.ui.note_review import MARKS, show_checks, show_review, take_along
from simulator.ui.plain import plain, quoted

MOST_PURPOSE_CHARACTERS = 300
MOST_NOTE_CHARACTERS = 4_000
THE_FACTS = "The list of facts"
WEEKS = {Week.FREE: "Room to spare", Week.BUSY: "Busy", Week.FULL: "Too full already"}
VERDICTS = {
    Readiness.READY: ("You are ready.", ":material/verified:"),
    Readiness.NEARLY: ("Nearly ready.", ":material/hourglass_bottom:"),
    Readiness.BETTER_WAIT: ("Better wait a little.", ":material/hourglass_top:"),
}


def get_ready(persona: Persona) -> None:
    """A folded area on the prepare step. It stands in nobody's way, and what is written in it is kept for this person."""
    area = st.expander(
        "Get ready (optional)", icon=":material/checklist:", key=f"get-ready-{persona.id}", on_change="rerun"
    )
    with area:
        if area.open:
            _inside(persona)


def planned_questions(company: Company) -> tuple[PlannedQuestion, ...]:
    """The questions written down for this person, to be kept with a talk that begins."""
    lines = draft(company.persona.id, DraftKind.PLAN).splitlines()
    return _reviewed_plan(company, lines).planned if plan_lines(lines) else ()


@st.fragment
def _inside(persona: Persona) -> None:
    try:
        with st.spinner("Getting ready to read along …"):
            company = machine().company(persona)
    except SimulatorError as error:
        st.warning(f"Nothing can be checked now: {plain(str(error))}", icon=":material/info:")
        return
    draft_problem()
    purpose, questions, note, moment = st.tabs(["What for", "Questions", "First note", "Good moment?"])
    with purpose:
        _purpose(company)
    with questions:
        plan = _questions(company)
    with note:
        _outreach(company)
    with moment:
        _readiness(company, plan)


# ── what for ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _purpose(company: Company) -> None:
    owner, key = company.persona.id, f"purpose-{company.persona.id}"
    st.session_state.setdefault(key, draft(owner, DraftKind.PURPOSE))
    text = st.text_input(
        "What would you like to learn, in one sentence?",
        key=key,
        max_chars=MOST_PURPOSE_CHARACTERS,
        placeholder="I would like to learn how …",
        on_change=_keep_text,
        args=(owner, DraftKind.PURPOSE, key),
    )
    if text.strip():
        show_checks(check_purpose(text, company.persona, company.classifier))


def _keep_text(owner: str, kind: DraftKind, key: str) -> None:
    keep_draft(owner, kind, str(st.session_state.get(key) or ""))


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────


def _questions(company: Company) -> PlanReview:
    owner = company.persona.id
    kept = draft(owner, DraftKind.PLAN).splitlines()[:MOST_QUESTIONS]
    rows = min(MOST_QUESTIONS, max(ENOUGH_QUESTIONS, len(kept) + 1))
    lines = [
        str(st.session_state.setdefault(_row(owner, row), kept[row] if row < len(kept) else "")) for row in range(rows)
    ]
    plan = _reviewed_plan(company, lines)
    reviewed = iter(plan.questions)
    st.caption("From easy to deep; the last one asks who else to talk to. Each line is checked when you leave it.")
    for row, line in enumerate(lines):
        st.text_area(
            f"Question {row + 1}",
            key=_row(owner, row),
            height="content",
            max_chars=MOST_QUESTION_CHARACTERS,
            on_change=_keep_rows,
            args=(owner, rows),
        )
        if plan_lines([line]):
            _findings(next(reviewed))
    for hint in plan.hints:
        st.markdown(f":material/lightbulb: {plain(hint)}")
    if plan.questions:
        st.download_button(
            "Download to print",
            printable_plan(lines, company.persona, purpose=draft(owner, DraftKind.PURPOSE)),
            file_name=f"questions-{owner}.txt",
            mime="text/plain",
            icon=":material/print:",
            on_click="ignore",
        )
    return plan


def _row(owner: str, row: int) -> str:
    return f"plan-{owner}-{row}"


def _keep_rows(owner: str, rows: int) -> None:
    lines = [" ".join(str(st.session_state.get(_row(owner, row)) or "").split()) for row in range(rows)]
    keep_draft(owner, DraftKind.PLAN, "\n".join(lines).rstrip())


def _findings(question: ReviewedQuestion) -> None:
    if not question.findings:
        st.markdown(f":small[{MARKS[True]} {'About them in particular.' if question.specific else 'Fine to ask.'}]")
    for one in question.findings:
        better = f" **Better:** {quoted(one.rewrite)}" if one.rewrite else ""
        st.markdown(f":small[:material/edit: {plain(one.why)}{better}]")


def _reviewed_plan(company: Company, lines: list[str]) -> PlanReview:
    return review_plan(lines, company.persona, company.classifier, company.knowledge)


# ── the note that asks for the talk ──────────────────────────────────────────────────────────────────────────────


def _outreach(company: Company) -> None:
    owner, key = company.persona.id, f"outreach-{company.persona.id}"
    st.session_state.setdefault(key, draft(owner, DraftKind.OUTREACH))
    text = st.text_area(
        f"Your note to {plain(company.persona.name.split()[0])}, asking for a talk",
        key=key,
        height=220,
        max_chars=MOST_NOTE_CHARACTERS,
        on_change=_keep_text,
        args=(owner, DraftKind.OUTREACH, key),
        help="Who you are, what you would like to learn, why them, for how many minutes; when and how is theirs to choose.",
    )
    show_review(review_outreach(text, company.persona, company.classifier))
    take_along(text, file_name=f"note-to-{owner}.txt", key=key)


# ── is it a good moment? ─────────────────────────────────────────────────────────────────────────────────────────


def _readiness(company: Company, plan: PlanReview) -> None:
    persona = company.persona
    readable = [THE_FACTS, *(piece.title for piece in persona.research)]
    week, read = _week(persona.id), _read(persona.id, readable)
    purpose = check_purpose(draft(persona.id, DraftKind.PURPOSE), persona, company.classifier)
    review = review_readiness(week=week, read=len(read), to_read=len(readable), purpose=purpose, plan=plan)
    says, icon = VERDICTS[review.verdict]
    st.markdown(f"#### {icon} {says}")
    for one in review.reasons:
        st.markdown(f"{MARKS[one.met]} **{plain(one.title)}.** {plain(one.why)}")
    st.caption("This is advice. You can begin the talk whenever you like.")


def _week(owner: str) -> Week | None:
    key, kept = f"week-{owner}", draft(owner, DraftKind.WEEK)
    st.session_state.setdefault(key, Week(kept) if kept in set(Week) else None)
    return st.segmented_control(
        "How is your week?",
        list(WEEKS),
        format_func=WEEKS.__getitem__,
        key=key,
        on_change=lambda: keep_draft(owner, DraftKind.WEEK, st.session_state.get(key) or ""),
    )


def _read(owner: str, readable: list[str]) -> list[str]:
    key, kept = f"read-{owner}", draft(owner, DraftKind.READ).splitlines()
    st.session_state.setdefault(key, [title for title in readable if title in kept])
    return st.pills(
        "What have you read?",
        readable,
        format_func=plain,
        selection_mode="multi",
        key=key,
        on_change=lambda: keep_draft(owner, DraftKind.READ, "\n".join(st.session_state.get(key) or [])),
    )
