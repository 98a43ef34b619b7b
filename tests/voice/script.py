"""A call that writes down what it is told and says what it was given."""

from __future__ import annotations

import queue

from simulator.voice.wire import Message, Outgoing


class ScriptedCall:
    """Answers each message with its echo. "break" breaks it."""

    def __init__(self) -> None:
        self.out: queue.SimpleQueue[Outgoing] = queue.SimpleQueue()
        self.got: queue.SimpleQueue = queue.SimpleQueue()
        self.closed = False
        self.broken = False

    def receive_audio(self, pcm16: bytes) -> None:
        if self.broken:
            raise RuntimeError("secret words")
        self.got.put(pcm16)

    def receive(self, message: dict) -> None:
        if message.get("type") == "nonsense":
            raise ValueError("no such thing")
        if message.get("type") == "break":
            raise RuntimeError("secret words")
        self.got.put(message)
        self.out.put(Message({"echo": message}))

    def drain(self, timeout_s: float) -> list[Outgoing]:
        try:
            found = self.out.get(timeout=timeout_s)
        except queue.Empty:
            return []
        if isinstance(found, Exception):
            raise found
        return [found]

    def close(self) -> None:
        self.closed = True
