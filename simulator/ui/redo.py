"""“Say it again”: back into the talk just before one of the user's turns, and both ways side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from simulator.core.clock import clock_face
from simulator.core.facts import AskedQuestion, TurnFlag
from simulator.core.question_forms import QuestionForm
from simulator.core.redo import CheckChange, Comparison, Moment, Way, can_be_redone, moment_before, mood_words, verdict
from simulator.core.report import Report
from simulator.core.session import absorb
from simulator.domain import AudioClip, Persona, SessionState
from simulator.engines.audio_files import encode_wav
from simulator.errors import SimulatorError
from simulator.pipeline import say, voice_in
from simulator.retakes import compared, keep_retry, say_again
from simulator.store import Retry
from simulator.stored import stored_report, stored_state
from simulator.ui.machine import machine, settings, store
from simulator.ui.own_words import own_words
from simulator.ui.plain import plain, quoted

CHOSEN, CLIPS, PROBLEM = "redo_chosen", "redo_clips", "redo_problem"
LABEL = "Say it again"
FORM_NAMES = {
    QuestionForm.OPEN: "open question",
    QuestionForm.CLOSED: "yes-or-no question",
    QuestionForm.STACKED: "several questions at once",
    QuestionForm.LEADING: "leading question",
}
MARKS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/remove:"}
VERDICTS = {True: "met", False: "not met", None: "not rated"}


@dataclass(frozen=True, slots=True)
class _Chosen:
    talk_id: str
    turn: int


# ── ways in ──────────────────────────────────────────────────────────────────────────────────────────────────────


def redo_button(report: Report, talk_id: str | None, turn: int, *, key: str, primary: bool = False) -> bool:
    """The button at a flag, a weak check or the one fix; False and nothing where that moment cannot be had again."""
    if talk_id is None or report.facts.known.real or not can_be_redone(report.facts.state, turn):
        return False
    st.button(
        LABEL,
        key=f"redo-{key}",
        icon=":material/undo:",
        type="primary" if primary else "tertiary",
        help="Back to that moment: hear what they said, put it another way, and compare.",
        on_click=_choose,
        args=(_Chosen(talk_id, turn),),
    )
    return True


def redo_fix_button(report: Report, talk_id: str | None) -> bool:
    """The one button of the feedback: say again what should be fixed first. False where there is nothing to say again."""
    if report.fix is None or not report.fix.evidence:
        return False
    return redo_button(report, talk_id, report.fix.evidence[0].turn, key="fix", primary=True)


def redo_is_open(talk_id: str) -> bool:
    """Whether the user is back at a moment of this talk."""
    chosen = st.session_state.get(CHOSEN)
    return isinstance(chosen, _Chosen) and chosen.talk_id == talk_id


def _choose(chosen: _Chosen) -> None:
    st.session_state[CHOSEN] = chosen
    st.session_state.pop(PROBLEM, None)


def leave_redo() -> None:
    """Back from the moment, to wherever the user came from."""
    for key in (CHOSEN, CLIPS, PROBLEM):
        st.session_state.pop(key, None)


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def show_redo(talk_id: str, persona: Persona, flag_name: Callable[[TurnFlag], str]) -> None:
    """The moment, the user's other words, and what they change. Raises `StoreError`."""
    chosen: _Chosen = st.session_state[CHOSEN]
    state = stored_state(store(), talk_id, persona)
    st.button("Back to the feedback", icon=":material/arrow_back:", type="tertiary", on_click=leave_redo)
    if not can_be_redone(state, chosen.turn):
        st.info("That moment is not there any more.", icon=":material/info:")
        return
    report = stored_report(store(), talk_id, persona)
    moment = moment_before(persona, state, chosen.turn)
    retries = store().retries.of_turn(talk_id, chosen.turn)
    _head(persona, moment)
    _moment(report, moment, persona, flag_name, play=not retries)
    if retries:
        latest = retries[-1]
        _result(compared(persona, report, moment, latest), latest, moment, persona, flag_name)
    _your_words(talk_id, persona, moment, len(retries))
    _earlier(retries[:-1], report, moment, persona)


def _head(persona: Persona, moment: Moment) -> None:
    st.title(LABEL, anchor=False)
    st.caption(
        f"{clock_face(moment.said.start_s)} into your talk with {plain(persona.name)}: the same person, in the same mood, "
        "with the same time left. Your talk and its feedback stay as they are."
    )


def _moment(
    report: Report, moment: Moment, persona: Persona, flag_name: Callable[[TurnFlag], str], *, play: bool
) -> None:
    first = plain(persona.first_name)
    before = moment.before
    if before is not None:
        with st.chat_message(first, avatar=":material/record_voice_over:"):
            st.caption(f"{first} had just said")
            st.markdown(plain(before.text))
        _sound("before", before.text, persona, moment.state, play=play, says=f"What {persona.first_name} had just said")
    with st.chat_message("You", avatar=":material/person:"):
        st.caption("Then you said")
        st.markdown(plain(moment.said.text))
        flags = [one for one in report.flags if one.evidence.turn == moment.said.index]
        for one in flags:
            st.badge(flag_name(one), color="red", icon=":material/flag:")
            st.markdown(f"{plain(one.flag.why)} **Better:** {quoted(one.flag.rewrite)}")
        fix = None if flags else report.fix  # the fix of a flagged turn says the same
        if fix is not None and fix.evidence and fix.evidence[0].turn == moment.said.index and fix.next_time:
            st.markdown(f"**Next time:** {plain(fix.next_time)}")


