"""Small helpers for English text that several layers share: words, sentences, speaking time."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONVERSATIONAL_WPM = 150.0
"""Words a minute in ordinary conversation: the US average (National Center for Voice and Speech)."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def words(text: str) -> list[str]:
    """Lower-case words, apostrophes and hyphens kept inside; typographic apostrophes made plain."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def sentences(text: str) -> list[Span]:
    """Sentences by their punctuation, without the white space around them; unpunctuated speech is one."""
    spans: list[Span] = []
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            offset = start + len(piece) - len(piece.lstrip())
            spans.append(Span(offset, offset + len(stripped)))
        start = match.end() if match else end
    return spans


def speaking_time_s(text: str, rate_wpm: float = CONVERSATIONAL_WPM) -> float:
    """How long it takes to say the text, in seconds."""
    return len(words(text)) * 60.0 / rate_wpm


def printable(text: str) -> str:
    """The text without halves of characters and control signs, which nothing could store or show."""
    return "".join(one if one.isprintable() or one.isspace() else " " for one in text)


def shorten(text: str, *, most_chars: int = 80) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than `most_chars`."""
    line = " ".join(text.split())
    if len(line) <= most_chars:
        return line
    return line[: most_chars - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
