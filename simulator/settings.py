"""What the user may set, checked; kept as `settings.json` in the user's folder."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.errors import SetupError, StoreError

HOME_VARIABLE = "SIMULATOR_HOME"
MODEL_VARIABLE = "SIMULATOR_WHISPER_MODEL"
PERSONAS_FOLDER = Path(__file__).resolve().parent.parent / "personas"
"""The people who come with the program."""


class SpeechEngine(StrEnum):
    """What turns the user's speech into text."""

    AUTO = "auto"  # Whisper if its model is on this machine, else the embedded one
    WHISPER = "whisper"
    EMBEDDED = "embedded"
    REMOTE = "remote"


class Settings(BaseModel):
    """Settings of one user on one machine."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    speech_engine: SpeechEngine = SpeechEngine.AUTO
    whisper_model: str = Field(default="base.en", min_length=1, max_length=500)  # a name, or a folder
    remote_url: str = Field(default="", max_length=500, pattern=r"^(https?://\S+)?$")
    remote_model: str = Field(default="whisper-1", max_length=200)
    remote_key: str = Field(default="", max_length=500, repr=False)
    word_answers: bool = False  # a language model puts answers into other words
    wording_url: str = Field(default="", max_length=500, pattern=r"^(https?://\S+)?$")
    wording_model: str = Field(default="", max_length=200)
    wording_key: str = Field(default="", max_length=500, repr=False)
    speak_aloud: bool = True
    keep_recordings: bool = True


def home_folder() -> Path:
    """Where sessions, settings, models and the user's own people are kept; `SIMULATOR_HOME` overrides."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("informational-interview-simulator", appauthor=False)


def make_home() -> Path:
    """The user's folder, made for its owner alone where it is not there yet. Raises `StoreError` where it cannot be."""
    folder = home_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made: {error.strerror}. Set {HOME_VARIABLE} to one that can be written."
        ) from error
    return folder


def models_folder() -> Path:
    return home_folder() / "models"


def persona_folders() -> tuple[Path, ...]:
    """Where people are looked for: those that come with the program, then the user's own."""
    return (PERSONAS_FOLDER, home_folder() / "personas")


def load_settings() -> Settings:
    """The user's settings; `SIMULATOR_WHISPER_MODEL` overrides the model. Raises `SetupError` for a broken file."""
    path = home_folder() / "settings.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        settings = Settings.model_validate(stored)
    except (OSError, ValueError, RecursionError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise SetupError(f"{path}: the settings cannot be read ({reason}).", fix="Mend or delete that file.") from error
    model = os.environ.get(MODEL_VARIABLE)
    if model:
        settings = settings.model_copy(update={"whisper_model": model, "speech_engine": SpeechEngine.WHISPER})
    return settings


def save_settings(settings: Settings) -> None:
    """Keep the settings. Raises `StoreError` when the folder cannot be written."""
    folder = make_home()
    try:
        scratch = folder / "settings.json.new"
        scratch.write_text(settings.model_dump_json(indent=2), encoding="utf-8")
        scratch.chmod(0o600)  # it may hold the key of a server
        scratch.replace(folder / "settings.json")
    except OSError as error:
        raise StoreError(
            f"The settings could not be kept in {folder}: {error.strerror}. Check free space and rights."
        ) from error
