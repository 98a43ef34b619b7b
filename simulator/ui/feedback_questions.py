"""The user's questions, one by one, and what they brought to light."""

from __future__ import annotations

import streamlit as st

from simulator.core.facts import AskedQuestion
from simulator.core.learned import Learned
from simulator.core.picture_data import FORM_NAMES
from simulator.core.question_forms import QuestionForm
from simulator.core.report import Report
from simulator.domain import Depth, ReplyKind
from simulator.ui.feedback_details import TURNS_AN_ELEMENT
from simulator.ui.feedback_flags import Quote
from simulator.ui.plain import plain, quoted, unbroken
from simulator.ui.talk_pictures import plan_picture, question_picture

DEPTHS = {
    Depth.GUARDED: "a careful line",
    Depth.OPEN: "an answer",
    Depth.FOLLOW_UP: "more, because you asked on",
    Depth.STORY: "a story",
}
_LESS_WELCOME = {QuestionForm.CLOSED, QuestionForm.STACKED, QuestionForm.LEADING}


def questions(report: Report, *, dark: bool) -> None:
    """The mix, then each question, then the plan."""
    picture = question_picture(report, dark=dark)
    if picture is None:
        st.markdown("You asked nothing. Begin with what, how or why, and let them tell.")
        return
    chart, says = picture
    st.altair_chart(chart, alt=says)
    st.caption(plain(says))
    lines = [_question(report, number, one) for number, one in enumerate(report.questions, start=1)]
    for first in range(0, len(lines), TURNS_AN_ELEMENT):
        st.markdown("\n\n".join(lines[first : first + TURNS_AN_ELEMENT]))
    _plan(report, dark=dark)


def _question(report: Report, number: int, one: AskedQuestion) -> str:
    span = one.question.span
    text = span.of(one.turn.text) if span else one.turn.text
    moment = unbroken(report.facts.known.moment(one.turn.index, one.turn.start_s))
    told = _brought(report, one)
    return f"**{number}.** *{quoted(text)}* :small[{moment}]  \n{' · '.join(_traits(report, one))}{told}"


def _traits(report: Report, one: AskedQuestion) -> list[str]:
    """How the question was put; what is less welcome stands out."""
    form = FORM_NAMES[one.question.form]
    traits = [f"**{form}**" if one.question.form in _LESS_WELCOME else form]
    traits.append("took up the answer" if one.question.follow_up else "a new topic")
    if one.question.specific:
        traits.append("about them in particular")
    elif not one.question.follow_up:
        traits.append("anybody could be asked")
    if one.answerable_from_card:
        traits.append("**public pages answer it**")
    elif any(flag.evidence.turn == one.turn.index for flag in report.flags):
        traits.append("**flagged**")
    if report.planned(one):
        traits.append("planned")
    return traits


def _brought(report: Report, one: AskedQuestion) -> str:
    """What the person gave for it, where the record tells."""
    reply = report.facts.reply_after(one.turn)
    if reply is None or reply.reply is None or reply.reply.kind not in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP):
        return ""
    return f" → {DEPTHS[reply.reply.depth]}" if reply.reply.depth else ""


def _plan(report: Report, *, dark: bool) -> None:
    if not report.plan:
        return
    missed = [one.planned.text for one in report.plan if one.turn is None]
    st.subheader("Your plan", anchor=False)
    picture = plan_picture(report, dark=dark)
    if picture is not None:
        st.altair_chart(picture[0], alt=picture[1])
    st.markdown(f"You asked {len(report.plan) - len(missed)} of the {len(report.plan)} questions you had written down.")
    st.markdown(
        "\n".join(
            f"{number}. {plain(one.planned.text)} :small[{'not asked' if one.turn is None else 'asked'}]"
            for number, one in enumerate(report.plan, start=1)
        )
    )
    if missed:
        st.caption("That is no fault: a follow-up is often worth more than the next question on the list.")


def learned(report: Report, quote: Quote) -> None:
    """What the person told, with a key sentence each, and the stories that stayed untold."""
    found = report.learned
    if found is None:
        st.markdown("What a real person could have told beyond this, nobody here knows.")
        return
    name = plain(report.facts.persona.first_name)
    if not found.topics:
        st.markdown(f"{name} had nothing to answer yet. Ask one open question, and this page fills.")
        return
    st.markdown(f"**{_summary(found, name)}**")
    for topic in found.topics:
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(topic.title)}** :small[{DEPTHS[topic.depth]}]")
            for one in topic.told:
                quote(one.evidence)
    if found.missed:
        st.subheader("What was still to be had", anchor=False)
        for missed in found.missed:
            st.markdown(f":material/lock: {plain(missed.text)}  \n**Next time:** {plain(missed.next_time)}")


def _summary(found: Learned, name: str) -> str:
    topics = "one topic" if len(found.topics) == 1 else f"{len(found.topics)} topics"
    stories = {0: "no story yet", 1: "one story"}.get(found.stories, f"{found.stories} stories")
    return f"{name} told you about {topics}, with {stories}."
