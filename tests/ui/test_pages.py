"""The pages without a browser: each one shows, a typed talk works, and bad luck becomes a sentence."""

from __future__ import annotations

import io
import wave
from datetime import UTC, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from simulator import wiring
from simulator.domain import AudioClip, Booking, EndedBy, MeetingFormat
from simulator.engines.audio_files import encode_wav
from simulator.engines.fake import BrokenEngine, FakeSynthesizer, FakeTranscriber, FakeWording
from simulator.errors import EngineError, EngineMissing, StoreError
from simulator.pipeline import Company
from simulator.rehearsal import Rehearsal
from simulator.settings import PERSONAS_FOLDER, Settings, load_settings, save_settings
from simulator.store import SessionStore
from simulator.ui import machine as engines
from simulator.ui.room import WAY, Way
from simulator.wiring import load_gallery
from tests.ui.browser import ROOT

BOOKING = Booking(MeetingFormat.VIDEO, 20)
QUESTION = "How did you come to nursing?"
ASKING = "Could you get me a job at your hospital?"
GOODBYE = "Thank you so much for your time. Goodbye!"
NOISE = encode_wav(AudioClip(b"\x00\x20" * 16_000, 16_000))
LIMIT_S = 60


@pytest.fixture
def ear():
    """What the recogniser will say; a test puts another ear in its place."""
    return [FakeTranscriber([QUESTION])]


@pytest.fixture(autouse=True)
def fresh_server(monkeypatch, classifier, ear):
    """A server that has just started, with a silent voice, an ear that pretends and the classifier all tests share."""
    st.cache_resource.clear()
    for module in (wiring, engines):
        monkeypatch.setattr(module, "build_classifier", lambda: classifier)
    monkeypatch.setattr(engines, "build_synthesizer", FakeSynthesizer)
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: ear[0])
    yield
    st.cache_resource.clear()


def start(*, way=Way.RECORDED, **address) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=LIMIT_S)
    app.session_state[WAY] = way
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def open_page(app, path) -> AppTest:
    """Another page of the navigation: they are functions, which `switch_page` cannot name."""
    app._page_hash = calc_hash(path)
    return app.run()


def press(app, label) -> AppTest:
    """Click the button whose words begin so."""
    (button,) = [one for one in app.button if one.label.startswith(label)]
    return button.click().run()


def record(app, sound: bytes) -> AppTest:
    return app.audio_input[0].set_value(("speech.wav", sound, "audio/wav")).run()


def say(app, text) -> AppTest:
    return app.chat_input[0].set_value(text).run()


def in_talk(first="Nadia") -> AppTest:
    return press(press(start(), f"Meet {first}"), "Begin the talk")


def speakers(app) -> list[str]:
    return [message.name for message in app.chat_message]


def sentences(elements) -> str:
    """What the page says, without the marks that keep words from being read as markup."""
    return " ".join(one.value for one in elements).replace("\\", "")


def fine(app) -> bool:
    return len(app.exception) == 0


@pytest.fixture
def kept_talk(home, nadia, knowledge, classifier):
    """A talk of one question, which is kept and ended."""

    def kept_talk(*, ended=True, question=QUESTION):
        talk = Rehearsal.begin(
            Company(nadia, knowledge[nadia.id], classifier), SessionStore(home), BOOKING, seed=1, synthesizer=None
        )
        talk.take(question, expected_index=1)
        if ended:
            talk.end()
        return talk.session_id

    return kept_talk


def orphan(home) -> str:
    """A talk with somebody whose file has gone."""
    store = SessionStore(home)
    talk_id = store.create("tom-gone", BOOKING, 1, now=datetime(2026, 3, 1, tzinfo=UTC), persona_name="Tom Gone")
    store.finish(talk_id, EndedBy.STOPPED, 60.0)
    return talk_id


# ── every page shows ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_page_shows_everybody():
    app = start()
    assert fine(app)
    everybody = {f"Meet {persona.name.split()[0]}" for persona in load_gallery().people.values()}
    assert len(everybody) == 8
    assert {one.label for one in app.button} == everybody


