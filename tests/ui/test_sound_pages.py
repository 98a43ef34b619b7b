"""The pages about sound: the switch before a talk, hearing a moment again, how one spoke, deleting recordings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from simulator import wiring
from simulator.core.delivery import Delivery, measure_delivery
from simulator.domain import AudioClip, Booking, EndedBy, MeetingFormat, Move, MoveKind, Role, Severity, Turn, Word
from simulator.engines.audio_files import decode_audio, encode_wav
from simulator.engines.fake import FakeSynthesizer, FakeTranscriber
from simulator.errors import EngineMissing
from simulator.settings import load_settings
from simulator.store import SessionStore
from simulator.turn_sound import FillerCount, TurnSound
from simulator.ui import listening
from simulator.ui import machine as engines
from simulator.ui.delivery import delivery_sentences
from simulator.ui.hear_moment import moment_sound
from simulator.ui.recordings import size_in_words
from tests.ui.browser import ROOT

LIMIT_S = 60
ASKING = "Could you get me a job at your hospital"
SECOND = AudioClip(b"\x00\x10" * 16_000, 16_000)


@pytest.fixture(autouse=True)
def fresh_server(monkeypatch, classifier):
    st.cache_resource.clear()
    for module in (wiring, engines):
        monkeypatch.setattr(module, "build_classifier", lambda: classifier)
    monkeypatch.setattr(engines, "build_synthesizer", FakeSynthesizer)
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: FakeTranscriber([ASKING]))
    monkeypatch.setattr(listening, "build_sound_measure", lambda: measured)
    yield
    st.cache_resource.clear()


def measured(turn, _wav, _words):
    return TurnSound(turn, 30.0, ((0.0, 14.0), (16.0, 30.0)), 30.0, 20.0, 5.0, 2.5, FillerCount(3, 0.9, 0.9))


def spoken_talk(home, *, recorded=True) -> str:
    """One asks for a job aloud, between ten and forty seconds."""
    store = SessionStore(home)
    booking = Booking(MeetingFormat.VIDEO, 20)
    talk = store.create("nadia-rahman", booking, 1, now=datetime(2026, 3, 9, tzinfo=UTC), persona_name="Nadia Rahman")
    words = tuple(Word(one, 11.0 + place, 12.0 + place) for place, one in enumerate(ASKING.split()))
    move = Move(MoveKind.JOB_ASK, 0.99, 0, len(ASKING), Severity.DIRECT)
    store.append(talk, Turn(0, Role.PERSONA, "Good to see you.", 1.0, 9.0))
    store.append(talk, Turn(1, Role.USER, ASKING, 10.0, 40.0, words, (move,)))
    if recorded:
        store.save_audio(talk, 1, encode_wav(AudioClip(SECOND.pcm16 * 30, 16_000)))
    store.finish(talk, EndedBy.STOPPED, 45.0)
    return talk


def feedback(talk) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=LIMIT_S)
    app.query_params["talk"] = talk
    app.run()
    assert len(app.exception) == 0
    assert [one.value for one in app.title] == ["Your feedback"]
    return app


def said(elements) -> str:
    return " ".join(one.value for one in elements).replace("\\", "")


def buttons(app, label):
    return [one for one in app.button if one.label == label]


def test_a_quote_of_a_recorded_turn_can_be_heard(home):
    app = feedback(spoken_talk(home))
    assert len(app.get("audio")) == 0
    buttons(app, "Hear it")[0].click().run()
    assert len(app.exception) == 0
    assert len(app.get("audio")) == 1


def test_without_a_recording_nothing_is_offered(home):
    app = feedback(spoken_talk(home, recorded=False))
    assert buttons(app, "Hear it") == []
    assert "no recording of this talk" in said(app.markdown)


def test_a_moment_is_played_from_a_little_before_to_a_little_after(home):
    talk = spoken_talk(home)
    clip = decode_audio(moment_sound(talk, 1, 1.0, 2.0))
    assert clip.duration_s == pytest.approx(2.4, abs=0.05)
    assert decode_audio(moment_sound(talk, 1, 0.0, 99.0)).duration_s == pytest.approx(30.0, abs=0.05)
    assert moment_sound(talk, 3, 0.0, 1.0) is None


def test_the_feedback_tells_how_one_spoke_and_measures_only_once(home, monkeypatch):
    talk = spoken_talk(home)
    words = said(feedback(talk).markdown)
    assert "one pause within your turns, mostly around 2.0 seconds" in words
    assert "pitch moved by 2.5 semitones" in words
    assert "After 3 spoken talks" in words
    monkeypatch.setattr(listening, "build_sound_measure", lambda: pytest.fail("measured again"))
    assert "one pause" in said(feedback(talk).markdown)


def test_sound_that_cannot_be_measured_is_a_sentence_and_the_feedback_stands(home, monkeypatch):
    def broken(*_):
        raise EngineMissing("Voice activity is not here.", fix="Install it.")

    monkeypatch.setattr(listening, "build_sound_measure", lambda: broken)
    app = feedback(spoken_talk(home))
    assert "could not be measured: Voice activity is not here" in said(app.warning)


def _switch():
    from simulator.ui.machine import settings
    from simulator.ui.recordings import keep_switch

    keep_switch(settings())


def test_the_switch_is_remembered():
    app = AppTest.from_function(_switch, default_timeout=LIMIT_S).run()
    assert app.toggle(key="keep").value is True
    app.toggle(key="keep").set_value(False).run()
    assert len(app.exception) == 0
    assert load_settings().keep_recordings is False


def _recordings():
    from simulator.ui.recordings import recordings_kept

    recordings_kept()


def _dialog():
    from simulator.ui.recordings import _confirm

    _confirm()


def test_recordings_can_be_deleted_and_the_talks_stay(home):
    talk = spoken_talk(home)
    app = AppTest.from_function(_recordings, default_timeout=LIMIT_S).run()
    assert "Your recordings take 1.0 MB" in said(app.markdown)
    assert len(buttons(app, "Delete all recordings")) == 1
    app = AppTest.from_function(_dialog, default_timeout=LIMIT_S).run()
    buttons(app, "Delete them")[0].click().run()
    assert len(app.exception) == 0
    assert SessionStore(home).audio(talk, 1) is None
    assert SessionStore(home).get(talk).turn_count == 2
    app = AppTest.from_function(_recordings, default_timeout=LIMIT_S).run()
    assert "No recordings" in said(app.caption)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0.0 MB"), (1_240_000, "1.2 MB"), (34_600_000, "35 MB"), (2_100_000_000, "2.1 GB")]
)
def test_sizes_are_said_in_words_people_use(size, words):
    assert size_in_words(size) == words


def test_nothing_is_said_of_what_was_not_measured():
    assert list(delivery_sentences(Delivery(0.0, None, None, None, None, None))) == [
        "There is too little recorded speech here to measure a pace."
    ]
    turn = Turn(1, Role.USER, "word " * 60, 0.0, 30.0, (Word("word", 0.0, 1.0),))
    noisy = " ".join(delivery_sentences(measure_delivery([turn], sounds=[TurnSound(1, 30.0, ((0.0, 30.0),), 3.0)])))
    assert "Pauses and pitch are not rated: the recordings are too noisy" in noisy
    assert "You made" not in noisy
