"""A real talk: choose its transcript, say who you are, and read the same feedback as after a rehearsal. Nothing is kept."""

from __future__ import annotations

import streamlit as st

from simulator.core.objections import Objection
from simulator.core.real_talk import MOST_AGREED_MINUTES
from simulator.core.sides import Guess, guess_user
from simulator.core.transcripts import TranscribedTalk
from simulator.errors import SimulatorError
from simulator.evaluation import RealTalk, evaluate, read_talk
from simulator.language import shorten
from simulator.ui.feedback import Shown, show_feedback
from simulator.ui.machine import machine
from simulator.ui.plain import plain

TITLE = "Look at a real talk"
UPLOAD = "real_talk_file"
CHOSEN, GUESS, PROBLEM, RESULT, OBJECTIONS = (
    f"real_talk_{one}" for one in ("chosen", "guess", "problem", "result", "objections")
)
EXAMPLE = "Anna: How did you get into this?\nBen: By accident, really."


def page() -> None:
    try:
        result = st.session_state.get(RESULT)
        if isinstance(result, RealTalk):
            _show(result)
            return
        _choose()
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")


def link() -> None:
    """A way to this page; nothing where the pages are not known, as in a test of one page."""
    known = st.session_state.get("real_talk_page")
    if known is not None:
        st.page_link(known, label=TITLE, icon=":material/description:")


# ── choose ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _choose() -> None:
    st.title(TITLE, anchor=False)
    st.markdown(
        "Had the real conversation? Bring its transcript, and read the same feedback as after a rehearsal. It stays on this machine, "
        "and nothing of it is kept when you close the page."
    )
    st.file_uploader(
        "The transcript", key=UPLOAD, on_change=_read, help="Up to 2 MB of text; recordings cannot be read yet."
    )
    problem = st.session_state.get(PROBLEM)
    if problem:
        st.error(plain(problem), icon=":material/error:")
    talk = st.session_state.get(CHOSEN)
    if not isinstance(talk, TranscribedTalk):
        _what_can_be_read()
        return
    _who_and_how_long(talk)


def _what_can_be_read() -> None:
    with st.expander("Which files can be read?", icon=":material/help:"):
        st.markdown(
            "What Zoom, Teams, Otter or Google Meet save as a transcript (`.vtt`, `.srt` or `.txt`), or your own notes with a name and "
            "a colon before what each of you said:"
        )
        st.code(EXAMPLE, language=None, wrap_lines=True)
        st.markdown("From a Word document, save it as plain text first. With times in the file, more can be measured.")


def _read() -> None:
    """Take in what was chosen, or forget what was taken away."""
    for key in (CHOSEN, GUESS, PROBLEM):
        st.session_state.pop(key, None)
    file = st.session_state.get(UPLOAD)
    if file is None:
        return
    try:
        st.session_state[CHOSEN] = read_talk(file.getvalue(), source=file.name)
    except SimulatorError as error:
        st.session_state[PROBLEM] = str(error)


def _who_and_how_long(talk: TranscribedTalk) -> None:
    for note in talk.notes:
        st.info(plain(note), icon=":material/info:")
    guess = _guess(talk)
    speakers = list(talk.speakers)
    first = {turn.speaker: turn.text for turn in reversed(talk.turns)}
    user = st.radio(
        f"Which of them are you, in {plain(talk.source)}?",
        speakers,
        index=None if guess.user is None else speakers.index(guess.user),
        format_func=plain,
        captions=[plain(shorten(first[name], most_chars=90)) for name in speakers],
    )
    if guess.user is not None and user == guess.user:
        st.caption(plain(guess.why))
    minutes = st.number_input(
        "How many minutes had you agreed on?",
        min_value=1,
        max_value=MOST_AGREED_MINUTES,
        value=None,
        placeholder="Leave it empty if you do not know",
    )
    if st.button("Show the feedback", type="primary", icon=":material/insights:", disabled=user is None):
        st.session_state[RESULT] = _evaluated(talk, user, minutes)
        st.session_state[OBJECTIONS] = frozenset()
        st.rerun()


def _guess(talk: TranscribedTalk) -> Guess:
    """Who the user probably is; found once for each file."""
    if GUESS not in st.session_state:
        with st.spinner("Finding out who asks and who answers …"):
            st.session_state[GUESS] = guess_user(talk, machine().classifier())
    guess: Guess = st.session_state[GUESS]
    return guess


def _evaluated(talk: TranscribedTalk, user: str | None, minutes: int | None) -> RealTalk:
    """The talk, read turn by turn under a bar."""
    bar = st.progress(0.0, text="Reading what was said …")
    shown = -1

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if 100 * done // total > shown:  # a bar cannot show more than a hundred steps
            shown = 100 * done // total
            bar.progress(done / total, text=f"Reading what was said: {done} of {total} turns")

    try:
        return evaluate(talk, machine().classifier(), user=user, agreed_minutes=minutes, on_turn=tell)
    finally:
        bar.empty()


# ── the feedback ─────────────────────────────────────────────────────────────────────────────────────────────────


def _show(result: RealTalk) -> None:
    if st.button("Another talk", icon=":material/arrow_back:", type="tertiary"):
        for key in (RESULT, OBJECTIONS, CHOSEN, GUESS, PROBLEM):
            st.session_state.pop(key, None)
        st.rerun()
    if result.notes:
        with st.expander("How this transcript was read", icon=":material/info:"):
            for note in result.notes:
                st.markdown(plain(note))
    report = result.report(_objections())
    show_feedback(Shown(report, whole=lambda: result.state, take_out=_take_out, put_back=_put_back))
    st.caption("This feedback is gone when you close the page. Download it if you want to keep it.")


def _objections() -> frozenset[Objection]:
    return frozenset(st.session_state.get(OBJECTIONS, ()))


def _take_out(objection: Objection) -> None:
    st.session_state[OBJECTIONS] = _objections() | {objection}


def _put_back(objection: Objection) -> None:
    st.session_state[OBJECTIONS] = _objections() - {objection}
