"""“Practise one skill”: chosen from the last talk, five prompts judged at once, results kept without the words."""

from __future__ import annotations

import pytest

from simulator.core.drills import DRILLS, Skill
from simulator.drills.data import load_prompts
from simulator.store import SessionStore
from simulator.ui import drills
from tests.ui.test_pages import (  # noqa: F401 - fixtures
    ASKING,
    NOISE,
    QUESTION,
    ear,
    fine,
    fresh_server,
    kept_talk,
    open_page,
    press,
    record,
    sentences,
    start,
)

PROMPTS = {one.said: one for one in load_prompts()}


@pytest.fixture(autouse=True)
def pretending_ear(monkeypatch, ear):  # noqa: F811
    monkeypatch.setattr(drills, "build_transcriber", lambda *_: ear[0])


def begin(skill=None):
    app = open_page(start(), "drills")
    if skill is not None:
        app.radio[0].set_value(skill).run()
    return press(app, "Begin")


def shown_prompt(app):
    text = sentences(app.markdown)
    (prompt,) = [one for said, one in PROMPTS.items() if f"“{said}”" in text and one.who in text]
    return prompt


def type_it(app, text):
    return app.chat_input[0].set_value(text).run()


def test_five_prompts_are_judged_at_once_and_kept_without_the_words(home):
    app = begin(Skill.ONE)
    assert [one.value for one in app.title] == [DRILLS[Skill.ONE].title]
    seen = []
    for place in range(5):
        prompt = shown_prompt(app)
        seen.append(prompt.id)
        if place == 0:
            type_it(app, prompt.said)
            assert fine(app)
            assert "still several questions" in sentences(app.warning)
        type_it(app, "How did you find your way into this work?")
        assert fine(app)
        assert "one question" in sentences(app.success)
        assert prompt.example in sentences(app.markdown)
        press(app, "See how it went" if place == 4 else "Next")
    assert [one.value for one in app.title] == ["5 of 5 went well"]
    kept = SessionStore(home).drill_results.all()
    assert [one.prompt for one in kept] == seen
    assert all(one.good for one in kept)
    press(app, "Five more")
    assert shown_prompt(app).id not in seen


def test_an_answer_can_be_spoken(home):
    app = record(begin(Skill.OPEN), NOISE)
    assert app.text_area[0].value == QUESTION
    press(app, "Say this")
    assert fine(app)
    assert "cannot be answered with yes or no" in sentences(app.success)
    assert len(SessionStore(home).drill_results.all()) == 1


def test_the_feedback_leads_to_the_skill_it_asks_for(kept_talk):  # noqa: F811
    talk_id = kept_talk(question=ASKING)
    assert any(one.key == "drill-weakest" for one in start(talk=talk_id).button)
    app = open_page(start(), "drills")
    assert fine(app)
    assert app.radio[0].value is Skill.LEARN
    assert "Nadia" in str(app.radio[0].proto)


def test_progress_has_a_way_to_the_exercises():
    app = open_page(start(), "progress")
    assert fine(app)
    assert "Practise one skill" in [one.proto.label for one in app.get("page_link")]
