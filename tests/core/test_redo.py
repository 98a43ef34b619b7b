"""Saying a moment again: the person is in the very state they were in, the talk stays as it was, and the change is told."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from simulator.core.objections import Objection
from simulator.core.redo import can_be_redone, moment_before, verdict
from simulator.core.report import build_report, report_json
from simulator.core.session import new_session, stop
from simulator.domain import Booking, Difficulty, MoveKind, ReplyKind, Role
from simulator.language import speaking_time_s
from simulator.pipeline import Company, greet, listen, reply_to, speak, speaking_duration_s, voice_in
from simulator.retakes import compared, keep_retry, say_again
from simulator.scripted import read_script
from simulator.store import SessionStore
from simulator.stored import stored_report, stored_state

TALKS = Path(__file__).parent / "talks"
NOW = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
MOMENTS = 50
SAID_WITH = {
    "excellent": ("nadia-rahman", Difficulty.AS_THEY_ARE),
    "veiled": ("victor-almeida", Difficulty.HARD),
    "rude": ("ingrid-solheim", Difficulty.AS_THEY_ARE),
    "deep": ("nadia-rahman", Difficulty.EASY),
}


def canonical(state) -> bytes:
    """Everything in a state, in one order."""
    return json.dumps(asdict(state), sort_keys=True, default=sorted, ensure_ascii=False).encode()


def held(company, store, name, difficulty, seed):
    """A talk as it happens: kept turn by turn; with the state that each of the user's turns met."""
    persona = company.persona
    booking = Booking(persona.formats[0], 10, difficulty)
    state = new_session(persona, booking, seed=seed)
    talk_id = store.create(persona.id, booking, seed, now=NOW, persona_name=persona.name)
    met = {}
    now_s = 0.0
    path = TALKS / f"{name}.jsonl"
    for line in (None, *read_script(path.read_text(encoding="utf-8").splitlines(), source=path.name)):
        if line is not None:
            met[len(state.turns)] = canonical(state)
            start_s = state.turns[-1].end_s + 1.0
            now_s = start_s + speaking_time_s(line.text)
            state = listen(company, state, line.text, start_s=start_s, end_s=now_s)
            store.append(talk_id, state.turns[-1])
        reply = reply_to(company, state, now_s=now_s) if state.turns else greet(company, state)
        duration_s = speaking_duration_s(reply.text, voice_in(state, persona))
        state = speak(state, reply, start_s=now_s + reply.pause_s, duration_s=duration_s)
        store.append(talk_id, state.turns[-1])
        if state.over:
            break
    state = stop(state, now_s=state.turns[-1].end_s)
    store.finish(talk_id, state.ended_by, state.clock.ended_s)
    return talk_id, met


@pytest.fixture(scope="module")
def talks(everybody, knowledge, classifier, tmp_path_factory):
    """Four talks by different people on easy and hard days, kept and read back."""
    store = SessionStore(tmp_path_factory.mktemp("talks"))
    people = {one.id: Company(one, knowledge[one.id], classifier) for one in everybody}
    kept = {}
    for seed, (name, (who, difficulty)) in enumerate(SAID_WITH.items()):
        talk_id, met = held(people[who], store, name, difficulty, seed)
        kept[name] = (people[who], talk_id, met)
    return store, kept


def test_the_state_at_a_moment_is_the_one_the_talk_met_byte_for_byte(talks):
    store, kept = talks
    moments = [(name, index) for name, (_, _, met) in kept.items() for index in met]
    chosen = Random(50).sample(moments, MOMENTS)
    assert len({name for name, _ in chosen}) == len(SAID_WITH)
    for name, index in chosen:
        company, talk_id, met = kept[name]
        state = stored_state(store, talk_id, company.persona)
        assert canonical(moment_before(company.persona, state, index).state) == met[index], (name, index)


def test_the_same_words_get_the_same_answer(talks):
    store, kept = talks
    for company, talk_id, met in kept.values():
        state = stored_state(store, talk_id, company.persona)
        for index in met:
            moment = moment_before(company.persona, state, index)
            said, reply = say_again(company, moment, moment.said.text, spoken_s=moment.said.duration_s)
            assert said == moment.said
            assert reply == moment.answered.reply


