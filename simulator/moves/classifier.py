"""The move classifier behind `ports.MoveClassifier`, and the trained model that comes with the program."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simulator.domain import FLAG_KINDS, Move, MoveKind, Severity
from simulator.errors import SetupError
from simulator.language import Span, sentences, words
from simulator.moves.data import data_files, load_labelled
from simulator.moves.features import Passage, read_passage
from simulator.moves.model import KINDS, SEVERITY_COLUMN, Floats, MovesModel
from simulator.moves.model_file import MOST_MODEL_BYTES, BrokenModelError, model_from_bytes
from simulator.moves.segments import LONGEST_SENTENCE_WORDS, candidates, clauses

MODEL_FILE = Path(__file__).resolve().parent / "moves.skops"
_LEARNT_FROM = (
    "cues data features flag_cues job_ask_frames job_ask_rules lexicon model noise patterns phrases pieces readings segments talk_cues "
    "thresholds training"
).split()
"""The modules that shape what is learnt."""
MOST_TEXT_CHARACTERS = 20_000
"""A turn of half an hour; what goes beyond is not judged."""
SHARE_KEPT = 0.6
"""A shorter quote must keep this share of the score above the decision."""

FEW_PIECES = 3
"""So many pieces has a turn of two sentences. Of a longer one some piece may look like a fault by chance, so more is asked of each:"""
MORE_PIECES_MORE_DOUBT = 0.55
"""times the logarithm of how many times as many there are, in log-odds."""
BELOW_DECISION = -0.01
_FLAG_COLUMNS = [KINDS.index(kind) for kind in FLAG_KINDS]

PLAIN_ASK_SCORE = math.log(0.68 / 0.32)
"""A sentence that names nothing of what job asks are about has to look much like one, or it is none. Talks are full of remarks like
no labelled line ("That'd be me all over"): of 860 turns of whole talks this lets eight of eleven false alarms go, and of the asks
in the held-out lines it loses one in forty."""
_TELLING = frozenset(
    """vacancy vacancy_for_me request_vacancy vacancy_here vacancy_exists refer_me hire_me hire apply i_want interview_me i_apply future_self
    desire_vacancy refer fit hire_near_me you_hiring if_opens available get_hired if_i_joined keep_in_mind resume searching
    hand_over_resume boast i_achieve hiring_now who_hires f_team_grows f_plans_to_hire f_who_takes f_dream_of_here if_you_need
    f_ask_again f_post_pays i_bring""".split()
)
"""Cues and rules (`flag_cues.py`, `job_ask_rules.py`, `job_ask_frames.py`) that name a place, hiring, applying, or oneself in the place."""

_SUBORDINATE = frozenset(
    "so because since cause as that which who whom whose if whether when then than to like".split()
)
MOST_CLAUSES = 8
"""A span is two sentences at most; more clauses than this are not looked into for a shorter quote."""
_Shorter = tuple[list[Span], Floats]


class MovesClassifier:
    """Says what an utterance does. Deterministic, has no state, safe to share between threads."""

    def __init__(self, model: MovesModel) -> None:
        self._model = model

    def classify(self, text: str, *, context: str = "") -> tuple[Move, ...]:
        """One `Move` for every `MoveKind`, as `ports.MoveClassifier` says."""
        judged = _cut(text)
        if not words(judged):
            return tuple(Move(kind, 0.0, 0, 0) for kind in KINDS)
        spans = candidates(judged)
        passages = [read_passage(span.of(judged), context) for span in spans]
        scores = self._model.scores(passages)
        scores[:, _FLAG_COLUMNS] -= MORE_PIECES_MORE_DOUBT * math.log(max(1.0, len(spans) / FEW_PIECES))
        scores = _without_pitches_of_others(_without_plain_asks(scores, passages), passages)
        best = np.argmax(scores, axis=0)
        made = map(int, np.flatnonzero(scores.max(axis=0) >= 0))
        quoted = {int(best[column]) for column in made if _is_quoted(column, spans[best[column]].of(judged))}
        shorter = {row: self._shorter(judged, spans[row], context) for row in quoted}
        return tuple(
            _move(column, spans[best[column]], scores[best[column]], shorter.get(int(best[column])))
            for column in range(len(KINDS))
        )

    def _scores(self, text: str, spans: Sequence[Span], context: str) -> Floats:
        return self._model.scores([read_passage(span.of(text), context) for span in spans])

    def _shorter(self, text: str, span: Span, context: str) -> _Shorter:
        """Every run of clauses within the span that can stand alone, the shortest first, with their scores."""
        pieces = _clauses_of_sentences(text, span)[:MOST_CLAUSES]
        runs = [
            Span(pieces[first].start, pieces[last].end)
            for first in range(len(pieces))
            for last in range(first, len(pieces))
            if last - first + 1 < len(pieces) and not (first and _leans_back(pieces[first].of(text)))
        ]
        runs.sort(key=lambda run: run.end - run.start)
        return runs, self._scores(text, runs, context)


def _without_plain_asks(scores: Floats, passages: Sequence[Passage]) -> Floats:
    """The scores, those of half-sure job asks below the decision where nothing in the words tells of one."""
    column = KINDS.index(MoveKind.JOB_ASK)
    for row, passage in enumerate(passages):
        if 0 <= scores[row, column] < PLAIN_ASK_SCORE and _TELLING.isdisjoint((*passage.cues, *passage.rules)):
            scores[row, column] -= PLAIN_ASK_SCORE
    return scores


_OF_THEMSELVES = frozenset("i me my mine myself we us our ours".split())


def _without_pitches_of_others(scores: Floats, passages: Sequence[Passage]) -> Floats:
    """The scores, those of a pitch below the decision where nobody speaks of themselves: what *you* did sells nobody here."""
    column = KINDS.index(MoveKind.PITCH)
    for row, passage in enumerate(passages):
        if _OF_THEMSELVES.isdisjoint(passage.plain.split()):
            scores[row, column] = min(scores[row, column], BELOW_DECISION)
    return scores


def _move(column: int, span: Span, scores: Floats, shorter: _Shorter | None) -> Move:
    """The move of one kind, quoting the shortest run of clauses that keeps most of the span's score."""
    kind, score = KINDS[column], float(scores[column])
    if score >= 0 and shorter is not None:
        runs, run_scores = shorter
        kept = np.flatnonzero(run_scores[:, column] >= SHARE_KEPT * score)
        span = runs[kept[0]] if len(kept) else span
    severity = _severity(float(scores[SEVERITY_COLUMN])) if kind is MoveKind.JOB_ASK else None
    return Move(kind, probability(score), span.start, span.end, severity)


