"""What goes over the line, and what is at the other end of it.

Up come frames of sound (20 ms of PCM16, mono, 16 kHz) and small JSON messages; down go JSON messages and clips of the
person's voice. `docs/voice.md` lists the messages.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Protocol

from simulator.voice.messages import Message, Outgoing, Sound

__all__ = ["CloseCode", "LiveCall", "Message", "Outgoing", "Sound"]

FRAME_S = 0.02
FRAME_RATE_HZ = 16_000
FRAME_BYTES = round(FRAME_S * FRAME_RATE_HZ) * 2
CLIP_NUMBER_BYTES = 4


class CloseCode(IntEnum):
    """Why a line was closed; the page says each in words."""

    NOT_UNDERSTOOD = 4400
    UNKNOWN_TOKEN = 4401
    WRONG_ORIGIN = 4403
    IDLE = 4408
    OPENED_ELSEWHERE = 4409
    TOO_MUCH = 4429
    BROKEN = 1011


class LiveCall(Protocol):
    """A talk that can be held over a line. Every method may be called from any thread and keeps its promises after `close`."""

    def receive_audio(self, pcm16: bytes) -> None:
        """One or more frames of the user's microphone. Quick: nothing is recognised here."""

    def receive(self, message: dict[str, Any]) -> None:
        """A message of the page. Raises `ValueError` for one that makes no sense."""

    def drain(self, timeout_s: float) -> list[Outgoing]:
        """What is to be sent, in order; waits at most so long for the first of it."""

    def close(self) -> None:
        """The page is gone for good."""
