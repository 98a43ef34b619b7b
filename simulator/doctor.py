"""What works on this machine, and what to do about what does not."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from simulator.domain import Voice
from simulator.errors import SetupError, SimulatorError
from simulator.pipeline import try_wording
from simulator.settings import SpeechEngine, home_folder, load_settings, models_folder
from simulator.wiring import (
    build_classifier,
    build_store,
    build_synthesizer,
    build_transcriber,
    build_wording_to_try,
    chosen_engine,
    load_gallery,
    whisper_model_folder,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried. `needed` is False for what only one mode needs."""

    what: str
    works: bool
    says: str
    fix: str = ""
    needed: bool = True


def examine() -> tuple[Finding, ...]:
    """Try everything once. Never raises."""
    return (
        Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], needed=True),
        _try("people", _people),
        _try("classifier", lambda: type(build_classifier()).__name__ + " is trained"),
        _try("voice", _voice),
        _try("speech recognition", _ear),
        _whisper_model(),
        _try("words of a language model", _wording, needed=False),
        _try("talks", _talks),
        _try("microphone of the terminal mode", _microphone, needed=False),
    )


def _try(what: str, attempt: Callable[[], str], *, needed: bool = True) -> Finding:
    try:
        return Finding(what, True, attempt(), needed=needed)
    except SimulatorError as error:
        fix = error.fix if isinstance(error, SetupError) else ""
        message = str(error).removesuffix(fix).strip() if fix else str(error)
        return Finding(what, False, message, fix, needed)


def _people() -> str:
    gallery = load_gallery()
    if gallery.problems:
        raise SimulatorError(gallery.problems[0])
    return ", ".join(one.name for one in gallery.people.values())


def _voice() -> str:
    clip = build_synthesizer().synthesize("Hello.", Voice())
    return f"pyttsx3 {importlib.metadata.version('pyttsx3')} speaks ({clip.duration_s:.1f} s)"


def _ear() -> str:
    settings = load_settings()
    transcriber = build_transcriber(settings)
    load = getattr(transcriber, "load", None)
    if load is not None:
        load()
    return transcriber.name


def _whisper_model() -> Finding:
    try:
        settings = load_settings()
    except SimulatorError as error:
        return Finding("Whisper model", False, str(error), needed=False)
    folder = whisper_model_folder(settings)
    if folder is not None:
        return Finding("Whisper model", True, str(folder), needed=False)
    needed = chosen_engine(settings) is SpeechEngine.WHISPER
    return Finding(
        "Whisper model",
        False,
        f"'{settings.whisper_model}' is not in {models_folder()}; the built-in recogniser is used, which hears less well",
        f"Run: python -m simulator models download {settings.whisper_model}",
        needed,
    )


def _wording() -> str:
    settings = load_settings()
    if not settings.word_answers:
        return "off: people answer in the words written for them"
    wording, person = build_wording_to_try(settings), next(iter(load_gallery().people.values()), None)
    if person is None:
        raise SimulatorError("There is nobody here whose answer could be tried.")
    wording.warm_up()
    fault = try_wording(person, wording).fault
    return f"{wording.name} answers" + (f", but not well: it {fault}" if fault else "")


def _talks() -> str:
    count = len(build_store().sessions())
    return f"{count} kept in {home_folder()}" + ("" if os.access(home_folder(), os.W_OK) else " (read-only)")


def _microphone() -> str:
    from simulator.engines.local_audio import describe_devices

    return describe_devices()
