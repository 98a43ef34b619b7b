"""Everything that can go wrong, as a tree.

    SimulatorError
    ├── SetupError            the user can mend it; `.fix` says how
    │   ├── PersonaError      a persona file is wrong
    │   ├── EngineMissing     a library or device is not there
    │   ├── ModelUnavailable  a speech model is not there or is broken
    │   └── TranscriptError   a transcript of a real talk cannot be used as it is
    ├── EngineError           something outside broke while it worked; `.stage` says where
    ├── AudioError            a recording is bad, empty or too long
    └── StoreError            the sessions could not be read or written

An expected thing is a value (silence, an unsure classifier, no voice); an exception is something broken. It is caught
once, at the edge, and its message is a sentence for people: what, where, what to do.
"""

from __future__ import annotations


class SimulatorError(Exception):
    """Any failure of this program that it can put into words."""


class SetupError(SimulatorError):
    """Something the user can mend; `fix` says how."""

    def __init__(self, message: str, *, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.fix}" if self.fix else message


class PersonaError(SetupError):
    """A persona file is missing something, has it wrong, or is too large."""


class EngineMissing(SetupError):
    """A library, voice or device that an engine needs is not on this machine."""


class ModelUnavailable(SetupError):
    """A speech model is not there, incomplete or not what it should be."""


class TranscriptError(SetupError):
    """A transcript of a real talk that cannot be read, or does not say who is who."""


class EngineError(SimulatorError):
    """An engine broke while it worked. `stage` is `hear`, `classify`, `reply` or `say`."""

    def __init__(self, message: str, *, stage: str) -> None:
        super().__init__(message)
        self.stage = stage


class AudioError(SimulatorError):
    """A recording that cannot be used: not audio, cut off, empty, too long or too large."""


class StoreError(SimulatorError):
    """Sessions could not be read or written."""
