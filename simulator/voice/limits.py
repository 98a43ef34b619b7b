"""How much a browser may send. Everything that comes from outside has a size, a rate and an end."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.voice.wire import FRAME_BYTES, FRAME_S


@dataclass(frozen=True, slots=True)
class Limits:
    """What a line bears. The defaults let an honest browser catch up after a stall of some seconds."""

    frames_at_once: int = 25
    audio_pace: float = 1.1
    """Seconds of sound a second: a little more than real, for clocks that differ."""
    audio_burst_s: float = 10.0
    audio_in_all_s: float = 3 * 3600.0
    message_bytes: int = 16_000  # 2,000 typed characters, each written out in full
    messages_a_second: float = 40.0
    message_burst: float = 120.0
    senseless_messages: int = 20
    idle_s: float = 15 * 60.0
    """Nothing at all came for so long: nobody is there."""
    send_s: float = 20.0
    """A browser that takes nothing for so long is gone."""

    @property
    def audio_bytes(self) -> int:
        return self.frames_at_once * FRAME_BYTES

    def frames(self, pcm16: bytes) -> int | None:
        """How many frames these are, or None when they are not."""
        count, rest = divmod(len(pcm16), FRAME_BYTES)
        return count if count and not rest and count <= self.frames_at_once else None


class Bucket:
    """Lets through so much a second on average, and a burst above it."""

    def __init__(self, *, a_second: float, burst: float, now_s: float) -> None:
        self._a_second = a_second
        self._burst = burst
        self._left = burst
        self._at_s = now_s

    def allows(self, amount: float, now_s: float) -> bool:
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._a_second)
        self._at_s = now_s
        if amount > self._left:
            return False
        self._left -= amount
        return True


class Meter:
    """Counts what one socket brings."""

    def __init__(self, limits: Limits, now_s: float) -> None:
        self._limits = limits
        self._sound = Bucket(a_second=limits.audio_pace, burst=limits.audio_burst_s, now_s=now_s)
        self._messages = Bucket(a_second=limits.messages_a_second, burst=limits.message_burst, now_s=now_s)
        self._heard_s = 0.0

    def allows_frames(self, count: int, now_s: float) -> bool:
        self._heard_s += count * FRAME_S
        return self._heard_s <= self._limits.audio_in_all_s and self._sound.allows(count * FRAME_S, now_s)

    def allows_message(self, size_bytes: int, now_s: float) -> bool:
        return size_bytes <= self._limits.message_bytes and self._messages.allows(1.0, now_s)
