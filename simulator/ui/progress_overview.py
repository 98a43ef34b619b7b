"""The top of the Progress page: where one stands, what to practise next, the trend of each skill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from simulator.core.drills import SKILL_OF_DIMENSION
from simulator.core.progress import (
    TARGET_TALKS,
    Habit,
    PastTalk,
    Trend,
    habit,
    notes_due,
    personal_best,
    trends,
    weakest_skill,
)
from simulator.core.rubric import DIMENSIONS
from simulator.store import DraftKind
from simulator.ui.drills import PAGE, practise
from simulator.ui.machine import store
from simulator.ui.plain import plain
from simulator.ui.progress_charts import overall_chart, skill_chart
from simulator.ui.steps import Step, go_to

FEWEST_FOR_A_TREND = 2


def overview(talks: Sequence[PastTalk]) -> str | None:
    """Everything above the list of talks, from figures alone; the id of a talk whose thank-you note is to be written."""
    rated = [one for one in talks if one.overall is not None]
    _standing(rated, talks)
    wanted = _notes_due(talks)
    _next_step(talks, rated)
    if len(rated) >= FEWEST_FOR_A_TREND:
        best = personal_best(talks)
        dark = st.context.theme.type == "dark"
        chart, says = overall_chart(talks, best=best.id if best else None, dark=dark)
        st.altair_chart(chart, alt=says)
        st.caption(plain(says))
    _skills(talks)
    return wanted


def _standing(rated: Sequence[PastTalk], talks: Sequence[PastTalk]) -> None:
    with st.container(border=True, key="standing"):
        done = min(len(rated), TARGET_TALKS)
        says = f"{len(rated)} of {TARGET_TALKS} talks" if len(rated) < TARGET_TALKS else f"{len(rated)} talks"
        st.progress(
            done / TARGET_TALKS,
            text=f"**{says}** long enough to be rated",
        )
        facts = [_best(rated), _habit(habit([_day(one) for one in talks], today=datetime.now().astimezone().date()))]
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(" · ".join(filter(None, facts)), width="stretch")
            _why_nine()


def _why_nine() -> None:
    with st.popover("Why nine?", type="tertiary", icon=":material/help:"):
        st.markdown(
            "Among 558 young people with disabilities in 47 schools, practice with two job-interview simulators paid best for its "
            "time at nine completed interviews; more still helped "
            "([2023 study](https://doi.org/10.1177/21651434231160532)). Yours is another kind of interview, so take it as a "
            "landmark. It counts nothing down, and stopping earlier is no failure."
        )


def _best(rated: Sequence[PastTalk]) -> str:
    best = personal_best(rated)
    return "" if best is None else f"Your best so far: {best.overall} with {plain(best.person)}"


def _habit(kept: Habit) -> str:
    days = f"Practised on {kept.days} day{'s' if kept.days != 1 else ''}"
    return f"{days}, {kept.weeks_in_a_row} weeks in a row" if kept.weeks_in_a_row > 1 else days


def _day(talk: PastTalk) -> date:
    return talk.started.astimezone().date()


def _notes_due(talks: Sequence[PastTalk]) -> str | None:
    written = store().drafts.owners(DraftKind.THANK_YOU)
    wanted = None
    for one in notes_due(talks, written=written, now=datetime.now(UTC)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"due-{one.id}"):
            st.markdown(
                f":material/mail: Your thank-you note to **{plain(one.person)}** is not written yet.", width="stretch"
            )
            if st.button("Write it", key=f"write-{one.id}"):
                wanted = one.id
    return wanted


def _next_step(talks: Sequence[PastTalk], rated: Sequence[PastTalk]) -> None:
    weakest = weakest_skill(talks)
    if weakest is None:
        if not rated:
            st.info(
                "No talk was long enough to be rated yet. Ask three questions or more, and end with thanks: then your skills "
                "show here.",
                icon=":material/forum:",
            )
        return
    trend = next(one for one in trends(talks) if one.dimension.id == weakest)
    with st.container(border=True, key="next-step"):
        st.markdown(f"**:material/target: Most to gain: {plain(trend.dimension.title)}**")
        st.markdown(f"{round(trend.recent or 0)} of 100 lately. {plain(_advice(weakest))}")
        drills = st.session_state.get(PAGE)
        with st.container(horizontal=True):
            if drills is not None and st.button("Practise just this", type="primary", icon=":material/fitness_center:"):
                practise(SKILL_OF_DIMENSION.get(weakest))
            practice = st.session_state.get("practice_page")
            if practice is not None and st.button(
                "Have another talk", type="secondary" if drills else "primary", icon=":material/record_voice_over:"
            ):
                go_to(Step.CHOOSE)
                st.switch_page(practice)


def _advice(dimension_id: str) -> str:
    """What to do about a skill: of its checks, the one that weighs most."""
    dimension = next(one for one in DIMENSIONS if one.id == dimension_id)
    return max(dimension.checks, key=lambda check: check.weight).next_time


def _skills(talks: Sequence[PastTalk]) -> None:
    """A small picture of each skill; without two scores there is a sentence alone."""
    if not any(one.points for one in trends(talks)):
        return
    st.subheader("Your skills", anchor=False)
    st.caption("Each from 0 to 100, your first talk on the left. What a talk did not show is left out.")
    shown = trends(talks)
    for start in range(0, len(shown), 2):
        for column, trend in zip(st.columns(2, gap="medium"), shown[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch", key=f"skill-{trend.dimension.id}"):
                _skill(trend, len(talks))


def _skill(trend: Trend, talks: int) -> None:
    st.markdown(f"**{plain(trend.dimension.title)}**")
    if len(trend.points) >= FEWEST_FOR_A_TREND:
        dark = st.context.theme.type == "dark"
        st.altair_chart(skill_chart(trend, talks=talks, dark=dark), alt=f"{trend.dimension.title}: {trend.says}")
    st.caption(plain(trend.says))
