"""The tables, and how a turn becomes a row and back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

from simulator.domain import Depth, Move, MoveKind, Noticed, Reply, ReplyKind, Role, Severity, Turn, Word

METADATA = MetaData()

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("persona_id", String(80), nullable=False),
    Column("persona_name", String(200), nullable=False),
    Column("format", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("started_at", String(40), nullable=False),  # ISO 8601, UTC
    Column("ended_by", String(20)),
    Column("ended_s", Float),
    Column("overall", Integer),
    Column("difficulty", String(20), nullable=False),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("start_s", Float, nullable=False),
    Column("end_s", Float, nullable=False),
    Column("words", Text, nullable=False),
    Column("moves", Text, nullable=False),
    Column("reply", Text),
    Column("heard", Text),
)

OBJECTIONS = Table(
    "objections",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("kind", String(40), primary_key=True),  # of the flag that the user says is wrong
)

PLANS = Table(
    "plans",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("topic", String(80)),
)

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("owner", String(80), primary_key=True),  # the id of a person, or of a talk for what is written after it
    Column("kind", String(20), primary_key=True),
    Column("text", Text, nullable=False),
)

RETRIES = Table(
    "retries",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("turn", Integer, primary_key=True),  # of the talk, which this one stands beside
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("start_s", Float, nullable=False),
    Column("end_s", Float, nullable=False),
    Column("moves", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601, UTC
)

DRILL_RESULTS = Table(
    "drill_results",
    METADATA,
    Column("round_id", String(32), primary_key=True),
    Column("prompt", String(80), primary_key=True),
    Column("skill", String(40), nullable=False),
    Column("good", Integer, nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601, UTC
)

FIGURES = Table(
    "figures",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("scores", Text, nullable=False),  # JSON: dimension -> score or null
    Column("flags", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("open_questions", Integer, nullable=False),
    Column("follow_ups", Integer, nullable=False),
    Column("user_share", Float),
    Column("judged_by", String(40), nullable=False),
)

DELIVERY_MEASURES = Table(
    "delivery_measures",
    METADATA,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),  # of the way of measuring
    Column("turns", Text, nullable=False),
    Column("summary", Text, nullable=False),
)


def turn_to_row(session_id: str, turn: Turn) -> dict[str, Any]:
    return {
        "session_id": session_id,
        "number": turn.index,
        "role": turn.role.value,
        "text": turn.text,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "words": json.dumps([[one.text, one.start_s, one.end_s, one.probability] for one in turn.words]),
        "moves": moves_to_text(turn.moves),
        "reply": reply_to_text(turn.reply) if turn.reply else None,
        "heard": turn.heard,
    }


def turn_from_row(row: Any) -> Turn:  # noqa: ANN401 - a row of a query
    return Turn(
        index=row.number,
        role=Role(row.role),
        text=row.text,
        start_s=row.start_s,
        end_s=row.end_s,
        words=tuple(Word(*values) for values in json.loads(row.words)),
        moves=moves_from_text(row.moves),
        reply=reply_from_text(row.reply) if row.reply else None,
        heard=row.heard,
    )


def moves_to_text(moves: tuple[Move, ...]) -> str:
    return json.dumps([[one.kind, one.probability, one.start_char, one.end_char, one.severity] for one in moves])


def moves_from_text(text: str) -> tuple[Move, ...]:
    return tuple(
        Move(MoveKind(kind), probability, start, end, Severity(severity) if severity else None)
        for kind, probability, start, end, severity in json.loads(text)
    )


def reply_to_text(reply: Reply) -> str:
    return json.dumps(_reply_to_values(reply))


def reply_from_text(text: str) -> Reply:
    return _reply_from_values(json.loads(text))


def _reply_to_values(reply: Reply) -> dict[str, Any]:
    return {
        "text": reply.text,
        "kind": reply.kind,
        "topic": reply.topic,
        "depth": reply.depth,
        "said": list(reply.said),
        "pause_s": reply.pause_s,
        "cue_minutes": reply.cue_minutes,
        "offered_s": reply.offered_s,
        "noticed": list(reply.noticed),
        "away_s": reply.away_s,
    }


def _reply_from_values(values: dict[str, Any]) -> Reply:
    return Reply(
        text=values["text"],
        kind=ReplyKind(values["kind"]),
        topic=values["topic"],
        depth=Depth(values["depth"]) if values["depth"] else None,
        said=tuple(values["said"]),
        pause_s=values["pause_s"],
        cue_minutes=values["cue_minutes"],
        offered_s=values["offered_s"],
        noticed=tuple(Noticed(one) for one in values.get("noticed", ())),  # older talks noticed nothing
        away_s=values.get("away_s", 0.0),
    )
