"""A real talk: choose its recording or transcript, say who you are, and read the same feedback as after a rehearsal. Nothing is
kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import streamlit as st

from simulator.core.objections import Objection
from simulator.core.real_talk import MOST_AGREED_MINUTES
from simulator.core.recorded_talk import first_words
from simulator.core.sides import Guess, guess_user
from simulator.core.transcripts import TranscribedTalk, is_sound
from simulator.engines.long_recordings import MOST_FILE_BYTES
from simulator.errors import SimulatorError
from simulator.evaluation import RealTalk, evaluate, read_talk
from simulator.language import shorten
from simulator.recorded_talks import Progress, RecordedTalk, hear_talk, with_sounds
from simulator.settings import SpeechEngine
from simulator.ui.feedback import Shown, show_feedback
from simulator.ui.hearing import Hearing, begin_hearing, show_hearing
from simulator.ui.machine import machine, settings
from simulator.ui.plain import plain
from simulator.wiring import build_sound_measure, chosen_engine

TITLE = "Look at a real talk"
UPLOAD = "real_talk_file"
CHOSEN, GUESS, PROBLEM, RESULT, OBJECTIONS, HEARING, RECORDED = (
    f"real_talk_{one}" for one in ("chosen", "guess", "problem", "result", "objections", "hearing", "recorded")
)
MOST_UPLOAD_MB = MOST_FILE_BYTES // 1_000_000
BEGINNING_BYTES = 64
"""So much tells a recording from a text."""
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
    _take_over()
    hearing = st.session_state.get(HEARING)
    if isinstance(hearing, Hearing):
        show_hearing(hearing, _forget)
        return
    st.markdown(
        "Had the real conversation? Bring its recording or its transcript, and read the same feedback as after a rehearsal. "
        f"{_where_it_goes()}, and nothing of it is kept when you close the page."
    )
    st.file_uploader(
        "The recording or the transcript",
        key=UPLOAD,
        on_change=_read,
        max_upload_size=MOST_UPLOAD_MB,
        help="A recording of up to two hours, or up to 2 MB of text.",
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
            "**Recordings:** WAV, MP3, M4A, Ogg, FLAC and most others, of two people. Best is one with a channel for each of you; "
            "otherwise you are told apart by your voices. Record only somebody who has agreed to it."
        )
        if chosen_engine(settings()) is SpeechEngine.EMBEDDED:
            st.markdown(
                "The built-in recogniser takes about as long as the talk did and makes many mistakes, which the feedback then has "
                "too. For far better hearing, fetch Whisper once under **Settings**."
            )
        st.markdown(
            "**Transcripts:** what Zoom, Teams, Otter or Google Meet save (`.vtt`, `.srt` or `.txt`), or your own notes with a name "
            "and a colon before what each of you said:"
        )
        st.code(EXAMPLE, language=None, wrap_lines=True)
        st.markdown("From a Word document, save it as plain text first. With times in the file, more can be measured.")


def _read() -> None:
    """Take in what was chosen, or forget what was taken away."""
    _forget()
    file = st.session_state.get(UPLOAD)
    if file is None:
        return
    beginning = file.read(BEGINNING_BYTES)
    file.seek(0)
    if is_sound(beginning, file.name):
        st.session_state[HEARING] = begin_hearing(file.name, _listening_to(file, file.name))
        return
    try:
        st.session_state[CHOSEN] = read_talk(file.getvalue(), source=file.name)
    except SimulatorError as error:
        st.session_state[PROBLEM] = str(error)


def _listening_to(file: BinaryIO, source: str) -> Callable[[Progress], RecordedTalk]:
    """The work of hearing a recording; engines are looked up here, because the work runs outside the page."""
    engines, current = machine(), settings()
    return lambda progress: hear_talk(file, engines.ear_for_anybody(current), source=source, progress=progress)


def _take_over() -> None:
    """What a recording came to, once it has been heard."""
    hearing = st.session_state.get(HEARING)
    if not isinstance(hearing, Hearing) or not hearing.done:
        return
    del st.session_state[HEARING]
    if hearing.result is None:
        st.session_state[PROBLEM] = hearing.problem
        return
    st.session_state[RECORDED], st.session_state[CHOSEN] = hearing.result, hearing.result.talk


def _forget() -> None:
    for key in (CHOSEN, GUESS, PROBLEM, HEARING, RECORDED):
        st.session_state.pop(key, None)


def _where_it_goes() -> str:
    if chosen_engine(settings()) is SpeechEngine.REMOTE:
        return "The sound of a recording goes to the speech server you chose under **Settings** and nowhere else"
    return "It stays on this machine"


def _who_and_how_long(talk: TranscribedTalk) -> None:
    for note in talk.notes[: 1 if _recorded() else None]:  # the rest is told with the feedback
        st.info(plain(note), icon=":material/info:")
    guess = _guess(talk)
    speakers = list(talk.speakers)
    user = st.radio(
        f"Which of them are you, in {plain(talk.source)}?",
        speakers,
        index=None if guess.user is None else speakers.index(guess.user),
        format_func=plain,
        captions=[plain(_first_words(talk, name)) for name in speakers],
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
        st.session_state.pop(RECORDED, None)  # the sound has told what it can
        st.rerun()


def _recorded() -> RecordedTalk | None:
    recorded = st.session_state.get(RECORDED)
    return recorded if isinstance(recorded, RecordedTalk) else None


def _first_words(talk: TranscribedTalk, name: str) -> str:
    if _recorded():
        return first_words(talk, name)
    return shorten(next(turn.text for turn in talk.turns if turn.speaker == name), most_chars=90)


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
        real = evaluate(talk, machine().classifier(), user=user, agreed_minutes=minutes, on_turn=tell)
        recorded = _recorded()
        if recorded is None:
            return real
        return with_sounds(
            real,
            recorded,
            build_sound_measure(),
            progress=lambda step, share: bar.progress(share, text=f"{step.value} …"),
        )
    finally:
        bar.empty()


# ── the feedback ─────────────────────────────────────────────────────────────────────────────────────────────────


def _show(result: RealTalk) -> None:
    if st.button("Another talk", icon=":material/arrow_back:", type="tertiary"):
        _forget()
        for key in (RESULT, OBJECTIONS):
            st.session_state.pop(key, None)
        st.rerun()
    if result.notes:
        with st.expander(f"How this {result.known.read_from} was read", icon=":material/info:"):
            for note in result.notes:
                st.markdown(plain(note))
    if not result.known.voices_are_sure:
        st.warning(plain(result.notes[0]), icon=":material/voice_over_off:")
    report = result.report(_objections())
    show_feedback(Shown(report, whole=lambda: result.state, take_out=_take_out, put_back=_put_back))
    st.caption("This feedback is gone when you close the page. Download it if you want to keep it.")


def _objections() -> frozenset[Objection]:
    return frozenset(st.session_state.get(OBJECTIONS, ()))


def _take_out(objection: Objection) -> None:
    st.session_state[OBJECTIONS] = _objections() | {objection}


def _put_back(objection: Objection) -> None:
    st.session_state[OBJECTIONS] = _objections() - {objection}
