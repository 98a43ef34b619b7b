"""The talk: hear the person, speak or type, check what was understood, see both sides and the clock."""

from __future__ import annotations

import streamlit as st

from simulator.core.clock import clock_face
from simulator.domain import Role
from simulator.engines.audio_files import encode_wav
from simulator.errors import SimulatorError, StoreError
from simulator.rehearsal import Heard, Rehearsal
from simulator.settings import Settings
from simulator.ui.machine import engine_notice, machine
from simulator.ui.own_words import MOST_TYPED_CHARACTERS, microphone, read_over, understood
from simulator.ui.plain import plain
from simulator.ui.portrait import portrait_svg
from simulator.ui.steps import REHEARSAL, Step, go_to

HEARD, CHECKS, TRY, PROBLEM, UNSENT = "heard", "checks_words", "microphone_try", "talk_problem", "unsent"
TRANSCRIPT_HEIGHT = 250


def show_talk(rehearsal: Rehearsal, current: Settings) -> None:
    """The page of a talk."""
    persona = rehearsal.company.persona
    first = persona.name.split()[0]
    with st.container(horizontal=True, vertical_alignment="center", key="talk-head"):
        st.image(portrait_svg(persona.portrait), width=88, alt=f"Drawn portrait of {persona.name}")
        with st.container(width="stretch", gap=None):
            st.subheader(plain(persona.name), anchor=False)
            st.caption(f"{plain(persona.title)}, {plain(persona.organisation)}")
            show_clock(rehearsal)
    if st.session_state.pop("resumed", False):
        st.info("Here you were. The clock has waited for you.", icon=":material/history:")
    _transcript(rehearsal, first)
    _voice(rehearsal, first)
    _problem()
    if rehearsal.state.over:
        show_over(rehearsal, first)
    else:
        _your_turn(rehearsal, current, first)


# ── clock and transcript ─────────────────────────────────────────────────────────────────────────────────────────


def show_clock(rehearsal: Rehearsal) -> None:
    """The clock; it ticks by itself while the talk goes on."""

    @st.fragment(run_every=None if rehearsal.state.over else 1.0)
    def tick() -> None:
        end_s, now_s = rehearsal.state.clock.end_s, rehearsal.now_s
        left_s = end_s - now_s
        says = (
            f"{clock_face(left_s)} left of {clock_face(end_s)}" if left_s >= 0 else f"{clock_face(-left_s)} over time"
        )
        if rehearsal.held and not rehearsal.state.over:
            says += " · the clock waits"
        if rehearsal.state.over:
            says = f"The talk took {clock_face(now_s)} of {clock_face(end_s)}"
        st.progress(min(1.0, max(0.0, now_s / end_s)), text=says)

    tick()


def _transcript(rehearsal: Rehearsal, first: str) -> None:
    with st.container(height=TRANSCRIPT_HEIGHT, border=True, key="transcript", autoscroll=True):
        for turn in rehearsal.state.turns:
            user = turn.role is Role.USER
            with st.chat_message(
                "You" if user else first, avatar=":material/person:" if user else ":material/record_voice_over:"
            ):
                st.caption(f"{'You' if user else plain(first)} · {clock_face(turn.start_s)}")
                st.markdown(plain(turn.text))


def _voice(rehearsal: Rehearsal, first: str) -> None:
    """The person's last words aloud. The same sound is not played twice by a rerun of the page."""
    if rehearsal.clip is None:
        if rehearsal.synthesizer is None:
            st.caption(":material/volume_off: No voice: read what they say.")
        return
    st.audio(encode_wav(rehearsal.clip), format="audio/wav", autoplay=True, alt=f"{first}'s last words")


# ── the user's turn ──────────────────────────────────────────────────────────────────────────────────────────────


def _your_turn(rehearsal: Rehearsal, current: Settings, first: str) -> None:
    index = len(rehearsal.state.turns)
    heard: Heard | None = st.session_state.get(HEARD, {}).get(index)
    if heard is not None:
        _check(rehearsal, heard, index)
    else:
        _unsent(rehearsal, index)
        _speak(rehearsal, current, index)
        typed = st.chat_input(f"Type to {first} instead", max_chars=MOST_TYPED_CHARACTERS, key=f"type-{index}")
        if typed:
            take(rehearsal, typed, index, None)
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.toggle(
            "Check my words before they count", value=True, key=CHECKS, help="The clock waits while you read them over."
        )
        if st.button("End the talk", icon=":material/call_end:", key=f"end-{index}"):
            _confirm_end(rehearsal, first)


