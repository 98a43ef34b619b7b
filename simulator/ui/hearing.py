"""A recording being listened to while the page stays alive: it takes long, shows how far it is, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from simulator.errors import SimulatorError
from simulator.recorded_talks import Progress, RecordedTalk, Step
from simulator.ui.plain import plain

BEFORE_WORDS = 0.1
"""The share of the bar for all that comes before the words are understood, which takes most of the time."""


class _Stopped(Exception):
    """The user has had enough."""


class Hearing:
    """One recording in a thread of its own. `problem` is a sentence where it could not be heard."""

    def __init__(self, source: str, work: Callable[[Progress], RecordedTalk]) -> None:
        self.source = source
        self.result: RecordedTalk | None = None
        self.problem = ""
        self.says = "Getting ready"
        self.share = 0.0
        self._work = work
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, limit_s: float) -> None:
        """Until it is done, or so long at most."""
        self._thread.join(limit_s)

    def stop(self) -> None:
        """Give it up; what was understood so far is forgotten."""
        self._stopping.set()

    def _run(self) -> None:
        try:
            self.result = self._work(self._tell)
        except _Stopped:
            pass
        except SimulatorError as error:
            self.problem = str(error)
        except MemoryError:
            self.problem = f"{self.source}: is too long for the memory of this machine. Cut it to the talk itself."

    def _tell(self, step: Step, share: float) -> None:
        if self._stopping.is_set():
            raise _Stopped
        self.says = step.value
        if step is Step.WORDS:
            self.share = BEFORE_WORDS + (1 - BEFORE_WORDS) * share
        else:
            self.share = BEFORE_WORDS * (share + (step is Step.VOICES)) / 2


@dataclass(slots=True)
class _Running:
    """What this visitor's page has begun; all of it is stopped when they leave."""

    hearings: list[Hearing] = field(default_factory=list)

    def stop(self) -> None:
        for one in self.hearings:
            one.stop()


@st.cache_resource(scope="session", on_release=_Running.stop, show_spinner=False)
def _running() -> _Running:
    return _Running()


def begin_hearing(source: str, work: Callable[[Progress], RecordedTalk]) -> Hearing:
    """Start to listen; whatever was running before is stopped."""
    running = _running()
    running.stop()
    running.hearings = [Hearing(source, work)]
    return running.hearings[0]


@st.fragment(run_every=1.0)
def show_hearing(hearing: Hearing, on_stop: Callable[[], None]) -> None:
    """How far it is, with a way to stop it; the page goes on by itself when it is done."""
    if hearing.done:
        st.rerun()
    st.progress(hearing.share, text=f"{hearing.says} · {hearing.share:.0%} of {plain(hearing.source)}")
    st.caption("You may look at other pages meanwhile. Keep this window open.")
    if st.button("Stop", icon=":material/stop_circle:"):
        hearing.stop()
        on_stop()
        st.rerun()
