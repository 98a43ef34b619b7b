"""The People page: everybody is shown; a person of one's own is written, kept, changed, brought in and deleted."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from simulator import own_people, wiring
from simulator.core.persona_draft import Draft, DraftTopic, person_from
from simulator.core.personas import MOST_FILE_BYTES, read_persona
from simulator.domain import Dislikes, FollowUpKind, LineKind, MeetingFormat, Voice
from simulator.engines.fake import FakeSynthesizer, FakeTranscriber
from simulator.own_people import keep_draft, kept_draft, own_folder, save_person, text_of
from simulator.settings import PERSONAS_FOLDER
from simulator.ui import machine as engines
from simulator.ui.person_form import SECTIONS
from simulator.ui.person_manner import ACCENTS, TIMBRES
from tests.ui.browser import ROOT

SHIPPED = sorted(path.stem for path in PERSONAS_FOLDER.glob("*.yaml"))
WHO, MEETING, MANNER, LOOKS, FACTS, TOPICS, LINES = SECTIONS
TYPED = {"name": "Ada Example", "title": "Head of Water", "organisation": "Rivermouth Water", "field": "Public service"}


@pytest.fixture(autouse=True)
def voice(monkeypatch, classifier):
    """A server that has just started, with a voice that pretends."""
    st.cache_resource.clear()
    spoken = FakeSynthesizer()
    for module in (wiring, engines):
        monkeypatch.setattr(module, "build_classifier", lambda: classifier)
    monkeypatch.setattr(engines, "build_synthesizer", lambda: spoken)
    monkeypatch.setattr(engines, "build_transcriber", lambda *_: FakeTranscriber([]))
    yield spoken
    st.cache_resource.clear()


@pytest.fixture
def ada():
    """A person of one's own, saved."""
    topics = {"path": DraftTopic(answer="I began in the laboratory."), "pay": DraftTopic(answer="It depends.")}
    persona = person_from(Draft(**TYPED, topics=topics), "ada-example")
    save_person(persona, replacing=False)
    return persona


def people() -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    return open_page(app, "people")


def open_page(app, path) -> AppTest:
    app._page_hash = calc_hash(path)
    return app.run()


def press(app, key) -> AppTest:
    return app.button(key=key).click().run()


def labelled(elements, label):
    (found,) = [one for one in elements if one.label == label]
    return found


def fill(app, **texts) -> AppTest:
    """Type into the lines of text whose keys end so."""
    for name, text in texts.items():
        (box,) = [one for one in [*app.text_input, *app.text_area] if one.key.endswith(f"-{name}")]
        box.set_value(text).run()
    return app


def step(app, name) -> AppTest:
    (steps,) = [one for one in app.button_group if one.key.endswith("-section")]
    return steps.set_value(name).run()


def write(app) -> AppTest:
    """A new person with the four words it takes."""
    return fill(press(app, "draft-new"), **TYPED)


def said(elements) -> str:
    return " ".join(one.value for one in elements).replace("\\", "")


def told(app) -> str:
    """Everything the page says in small and in plain type."""
    return said([*app.caption, *app.markdown])


def saved(name="ada-example"):
    return read_persona(own_folder() / f"{name}.yaml")


def fine(app) -> bool:
    return len(app.exception) == 0


# ── the gallery ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_everybody_is_shown_and_can_be_heard_met_and_copied():
    app = people()
    assert fine(app)
    for name in SHIPPED:
        for verb in ("hear", "meet", "copy"):
            assert app.button(key=f"{verb}-{name}")
    assert not [one.key for one in app.button if one.key.startswith(("edit-", "delete-"))]


def test_meeting_somebody_leads_to_the_preparation():
    app = press(people(), "meet-nadia-rahman")
    assert fine(app)
    assert [one.value for one in app.title] == ["Nadia Rahman"]


def test_ones_own_people_stand_first_and_can_be_changed_and_deleted(ada):
    app = people()
    assert next(one.value for one in app.subheader) == "Yours"
    assert app.button(key=f"edit-{ada.id}")
    assert app.button(key=f"delete-{ada.id}")
    assert "Can speak about 5 things; 20 more would make a full talk." in told(app)