def _unsent(rehearsal: Rehearsal, index: int) -> None:
    """Typed words that could not be kept: they are still here."""
    text = st.session_state.get(UNSENT, {}).get(index)
    if text is None:
        return
    with st.container(border=True):
        st.markdown(f"Not sent yet: {plain(text)}")
        st.button("Send it again", key=f"resend-{index}", on_click=take, args=(rehearsal, text, index, None))


def _speak(rehearsal: Rehearsal, current: Settings, index: int) -> None:
    attempt = st.session_state.setdefault(TRY, 0)
    recording = microphone(f"microphone-{index}-{attempt}")
    notice = engine_notice(current)
    if notice and index <= 1:
        st.caption(notice)
    if recording is None:
        return
    st.session_state[TRY] = attempt + 1
    st.session_state.pop(PROBLEM, None)
    with st.spinner("Listening to what you said …"):
        heard = _understand(rehearsal, current, recording)
    if heard is None:
        st.rerun()
    if st.session_state.get(CHECKS, True):
        st.session_state[HEARD] = {index: heard}
    else:
        take(rehearsal, heard.transcript.text, index, heard, keep=current.keep_recordings)
    st.rerun()


def _understand(rehearsal: Rehearsal, current: Settings, recording: bytes) -> Heard | None:
    """What was said; None, with a sentence on the page, when nothing can be made of it. No turn is lost either way."""
    try:
        transcriber = machine().transcriber(rehearsal.company.persona, current)
        return understood(
            recording, lambda clip: rehearsal.hear(clip, transcriber), lambda heard: heard.transcript.text
        )
    except SimulatorError as error:
        rehearsal.go_on()
        st.session_state[PROBLEM] = str(error)
        return None


def _check(rehearsal: Rehearsal, heard: Heard, index: int) -> None:
    """What was understood, for the user to correct before it counts."""
    read_over(
        heard.transcript.text,
        key=str(index),
        area="check",
        on_send=lambda: _send(rehearsal, index, heard),
        on_again=lambda: _again(rehearsal),
    )


def _send(rehearsal: Rehearsal, index: int, heard: Heard) -> None:
    """A second click finds the turn taken already and does nothing."""
    text = str(st.session_state.get(f"check-{index}", "")).strip()
    if text:
        from simulator.ui.machine import settings

        take(rehearsal, text, index, heard, keep=settings().keep_recordings)


def _again(rehearsal: Rehearsal) -> None:
    st.session_state.pop(HEARD, None)
    rehearsal.go_on()


def take(rehearsal: Rehearsal, text: str, index: int, heard: Heard | None, *, keep: bool = False) -> None:
    """The words count now. What goes wrong is said on the page, and the words stay where they can be sent again."""
    try:
        taken = rehearsal.take(text, expected_index=index, heard=heard)
        if taken and keep and heard is not None:
            rehearsal.keep_recording(index, encode_wav(heard.clip))
        for key in (HEARD, PROBLEM, UNSENT):
            st.session_state.pop(key, None)
    except StoreError as error:
        st.session_state[PROBLEM] = str(error)
        if heard is None:
            st.session_state[UNSENT] = {index: text}


def _problem() -> None:
    message = st.session_state.get(PROBLEM)
    if message is None:
        return
    st.warning(plain(message), icon=":material/info:")
    if "another tab" in message and st.button("Load the talk as it is now", icon=":material/sync:"):
        for key in (REHEARSAL, HEARD, PROBLEM, UNSENT):
            st.session_state.pop(key, None)
        st.rerun()


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────


@st.dialog("End the talk?")
def _confirm_end(rehearsal: Rehearsal, first: str) -> None:
    st.markdown(
        f"A good talk ends with a thank-you and a goodbye, said to {plain(first)}. If you leave now, it counts as broken off."
    )
    with st.container(horizontal=True):
        if st.button("Leave now", type="primary"):
            _leave(rehearsal)
            st.rerun()
        if st.button("Stay"):
            st.rerun()


def _leave(rehearsal: Rehearsal) -> None:
    """A talk whose end cannot be kept stays on the page, with a sentence that says why."""
    try:
        rehearsal.end()
    except StoreError as error:
        st.session_state[PROBLEM] = str(error)
        return
    go_to(Step.FEEDBACK, talk=rehearsal.session_id)


def show_over(rehearsal: Rehearsal, first: str) -> None:
    """What comes after a talk."""
    st.success(f"The talk with {plain(first)} is over.", icon=":material/check_circle:")
    if st.button("See your feedback", type="primary", icon=":material/insights:"):
        go_to(Step.FEEDBACK, talk=rehearsal.session_id)
        st.rerun()
