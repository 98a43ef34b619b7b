"""Building the engines by name: the one module that knows them all. Heavy libraries load when an engine is built."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.core.endpointing import Patience
from simulator.core.matching import Knowledge
from simulator.core.personas import persona_files, read_persona
from simulator.domain import AudioClip, Persona
from simulator.errors import EngineMissing, PersonaError, SetupError
from simulator.pipeline import Company
from simulator.ports import MoveClassifier, Synthesizer, Transcriber, VoiceActivity, Wording
from simulator.settings import Settings, SpeechEngine, make_home, models_folder, persona_folders
from simulator.sound_of_talks import Measure
from simulator.store import SessionStore

if TYPE_CHECKING:
    from simulator.engines.llm_replies import ServerWording, SparingWording
    from simulator.rehearsal import Rehearsal
    from simulator.voice.call import Call


EMBEDDED_TRUST = 0.5
"""How far the end of a turn is decided by what the built-in recogniser heard: it takes about every second word of synthetic
voices for another (benchmarks/endpointing.py)."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The people there are, by id, and what was wrong with files that could not be used."""

    people: Mapping[str, Persona]
    problems: tuple[str, ...] = ()

    def get(self, persona_id: str) -> Persona:
        """Raises `PersonaError` for somebody who is not there."""
        try:
            return self.people[persona_id]
        except KeyError:
            known = ", ".join(self.people) or "nobody"
            raise PersonaError(f"There is no person '{persona_id}' here. There are: {known}.") from None


def load_gallery() -> Gallery:
    """Everybody in the persona folders. A file that is wrong is left out and said so; the others stay usable."""
    people: dict[str, Persona] = {}
    problems: list[str] = []
    for path in persona_files(persona_folders()):
        try:
            persona = _read(path, path.stat().st_mtime_ns)
        except (PersonaError, OSError) as error:
            problems.append(str(error))
            continue
        if persona.id in people:
            problems.append(f"{path}: there is already a person '{persona.id}'; give this file another name and id.")
            continue
        people[persona.id] = persona
    return Gallery(people, tuple(problems))


@lru_cache(maxsize=64)
def _read(path: Path, changed_ns: int) -> Persona:  # noqa: ARG001 - a changed file is another entry of the cache
    return read_persona(path)


def build_store() -> SessionStore:
    return SessionStore(make_home())


@lru_cache(maxsize=1)
def build_classifier() -> MoveClassifier:
    """The classifier, trained on first use (some seconds) and kept."""
    from simulator.moves.classifier import load_classifier

    return load_classifier()


def build_company(persona: Persona) -> Company:
    return Company(persona, build_knowledge(persona), build_classifier())


def build_knowledge(persona: Persona) -> Knowledge:
    """What a person can speak about, made searchable (some tenths of a second)."""
    from simulator.subjects.model import load_subjects

    return Knowledge(persona, load_subjects())


@lru_cache(maxsize=1)
def build_synthesizer() -> Synthesizer:
    """The voice. Raises `EngineMissing` where this machine has none."""
    from simulator.engines.pyttsx3_tts import Pyttsx3Synthesizer

    return Pyttsx3Synthesizer()


def build_wording(settings: Settings) -> Wording | None:
    """What puts answers into other words, by the settings; None where that is off. It spares a server that keeps failing,
    so it is one for all talks. Raises `SetupError` where there is no server, or its address is none."""
    if not settings.word_answers:
        return None
    return _sparing(settings.wording_url, settings.wording_model, settings.wording_key)


@lru_cache(maxsize=4)
def _sparing(url: str, model: str, key: str) -> SparingWording:
    from simulator.engines.llm_replies import SparingWording

    return SparingWording(_server_wording(url, model, key))


def build_wording_to_try(settings: Settings) -> ServerWording:
    """The server alone, which answers however often it failed. Raises `SetupError`, as `build_wording` does."""
    return _server_wording(settings.wording_url, settings.wording_model, settings.wording_key)


