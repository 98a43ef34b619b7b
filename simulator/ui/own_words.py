"""The user's own words, spoken or typed: record, understand, read over, send. The talk, saying a moment again and the
exercises all use this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from simulator.domain import AudioClip
from simulator.engines.audio_files import decode_audio
from simulator.errors import AudioError, SimulatorError
from simulator.language import speaking_time_s
from simulator.pipeline import hear
from simulator.ports import Transcriber
from simulator.ui.plain import plain

MOST_TYPED_CHARACTERS = 2_000
MOST_SPOKEN_CHARACTERS = 3 * MOST_TYPED_CHARACTERS
NOTHING_HEARD = "Nothing was heard. Check that your microphone is on and not muted, and try again."

Heard = TypeVar("Heard")


def microphone(key: str) -> bytes | None:
    """A recording that was just made, as the browser hands it over. The key must be another one after each recording."""
    recording = st.audio_input(
        "Your microphone: click to speak, click again to stop",
        key=key,
        help="If nothing happens, allow the microphone in the address bar of your browser. It works on localhost and https.",
    )
    return None if recording is None else recording.getvalue()


def understood(recording: bytes, hears: Callable[[AudioClip], Heard], text_of: Callable[[Heard], str]) -> Heard:
    """What was said in a recording. Raises `SimulatorError` with a sentence for the user where nothing can be made of it."""
    heard = hears(decode_audio(recording))
    if not text_of(heard):
        raise AudioError(NOTHING_HEARD)
    return heard


def read_over(
    text: str,
    *,
    key: str,
    area: str,
    on_send: Callable[[], None],
    on_again: Callable[[], None],
    send: str = "Say this",
) -> None:
    """What was understood, for the user to correct before it counts. The corrected text is under `check-{key}`."""
    with st.container(border=True, key=area):
        corrected = st.text_area(
            "This was understood. Correct it if it is wrong.",
            text,
            key=f"check-{key}",
            max_chars=MOST_SPOKEN_CHARACTERS,
            height="content",
        )
        with st.container(horizontal=True):
            st.button(
                send,
                type="primary",
                icon=":material/send:",
                key=f"send-{key}",
                on_click=on_send,
                disabled=not corrected.strip(),
            )
            st.button("Record again", icon=":material/mic:", key=f"again-{key}", on_click=on_again)


# ── words outside a talk ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the user said or typed, and how long it took or would take."""

    text: str
    spoken_s: float


@dataclass(frozen=True, slots=True)
class _Unsent:
    text: str
    spoken_s: float


def own_words(key: str, ear: Callable[[], Transcriber], *, prompt: str) -> OwnWords | None:
    """Ask for the user's words; they are returned once, in the run in which they are sent.

    `key` names what they are for and must change with every try, `prompt` stands in the line to type in.
    """
    sent = st.session_state.pop(f"{key}-sent", None)
    if isinstance(sent, OwnWords):
        return sent
    unsent = st.session_state.get(f"{key}-unsent")
    if isinstance(unsent, _Unsent):
        read_over(
            unsent.text,
            key=key,
            area=f"area-{key}",
            on_send=lambda: _send(key, unsent.spoken_s),
            on_again=lambda: _drop(key),
        )
        return None
    problem = st.session_state.pop(f"{key}-problem", None)
    if problem:
        st.warning(plain(problem), icon=":material/info:")
    _listen(key, ear)
    with st.container():  # in a container the line stands where it belongs, not at the foot of the page
        typed = st.chat_input(prompt, max_chars=MOST_TYPED_CHARACTERS, key=f"{key}-typed")
    return OwnWords(typed, speaking_time_s(typed)) if typed and typed.strip() else None


def _listen(key: str, ear: Callable[[], Transcriber]) -> None:
    attempt = st.session_state.setdefault(f"{key}-try", 0)
    recording = microphone(f"{key}-microphone-{attempt}")
    if recording is None:
        return
    st.session_state[f"{key}-try"] = attempt + 1
    try:
        with st.spinner("Listening to what you said …"):
            st.session_state[f"{key}-unsent"] = understood(
                recording, lambda clip: _Unsent(hear(clip, ear()).text, clip.duration_s), lambda heard: heard.text
            )
    except SimulatorError as error:
        st.session_state[f"{key}-problem"] = str(error)
    st.rerun()


def _drop(key: str) -> None:
    st.session_state.pop(f"{key}-unsent", None)


def _send(key: str, spoken_s: float) -> None:
    text = str(st.session_state.get(f"check-{key}", "")).strip()
    if text:
        _drop(key)
        st.session_state[f"{key}-sent"] = OwnWords(text, spoken_s)
