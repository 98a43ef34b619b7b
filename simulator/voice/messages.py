"""What goes to and fro in a call, with its limits. Sound travels beside it as 16-bit mono PCM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from simulator.core.endpointing import Patience
from simulator.domain import PCM16_BYTES

RATE_HZ = 16_000
FRAME_BYTES = RATE_HZ // 50 * PCM16_BYTES
"""Twenty milliseconds of sound."""
MOST_BYTES_AT_ONCE = RATE_HZ * PCM16_BYTES
MOST_TYPED = 2_000
MOST_TURN_S = 180.0
MOST_KEPT_S = 240.0
"""What a call keeps of the user's sound at most, before and within a turn."""
MOST_CLIPS = 1_000_000


class _Incoming(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Hello(_Incoming):
    """The first message."""

    type: Literal["hello"]
    patience: Annotated[Patience, Field(strict=False)] = Patience.NORMAL
    headset: bool = False


class Done(_Incoming):
    type: Literal["done"]


class Mute(_Incoming):
    type: Literal["mute"]
    on: bool


class Pause(_Incoming):
    type: Literal["pause"]
    on: bool


class Typed(_Incoming):
    type: Literal["typed"]
    text: str = Field(min_length=1, max_length=MOST_TYPED)


class End(_Incoming):
    type: Literal["end"]


class Played(_Incoming):
    """How far a clip has sounded."""

    type: Literal["played"]
    clip: int = Field(ge=0, le=MOST_CLIPS)
    position_s: float = Field(ge=0.0, le=3_600.0, allow_inf_nan=False)
    ended: bool = False


class ChangePatience(_Incoming):
    type: Literal["patience"]
    value: Annotated[Patience, Field(strict=False)]


Incoming = Hello | Done | Mute | Pause | Typed | End | Played | ChangePatience
_INCOMING: TypeAdapter[Incoming] = TypeAdapter(Annotated[Incoming, Field(discriminator="type")])


def parse(message: Mapping[str, Any]) -> Incoming:
    """The message, checked. Raises `ValueError` for one that is none of them."""
    return _INCOMING.validate_python(message)


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell the page; the values are plain JSON."""

    values: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.values["type"])


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of the clip that was announced just before."""

    clip: int
    pcm16: bytes = field(repr=False)


Outgoing = Message | Sound
