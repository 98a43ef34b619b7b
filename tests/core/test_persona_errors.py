"""A valid file, broken in one place: the message names the file, the line, the key, and what to do."""

import re
from dataclasses import dataclass

import pytest

from simulator.core.personas import MOST_FILE_BYTES, parse_persona, read_persona
from simulator.errors import PersonaError
from simulator.settings import PERSONAS_FOLDER

SOURCE = "people/somebody.yaml"
SIGN = re.compile(r"^(?P<file>[^\n]+?), line (?P<line>\d+): (?P<rest>[^\n]{15,300}\.)$")


@dataclass(frozen=True)
class Break:
    """`before`, a pattern that stands in the file, becomes `after`; the message then names the key and the remedy."""

    name: str
    before: str
    after: str
    key: str
    remedy: str
    lines_below: int = 0  # where the message points, from the first changed line; None-like -1 = do not look


BREAKS = [
    Break("a missing key", "name: Victor Almeida\n", "", "'name'", "add it (the person's name)", -1),
    Break("a missing block", r"voice:\n(?:  .*\n)+", "", "'voice'", "add it (how they sound)", -1),
    Break("a missing key in a block", r"  rate_wpm: \d+\n", "", "'voice.rate_wpm'", "80 to 260 words a minute", -1),
    Break("a missing key in a list", r"    answer: >\n(?:      .*\n)+", "", "'topics.path.answer'", "45 to 90", -1),
    Break("a number for a text", "name: Victor Almeida", "name: 12", "'name'", "put the whole text in quotes"),
    Break("yes for a text", "title: Head of Credit Risk", "title: no", "'title'", "put the whole text in quotes"),
    Break("a colon in a text", "headline: .*", "headline:\n  Risk: mine", "'headline'", "in quotes"),
    Break("a text for a number", r"patience_s: \d+", "patience_s: soon", "'temperament.patience_s'", "a number"),
    Break("a list for a map", r"booking:\n(?:  .*\n)+", "booking: [20]\n", "'booking'", "'key: value' lines"),
    Break("a text for a map", r"portrait:\n(?:  .*\n)+", "portrait: nice\n", "'portrait'", "'key: value' lines"),
    Break("a text for a list", r"formats: \[.*\]", "formats: phone", "'booking.formats'", "'- '"),
    Break("an unknown key", "headline:", "headliner:", "'headliner'", "write 'headline'"),
    Break("an unknown key in a block", "openness:", "opennes:", "'temperament.opennes'", "write 'openness'"),
    Break("a key from nowhere", "field: Finance", "field: Finance\nshoe_size: 44", "'shoe_size'", "take it out", 1),
    Break("a key twice", "field: Finance", "field: Finance\nname: Other", "'name' stands twice", "keep one of them", 1),
    Break("an unknown line kind", "  goodbye:", "  goodby:", "'lines.goodby'", "write 'goodbye'"),
    Break("too few variants", r"  website:\n(?:    - .*\n)+", '  website: ["No."]\n', "'lines.website'", "write 2 more"),
    Break("a kind of line missing", r"  leave:\n(?:    - .*\n)+", "", "'lines.leave'", "write 2 more", -1),
    Break("a placeholder missing", r"(time_left:\n    - .*?)\{minutes\}", r"\1soon", "time_left.#1'", "{minutes}", 1),
    Break("a wrong placeholder", r"(thanks:\n    - \")", r"\1{name} ", "'lines.thanks.#1'", "no placeholder", 1),
    Break("an empty text", "summary: >\n(?:  .*\n)+", 'summary: ""\n', "'summary'", "is empty (three to five sentences"),
    Break("a blank line to say", r"(greeting:\n    - ).*", r'\1"  "', "'lines.greeting.#1'", "write something", 1),
    Break("a text too long", "field: Finance", f"field: {'very ' * 100}finance", "'field'", "shorten it"),
    Break("a number out of range", r"rate_wpm: \d+", "rate_wpm: 900", "'voice.rate_wpm'", "at most 260"),
    Break("a share over one", r"warmth: .*", "warmth: 7", "'temperament.warmth'", "at most 1"),
    Break("no number", "pitch: 36", "pitch: .nan", "'voice.pitch'", "must be a number (0 to 100)"),
    Break("a number below zero", "patience_s: 30", "patience_s: -1", "'temperament.patience_s'", "at least 0"),
    Break("minutes 25", r"\n  minutes: \d+", "\n  minutes: 25", "'booking.minutes'", "5, 10, 15, 20 or 30", 1),
    Break("an unknown format", r"formats: \[phone", "formats: [letter", "booking.formats.#1'", "video, phone or"),
    Break("no format", r"formats: \[.*\]", "formats: []", "'booking.formats'", "add more"),
    Break("a colour in words", 'skin: ".*"', "skin: brown", "'portrait.skin'", '"#c58c6d"'),
    Break("a colour without quotes", 'skin: "', "skin: #", "'portrait.skin'", "put a colour in quotes"),
    Break("an unknown hair style", "hair_style: short", "hair_style: mohawk", "'portrait.hair_style'", "headscarf"),
    Break("neither true nor false", r"(hair_style: .*)", r"\1\n  glasses: maybe", "'portrait.glasses'", "true or", 1),
    Break("a strange voice", r"name: en-us\+m3", "name: ../etc", "'voice.name'", "letters, digits"),
    Break("an id with a space", "id: victor-almeida", "id: Victor Almeida", "'id'", "ada-example"),
    Break("an id of a topic twice", r"  - id: first-job", "  - id: path", "'topics.path.id'", "an id of its own"),
    Break("an unknown follow-up kind", r"kind: why,", "kind: wherefore,", "topics.path.follow_ups.#1.kind'", "what_then"),
    Break("an unknown kind of research", r"kind: profile", "kind: gossip", "'research.#1.kind'", "article"),
    Break("something unknown that warms", "{specific: 1.7", "{flattery: 1.7", "warms_to.flattery'", "take it out"),
    Break("a factor too large", "{specific: 1.7", "{specific: 17", "warms_to.specific'", "at most 2"),
    Break("no questions", r"(  - id: path\n(?:.*\n){2}    questions:)\n(?:      - .*\n)+", r"\1 []\n", "questions'", "add", 3),
    Break("questions that are null", r"(  - id: path\n(?:.*\n){2}    questions:)\n(?:      - .*\n)+", r"\1\n", "questions'", "is empty", 3),
    Break("too few topics", r"(?s)topics:\n.*", "topics: []\n", "'topics'", "at least 5"),
    Break("topics as a map", r"(?s)topics:\n.*", "topics:\n  path: hello\n", "'topics'", "must be a list"),
    Break("a null", r"organisation: .*", "organisation:", "'organisation'", "write something"),
    Break("a fact without a text", r"  - text: Lakeshore.*\n    ", "  - ", "'public_facts.#1.text'", "add it"),
    Break("no public facts", r"public_facts:\n(?:  .*\n)+", "public_facts: []\n", "'public_facts'", "at least 1"),
    Break("an anchor", "name: Victor Almeida", "name: &n Victor", "'name'", "not allowed"),
    Break("a line set in by a tab", "  openness:", "\topenness:", "'openness'", "set it in with spaces"),
    Break("a quote left open", "name: Victor Almeida", 'name: "Victor', "'", "check colons, quotes", -1),
    Break("a bracket left open", r"formats: \[phone, video\]", "formats: [phone, video", "'", "check colons, quotes", -1),
    Break("a colon too many", "field: Finance", "field: Finance: risk", "'field'", "goes into quotes"),
    Break("a tag", "field: Finance", "field: !!python/name:os.system x", "'field'", "check"),
    Break("a date that is none", "field: Finance", "field: 2024-99-99", "'", "check", -1),
    Break("a key that is a list", "field: Finance", "? [a, b]\n: Finance", "a key must be a word", "'key: value'"),
    Break("a character that cannot be", "field: Finance", "field: Fin\x00ance", "'field'", "check"),
]  # fmt: skip


