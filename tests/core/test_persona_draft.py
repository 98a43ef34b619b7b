"""A person who is half written is a whole person; what was written survives the file, whatever it holds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.core.manner import SCALES, manner_in_a_sentence
from simulator.core.persona_advice import AdviceKind, advise
from simulator.core.persona_base import BASE_LINES, STAND_IN_TOPICS
from simulator.core.persona_draft import (
    Draft,
    DraftFact,
    DraftTopic,
    clean,
    draft_of,
    id_from_name,
    person_from,
    problems,
)
from simulator.core.persona_yaml import persona_yaml
from simulator.core.personas import parse_persona, read_persona
from simulator.domain import Dislikes, FollowUp, FollowUpKind, LineKind, Temperament
from simulator.settings import PERSONAS_FOLDER

NAMES = {"name": "Ada Example", "title": "Head of Water", "organisation": "Rivermouth Water", "field": "Public service"}
TRICKY = [
    'Ada "The Pump" O\'Hara: engineer',
    "Ada: # not a comment",
    "- Ada, [x] {y} & *z",
    "Zoë 🚰 Åström",
    "محمد بن عبد الله",
    "\u202bעדה\u202c Example",
    "yes",
    "123",
    "null",
    "~",
    "2024-01-01",
    "Ada\\n\\t'\"",
    "@ada %x `y` !z | >",
    "李雷",
]


def again(persona):
    return parse_persona(persona_yaml(persona), source="again")


# ── from the first minute ────────────────────────────────────────────────────────────────────────────────────────


def test_four_words_are_a_person():
    persona = person_from(Draft(**NAMES), "ada-example")
    assert again(persona) == persona
    assert [topic.id for topic in persona.topics] == [topic.id for topic in STAND_IN_TOPICS]
    assert persona.headline == "Head of Water at Rivermouth Water."
    assert set(persona.lines) == set(LineKind)


def test_what_is_neutral_has_no_faults_but_being_little():
    found = {one.kind for one in advise(person_from(Draft(**NAMES), "ada-example"))}
    assert found == {
        AdviceKind.FEW_TOPICS,
        AdviceKind.MISSING_SUBJECTS,
        AdviceKind.THIN_TOPIC,
        AdviceKind.FEW_PUBLIC_FACTS,
    }


def test_answers_take_the_place_of_stand_ins_one_by_one():
    topics = {name: DraftTopic(answer=f"My own answer about {name}.") for name in ("pay", "path", "team")}
    persona = person_from(Draft(**NAMES, topics=topics), "ada-example")
    assert [topic.id for topic in persona.topics] == ["path", "team", "pay", "typical-day", "rewards"]
    assert persona.topics[0].answer == "My own answer about path."
    assert len(persona.topics[0].questions) == 5
    many = topics | {name: DraftTopic(answer="Something.") for name in ("skills", "fit")}
    assert len(person_from(Draft(**NAMES, topics=many), "ada-example").topics) == 5


def test_a_topic_of_their_own_gets_an_id_of_its_own():
    own = [DraftTopic(title="Pay!", questions="a1\nb2\nc3", answer="Well.") for _ in range(2)]
    ids = [topic.id for topic in person_from(Draft(**NAMES, own_topics=own), "x").topics]
    assert ids[:2] == ["pay-2", "pay-3"]


def test_own_lines_come_first_and_neutral_ones_fill_up():
    draft = Draft(**NAMES, lines={LineKind.THANKS: "Cheers.\n\nCheers.\n Ta. ", LineKind.JOB_ASK: "No jobs here."})
    lines = person_from(draft, "x").lines
    assert lines[LineKind.THANKS][:2] == ("Cheers.", "Ta.")
    assert len(lines[LineKind.THANKS]) == len(BASE_LINES[LineKind.THANKS])
    assert lines[LineKind.JOB_ASK] == ("No jobs here.", *BASE_LINES[LineKind.JOB_ASK][1:])  # still cooler each time


# ── what keeps it from being saved ───────────────────────────────────────────────────────────────────────────────


def test_gaps_and_slips_are_sentences_beside_their_fields():
    draft = Draft(
        name=" ",
        formats=[],
        own_topics=[DraftTopic(answer="Something.", questions="one?\none?"), DraftTopic(title="Empty is fine")],
        lines={LineKind.OPENING: "Hello {name}."},
        facts=[DraftFact(text="A fact", questions="?" + "x" * 400)],
    )
    found = problems(draft)
    assert set(found) == {
        "name",
        "title",
        "organisation",
        "field",
        "formats",
        "own_topics.0.title",
        "own_topics.0.questions",
        "lines.opening",
        "facts.0.questions",
    }
    assert all(sentence.endswith((".", ".”")) for sentence in found.values())
    assert problems(Draft(**NAMES)) == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Example", "ada-example"),
        ("Zoë O'Hara", "zoe-o-hara"),
        ("  --Ada--  ", "ada"),
        ("محمد", "person"),
        ("3 Ada", "person-3-ada"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 50),
        ("Nadia Rahman", "nadia-rahman-3"),
    ],
)
def test_the_id_is_made_of_the_name(name, expected):
    assert id_from_name(name, {"nadia-rahman", "nadia-rahman-2"}) == expected


# ── round trips ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", sorted(PERSONAS_FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_everybody_comes_back_from_a_written_file_and_from_the_page(path):
    persona = read_persona(path)
    assert again(persona) == persona
    draft = Draft.model_validate_json(draft_of(persona, path.read_text(encoding="utf-8")).model_dump_json())
    written = person_from(draft, persona.id)
    assert {topic.id: topic for topic in written.topics} == {topic.id: topic for topic in persona.topics}
    assert replace(written, topics=persona.topics) == persona
    assert again(written) == written


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_words_survive_everywhere(text):
    draft = Draft(
        name=text,
        title=text,
        organisation=text,
        field=text,
        headline=text,
        summary=f"{text} " * 20,
        note=text,
        facts=[DraftFact(text=text, questions=f"{text}?", keywords=text)] if len(text) > 1 else [],
        topics={"path": DraftTopic(answer=f"{text} " * 30, story=text, follow_ups=[(FollowUpKind.WHY, f"{text}.")])},
        own_topics=[DraftTopic(title=text, questions=f"{text} a\n{text} b\n{text} c", answer=f"{text}!")],
        lines={LineKind.OPENING: text.replace("{", "").replace("}", "")},
    )
    assert text == "~" or problems(draft) == {}
    persona = person_from(draft, "somebody")
    if text != "~":
        assert again(persona) == persona
        assert draft_of(persona, persona_yaml(persona)).name == clean(text)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT, ANY_TEXT)
def test_whatever_is_typed_can_be_saved_or_has_a_problem(one, other):
    draft = Draft(
        name=one,
        title=other,
        organisation=one,
        field=other,
        topics={"path": DraftTopic(answer=one, guarded=other, questions=f"{one}\n{other}")},
        lines={LineKind.GOODBYE: other},
    )
    short = any(0 < len(clean(text)) < 2 for text in (one, other))
    if not problems(draft) and not short:
        persona = person_from(draft, "somebody")
        assert again(persona) == persona


def test_a_person_without_originals_comes_back_as_typed():
    draft = Draft(
        **NAMES,
        own_topics=[DraftTopic(title="The flood", questions="a1\nb2\nc3", answer="It rained.")],
        lines={LineKind.OPENING: "Hello you."},
    )
    persona = person_from(draft, "ada-example")
    typed = draft_of(persona, persona_yaml(persona))
    assert (typed.headline, typed.summary, typed.note, typed.temperament_note) == ("", "", "", "")
    assert (typed.facts, typed.topics, typed.lines[LineKind.OPENING]) == ([], {}, "Hello you.")
    assert person_from(typed, "ada-example") == persona
    assert typed.answers == 1


def test_follow_ups_of_a_file_stay(victor):
    topic = victor.topics[0]
    assert topic.follow_ups[0] == FollowUp(FollowUpKind.WHY, topic.follow_ups[0].text)
    draft = draft_of(victor, persona_yaml(victor))
    draft.topics["path"].answer = "Another answer altogether."
    changed = person_from(draft, victor.id).topics
    assert next(one for one in changed if one.id == "path").follow_ups == topic.follow_ups


# ── manner ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_step_of_a_scale_comes_back_and_the_nearest_is_shown():
    for scale in SCALES:
        assert [scale.words_of(scale.value_of(words)) for words in scale.words] == list(scale.words)
    assert SCALES[0].words_of(0.71) == "friendly"


def test_a_temperament_in_a_sentence():
    temperament = Temperament(0.2, 0.8, 60, 5, talkativeness=0.2, cools_at={Dislikes.PITCH: 1.6})
    assert (
        manner_in_a_sentence(temperament)
        == "Cool at first; says no word too many, and tells you more readily. Minds selling."
    )
