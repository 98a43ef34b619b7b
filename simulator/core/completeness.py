"""Does what was said so far sound finished? A small model of readable signs, from the words alone.

A recogniser writes neither "um" nor reliable punctuation, so the signs are words: what the last ones are, whether a question
has been asked, whether a clause is still open. Each sign has a weight (`completeness_weights.py`, fitted by
`benchmarks/completeness.py` on turns written by hand); their sum through the logistic function is the probability.
"""

from __future__ import annotations

import math
import re

from simulator.core.completeness_weights import WEIGHTS
from simulator.language import words

UNKNOWN = 0.5
"""Where nothing was understood yet, nothing is known."""

_LAST_WORDS = {
    "conjunction": "and or but because so that if whether when while although though since unless until than as where",
    "preposition": "of in on at for with from to about by into through between over under without like during around "
    "towards against besides after before across off up near",
    "article": "a an the this these those my your our their his her its some any every each no another other more most "
    "very really quite so too just such",
    "subject": "i you we they he she it who people there everybody",
    "auxiliary": "is are was were be been am do does did have has had can could would will should may might must don't "
    "doesn't didn't isn't wasn't can't couldn't i'm you're we're they're it's that's what's i've you've i'd you'd i'll",
    "filler": "um uh er erm hmm mm basically actually well also maybe anyway",
    "question_word": "what how why which whose whom",
    "opener": "wondering curious think thought know wonder guess mean said say read saw heard hoping trying wanted want "
    "asked ask tell feel imagine see suggested studying interested thinking noticed mentioned seem decided going",
    "closer": "thanks thank bye goodbye day care soon then too though today now again right please me first either "
    "yourself myself itself all well",
    "open_verb": "need affect learn learned become make made get got find found choose chose build built help helped give gave "
    "take took use used like love want prefer keep kept call handle understand know liked met",
    "pointer": "it that this there them him me here these then happened",
    "answer": "yes no yeah okay ok sure great absolutely exactly right mhm",
}
_CLASS_OF: dict[str, tuple[str, ...]] = {}
for _name, _list in _LAST_WORDS.items():
    for _word in _list.split():
        _CLASS_OF[_word] = (*_CLASS_OF.get(_word, ()), _name)

_DISCOURSE = frozenset(
    "so and but well um uh er okay ok right yeah yes no oh like i mean actually anyway or also".split()
)
_QUESTION_WORDS = frozenset("what how why who which when where whose".split())
_AUXILIARIES = frozenset(
    "is are was were do does did have has had can could would will should may might must isn't don't didn't am".split()
)
_SUBJECTS = frozenset("i you we they he she it that there this these those your the people somebody anybody".split())
_OPEN_CLAUSE = re.compile(
    r"^(?:(?:so|and|but|well|um|okay|also) )*(?:when|while|if|because|since|although|as|after|before|once|in your|at that|"
    r"with all|without|out of|apart|besides|for example|for instance|to be honest)\b"
)
_INDIRECT = re.compile(
    r"\b(?:wondering|wonder|curious about|curious|love to (?:hear|know)|like to (?:hear|know|ask)|wanted to ask|question (?:is|was|"
    r"would be)|tell me|explain|walk me through|example of|say a bit|go back to|ask)\b"
)
_PREAMBLE = re.compile(
    r"\b(?:i (?:read|saw|noticed|heard|looked|found|was talking)|you (?:said|mentioned|told)|your (?:profile|website|article|page)|"
    r"my (?:background|name|sister|friend)|i'm (?:a|an|in|not|studying|thinking|trying)|i've been|we both|the (?:thing|reason|part))\b"
)
_UNFINISHED_PAIRS = frozenset(
    "kind of|sort of|you know|i mean|i think|such as|as well|going to|used to|want to|have to|able to|a bit|a lot|lots of|"
    "the most|the first|the way|the part|would you|did you|do you|could you|can you|what was|how did|how do|what do|was it|"
    "is it|if you|to be|one more|one last|a little|is that".split("|")
)


