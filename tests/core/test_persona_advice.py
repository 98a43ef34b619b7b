"""What is valid but weak: each rule on a person that has just this weakness, and nothing on the people that are there."""

from dataclasses import replace

import pytest

from simulator.core.persona_advice import AdviceKind, advise
from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.core.personas import read_persona
from simulator.domain import FollowUp, FollowUpKind, HardFact, LineKind, PublicFact
from simulator.settings import PERSONAS_FOLDER

SHIPPED = sorted(PERSONAS_FOLDER.glob("*.yaml"))


@pytest.fixture
def victor(victor):
    """Without facts to keep: a test that takes texts away would leave their phrases idle."""
    return replace(victor, facts=())


def kinds(persona):
    return {one.kind for one in advise(persona)}


def only(persona):
    """The one piece of advice there is."""
    (one,) = advise(persona)
    return one


def with_topic(persona, number=0, **changed):
    topics = list(persona.topics)
    topics[number] = replace(topics[number], **changed)
    return replace(persona, topics=tuple(topics))


def with_lines(persona, kind, *lines):
    return replace(persona, lines={**persona.lines, kind: lines})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_people_who_come_with_the_program_give_no_advice(path):
    """Above all no contradiction and nothing said twice."""
    assert [str(one) for one in advise(read_persona(path))] == []


# ── topics ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_of_few_words_is_thin_and_one_of_many_is_long(victor):
    short = only(with_topic(victor, answer="Phones first. Then numbers, and then people."))
    assert (short.kind, short.key) == (AdviceKind.THIN_ANSWER, "topics.path.answer")
    assert short.says.startswith("has 7 words")
    long = only(with_topic(victor, answer=" ".join(f"word{number}" for number in range(111))))
    assert (long.kind, long.key) == (AdviceKind.LONG_ANSWER, "topics.path.answer")


def test_a_topic_without_depth_says_what_it_lacks(victor):
    one = only(with_topic(victor, story=None, guarded=None, follow_ups=(), questions=("a b?", "c d?", "e f?")))
    assert (one.kind, one.path) == (AdviceKind.THIN_TOPIC, ("topics", 0))
    assert one.says == "has no story, no guarded line, 0 of 2 follow-ups, 3 of 5 questions"


def test_follow_ups_of_one_kind_are_not_enough(victor):
    same = (FollowUp(FollowUpKind.WHY, "Because nobody had."), FollowUp(FollowUpKind.WHY, "And because I could."))
    assert only(with_topic(victor, follow_ups=same)).says == "has follow-ups of one kind only"


def test_missing_subjects_are_named_at_once(victor):
    one = only(replace(victor, topics=victor.topics[2:]))
    assert one.kind is AdviceKind.MISSING_SUBJECTS
    assert one.says.endswith("path, first-job")
    assert f"2 of the {len(COMMON_SUBJECTS)} subjects" in one.says


def test_few_topics_are_told(victor):
    assert AdviceKind.FEW_TOPICS in kinds(replace(victor, topics=victor.topics[:24]))


def test_two_topics_that_answer_alike(victor):
    words = victor.topics[0].answer.split()
    one = only(with_topic(victor, 1, answer=" ".join([*words[:-3], "and", "so", "on."])))
    assert (one.kind, one.path) == (AdviceKind.SAME_ANSWER, ("topics", 1, "answer"))
    assert "'topics.path.answer'" in one.says


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [LineKind.PROMPT, LineKind.UNSURE, LineKind.THANKS, LineKind.NOTHING_MORE])
def test_what_is_said_often_wants_eight_variants(victor, kind):
    one = only(replace(victor, lines={**victor.lines, kind: victor.lines[kind][:7]}))
    assert (one.kind, one.key) == (AdviceKind.FEW_VARIANTS, f"lines.{kind}")
    assert one.remedy == "write 1 more"


def test_lines_of_an_offer_nobody_makes_are_not_counted(victor):
    assert advise(with_lines(victor, LineKind.EXTENSION_OFFER, "I could give you {minutes} more.")) == ()


