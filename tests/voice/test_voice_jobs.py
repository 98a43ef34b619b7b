"""Slow work beside a call, on a real thread."""

from __future__ import annotations

import queue
import threading

import pytest

from simulator.voice.jobs import Kind, ThreadWorker

LIMIT_S = 10.0


@pytest.fixture
def crashes():
    return queue.Queue()


@pytest.fixture
def worker(crashes):
    worker = ThreadWorker("test", crashes.put)
    yield worker
    worker.close()


def test_the_newest_of_a_kind_takes_the_place_of_one_that_waits_and_the_urgent_come_first(worker):
    done = queue.Queue()
    started, go_on = threading.Event(), threading.Event()

    def first():
        started.set()
        go_on.wait(LIMIT_S)

    worker.submit(Kind.TURN, first)
    assert started.wait(LIMIT_S)
    worker.submit(Kind.WORDS, lambda: done.put("words"))
    worker.submit(Kind.TURN, lambda: done.put("old turn"))
    worker.submit(Kind.TURN, lambda: done.put("new turn"))
    go_on.set()
    assert [done.get(timeout=LIMIT_S) for _ in range(2)] == ["new turn", "words"]


def test_a_crash_is_told_and_work_goes_on(worker, crashes):
    done = queue.Queue()
    worker.submit(Kind.TURN, lambda: 1 / 0)
    assert isinstance(crashes.get(timeout=LIMIT_S), ZeroDivisionError)
    worker.submit(Kind.TURN, lambda: done.put("done"))
    assert done.get(timeout=LIMIT_S) == "done"


def test_nothing_is_done_after_the_end(worker):
    worker.close()
    worker.submit(Kind.TURN, pytest.fail)
    assert worker._thread is None
