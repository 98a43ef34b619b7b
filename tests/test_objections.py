"""“This flag is wrong”: the flag goes, the talk is scored again, the line can be exported, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator.core.objections import LABELLED_HEADER, Objection, labelled_lines
from simulator.core.report import build_report, report_json
from simulator.domain import Booking, MoveKind
from simulator.errors import StoreError
from simulator.moves.data import HEADER, read_labelled
from simulator.pipeline import Company
from simulator.report_html import report_html
from simulator.scripted import ScriptLine, rehearse_script
from simulator.store import SessionStore
from simulator.stored import object_to_flag, objected_lines, restore_flag, stored_report

LINES = (
    "Hello, thanks for seeing me, I have been looking forward to this for a week.",
    "What does a good day look like for you, and what does a bad one look like?",
    "Are there any openings on your team right now?",
    "How did you get into this field, and what would you do differently today?",
    "What is the hardest part of leading people who are tired?",
    "Thank you so much for your time, that was really helpful. Goodbye!",
)


@pytest.fixture
def talk(nadia, knowledge, classifier):
    script = [ScriptLine(text, len(text.split()) / 2.5, 1.0) for text in LINES]
    company = Company(nadia, knowledge[nadia.id], classifier)
    return rehearse_script(company, script, Booking(nadia.formats[0], 20), seed=0)


@pytest.fixture
def stored(talk, nadia, tmp_path):
    store = SessionStore(tmp_path)
    session_id = store.create(nadia.id, talk.booking, 0, now=datetime(2026, 1, 1, tzinfo=UTC), persona_name=nadia.name)
    for turn in talk.turns:
        store.append(session_id, turn)
    store.finish(session_id, talk.ended_by, talk.clock.ended_s)
    return store, session_id


def objection_to(report):
    (flag,) = report.flags
    return Objection(flag.evidence.turn, flag.flag.kind)


def test_without_the_flag_the_talk_is_scored_again(talk, nadia):
    before = build_report(nadia, talk)
    objection = objection_to(before)
    after = build_report(nadia, talk, objections=frozenset({objection}))
    assert after.flags == ()
    assert [one.flag for one in after.objected] == [one.flag for one in before.flags]
    assert before.overall <= 60 < after.overall
    assert after.facts.state.rapport > before.facts.state.rapport
    assert len(after.thoughts) < len(before.thoughts)
    assert report_json(after)["objections"] == [{"turn": objection.turn, "kind": "job_ask"}]
    assert "asked for a job" not in after.headline
    assert "What they may have minded" not in report_html(after)


def test_an_objection_to_nothing_changes_nothing_but_the_record(talk, nadia):
    plain = build_report(nadia, talk)
    odd = build_report(
        nadia, talk, objections=frozenset({Objection(0, MoveKind.PITCH), Objection(999, MoveKind.PITCH)})
    )
    assert odd.overall == plain.overall
    assert odd.objected == ()


def test_it_is_kept_and_can_be_taken_back(stored, nadia, tmp_path):
    store, session_id = stored
    first = stored_report(store, session_id, nadia)
    objection = objection_to(first)
    object_to_flag(store, session_id, nadia, objection)
    again = object_to_flag(store, session_id, nadia, objection)
    assert again.flags == ()
    assert store.get(session_id).overall == again.overall
    assert stored_report(SessionStore(tmp_path), session_id, nadia).flags == ()
    back = restore_flag(store, session_id, nadia, objection)
    assert back.flags == first.flags
    assert store.get(session_id).overall == first.overall
    assert restore_flag(store, session_id, nadia, objection).flags == first.flags


def test_it_goes_with_the_talk(stored, nadia):
    store, session_id = stored
    object_to_flag(store, session_id, nadia, Objection(5, MoveKind.JOB_ASK))
    store.delete(session_id)
    with pytest.raises(StoreError):
        store.objections(session_id)
    with pytest.raises(StoreError):
        store.object_to(session_id, 5, MoveKind.JOB_ASK)


def test_what_is_exported_reads_as_a_file_of_labelled_lines(stored, nadia, tmp_path):
    store, session_id = stored
    object_to_flag(store, session_id, nadia, objection_to(stored_report(store, session_id, nadia)))
    lines = objected_lines(store, {nadia.id: nadia})
    assert LABELLED_HEADER == HEADER
    path = tmp_path / "said_wrong.tsv"
    path.write_text("\n".join((LABELLED_HEADER, *lines, "")), encoding="utf-8")
    (line,) = read_labelled(path)
    assert line.text == "Are there any openings on your team right now?"
    assert MoveKind.JOB_ASK not in line.labels
    assert MoveKind.QUESTION in line.labels
    assert line.context
    assert objected_lines(store, {}) == ()


def test_tabs_and_line_breaks_in_what_was_said_break_no_file(talk):
    odd = tuple(replace(turn, text=turn.text.replace(" ", "\t\n", 2)) for turn in talk.turns)
    (line,) = labelled_lines(replace(talk, turns=odd), {Objection(3, MoveKind.JOB_ASK)}, group="g")
    assert line.count("\t") == 3
    assert "\n" not in line
