"""Settings: the microphone test, hearing and voice, what is kept where."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from simulator.engines.audio_files import decode_audio
from simulator.engines.whisper_stt import MODEL_SIZES, download_model
from simulator.errors import SimulatorError
from simulator.language import shorten
from simulator.pipeline import hear, try_wording
from simulator.settings import Settings, SpeechEngine, home_folder, models_folder, save_settings
from simulator.ui.machine import settings
from simulator.ui.plain import plain, quoted
from simulator.ui.recordings import keep_switch, recordings_kept
from simulator.wiring import (
    build_transcriber,
    build_wording_to_try,
    chosen_engine,
    load_gallery,
    whisper_model_folder,
)

MOST_SHOWN_CHARACTERS = 1_200
ENGINE_NAMES = {
    SpeechEngine.AUTO: "Best on this machine",
    SpeechEngine.WHISPER: "Whisper",
    SpeechEngine.EMBEDDED: "Built-in",
    SpeechEngine.REMOTE: "A server of your own",
}


def page() -> None:
    st.title("Settings", anchor=False)
    try:
        current = settings()
        _microphone(current)
        _hearing(current)
        _wording(current)
        _privacy(current)
    except SimulatorError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _microphone(current: Settings) -> None:
    st.subheader("Your microphone", anchor=False)
    recording = st.audio_input("Say a sentence, and see what is understood", key="test-microphone")
    if recording is None:
        st.caption("Your browser asks for permission the first time. It gives it on localhost and on https only.")
        return
    try:
        with st.spinner("Listening …"):
            transcript = hear(decode_audio(recording.getvalue()), build_transcriber(current))
    except SimulatorError as error:
        st.warning(plain(str(error)))
        return
    st.markdown(quoted(transcript.text) if transcript.text else "Nothing was heard. Is the microphone muted?")
    st.caption(f"Understood by: {plain(transcript.engine)}")


def _hearing(current: Settings) -> None:
    st.subheader("Hearing and voice", anchor=False)
    engine = st.pills(
        "How your speech is understood",
        list(SpeechEngine),
        format_func=lambda one: ENGINE_NAMES[one],
        default=current.speech_engine,
        required=True,
        key="engine",
    )
    st.caption(f"At work now: {ENGINE_NAMES[chosen_engine(current)]}.")
    changed: dict[str, object] = {"speech_engine": engine or SpeechEngine.AUTO}
    if engine is SpeechEngine.REMOTE:
        st.caption("Your recordings are sent to this server, and to nobody else.")
        changed["remote_url"] = st.text_input(
            "Address of the server", current.remote_url, placeholder="http://localhost:8000"
        )
        changed["remote_model"] = st.text_input("Model", current.remote_model)
        changed["remote_key"] = st.text_input("Key, if it wants one", current.remote_key, type="password")
    changed["speak_aloud"] = st.toggle("The person speaks aloud", current.speak_aloud, key="aloud")
    _save(current, changed)
    if whisper_model_folder(current) is None:
        _fetch(current)
    else:
        st.caption(f"The Whisper model {plain(current.whisper_model)} is on this machine.")


def _fetch(current: Settings) -> None:
    name = current.whisper_model
    size = MODEL_SIZES.get(name)
    if size is None:
        return
    st.markdown(
        f"**Whisper hears far better.** It is one download of about {size / 1e6:.0f} MB, kept on this machine, "
        "the only time this program uses the network of its own accord."
    )
    if not st.button(f"Fetch Whisper ({name})", icon=":material/download:"):
        return
    bar = st.progress(0.0, text="Fetching …")

    def show(done: int, total: int | None) -> None:
        bar.progress(
            min(1.0, done / total) if total else 0.0, text=f"{done / 1e6:.0f} MB of about {(total or 0) / 1e6:.0f} MB"
        )

    try:
        download_model(name, models_folder(), show)
        st.success("Whisper is here and will be used from now on.")
    except SimulatorError as error:
        st.warning(plain(str(error)))


# ── a language model ─────────────────────────────────────────────────────────────────────────────────────────────


def _wording(current: Settings) -> None:
    st.subheader("Answers in fresh words", anchor=False)
    on = st.toggle(
        "A language model of your own may reword the answers",
        current.word_answers,
        key="word-answers",
        help="Off: people answer in the words written for them.",
    )
    changed: dict[str, object] = {"word_answers": on}
    if on:
        st.caption(
            "The person then takes up your words more closely. What they tell, the time and the feedback stay decided by this "
            "program, and an answer that is late, or adds anything, is replaced by the one that is written. "
            "**What you say in a turn, the person's answer and their name and post are sent to this server, and to nobody else.** "
            "It may be on this machine (Ollama, llama.cpp, vLLM and others)."
        )
        changed["wording_url"] = st.text_input(
            "Address of the language model server",
            current.wording_url,
            placeholder="http://localhost:11434",
            key="wording-url",
        )
        changed["wording_model"] = st.text_input(
            "Name of the model", current.wording_model, placeholder="llama3.2:3b", key="wording-model"
        )
        changed["wording_key"] = st.text_input(
            "Key of the language model server, if it wants one", current.wording_key, type="password", key="wording-key"
        )
    _save(current, changed)
    if on and current.wording_url and st.button("Try it", icon=":material/forum:", key="try-wording"):
        _try(current)


def _try(current: Settings) -> None:
    """One written answer, and what the server makes of it."""
    person = next(iter(load_gallery().people.values()), None)
    if person is None:
        st.warning("There is nobody here whose answer could be tried.")
        return
    try:
        with st.spinner(
            "Asking the server. The first time it may have to load its model, which takes up to half a minute …"
        ):
            wording = build_wording_to_try(current)
            wording.warm_up()
            trial = try_wording(person, wording)
    except SimulatorError as error:
        st.warning(plain(str(error)))
        return
    st.markdown(f"You ask {plain(person.name)}: {quoted(trial.question)}")
    st.markdown(f"Written: {quoted(trial.written)}")
    st.markdown(f"Came back: {quoted(shorten(trial.candidate, most_chars=MOST_SHOWN_CHARACTERS) or '…')}")
    if trial.fault is None:
        st.success("That works. The person would say it so.")
    else:
        st.warning(
            f"The server answers, but this would not be said: it {trial.fault}. In a talk you would hear the written answer. "
            "If that happens often, try another model."
        )


def _privacy(current: Settings) -> None:
    st.subheader("Privacy", anchor=False)
    keep_switch(current)
    recordings_kept()
    st.markdown("Your talks are kept in this folder, on this machine. Delete them under **Progress**.")
    st.code(str(home_folder()), language=None, wrap_lines=True)


_WRONG = {
    "wording_url": "The address of a server begins with http:// or https:// and holds no spaces. It is not kept yet.",
    "remote_url": "The address of a server begins with http:// or https:// and holds no spaces. It is not kept yet.",
}
"""What to say about a setting that cannot be."""


def _save(current: Settings, changed: dict[str, object]) -> None:
    try:
        wanted = Settings.model_validate({**current.model_dump(), **changed})
    except ValidationError as error:
        st.warning(plain(_WRONG.get(str(error.errors()[0]["loc"][0]), error.errors()[0]["msg"])))
        return
    if wanted != current:
        save_settings(wanted)
        st.rerun()
