"""Getting ready before a talk and thanking after it, on the pages: what is written is checked, kept and never lost."""

from __future__ import annotations

import pytest
import streamlit as st

from simulator import wiring
from simulator.domain import Booking, MeetingFormat
from simulator.engines.fake import BrokenEngine, FakeSynthesizer
from simulator.errors import EngineMissing, StoreError
from simulator.pipeline import Company
from simulator.rehearsal import Rehearsal
from simulator.store import DraftKind, SessionStore
from simulator.store.drafts import Drafts
from simulator.ui import machine as engines
from simulator.ui.get_ready import THE_FACTS
from tests.ui.test_pages import fine, press, say, sentences, start

NADIA = "nadia-rahman"
QUESTION = "How did you come to nursing?"
NOTE = (
    "Dear Nadia, I am a nursing student in Leeds. I read about Quiet Nights and would like to learn how you won over the night "
    "staff. Could you spare 20 minutes, by phone or video, whenever it suits you? Thank you, Sam"
)


@pytest.fixture(autouse=True)
def fresh_server(monkeypatch, classifier, knowledge):
    """A server that has just started, with a silent voice and the classifier all tests share."""
    st.cache_resource.clear()
    for module in (wiring, engines):
        monkeypatch.setattr(module, "build_classifier", lambda: classifier)
    monkeypatch.setattr(wiring, "build_knowledge", lambda persona: knowledge[persona.id])
    monkeypatch.setattr(engines, "build_synthesizer", FakeSynthesizer)
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: BrokenEngine(lambda: EngineMissing("no ear")))
    yield
    st.cache_resource.clear()


def preparing(*, opened=True):
    app = press(start(), "Meet Nadia")
    if opened:
        app.session_state[f"get-ready-{NADIA}"] = True
        app.run()
    return app


def write(app, key, text):
    boxes = [*app.text_input, *app.text_area]
    (box,) = [one for one in boxes if one.key == key]
    return box.set_value(text).run()


def rows(app):
    return [one for one in app.text_area if one.label.startswith("Question")]


@pytest.fixture
def talked(home, nadia, knowledge, classifier):
    """A talk of one question that has ended, with the feedback page open at its thank-you note."""

    def talked(*, opened=True):
        company = Company(nadia, knowledge[nadia.id], classifier)
        talk = Rehearsal.begin(company, SessionStore(home), Booking(MeetingFormat.VIDEO, 20), seed=1, synthesizer=None)
        talk.take(QUESTION, expected_index=1)
        talk.take("What would you advise somebody who starts out?", expected_index=3)
        talk.end()
        app = start(talk=talk.session_id)
        if opened:
            app.session_state[f"thank-{talk.session_id}"] = True
            app.run()
        return app, talk

    return talked


# ── before ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_folded_at_first_and_the_talk_is_one_click_away():
    app = preparing(opened=False)
    assert fine(app)
    assert len(app.text_area) == 0
    assert [one.label for one in app.button if one.proto.type == "primary"] == ["Begin the talk with Nadia"]


def test_the_purpose_is_checked():
    app = write(preparing(), f"purpose-{NADIA}", "I want to learn about your career.")
    assert fine(app)
    assert "it does not say about what" in sentences(app.markdown)
    write(app, f"purpose-{NADIA}", "I want to learn how people come to nursing from shop work.")
    assert "They can tell what it is about" in sentences(app.markdown)


def test_a_question_is_checked_under_its_line_and_another_row_appears():
    app = write(preparing(), f"plan-{NADIA}-0", "Are there any openings on your team right now?")
    assert fine(app)
    assert "Better:" in sentences(app.markdown)
    assert len(rows(app)) == 5
    for row in range(1, 5):
        write(app, f"plan-{NADIA}-{row}", f"{QUESTION} {row}")
    assert len(rows(app)) == 6
    assert "same place as question 2" in sentences(app.markdown)


def test_the_note_is_checked_and_a_fault_comes_first():
    app = write(preparing(), f"outreach-{NADIA}", NOTE)
    assert fine(app)
    assert "Nothing stands out" in sentences(app.success)
    write(app, f"outreach-{NADIA}", f"{NOTE} Are there any openings on your team right now?")
    assert "Mend this first" in sentences(app.markdown)
    assert "Are there any openings on your team right now?" in sentences(app.markdown)