@pytest.fixture(scope="module")
def text():
    return (PERSONAS_FOLDER / "victor-almeida.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_a_broken_file_gets_its_line_its_key_and_a_remedy(text, case):
    pattern = re.compile(case.before, re.M)
    found = pattern.search(text)
    assert found is not None
    broken = pattern.sub(case.after, text, count=1)
    with pytest.raises(PersonaError) as error:
        parse_persona(broken, source=SOURCE)
    first = str(error.value).splitlines()[0]
    sign = SIGN.match(first)
    assert sign is not None, first
    assert sign["file"] == SOURCE
    assert case.key in sign["rest"]
    assert case.remedy in sign["rest"]
    if case.lines_below >= 0:
        assert int(sign["line"]) == text.count("\n", 0, found.start()) + 1 + case.lines_below, first


def test_an_alias_that_would_explode_is_refused_where_it_begins():
    bomb = "id: a\nname: &a [x,x,x,x,x,x,x,x,x]\ntopics: [*a,*a,*a,*a,*a,*a]\n"
    with pytest.raises(PersonaError, match=r"somebody\.yaml, line 2: at 'name': anchors .* write it out again"):
        parse_persona(bomb, source=SOURCE)


def test_a_file_that_is_too_large_says_where_it_goes_too_far(tmp_path, text):
    path = tmp_path / "victor-almeida.yaml"
    path.write_text(text + "  # and so on\n" * 60_000, encoding="utf-8")
    with pytest.raises(PersonaError, match=rf"line \d+: in '\w+' .* {MOST_FILE_BYTES:,} bytes .*; shorten it\."):
        read_persona(path)


def test_a_file_that_is_not_utf_8_says_where(tmp_path, text):
    path = tmp_path / "victor-almeida.yaml"
    path.write_bytes(text.replace("field: Finance", "field: Finan\u00e7as").encode("latin-1", errors="replace"))
    with pytest.raises(PersonaError, match=r"yaml, line 5: near 'field' .* not UTF-8 .* Save it as UTF-8\."):
        read_persona(path)


def test_a_file_with_another_name_than_its_id(tmp_path, text):
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(
        PersonaError, match=r"line 1: 'id' must be the name of the file, 'other', .* victor-almeida\.yaml"
    ):
        read_persona(tmp_path / "other.yaml")


def test_a_mark_at_the_beginning_of_the_file_does_no_harm(tmp_path, text):
    path = tmp_path / "victor-almeida.yaml"
    path.write_text(text, encoding="utf-8-sig")
    assert read_persona(path).name == "Victor Almeida"


@pytest.mark.parametrize("nothing", ["", "\n\n", "# only a comment\n", "just words", "- a\n- list"])
def test_a_file_without_keys_says_how_to_begin(nothing):
    with pytest.raises(PersonaError, match=r"line 1: .* begin with 'id: ada-example'"):
        parse_persona(nothing, source=SOURCE)


def test_several_problems_are_told_at_once(text):
    broken = text.replace("pitch: 36", "pitch: 360").replace("hair_style: short", "hair_style: wild")
    with pytest.raises(PersonaError) as error:
        parse_persona(broken, source=SOURCE)
    assert ["pitch" in line or "hair_style" in line for line in str(error.value).splitlines()] == [True, True]
