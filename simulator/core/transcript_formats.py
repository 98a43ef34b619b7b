"""The formats transcripts come in: each reader turns lines into lines that say who may be speaking, and when.

| reader | files | looks like |
|---|---|---|
| `cues` | WebVTT, SRT; Zoom, Teams | `00:00:05.000 --> 00:00:09.000`, then `<v Anna>Hello` or `Anna: Hello` |
| `headings` | Teams as text, Otter | `Anna Berg   0:03` on a line of its own, then what she says |
| `names` | anything typed by hand; Zoom's saved chat; Google Meet | `Anna: Hello`, with or without `[00:01:23]` before it |

To read another kind of file, write a reader and add it to `_READERS`.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from simulator.core.speaker_names import NAME, clean_name, looks_like_name, name_key
from simulator.errors import TranscriptError

TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_CUE_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_CUE = re.compile(rf"\s*(?P<start>{_CUE_TIME})\s*-->\s*(?P<end>{_CUE_TIME})(?:\s.*)?")
_NAMED = re.compile(
    rf"(?:[\[(]?(?P<before>{TIME})(?:\s*(?:-->|[-–—])\s*{TIME})?[\])]?\s*[-–—|:]?\s*)?"
    rf"(?:\[(?P<bracketed>{NAME})\]|(?P<name>{NAME}))\s*(?:[\[(]?(?P<after>{TIME})[\])]?)?\s*:(?:\s+(?P<text>.*)|$)"
)
_HEADING = re.compile(rf"(?P<name>{NAME})\s*[|,–—-]?\s+[\[(]?(?P<time>{TIME})[\])]?\s*:?")
_TIME_ALONE = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?")
_TIME_FIRST = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?\s*[-–—|]?\s+(?P<text>.*)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?(?:[a-z]+(?:[.\s][^<>]*)?|\d[\d:.]*)>", re.I)
_NOT_SPOKEN = re.compile(
    r"transcribed by https?://\S+|.{1,60} (?:started|stopped) transcription|auto-?generated.{0,80}", re.I
)
_MARKUP = re.compile(r"^[\s*>•·-]+(?=\S)|\*\*|__")
_ASIDE_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one speaker, as they stand in the file. Times as the file has them, in seconds."""

    speaker: str
    text: str
    line: int
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may begin with a name: `rest` is what is said if it does, `text` if it does not."""

    number: int
    text: str
    label: str | None = None
    rest: str = ""
    start_s: float | None = None
    end_s: float | None = None
    certain: bool = False  # the format itself says that the label is a name
    opens: bool = False  # what came before has ended


_Lines = list[tuple[int, str]]


def read_pieces(text: str, *, source: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Who says what in a text, and notes on what was left out. Raises `TranscriptError` where nobody is named."""
    numbered = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    numbered = [(number, line) for number, line in numbered if not _NOT_SPOKEN.fullmatch(line)]
    reader = next(read for recognises, read in _READERS if recognises(numbered))
    lines = list(reader(numbered, source))
    names = _names(lines)
    if not names:
        first = next((number for number, line in numbered if line), 1)
        raise TranscriptError(
            f"{source}, line {first}: no speaker names were found in this file.",
            fix="Write the name and a colon before what each of you says, as in “Anna: Hello.”",
        )
    return _pieces(lines, names, source)


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(lines: Iterable[_Line]) -> dict[str, str]:
    """The labels that are names, by their key, each as it is written first.

    What stands before a colon may be no name ("Two things: first, …"): it has to look like one, or to come again.
    """
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    sure: set[str] = set()
    for line in lines:
        if line.label is None:
            continue
        key = name_key(line.label)
        counted[key] += 1
        written.setdefault(key, clean_name(line.label))
        if line.certain or looks_like_name(line.label):
            sure.add(key)
    again = {key for key, count in counted.items() if count > 1 and " " not in key}
    kept = sure | again
    if len(kept) < 2:
        kept |= {key for key in counted if " " not in key}
    return {key: name for key, name in written.items() if key in kept}


