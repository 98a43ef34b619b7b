"""A real talk, looked at like a rehearsal: from a file's bytes to the same report.

    bytes ── read_talk ──► who said what ── evaluate ──► report

`recorded_talks.py` has the way from a recording to who said what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from simulator.core.known import Known
from simulator.core.objections import Objection
from simulator.core.real_talk import booking_of, known_of, real_person, who_closed
from simulator.core.report import Report, build_report
from simulator.core.session import absorb, made_moves, new_session
from simulator.core.sides import Sides, take_sides
from simulator.core.their_words import read_reply
from simulator.core.transcripts import SpokenTurn, TranscribedTalk, merged, read_transcript
from simulator.domain import MoveKind, Persona, Phase, Role, SessionState, Turn
from simulator.language import words
from simulator.pipeline import moves_of
from simulator.ports import MoveClassifier
from simulator.turn_sound import TurnSound

TurnProgress = Callable[[int, int], None]
"""Called with how many turns are done, and of how many."""


@dataclass(frozen=True, slots=True)
class RealTalk:
    """A real talk with all that was read off it; `notes` are sentences on what was assumed or left out, `sounds` what was
    measured of the user's turns where there is a recording."""

    persona: Persona
    state: SessionState
    known: Known
    notes: tuple[str, ...]
    sounds: tuple[TurnSound, ...] = ()

    def report(self, objections: frozenset[Objection] = frozenset()) -> Report:
        return build_report(self.persona, self.state, objections=objections, known=self.known, sounds=self.sounds)


def read_talk(content: bytes, *, source: str) -> TranscribedTalk:
    """Who said what in a transcript. Raises `TranscriptError`."""
    return read_transcript(content, source=source)


def evaluate(
    talk: TranscribedTalk,
    classifier: MoveClassifier,
    *,
    user: str | None = None,
    agreed_minutes: int | None = None,
    on_turn: TurnProgress | None = None,
) -> RealTalk:
    """The talk as the report needs it. `user` is the user's name in the file; without it the words decide.

    Raises `TranscriptError` where it is not clear who is who. Some hundredths of a second for each turn of the user's.
    """
    sides = take_sides(talk, classifier, user=user)
    spoken = merged([turn for turn in talk.turns if turn.speaker in (sides.user, sides.other)])
    persona, known = real_person(sides.other), known_of(talk.timing, agreed_minutes, talk.voices)
    ended_s = max(turn.end_s or 0.0 for turn in spoken)
    state = new_session(persona, booking_of(agreed_minutes, length_s=ended_s), seed=0)
    for turn in _turns(spoken, sides, classifier, on_turn):
        state = absorb(state, turn)
    clock = replace(state.clock, ended_s=ended_s)
    state = replace(state, phase=Phase.OVER, ended_by=who_closed(state.turns), clock=clock)
    return RealTalk(persona, state, known, (*talk.notes, *sides.notes))


def _turns(
    spoken: tuple[SpokenTurn, ...], sides: Sides, classifier: MoveClassifier, on_turn: TurnProgress | None
) -> list[Turn]:
    total_words = sum(len(words(one.text)) for one in spoken) or 1
    words_before = 0
    turns: list[Turn] = []
    asked: frozenset[MoveKind] = frozenset()
    for index, one in enumerate(spoken):
        start_s, end_s = one.start_s or 0.0, one.end_s or 0.0
        turn = Turn(index, Role.PERSONA, one.text, start_s, max(start_s, end_s))
        if one.speaker == sides.user:
            before = turns[-1].text if turns else ""
            moves = moves_of(classifier, one.text, context=before)
            turn = replace(turn, role=Role.USER, words=one.words, moves=moves)
            asked = made_moves(turn)
        else:
            turn = replace(turn, reply=read_reply(one.text, asked=asked, share_before=words_before / total_words))
        turns.append(turn)
        words_before += len(words(one.text))
        if on_turn is not None:
            on_turn(index + 1, len(spoken))
    return turns
