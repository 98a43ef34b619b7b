"""The talks that are kept, with their figures: those judged by the present rubric as they are, the others made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.core.progress import RUBRIC, PastTalk, figures_of
from simulator.domain import Persona, TalkFigures
from simulator.errors import StoreError
from simulator.store import SessionStore, StoredSession
from simulator.stored import stored_report


def past_talks(
    store: SessionStore, people: Mapping[str, Persona], *, on_talk: Callable[[int, int], None] | None = None
) -> tuple[PastTalk, ...]:
    """Every finished talk, the oldest first. Talks without figures are judged now, once; `on_talk` is told how many of
    them are done, of how many. Raises `StoreError` where the store cannot be used."""
    ended = [one for one in reversed(store.sessions()) if one.ended_by is not None]
    known = {talk: one for talk, one in store.figures.all().items() if one.judged_by == RUBRIC}
    missing = [one for one in ended if one.id not in known and one.persona_id in people]
    overall = {one.id: one.overall for one in ended}
    for number, one in enumerate(missing, start=1):
        judged = _judged(store, one, people[one.persona_id])
        if judged is not None:
            overall[one.id], known[one.id] = judged
        if on_talk is not None:
            on_talk(number, len(missing))
    return tuple(
        PastTalk(one.id, one.persona_name, one.started_at, overall[one.id], known.get(one.id)) for one in ended
    )


def _judged(store: SessionStore, talk: StoredSession, persona: Persona) -> tuple[int | None, TalkFigures] | None:
    """The overall score and the figures, which are kept; None for a talk that is damaged, or deleted meanwhile."""
    try:
        report = stored_report(store, talk.id, persona)
        figures = figures_of(report)
        store.figures.keep(talk.id, report.overall, figures)
    except StoreError:
        return None
    return report.overall, figures
