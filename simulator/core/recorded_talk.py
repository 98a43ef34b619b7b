"""What was understood in a recording of two people, as a talk like one that was read from a transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.core.known import Timing, Voices
from simulator.core.stretches import Stretch
from simulator.core.transcripts import SpokenTurn, TranscribedTalk, merged
from simulator.domain import Transcript, Word
from simulator.errors import TranscriptError
from simulator.language import printable, shorten, words

NOT_UNDERSTOOD = "…"
"""Stands for speech that nobody understood: it is a turn all the same."""
LEAST_NOT_UNDERSTOOD_S = 1.0
"""Something shorter that nobody understood was no speech: a cough, a cup."""
MOST_SHOWN_CHARACTERS = 70
SHOWN_TURNS = 2

_ABOUT_VOICES = {
    Voices.SEPARATE: "Each of you has a channel of the recording to yourself; Speaker 1 is on the left.",
    Voices.BY_SOUND: "Both voices are on one channel and were told apart by their sound, so some turns may be given to the "
    "wrong one. Who spoke while the other was speaking cannot be told.",
    Voices.UNSURE: "Both voices are on one channel and sound much alike, so turns may be given to the wrong one. Who spoke how "
    "much and how fast is not rated, nor who spoke while the other was speaking.",
}


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """A piece of the recording and what was understood in it; times of words count from the start of the piece."""

    stretch: Stretch
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class HeardTalk:
    """The talk, and when in the recording its first word was said; times in the talk count from there."""

    talk: TranscribedTalk
    zero_s: float


def heard_talk(
    heard: Sequence[HeardPiece], names: Sequence[str], *, source: str, voices: Voices, notes: tuple[str, ...] = ()
) -> HeardTalk:
    """The talk of the speakers 0 and 1, who are called by `names`. Pieces are in the order of their beginnings.

    Raises `TranscriptError` where nobody says anything, or one of them alone.
    """
    said = [one for one in heard if _counts(one)]
    if not any(words(one.transcript.text) for one in said):
        raise TranscriptError(
            f"{source}: no words can be made out in it.", fix="Listen to it: it may be the wrong file, or too quiet."
        )
    zero_s = said[0].stretch.start_s
    turns = merged([_turn(one, names, zero_s) for one in said])
    if len({turn.speaker for turn in turns}) == 1:
        raise TranscriptError(
            f"{source}: only one person can be heard in it.", fix="Choose a recording that has both of you."
        )
    lost = sum(not words(one.transcript.text) for one in said)
    talk = TranscribedTalk(source, turns, Timing.MEASURED, voices=voices)
    told = (_ABOUT_VOICES[voices], *_on_words(said[0].transcript.engine, lost), *notes, *_beginnings(talk))
    return HeardTalk(replace(talk, notes=told), zero_s)


def _counts(one: HeardPiece) -> bool:
    return bool(words(one.transcript.text)) or one.stretch.duration_s >= LEAST_NOT_UNDERSTOOD_S


def _turn(one: HeardPiece, names: Sequence[str], zero_s: float) -> SpokenTurn:
    start_s = one.stretch.start_s - zero_s
    text = " ".join(printable(one.transcript.text).split())
    timed = tuple(
        Word(word.text, start_s + word.start_s, start_s + word.end_s, word.probability) for word in one.transcript.words
    )
    return SpokenTurn(
        names[one.stretch.speaker],
        text if words(text) else NOT_UNDERSTOOD,
        0,
        start_s,
        one.stretch.end_s - zero_s,
        timed,
    )


def _on_words(engine: str, lost: int) -> tuple[str, ...]:
    told = f"The words are those that the recogniser understood ({engine}); where it was wrong, so are the quotes."
    if not lost:
        return (told,)
    what = "One stretch" if lost == 1 else f"{lost} stretches"
    return told, f"{what} of speech could not be understood; “{NOT_UNDERSTOOD}” stands there."


def _beginnings(talk: TranscribedTalk) -> tuple[str, ...]:
    """How each of them begins, so that the user can tell who is who."""
    return tuple(f"'{name}' begins: {first_words(talk, name)}" for name in talk.speakers)


def first_words(talk: TranscribedTalk, name: str, *, turns: int = SHOWN_TURNS) -> str:
    """The first turns of a speaker, cut short, in quotation marks; turns of nothing but a word or two come last."""
    own = [turn.text for turn in talk.turns if turn.speaker == name]
    telling = [text for text in own if len(words(text)) > 2] or own
    return " ".join(f"“{shorten(text, most_chars=MOST_SHOWN_CHARACTERS)}”" for text in telling[:turns])