def test_preparing_shows_what_can_be_found_out(nadia):
    app = press(start(), "Meet Nadia")
    assert fine(app)
    shown = sentences(app.markdown)
    assert all(fact.text in shown for fact in nadia.public_facts)
    assert press(app, "Back to the people").button[0].label == "Meet Ingrid"


@pytest.mark.parametrize(
    ("path", "title"),
    [("progress", "Your talks"), ("people", "People"), ("settings", "Settings"), ("about", "About")],
)
def test_the_other_pages_show(path, title):
    app = open_page(start(), path)
    assert fine(app)
    assert [one.value for one in app.title] == [title]


def test_progress_without_a_talk_says_what_to_do():
    assert "Nothing here yet." in sentences(open_page(start(), "progress").info)


def test_progress_lists_talks_and_shows_their_feedback(kept_talk):
    kept_talk()
    kept_talk(question=ASKING)
    app = open_page(start(), "progress")
    assert fine(app)
    assert [one.label for one in app.button].count("Feedback") == 2
    (newest, _) = [one for one in app.button if one.label == "Feedback"]
    newest.click().run()
    assert fine(app)
    assert [one.value for one in app.title] == ["Your feedback"]
    assert ASKING in sentences(app.markdown)
    assert [one.value for one in press(app, "Back to all talks").title] == ["Your talks"]


def test_a_flag_that_is_wrong_is_taken_out_and_can_be_put_back(home, kept_talk):
    talk_id = kept_talk(question=ASKING)
    app = start(talk=talk_id)
    assert "What they may have minded" in [one.value for one in app.subheader]
    press(app, "This flag is wrong")
    assert fine(app)
    assert "What they may have minded" not in [one.value for one in app.subheader]
    assert len(SessionStore(home).objections(talk_id)) == 1
    press(app, "Put it back")
    assert fine(app)
    assert "What they may have minded" in [one.value for one in app.subheader]
    assert SessionStore(home).objections(talk_id) == frozenset()


def test_the_voice_of_a_person_can_be_heard():
    app = open_page(start(), "people")
    app.button(key="hear-nadia-rahman").click().run()
    assert fine(app)
    assert len(app.get("audio")) == 1


# ── a talk ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_typed_talk_from_the_first_words_to_the_feedback(home):
    app = in_talk()
    assert speakers(app) == ["Nadia"]
    say(app, QUESTION)
    say(app, ASKING)
    assert speakers(app) == ["Nadia", "You", "Nadia", "You", "Nadia"]
    say(app, GOODBYE)
    assert "is over" in sentences(app.success)
    assert len(app.chat_input) == 0
    press(app, "See your feedback")
    assert fine(app)
    assert ASKING in sentences(app.markdown)
    assert "Asked for a job" in sentences(app.markdown)
    (kept,) = SessionStore(home).sessions()
    assert (kept.turn_count, kept.ended_by) == (7, EndedBy.USER)
    press(app, "Practise again with Nadia")
    assert [one.value for one in app.title] == ["Nadia Rahman"]
    assert "talk" not in app.query_params


def test_a_spoken_turn_is_read_over_corrected_and_sent(home):
    app = record(in_talk(), NOISE)
    assert speakers(app) == ["Nadia"]  # it does not count yet
    (box,) = app.text_area
    assert box.value == QUESTION
    box.set_value("How did you come to lead nurses?").run()
    press(app, "Say this")
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]
    store = SessionStore(home)
    (talk,) = store.sessions()
    said = store.turns(talk.id)[1]
    assert (said.text, said.heard) == ("How did you come to lead nurses?", QUESTION)
    assert store.audio(talk.id, 1).startswith(b"RIFF")


def test_a_recording_is_not_kept_for_those_who_do_not_want_it(home):
    save_settings(Settings(keep_recordings=False))
    press(record(in_talk(), NOISE), "Say this")
    store = SessionStore(home)
    assert store.audio(store.sessions()[0].id, 1) is None


