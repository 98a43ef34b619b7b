"""Files of one's own people: whole or not at all, never over somebody who comes with the program."""

import pytest

from simulator import own_people
from simulator.core.persona_draft import Draft, person_from
from simulator.core.personas import MOST_FILE_BYTES, read_persona
from simulator.errors import PersonaError, StoreError
from simulator.own_people import (
    delete_person,
    forget_draft,
    ids_taken,
    keep_draft,
    kept_draft,
    own_folder,
    read_upload,
    renamed,
    save_person,
    text_of,
)
from simulator.settings import PERSONAS_FOLDER
from simulator.wiring import load_gallery


@pytest.fixture
def ada():
    draft = Draft(name="Ada Example", title="Head of Water", organisation="Rivermouth", field="Public service")
    return person_from(draft, "ada-example")


def test_a_saved_person_is_in_the_gallery(ada):
    path = save_person(ada, replacing=False)
    assert path == own_folder() / "ada-example.yaml"
    assert read_persona(path) == ada
    assert load_gallery().get("ada-example") == ada
    assert [one.name for one in own_folder().iterdir()] == ["ada-example.yaml"]
    assert "ada-example" in ids_taken()


def test_nobody_is_overwritten_by_chance(ada, victor):
    save_person(ada, replacing=False)
    with pytest.raises(PersonaError, match="already a person 'ada-example'"):
        save_person(ada, replacing=False)
    with pytest.raises(PersonaError, match="comes with the program and is not overwritten"):
        save_person(renamed(ada, victor.id), replacing=True)
    assert read_persona(PERSONAS_FOLDER / f"{victor.id}.yaml") == victor
    save_person(ada, replacing=True)


def test_what_would_not_come_back_is_not_saved(ada, victor):
    with pytest.raises(PersonaError, match="would not come back"):
        save_person(ada, replacing=False, text=text_of(victor.id))
    assert not own_folder().exists()


def test_a_folder_that_cannot_be_written_leaves_what_was_there(ada, monkeypatch):
    path = save_person(ada, replacing=False)
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_people.os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        save_person(renamed(ada, "ada-example"), replacing=True)
    assert path.read_bytes() == before


def test_people_of_ones_own_can_be_deleted_and_others_not(ada, victor):
    path = save_person(ada, replacing=False)
    delete_person("ada-example")
    assert not path.exists()
    delete_person("ada-example")  # gone is gone
    with pytest.raises(PersonaError, match="comes with the program and stays"):
        delete_person(victor.id)


@pytest.mark.parametrize("strange", ["../victor", "a/b", "", "A", "a..b", "a\\b"])
def test_no_id_leads_out_of_the_folder(strange):
    with pytest.raises(PersonaError, match="no id of a person"):
        delete_person(strange)
    with pytest.raises(PersonaError, match="no id of a person"):
        text_of(strange)


def test_the_file_of_anybody_can_be_taken_along_and_brought_back(victor, ada):
    assert read_upload(text_of(victor.id).encode(), "v.yaml")[0] == victor
    save_person(ada, replacing=False)
    persona, text = read_upload(text_of(ada.id).encode(), "a.yaml")
    assert persona == ada
    save_person(persona, replacing=True, text=f"# with a remark\n{text}")
    assert text_of(ada.id).startswith("# with a remark")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "up.yaml, line 1: a persona file holds keys"),
        (b"name: [", "up.yaml, line 2: this is not readable YAML"),
        (b"\xff\xfe\x00a", "not UTF-8"),
        (b"x" * (MOST_FILE_BYTES + 1), "shorten it"),
    ],
)
def test_a_wrong_upload_is_explained(content, says):
    with pytest.raises(PersonaError, match=says):
        read_upload(content, "up.yaml")


def test_a_draft_is_kept_and_forgotten():
    assert kept_draft() is None
    keep_draft(Draft(name="Ada 🚰", warmth=0.8))
    assert kept_draft() == Draft(name="Ada 🚰", warmth=0.8)
    forget_draft()
    forget_draft()
    assert kept_draft() is None


@pytest.mark.parametrize("broken", ["", "{", '{"warmth": "hot"}', '{"minutes": [1]}', "[" * 100_000, "9" * 3_000_000])
def test_a_broken_draft_is_none(home, broken):
    (home / "person-draft.json").write_text(broken)
    assert kept_draft() is None