def test_a_broken_file_is_told_and_the_others_stay(home):
    (home / "personas").mkdir()
    (home / "personas" / "broken.yaml").write_text("name: [")
    app = people()
    assert fine(app)
    assert "broken.yaml, line 2" in said(app.warning)
    assert app.button(key="meet-nadia-rahman")


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_four_words_and_a_click_make_a_person_who_can_be_met():
    app = press(write(people()), "person-save")
    assert fine(app)
    assert "Ada Example is saved" in said(app.success)
    assert saved().organisation == "Rivermouth Water"
    assert kept_draft() is None
    app = press(app, "meet-ada-example")
    assert [one.value for one in app.title] == ["Ada Example"]


def test_gaps_are_pointed_out_beside_the_fields_once_somebody_tries_to_save():
    app = press(people(), "draft-new")
    assert "Give them a name." not in told(app)
    app = press(step(app, TOPICS), "person-save")
    assert fine(app)
    assert {one.label for one in app.text_input} >= {"Name", "What they do"}  # back where something is missing
    assert "Give them a name." in told(app)
    assert "4 things are still missing" in told(app)
    app = fill(app, **TYPED)
    assert "Give them a name." not in told(app)
    assert fine(press(app, "person-save"))
    assert saved().name == "Ada Example"


def test_nothing_typed_is_lost_between_steps_pages_and_windows():
    app = fill(write(people()), summary="She likes rivers.")
    app = step(fill(step(app, TOPICS), **{"path-answer": "By boat."}), MEETING)
    app = fill(app, note="Come along.")
    app = open_page(open_page(app, "about"), "people")
    assert labelled(app.text_area, "What they wrote when they agreed to meet").value == "Come along."
    assert labelled(step(app, WHO).text_area, "What public research would show").value == "She likes rivers."
    again = people()
    assert "You were writing Ada Example." in told(again)
    again = press(again, "draft-go-on")
    assert labelled(again.text_input, "Name").value == "Ada Example"
    assert labelled(step(again, TOPICS).text_area, "How they got here").value == "By boat."


def test_what_was_typed_last_counts_even_if_the_step_changes_in_the_same_moment():
    app = press(people(), "draft-new")
    labelled(app.text_input, "Name").set_value("Ada")
    app = step(app, MANNER)  # both reach the page together
    assert fine(app)
    assert labelled(step(app, WHO).text_input, "Name").value == "Ada"


def test_a_disk_that_is_full_loses_nothing(monkeypatch):
    app = press(people(), "draft-new")

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(own_people.os, "fsync", full)
        app = fill(app, **TYPED)
        assert "No space left on device" in said(app.warning)
        app = press(app, "person-save")
        assert fine(app)
        assert "No space left on device" in said(app.error)
    assert labelled(app.text_input, "Name").value == "Ada Example"
    app = press(app, "person-save")
    assert saved().name == "Ada Example"


def test_the_meeting_keeps_the_preferred_way_first():
    app = step(write(people()), MEETING)
    by_key = {one.key.rpartition("-")[2]: one for one in app.button_group}
    by_key["formats"].set_value([MeetingFormat.PHONE, MeetingFormat.IN_PERSON]).run()
    (preferred,) = [one for one in app.button_group if one.label == "Which they like best"]
    preferred.set_value(MeetingFormat.IN_PERSON).run()
    (minutes,) = [one for one in app.button_group if one.label == "Minutes they give you"]
    minutes.set_value(10).run()
    press(app, "person-save")
    assert saved().formats == (MeetingFormat.IN_PERSON, MeetingFormat.PHONE)
    assert saved().minutes == 10


def test_no_way_to_meet_is_a_sentence_beside_the_choice():
    app = step(write(people()), MEETING)
    labelled(app.button_group, "How they would meet").set_value([]).run()
    assert "Choose at least one way to meet." in told(app)
    app = press(app, "person-save")
    assert fine(app)
    assert not own_folder().exists()


