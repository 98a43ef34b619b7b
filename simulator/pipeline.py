"""One spoken turn, end to end. Read this second.

    audio ── hear ──► transcript ── listen ──► state ── reply_to ──► reply ── say ──► audio
                                                          └ reworded ┘  └── speak ──► state

`Company` holds what one talk needs: the person, what they know, and the classifier. Everything but the engines behind
`hear` and `say` is a pure function of its arguments, so a whole talk can be replayed in a moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from simulator.core.card import answered_by_card
from simulator.core.mood import mood_at
from simulator.core.policy import opening, respond
from simulator.core.session import absorb, made_moves
from simulator.core.wording import Fault, Material, instructions_for, material_of, request_for, with_words
from simulator.core.wording_faults import check_wording, fault_in
from simulator.domain import (
    AudioClip,
    Move,
    MoveKind,
    Persona,
    Reply,
    ReplyKind,
    Role,
    SessionState,
    Transcript,
    Turn,
    Utterance,
    Voice,
    Word,
)
from simulator.errors import SimulatorError
from simulator.language import printable, speaking_time_s
from simulator.ports import MoveClassifier, Synthesizer, Transcriber, Wording

if TYPE_CHECKING:
    from simulator.core.matching import Knowledge

UNDECIDED = 0.49
"""A probability just below that of a move that is made."""
MOST_TURN_CHARACTERS = 6_000
"""A turn longer than this (some 40 minutes of speech) is cut; nobody says that much at once."""


@dataclass(frozen=True)
class Company:
    """The person across the table and the ear for what is said to them."""

    persona: Persona
    knowledge: Knowledge
    classifier: MoveClassifier


def hear(clip: AudioClip, transcriber: Transcriber, *, start_s: float = 0.0) -> Transcript:
    """What was said in a recording. Raises `AudioError`, `ModelUnavailable` or `EngineError`."""
    return transcriber.transcribe(Utterance(clip, start_s))


def voice_in(state: SessionState, persona: Persona) -> Voice:
    """The person's voice as their mood makes it: a little faster when they have had enough, slower when at ease."""
    pace = mood_at(state.rapport, state.temperament).pace
    return replace(persona.voice, rate_wpm=round(persona.voice.rate_wpm * pace))


def say(text: str, voice: Voice, synthesizer: Synthesizer | None) -> AudioClip | None:
    """The person's words as sound, or None where there is no voice: a broken voice never loses a turn."""
    if synthesizer is None:
        return None
    try:
        return synthesizer.synthesize(text, voice)
    except SimulatorError:
        return None


def speaking_duration_s(text: str, voice: Voice, clip: AudioClip | None = None) -> float:
    """How long the person speaks: as long as the sound, or as their pace makes it."""
    return clip.duration_s if clip is not None else speaking_time_s(text, voice.rate_wpm)


def greet(company: Company, state: SessionState) -> Reply:
    """The person's first words."""
    return opening(company.persona, rng=_chance(state))


def listen(
    company: Company,
    state: SessionState,
    text: str,
    *,
    start_s: float,
    end_s: float,
    words: tuple[Word, ...] = (),
    heard: str | None = None,
) -> SessionState:
    """The talk after the user has spoken. `words` have times from the start of the meeting; `heard` is what the
    recogniser understood where the user corrected it."""
    text = " ".join(printable(text).split())[:MOST_TURN_CHARACTERS]
    last = state.last_persona_turn
    moves = moves_of(company.classifier, text, context=last.text if last else "")
    begins = all(turn.role is not Role.USER for turn in state.turns)
    if begins and any(move.kind is MoveKind.GREETING and move.made for move in moves):
        moves = tuple(map(_no_goodbye, moves))
    return absorb(
        state,
        Turn(len(state.turns), Role.USER, text, start_s, max(start_s, end_s), words=words, moves=moves, heard=heard),
    )


def moves_of(classifier: MoveClassifier, text: str, *, context: str) -> tuple[Move, ...]:
    """What the turn does, given what was said before it; whether it follows up is read off its own words.

    Half of the labelled lines that have a context are follow-ups, so a classifier takes a context itself for some sign of one;
    in a talk there always is one.
    """
    alone = {move.kind: move for move in classifier.classify(text)}
    moves = classifier.classify(text, context=context)
    return tuple(alone[move.kind] if move.kind is MoveKind.FOLLOW_UP else move for move in moves)


def _no_goodbye(move: Move) -> Move:
    """Nobody greets and leaves with their first words: what sounds like it ("lovely to see you, love") belongs to the greeting."""
    return replace(move, probability=min(move.probability, UNDECIDED)) if move.kind is MoveKind.GOODBYE else move


def reply_to(company: Company, state: SessionState, *, now_s: float) -> Reply:
    """What the person says to the user's last turn."""
    return respond(company.persona, state, company.knowledge, now_s=now_s, rng=_chance(state))


def reworded(reply: Reply, persona: Persona, heard: str, wording: Wording | None) -> Reply:
    """The reply to `heard`, its answer in a language model's words where there is one and its words pass the checks."""
    material = material_of(reply, persona, heard)
    if wording is None or material is None:
        return reply
    try:
        candidate = wording.word(instructions_for(persona), request_for(material))
    except SimulatorError:
        return reply
    text = check_wording(candidate, material, persona)
    return reply if text is None else with_words(reply, material, text)


@dataclass(frozen=True, slots=True)
class WordingTrial:
    """One answer put to a language model: what was asked, what is written, what came back, and what is wrong with that."""

    question: str
    written: str
    candidate: str
    fault: Fault | None


def try_wording(persona: Persona, wording: Wording) -> WordingTrial:
    """What a language model makes of the person's first answer. Raises `EngineError` where none comes back."""
    topic = persona.topics[0]
    question = topic.questions[0]
    reply = Reply(topic.answer, ReplyKind.ANSWER, topic.id, said=(f"topic:{topic.id}/open",))
    material = material_of(reply, persona, question) or Material("", topic.answer, "", question)
    candidate = wording.word(instructions_for(persona), request_for(material))
    return WordingTrial(question, topic.answer, candidate, fault_in(candidate, material, persona))


def speak(
    state: SessionState, reply: Reply, *, start_s: float, duration_s: float, text: str | None = None
) -> SessionState:
    """The talk after the person has spoken; `text` is what was heard of the reply where the user cut it off."""
    turn = Turn(
        len(state.turns), Role.PERSONA, text or reply.text, start_s, start_s + max(0.0, duration_s), reply=reply
    )
    return absorb(state, turn)


def card_answers(company: Company, turn: Turn) -> bool:
    """Whether the person's public facts answer what the turn asks."""
    return answered_by_card(turn.text, made_moves(turn), company.persona, company.knowledge.matches(turn.text))


def _chance(state: SessionState) -> Random:
    """Chance that depends on the talk's seed and the turn alone, so that a resumed talk goes on as it would have."""
    return Random(f"{state.seed}/{len(state.turns)}")
