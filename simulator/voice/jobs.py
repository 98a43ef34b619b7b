"""Slow work beside a call: one thread, and for each kind of work at most one piece that waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import IntEnum
from typing import Protocol


class Kind(IntEnum):
    """Kinds of work, the most urgent first. A new piece takes the place of one of its kind that still waits."""

    TURN = 0  # what the user said, and the answer to it
    SENTENCE = 1
    WORDS = 2  # a look at what the user is saying while the person speaks
    PREPARE = 3


Work = Callable[[], None]


class Worker(Protocol):
    def submit(self, kind: Kind, work: Work) -> None:
        """Do this soon. Never blocks."""
        ...

    def close(self) -> None:
        """What waits is dropped; what is being done may end."""
        ...


class ThreadWorker:
    """A thread of its own, started with the first piece of work. `on_crash` hears of an error that nobody expected."""

    def __init__(self, name: str, on_crash: Callable[[Exception], None]) -> None:
        self._name = name
        self._on_crash = on_crash
        self._waiting: dict[Kind, Work] = {}
        self._ready = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, kind: Kind, work: Work) -> None:
        with self._ready:
            if self._closed:
                return
            self._waiting[kind] = work
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._ready.notify()

    def close(self) -> None:
        with self._ready:
            self._closed = True
            self._waiting.clear()
            self._ready.notify()

    def _work(self) -> None:
        while (work := self._next()) is not None:
            try:
                work()
            except Exception as error:  # the thread must outlive it: the call tells the user
                self._on_crash(error)

    def _next(self) -> Work | None:
        with self._ready:
            self._ready.wait_for(lambda: self._closed or self._waiting)
            return None if self._closed else self._waiting.pop(min(self._waiting))