def test_their_manner_in_plain_words():
    app = step(write(people()), MANNER)
    labelled(app.select_slider, "When you meet, they are").set_value("warm").run()
    labelled(app.select_slider, "To somebody who ends in time, they offer").set_value("nothing").run()
    labelled(app.button_group, "What they mind most").set_value([Dislikes.PITCH]).run()
    press(app, "person-save")
    temperament = saved().temperament
    assert (temperament.warmth, temperament.extension_minutes) == (0.8, 0)
    assert temperament.cools_at == {Dislikes.PITCH: 1.6}
    assert saved().temperament_note.startswith("Warm at first")


def test_their_voice_is_chosen_and_heard(voice):
    app = step(write(people()), LOOKS)
    labelled(app.selectbox, "Accent").set_value("en-gb-scotland").run()
    labelled(app.selectbox, "The voice is").set_value("m3").run()
    labelled(app.slider, "Pace, in words a minute").set_value(140).run()
    labelled(app.slider, "Pitch, from low to high").set_value(30).run()
    app = press(app, "hear-draft")
    assert fine(app)
    assert len(app.get("audio")) == 1
    assert voice.spoken[-1].startswith("Hello.")
    press(app, "person-save")
    assert saved().voice == Voice("en-gb-scotland+m3", 140, 30)


def test_every_voice_that_can_be_chosen_may_stand_in_a_file():
    for accent in ACCENTS:
        for timbre in TIMBRES:
            draft = Draft(**TYPED, voice_name=f"{accent}+{timbre}" if timbre else accent)
            save_person(person_from(draft, "ada-example"), replacing=True)


def test_their_face():
    app = step(write(people()), LOOKS)
    labelled(app.color_picker, "Skin").set_value("#112233").run()
    labelled(app.selectbox, "Hair").set_value("locs").run()
    labelled(app.toggle, "Glasses").set_value(True).run()
    press(app, "person-save")
    portrait = saved().portrait
    assert (portrait.skin, portrait.hair_style, portrait.glasses) == ("#112233", "locs", True)


def test_facts_are_added_and_removed_without_mixing_them_up():
    app = step(write(people()), FACTS)
    for number in range(3):
        app = fill(press(app, "add-fact"), **{f"fact-{number}": f"Fact number {number}."})
    app = press(app, "fact-remove-1")
    assert [one.value for one in app.text_area if one.label.startswith("Fact ")] == ["Fact number 0.", "Fact number 2."]
    app = fill(app, **{"fact-1-q": "What is two?", "fact-1-k": "two\npair"})
    press(app, "person-save")
    facts = saved().public_facts
    assert [fact.text for fact in facts] == ["Fact number 0.", "Fact number 2."]
    assert (facts[1].questions, facts[1].keywords) == (("What is two?",), ("two", "pair"))


def test_answers_are_counted_and_their_depth_is_kept():
    app = step(write(people()), TOPICS)
    assert "No answers yet: 5 neutral ones stand in" in app.get("progress")[0].text
    app = fill(app, **{"path-answer": "I began in the laboratory, at night.", "path-story": "One night it rained."})
    app = fill(app, **{"path-why": "Nobody else wanted the nights."})
    assert "7 words; 45 to 90 sound best." in told(app)
    labelled(app.button_group, "Subjects").set_value("Getting in").run()
    app = fill(app, **{"pay-answer": "Less than people think."})
    assert "2 answers of theirs; 3 neutral ones stand in." in app.get("progress")[0].text
    press(app, "person-save")
    topics = {topic.id: topic for topic in saved().topics}
    assert topics["path"].story == "One night it rained."
    assert [(one.kind, one.text) for one in topics["path"].follow_ups] == [
        (FollowUpKind.WHY, "Nobody else wanted the nights.")
    ]
    assert topics["pay"].questions[0] == "What do people earn in this field?"


