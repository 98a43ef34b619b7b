"""“Say it again” in the page: from a flag back into the talk, both ways side by side, as often as wanted."""

from __future__ import annotations

import pytest

from simulator.store import SessionStore
from tests.ui.test_pages import (  # noqa: F401 - fixtures
    ASKING,
    NOISE,
    QUESTION,
    ear,
    fine,
    fresh_server,
    kept_talk,
    press,
    record,
    sentences,
    start,
)


@pytest.fixture
def asked(kept_talk):  # noqa: F811
    """The feedback of a talk in which a job was asked for, and the talk's id."""
    talk_id = kept_talk(question=ASKING)
    return start(talk=talk_id), talk_id


def open_redo(app):
    return app.button(key="redo-fix").click().run()


def titles(app):
    return [one.value for one in app.title]


def type_it(app, text):
    return app.chat_input[0].set_value(text).run()


def test_from_the_one_fix_back_into_the_talk_and_both_ways_side_by_side(home, asked):
    app, talk_id = asked
    open_redo(app)
    assert fine(app)
    assert titles(app) == ["Say it again"]
    assert [message.name for message in app.chat_message] == ["Nadia", "You"]
    assert ASKING in sentences(app.markdown)
    type_it(app, QUESTION)
    assert fine(app)
    shown = sentences(app.markdown)
    assert "Better: the flag is gone" in shown
    assert "“" + QUESTION + "”" in shown
    assert "As you said it" in shown
    assert len(app.get("audio")) == 2
    type_it(app, "What does a good day look like for you?")
    assert fine(app)
    assert [one.label for one in app.expander] == ["Your 1 earlier try"]
    store = SessionStore(home)
    assert [one.said.text for one in store.retries.of_turn(talk_id, 1)] == [
        QUESTION,
        "What does a good day look like for you?",
    ]
    assert store.turns(talk_id)[1].text == ASKING
    assert titles(press(app, "Back to the feedback")) == ["Your feedback"]


def test_a_moment_is_said_again_by_voice(home, asked):
    app, talk_id = asked
    record(open_redo(app), NOISE)
    assert app.text_area[0].value == QUESTION
    press(app, "Say this")
    assert fine(app)
    (kept,) = SessionStore(home).retries.of_turn(talk_id, 1)
    assert kept.said.text == QUESTION
    assert kept.said.duration_s == pytest.approx(1.0)  # as long as the recording


def test_every_flag_and_every_weak_check_has_a_way_back(asked):
    app, _ = asked
    keys = {one.key for one in app.button}
    assert "redo-flag-1-job_ask" in keys
    assert {"redo-check-no_job_ask", "redo-check-not_direct"} <= keys
    primary = [one.label for one in app.button if one.proto.type == "primary"]
    assert primary == ["Say it again"]


def test_the_person_has_gone_between_and_nothing_breaks(home, asked):
    app, talk_id = asked
    open_redo(app)
    SessionStore(home).delete(talk_id)
    type_it(app, QUESTION)
    assert fine(app)