def _your_words(talk_id: str, persona: Persona, moment: Moment, tries: int) -> None:
    st.subheader("Now say it your way" if not tries else "Once more?", anchor=False)
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        st.warning(plain(problem), icon=":material/info:")
    said = own_words(
        f"redo-{talk_id}-{moment.said.index}-{tries}",
        lambda: machine().transcriber(persona, settings()),
        prompt="Or type it",
    )
    if said is None:
        return
    try:
        with st.spinner(f"{persona.first_name} thinks …"):
            current = settings()
            company = machine().company(persona)
            turn, reply = say_again(
                company, moment, said.text, spoken_s=said.spoken_s, wording=machine().wording(current)
            )
            keep_retry(store(), talk_id, turn, reply)
    except SimulatorError as error:
        st.session_state[PROBLEM] = f"{error} You had said: {said.text}"
    st.rerun()


# ── both ways ────────────────────────────────────────────────────────────────────────────────────────────────────


def _result(
    comparison: Comparison, retry: Retry, moment: Moment, persona: Persona, flag_name: Callable[[TurnFlag], str]
) -> None:
    first = persona.first_name
    st.subheader("Before and after", anchor=False)
    st.markdown(f"**{plain(verdict(comparison, first))}**")
    columns = st.columns(2, gap="medium")
    for column, title, way in zip(
        columns, ("As you said it", "Said again"), (comparison.before, comparison.after), strict=True
    ):
        with (
            column,
            st.container(border=True, height="stretch", key=f"redo-{'after' if way is comparison.after else 'before'}"),
        ):
            st.markdown(f"**{title}**")
            _way(way, persona, flag_name)
    _sound(
        f"answer-{retry.number}",
        retry.reply.text,
        persona,
        absorb(moment.state, retry.said),
        play=True,
        says=f"What {first} answers now",
    )
    _checks(comparison.checks)


def _way(way: Way, persona: Persona, flag_name: Callable[[TurnFlag], str]) -> None:
    first = persona.first_name
    st.markdown(f":material/person: {quoted(way.said.text)}")
    with st.container(horizontal=True, gap="small"):
        for flag in way.flags:
            st.badge(flag_name(flag), color="red", icon=":material/flag:")
        if not way.flags:
            st.badge("No flag", color="green", icon=":material/check:")
        for label in _question_words(way.question):
            st.badge(label, color="gray")
    answer = quoted(way.answered.text) if way.answered else "*The talk ended here.*"
    st.markdown(f":material/record_voice_over: {answer}")
    icon = ":material/trending_up:" if way.rapport_change > 0 else ":material/trending_down:"
    thought = f": {quoted(way.thought)}" if way.thought else "."
    st.caption(f"{icon if way.rapport_change else ':material/trending_flat:'} {plain(mood_words(way, first))}{thought}")


def _question_words(asked: AskedQuestion | None) -> list[str]:
    if asked is None:
        return ["no question"]
    form = asked.question.form
    words = [FORM_NAMES[form] if form is not None else "a remark that asks on"]
    if asked.question.follow_up:
        words.append("follows up")
    if asked.question.specific:
        words.append("about them")
    return words


def _checks(changes: tuple[CheckChange, ...]) -> None:
    """What this one turn does to the checks of the whole talk."""
    if not changes:
        return
    st.markdown("**What this turn decides in the whole talk**")
    for one in changes:
        before, after = one.before.met, one.after.met
        verdicts = VERDICTS[after] if before == after else f"{VERDICTS[before]} → {VERDICTS[after]}"
        st.markdown(f"{MARKS[after]} **{plain(one.check.title)}** ({verdicts}). {plain(one.after.why)}")


def _earlier(retries: tuple[Retry, ...], report: Report, moment: Moment, persona: Persona) -> None:
    if not retries:
        return
    count = len(retries)
    with st.expander(f"Your {count} earlier tr{'y' if count == 1 else 'ies'}", icon=":material/history:"):
        for one in reversed(retries):
            comparison = compared(persona, report, moment, one)
            st.markdown(
                f"**{one.number}.** {quoted(one.said.text)}  \n{plain(verdict(comparison, persona.first_name))}"
            )
            st.caption(f"{plain(persona.first_name)}: {plain(one.reply.text)}")


def _sound(name: str, text: str, persona: Persona, state: SessionState, *, play: bool, says: str) -> None:
    """Their words aloud; voiced once, however often the page is drawn. Nothing where there is no voice."""
    chosen: _Chosen = st.session_state[CHOSEN]
    clips: dict[tuple[_Chosen, str], AudioClip | None] = st.session_state.setdefault(CLIPS, {})
    if (chosen, name) not in clips:
        with st.spinner("Finding their voice …"):
            clips[chosen, name] = say(text, voice_in(state, persona), machine().synthesizer(settings()))
    clip = clips[chosen, name]
    if clip is not None:
        st.audio(encode_wav(clip), format="audio/wav", autoplay=play, alt=says)
