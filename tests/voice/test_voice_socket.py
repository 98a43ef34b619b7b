"""The line over a real socket: who gets in, what is refused, and that one broken call leaves the others alone."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import threading
from dataclasses import replace

import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from simulator.voice.hub import Hub
from simulator.voice.limits import Bucket, Limits
from simulator.voice.socket import same_origin, voice_route
from simulator.voice.wire import FRAME_BYTES, CloseCode, Message, Sound
from tests.voice.script import ScriptedCall

FRAME = b"\x01\x00" * (FRAME_BYTES // 2)
PAUSED = {"type": "pause", "on": True}
LIMIT_S = 10


@pytest.fixture(scope="module")
def server():
    """A server whose hub and limits a test may change; its address."""
    hub, limits = Hub(), [Limits()]

    class Route:  # a fresh route for each socket, so that each takes the limits of its test
        async def __call__(self, scope, receive, send):
            await Starlette(routes=[voice_route(hub, limits=limits[0])])(scope, receive, send)

    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Route(), lifespan="off", log_level="critical", ws="websockets-sansio")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield hub, limits, f"127.0.0.1:{listener.getsockname()[1]}"
    running.should_exit = True
    thread.join(LIMIT_S)


@pytest.fixture
def line(server):
    """Opens sockets to a fresh call: `line(call)`, `line(call, token=…)`."""
    hub, limits, host = server
    limits[0] = Limits()
    opened = contextlib.ExitStack()

    def open_line(call=None, *, token=None, origin=None, talk="talk", page="page"):
        token = token if token is not None else hub.open(call, talk=talk, page=page)
        address = f"ws://{host}/voice?token={token}"
        client = opened.enter_context(connect(address, origin=origin or f"http://{host}", open_timeout=LIMIT_S))
        client.token = token
        return client

    open_line.limits = limits
    with opened:
        yield open_line


def closed_with(client) -> int:
    try:
        while True:
            client.recv(timeout=LIMIT_S)
    except ConnectionClosed as closed:
        return closed.rcvd.code


def next_message(client) -> dict:
    return json.loads(client.recv(timeout=LIMIT_S))


def test_frames_and_messages_reach_the_call_and_its_answers_come_back(line):
    call = ScriptedCall()
    client = line(call)
    client.send(FRAME)
    client.send(json.dumps({"type": "done"}))
    assert call.got.get(timeout=LIMIT_S) == FRAME
    assert call.got.get(timeout=LIMIT_S) == {"type": "done"}
    assert next_message(client) == {"echo": {"type": "done"}}


def test_a_clip_travels_as_its_number_and_its_samples(line):
    call = ScriptedCall()
    client = line(call)
    call.out.put(Message({"type": "clip", "clip": 7}))
    call.out.put(Sound(7, b"\x05\x00\x06\x00"))
    assert next_message(client) == {"type": "clip", "clip": 7}
    assert client.recv(timeout=LIMIT_S) == b"\x07\x00\x00\x00\x05\x00\x06\x00"


def test_an_unknown_token_is_refused(line):
    assert closed_with(line(token="guessed")) == CloseCode.UNKNOWN_TOKEN


def test_another_site_is_refused(line):
    assert closed_with(line(ScriptedCall(), origin="http://elsewhere.example")) == CloseCode.WRONG_ORIGIN


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://practice.example", "practice.example", True),
        ("http://localhost:8502", "localhost:8501", False),
        ("http://localhost.elsewhere.example:8501", "localhost:8501", False),
        ("null", "localhost:8501", False),
        (None, "localhost:8501", False),
        ("http://localhost:8501", None, False),
        ("", "", False),
    ],
)
def test_only_a_page_of_the_same_server_may_open_a_line(origin, host, same):
    assert same_origin(origin, host) is same


def test_the_newest_socket_wins_and_the_call_is_not_paused_by_the_older(line):
    call = ScriptedCall()
    older = line(call)
    newer = line(token=older.token)
    assert closed_with(older) == CloseCode.OPENED_ELSEWHERE
    newer.send(json.dumps({"type": "done"}))
    assert next_message(newer) == {"echo": {"type": "done"}}
    assert call.got.get(timeout=LIMIT_S) == {"type": "done"}


def test_the_same_talk_in_a_second_tab_ends_the_first_tabs_call(line):
    here = ScriptedCall()
    first = line(here, page="one")
    line(ScriptedCall(), page="two")
    assert closed_with(first) == CloseCode.OPENED_ELSEWHERE
    assert here.closed


def test_a_dropped_line_pauses_the_talk_and_what_was_not_sent_comes_after_the_return(line):
    call = ScriptedCall()
    client = line(call)
    client.close()
    assert call.got.get(timeout=LIMIT_S) == PAUSED
    again = line(token=client.token)
    assert next_message(again) == {"echo": PAUSED}


def test_a_flood_of_sound_is_cut_off(line):
    line.limits[0] = replace(Limits(), audio_burst_s=1.0)
    client = line(ScriptedCall())
    for _ in range(4):  # two seconds of sound in no time
        client.send(FRAME * 25)
    assert closed_with(client) == CloseCode.TOO_MUCH


def test_a_talk_has_an_end_to_its_sound(line):
    line.limits[0] = replace(Limits(), audio_in_all_s=0.05)
    client = line(ScriptedCall())
    for _ in range(3):
        client.send(FRAME)
    assert closed_with(client) == CloseCode.TOO_MUCH


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (FRAME * 26, CloseCode.TOO_MUCH),
        (FRAME[:-1], CloseCode.NOT_UNDERSTOOD),
        (b"", CloseCode.NOT_UNDERSTOOD),
        (json.dumps({"type": "typed", "text": "x" * 20_000}), CloseCode.TOO_MUCH),
    ],
)
def test_what_is_too_large_or_no_frame_ends_the_line(line, sent, code):
    client = line(ScriptedCall())
    client.send(sent)
    assert closed_with(client) == code


def test_senseless_messages_are_passed_over_until_there_are_too_many(line):
    line.limits[0] = replace(Limits(), senseless_messages=5)
    client = line(ScriptedCall())
    for text in ("{", "[]", '{"type": "nonsense"}', "[" * 5_000):
        client.send(text)
    client.send(json.dumps({"type": "done"}))
    assert next_message(client) == {"echo": {"type": "done"}}
    client.send("null")
    assert closed_with(client) == CloseCode.NOT_UNDERSTOOD


def test_a_line_on_which_nothing_happens_is_closed(line):
    line.limits[0] = replace(Limits(), idle_s=0.05)
    assert closed_with(line(ScriptedCall())) == CloseCode.IDLE


@pytest.mark.parametrize("where", ["message", "audio", "drain"])
def test_a_call_that_breaks_says_so_and_leaves_the_others_alone(line, caplog, where):
    broken, sound = ScriptedCall(), ScriptedCall()
    with caplog.at_level(logging.ERROR):
        client, other = line(broken, talk="broken"), line(sound, talk="sound")
        if where == "message":
            client.send(json.dumps({"type": "break"}))
        elif where == "audio":
            broken.broken = True
            client.send(FRAME)
        else:
            broken.out.put(RuntimeError("secret words"))
        told = next_message(client)
        assert told["type"] == "problem"
        assert told["fatal"]
        assert closed_with(client) == CloseCode.BROKEN
    other.send(json.dumps({"type": "done"}))
    assert next_message(other) == {"echo": {"type": "done"}}
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_a_bucket_fills_again_with_time():
    bucket = Bucket(a_second=1.0, burst=2.0, now_s=0.0)
    assert [bucket.allows(1.0, 0.0) for _ in range(3)] == [True, True, False]
    assert bucket.allows(1.0, 1.0)
    assert not bucket.allows(0.5, 1.0)
