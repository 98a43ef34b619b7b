"""Scripts: what a line may be, and a whole talk on a simulated clock."""

from __future__ import annotations

import json

import pytest

from simulator.domain import Booking, EndedBy, MeetingFormat, MoveKind, Role
from simulator.engines.fake import FakeClassifier
from simulator.errors import SetupError
from simulator.pipeline import MOST_TURN_CHARACTERS, Company
from simulator.scripted import DEFAULT_THINKING_S, MOST_LINES, read_script, rehearse_script, turn_json

BOOKING = Booking(MeetingFormat.VIDEO, 20)
CUES = {"goodbye": MoveKind.GOODBYE}


@pytest.fixture
def company(nadia, knowledge):
    return Company(nadia, knowledge[nadia.id], FakeClassifier(CUES))


def script(*lines):
    return read_script([json.dumps(line) for line in lines], source="talk.jsonl")


def test_speaking_time_follows_from_the_words_and_thinking_time_is_a_second():
    (line,) = script({"text": "word " * 150})
    assert line.speech_s == pytest.approx(60.0)
    assert line.think_s == DEFAULT_THINKING_S


def test_times_may_be_given_and_blank_lines_are_passed_over():
    lines = read_script(['{"text": "Hello.", "speech_s": 4.2, "think_s": 0}', "", "   "], source="talk.jsonl")
    assert [(line.text, line.speech_s, line.think_s) for line in lines] == [("Hello.", 4.2, 0.0)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Hello there", "line 2: not JSON"),
        ('{"text": ', "line 2: not JSON"),
        ('["Hello"]', "line 2: input should be a valid dictionary"),
        ("{}", "line 2: 'text': field required"),
        ('{"text": 5}', "line 2: 'text': input should be a valid string"),
        ('{"text": "Hi", "speed": 2}', "line 2: 'speed': extra inputs are not permitted"),
        ('{"text": "Hi", "speech_s": -1}', "line 2: 'speech_s': "),
        ('{"text": "Hi", "think_s": NaN}', "line 2: 'think_s': "),
        ('{"text": "Hi", "think_s": 1e999}', "line 2: 'think_s': "),
        ('{"text": "Hi", "think_s": ' + "9" * 5_000 + "}", "line 2: holds a number too long to read"),
        ('{"text": "\\ud800"}', "line 2: 'text': "),
        ("[" * 100_000, "line 2: "),
        (json.dumps({"text": "a" * (MOST_TURN_CHARACTERS + 1)}), "line 2: 'text': string should have at most"),
    ],
    ids=lambda value: value[:40],
)
def test_a_broken_line_is_named(line, says):
    with pytest.raises(SetupError) as caught:
        read_script(['{"text": "Hello."}', line], source="talk.jsonl")
    assert str(caught.value).startswith(f"talk.jsonl, {says}")
    assert caught.value.fix


def test_a_script_has_an_end():
    with pytest.raises(SetupError, match=f"line {MOST_LINES + 1}: a script may have {MOST_LINES} lines"):
        read_script(['{"text": "Hello."}'] * (MOST_LINES + 1), source="talk.jsonl")


def test_the_sides_take_turns_and_time_moves_on(company):
    state = rehearse_script(
        company, script({"text": "How did you come to nursing?", "speech_s": 3, "think_s": 2}), BOOKING, seed=1
    )
    opening, asked, answer = state.turns
    assert asked.start_s == pytest.approx(opening.end_s + 2.0)
    assert asked.duration_s == pytest.approx(3.0)
    assert answer.start_s >= asked.end_s
    assert answer.role is Role.PERSONA
    assert state.ended_by is EndedBy.STOPPED


def test_lines_left_over_when_the_person_has_gone_are_not_said(company):
    state = rehearse_script(company, script({"text": "Goodbye!"}, {"text": "Oh, and another thing?"}), BOOKING, seed=1)
    assert state.ended_by is EndedBy.USER
    assert [turn.text for turn in state.turns if turn.role is Role.USER] == ["Goodbye!"]


def test_an_empty_script_is_a_talk_of_first_words_alone(company):
    state = rehearse_script(company, (), BOOKING, seed=1)
    assert len(state.turns) == 1
    assert state.over


def test_the_person_leaves_a_user_who_does_not(company):
    lines = script(*[{"text": "What else happened then?", "speech_s": 120}] * 40)
    state = rehearse_script(company, lines, Booking(MeetingFormat.VIDEO, 5), seed=1)
    assert state.ended_by is EndedBy.PERSONA
    assert len(state.turns) < 80


def test_words_of_any_writing_pass_through(company):
    words = "Как вы пришли в медицину? 你好 🩺 \u202e\x00"
    state = rehearse_script(company, script({"text": words}), BOOKING, seed=1)
    assert state.turns[1].text.startswith("Как вы пришли в медицину? 你好 🩺")
    assert state.turns[2].text


def test_the_same_seed_gives_the_same_talk(company):
    lines = script({"text": "How did you come to nursing?"}, {"text": "Why was that?"})
    assert rehearse_script(company, lines, BOOKING, seed=3) == rehearse_script(company, lines, BOOKING, seed=3)


def test_a_turn_as_plain_values_names_the_moves_that_were_made(company):
    state = rehearse_script(company, script({"text": "How did you come to nursing?"}), BOOKING, seed=1)
    asked, answer = (turn_json(turn) for turn in state.turns[1:])
    assert asked["moves"] == {"question": 0.9}
    assert asked["reply"] is None
    assert set(answer) == {"index", "role", "text", "start_s", "end_s", "moves", "reply"}
    assert answer["reply"]["kind"]
    json.dumps([asked, answer])
