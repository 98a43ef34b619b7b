"""A whole talk that is kept: long, spoken, with flags, time cues, an extension and a plan. For tests that look at pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from simulator.core.matching import Knowledge
from simulator.core.session import replay_turns
from simulator.domain import Booking, EndedBy, Persona, PlannedQuestion, Role, SessionState, Turn, Word
from simulator.pipeline import Company
from simulator.ports import MoveClassifier
from simulator.scripted import ScriptLine, rehearse_script
from simulator.store import SessionStore

PLAN = (
    PlannedQuestion("How did you get into nursing?", topic="path"),
    PlannedQuestion("What skills matter most?", topic="skills"),
    PlannedQuestion("What do you read to keep up with the field?", topic="reading"),
)
SAID: tuple[tuple[str, float], ...] = (  # what the user says, and after how many seconds
    ("Hello, thank you so much for making time for me today. How are you?", 1.0),
    ("I'm a second year student and I'm here to learn about nursing, I'm not looking for a job.", 1.0),
    ("I read that you worked at a chemist's counter before you became a nurse. How did that lead to nursing?", 2.0),
    ("Why did that matter so much to you?", 1.0),
    ("What skills matter most in your work?", 1.0),
    ("Could you give me an example of that?", 1.0),
    ("Do you like it?", 1.0),
    ("What does a typical day look like, and how many hours do you work, and is it stressful?", 1.0),
    ("Are there any openings on your team right now?", 1.0),
    ("When did you become director?", 1.0),
    ("What was the hardest decision you've had to make?", 300.0),
    ("How did that feel?", 60.0),
    ("I see that our time is nearly up, so let me stop here. Thank you so much, this was really helpful.", 1.0),
    ("Yes please, one more. What surprised you most about the work?", 1.0),
    ("Thank you again for everything. Goodbye!", 1.0),
)


def spoken_talk(persona: Persona, knowledge: Knowledge, classifier: MoveClassifier) -> SessionState:
    """The talk with a time for every word of the user, at 110 to 200 words a minute."""
    script = [
        ScriptLine(text, len(text.split()) * 60 / (110 + 90 * (number % 3) / 2), wait_s)
        for number, (text, wait_s) in enumerate(SAID)
    ]
    booking = Booking(persona.formats[0], 15)
    state = rehearse_script(Company(persona, knowledge, classifier), script, booking, seed=3)
    turns = [_with_word_times(turn) if turn.role is Role.USER else turn for turn in state.turns]
    return replay_turns(persona, booking, turns, seed=3)


def _with_word_times(turn: Turn) -> Turn:
    parts = turn.text.split()
    step_s = turn.duration_s / len(parts)
    return replace(
        turn,
        words=tuple(
            Word(part, turn.start_s + place * step_s, turn.start_s + (place + 1) * step_s, 0.9)
            for place, part in enumerate(parts)
        ),
    )


def keep(home: Path, persona: Persona, state: SessionState) -> str:
    """Store the talk with its plan; its id."""
    store = SessionStore(home)
    now = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    talk_id = store.create(persona.id, state.booking, state.seed, now=now, persona_name=persona.name, plan=PLAN)
    for turn in state.turns:
        store.append(talk_id, turn)
    store.finish(talk_id, state.ended_by or EndedBy.STOPPED, state.turns[-1].end_s)
    store.set_score(talk_id, 60)
    return talk_id
