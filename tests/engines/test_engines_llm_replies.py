"""A language model server that behaves, and all the ways in which one may not: none holds up a turn, none loses it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from simulator.engines.fake import BrokenEngine, FakeWording
from simulator.engines.llm_replies import LEFT_ALONE_S, MOST_ANSWER_BYTES, ServerWording, SparingWording
from simulator.errors import EngineError, SetupError

SHORT_S = 0.3
"""Long enough for a server on this machine, short enough to wait for one that is stuck."""
LONG_S = 30.0


def event(word=None, **rest):
    return b"data: " + json.dumps({"choices": [{"delta": {"content": word}, **rest}]}).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


class Server(ThreadingHTTPServer):
    """Sends the pieces of `answer` one by one; a piece that is an event is waited for."""

    daemon_threads = True
    answer: tuple = ()
    status = 200
    declared_length = None

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.released = threading.Event()
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """A client that hangs up is what half of these tests are about."""


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, self.headers, body))
        if self.server.status is None:
            self.server.released.wait(LONG_S)  # not even a first line
            return
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        if self.server.declared_length is not None:
            self.send_header("Content-Length", str(self.server.declared_length))
        self.end_headers()
        for piece in self.server.answer:
            if isinstance(piece, threading.Event):
                piece.wait(LONG_S)
            else:
                self.wfile.write(piece)
                self.wfile.flush()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def wording(server, *, first_words_s=LONG_S, turn_s=LONG_S, **rest):
    return ServerWording(server.url, first_words_s=first_words_s, turn_s=turn_s, **rest)


# ── a server that behaves ────────────────────────────────────────────────────────────────────────────────────────


def test_the_words_are_put_together_as_they_come(server):
    server.answer = (
        event(role="assistant"),
        event("I like "),
        event("bridges."),
        event("", finish_reason="stop"),
        DONE,
    )
    assert wording(server, model="small").word("Be brief.", "What do you like?") == "I like bridges."
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] is None
    assert body["model"] == "small"
    assert body["stream"] is True
    assert [(one["role"], one["content"]) for one in body["messages"]] == [
        ("system", "Be brief."),
        ("user", "What do you like?"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        (event("I like bridges.", finish_reason="stop"),),
        (b": waiting\n\n", b"event: message\n", event("I like bridges."), DONE),
        (event("I like bridges."), b'data: {"choices": [], "usage": {"total_tokens": 9}}\n\n', DONE),
        (event("I like bridges.").replace(b"\n", b"\r\n"), b"data: [DONE]"),
        (event("<think>Well, bridges</think>\n"), event("I like bridges."), DONE),
        (event("I like bridges.")[:21], event("I like bridges.")[21:], DONE),
    ],
    ids=["no last sign", "comments", "figures", "other line ends", "thoughts", "a torn line"],
)
def test_dialects_of_servers_are_understood(server, answer):
    server.answer = answer
    assert wording(server).word("", "") == "I like bridges."


def test_the_key_goes_to_the_server_and_no_model_is_named_unless_one_is_set(server):
    server.answer = (event("Yes."), DONE)
    wording(server, api_key="secret").word("", "")
    _, headers, body = server.requests[0]
    assert headers["Authorization"] == "Bearer secret"
    assert "model" not in body


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_address_may_be_given_with_or_without_its_path(server, ending):
    server.answer = (event("Yes."), DONE)
    assert ServerWording(server.url + ending).word("", "") == "Yes."
    assert server.requests[0][0] == "/v1/chat/completions"


def test_warming_up_sends_nothing_of_the_talk(server):
    server.answer = (event("ready"), DONE)
    wording(server).warm_up()
    assert [one["content"] for one in server.requests[0][2]["messages"]] == ["Say: ready."]


# ── servers that do not ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((), "broke off"),
        ((event("I like "), event("brid")), "broke off"),
        ((event("I like bridges.")[:30],), "not an answer in words"),
        ((b"<html><body>Welcome to nginx!</body></html>",), "not an answer in words"),
        ((b'{"choices": [{"message": {"content": "I like bridges."}}]}',), "not an answer in words"),
        ((b"data: hello\n\n", DONE), "not an answer in words"),
        ((b"data: [1, 2]\n\n", DONE), "not an answer in words"),
        ((b'data: {"choices": [{"delta": "I like"}]}\n\n', DONE), "not an answer in words"),
        ((b"data: " + b"[" * 40_000 + b"\n\n", DONE), "not an answer in words"),
        ((b"data: " + b"9" * 9_000 + b"\n\n", DONE), "not an answer in words"),
        ((b'data: {"error": {"message": "out of\\nmemory"}}\n\n', DONE), "an error: out of memory"),
        ((b'data: {"error": 7}\n\n', DONE), "answered with an error"),
        ((b"data: \xff\xfe\n\n", DONE), "not text"),
        ((b"data: " + b"a" * MOST_ANSWER_BYTES,), "more than 64 kB"),
        ((event("and on ") * 3_000,), "more than 64 kB"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_answer_is_said_to_be_none(server, answer, says):
    server.answer = answer
    with pytest.raises(EngineError, match=says) as caught:
        wording(server).word("", "")
    assert caught.value.stage == "reply"
    assert server.url in str(caught.value)


def test_an_answer_shorter_than_announced_broke_off(server):
    server.answer, server.declared_length = (event("I like "),), 5_000
    with pytest.raises(EngineError, match="broke off"):
        wording(server).word("", "")


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 429, 500, 503])
def test_a_refusal_is_told_in_the_server_s_own_words_and_no_redirection_is_followed(server, status):
    server.status, server.answer = status, (b'{"error": {"message": "model \\"tiny\\" not found."}}',)
    with pytest.raises(EngineError, match=rf'answered {status} .*: model "tiny" not found\. Check its address'):
        wording(server).word("", "")
    assert len(server.requests) == 1


@pytest.mark.parametrize("said", [b"", b"<html>", b"[1]", b'{"error": {"message": 7}}', b"\xff", b"[" * 4_000])
def test_a_refusal_without_words_is_told_too(server, said):
    server.status, server.answer = 500, (said,)
    with pytest.raises(EngineError, match=r"answered 500 Internal Server Error\. Check"):
        wording(server).word("", "")


def test_nobody_there_is_a_sentence():
    with pytest.raises(EngineError, match=r"does not answer .*Start it, or check its address\."):
        ServerWording("http://127.0.0.1:9").word("", "")


@pytest.mark.parametrize("key", ["sécret €", "two\nlines"])
def test_a_key_that_cannot_be_sent_is_a_sentence(server, key):
    with pytest.raises(EngineError, match="does not answer"):
        wording(server, api_key=key).word("", "")


@pytest.mark.parametrize(
    "address",
    ["", "localhost:8000", "ftp://elsewhere", "file:///etc/passwd", "http://", "http://a:port", "http://[::1"],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(SetupError, match="is not the address of a server"):
        ServerWording(address)


# ── servers that take their time ─────────────────────────────────────────────────────────────────────────────────


def test_a_server_without_a_first_line_is_not_waited_for(server):
    server.status = None
    with pytest.raises(EngineError, match=r"more than 0\.3 seconds to its first words"):
        wording(server, first_words_s=SHORT_S).word("", "")


def test_a_server_that_stalls_before_its_first_words_is_not_waited_for(server):
    server.answer = (b": one moment\n\n", event(role="assistant"), server.released, event("Late."), DONE)
    with pytest.raises(EngineError, match=r"more than 0\.3 seconds to its first words"):
        wording(server, first_words_s=SHORT_S).word("", "")


def test_a_server_that_stalls_in_the_middle_is_not_waited_for(server):
    server.answer = (event("I like "), server.released, event("bridges."), DONE)
    with pytest.raises(EngineError, match=r"more than 0\.3 seconds to its last words"):
        wording(server, turn_s=SHORT_S).word("", "")


def test_a_call_that_was_given_up_ends_by_itself(server):
    server.answer = (event("I like "), server.released)
    with pytest.raises(EngineError):
        wording(server, turn_s=SHORT_S).word("", "")
    for thread in threading.enumerate():
        if thread.name == "wording":
            thread.join(LONG_S)
            assert not thread.is_alive()


# ── a server that failed twice ───────────────────────────────────────────────────────────────────────────────────


class Clock:
    def __init__(self):
        self.reads_s = 50.0

    def __call__(self):
        return self.reads_s


class Moody:
    """Fails while it is told to."""

    name = "moody"

    def __init__(self):
        self.fails = True
        self.asked = 0

    def word(self, instructions, request):  # noqa: ARG002 - the port has it
        self.asked += 1
        if self.fails:
            raise EngineError("The server is moody.", stage="reply")
        return "Fine."


@pytest.fixture
def moody():
    return Moody()


@pytest.fixture
def clock():
    return Clock()


def fail(sparing, times=1):
    for _ in range(times):
        with pytest.raises(EngineError):
            sparing.word("", "")


def test_after_two_failures_in_a_row_the_server_is_left_alone_for_a_minute(moody, clock):
    sparing = SparingWording(moody, steady_s=clock)
    fail(sparing, times=5)
    assert moody.asked == 2
    clock.reads_s += LEFT_ALONE_S - 1.0
    fail(sparing)
    assert moody.asked == 2
    clock.reads_s += 1.0
    moody.fails = False
    assert sparing.word("", "") == "Fine."


def test_a_server_that_still_fails_after_the_minute_gets_one_try_a_minute(moody, clock):
    sparing = SparingWording(moody, steady_s=clock)
    fail(sparing, times=2)
    clock.reads_s += LEFT_ALONE_S
    fail(sparing, times=3)
    assert moody.asked == 3


def test_one_failure_now_and_then_is_forgiven(moody, clock):
    sparing = SparingWording(moody, steady_s=clock)
    for _ in range(3):
        moody.fails = True
        fail(sparing)
        moody.fails = False
        assert sparing.word("", "") == "Fine."
    assert moody.asked == 6


def test_warming_up_never_raises_and_is_not_for_every_engine(server):
    server.status = 500
    SparingWording(wording(server)).warm_up()
    assert len(server.requests) == 1
    SparingWording(FakeWording(["Yes."])).warm_up()


def test_the_fakes_keep_the_promise_of_the_port():
    fake = FakeWording(["Yes."])
    assert (fake.word("a", "b"), fake.word("c", "d")) == ("Yes.", "")
    assert fake.asked == [("a", "b"), ("c", "d")]
    with pytest.raises(EngineError):
        BrokenEngine(lambda: EngineError("It broke.", stage="reply")).word("", "")