def test_a_topic_of_their_own_says_what_it_still_needs():
    app = step(write(people()), TOPICS)
    labelled(app.button_group, "Subjects").set_value("Theirs alone").run()
    app = fill(press(app, "add-topic"), **{"own-0-answer": "The river came into the building."})
    assert "Give this topic a title." in told(app)
    assert "Write at least 3 ways to ask for it, one a line; there are 0." in told(app)
    app = fill(app, **{"own-0-title": "The flood", "own-0-q": "What happened?\nAnd then?\nHow was it?"})
    assert "Give this topic a title." not in told(app)
    press(app, "person-save")
    assert saved().topics[0].id == "the-flood"


def test_their_own_words_come_first():
    app = step(write(people()), LINES)
    app = fill(app, **{f"line-{LineKind.THANKS}": "Cheers.\nTa."})
    app = fill(app, **{f"line-{LineKind.OPENING}": "Hello {you}."})
    assert "without curly braces" in told(app)
    app = fill(app, **{f"line-{LineKind.OPENING}": "Hello you."})
    press(app, "person-save")
    assert saved().lines[LineKind.THANKS][:2] == ("Cheers.", "Ta.")
    assert saved().lines[LineKind.OPENING][0] == "Hello you."


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('Ada "The Pump" O\'Hara: engineer', "ada-the-pump-o-hara-engineer"),
        ("محمد 🚰 بن عبد الله", "person"),
        ("# null", "null"),
        ("Nadia Rahman", "nadia-rahman-2"),
    ],
)
def test_names_survive_whatever_they_hold(name, file):
    app = press(fill(write(people()), name=name), "person-save")
    assert fine(app)
    assert saved(file).name == name
    assert name in said(app.success)
    assert read_persona(PERSONAS_FOLDER / "nadia-rahman.yaml").title == "Director of Nursing"


def test_markup_in_a_name_is_shown_as_it_is():
    app = fill(press(people(), "draft-new"), name="![x](http://elsewhere/x.png) <b>Ada</b>")
    assert fine(app)
    assert "](" not in app.title[0].value


def test_what_is_worth_another_look_is_said_after_saving():
    app = step(write(people()), TOPICS)
    app = press(fill(app, **{"path-answer": "Write to ada@example.org."}), "person-save")
    assert "holds an address or number" in said(app.markdown)


# ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_changed_in_place(ada):
    app = press(people(), f"edit-{ada.id}")
    assert labelled(app.text_input, "Name").value == "Ada Example"
    app = press(fill(app, name="Ada Newname", title="Director of Water"), "person-save")
    assert fine(app)
    changed = saved(ada.id)
    assert (changed.name, changed.title) == ("Ada Newname", "Director of Water")
    assert changed.topics == ada.topics
    assert [path.name for path in own_folder().iterdir()] == ["ada-example.yaml"]


def test_a_talk_after_a_change_is_with_the_changed_person(ada, monkeypatch):
    built = []
    monkeypatch.setattr(engines, "build_company", lambda persona: built.append(persona.title))
    machine = engines.Machine()
    machine.company(ada)
    machine.company(ada)
    save_person(person_from(Draft(**{**TYPED, "title": "Director of Water"}), ada.id), replacing=True)
    machine.company(wiring.load_gallery().get(ada.id))
    assert built == ["Head of Water", "Director of Water"]


def test_a_copy_of_somebody_shipped_is_ones_own(nadia):
    app = press(people(), "copy-nadia-rahman")
    assert labelled(app.text_input, "Name").value == "Nadia Rahman (copy)"
    app = press(fill(app, name="Nora Rahman"), "person-save")
    assert fine(app)
    copy = saved("nora-rahman")
    assert (copy.research, copy.lines, copy.asks_back) == (nadia.research, nadia.lines, nadia.asks_back)
    assert {topic.id for topic in copy.topics} == {topic.id for topic in nadia.topics}


def test_what_is_being_written_is_not_thrown_away_for_another(ada):
    keep_draft(Draft(name="Bea Unsaved"))
    app = press(people(), f"edit-{ada.id}")
    assert "Bea Unsaved" in told(app)
    app = press(app, f"unsure-{ada.id}")
    assert kept_draft() == Draft(name="Bea Unsaved")
    app = press(press(app, f"copy-{ada.id}"), f"sure-{ada.id}")
    assert fine(app)
    assert labelled(app.text_input, "Name").value == "Ada Example (copy)"
    assert kept_draft() is None


