"""The recordings of a talk that is kept, measured once: what was measured is kept beside the turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.core.delivery import measure_delivery
from simulator.core.voice_measures import baseline_of
from simulator.domain import Role, Turn, Word
from simulator.errors import AudioError
from simulator.store import SessionStore
from simulator.turn_sound import TurnSound

Measure = Callable[[int, bytes, Sequence[Word] | None], TurnSound]
"""Measures a turn by its number, its recording as a WAV and its words, timed from the start of the recording."""
Progress = Callable[[int, int], object]
"""Called with how many recordings are done, and of how many."""
MEASURING = 1
"""The number of the way of measuring; talks measured in an older way are measured anew."""


def needs_measuring(store: SessionStore, session_id: str) -> bool:
    """Whether there are recordings of a talk that nobody has measured yet."""
    return store.measures.sounds(session_id, version=MEASURING) is None and bool(store.recorded_turns(session_id))


def measure_talk(store: SessionStore, session_id: str, measure: Measure, progress: Progress = lambda *_: None) -> None:
    """Measure the recordings of a talk and keep the figures. A recording that cannot be read is left out.

    Raises `StoreError`, and what the engines raise where they are not there.
    """
    recorded = store.recorded_turns(session_id)
    turns = store.turns(session_id)
    wanted = [turn for turn in turns if turn.role is Role.USER and turn.index in recorded]
    sounds: list[TurnSound] = []
    for done, turn in enumerate(wanted):
        progress(done, len(wanted))
        wav = store.audio(session_id, turn.index)
        if wav is not None:
            try:
                sounds.append(measure(turn.index, wav, words_in_clip(turn)))
            except AudioError:
                continue
    summary = measure_delivery(turns, sounds=sounds).summary
    store.measures.keep(session_id, sounds, summary, version=MEASURING)


def words_in_clip(turn: Turn) -> tuple[Word, ...] | None:
    """The words of a turn, timed from the start of its recording; None where they have no times."""
    return (
        tuple(
            replace(one, start_s=max(0.0, one.start_s - turn.start_s), end_s=max(0.0, one.end_s - turn.start_s))
            for one in turn.words
        )
        or None
    )


def stored_sounds(store: SessionStore, session_id: str) -> tuple[TurnSound, ...]:
    """What was measured in the recordings of a talk; empty where there are none."""
    return store.measures.sounds(session_id, version=MEASURING) or ()


def stored_baseline(store: SessionStore, session_id: str) -> dict[str, float] | None:
    """The user's usual figures before this talk; None with too few earlier talks."""
    return baseline_of(store.measures.before(session_id))
