"""Practise one skill: five short prompts, each answered by voice or typed and judged at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from simulator.core.drill_checks import DrillVerdict, judge
from simulator.core.drills import DRILLS, Prompt, Skill, done_before, drawn, weakest_skill
from simulator.core.report import Report
from simulator.drills.data import load_prompts
from simulator.errors import SimulatorError
from simulator.pipeline import moves_of
from simulator.store import DrillResult
from simulator.stored import stored_report
from simulator.ui.machine import machine, settings, store
from simulator.ui.own_words import OwnWords, own_words
from simulator.ui.plain import plain, quoted
from simulator.ui.steps import fresh_seed
from simulator.wiring import build_transcriber, load_gallery

TITLE = "Practise one skill"
PAGE, ROUND, WANTED, PROBLEM = "drills_page", "drill_round", "drill_wanted", "drill_problem"
MARKS = {True: ":material/check_circle:", False: ":material/cancel:"}


@dataclass
class _Round:
    """Five prompts on the way: `tries` counts answers to the prompt at `place`."""

    id: str
    skill: Skill
    prompts: tuple[Prompt, ...]
    place: int = 0
    tries: int = 0
    answer: OwnWords | None = None
    verdict: DrillVerdict | None = None
    good: dict[str, bool] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.place >= len(self.prompts)


# ── ways in ──────────────────────────────────────────────────────────────────────────────────────────────────────


def drills_button(report: Report) -> None:
    """From the feedback to the exercise that this talk asks for; nothing where the pages are not known, or nothing was missed."""
    skill = weakest_skill(report)
    if skill is None or PAGE not in st.session_state:
        return
    if st.button(
        "Practise one skill",
        key="drill-weakest",
        type="tertiary",
        icon=":material/exercise:",
        help=f"Five short prompts: {DRILLS[skill].title.lower()}.",
    ):
        practise(skill)


def practise(skill: Skill | None) -> None:
    """Go to the exercises, at the one for this skill where one is meant. Only where the pages are known."""
    st.session_state[WANTED] = skill
    st.session_state.pop(ROUND, None)
    st.switch_page(st.session_state[PAGE])


def link() -> None:
    """A way to this page; nothing where the pages are not known, as in a test of one page."""
    known = st.session_state.get(PAGE)
    if known is not None:
        st.page_link(known, label=TITLE, icon=":material/exercise:")


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def page() -> None:
    try:
        current = st.session_state.get(ROUND)
        if not isinstance(current, _Round):
            _choose()
        elif current.over:
            _finished(current)
        else:
            _prompt(current)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _choose() -> None:
    st.title(TITLE, anchor=False)
    st.markdown(
        "Five short prompts, a minute each. Say your answer out loud or type it, and see at once what was good and "
        "what to change."
    )
    wanted = st.session_state.get(WANTED)
    proposed, why = (wanted, "your last feedback asks for it") if wanted else _proposed()
    skills = list(DRILLS)
    skill = st.radio(
        "Which one?",
        skills,
        index=skills.index(proposed),
        format_func=lambda one: DRILLS[one].title,
        captions=[f"Best for you now: {why}." if why and one is proposed else "" for one in skills],
        key=f"drill-skill-{proposed}",
    )
    if st.button("Begin", type="primary", icon=":material/play_arrow:"):
        _begin(skill)
        st.rerun()


def _proposed() -> tuple[Skill, str]:
    """The skill that the last talk with somebody who is still here asks for."""
    gallery = load_gallery()
    for talk in store().sessions():
        if talk.ended_by is not None and talk.persona_id in gallery.people:
            skill = weakest_skill(stored_report(store(), talk.id, gallery.people[talk.persona_id]))
            if skill is not None:
                return skill, f"your talk with {talk.persona_name.split()[0]} asks for it"
            break
    return Skill.OPEN, ""


def _begin(skill: Skill) -> None:
    prompts = load_prompts()
    done = done_before((one.prompt for one in store().drill_results.all()), prompts, skill)
    st.session_state[ROUND] = _Round(secrets.token_hex(16), skill, drawn(prompts, skill, seed=fresh_seed(), done=done))


def _prompt(current: _Round) -> None:
    prompt, drill = current.prompts[current.place], DRILLS[current.skill]
    if st.button("Another skill", icon=":material/arrow_back:", type="tertiary"):
        st.session_state.pop(ROUND)
        st.rerun()
    st.title(drill.title, anchor=False)
    st.progress(current.place / len(current.prompts), text=f"{current.place + 1} of {len(current.prompts)}")
    st.markdown(drill.task)
    with st.container(border=True, key="drill-prompt"):
        st.markdown(f"**{plain(prompt.who)}**")
        if prompt.setting:
            st.caption(plain(prompt.setting))
        who = prompt.who.partition(",")[0] if drill.said_by_them else "Instead of this"
        st.markdown(f"{plain(who)}: {quoted(prompt.said)}")
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        st.warning(plain(problem), icon=":material/info:")
    if current.verdict is not None and current.answer is not None:
        _verdict(current, prompt)
    if current.verdict is None or not current.verdict.good:
        _answer(current, prompt)


def _answer(current: _Round, prompt: Prompt) -> None:
    answer = own_words(
        f"drill-{current.id}-{current.place}-{current.tries}",
        lambda: build_transcriber(settings()),
        prompt="Type your answer" if not current.tries else "Try it once more",
    )
    if answer is None:
        return
    try:
        with st.spinner("Reading …"):
            theirs = prompt.said if DRILLS[prompt.skill].said_by_them else ""
            moves = moves_of(machine().classifier(), answer.text, context=theirs)
            current.answer, current.verdict = answer, judge(prompt, answer.text, moves, spoken_s=answer.spoken_s)
            current.tries += 1
            current.good.setdefault(prompt.id, False)
            current.good[prompt.id] = current.good[prompt.id] or current.verdict.good
            store().drill_results.keep(
                DrillResult(current.id, current.skill, prompt.id, current.good[prompt.id], datetime.now(UTC))
            )
    except SimulatorError as error:
        st.session_state[PROBLEM] = str(error)
    st.rerun()


def _verdict(current: _Round, prompt: Prompt) -> None:
    verdict, answer = current.verdict, current.answer
    assert verdict is not None
    assert answer is not None
    with st.container(border=True, key="drill-verdict"):
        st.markdown(f":material/person: {quoted(answer.text)}")
        tell = st.success if verdict.good else st.warning
        tell(plain(verdict.says), icon=":material/check:" if verdict.good else ":material/build:")
        for one in verdict.checks:
            st.markdown(f"{MARKS[one.met]} {plain(one.title)}")
        st.markdown(f"**One good way:** {quoted(prompt.example)}")
    last = current.place + 1 == len(current.prompts)
    st.button(
        "See how it went" if last else "Next",
        type="primary" if verdict.good else "secondary",
        icon=":material/arrow_forward:",
        on_click=_next,
        args=(current, current.place),
        key=f"next-{current.place}",
    )


def _next(current: _Round, place: int) -> None:
    """A second click finds the next prompt there already and does nothing."""
    if current.place == place:
        current.place, current.tries, current.answer, current.verdict = place + 1, 0, None, None


def _finished(current: _Round) -> None:
    good = sum(current.good.values())
    st.title(f"{good} of {len(current.prompts)} went well", anchor=False)
    st.caption(DRILLS[current.skill].title)
    if good < len(current.prompts):
        st.markdown("Five new ones will show whether it comes more easily now.")
    for prompt in current.prompts:
        st.markdown(f"{MARKS[current.good.get(prompt.id, False)]} {plain(prompt.who)}: {quoted(prompt.said)}")
    with st.container(horizontal=True):
        if st.button("Five more", type="primary", icon=":material/replay:"):
            _begin(current.skill)
            st.rerun()
        if st.button("Another skill", icon=":material/exercise:"):
            st.session_state.pop(ROUND)
            st.session_state.pop(WANTED, None)
            st.rerun()
