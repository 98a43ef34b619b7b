"""The page that looks at a real talk: choose, say who you are, read; nothing is kept."""

from __future__ import annotations

import threading

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from simulator import wiring
from simulator.engines.fake import BrokenEngine, FakeSynthesizer
from simulator.errors import EngineError
from simulator.store import SessionStore
from simulator.ui import machine as engines
from simulator.ui.real_talk import HEARING, RECORDED
from tests.ui.browser import ROOT
from tests.voices import ear, talk_sound, wav

TRANSCRIPTS = ROOT / "tests" / "fixtures" / "transcripts"
JOB_ASK = "Could you maybe put in a good word for me with HR?"
LIMIT_S = 60


@pytest.fixture(autouse=True)
def fresh_server(monkeypatch, classifier):
    """A server that has just started, with the classifier all tests share."""
    st.cache_resource.clear()
    for module in (wiring, engines):
        monkeypatch.setattr(module, "build_classifier", lambda: classifier)
    monkeypatch.setattr(engines, "build_synthesizer", FakeSynthesizer)
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: ear())
    yield
    st.cache_resource.clear()


@pytest.fixture
def app() -> AppTest:
    return open_page(AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=LIMIT_S).run(), "real-talk")


def open_page(app, path) -> AppTest:
    app._page_hash = calc_hash(path)
    return app.run()


def upload(app, name, content=None) -> AppTest:
    content = (TRANSCRIPTS / name).read_bytes() if content is None else content
    return app.file_uploader[0].set_value((name, content, "text/plain")).run()


def press(app, label) -> AppTest:
    (button,) = [one for one in app.button if one.label.startswith(label)]
    return button.click().run()


def sentences(elements) -> str:
    return " ".join(one.value for one in elements).replace("\\", "")


def titles(app):
    assert len(app.exception) == 0
    return [one.value for one in app.title]


def test_the_page_says_what_it_can_read(app):
    assert titles(app) == ["Look at a real talk"]
    assert "Anna: How did you get into this?" in app.code[0].value
    assert len(app.radio) == 0


def test_progress_leads_here(app):
    open_page(app, "progress")
    assert "real-talk" in [one.proto.page for one in app.get("page_link")]


def test_from_the_file_to_the_feedback_and_nothing_is_kept(app, home):
    upload(app, "job-asks.srt")
    assert app.radio[0].value == "Tom"
    assert "'Tom' is taken to be you, because they ask 5 questions" in sentences(app.caption)
    app.number_input[0].set_value(10).run()
    press(app, "Show the feedback")
    assert titles(app) == ["Your feedback"]
    shown = sentences(app.markdown)
    assert JOB_ASK in shown
    assert "privately thought" not in " ".join(one.label for one in app.expander)
    assert "1:42 of 10:00" in sentences(app.caption)
    assert not [one for one in home.rglob("*") if one.is_file() and b"good word" in one.read_bytes()]
    assert SessionStore(home).sessions() == ()
    assert titles(press(app, "Another talk")) == ["Look at a real talk"]
    assert len(app.radio) == 0


def test_the_other_one_can_be_chosen(app):
    upload(app, "job-asks.srt")
    app.radio[0].set_value("Karl Brandt").run()
    press(app, "Show the feedback")
    assert "Your talk with Tom" in sentences(app.caption)


def test_without_times_nothing_is_drawn_and_moments_are_turns(app):
    upload(app, "talk.txt", b"Me: Hi, thanks for your time.\nBen: Hello.\nMe: Would you hire me?\nBen: No.\n")
    assert "has no times" in sentences(app.info)
    press(app, "Show the feedback")
    assert titles(app) == ["Your feedback"]
    assert "turn 3" in sentences(app.markdown)
    assert "The talk at a glance" not in [one.value for one in app.subheader]