def signs(text: str, *, answering: bool = False) -> dict[str, float]:
    """The signs of a text and their strengths; `answering`: the other person has just asked something."""
    spoken = words(text)
    if not spoken:
        return {}
    found = {f"last {name}": 1.0 for name in _CLASS_OF.get(spoken[-1], ())}
    if not any(name in found for name in ("last article", "last subject", "last auxiliary", "last preposition")):
        found["last content word"] = 1.0
    line = " ".join(spoken)
    if " ".join(spoken[-2:]) in _UNFINISHED_PAIRS:
        found["last pair opens"] = 1.0
    if len(spoken) > 1 and spoken[-1] == spoken[-2]:
        found["stammer"] = 1.0
    question_words_after = _asked(spoken)
    asked_fully = question_words_after >= 3 or (question_words_after >= 1 and spoken[-1] in {"you", "that", "it"})
    if question_words_after >= 0:
        found["question begun"] = 1.0
        found["words of the question"] = min(1.0, question_words_after / 6)
    if asked_fully:
        found["question with something in it"] = 1.0
    indirect = _INDIRECT.search(line)
    if indirect:
        found["indirect question"] = 1.0
        found["words after the indirect question"] = min(1.0, len(line[indirect.end() :].split()) / 6)
    if question_words_after < 0 and not indirect and _PREAMBLE.search(line):
        found["only a preamble"] = 1.0
    if question_words_after < 0 and not indirect and "last content word" in found:
        found["statement"] = 1.0
    if question_words_after >= 0 and "last content word" in found and spoken[-1] not in _QUESTION_WORDS:
        found["question that ends in a content word"] = 1.0
    if " so " in line or " but " in line or " and " in line:
        found["a second clause"] = 1.0
    if _OPEN_CLAUSE.search(line) and question_words_after < 0:
        found["open clause"] = 1.0
    if all(word in _DISCOURSE for word in spoken):
        found["only small words"] = 1.0
    if line.startswith(
        ("thank", "thanks", "that's ", "it was ", "bye", "goodbye", "oh ", "wow", "it sounds", "great", "okay ")
    ):
        found["reaction or thanks"] = 1.0
    found["length"] = min(1.0, math.log1p(len(spoken)) / math.log(25))
    if len(spoken) <= 2:
        found["one or two words"] = 1.0
    if answering:
        found["answers"] = 1.0
        found["answers in one or two words"] = 1.0 if len(spoken) <= 2 else 0.0
    return found


def completeness(text: str, *, answering: bool = False) -> float:
    """How probably the speaker has finished, from 0 to 1; `UNKNOWN` for no words at all."""
    found = signs(text, answering=answering)
    if not found:
        return UNKNOWN
    score = WEIGHTS["always"] + sum(WEIGHTS.get(name, 0.0) * strength for name, strength in found.items())
    return 1.0 / (1.0 + math.exp(-(score + _punctuation(text))))


_QUESTION_MARK, _TRAILING = 1.0, -2.0
"""Whisper writes a full stop after anything, so that says nothing; a question mark and dots do (our own estimate)."""


def _punctuation(text: str) -> float:
    ending = text.rstrip(" \"'”’)")
    if ending.endswith("?"):
        return _QUESTION_MARK
    return _TRAILING if ending.endswith(("...", "…", "-", "–", "—", ",")) else 0.0


def _asked(spoken: list[str]) -> int:
    """How many words come after the opening of the last question; -1 when none has been opened."""
    for place in range(len(spoken) - 2, -1, -1):
        before = spoken[place - 1] if place else ""
        word, following = spoken[place], spoken[place + 1]
        inverted = word in _AUXILIARIES and following in _SUBJECTS and before not in _SUBJECTS
        asking = word in _QUESTION_WORDS and (
            following in _AUXILIARIES or following in {"many", "much", "long", "about"}
        )
        if inverted or asking:
            return len(spoken) - place - 2
    return -1
