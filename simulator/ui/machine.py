"""The engines behind the page: built once for the whole server, in the background, with a state one can show."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import streamlit as st

from simulator.domain import Persona
from simulator.errors import SimulatorError
from simulator.pipeline import Company
from simulator.ports import MoveClassifier, Synthesizer, Transcriber, Wording
from simulator.settings import Settings, SpeechEngine, load_settings
from simulator.store import SessionStore
from simulator.wiring import (
    build_classifier,
    build_company,
    build_store,
    build_synthesizer,
    build_transcriber,
    build_wording,
    chosen_engine,
)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is ready, and what the page says about it."""

    ready: bool
    says: str


class Machine:
    """Engines that load while the user reads. Asking for one waits for it and raises what went wrong."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="engine")
        self._warmer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm-up")  # may wait long for a server
        self._lock = threading.Lock()
        self._classifier: Future[MoveClassifier] = self._workers.submit(build_classifier)
        self._voice: Future[Synthesizer] = self._workers.submit(_warm_voice)
        self._companies: dict[str, tuple[Persona, Future[Company]]] = {}
        self._ears: dict[tuple[str, str], tuple[Persona, Future[Transcriber]]] = {}

    def expect(self, persona: Persona, settings: Settings) -> None:
        """Start to load what a talk with this person needs."""
        self._company_of(persona)
        self._ear_for(persona, settings)
        wording = self.wording(settings)
        warm_up = getattr(wording, "warm_up", None)
        if warm_up is not None:
            self._warmer.submit(warm_up)

    def classifier(self) -> MoveClassifier:
        return self._classifier.result()

    def company(self, persona: Persona) -> Company:
        return self._company_of(persona).result()

    def transcriber(self, persona: Persona, settings: Settings) -> Transcriber:
        return self._ear_for(persona, settings).result()

    def ear_for_anybody(self, settings: Settings) -> Transcriber:
        """The ear for a talk with somebody who is not among the people here."""
        return _warm_ear(settings, None)

    def synthesizer(self, settings: Settings) -> Synthesizer | None:
        """The voice, or None where it is switched off or this machine has none."""
        if not settings.speak_aloud:
            return None
        try:
            return self._voice.result()
        except SimulatorError:
            return None

    def wording(self, settings: Settings) -> Wording | None:
        """What words the answers, or None where that is off or not set up: people then speak as they are written."""
        try:
            return build_wording(settings)
        except SimulatorError:
            return None

    def readiness(self) -> Readiness:
        waiting: list[str] = []
        if not self._classifier.done():
            waiting.append("learning to listen for job asks (once, some seconds)")
        if not self._voice.done():
            waiting.append("finding a voice")
        if not all(future.done() for _, future in self._ears.values()):
            waiting.append("tuning the recogniser")
        return Readiness(not waiting, " · ".join(waiting))

    def voice_problem(self) -> str | None:
        """Why there is no voice, if there is none."""
        if not self._voice.done():
            return None
        error = self._voice.exception()
        return str(error) if error else None

    def _company_of(self, persona: Persona) -> Future[Company]:
        with self._lock:
            known, future = self._companies.get(persona.id, (None, None))
            if future is None or _failed(future) or known != persona:  # somebody may have been changed meanwhile
                future = self._workers.submit(build_company, persona)
                self._companies[persona.id] = (persona, future)
            return future

    def _ear_for(self, persona: Persona, settings: Settings) -> Future[Transcriber]:
        key = (settings.model_dump_json(), persona.id)
        with self._lock:
            known, future = self._ears.get(key, (None, None))
            if future is None or _failed(future) or known != persona:
                future = self._workers.submit(_warm_ear, settings, persona)
                self._ears[key] = (persona, future)
            return future


def _failed(future: Future[Company] | Future[Transcriber]) -> bool:
    return future.done() and future.exception() is not None


def _warm_voice() -> Synthesizer:
    voice = build_synthesizer()
    warm_up = getattr(voice, "warm_up", None)
    if warm_up is not None:
        warm_up()
    return voice


def _warm_ear(settings: Settings, persona: Persona | None) -> Transcriber:
    ear = build_transcriber(settings, persona)
    load = getattr(ear, "load", None)
    if load is not None:
        load()
    return ear


@st.cache_resource(show_spinner=False)
def machine() -> Machine:
    return Machine()


@st.cache_resource(show_spinner=False)
def store() -> SessionStore:
    """The user's talks. Raises `StoreError`; a failure is not kept, so the next try starts afresh."""
    return build_store()


def settings() -> Settings:
    return load_settings()


def engine_notice(current: Settings) -> str | None:
    """A calm word about accuracy where the embedded recogniser is at work."""
    if chosen_engine(current) is not SpeechEngine.EMBEDDED:
        return None
    return (
        "Your speech is understood by the built-in recogniser, which makes many mistakes: check each line before it counts. "
        "For far better hearing, fetch Whisper once under **Settings**."
    )


def where_words_go(current: Settings) -> str:
    """What becomes of what the user says, as the end of a sentence."""
    if chosen_engine(current) is SpeechEngine.REMOTE or current.word_answers:
        return "what you say goes to the server you chose under **Settings** and nowhere else"
    return "nothing you say leaves this machine"
