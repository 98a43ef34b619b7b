"""What a wrong persona file gets: the file, the line, the key, in a sentence."""

import re

import pytest
import yaml

from simulator.core.personas import MOST_FILE_BYTES, parse_persona, read_persona
from simulator.domain import LineKind
from simulator.errors import PersonaError
from simulator.settings import PERSONAS_FOLDER

SOURCE = "people/somebody.yaml"


@pytest.fixture(scope="module")
def text():
    return (PERSONAS_FOLDER / "victor-almeida.yaml").read_text(encoding="utf-8")


def test_everybody_has_enough_to_say(everybody):
    for persona in everybody:
        assert len(persona.topics) >= 25
        assert len(persona.lines[LineKind.JOB_ASK]) >= 3
        assert all(len(topic.questions) >= 3 for topic in persona.topics)
    assert len({persona.field for persona in everybody}) == 3
    assert len({persona.voice for persona in everybody}) == 3


def test_nobody_says_anything_twice(everybody):
    for persona in everybody:
        said = [topic.answer for topic in persona.topics] + [
            one.text for topic in persona.topics for one in topic.follow_ups
        ]
        assert len(said) == len(set(said))
        openings = [" ".join(topic.answer.split()[:5]) for topic in persona.topics]
        assert len(openings) == len(set(openings))


def test_a_good_file_is_read(text):
    assert parse_persona(text, source=SOURCE).id == "victor-almeida"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (r"rate_wpm: \d+", "rate_wpm: 900", "'voice.rate_wpm'"),
        (r"\n  minutes: \d+", "\n  minutes: 17", "'booking.minutes'"),
        ("name: Victor Almeida\n", "", "'name' is missing"),
        (r"patience_s: \d+", "patience_s: soon", "'temperament.patience_s'"),
        (r"\n  - id: (\S+)(?s:(.*?))\n  - id: \S+", r"\n  - id: \1\2\n  - id: \1", "stands twice"),
        ("headline:", "headliner:", "'headliner' is not a key"),
        ("name: Victor Almeida\n", "name: Victor Almeida\nname: Other\n", "'name' stands twice"),
        (r"(time_left:\s+- .*?)\{minutes\}", r"\1soon", "must hold {minutes}"),
    ],
)
def test_an_error_names_the_file_the_line_and_the_key(text, before, after, says):
    changed, count = re.subn(before, after, text, count=1)
    assert count == 1
    with pytest.raises(PersonaError) as error:
        parse_persona(changed, source=SOURCE)
    assert str(error.value).startswith(f"{SOURCE}, line ")
    assert says in str(error.value)


def test_a_yaml_bomb_is_refused_before_it_grows():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
        f"{c}: &{c} [*{p},*{p},*{p},*{p},*{p}]" for p, c in zip("abcdef", "bcdefg", strict=True)
    )
    with pytest.raises(PersonaError, match="anchors and aliases"):
        parse_persona(bomb, source=SOURCE)


@pytest.mark.parametrize(
    "nonsense",
    ["", "just words", "- a\n- list", "a: [1, 2", "\t: x", "[" * 5000, "a: !!python/object/apply:os.system [ls]"],
)
def test_nonsense_is_refused_in_a_sentence(nonsense):
    with pytest.raises(PersonaError, match=SOURCE):
        parse_persona(nonsense, source=SOURCE)


def test_ten_megabytes_are_refused(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_text("a" * (10 * 1024 * 1024))
    with pytest.raises(PersonaError, match=f"{MOST_FILE_BYTES:,}"):
        read_persona(path)


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(PersonaError, match="cannot be read"):
        read_persona(tmp_path / "nobody.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PersonaError, match="UTF-8"):
        read_persona(tmp_path / "odd.yaml")


def test_the_id_is_the_name_of_the_file(tmp_path, text):
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PersonaError, match="must be the name of the file"):
        read_persona(tmp_path / "other.yaml")


def test_the_files_are_plain_yaml():
    for path in PERSONAS_FOLDER.glob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
