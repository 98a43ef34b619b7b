"""A turn cut into sentences, and long or unpunctuated ones into clauses, always between whole words."""

from __future__ import annotations

import re
from itertools import pairwise

from simulator.language import Span, sentences

LONGEST_SENTENCE_WORDS = 18
"""Up to here a sentence is judged in one piece; longer ones are cut at clauses."""
LONGEST_CLAUSE_WORDS = 30
"""Speech without any cue to cut at is cut by length, at half of this."""
FEWEST_CLAUSE_WORDS = 4
"""Shorter pieces say nothing by themselves and stay with what went before."""
LONGEST_WHOLE_WORDS = 40
"""Up to here the whole text is judged as well as its pieces; a longer monologue must not add up to a flag."""

_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"[a-z']+")
_SUBJECTS = (
    "i you we they he she it that this there my your the people if i'm i've i'd i'll you're it's that's let's im ive"
)
_ASKING = "what how why who where when which whether do does did is are was were can could would will have has should"
_STARTS = frozenset(f"{_SUBJECTS} {_ASKING} thank thanks let please tell maybe one also then just any".split())
_JOINTS = frozenset(
    "and but so or because cause anyway also okay ok well um uh like actually then plus although though while".split()
)
_WH = frozenset("what how why who where when which what's how's who's where's whats hows".split())
_AFTER_WH = frozenset(
    "do does did is are was were would should could can made makes kind sort else about has have much many long often".split()
)
_AUXILIARIES = frozenset("do does did is are was were can could would will have has should".split())
_AFTER_AUXILIARY = frozenset("you your there it they we i anyone anybody people this that".split())
_SUBORDINATES = frozenset(
    "if whether that because wonder wondering know see what how why who where when which to".split()
)


def segments(text: str) -> tuple[Span, ...]:
    """Sentences; those longer than `LONGEST_SENTENCE_WORDS` as clauses. Together they hold every word, in order."""
    pieces: list[Span] = []
    for sentence in sentences(text):
        long = len(_TOKEN.findall(text, sentence.start, sentence.end)) > LONGEST_SENTENCE_WORDS
        pieces += clauses(text, sentence) if long else [sentence]
    return tuple(pieces)


def candidates(text: str) -> tuple[Span, ...]:
    """What is judged: each segment, each two that follow one another, and the whole of a text that is not long."""
    pieces = segments(text)
    if len(pieces) < 2:
        return pieces
    spans = [*pieces, *(Span(first.start, second.end) for first, second in pairwise(pieces))]
    if len(pieces) > 2 and len(_TOKEN.findall(text)) <= LONGEST_WHOLE_WORDS:
        spans.append(Span(pieces[0].start, pieces[-1].end))
    return tuple(spans)


def clauses(text: str, within: Span, *, fewest_words: int = FEWEST_CLAUSE_WORDS) -> list[Span]:
    """The clauses of a stretch of text: cut at commas, joints and question openers, or by length where there are none."""
    tokens = list(_TOKEN.finditer(text, within.start, within.end))
    words = [_core(token.group()) for token in tokens]
    starts = [0]
    for index in range(1, len(tokens)):
        long_enough = index - starts[-1] >= fewest_words and len(tokens) - index >= fewest_words
        if long_enough and _is_joint(tokens[index - 1].group(), words, starts[-1], index):
            starts.append(index)
    starts = _cut_by_length([*starts, len(tokens)])
    return [Span(tokens[first].start(), tokens[last - 1].end()) for first, last in pairwise(starts)]


def _core(token: str) -> str:
    match = _CORE.search(token.lower().replace("’", "'"))
    return match.group() if match else ""


def _is_joint(before: str, words: list[str], start: int, index: int) -> bool:
    """Whether a clause may begin at the word `index`; `before` is the token ahead of it with its punctuation."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if before[-1] in ",;:—–-" and (word in _STARTS or word in _JOINTS):
        return True
    if words[index - 1] in _JOINTS | _SUBORDINATES:
        return False
    if word in _JOINTS and following in _STARTS:
        return True
    if word in ("thanks", "thank") and words[index - 1] not in ("to", "and"):
        return True
    if word in _WH and following in _AFTER_WH:
        return words[index - 1] not in ("of", "about", "know", "on", "to")
    opened = any(earlier in _SUBORDINATES for earlier in words[start:index])
    return word in _AUXILIARIES and following in _AFTER_AUXILIARY and not opened


def _cut_by_length(starts: list[int]) -> list[int]:
    cut = [starts[0]]
    for first, last in pairwise(starts):
        pieces = -(-(last - first) // (LONGEST_CLAUSE_WORDS // 2)) if last - first > LONGEST_CLAUSE_WORDS else 1
        cut += [first + (last - first) * piece // pieces for piece in range(1, pieces + 1)]
    return cut
