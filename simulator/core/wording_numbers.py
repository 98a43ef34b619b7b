"""The numbers of a text, as digits or spelled out, made comparable."""

from __future__ import annotations

import re

from simulator.language import words

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine", "twelfth": "twelve"}
_VALUES = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * (2 + place) for place, word in enumerate(_TENS)},
    "twice": 2,
}
_QUANTITIES = """hundred thousand million billion trillion dozen half quarter decade century percent couple triple double
thrice""".split()
_SAID_FREELY = frozenset({"one"})
"""“One” is seldom a number, nor are “once”, “first” and “second”, which are not in the lists."""
_DIGITS = re.compile(r"\d[\d,.]*")


def numbers_in(text: str) -> set[str]:
    """Every number in the text: `118,000` and `41st` by their digits, “forty-one” as `41`, “hundreds” as it stands.

    A number said in several words gives several, so that two texts have the same numbers only if they say them alike.
    """
    found = {match.group().replace(",", "").rstrip(".") for match in _DIGITS.finditer(text)}
    for word in words(text):
        found |= set(_spelled(word))
    return found


def _spelled(word: str) -> list[str]:
    parts = [part for part in word.removesuffix("'s").split("-") if part]
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in (*_UNITS[1:10], "first"):
        return [str(_VALUES[parts[0]] + _VALUES.get(parts[1], 1))]
    values = [value for part in parts if (value := _value(part)) is not None]
    quantities = [part for part in parts for one in _QUANTITIES if part in (one, f"{one}s", f"{one}th")]
    return [str(value) for value in values] + quantities


def _value(part: str) -> int | None:
    if part in _SAID_FREELY:
        return None
    ordinal = _ORDINALS.get(part) or re.sub(r"(?:(?<=t)ieth|th)$", lambda ending: "y" * (ending[0] != "th"), part)
    return next((_VALUES[one] for one in (part, ordinal, part.removesuffix("s")) if one in _VALUES), None)