def test_words_may_count_at_once():
    app = in_talk()
    app.toggle(key="checks_words").set_value(False).run()
    assert speakers(record(app, NOISE)) == ["Nadia", "You", "Nadia"]


def test_a_recording_may_be_made_again():
    app = press(record(in_talk(), NOISE), "Record again")
    assert fine(app)
    assert len(app.text_area) == 0
    assert len(app.audio_input) == 1


def long_silence() -> bytes:
    memory = io.BytesIO()
    with wave.open(memory, "wb") as sound:
        sound.setparams((1, 2, 8_000, 0, "NONE", ""))
        sound.writeframes(bytes(700 * 8_000 * 2))
    return memory.getvalue()


@pytest.mark.parametrize(
    ("sound", "says"),
    [
        (lambda: b"", "is empty"),
        (lambda: encode_wav(AudioClip(bytes(32_000), 16_000)), "Nothing was heard"),
        (lambda: encode_wav(AudioClip(b"", 16_000)), "The recording"),
        (lambda: b"This is a letter and no recording." * 50, "is not sound"),
        (lambda: NOISE[:30], "is not sound"),
        (long_silence, "longer than 10 minutes"),
    ],
    ids=["empty", "silent", "no samples", "a letter", "broken off", "too long"],
)
def test_a_recording_that_says_nothing_loses_no_turn(sound, says):
    app = say(in_talk(), QUESTION)
    record(app, sound())
    assert fine(app)
    assert says in sentences(app.warning)
    assert speakers(app) == ["Nadia", "You", "Nadia"]
    assert "the clock waits" not in str(app.get("progress"))
    say(app, "Why was that?")
    assert speakers(app) == ["Nadia", "You", "Nadia", "You", "Nadia"]
    assert len(app.warning) == 0


def test_another_language_is_shown_as_it_was_heard_and_answered(ear):
    ear[0] = FakeTranscriber(["¿Cómo llegó usted a la enfermería? 看護師になった理由は?"])
    app = record(in_talk(), NOISE)
    assert app.text_area[0].value.startswith("¿Cómo llegó")
    press(app, "Say this")
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]


def test_an_ear_that_breaks_becomes_a_sentence_and_typing_goes_on(ear):
    ear[0] = BrokenEngine(lambda: EngineError("The ear broke. Try again.", stage="hear"))
    app = record(in_talk(), NOISE)
    assert fine(app)
    assert "The ear broke. Try again." in sentences(app.warning)
    assert speakers(say(app, QUESTION)) == ["Nadia", "You", "Nadia"]


def test_without_a_voice_the_words_are_read(monkeypatch):
    def silent():
        raise EngineMissing("This machine has no voice.", fix="Install one.")

    monkeypatch.setattr(engines, "build_synthesizer", silent)
    app = press(start(), "Meet Nadia")
    app = press(app, "Begin the talk")
    assert fine(app)
    assert "No voice: read what they say." in sentences(app.caption)
    assert speakers(say(app, QUESTION)) == ["Nadia", "You", "Nadia"]


def test_what_people_say_is_shown_and_never_taken_for_markup():
    app = say(in_talk(), "![picture](http://elsewhere/x.png) <b>bold</b> $x$ :red[red]")
    assert fine(app)
    shown = app.chat_message[1].markdown[0].value
    assert "](" not in shown
    assert "\\<b\\>" in shown


# ── refresh, two windows, other pages ────────────────────────────────────────────────────────────────────────────


def test_a_refresh_goes_on_where_the_talk_was(kept_talk):
    app = start(talk=kept_talk(ended=False))
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]
    assert "The clock has waited" in sentences(app.info)
    assert len(say(app, "Why was that?").chat_message) == 5


def test_a_refresh_after_the_end_shows_the_feedback(kept_talk):
    app = start(talk=kept_talk())
    assert fine(app)
    assert [one.value for one in app.title] == ["Your feedback"]


@pytest.mark.parametrize("talk", ["0" * 32, "../../etc", "%00", "x" * 5_000])
def test_an_address_of_no_talk_says_so_and_shows_everybody(talk):
    app = start(talk=talk)
    assert fine(app)
    assert "not here any more" in sentences(app.warning)
    assert "talk" not in app.query_params
    assert "Meet Nadia" in [one.label for one in app.button]