def flagged_moment(talks, name="veiled"):
    store, kept = talks
    company, talk_id, _ = kept[name]
    report = stored_report(store, talk_id, company.persona)
    index = next(one.evidence.turn for one in report.flags if one.flag.kind is MoveKind.JOB_ASK)
    return company, store, talk_id, report, moment_before(company.persona, report.facts.state, index)


def test_a_hint_put_as_a_question_loses_its_flag_and_warms_the_person(talks):
    company, store, talk_id, report, moment = flagged_moment(talks)
    said, reply = say_again(company, moment, "What do you find hardest about your own work?", spoken_s=4.0)
    kept = keep_retry(store, talk_id, said, reply)
    comparison = compared(company.persona, report, moment, kept)
    assert [one.flag.kind for one in comparison.before.flags] == [MoveKind.JOB_ASK]
    assert comparison.after.flags == ()
    assert comparison.before.rapport_change < 0 <= comparison.after.rapport_change
    assert comparison.before.thought is not None
    assert comparison.before.answered.kind is ReplyKind.DEFLECTION
    assert comparison.after.answered.kind in (ReplyKind.ANSWER, ReplyKind.FOLLOW_UP)
    assert comparison.after.question.question.form == "open"
    assert any(change.check.id == "no_job_ask" for change in comparison.checks)
    assert verdict(comparison, "Victor").startswith("Better: the flag is gone")


def test_an_open_ask_in_place_of_a_question_is_told_to_be_worse(talks):
    store, kept = talks
    company, talk_id, _ = kept["excellent"]
    report = stored_report(store, talk_id, company.persona)
    moment = moment_before(company.persona, report.facts.state, report.questions[1].turn.index)
    said, reply = say_again(company, moment, "Could you give me a job in your hospital?", spoken_s=3.0)
    comparison = compared(company.persona, report, moment, keep_retry(store, talk_id, said, reply))
    assert {change.check.id for change in comparison.checks if change.worse} >= {"no_job_ask", "not_direct"}
    assert "something new that they may mind" in verdict(comparison, "Nadia")


def test_saying_it_again_never_alters_the_talk_or_its_report(talks):
    company, store, talk_id, report, moment = flagged_moment(talks)
    turns, before = store.turns(talk_id), report_json(report)
    for text in ("Goodbye, and thank you for everything!", "Hire me, please.", "…"):
        said, reply = say_again(company, moment, text, spoken_s=2.0)
        comparison = compared(company.persona, report, moment, keep_retry(store, talk_id, said, reply))
        assert verdict(comparison, "Victor")
    assert store.turns(talk_id) == turns
    assert report_json(stored_report(store, talk_id, company.persona)) == before


def test_every_turn_of_the_user_can_be_said_again_whatever_was_said(talks):
    store, kept = talks
    for company, talk_id, met in kept.values():
        report = stored_report(store, talk_id, company.persona)
        for index in [*met][::6]:
            moment = moment_before(company.persona, report.facts.state, index)
            said, reply = say_again(company, moment, "Thank you so much for your time. Goodbye!", spoken_s=3.0)
            comparison = compared(company.persona, report, moment, keep_retry(store, talk_id, said, reply))
            assert comparison.after.answered == reply
            assert verdict(comparison, "Nadia").endswith((".", "!"))


def test_only_the_users_own_turns_can_be_said_again(talks):
    store, kept = talks
    company, talk_id, _ = kept["deep"]
    state = stored_state(store, talk_id, company.persona)
    redoable = [turn.index for turn in state.turns if can_be_redone(state, turn.index)]
    assert redoable == [turn.index for turn in state.turns if turn.role is Role.USER]
    assert not can_be_redone(state, len(state.turns))
    with pytest.raises(ValueError, match="none of the user's turns"):
        moment_before(company.persona, state, 0)


def test_a_flag_that_was_taken_out_does_not_come_back(talks):
    company, store, talk_id, _, moment = flagged_moment(talks)
    objection = Objection(moment.said.index, MoveKind.JOB_ASK)
    state = stored_state(store, talk_id, company.persona)
    without = build_report(company.persona, state, objections=frozenset({objection}))
    said, reply = say_again(company, moment, "How did you get into this?", spoken_s=2.0)
    comparison = compared(company.persona, without, moment, keep_retry(store, talk_id, said, reply))
    assert comparison.before.flags == ()
    assert len(without.objected) == 1
