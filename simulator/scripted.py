"""A scripted user rehearses on a simulated clock: the same script and seed always give the same talk, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.core.session import new_session, stop
from simulator.domain import Booking, SessionState, Turn
from simulator.errors import SetupError
from simulator.language import speaking_time_s
from simulator.pipeline import (
    MOST_TURN_CHARACTERS,
    Company,
    greet,
    listen,
    reply_to,
    speak,
    speaking_duration_s,
    voice_in,
)

MOST_LINES = 1_000
DEFAULT_THINKING_S = 1.0


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """What the scripted user says, how long it takes, and how long they think before it."""

    text: str
    speech_s: float
    think_s: float


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=MOST_TURN_CHARACTERS)
    speech_s: float | None = Field(default=None, ge=0, le=7_200)
    think_s: float = Field(default=DEFAULT_THINKING_S, ge=0, le=7_200)


def read_script(lines: Iterable[str], *, source: str) -> tuple[ScriptLine, ...]:
    """The script in JSON lines. Raises `SetupError` with the file and line for what is not `{"text": …}`."""
    script: list[ScriptLine] = []
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        if len(script) >= MOST_LINES:
            raise SetupError(f"{source}, line {number}: a script may have {MOST_LINES} lines at most.")
        try:
            line = _Line.model_validate(json.loads(raw))
        except json.JSONDecodeError as error:
            raise SetupError(
                f"{source}, line {number}: not JSON ({error.msg}).", fix='Each line is {"text": "…"}.'
            ) from error
        except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
            raise SetupError(
                f"{source}, line {number}: {_problem(error)}.",
                fix='Each line is {"text": "…", "speech_s": 4.2, "think_s": 1.0}; the last two may be left out.',
            ) from error
        speech_s = speaking_time_s(line.text) if line.speech_s is None else line.speech_s
        script.append(ScriptLine(line.text, speech_s, line.think_s))
    return tuple(script)


def rehearse_script(company: Company, script: Sequence[ScriptLine], booking: Booking, *, seed: int) -> SessionState:
    """The whole talk. Lines left over when the person has gone are not said."""
    state = new_session(company.persona, booking, seed=seed)
    state = _answered(company, state, now_s=0.0)
    for line in script:
        if state.over:
            break
        start_s = state.turns[-1].end_s + line.think_s
        end_s = start_s + line.speech_s
        state = listen(company, state, line.text, start_s=start_s, end_s=end_s)
        state = _answered(company, state, now_s=end_s)
    return stop(state, now_s=state.turns[-1].end_s)


def _answered(company: Company, state: SessionState, *, now_s: float) -> SessionState:
    reply = reply_to(company, state, now_s=now_s) if state.turns else greet(company, state)
    duration_s = speaking_duration_s(reply.text, voice_in(state, company.persona))
    return speak(state, reply, start_s=now_s + reply.pause_s, duration_s=duration_s)


def turn_json(turn: Turn) -> dict[str, Any]:
    """A turn as plain values: the moves are those made."""
    return {
        "index": turn.index,
        "role": turn.role.value,
        "text": turn.text,
        "start_s": round(turn.start_s, 2),
        "end_s": round(turn.end_s, 2),
        "moves": {move.kind.value: round(move.probability, 4) for move in turn.moves if move.made},
        "reply": (
            None
            if turn.reply is None
            else {
                "kind": turn.reply.kind.value,
                "topic": turn.reply.topic,
                "depth": turn.reply.depth.value if turn.reply.depth else None,
            }
        ),
    }


def _problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        return f"'{key}': {first['msg'].lower()}" if key else str(first["msg"]).lower()
    return "nested too deeply" if isinstance(error, RecursionError) else "holds a number too long to read"
