"""Saying a turn again: the person answers from the very state they were in, and the attempt is kept beside the talk."""

from __future__ import annotations

from datetime import UTC, datetime

from simulator.core.redo import Comparison, Moment, compare
from simulator.core.report import Report
from simulator.domain import Persona, Reply, Turn
from simulator.pipeline import Company, listen, reply_to, reworded
from simulator.ports import Wording
from simulator.store import Retry, SessionStore

SHORTEST_TURN_S = 0.1


def say_again(
    company: Company, moment: Moment, text: str, *, spoken_s: float, wording: Wording | None = None
) -> tuple[Turn, Reply]:
    """The user's other words at a moment, and the person's other answer.

    The turn begins when the first one began, or when the person had spoken out where that one cut them short, and takes
    `spoken_s` seconds.
    """
    start_s = moment.said.start_s
    if moment.said.words and moment.before is not None:
        start_s = max(start_s, moment.before.end_s)
    state = listen(company, moment.state, text, start_s=start_s, end_s=start_s + max(SHORTEST_TURN_S, spoken_s))
    said = state.turns[-1]
    reply = reply_to(company, state, now_s=said.end_s)
    return said, reworded(reply, company.persona, said.text, wording)


def keep_retry(store: SessionStore, session_id: str, said: Turn, reply: Reply) -> Retry:
    """Keep an attempt; the talk itself stays as it was. Raises `StoreError`."""
    return store.retries.add(session_id, said, reply, now=datetime.now(UTC))


def compared(persona: Persona, report: Report, moment: Moment, retry: Retry) -> Comparison:
    """A kept attempt beside the turn as it was said in the talk, whose report is `report`."""
    return compare(persona, report, moment, retry.said, retry.reply)
