"""Which talks can be held over a line: a secret for each page, one socket for each talk, the newest wins."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from simulator.voice.wire import LiveCall, Outgoing

TOKEN_BYTES = 24
UNUSED_LIMIT_S = 45 * 60.0
"""A line nobody has used for so long is given up; opening the page again makes a new one."""
MOST_LINES = 200
"""So many pages at once, then the ones unused for longest are given up."""


@dataclass(slots=True, eq=False)
class Line:
    """A call, the page it belongs to, and what could not be sent to that page yet."""

    token: str
    talk: str
    page: str
    call: LiveCall
    used_s: float
    leave: Callable[[], None] | None = None
    """Asks the socket that holds the line now to let go."""
    unsent: deque[Outgoing] = field(default_factory=deque)
    sending: threading.Lock = field(default_factory=threading.Lock)
    """Held by whoever drains the call, so that two sockets never share its answers out between them."""


class Hub:
    """The open lines of this process. Methods may be called from several threads."""

    def __init__(self, *, steady_s: Callable[[], float] = monotonic) -> None:
        self._steady_s = steady_s
        self._lock = threading.Lock()
        self._lines: dict[str, Line] = {}

    def open(self, call: LiveCall, *, talk: str, page: str) -> str:
        """A line for this page's call; its token lets one browser in. The page's earlier line for the talk is closed."""
        with self._lock:
            gone = self._take_out(lambda line: line.talk == talk and line.page == page)
            gone += self._worn_out()
            token = secrets.token_urlsafe(TOKEN_BYTES)
            self._lines[token] = Line(token, talk, page, call, self._steady_s())
        _hang_up(gone)
        return token

    def knows(self, token: str) -> bool:
        """Whether the token still opens a line."""
        with self._lock:
            return token in self._lines

    def take(self, token: str, leave: Callable[[], None]) -> Line | None:
        """The line behind a token, held from now on by who calls; None when there is none.

        Whoever held the talk before is told to leave; a call that another page has for the same talk is closed.
        """
        with self._lock:
            gone = self._worn_out(sparing=token)
            line = self._lines.get(token)
            if line is not None:
                gone += self._take_out(lambda other: other.talk == line.talk and other is not line)
                before, line.leave, line.used_s = line.leave, leave, self._steady_s()
        if line is not None and before is not None:
            before()
        _hang_up(gone)
        return line

    def release(self, line: Line, leave: Callable[[], None]) -> bool:
        """The socket that took the line with `leave` is gone. False when another had the line already."""
        with self._lock:
            line.used_s = self._steady_s()
            if line.leave is not leave or line.token not in self._lines:
                return False
            line.leave = None
            return True

    def close(self, token: str) -> None:
        """The page does not want the line any more."""
        with self._lock:
            gone = self._take_out(lambda line: line.token == token)
        _hang_up(gone)

    def _worn_out(self, sparing: str = "") -> list[Line]:
        """Lines that nobody holds and that were unused for too long, or are too many."""
        now_s = self._steady_s()
        idle = sorted((line for line in self._lines.values() if line.leave is None), key=lambda line: line.used_s)
        too_many = set(map(id, idle[: max(0, len(self._lines) - MOST_LINES + 1)]))
        return self._take_out(
            lambda line: (
                line.leave is None
                and line.token != sparing
                and (now_s - line.used_s > UNUSED_LIMIT_S or id(line) in too_many)
            )
        )

    def _take_out(self, which: Callable[[Line], bool]) -> list[Line]:
        found = [line for line in self._lines.values() if which(line)]
        for line in found:
            del self._lines[line.token]
        return found


def _hang_up(lines: list[Line]) -> None:
    for line in lines:
        if line.leave is not None:
            line.leave()
        line.call.close()


HUB = Hub()
"""The lines of this server: the route and the pages share it."""