def test_kinds_that_are_left_out_are_named(victor):
    lines = {kind: said for kind, said in victor.lines.items() if kind not in (LineKind.RUDE, LineKind.STACKED)}
    assert only(replace(victor, lines=lines)).says == "has no rude, stacked and borrows other lines for some of them"


def test_the_same_words_in_two_places_whatever_the_marks(victor):
    said = victor.lines[LineKind.THANKS][0]
    one = only(with_lines(victor, LineKind.GOODBYE, said.upper().rstrip(".") + "!", "So long.", "Bye."))
    assert one.kind is AdviceKind.TWICE
    assert "'lines.thanks.#1'" in one.key + one.says


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("We have ten minutes.", True),
        ("There are 5 minutes left.", True),
        ("Give me twenty-five more minutes.", True),
        ("I can do half an hour.", True),
        ("Just a minute.", False),
        ("A few minutes, then.", False),
        ("It's a two-minute search.", False),
    ],
)
def test_a_number_of_minutes_in_a_line(victor, line, told):
    found = kinds(with_lines(victor, LineKind.OPENING, line, "Hello there.", "Good day."))
    assert found == ({AdviceKind.MINUTES} if told else set())


def test_a_number_of_minutes_in_a_story_is_nobody_s_time(victor):
    assert advise(with_topic(victor, story="It took us ten minutes and nobody spoke. Then the phone rang.")) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Write to me at victor@example.org.", AdviceKind.CONTACT),
        ("It's on https://example.org/jobs.", AdviceKind.CONTACT),
        ("Look at www.example.org.", AdviceKind.CONTACT),
        ("Go to example.com for that.", AdviceKind.CONTACT),
        ("Call me on +44 20 7946 0958.", AdviceKind.CONTACT),
        ("Call 312-555-0142.", AdviceKind.CONTACT),
        ("Well, (laughs) it went on.", AdviceKind.STAGE_DIRECTION),
        ("*sighs* It went on.", AdviceKind.STAGE_DIRECTION),
        ("It went [pause] on.", AdviceKind.STAGE_DIRECTION),
        ("It _really_ went on.", AdviceKind.STAGE_DIRECTION),
        ("It cost 1,250,000 dollars in 2019.", None),
        ("From 2004 to 2019 it was fine (mostly).", None),
        ("I read Dot.Com and liked it.", AdviceKind.CONTACT),
    ],
)
def test_what_nobody_can_say_aloud(victor, line, kind):
    found = kinds(with_lines(victor, LineKind.OPENING, line, "Hello there.", "Good day."))
    assert found == ({kind} if kind else set())


# ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def with_fact(persona, text, **fact):
    persona = with_topic(persona, 0, story=text)
    return replace(persona, facts=(HardFact("the year of the flood", "2011", **fact),))


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("The Lark flood came in 2011. We had boats.", False),
        ("The Lark flood came in twenty eleven.", False),
        ("The Lark flood came in 2012. It was 2011 before.", True),
        ("The lark flood took nine houses.", True),
        ("The Lark flood took one house and my boots.", False),
        ("Three came. The Lark flood took my boots.", False),
    ],
)
def test_a_sentence_beside_a_fact_that_names_a_number_must_name_the_right_one(victor, story, told):
    advice = advise(with_fact(victor, story, forms=("2011", "twenty eleven"), near=("Lark flood",)))
    assert [one.kind for one in advice] == ([AdviceKind.CONTRADICTION] if told else [])
    if told:
        assert advice[0].key == "topics.path.story"
        assert "2011 or twenty eleven" in advice[0].remedy


def test_a_phrase_that_stands_nowhere_guards_nothing(victor):
    one = only(with_fact(victor, "The Lark flood came in 2011.", forms=("2011",), near=("Lark flood", "great flood")))
    assert (one.kind, one.key) == (AdviceKind.IDLE_PHRASE, "facts.#1.near.#2")


def test_public_facts_want_to_be_several_and_to_be_found(victor):
    bare = replace(victor, facts=(), public_facts=(PublicFact("The bank has 96 branches."),))
    assert [one.key for one in advise(bare)] == ["public_facts", "public_facts.#1"]
