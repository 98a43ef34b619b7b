"""Many named patterns looked for in one text, quickly: a pattern is only tried where a word occurs that it cannot do without.

Some three hundred patterns are matched against every sentence. Nearly all of them need some rarer word ("vacanc", "refer",
"minute"), which is read off the pattern itself; most sentences hold few of these. A test compares with trying them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

parser: Any = getattr(re, "_parser", None)
"""What Python's own pattern compiler reads. It is not promised to stay; without it every pattern is tried, only slower."""

Pieces = frozenset[str]
"""A match holds at least one of these pieces of words."""

_COMMON = frozenset(
    """you the for not that have with are would your this was were what how could can will and did does has had they there
    who any some one more me my is do it be to of in on at if or so up out get about like just want know think them from when
    where which their been then than time people here work job""".split()
)
_FEWEST_LETTERS = 2


class PatternSet:
    """Named patterns; `find` gives the names of those that occur in a text, in the order in which they were given."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = tuple(patterns)
        self._searches = tuple(re.compile(pattern).search for pattern in patterns.values())
        needed = [needed_pieces(pattern) for pattern in patterns.values()]
        self._always = sum(1 << place for place, pieces in enumerate(needed) if pieces is None)
        self._bits_of_piece: dict[str, int] = {}
        for place, pieces in enumerate(needed):
            for piece in pieces or ():
                self._bits_of_piece[piece] = self._bits_of_piece.get(piece, 0) | 1 << place
        self._longest_piece = max(map(len, self._bits_of_piece), default=0)
        self._of_word = lru_cache(maxsize=20_000)(self._patterns_of_word)

    def find(self, text: str) -> list[str]:
        """Names of the patterns that occur in the text, which holds words with single spaces between them."""
        to_try = self._always
        for word in set(text.split()):
            to_try |= self._of_word(word)
        found: list[str] = []
        while to_try:
            lowest = to_try & -to_try
            place = lowest.bit_length() - 1
            if self._searches[place](text):
                found.append(self._names[place])
            to_try ^= lowest
        return found

    def find_slowly(self, text: str) -> list[str]:
        """The same by trying every pattern."""
        return [name for name, search in zip(self._names, self._searches, strict=True) if search(text)]

    def _patterns_of_word(self, word: str) -> int:
        """Bits of the patterns that this word makes worth trying: those that need some part of it."""
        bits = 0
        for start in range(len(word)):
            for end in range(start + _FEWEST_LETTERS, min(len(word), start + self._longest_piece) + 1):
                bits |= self._bits_of_piece.get(word[start:end], 0)
        return bits


def needed_pieces(pattern: str) -> Pieces | None:
    """The pieces of words of which every match holds one; None where nothing can be said."""
    return _cheapest(_needs(parser.parse(pattern))) if parser is not None else None


def _needs(sequence: Iterable[Any]) -> list[Pieces]:
    """What each part of a sequence needs: a stretch of letters, or one stretch of each branch."""
    needs: list[Pieces] = []
    letters = ""
    for kind, content in sequence:
        if kind is parser.LITERAL and chr(content).isalnum():
            letters += chr(content)
            continue
        needs += [frozenset([letters])] if len(letters) >= _FEWEST_LETTERS else []
        letters = ""
        if kind is parser.SUBPATTERN:
            needs += _needs(content[-1])
        elif kind is parser.BRANCH:
            branches = [_cheapest(_needs(branch)) for branch in content[1]]
            needs += [frozenset().union(*(b for b in branches if b))] if all(branches) else []
        elif kind in (parser.MAX_REPEAT, parser.MIN_REPEAT) and content[0] >= 1:
            needs += _needs(content[2])
    return needs + ([frozenset([letters])] if len(letters) >= _FEWEST_LETTERS else [])


def _cheapest(needs: list[Pieces]) -> Pieces | None:
    """The need that the fewest texts will meet, as far as can be told from the length and commonness of its pieces."""
    return min(needs, key=lambda pieces: sum(map(_commonness, pieces)), default=None)


def _commonness(piece: str) -> float:
    return 30.0 if piece in _COMMON else {2: 20.0, 3: 4.0, 4: 1.5}.get(len(piece), 1.0)
