"""The Progress page: empty, after one talk, after several; comparing, notes due, exports, figures that are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from simulator import past_talks as judging
from simulator.domain import Booking, MoveKind
from simulator.engines.fake import FakeClassifier
from simulator.pipeline import Company
from simulator.scripted import ScriptLine, rehearse_script
from simulator.store import DraftKind, SessionStore
from simulator.ui import progress as pages

LIMIT_S = 60
GOOD = (
    "Hello, thank you for making the time, I would love to hear about your work and how you came to it.",
    "How did you get started in nursing, and what made you stay when it was hard to go on?",
    "What does a good day look like for you on the ward, from the morning to the night?",
    "Why did that matter so much to you?",
    "What skills matter most in your work?",
    "Thank you, that was really helpful. Goodbye!",
)
ASKS = (*GOOD[:3], "Would you hire me?", *GOOD[4:])


@pytest.fixture(autouse=True)
def fresh_server():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def states(nadia, knowledge):
    moves = {"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS, "?": MoveKind.QUESTION}
    company = Company(nadia, knowledge[nadia.id], FakeClassifier(moves))
    scripts = ([ScriptLine(text, 5.0, 1.0) for text in said] for said in (ASKS, GOOD))
    return [rehearse_script(company, script, Booking(nadia.formats[0], 20), seed=1) for script in scripts]


@pytest.fixture
def keep(home, nadia, states):
    def keep(which: int, *, days_ago: float = 0.0) -> str:
        store, state = SessionStore(home), states[which]
        now = datetime.now(UTC) - timedelta(days=days_ago)
        talk_id = store.create(nadia.id, state.booking, 1, now=now, persona_name=nadia.name)
        for turn in state.turns:
            store.append(talk_id, turn)
        store.finish(talk_id, state.ended_by, state.clock.ended_s)
        return talk_id

    return keep


def _progress():
    from simulator.ui.progress import page

    page()


def progress(**state) -> AppTest:
    app = AppTest.from_function(_progress, default_timeout=LIMIT_S)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert len(app.exception) == 0
    return app


def said(app) -> str:
    parts = [*app.markdown, *app.caption, *app.info, *app.subheader]
    return " ".join(one.value for one in parts).replace("\\", "")


def test_without_a_talk_the_page_says_what_will_be_here():
    text = said(progress())
    assert "Nothing here yet." in text
    assert "how each of your skills moves" in text


def test_one_talk_has_scores_in_words_and_no_trend(keep):
    keep(0, days_ago=5)
    app = progress()
    assert "of 100, in one talk." in said(app)
    assert "Most to gain: Learning, not asking" in said(app)
    assert len(app.get("vega_lite_chart")) == 0
    assert "note" not in said(app).replace("notes", "")  # five days later nothing is said of it any more


def test_two_talks_have_trends_with_a_sentence_each_and_the_best_is_named(keep):
    keep(0, days_ago=8)
    keep(1)
    app = progress()
    assert "Up from" in said(app)
    assert "Your best so far:" in said(app)
    assert "Practised on 2 days, 2 weeks in a row" in said(app)
    assert len(app.get("vega_lite_chart")) >= 2  # the overall score, and skills that two talks rated


def test_figures_are_made_once_and_not_at_every_rerun(keep, monkeypatch):
    keep(0)
    app = progress()
    monkeypatch.setattr(judging, "stored_report", None)
    app.run()
    assert len(app.exception) == 0
    assert "Most to gain" in said(app)


def test_two_talks_are_laid_side_by_side(keep):
    keep(0, days_ago=1)
    keep(1)
    text = said(progress(compare=True))
    assert "Asked for a job | 1 | 0" in text
    assert "Would you hire me?" in text
    assert "Your share of the talking" in text
    assert "After your second talk" not in text


def test_with_one_talk_comparing_says_what_is_missing(keep):
    keep(0)
    assert "After your second talk" in said(progress(compare=True))


def test_a_note_that_is_due_leads_to_its_talk_and_is_gone_once_begun(home, keep):
    talk_id = keep(1)
    app = progress()
    assert "Your thank-you note to Nadia Rahman is not written yet." in said(app).replace("*", "")
    app.button(key=f"write-{talk_id}").click().run()
    assert [one.value for one in app.title] == ["Your feedback"]
    SessionStore(home).drafts.save(talk_id, DraftKind.THANK_YOU, "Dear Nadia, thank you.")
    assert "not written yet" not in said(progress())


def test_a_long_list_shows_the_newest_talks_and_the_rest_on_demand(keep, monkeypatch):
    monkeypatch.setattr(pages, "MOST_AT_FIRST", 2)
    for number in range(3):
        keep(0, days_ago=number)
    app = progress()
    assert [one.label for one in app.button].count("Feedback") == 2
    app.button(key="show-all").click().run()
    assert [one.label for one in app.button].count("Feedback") == 3
