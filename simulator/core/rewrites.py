"""What to say about a flag: a rule finds what in the words does it, says why in a sentence, and offers better wordings.

The rules are in `rewrite_rules*.py`, what a wording takes over from the sentence in `rewrite_slots.py`. Rules are tried
in order, on the quote and then on the whole text; the general ones of a kind fit whatever no other rule knows. No
wording may be flagged itself: a test sees to that.
"""

from __future__ import annotations

import re
import zlib

from simulator.core.rewrite_rules import Rule
from simulator.core.rewrite_rules_direct import ANY_DIRECT_RULES, DIRECT_RULES
from simulator.core.rewrite_rules_other import OTHER_RULES
from simulator.core.rewrite_rules_presuming import WIDE_RULES
from simulator.core.rewrite_rules_veiled import ANY_VEILED_RULES, VEILED_RULES
from simulator.core.rewrite_rules_wider import wider_rules
from simulator.core.rewrite_slots import DEFAULT_NEWCOMERS, slots_of
from simulator.domain import MoveKind, Severity

MOST_WORDS_QUOTED = 8
"""A reason quotes the responsible words, not the whole sentence."""
CHARACTERS_AROUND = 400
"""How far before and after the quote words may stand that explain it; a monologue has a hundred things in it."""
FEWEST_TO_CHOOSE_FROM = 3
"""Wordings that take something over from the sentence come first, but fewer of them than this would soon repeat."""
MOST_OWN = ("background", "work", "counted")
"""What few sentences have, and what the speaker wonders about whenever it is there."""

ALL_RULES: tuple[Rule, ...] = (
    *DIRECT_RULES,
    *VEILED_RULES,
    *WIDE_RULES,
    *ANY_DIRECT_RULES,
    *ANY_VEILED_RULES,
    *OTHER_RULES,
)
_WIDER_RULES = wider_rules(ALL_RULES)

_SLOT = re.compile(r"\{(\w+)\}")
_CLAUSE_ENDS = re.compile(r"[,;:–—.?!]+(?=\s|$)")
_DANGLING = frozenset(
    "a an the and or but so because cause if whether when i i'm i've i'd you're we they your my our their this that which who of as is are "
    "was were am like do does did would could can will be to for with in on at by from into about than not don't".split()
)
_SPEECH = re.compile(r"[^\W_](?:\S*[^\W_])?")


def advice_for(kind: MoveKind, severity: Severity | None, quote: str, text: str, field: str | None) -> tuple[str, str]:
    """Why the flag stands, and a better wording. The same words always get the same advice.

    `quote` is the part of `text` that was flagged; without a `field` the wordings speak of "this field".
    """
    around = _around(quote, text)
    rule, words = rule_for(kind, severity, quote, around)
    return rule.why.replace("{words}", words), _wording(rule, text, slots_of(quote, around, field))


def rule_for(kind: MoveKind, severity: Severity | None, quote: str, text: str) -> tuple[Rule, str]:
    """The first rule that fits, and the words that it found."""
    definite, general = _rules(kind, severity)
    for rules, passage in ((definite, quote), (definite, text), (general, quote)):
        plain = passage.replace("’", "'")  # as long as before, so that places in it hold in the passage too
        for rule in rules:
            match = re.search(rule.pattern, plain, re.IGNORECASE)
            if match:
                return rule, _quoted(passage, match.start(), match.end())
    raise LookupError(f"no general rule for {kind}")  # the last one of each kind fits everything


def filled_in(wording: str, slots: dict[str, str]) -> str | None:
    """The wording with its slots filled; nothing where the sentence does not fill them all."""
    known = {"newcomers": DEFAULT_NEWCOMERS, **slots}
    if not all(slot in known for slot in slots_in(wording)):
        return None
    return _SLOT.sub(lambda match: known[match.group(1)], wording)


def slots_in(wording: str) -> tuple[str, ...]:
    return tuple(_SLOT.findall(wording))


def _rules(kind: MoveKind, severity: Severity | None) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The definite and the general rules to try. An ask taken for the wrong degree still finds its own rule."""
    if kind is not MoveKind.JOB_ASK:
        own = [rule for rule in OTHER_RULES if rule.kind is kind]
        return tuple(rule for rule in own if not rule.general), tuple(rule for rule in own if rule.general)
    if severity is Severity.DIRECT:
        return (*DIRECT_RULES, *VEILED_RULES, *WIDE_RULES, *_WIDER_RULES), ANY_DIRECT_RULES
    return (*VEILED_RULES, *DIRECT_RULES, *WIDE_RULES, *_WIDER_RULES), ANY_VEILED_RULES


def _around(quote: str, text: str) -> str:
    """The quote with what was said shortly before and after it."""
    start = text.find(quote)
    return text[max(0, start - CHARACTERS_AROUND) : max(0, start) + len(quote) + CHARACTERS_AROUND]


def _quoted(passage: str, start: int, end: int) -> str:
    """The stretch from `start` to `end` as whole words: within one clause, and not broken off at "for the".

    A single word says little by itself, so its clause is quoted instead where that is short.
    """
    spoken = list(_SPEECH.finditer(passage))
    words = [word for word in spoken if word.end() > start and word.start() < end]
    if not words:
        return ""
    clause_end = _CLAUSE_ENDS.search(passage, words[0].end())
    last_char = clause_end.start() if clause_end else len(passage)
    kept = [word for word in words if word.end() <= last_char][:MOST_WORDS_QUOTED]
    while len(kept) > 1 and _breaks_off(passage, kept[-1]):
        kept.pop()
    if len(kept) == 1:
        clause_start = max((match.end() for match in _CLAUSE_ENDS.finditer(passage, 0, kept[0].start())), default=0)
        clause = [word for word in spoken if clause_start <= word.start() and word.end() <= last_char]
        kept = clause if len(clause) <= MOST_WORDS_QUOTED else kept
    return " ".join(passage[kept[0].start() : kept[-1].end()].split())


def _breaks_off(passage: str, word: re.Match[str]) -> bool:
    """Whether the clause goes on after a word that cannot well end it."""
    return word.group().lower().replace("’", "'") in _DANGLING and passage[word.end() : word.end() + 1].isspace()


def _wording(rule: Rule, text: str, slots: dict[str, str]) -> str:
    """One of the rule's wordings: those that take over what is most the speaker's own come first."""
    filled = {wording: filled_in(wording, slots) for wording in rule.rewrites}
    fitting = [wording for wording, sentence in filled.items() if sentence]
    taking_over = [
        wording for wording in fitting if any(slot in slots for slot in slots_in(wording) if slot != "field")
    ]
    own = next((some for slot in MOST_OWN if (some := [one for one in fitting if slot in slots_in(one)])), None)
    choice = own or (taking_over if len(taking_over) >= FEWEST_TO_CHOOSE_FROM else [*taking_over * 2, *fitting])
    chosen = filled[choice[zlib.crc32(text.encode("utf-8")) % len(choice)]]
    assert chosen is not None
    return chosen
