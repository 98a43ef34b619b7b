"""A transcript of a real talk, as a file: who said what, and when as far as the file tells.

    bytes ── decode ──► lines ── a reader ──► pieces ── merge ──► turns

The readers of the formats are in `transcript_formats.py`. Whatever cannot be used is a `TranscriptError` that names file
and line; whatever was left out or assumed is told in `notes`.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.core.known import Timing, Voices
from simulator.core.transcript_formats import Piece, read_pieces
from simulator.domain import Word
from simulator.errors import TranscriptError
from simulator.language import printable, speaking_time_s, words

MOST_BYTES = 2 * 1024 * 1024
"""Some forty hours of speech."""
MOST_TURNS = 2_000
MOST_TURN_CHARACTERS = 20_000
"""Half an hour without a word of the other's: names must be missing."""
MOST_BACKWARDS_S = 60.0
"""People speak at once, so lines may overlap; further back than this the file is out of order."""
FASTEST_WPM = 400.0
"""Nobody talks faster; a file that says so has hours and minutes where minutes and seconds were read, or wrong times."""
SLOWEST_WPM = 75.0
"""Where only beginnings are known, what lasts longer than such slow speech was silence."""
LEAST_TURN_S = 1.0
CONTROL_SHARE = 0.02
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u00ad\u200b\u200c\u200e\u200f\u202a\u202c\u2060"))

_SOUND = re.compile(r"\.(?:wav|mp3|m4a|mp4|aac|ogg|oga|opus|flac|webm|wma|aiff?|mov|mkv|amr)$", re.I)
_SOUND_BEGINS = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"FORM")
_DOCUMENT_BEGINS = {
    b"PK\x03\x04": "a Word document",
    b"%PDF": "a PDF",
    b"{\\rtf": "rich text",
    b"\xd0\xcf\x11\xe0": "a document",
}


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One person speaking once. Times count from the first word of the talk; None = the file does not say. `words` have such
    times too, where the talk was heard by a recogniser that gives them."""

    speaker: str
    text: str
    line: int
    start_s: float | None = None
    end_s: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscribedTalk:
    """A talk as its transcript or its recording has it. `notes` are sentences about what was left out or assumed."""

    source: str
    turns: tuple[SpokenTurn, ...]
    timing: Timing
    notes: tuple[str, ...] = ()
    voices: Voices = Voices.NAMED

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order of their first words."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    @property
    def words_by_speaker(self) -> Counter[str]:
        """How many words each of them says."""
        counted: Counter[str] = Counter()
        for turn in self.turns:
            counted[turn.speaker] += len(words(turn.text))
        return counted


def read_transcript(content: bytes, *, source: str) -> TranscribedTalk:
    """The talk in a file's bytes; `source` is its name, for messages. Raises `TranscriptError`."""
    _refuse_what_is_no_text(content, source)
    if len(content) > MOST_BYTES:
        raise TranscriptError(
            f"{source}: is larger than {MOST_BYTES // 1024 // 1024} MiB.", fix="Cut it to the talk itself."
        )
    text, notes = _decoded(content, source)
    found, left_out = read_pieces(text, source=source)
    pieces = tuple(replace(one, text=said) for one in found if (said := " ".join(printable(one.text).split())))
    if not any(words(one.text) for one in pieces):
        raise TranscriptError(f"{source}: nothing is said in it.", fix="Choose the file that holds the words.")
    turns = merged(tuple(map(_turn, _in_order(pieces, source))))
    _check(turns, source)
    talk = TranscribedTalk(source, *_timed(turns))
    return replace(talk, notes=(*notes, *left_out, *_notes_on_times(turns, talk)))


def merged(turns: Sequence[SpokenTurn]) -> tuple[SpokenTurn, ...]:
    """Neighbouring turns of one speaker as one."""
    together: list[SpokenTurn] = []
    for turn in turns:
        last = together[-1] if together else None
        if last is None or last.speaker != turn.speaker:
            together.append(turn)
            continue
        end_s = None if last.end_s is None or turn.end_s is None else max(last.end_s, turn.end_s)
        timed = (*last.words, *turn.words) if last.words and turn.words else ()
        together[-1] = replace(last, text=f"{last.text} {turn.text}", end_s=end_s, words=timed)
    return tuple(together)


# ── bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_sound(content: bytes, source: str) -> bool:
    """Whether the file is a recording, by its name or its first bytes."""
    return bool(_SOUND.search(source)) or content.startswith(_SOUND_BEGINS) or content[4:8] == b"ftyp"


def _refuse_what_is_no_text(content: bytes, source: str) -> None:
    kind = next((name for begins, name in _DOCUMENT_BEGINS.items() if content.startswith(begins)), None)
    if kind is not None:
        raise TranscriptError(
            f"{source}: is {kind}, and only text can be read.", fix="Save it as plain text (.txt) first."
        )
    if not content.strip():
        raise TranscriptError(f"{source}: is empty.", fix="Choose the file that holds the words.")