def _is_quoted(column: int, text: str) -> bool:
    """Whether it matters which words of the text do it: for what is held against somebody, and in long sentences."""
    return column < len(KINDS) and (KINDS[column] in FLAG_KINDS or len(words(text)) > LONGEST_SENTENCE_WORDS)


def _cut(text: str) -> str:
    """The text, or as many of its words from the start as are judged."""
    if len(text) <= MOST_TEXT_CHARACTERS:
        return text
    head = text[:MOST_TEXT_CHARACTERS]
    parts = head.rsplit(maxsplit=1)
    return head[: head.rindex(parts[1])] if len(parts) == 2 else head


def _clauses_of_sentences(text: str, span: Span) -> list[Span]:
    """The clauses of each sentence in the span: a sentence's end parts them whatever the next one begins with."""
    found = (Span(span.start + one.start, span.start + one.end) for one in sentences(span.of(text)))
    return [clause for sentence in found for clause in clauses(text, sentence, fewest_words=3)]


def _leans_back(clause: str) -> bool:
    """Whether a clause only makes sense with the one before it: "so I can apply", "who are hiring"."""
    return words(clause)[0] in _SUBORDINATE if words(clause) else True


def probability(score: float) -> float:
    """Score → probability: the decision, score 0, becomes one half."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))


def _severity(score: float) -> Severity:
    return Severity.DIRECT if score >= 0 else Severity.VEILED


# ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def load_classifier(path: Path = MODEL_FILE) -> MovesClassifier:
    """The classifier with the model that comes with the program. Raises `SetupError` where its file is not in order."""
    try:
        if path.stat().st_size > MOST_MODEL_BYTES:
            raise BrokenModelError("the stored model is too large")
        return MovesClassifier(model_from_bytes(path.read_bytes()))
    except OSError as error:
        raise _no_model(path, f"cannot be read: {error.strerror}") from error
    except BrokenModelError as error:
        raise _no_model(path, str(error)) from error


def _no_model(path: Path, what: str) -> SetupError:
    return SetupError(f"{path}: {what}.", fix="Make it anew with `python -m simulator train`.")


def train_model() -> MovesModel:
    """The model, made from the data in the package. Takes a few minutes."""
    from simulator.moves.training import train  # scikit-learn takes a second to import and is needed only here

    return train(load_labelled())


def fingerprint() -> str:
    """What the model is made from: the labelled lines and the code that reads and learns them."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    code = (package / f"{name}.py" for name in _LEARNT_FROM)
    folders = (
        "data_heard/heard.tsv",
        "data_noise/confusions.tsv",
        "data_context/said_before.txt",
        "data_context/told.tsv",
    )
    for path in (*code, *data_files(), *(package / name for name in folders)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
