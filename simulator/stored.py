"""Talks that are kept: what they were, their report, and the flags in them that the user says are wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.core.objections import Objection, labelled_lines
from simulator.core.progress import figures_of
from simulator.core.report import Report, build_report
from simulator.core.session import replay_turns, stop
from simulator.domain import Persona, Phase, SessionState
from simulator.sound_of_talks import stored_baseline, stored_sounds
from simulator.store import SessionStore


def stored_report(store: SessionStore, session_id: str, persona: Persona) -> Report:
    """The report of a talk that is kept, without the flags the user says are wrong."""
    started = store.get(session_id).started_at.isoformat(timespec="seconds")
    state = stored_state(store, session_id, persona)
    objections = stored_objections(store, session_id)
    return build_report(
        persona,
        state,
        started=started,
        objections=objections,
        plan=store.plan(session_id),
        sounds=stored_sounds(store, session_id),
        baseline=stored_baseline(store, session_id),
    )


def stored_state(store: SessionStore, session_id: str, persona: Persona) -> SessionState:
    """A talk that is kept; one that was broken off counts up to its last turn."""
    stored = store.get(session_id)
    state = replay_turns(persona, stored.booking, store.turns(session_id), seed=stored.seed)
    if state.over:
        return state
    if stored.ended_by is None:
        return stop(state, now_s=0.0)
    clock = replace(state.clock, ended_s=stored.ended_s)
    return replace(state, phase=Phase.OVER, ended_by=stored.ended_by, clock=clock)


def stored_objections(store: SessionStore, session_id: str) -> frozenset[Objection]:
    """What the user has said is wrong among the flags of a talk."""
    return frozenset(Objection(turn, kind) for turn, kind in store.objections(session_id))


def object_to_flag(store: SessionStore, session_id: str, persona: Persona, objection: Objection) -> Report:
    """The report after “this flag is wrong”; the score in the list of talks follows."""
    store.object_to(session_id, objection.turn, objection.kind)
    return rescored(store, session_id, persona)


def restore_flag(store: SessionStore, session_id: str, persona: Persona, objection: Objection) -> Report:
    """The report after taking that back."""
    store.withdraw_objection(session_id, objection.turn, objection.kind)
    return rescored(store, session_id, persona)


def rescored(store: SessionStore, session_id: str, persona: Persona) -> Report:
    """The report as it is now, whose score is what the list of talks shows."""
    report = stored_report(store, session_id, persona)
    keep_figures(store, session_id, report)
    return report


def keep_figures(store: SessionStore, session_id: str, report: Report) -> None:
    """Keep what lists and trends need of a finished talk's report, unless it is kept already."""
    figures, talk = figures_of(report), store.get(session_id)
    if talk.ended_by is not None and (talk.overall, store.figures.of(session_id)) != (report.overall, figures):
        store.figures.keep(session_id, report.overall, figures)


def objected_lines(store: SessionStore, people: Mapping[str, Persona]) -> tuple[str, ...]:
    """Every flag said to be wrong, over all talks, as labelled lines; the oldest talk first.

    Talks whose person is no longer here are left out: without the person they cannot be told again.
    """
    lines: list[str] = []
    for number, talk in enumerate(reversed(store.sessions()), start=1):
        objections = stored_objections(store, talk.id)
        persona = people.get(talk.persona_id)
        if objections and persona is not None:
            state = stored_state(store, talk.id, persona)
            lines += labelled_lines(state, objections, group=f"said-wrong-talk-{number}")
    return tuple(lines)