def test_in_doubt_nobody_is_chosen_for_the_user(app):
    upload(app, "talk.txt", b"Anna: Hello, how are you?\nBen: Fine, how are you?\n")
    assert app.radio[0].value is None
    (button,) = [one for one in app.button if one.label == "Show the feedback"]
    assert button.disabled
    app.radio[0].set_value("Ben").run()
    assert titles(press(app, "Show the feedback")) == ["Your feedback"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.txt", b"we talked about bridges", "no speaker names were found"),
        ("talk.docx", b"PK\x03\x04", "is a Word document"),
        ("long.txt", b"Anna: hi\n" * 300_000, "is larger than 2 MiB"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence_and_another_can_follow(app, name, content, says):
    upload(app, name, content)
    assert says in sentences(app.error)
    assert len(app.radio) == 0
    upload(app, "excellent.vtt")
    assert len(app.error) == 0
    assert app.radio[0].value == "Maya Okafor"


def test_going_to_another_page_loses_nothing(app):
    upload(app, "excellent.vtt")
    open_page(app, "about")
    open_page(app, "real-talk")
    assert app.radio[0].value == "Maya Okafor"
    press(app, "Show the feedback")
    open_page(app, "about")
    assert titles(open_page(app, "real-talk")) == ["Your feedback"]


def test_a_flag_that_is_wrong_is_taken_out_and_put_back(app):
    upload(app, "job-asks.srt")
    press(app, "Show the feedback")
    assert [one.label for one in app.button].count("This flag is wrong") == 3
    app.button(key="wrong-12-job_ask").click().run()
    assert [one.label for one in app.button].count("This flag is wrong") == 2
    assert JOB_ASK in sentences(app.markdown)  # it stays in the whole talk
    press(app, "Put it back")
    assert [one.label for one in app.button].count("This flag is wrong") == 3


def test_practising_leads_to_the_people(app):
    upload(app, "excellent.vtt")
    press(app, "Show the feedback")
    press(app, "Practise with somebody here")
    assert titles(app) == ["Who would you like to talk to?"]


def test_words_in_a_file_are_never_markup(app):
    upload(app, "talk.txt", b"Me: **Would** you [hire](http://x) me, $x$ <b>now</b>?\nBen: ![no](y)\n")
    press(app, "Show the feedback")
    assert titles(app) == ["Your feedback"]
    assert not [one for one in app.markdown if "[hire](" in one.value or "![no](" in one.value]


# ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────────


def upload_recording(app, content=None) -> AppTest:
    return upload(app, "talk.wav", wav(talk_sound()[0]) if content is None else content)


def heard(app) -> AppTest:
    """The page once the recording has been listened to."""
    if HEARING in app.session_state:
        app.session_state[HEARING].wait(LIMIT_S)
    return app.run()


def test_a_recording_is_heard_while_the_page_waits_and_nothing_is_kept(app, home):
    upload_recording(app)
    heard(app)
    assert app.radio[0].value == "Speaker 1"
    assert "You are welcome, ask me whatever you like." in app.radio[0].proto.captions[1].replace("\\", "")
    assert "Each of you has a channel" in sentences(app.info)
    press(app, "Show the feedback")
    assert titles(app) == ["Your feedback"]
    assert "How this recording was read" in [one.label for one in app.expander]
    assert "of the talking time" in sentences(app.markdown)
    assert RECORDED not in app.session_state
    assert not [one for one in home.rglob("*") if one.suffix == ".wav"]


def test_listening_can_be_stopped(app, monkeypatch):
    going_on = threading.Event()

    class Slow:
        name = "slow"

        def transcribe(self, utterance):
            going_on.wait(LIMIT_S)
            return ear().transcribe(utterance)

    monkeypatch.setattr(engines, "build_transcriber", lambda *_: Slow())
    upload_recording(app)
    hearing = app.session_state[HEARING]
    assert "Keep this window open" in sentences(app.caption)
    press(app, "Stop")
    going_on.set()
    hearing.wait(LIMIT_S)
    assert (hearing.done, hearing.result, hearing.problem) == (True, None, "")
    assert HEARING not in app.session_state
    assert len(app.radio) == 0
    assert len(app.file_uploader) == 1


@pytest.mark.parametrize(
    ("content", "transcriber", "says"),
    [
        (b"RIFF nonsense", ear, "is not sound this program can read"),
        (
            None,
            lambda: BrokenEngine(lambda: EngineError("The recogniser failed.", stage="hear")),
            "The recogniser failed.",
        ),
    ],
)
def test_a_recording_that_cannot_be_heard_is_a_sentence(app, monkeypatch, content, transcriber, says):
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: transcriber())
    heard(upload_recording(app, content))
    assert says in sentences(app.error)
    assert len(app.file_uploader) == 1
