"""The socket between a browser and its call: who may open it, what may come over it, and how it ends.

Nothing that is said is ever logged; a call that breaks takes only its own line with it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from simulator.voice.hub import HUB, Hub, Line
from simulator.voice.limits import Limits, Meter
from simulator.voice.wire import CLIP_NUMBER_BYTES, CloseCode, Message, Outgoing, Sound

PATH = "/voice"
DRAIN_S = 0.25
PAUSE = {"type": "pause", "on": True}
BROKEN = "The line has broken down by a fault of the program. What was said so far is kept: load the talk again."
logger = logging.getLogger(__name__)


def voice_route(
    hub: Hub = HUB, *, limits: Limits | None = None, steady_s: Callable[[], float] = monotonic
) -> WebSocketRoute:
    """The route a browser talks over."""

    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()  # closed only after that, or the browser could not tell the page why
        if not same_origin(socket.headers.get("origin"), socket.headers.get("host")):
            await socket.close(CloseCode.WRONG_ORIGIN)
            return
        await _Connection(socket, hub, limits or Limits(), steady_s).serve(socket.query_params.get("token", ""))

    return WebSocketRoute(PATH, endpoint)


def same_origin(origin: str | None, host: str | None) -> bool:
    """Whether a page of this very server asks. Browsers always say where a page comes from."""
    return bool(origin and host) and urlsplit(origin or "").netloc.lower() == (host or "").lower()


class _Connection:
    """One socket while it lasts."""

    def __init__(self, socket: WebSocket, hub: Hub, limits: Limits, steady_s: Callable[[], float]) -> None:
        self._socket = socket
        self._hub = hub
        self._limits = limits
        self._steady_s = steady_s
        self._loop = asyncio.get_running_loop()
        self._end: asyncio.Future[int | None] = self._loop.create_future()
        self._open = threading.Event()
        self._open.set()
        self._senseless = 0

    async def serve(self, token: str) -> None:
        """Until one side ends it."""
        leave = self._leave  # one object, by which the hub knows this socket
        line = self._hub.take(token, leave)
        if line is None:
            await self._socket.close(CloseCode.UNKNOWN_TOKEN)
            return
        pump = threading.Thread(target=self._pump, args=(line,), name="voice-line", daemon=True)
        pump.start()
        receiving = asyncio.create_task(self._receive(line))
        code = await self._end
        self._open.clear()
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
        if self._hub.release(line, leave):
            await asyncio.to_thread(self._wait_for_the_page, line)
        if code is not None and self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect):  # it may have gone by itself meanwhile
                await self._socket.close(code)

    def _leave(self) -> None:
        """Another socket has the talk now. May come from any thread."""
        self._finish_from_outside(CloseCode.OPENED_ELSEWHERE)

    def _finish_from_outside(self, code: int | None) -> None:
        self._open.clear()
        with suppress(RuntimeError):  # the server is going down
            self._loop.call_soon_threadsafe(self._finish, code)

    def _finish(self, code: int | None) -> None:
        if not self._end.done():
            self._end.set_result(code)

    def _wait_for_the_page(self, line: Line) -> None:
        """The clock stands still until the page is back."""
        try:
            line.call.receive(dict(PAUSE))
        except Exception as error:  # a broken call must not take the server with it
            _log_break(error)

    # ── up ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _receive(self, line: Line) -> None:
        meter = Meter(self._limits, self._steady_s())
        try:
            while not self._end.done():
                event = await asyncio.wait_for(self._socket.receive(), self._limits.idle_s)
                if event["type"] == "websocket.disconnect":
                    self._finish(None)
                    return
                sound, text = event.get("bytes"), event.get("text")
                code = (
                    self._sound(line, meter, sound) if sound is not None else await self._said(line, meter, text or "")
                )
                if code is not None:
                    self._finish(code)
        except TimeoutError:
            self._finish(CloseCode.IDLE)
        except Exception as error:  # whatever breaks in one call ends here
            _log_break(error)
            await self._tell_broken()
            self._finish(CloseCode.BROKEN)

    def _sound(self, line: Line, meter: Meter, pcm16: bytes) -> CloseCode | None:
        count = self._limits.frames(pcm16)
        if count is None:
            return CloseCode.TOO_MUCH if len(pcm16) > self._limits.audio_bytes else CloseCode.NOT_UNDERSTOOD
        if not meter.allows_frames(count, self._steady_s()):
            return CloseCode.TOO_MUCH
        line.call.receive_audio(pcm16)
        return None

    async def _said(self, line: Line, meter: Meter, text: str) -> CloseCode | None:
        if not meter.allows_message(len(text.encode("utf-8", "replace")), self._steady_s()):
            return CloseCode.TOO_MUCH
        try:
            message = json.loads(text)
            if not isinstance(message, dict):
                raise ValueError("not an object")
            await asyncio.to_thread(line.call.receive, message)
        except (ValueError, RecursionError):
            self._senseless += 1
            if self._senseless >= self._limits.senseless_messages:
                return CloseCode.NOT_UNDERSTOOD
        return None

    async def _tell_broken(self) -> None:
        with suppress(Exception):  # the socket may be what broke
            await self._send(Message({"type": "problem", "text": BROKEN, "fatal": True}))

    # ── down ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pump(self, line: Line) -> None:
        """In a thread of its own: carry what the call has to say to the browser, no faster than it takes it."""
        with line.sending:
            while self._open.is_set():
                try:
                    line.unsent.extend(line.call.drain(DRAIN_S))
                except Exception as error:  # whatever breaks in one call ends here
                    _log_break(error)
                    self._send_and_wait(Message({"type": "problem", "text": BROKEN, "fatal": True}))
                    self._finish_from_outside(CloseCode.BROKEN)
                while line.unsent and self._open.is_set() and self._send_and_wait(line.unsent[0]):
                    line.unsent.popleft()

    def _send_and_wait(self, item: Outgoing) -> bool:
        """False when the browser is gone, or takes nothing any more; what was not sent waits for it."""
        try:
            asyncio.run_coroutine_threadsafe(self._send(item), self._loop).result(self._limits.send_s)
        except (WebSocketDisconnect, RuntimeError, OSError):  # OSError: also too slow
            self._finish_from_outside(None)
            return False
        return True

    async def _send(self, item: Outgoing) -> None:
        if isinstance(item, Sound):
            await self._socket.send_bytes(_packed(item))
        else:
            await self._socket.send_text(_json(item.values))


def _packed(sound: Sound) -> bytes:
    """As it travels: the clip's number, little-endian, then the samples."""
    return sound.clip.to_bytes(CLIP_NUMBER_BYTES, "little") + sound.pcm16


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def _log_break(error: Exception) -> None:
    """Where a call broke, without the message of the error: it might hold words somebody said."""
    where = "; ".join(f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:])
    logger.error("A voice line broke down: %s at %s", type(error).__name__, where)