def test_an_unfinished_talk_is_offered_and_taken_up(kept_talk):
    kept_talk(ended=False)
    app = press(start(), "Go on")
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]


def test_progress_takes_an_unfinished_talk_up_and_its_address_is_the_talks(kept_talk):
    talk_id = kept_talk(ended=False)
    app = press(open_page(start(), "progress"), "Go on")
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]
    assert app.query_params["talk"] in (talk_id, [talk_id])


def test_a_look_at_another_page_leaves_the_talk_in_the_address():
    app = in_talk()
    address = app.query_params["talk"]
    open_page(app, "about")
    del app.query_params["talk"]  # the navigation leaves the address bare
    open_page(app, "practice")
    assert speakers(app) == ["Nadia"]
    assert app.query_params["talk"] == address


def test_the_second_window_is_told_and_can_load_the_talk(kept_talk):
    talk_id = kept_talk(ended=False)
    first, second = start(talk=talk_id), start(talk=talk_id)
    say(first, "Why was that?")
    say(second, "What does your day look like?")
    assert fine(second)
    assert "another tab or window" in sentences(second.warning)
    assert "Not sent yet: What does your day look like?" in sentences(second.markdown)
    press(second, "Load the talk as it is now")
    assert fine(second)
    assert len(second.chat_message) == 5


def test_a_talk_deleted_meanwhile_is_explained(home, kept_talk):
    talk_id = kept_talk(ended=False)
    app = start(talk=talk_id)
    SessionStore(home).delete(talk_id)
    say(app, "Why was that?")
    assert fine(app)
    assert "not here any more" in sentences(app.warning)


def test_typed_words_that_could_not_be_kept_can_be_sent_again(kept_talk, monkeypatch):
    app = start(talk=kept_talk(ended=False))
    with monkeypatch.context() as full:
        full.setattr(SessionStore, "append", _full_disk)
        say(app, "Why was that?")
        assert "disk is full" in sentences(app.warning)
        assert len(app.chat_message) == 3
    press(app, "Send it again")
    assert fine(app)
    assert len(app.chat_message) == 5
    assert len(app.warning) == 0
    assert "Not sent yet" not in sentences(app.markdown)


def _full_disk(*_arguments):
    raise StoreError("The disk is full. Free some space and try again.")


# ── dialogs: they run by themselves, outside a page's care for errors ────────────────────────────────────────────


def _leave_dialog():
    import streamlit as st

    from simulator.ui.talk import _confirm_end

    _confirm_end(st.session_state["rehearsal"], "Nadia")


def test_leaving_a_talk_breaks_it_off(home, kept_talk, nadia, knowledge, classifier):
    talk_id = kept_talk(ended=False)
    app = AppTest.from_function(_leave_dialog, default_timeout=LIMIT_S)
    company = Company(nadia, knowledge[nadia.id], classifier)
    app.session_state["rehearsal"] = Rehearsal.resume(company, SessionStore(home), talk_id, synthesizer=None)
    with pytest.raises(KeyError):
        press(app.run(), "Leave now").session_state["talk_problem"]
    assert SessionStore(home).get(talk_id).ended_by is EndedBy.STOPPED


def test_leaving_a_talk_that_is_gone_becomes_a_sentence(home, kept_talk, nadia, knowledge, classifier):
    talk_id = kept_talk(ended=False)
    app = AppTest.from_function(_leave_dialog, default_timeout=LIMIT_S)
    company = Company(nadia, knowledge[nadia.id], classifier)
    app.session_state["rehearsal"] = Rehearsal.resume(company, SessionStore(home), talk_id, synthesizer=None)
    app.run()
    SessionStore(home).delete(talk_id)
    press(app, "Leave now")
    assert fine(app)
    assert "not here any more" in app.session_state["talk_problem"]


def _delete_dialog():
    from simulator.ui.progress import _confirm_delete_all

    _confirm_delete_all(1)


