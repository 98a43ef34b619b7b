"""Every quote of every report stands word for word in the turn it names, at a time inside that turn: whatever was said."""

from __future__ import annotations

import random
from functools import cache

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from simulator.core.report import build_report, report_json
from simulator.core.session import new_session
from simulator.domain import Booking, Difficulty, Move, MoveKind, Severity, Word
from simulator.engines.fake import FakeClassifier
from simulator.language import words
from simulator.moves.data import load_labelled
from simulator.pipeline import Company, greet, listen, reply_to, speak

SAMPLE = 400
ODD = (
    "",
    " ",
    "…",
    "?!",
    "e\u0301te\u0301, voila\u0300",
    "\u202eabc\u202c",
    "👩🏽‍⚕️ job?",
    "İstanbul ﬁne ß ŉ",
    "a\u00a0b\u2028c",
    "\0x",
)
"""Nothing at all, marks alone, combining marks, right to left, emoji of several signs, signs whose small letter is longer."""


@cache
def labelled() -> tuple[str, ...]:
    """Some of the labelled lines, the same ones every time."""
    return tuple(line.text for line in random.Random(7).sample(load_labelled(), SAMPLE))


class RandomMoves:
    """A classifier that finds anything anywhere, but inside the text: the report must cope with every one."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def classify(self, text: str, *, context: str = "") -> tuple[Move, ...]:  # noqa: ARG002 - the port has it
        chance = random.Random(f"{self._seed}/{text}")  # the same text does the same
        return tuple(self._move(kind, text, chance) for kind in MoveKind)

    @staticmethod
    def _move(kind: MoveKind, text: str, chance: random.Random) -> Move:
        start = chance.randint(0, len(text))
        end = chance.randint(start, len(text))
        severity = chance.choice(list(Severity)) if kind is MoveKind.JOB_ASK else None
        return Move(kind, chance.choice((0.0, 0.0, 0.0, 0.9, 1.0)), start, end, severity)


spoken = st.sampled_from(ODD) | st.text(max_size=60) | st.integers(0, SAMPLE - 1).map(lambda number: labelled()[number])
said = st.tuples(st.lists(spoken, min_size=1, max_size=2), st.floats(0, 90), st.floats(0, 200), st.booleans())


def quotes(value: object) -> list[dict[str, object]]:
    """Everything in a JSON value that quotes a turn."""
    if isinstance(value, dict):
        own = [value] if {"turn", "quote"} <= set(value) else []
        return own + [one for inner in value.values() for one in quotes(inner)]
    return [one for inner in value for one in quotes(inner)] if isinstance(value, list) else []


def word_times(text: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """Words evenly spread over the turn, as a recogniser would time them."""
    found = words(text)
    step = (end_s - start_s) / max(1, len(found))
    return tuple(
        Word(word, start_s + number * step, min(end_s, start_s + (number + 1) * step), 0.9)
        for number, word in enumerate(found)
    )


def talk(company, booking, lines, seed):
    state = speak(
        new_session(company.persona, booking, seed=seed),
        greet(company, new_session(company.persona, booking, seed=seed)),
        start_s=0.6,
        duration_s=3.0,
    )
    for texts, speech_s, think_s, timed in lines:
        if state.over:
            break
        text = " ".join(texts)
        start_s = state.turns[-1].end_s + think_s
        end_s = start_s + speech_s
        timed_words = word_times(text, start_s, end_s) if timed else ()
        state = listen(company, state, text, start_s=start_s, end_s=end_s, words=timed_words)
        reply = reply_to(company, state, now_s=end_s)
        state = speak(state, reply, start_s=end_s + reply.pause_s, duration_s=5.0)
    return state


def test_every_quote_is_in_its_turn_and_every_time_inside_it(everybody, knowledge):
    @settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))  # a failing talk is short enough
    @given(
        lines=st.lists(said, max_size=10),
        who=st.integers(0, 2),
        seed=st.integers(0, 2**31),
        minutes=st.sampled_from((5, 20)),
        difficulty=st.sampled_from(Difficulty),
    )
    def holds(lines, who, seed, minutes, difficulty):
        persona = everybody[who]
        company = Company(persona, knowledge[persona.id], RandomMoves(seed))
        state = talk(company, Booking(persona.formats[0], minutes, difficulty), lines, seed)
        for one in quotes(report_json(build_report(persona, state))):
            turn = state.turns[one["turn"]]
            assert one["quote"] in turn.text
            assert round(turn.start_s, 2) <= one["start_s"] <= one["end_s"] <= round(turn.end_s, 2)
            if "start_char" in one:
                assert turn.text[one["start_char"] : one["end_char"]] == one["quote"]

    holds()


def test_the_property_has_something_to_look_at(nadia, knowledge):
    company = Company(nadia, knowledge[nadia.id], FakeClassifier({"hire": MoveKind.JOB_ASK}))
    lines = [([text], 5.0, 1.0, True) for text in ("Hello there.", "Would you hire me?", "Who else should I talk to?")]
    found = quotes(report_json(build_report(nadia, talk(company, Booking(nadia.formats[0], 20), lines, 1))))
    assert len(found) >= 3
    assert "Would you hire me?" in {one["quote"] for one in found}