def test_beginning_another_asks_first():
    keep_draft(Draft(name="Bea Unsaved"))
    app = press(people(), "draft-new")
    assert kept_draft() == Draft(name="Bea Unsaved")
    assert app.button(key="draft-new-sure")


# in a browser a dialog runs on its own; here its function does


def _another_dialog():
    from simulator.ui.people import _confirm_new

    _confirm_new("Bea Unsaved")


def test_another_may_be_begun():
    keep_draft(Draft(name="Bea Unsaved"))
    app = press(AppTest.from_function(_another_dialog, default_timeout=60).run(), "draft-new-sure")
    assert fine(app)
    assert app.session_state["person_draft"] == Draft()
    assert kept_draft() is None


def test_looking_without_typing_leaves_nothing_behind():
    app = press(press(people(), "draft-new"), "person-close")
    assert fine(app)
    assert kept_draft() is None
    assert app.button(key="draft-new").label == "Make your own person"


def test_deleting_asks_and_then_deletes(ada):
    app = press(people(), f"delete-{ada.id}")
    assert "gone for good" in told(app)
    app = press(app, f"unsure-{ada.id}")
    assert saved() == ada
    app = press(press(app, f"delete-{ada.id}"), f"sure-{ada.id}")
    assert fine(app)
    assert not (own_folder() / "ada-example.yaml").exists()
    assert f"meet-{ada.id}" not in [one.key for one in app.button]


# ── bringing in, taking along ────────────────────────────────────────────────────────────────────────────────────


def upload(app, content: bytes, name="somebody.yaml") -> AppTest:
    return app.file_uploader[0].set_value((name, content, "application/yaml")).run()


def test_a_file_is_brought_in_as_it_is(ada):
    content = f"# mine\n{text_of(ada.id)}".encode()
    own_people.delete_person(ada.id)
    app = upload(people(), content)
    assert not (own_folder() / "ada-example.yaml").exists()  # not before it is wanted
    app = press(app, "upload-add")
    assert fine(app)
    assert (own_folder() / "ada-example.yaml").read_bytes() == content
    assert "Ada Example is saved" in said(app.success)
    assert "upload-add" not in [one.key for one in app.button]


def test_an_id_that_is_taken_asks_and_either_may_stay(ada):
    content = text_of(ada.id).replace("title: Head of Water", "title: Somebody else").encode()
    app = upload(people(), content)
    assert "already somebody of this name here: Ada Example." in told(app)
    app = press(app, "upload-both")
    assert (saved().title, saved("ada-example-2").title) == ("Head of Water", "Somebody else")
    app = press(upload(app, content), "upload-replace")
    assert fine(app)
    assert saved().title == "Somebody else"


def test_somebody_shipped_is_never_replaced(nadia):
    app = upload(people(), text_of(nadia.id).replace("name: Nadia Rahman", "name: Other", 1).encode())
    assert "upload-replace" not in [one.key for one in app.button]
    app = press(app, "upload-both")
    assert fine(app)
    assert saved("nadia-rahman-2").name == "Other"
    assert read_persona(PERSONAS_FOLDER / "nadia-rahman.yaml") == nadia


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "somebody.yaml, line 1: a persona file holds keys and values"),
        (b"id: x\nname: [", "somebody.yaml, line 3: this is not readable YAML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"id: x\n" + b"#" * MOST_FILE_BYTES, "shorten it"),
        (b"id: x\nname: Ada\n", "'title' is missing"),
    ],
    ids=["empty", "no yaml", "no text", "too large", "half"],
)
def test_a_wrong_file_is_explained_and_nothing_is_kept(content, says):
    app = upload(people(), content)
    assert fine(app)
    assert says in said(app.error)
    assert not own_folder().exists()


def test_everybody_can_be_saved_as_a_file():
    assert len(people().get("download_button")) == len(SHIPPED)
