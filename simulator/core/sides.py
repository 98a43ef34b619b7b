"""Who is who in a transcript of a real talk: which speaker is the user, and who the other person is.

The user is named, or guessed from what both say; a guess that is not clear is no guess, and the user is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.core.question_forms import question_form
from simulator.core.session import made_moves
from simulator.core.speaker_names import find_speaker, listed
from simulator.core.transcripts import TranscribedTalk
from simulator.domain import MoveKind, Role, Turn
from simulator.errors import TranscriptError
from simulator.ports import MoveClassifier

FIRST_TURNS, SOME_TURNS = 6, 20
"""What somebody came for is said in the first turns; questions are counted a little further."""
MOST_COUNTED_QUESTIONS = 8
CLEAR_LEAD, CLEAR_FACTOR = 3.0, 2.0
"""A guess needs so many points more than the other has, and so many times as many. Ours."""
BYSTANDER_SHARE = 0.10
"""A third person with less than this share of the words was hardly part of the talk."""

_USERS_OWN_LABELS = frozenset({"me", "i", "you", "interviewer", "student", "mentee", "q"})
_EARLY: tuple[tuple[MoveKind, float, str], ...] = (
    (MoveKind.PURPOSE, 4.0, "say what they came for"),
    (MoveKind.RESEARCH, 2.0, "show that they read up"),
    (MoveKind.NOTE_PERMISSION, 2.0, "ask leave to take notes"),
    (MoveKind.THANKS, 1.0, "say thank you early"),
)
_EACH_TIME: tuple[tuple[MoveKind, float, str], ...] = (
    (MoveKind.JOB_ASK, 2.0, "bring up a job for themselves"),
    (MoveKind.REFERRAL_REQUEST, 2.0, "ask who else to talk to"),
)
MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """Which speaker is probably the user, and why; `user` is None when it is not clear."""

    user: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The two people of the talk, how they were told apart, and who else spoke."""

    user: str
    other: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Clues:
    points: float
    reasons: tuple[str, ...]


def take_sides(talk: TranscribedTalk, classifier: MoveClassifier, *, user: str | None = None) -> Sides:
    """Who is who. `user` is the user's name in the file, or a word of it; without it the words decide.

    Raises `TranscriptError` where nobody has that name, or where it is not clear; its fix lists the names.
    """
    if user is not None:
        me = find_speaker(user, talk.speakers, source=talk.source)
        notes: tuple[str, ...] = ()
    else:
        guess = guess_user(talk, classifier)
        if guess.user is None:
            raise TranscriptError(
                f"{talk.source}: {guess.why}",
                fix=f"Say who you are with --user; the speakers are {listed(talk.speakers)}.",
            )
        me, notes = guess.user, (guess.why,)
    other = _most_talkative(talk, without=me)
    return Sides(me, other, (*notes, *_bystanders(talk, me, other)))


def guess_user(talk: TranscribedTalk, classifier: MoveClassifier) -> Guess:
    """Which of the speakers came to ask, from the names and from what both say at the beginning."""
    labelled = [name for name in talk.speakers if name.casefold() in _USERS_OWN_LABELS]
    if len(labelled) == 1:
        return Guess(labelled[0], f"'{labelled[0]}' is taken to be you, because the file calls you so.")
    counted = talk.words_by_speaker
    pair = [name for name, _ in sorted(counted.items(), key=lambda one: -one[1])[:2]]
    if sum(counted[name] for name in talk.speakers if name not in pair) >= BYSTANDER_SHARE * counted.total():
        return Guess(
            None, f"more than two people speak, and it is not clear which of them is you ({listed(talk.speakers)})."
        )
    one, two = sorted((name for name in pair), key=talk.speakers.index)
    clues = {name: _clues(talk, name, classifier) for name in (one, two)}
    first, second = sorted((one, two), key=lambda name: -clues[name].points)
    lead = clues[first].points - clues[second].points
    if lead < CLEAR_LEAD or clues[first].points < CLEAR_FACTOR * clues[second].points:
        return Guess(None, f"it is not clear from the words which of {listed((one, two))} is you.")
    return Guess(first, f"'{first}' is taken to be you, because they {_and(clues[first].reasons)}.")


def _clues(talk: TranscribedTalk, name: str, classifier: MoveClassifier) -> _Clues:
    own = [turn.text for turn in talk.turns if turn.speaker == name][:SOME_TURNS]
    made = [made_moves(Turn(0, Role.USER, text, 0.0, 0.0, moves=classifier.classify(text))) for text in own]
    questions = sum(
        MoveKind.QUESTION in moves and question_form(text)[0] is not None for text, moves in zip(own, made, strict=True)
    )
    points, reasons = float(min(questions, MOST_COUNTED_QUESTIONS)), list[str]()
    if questions:
        reasons.append(f"ask {'a question' if questions == 1 else f'{questions} questions'} in {_turns(len(own))}")
    for kind, worth, reason in _EARLY:
        if any(kind in moves for moves in made[:FIRST_TURNS]):
            points += worth
            reasons.append(reason)
    for kind, worth, reason in _EACH_TIME:
        times = sum(kind in moves for moves in made)
        if times:
            points += worth * min(times, MOST_TIMES)
            reasons.append(reason)
    return _Clues(points, tuple(reasons))


def _most_talkative(talk: TranscribedTalk, *, without: str) -> str:
    counted = talk.words_by_speaker
    return max((name for name in talk.speakers if name != without), key=lambda name: counted[name])


def _bystanders(talk: TranscribedTalk, me: str, other: str) -> tuple[str, ...]:
    rest = [name for name in talk.speakers if name not in (me, other)]
    if not rest:
        return ()
    return (
        f"'{other}' is taken to be the other person, because they said more than anybody else; "
        f"what {listed(rest)} said is left out.",
    )


def _turns(count: int) -> str:
    return "their only turn" if count == 1 else f"their first {count} turns"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