def _decoded(content: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text, with one kind of line end, and a note where its encoding had to be guessed."""
    notes: tuple[str, ...] = ()
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        notes = (f"{source} is not UTF-8, so it was read as Latin-1: look over accents and quotation marks.",)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    strange = sum(1 for sign in text if not sign.isprintable() and not sign.isspace())
    c1 = sum(1 for sign in text if "\x80" <= sign <= "\x9f") if notes else 0  # quotation marks, in Windows' Latin-1
    if "\0" in text or strange - c1 > CONTROL_SHARE * len(text):
        raise TranscriptError(f"{source}: is not text.", fix="Save the transcript as plain text, WebVTT or SRT.")
    return (_from_windows(text) if c1 else text), notes


def _from_windows(text: str) -> str:
    """Latin-1 as Windows means it: what would be control signs are quotation marks and dashes."""
    return "".join(
        sign.encode("latin-1").decode("cp1252", errors="replace") if "\x80" <= sign <= "\x9f" else sign for sign in text
    )


# ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _turn(piece: Piece) -> SpokenTurn:
    return SpokenTurn(piece.speaker, piece.text, piece.line, piece.start_s, piece.end_s)


def _in_order(pieces: tuple[Piece, ...], source: str) -> tuple[Piece, ...]:
    """The pieces by the time they began; those without a time stay behind the one before them.

    Raises `TranscriptError` where the times go backwards further than people interrupt each other.
    """
    latest_s = 0.0
    placed: list[tuple[float, Piece]] = []
    for piece in pieces:
        if piece.start_s is None:
            placed.append((latest_s, piece))
            continue
        if piece.start_s < latest_s - MOST_BACKWARDS_S:
            raise TranscriptError(
                f"{source}, line {piece.line}: the times go backwards here.",
                fix="If two recordings are in this file, put each into a file of its own.",
            )
        latest_s = max(latest_s, piece.start_s)
        placed.append((piece.start_s, piece))
    return tuple(piece for _, piece in sorted(placed, key=lambda one: one[0]))


def _check(turns: tuple[SpokenTurn, ...], source: str) -> None:
    for turn in turns:
        if len(turn.text) > MOST_TURN_CHARACTERS:
            raise TranscriptError(
                f"{source}, line {turn.line}: {turn.speaker} says more than {MOST_TURN_CHARACTERS:,} characters without a break.",
                fix="Speaker names are probably missing after this line; put them in.",
            )
    if len(turns) > MOST_TURNS:
        raise TranscriptError(
            f"{source}, line {turns[MOST_TURNS].line}: a talk may have {MOST_TURNS:,} turns at most.",
            fix="Cut it to the talk itself.",
        )
    speakers = {turn.speaker for turn in turns}
    if len(speakers) == 1:
        raise TranscriptError(
            f"{source}, line {turns[0].line}: only one person speaks, {turns[0].speaker}.",
            fix="Write the name and a colon before what each of you says, as in “Anna: Hello.”",
        )


# ── times ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _timed(turns: tuple[SpokenTurn, ...]) -> tuple[tuple[SpokenTurn, ...], Timing]:
    """The turns with a beginning and an end each, from the first word on, and where those come from."""
    starts = [turn.start_s for turn in turns if turn.start_s is not None]
    if len(starts) < len(turns) or _is_too_fast(turns, starts):
        return _estimated(turns), Timing.ESTIMATED
    zero_s = starts[0]
    moved = tuple(
        replace(turn, start_s=start_s - zero_s, end_s=None if turn.end_s is None else max(turn.end_s, start_s) - zero_s)
        for turn, start_s in zip(turns, starts, strict=True)
    )
    if all(turn.end_s is not None for turn in moved):
        return moved, Timing.MEASURED
    return _with_ends(moved), Timing.STARTS


def _is_too_fast(turns: tuple[SpokenTurn, ...], starts: list[float]) -> bool:
    """Whether the times leave too little room for the words before the last turn."""
    spoken = sum(len(words(turn.text)) for turn in turns[:-1])
    return spoken * 60.0 / FASTEST_WPM > max(10.0, starts[-1] - starts[0])


def _estimated(turns: tuple[SpokenTurn, ...]) -> tuple[SpokenTurn, ...]:
    now_s = 0.0
    placed: list[SpokenTurn] = []
    for turn in turns:
        end_s = now_s + speaking_time_s(turn.text)
        placed.append(replace(turn, start_s=now_s, end_s=end_s))
        now_s = end_s
    return tuple(placed)


def _with_ends(turns: tuple[SpokenTurn, ...]) -> tuple[SpokenTurn, ...]:
    """A turn lasts until the next one begins, or as long as slow speech would; the last one as ordinary speech."""
    placed: list[SpokenTurn] = []
    for turn, following in zip(turns, (*turns[1:], None), strict=True):
        start_s = turn.start_s or 0.0
        slow_s = max(LEAST_TURN_S, speaking_time_s(turn.text, SLOWEST_WPM))
        if following is None or following.start_s is None:
            placed.append(replace(turn, end_s=start_s + speaking_time_s(turn.text)))
        else:
            placed.append(replace(turn, end_s=start_s + min(slow_s, max(0.0, following.start_s - start_s))))
    return tuple(placed)


def _notes_on_times(turns: tuple[SpokenTurn, ...], talk: TranscribedTalk) -> tuple[str, ...]:
    if talk.timing is not Timing.ESTIMATED:
        return ()
    timed = sum(turn.start_s is not None for turn in turns)
    if not timed:
        return (f"{talk.source} has no times, so nothing that depends on the clock is rated.",)
    if timed < len(turns):
        return (f"Only {timed} of {len(turns)} turns in {talk.source} have a time, so none of them was used.",)
    return (f"The times in {talk.source} are too close together for what was said, so they were not used.",)