def _pieces(lines: Iterable[_Line], names: dict[str, str], source: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The lines with their speakers; a line that names nobody goes on with the last speaker's words."""
    pieces: list[Piece] = []
    speaker: str | None = None
    nobodys: list[int] = []
    for line in lines:
        named = names.get(name_key(line.label)) if line.label is not None else None
        speaker = named or speaker
        said = line.rest if named else line.text
        if not said:
            if named:
                pieces.append(Piece(named, "", line.number, line.start_s, line.end_s))
        elif speaker is None:
            nobodys.append(line.number)
        elif named or line.opens or not pieces:
            pieces.append(Piece(speaker, said, line.number, line.start_s, line.end_s))
        else:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {said}")
    notes: tuple[str, ...] = ()
    if nobodys:
        which = f"line {nobodys[0]}" if len(nobodys) == 1 else f"lines {nobodys[0]} to {nobodys[-1]}"
        notes = (f"{source}, {which}: nobody is named yet, so this was left out.",)
    return tuple(pieces), notes


def _unmarked(line: str) -> str:
    """The line without list marks, stars for bold, and double spaces."""
    return " ".join(_MARKUP.sub("", line).split())


# ── names and headings ───────────────────────────────────────────────────────────────────────────────────────────


def _read_names(lines: _Lines, source: str) -> Iterator[_Line]:
    del source
    waiting_s: float | None = None  # a time on a line of its own belongs to what follows
    for number, line in lines:
        plain = _unmarked(line)
        alone = _TIME_ALONE.fullmatch(plain)
        if alone:
            waiting_s = seconds(alone["time"])
            continue
        match = _NAMED.fullmatch(plain)
        if match:
            time = match["before"] or match["after"]
            start_s = seconds(time) if time else waiting_s
            label = match["bracketed"] or match["name"]
            yield _Line(number, plain, label, match["text"] or "", start_s=start_s)
            waiting_s = None
            continue
        timed = _TIME_FIRST.fullmatch(plain)
        if plain:
            yield _Line(number, timed["text"] if timed else plain)


def _read_headings(lines: _Lines, source: str) -> Iterator[_Line]:
    del source
    matches = {number: match for number, line in lines if (match := _heading(line))}
    counted = Counter(name_key(match["name"]) for match in matches.values())
    after_blank = True
    for number, line in lines:
        match = matches.get(number)
        if match and (after_blank or counted[name_key(match["name"])] > 1):
            yield _Line(number, line, match["name"], start_s=seconds(match["time"]), certain=True)
        elif line:
            yield _Line(number, _unmarked(line))
        after_blank = not line


def _heading(line: str) -> re.Match[str] | None:
    match = _HEADING.fullmatch(_unmarked(line))
    return match if match and looks_like_name(match["name"]) else None


def _has_headings(lines: _Lines) -> bool:
    headings = sum(_heading(line) is not None for _, line in lines)
    return headings >= 2 and headings >= sum(_NAMED.fullmatch(line) is not None for _, line in lines)


# ── cues ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Cue:
    start_s: float
    end_s: float
    lines: _Lines


def _read_cues(lines: _Lines, source: str) -> Iterator[_Line]:
    for cue in _cues(lines, source):
        opens = True
        for number, line in cue.lines:
            for one in _voices(number, line):
                yield replace(one, start_s=cue.start_s, end_s=max(cue.start_s, cue.end_s), opens=opens)
                opens = False


def _cues(lines: _Lines, source: str) -> list[_Cue]:
    """The cues with their text; headers, notes, styles and identifiers left out."""
    cues: list[_Cue] = []
    block: _Lines = []  # lines since the last blank one or the last time line
    aside = True  # in a header or a note
    fresh = False  # after a blank line
    for number, line in lines:
        if "-->" in line and not (aside and _ASIDE_BLOCK.fullmatch(line)):
            times = _cue_times(number, line, source)
            _close(cues, block, identified=True)
            cues.append(_Cue(*times, []))
            block, aside, fresh = [], False, False
        elif not line:
            _close(cues, block, identified=False)
            block, fresh = [], True
            aside = not cues
        elif (fresh or not cues) and _ASIDE_BLOCK.fullmatch(line):
            aside = True
        elif not aside or line.isdigit():
            block.append((number, line))
            fresh = False
    _close(cues, block, identified=False)
    return cues


def _close(cues: list[_Cue], block: _Lines, *, identified: bool) -> None:
    """Give the lines to the cue they stand in, less the name or number of the cue that follows."""
    if identified and block and (block[-1][1].isdigit() or (len(block) == 1 and _is_identifier(block[-1][1]))):
        block = block[:-1]
    if cues:
        cues[-1].lines.extend(block)


def _is_identifier(line: str) -> bool:
    return " " not in line and any(sign.isdigit() for sign in line) and not line.endswith((".", "?", "!", ","))


def _cue_times(number: int, line: str, source: str) -> tuple[float, float]:
    match = _CUE.fullmatch(line)
    if match is None:
        raise TranscriptError(
            f"{source}, line {number}: these times cannot be read.", fix="Write them as 00:00:05.000 --> 00:00:09.000."
        )
    return seconds(match["start"]), seconds(match["end"])


def _voices(number: int, line: str) -> Iterator[_Line]:
    """What each voice says in a line of a cue; a line without one may begin with a name."""
    parts = _VOICE.split(line)
    before = _plain(parts[0])
    if before:
        match = _NAMED.fullmatch(_unmarked(before))
        if match:
            yield _Line(number, before, match["bracketed"] or match["name"], match["text"] or "")
        else:
            yield _Line(number, before)
    for name, said in zip(parts[1::2], parts[2::2], strict=True):
        spoken = _plain(said)
        label = _plain(name)
        yield _Line(number, spoken, label or None, spoken, certain=True)


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def _has_cues(lines: _Lines) -> bool:
    first = next((line for _, line in lines if line), "")
    return first.startswith("WEBVTT") or any(_CUE.fullmatch(line) for _, line in lines if "-->" in line)


def seconds(time: str) -> float:
    """`1:02:03.5`, `62:03` or `10:03 AM` in seconds; with AM or PM it is a time of day, which begins with hours."""
    half = re.search(r"([AaPp])\.?[Mm]", time)
    parts = [float(part.replace(",", ".")) for part in re.findall(r"\d+(?:[.,]\d+)?", time)]
    if half:
        parts = parts if len(parts) == 3 else [*parts, 0.0]
        parts[0] = parts[0] % 12 + (12 if half[1] in "Pp" else 0)
    total_s = 0.0
    for part in parts:
        total_s = total_s * 60.0 + part
    return total_s


_READERS: tuple[tuple[Callable[[_Lines], bool], Callable[[_Lines, str], Iterator[_Line]]], ...] = (
    (_has_cues, _read_cues),
    (_has_headings, _read_headings),
    (lambda lines: True, _read_names),  # noqa: ARG005 - the last one takes what is left
)