def test_deleting_all_talks_deletes_them(home, kept_talk):
    kept_talk()
    app = AppTest.from_function(_delete_dialog, default_timeout=LIMIT_S).run()
    press(app, "Delete all")
    assert fine(app)
    assert SessionStore(home).sessions() == ()


def test_talks_that_cannot_be_deleted_are_a_sentence(kept_talk, monkeypatch):
    kept_talk()
    monkeypatch.setattr(SessionStore, "delete_all", _full_disk)
    app = press(AppTest.from_function(_delete_dialog, default_timeout=LIMIT_S).run(), "Delete all")
    assert fine(app)
    assert "disk is full" in sentences(app.error)


# ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_setting_that_is_changed_is_kept():
    app = open_page(start(), "settings")
    app.toggle(key="aloud").set_value(False).run()
    assert fine(app)
    assert load_settings().speak_aloud is False
    app.toggle(key="keep").set_value(False).run()
    assert load_settings().keep_recordings is False


def test_an_address_that_cannot_be_is_explained_and_not_kept():
    save_settings(Settings(speech_engine="remote", remote_url="http://localhost:8000"))
    app = open_page(start(), "settings")
    app.text_input[0].set_value("localhost 8000").run()
    assert fine(app)
    assert "begins with http:// or https://" in sentences(app.warning)
    assert load_settings().remote_url == "http://localhost:8000"


def test_the_microphone_test_shows_what_was_understood(monkeypatch):
    monkeypatch.setattr("simulator.ui.settings_page.build_transcriber", lambda _: FakeTranscriber([QUESTION]))
    app = record(open_page(start(), "settings"), NOISE)
    assert fine(app)
    assert QUESTION in sentences(app.markdown)


def test_the_microphone_test_explains_what_is_no_sound(monkeypatch):
    monkeypatch.setattr("simulator.ui.settings_page.build_transcriber", lambda _: FakeTranscriber())
    app = record(open_page(start(), "settings"), b"a letter" * 100)
    assert fine(app)
    assert "is not sound" in sentences(app.warning)


@pytest.fixture
def model_server(monkeypatch):
    """A language model that says what the test puts here, or raises it."""

    class Trial(FakeWording):
        def __init__(self):
            self.says = ""
            self.asked = []

        def warm_up(self):
            if isinstance(self.says, Exception):
                raise self.says

        def word(self, instructions, request):
            self.asked.append((instructions, request))
            return self.says

    server = Trial()
    monkeypatch.setattr("simulator.ui.settings_page.build_wording_to_try", lambda _: server)
    return server


def test_a_language_model_is_off_and_once_on_asks_for_its_address():
    app = open_page(start(), "settings")
    assert [one.label for one in app.text_input] == []
    app.toggle(key="word-answers").set_value(True).run()
    assert "are sent to this server, and to nobody else" in sentences(app.caption)
    app.text_input(key="wording-url").set_value("http://localhost:11434").run()
    app.text_input(key="wording-model").set_value("small").run()
    assert fine(app)
    kept = load_settings()
    assert (kept.word_answers, kept.wording_url, kept.wording_model) == (True, "http://localhost:11434", "small")
    assert "goes to the server you chose" in sentences(start().markdown)


def test_a_language_model_s_address_that_cannot_be_is_explained():
    save_settings(Settings(word_answers=True))
    app = open_page(start(), "settings")
    app.text_input(key="wording-url").set_value("localhost").run()
    assert "begins with http:// or https://" in sentences(app.warning)
    assert load_settings().wording_url == ""


@pytest.mark.parametrize("says", ["", "*smiles* You are **hired**.", EngineError("It is not there.", stage="reply")])
def test_trying_a_language_model_says_what_is_wrong(model_server, says):
    save_settings(Settings(word_answers=True, wording_url="http://localhost:11434"))
    model_server.says = says
    app = press(open_page(start(), "settings"), "Try it")
    assert fine(app)
    assert not app.success
    expected = "It is not there" if isinstance(says, Exception) else "would not be said: it "
    assert expected in sentences(app.warning)


