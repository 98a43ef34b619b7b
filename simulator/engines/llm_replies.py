"""Answers in other words, by a language model on a server of your own with the OpenAI-compatible `/v1/chat/completions`.

The request runs in a thread of its own, and whoever asked waits for it no longer than the limits say: looking up a name, or
a server that sends a byte now and then, can outlast every timeout of a socket.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import EngineError, SetupError
from simulator.language import shorten
from simulator.ports import Wording

FIRST_WORDS_S, TURN_S = 4.0, 5.0
"""How long a turn waits for the first words, and for all of them."""
WARM_UP_S = 30.0
"""Many servers load a model when it is first asked for, which takes longer than any turn may."""
MOST_ANSWER_BYTES = 64 * 1024
READ_BYTES = 4 * 1024
MOST_TOKENS = 220
"""Ninety words are some 130 tokens; a model that goes on beyond this will not come to an end."""
OUTLASTS_S = 1.0
"""A socket gives up so long after whoever waits for it: by then the thread is on its own, and this ends it."""
FAILURES_IN_A_ROW, LEFT_ALONE_S = 2, 60.0

_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.S)
_BROKEN = (OSError, HTTPException, ValueError, RecursionError, AttributeError)
"""What a connection may raise; the last one when it is closed from outside while it reads."""


@dataclass(frozen=True, slots=True)
class _Server:
    """Where requests go: to this host alone; neither proxies nor redirections are followed."""

    url: str
    secure: bool
    host: str
    port: int | None
    path: str

    def connect(self, timeout_s: float) -> HTTPConnection:
        kind = HTTPSConnection if self.secure else HTTPConnection
        return kind(self.host, self.port, timeout=timeout_s)


def _server(base_url: str) -> _Server:
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise SetupError(f"'{base_url}' is not the address of a server.", fix="It begins with http:// or https://.")
    path = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/v1") + "/v1/chat/completions"
    return _Server(base_url, parts.scheme == "https", host, port, path)


class ServerWording:
    """Asks `base_url` + `/v1/chat/completions`; nothing is sent to anybody else. Raises `SetupError` for a wrong address."""

    def __init__(
        self,
        base_url: str,
        *,
        model: str = "",
        api_key: str | None = None,
        first_words_s: float = FIRST_WORDS_S,
        turn_s: float = TURN_S,
    ) -> None:
        self._server = _server(base_url)
        self._model = model
        self._api_key = api_key
        self._first_words_s = first_words_s
        self._turn_s = turn_s
        self.name = f"server {model}".rstrip()

    def word(self, instructions: str, request: str) -> str:
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": request}]
        call = self._start(messages, most_tokens=MOST_TOKENS, limit_s=self._turn_s)
        return call.text_within(self._first_words_s, self._turn_s)

    def warm_up(self, *, limit_s: float = WARM_UP_S) -> None:
        """Let the server load its model. Nothing anybody said is sent. Raises `EngineError` where it does not answer."""
        call = self._start([{"role": "user", "content": "Say: ready."}], most_tokens=4, limit_s=limit_s)
        call.text_within(limit_s, limit_s)

    def _start(self, messages: list[dict[str, str]], *, most_tokens: int, limit_s: float) -> _Call:
        wanted: dict[str, Any] = {
            "messages": messages,
            "stream": True,
            "max_tokens": most_tokens,
            "temperature": 0.4,
        }
        if self._model:
            wanted["model"] = self._model
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self._api_key:
            headers["Authorization"] = f"Bearer {self._api_key}"
        call = _Call(self._server, json.dumps(wanted).encode(), headers, limit_s + OUTLASTS_S)
        threading.Thread(target=call.run, name="wording", daemon=True).start()
        return call


class _Call:
    """One request: `run` in a thread of its own, `text_within` for whoever waits."""

    def __init__(self, server: _Server, body: bytes, headers: dict[str, str], timeout_s: float) -> None:
        self._server = server
        self._body = body
        self._headers = headers
        self._timeout_s = timeout_s
        self._begun, self._done = threading.Event(), threading.Event()
        self._given_up = False
        self._socket: socket.socket | None = None
        self._words: list[str] = []
        self._failure: EngineError | None = None

    def text_within(self, first_words_s: float, whole_s: float) -> str:
        """The whole text. Raises `EngineError` for one that comes too late or not at all."""
        begun_s = monotonic()
        if not self._begun.wait(first_words_s):
            self._give_up()
            raise self._error(f"took more than {first_words_s:g} seconds to its first words")
        if not self._done.wait(max(0.0, whole_s - (monotonic() - begun_s))):
            self._give_up()
            raise self._error(f"took more than {whole_s:g} seconds to its last words")
        if self._failure is not None:
            raise self._failure
        return _THOUGHTS.sub("", "".join(self._words)).strip()

    def run(self) -> None:
        try:
            self._read()
        except EngineError as error:
            self._failure = error
        except UnicodeDecodeError:
            self._failure = self._error("sent something that is not text")
        except _BROKEN as error:
            self._failure = self._error(f"does not answer ({error})", fix="Start it, or check its address.")
        finally:
            self._begun.set()
            self._done.set()

    def _read(self) -> None:
        connection = self._server.connect(self._timeout_s)
        with contextlib.closing(connection):
            connection.connect()
            self._socket = connection.sock
            if self._given_up:
                return
            connection.request("POST", self._server.path, self._body, self._headers)
            with connection.getresponse() as response:
                if response.status != 200:
                    raise self._refused(response)
                self._take(response)

    def _take(self, response: HTTPResponse) -> None:
        """The words as they come, to the sign that they are all. Raises `EngineError` for anything else."""
        for line in self._lines(response):
            if not line or line.startswith((":", "event:", "id:", "retry:")):
                continue
            if not line.startswith("data:"):
                raise self._error("sent something that is not an answer in words")
            content = line.removeprefix("data:").strip()
            if content == "[DONE]":
                return
            word, last = self._piece(content)
            if word:
                self._words.append(word)
                self._begun.set()
            if last:
                return
        raise self._error("broke off in the middle of its answer")

    def _lines(self, response: HTTPResponse) -> Iterator[str]:
        """Whole lines, as text, until the server ends or has sent more than is allowed."""
        rest, size = b"", 0
        while piece := response.read1(READ_BYTES):
            size += len(piece)
            if size > MOST_ANSWER_BYTES:
                raise self._error(f"sent more than {MOST_ANSWER_BYTES // 1024} kB")
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                yield line.decode().strip()
        if rest:
            yield rest.decode().strip()

    def _piece(self, content: str) -> tuple[str, bool]:
        """The words of one event, and whether they are the last."""
        try:
            event = json.loads(content)
        except (ValueError, RecursionError):
            event = None
        match event:
            case {"error": said}:
                raise self._error(f"answered with an error{_in_its_words(said)}")
            case {"choices": [{"delta": dict(delta), **rest}, *_]}:
                word = delta.get("content")
                return (word if isinstance(word, str) else ""), rest.get("finish_reason") is not None
            case {"choices": []}:
                return "", False  # figures about the use of the model come without a choice
            case _:
                raise self._error("sent something that is not an answer in words")

    def _refused(self, response: HTTPResponse) -> EngineError:
        try:
            said = json.loads(response.read(READ_BYTES)).get("error")
        except _BROKEN:
            said = None
        return self._error(
            f"answered {response.status} {response.reason}{_in_its_words(said)}",
            fix="Check its address, model and key.",
        )

    def _give_up(self) -> None:
        """Wake the thread from whatever it waits for; it ends by itself."""
        self._given_up = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _error(self, what: str, *, fix: str = "") -> EngineError:
        return EngineError(f"The language model server {self._server.url} {what}. {fix}".rstrip(), stage="reply")


def _in_its_words(said: object) -> str:
    """What a server says is wrong, short and printable; nothing where it says nothing."""
    text = said.get("message") if isinstance(said, dict) else said
    if not isinstance(text, str) or not text.strip():
        return ""
    printable = "".join(one if one.isprintable() else " " for one in text)
    return f": {shorten(printable, most_chars=160).rstrip('.')}"


class SparingWording:
    """Leaves a server that failed twice in a row alone for a minute, so that its troubles do not hold up every turn."""

    def __init__(self, wording: Wording, *, steady_s: Callable[[], float] = monotonic) -> None:
        self._wording = wording
        self._steady_s = steady_s
        self._failures = 0
        self._alone_until_s = 0.0
        self._lock = threading.Lock()
        self.name = wording.name

    def word(self, instructions: str, request: str) -> str:
        with self._lock:
            left_alone = self._failures >= FAILURES_IN_A_ROW and self._steady_s() < self._alone_until_s
        if left_alone:
            raise EngineError("The language model server failed twice and is left alone for a minute.", stage="reply")
        try:
            text = self._wording.word(instructions, request)
        except EngineError:
            with self._lock:
                self._failures += 1
                self._alone_until_s = self._steady_s() + LEFT_ALONE_S
            raise
        with self._lock:
            self._failures = 0
        return text

    def warm_up(self) -> None:
        """Let the server load its model, if it is one that does; what goes wrong shows when words are wanted."""
        warm_up = getattr(self._wording, "warm_up", None)
        if warm_up is not None:
            with contextlib.suppress(EngineError):
                warm_up()