def test_readiness_follows_what_was_done_and_never_blocks(nadia):
    app = preparing()
    assert "Better wait a little." in sentences(app.markdown)
    write(app, f"purpose-{NADIA}", "I want to learn how people come to nursing from shop work.")
    app.button_group(key=f"read-{NADIA}").set_value([THE_FACTS, nadia.research[0].title]).run()
    assert fine(app)
    assert "You have read 2 of" in sentences(app.markdown)
    assert "Nearly ready." in sentences(app.markdown)
    assert not next(one for one in app.button if one.label.startswith("Begin the talk")).disabled


def test_what_is_written_outlives_the_page(home):
    write(write(preparing(), f"outreach-{NADIA}", NOTE), f"plan-{NADIA}-2", QUESTION)
    app = preparing()
    assert next(one.value for one in app.text_area if one.key == f"outreach-{NADIA}") == NOTE
    assert next(one.value for one in app.text_area if one.key == f"plan-{NADIA}-2") == QUESTION
    assert SessionStore(home).drafts.text(NADIA, DraftKind.PLAN) == f"\n\n{QUESTION}"


def test_a_full_disk_loses_nothing_that_was_written(monkeypatch):
    app = preparing()

    def full(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Drafts, "save", full)
    write(app, f"outreach-{NADIA}", NOTE)
    assert fine(app)
    assert "disk is full" in sentences(app.warning)
    press(press(app, "Back to the people"), "Meet Nadia")
    app.session_state[f"get-ready-{NADIA}"] = True
    app.run()
    assert next(one.value for one in app.text_area if one.key == f"outreach-{NADIA}") == NOTE


def test_a_classifier_that_cannot_load_is_a_sentence(monkeypatch):
    def broken():
        raise EngineMissing("The classifier is not here.")

    app = press(start(), "Meet Victor")
    monkeypatch.setattr(wiring, "build_classifier", broken)
    engines.machine.clear()
    app.session_state["get-ready-victor-almeida"] = True
    app.run()
    assert fine(app)
    assert "The classifier is not here." in sentences(app.warning)


def test_the_plan_goes_with_the_talk_and_the_feedback_says_what_was_asked():
    app = write(preparing(), f"plan-{NADIA}-0", QUESTION)
    write(app, f"plan-{NADIA}-1", "What is pay like in nursing?")
    press(app, "Begin the talk")
    say(app, QUESTION)
    say(app, "Thank you so much for your time. Goodbye!")
    press(app, "See your feedback")
    assert fine(app)
    assert "You asked 1 of the 2 questions you had written down" in sentences(app.markdown)
    assert "What is pay like in nursing?" in sentences(app.markdown)


# ── after ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_thank_you_note_begins_with_what_was_really_said(talked):
    app, talk = talked()
    assert fine(app)
    (key,) = [one.key for one in app.text_area]
    points = [one for one in app.button if str(one.key).startswith("point-")]
    assert points
    points[0].click().run()
    assert fine(app)
    added = next(one.value for one in app.text_area)
    said = " ".join(turn.text for turn in talk.state.turns)
    assert added.split("“")[1].split("”")[0] in said
    write(app, key, f"Dear Nadia, thank you for your time and for all that you told me today. {added}")
    assert "Your thanks name something they told you" in sentences(app.markdown)


def test_the_thank_you_note_is_kept_with_its_talk(home, talked):
    app, talk = talked()
    write(app, f"thank-you-{talk.session_id}", "Dear Nadia, thank you.")
    assert SessionStore(home).drafts.text(talk.session_id, DraftKind.THANK_YOU) == "Dear Nadia, thank you."
    again = start(talk=talk.session_id)
    again.session_state[f"thank-{talk.session_id}"] = True
    assert next(one.value for one in again.run().text_area) == "Dear Nadia, thank you."


def test_the_reminder_and_the_text_can_be_taken_along(talked):
    app, talk = talked()
    write(app, f"thank-you-{talk.session_id}", "Dear Nadia, thank you.")
    assert {one.label for one in app.get("download_button")} >= {"Remind me in my calendar", "Download as text"}
    assert [one.value for one in app.code] == ["Dear Nadia, thank you."]


def test_it_is_folded_on_the_feedback_page(talked):
    app, _ = talked(opened=False)
    assert fine(app)
    assert len(app.text_area) == 0