def test_trying_a_language_model_shows_what_is_written_and_what_came_back(model_server):
    save_settings(Settings(word_answers=True, wording_url="http://localhost:11434"))
    person = next(iter(wiring.load_gallery().people.values()))
    model_server.says = person.topics[0].answer
    app = press(open_page(start(), "settings"), "Try it")
    assert fine(app)
    assert "That works." in sentences(app.success)
    assert sentences(app.markdown).count(person.topics[0].answer.strip()) == 2


def test_a_talk_is_worded_by_the_model_that_is_set_and_goes_on_without_one_that_is_not(monkeypatch):
    model = FakeWording()
    monkeypatch.setattr(engines, "build_wording", lambda _: model)
    say(in_talk(), QUESTION)
    assert len(model.asked) == 1
    monkeypatch.setattr(engines, "build_wording", wiring.build_wording)
    save_settings(Settings(word_answers=True))  # but no address
    app = say(in_talk(), QUESTION)
    assert fine(app)
    assert speakers(app) == ["Nadia", "You", "Nadia"]


# ── broken files and folders ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["practice", "settings"])
def test_broken_settings_are_a_sentence(home, path):
    (home / "settings.json").write_text("{")
    app = open_page(start(), path)
    assert fine(app)
    assert "settings.json" in sentences(app.error)
    assert "Mend or delete that file." in sentences(app.error)


def test_broken_settings_do_not_break_the_other_pages(home, kept_talk):
    kept_talk()
    (home / "settings.json").write_text("{")
    app = open_page(start(), "people")
    app.button(key="hear-nadia-rahman").click().run()
    assert fine(app)
    assert "Mend or delete that file." in sentences(app.warning)
    assert fine(open_page(app, "progress"))


@pytest.mark.parametrize("path", ["practice", "people"])
def test_a_broken_person_is_told_and_the_others_stay(home, path):
    (home / "personas").mkdir()
    (home / "personas" / "broken.yaml").write_text("name: [")
    (home / "personas" / "nadia-rahman.yaml").write_bytes((PERSONAS_FOLDER / "nadia-rahman.yaml").read_bytes())
    app = open_page(start(), path)
    assert fine(app)
    broken, double = (one.value.replace("\\", "") for one in app.warning)
    assert "broken.yaml, line 2" in broken
    assert "there is already a person 'nadia-rahman'" in double
    assert [one.value for one in app.subheader if one.value == "Nadia Rahman"] == ["Nadia Rahman"]


def test_a_home_that_cannot_be_used_is_a_sentence(home, monkeypatch):
    occupied = home / "occupied"
    occupied.write_text("")
    monkeypatch.setenv("SIMULATOR_HOME", str(occupied))
    app = start()
    for path in ("practice", "progress"):
        open_page(app, path)
        assert fine(app)
        assert "occupied cannot be made" in sentences(app.error)
    for path in ("people", "settings", "about"):
        assert fine(open_page(app, path))
    open_page(app, "settings")
    app.toggle(key="aloud").set_value(False).run()
    assert fine(app)
    assert "occupied cannot be made" in sentences(app.error)


def test_a_damaged_database_is_a_sentence(home):
    (home / "talks.sqlite3").write_bytes(b"This is not a database. " * 100)
    app = start()
    assert fine(app)
    assert "Move it away to start afresh." in sentences(app.error)


def test_a_talk_with_somebody_who_is_gone_is_listed_and_explained(home):
    orphan(home)
    app = open_page(start(), "progress")
    assert fine(app)
    assert "This person is no longer here" in sentences(app.caption)
    assert "Feedback" not in [one.label for one in app.button]
    assert "Delete" in [one.label for one in app.button]


def test_the_address_of_a_talk_with_somebody_who_is_gone_leads_back(home):
    app = start(talk=orphan(home))
    assert fine(app)
    assert "There is no person 'tom-gone' here." in sentences(app.error)
    press(app, "Start again")
    assert "Meet Nadia" in [one.label for one in app.button]