def _server_wording(url: str, model: str, key: str) -> ServerWording:
    from simulator.engines.llm_replies import ServerWording

    if not url:
        raise SetupError("No language model server is set.", fix="Enter its address in the settings.")
    return ServerWording(url, model=model, api_key=key or None)


def build_sound_measure() -> Measure:
    """What measures a recording. Pitch and fillers need one more package; without it they are left out."""
    from simulator.engines.speech_measures import measure_recording

    return measure_recording


def whisper_model_folder(settings: Settings) -> Path | None:
    """Where the chosen Whisper model is on this machine, if it is."""
    from simulator.engines.whisper_stt import find_model

    return find_model(settings.whisper_model, models_folder())


def chosen_engine(settings: Settings) -> SpeechEngine:
    """What `auto` comes to on this machine."""
    if settings.speech_engine is not SpeechEngine.AUTO:
        return settings.speech_engine
    return SpeechEngine.EMBEDDED if whisper_model_folder(settings) is None else SpeechEngine.WHISPER


def build_transcriber(settings: Settings, persona: Persona | None = None) -> Transcriber:
    """The ear, by the settings; the embedded one also knows the person's questions and names.

    Raises `ModelUnavailable` for a Whisper model that is not there or broken, `SetupError` for a server without address.
    """
    engine = chosen_engine(settings)
    if engine is SpeechEngine.WHISPER:
        return _whisper(settings.whisper_model)
    if engine is SpeechEngine.REMOTE:
        if not settings.remote_url:
            raise SetupError("No speech server is set.", fix="Enter its address in the settings, or choose 'auto'.")
        from simulator.engines.remote_stt import RemoteTranscriber

        return RemoteTranscriber(settings.remote_url, model=settings.remote_model, api_key=settings.remote_key or None)
    return _embedded(persona)


def build_voice_activity() -> VoiceActivity:
    """An ear for whether somebody speaks, one for each call."""
    from simulator.engines.voice_activity import SileroDetector

    return SileroDetector()


def build_call(
    rehearsal: Rehearsal,
    settings: Settings,
    *,
    transcriber: Transcriber | None = None,
    patience: Patience = Patience.NORMAL,
    headset: bool = False,
) -> Call:
    """A hands-free call over a talk, with the ear (unless one is given) and the voice that the settings ask for. Raises what
    `build_transcriber` raises; without a voice on this machine the answers can be read."""
    from simulator.voice.call import Call

    transcriber = transcriber or build_transcriber(settings, rehearsal.company.persona)
    if rehearsal.synthesizer is None and settings.speak_aloud:
        with contextlib.suppress(EngineMissing):
            rehearsal.synthesizer = build_synthesizer()

    def keep_recording(turn_index: int, clip: AudioClip) -> None:
        from simulator.engines.audio_files import encode_wav

        rehearsal.keep_recording(turn_index, encode_wav(clip))

    return Call(
        rehearsal,
        transcriber,
        build_voice_activity(),
        patience=patience,
        headset=headset,
        trust=EMBEDDED_TRUST if chosen_engine(settings) is SpeechEngine.EMBEDDED else 1.0,
        keep_recording=keep_recording if settings.keep_recordings else None,
    )


@lru_cache(maxsize=2)
def _whisper(model: str) -> Transcriber:
    from simulator.engines.whisper_stt import WhisperTranscriber

    return WhisperTranscriber(model, models_folder=models_folder())


@lru_cache(maxsize=8)
def _embedded_for(persona_id: str, sentences: tuple[str, ...], names: tuple[str, ...]) -> Transcriber:  # noqa: ARG001
    from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber

    return PocketsphinxTranscriber(sentences, make_home() / "cache", names=names)


def _embedded(persona: Persona | None) -> Transcriber:
    from simulator.moves.spoken_text import sentences_to_expect

    sentences = sentences_to_expect()
    if persona is None:
        return _embedded_for("", sentences, ())
    own = tuple(question for topic in persona.topics for question in topic.questions)
    return _embedded_for(persona.id, sentences + own, (persona.name, persona.organisation))
