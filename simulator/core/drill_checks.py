"""How an answer in an exercise is judged: by the same rules and the same classifier as a talk, each check in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.core.drills import Prompt, Skill
from simulator.core.flags import Circumstances, find_flags
from simulator.core.question_forms import QuestionForm
from simulator.core.questions import Question, asks_only_for, read_question
from simulator.core.thanks import distinctive_words, names_something_told
from simulator.core.word_forms import content_words
from simulator.domain import Flag, Move, MoveKind, PublicFact
from simulator.language import sentences, words

FEWEST_WORDS = 3
LONGEST_CLOSE_S = 40.0
LONGEST_PURPOSE_S = 20.0
LONGEST_QUESTION_S = 25.0
LONGEST_ANSWER_S = 45.0
FEWEST_ANSWER_WORDS = 8
MOST_PURPOSE_SENTENCES = 2
"""One sentence, and a greeting or a thank-you before it."""
WORDS_OF_THE_READING = 2
"""So many words of what was read show that it was read; a name alone does as well."""
WORDS_OF_WHAT_THEY_SAID = 2


@dataclass(frozen=True, slots=True)
class DrillCheck:
    """One thing that was looked for, whether it was there, and what to change if it was not."""

    title: str
    met: bool
    change: str


@dataclass(frozen=True, slots=True)
class DrillVerdict:
    """What an answer came to. It is good when every check is met."""

    checks: tuple[DrillCheck, ...]
    flags: tuple[Flag, ...]
    praise: str

    @property
    def good(self) -> bool:
        return all(one.met for one in self.checks)

    @property
    def says(self) -> str:
        """One plain sentence: what was good, or the first thing to change."""
        return next((one.change for one in self.checks if not one.met), self.praise)


@dataclass(frozen=True)
class _Answer:
    prompt: Prompt
    text: str
    moves: frozenset[MoveKind]
    flags: tuple[Flag, ...]
    question: Question
    spoken_s: float

    @property
    def asks(self) -> bool:
        return self.question.form is not None or self.question.follow_up_kind is not None

    def flagged(self, *kinds: MoveKind) -> Flag | None:
        return next((one for one in self.flags if one.kind in kinds), None)


def judge(prompt: Prompt, text: str, moves: tuple[Move, ...], *, spoken_s: float) -> DrillVerdict:
    """The verdict on an answer. `moves` are the classifier's, `spoken_s` is how long the answer took to say."""
    theirs = prompt.said if prompt.skill in _AFTER_THEIR_WORDS else ""
    flags = find_flags(text, moves, Circumstances(previous=theirs, time_is_up=False))
    answer = _Answer(
        prompt,
        text,
        frozenset(move.kind for move in moves if move.made),
        tuple(one for one in flags if one.kind is not MoveKind.UNRESEARCHED),
        read_question(text, previous=theirs),
        spoken_s,
    )
    if len(words(text)) < FEWEST_WORDS:
        return DrillVerdict(
            (DrillCheck("Enough to judge", False, "That is too short to judge; say a whole sentence."),), flags, ""
        )
    look, praise = _SKILLS[prompt.skill]
    return DrillVerdict(tuple(look(answer)), answer.flags, praise)


# ── what every exercise looks at ─────────────────────────────────────────────────────────────────────────────────


def _no_flags(answer: _Answer) -> DrillCheck:
    flag = answer.flags[0] if answer.flags else None
    return DrillCheck(
        "Nothing they would mind", flag is None, "" if flag is None else f"This may still put them off: {flag.why}"
    )


def _asks(answer: _Answer) -> DrillCheck:
    return DrillCheck("It asks something", answer.asks, "This asks nothing yet; turn it into a question.")


def _open(answer: _Answer) -> DrillCheck:
    form = answer.question.form
    change = {
        QuestionForm.CLOSED: "One can still answer this with yes or no; begin with what, how or why.",
        QuestionForm.LEADING: "This already holds its answer; ask without saying what you expect.",
        QuestionForm.STACKED: "These are several questions; keep the first one and leave out the rest.",
    }
    met = form is QuestionForm.OPEN or (form is None and answer.question.follow_up_kind is not None)
    return DrillCheck(
        "It is open",
        met,
        change.get(form, "Ask it with what, how or why.") if form else "Ask it with what, how or why.",
    )


def _one(answer: _Answer) -> DrillCheck:
    met = answer.question.form is not QuestionForm.STACKED
    return DrillCheck("One question", met, "These are still several questions; keep one and leave out the rest.")


def _short(answer: _Answer, most_s: float) -> DrillCheck:
    change = f"That took about {round(answer.spoken_s)} seconds; say it in {most_s:.0f}."
    return DrillCheck(f"At most {most_s:.0f} seconds", answer.spoken_s <= most_s, change)


# ── one for each skill ───────────────────────────────────────────────────────────────────────────────────────────


def _learn(answer: _Answer) -> Iterator[DrillCheck]:
    asked = answer.flagged(MoveKind.JOB_ASK, MoveKind.RESUME_PUSH)
    yield DrillCheck(
        "It asks for no job", asked is None, "" if asked is None else f"It still asks for a job: {asked.why}"
    )
    yield _no_flags(answer)
    yield _asks(answer)
    yield _open(answer)
    yield _short(answer, LONGEST_QUESTION_S)


def _open_up(answer: _Answer) -> Iterator[DrillCheck]:
    yield _asks(answer)
    yield _open(answer)
    yield _no_flags(answer)
    yield _short(answer, LONGEST_QUESTION_S)


def _one_at_a_time(answer: _Answer) -> Iterator[DrillCheck]:
    yield _asks(answer)
    yield _one(answer)
    yield DrillCheck(
        "It leaves the answer to them",
        answer.question.form is not QuestionForm.LEADING,
        "This already holds its answer; ask without saying what you expect.",
    )
    yield _no_flags(answer)
    yield _short(answer, LONGEST_QUESTION_S)


def _specific(answer: _Answer) -> Iterator[DrillCheck]:
    prompt = answer.prompt
    read = content_words(prompt.setting) - content_words(f"{prompt.said} {prompt.who}")
    taken = content_words(answer.text) & read
    yield DrillCheck(
        "It uses what you read",
        len(taken) >= WORDS_OF_THE_READING or bool(taken & _names(prompt.setting)),
        "Nothing here shows that you have read about them; take up one thing from the note.",
    )
    fact = PublicFact(prompt.setting, keywords=tuple(taken))
    yield DrillCheck(
        "It asks for more than the note says",
        not any(asks_only_for(span.of(answer.text), fact) for span in sentences(answer.text)),
        "That stands in the note already; ask for what it leaves out.",
    )
    yield _asks(answer)
    yield _one(answer)
    yield _no_flags(answer)


def _follow_up(answer: _Answer) -> Iterator[DrillCheck]:
    prompt = answer.prompt
    shared = (_stems(answer.text) & _stems(prompt.said)) - _stems(prompt.who)
    told = shared & _distinctive(prompt.said)
    points = len(told) > 1 or (bool(told) and _POINTS_AT_THEM.search(answer.text) is not None)
    follows = answer.question.follow_up or MoveKind.FOLLOW_UP in answer.moves or points
    yield _asks(answer)
    yield DrillCheck(
        "It takes up what they said",
        follows,
        "This begins something new; take up a word of theirs, or ask why, how it felt, or what came of it.",
    )
    yield _one(answer)
    yield _no_flags(answer)
    yield _short(answer, LONGEST_QUESTION_S)


def _close(answer: _Answer) -> Iterator[DrillCheck]:
    moves = answer.moves
    shared = _stems(answer.text) & _stems(answer.prompt.said)
    yield DrillCheck("A thank-you", MoveKind.THANKS in moves, "You did not thank them.")
    yield DrillCheck(
        "Thanks for something in particular",
        names_something_told(answer.text, [answer.prompt.said]) or len(shared) >= WORDS_OF_WHAT_THEY_SAID,
        "The thanks would fit any talk; name the one thing they have just told you.",
    )
    yield DrillCheck(
        "The time",
        bool(moves & {MoveKind.TIME_CHECK, MoveKind.CLOSING}) or bool(_TIME.search(answer.text)),
        "Say that the time is nearly up, so that it is you who ends it.",
    )
    yield DrillCheck("A goodbye", MoveKind.GOODBYE in moves, "Say goodbye at the end.")
    yield _no_flags(answer)
    yield _short(answer, LONGEST_CLOSE_S)


def _purpose(answer: _Answer) -> Iterator[DrillCheck]:
    yield DrillCheck(
        "It says what you came for",
        MoveKind.PURPOSE in answer.moves or _CAME_TO_LEARN.search(answer.text) is not None,
        "It does not say yet that you came to learn from them, and what about.",
    )
    yield _no_flags(answer)
    yield DrillCheck(
        "One sentence",
        len(sentences(answer.text)) <= MOST_PURPOSE_SENTENCES,
        "Make it one sentence; the rest can wait until they ask.",
    )
    yield _short(answer, LONGEST_PURPOSE_S)


def _back(answer: _Answer) -> Iterator[DrillCheck]:
    text = answer.text
    told = _OF_ONESELF.search(text) is not None and len(words(text)) >= FEWEST_ANSWER_WORDS
    yield DrillCheck(
        "Something of your own",
        told,
        "That tells them little about you; add one true thing, with a reason or an example.",
    )
    yield _no_flags(answer)
    yield _short(answer, LONGEST_ANSWER_S)


def _stems(text: str) -> frozenset[str]:
    """Content words, cut a little shorter still: "baking" meets "bake", "cutting" meets "cut"."""
    return frozenset(_DOUBLED.sub(r"\1", word.rstrip("e")) for word in content_words(text))


def _distinctive(text: str) -> frozenset[str]:
    return frozenset(_DOUBLED.sub(r"\1", word.rstrip("e")) for word in distinctive_words(text))


def _names(text: str) -> frozenset[str]:
    """Content words that are written large within a sentence, and numbers: nobody says those by chance."""
    found = (span.of(text) for span in sentences(text))
    large = (word for sentence in found for word in _LARGE.findall(sentence.partition(" ")[2]))
    return content_words(" ".join(large))


_LARGE = re.compile(r"\b(?:[A-Z][\w'’-]+|\d+)\b")
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_POINTS_AT_THEM = re.compile(r"\b(?:you|your|the|that|this|those|it|he|she|they|his|her|their|him|them)\b", re.I)
_CAME_TO_LEARN = re.compile(
    r"\bi(?:'m|'ve|'d| am| have)?\b[^.?!]{0,80}\b(?:want|wanted|hope|hoped|hoping|like|love|came|come|here|wish|trying|curious)"
    r"(?: only| just| simply)? to (?:learn|hear|understand|find out|know|see|get an idea|ask)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:minutes?|our (?:\w+ )?time|time(?:'s| is)|on time|half an hour|overstay|keep you|take up)\b", re.I
)
_OF_ONESELF = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|we|our|mine|myself)\b", re.I)
_AFTER_THEIR_WORDS = frozenset((Skill.FOLLOW_UP, Skill.CLOSE, Skill.PURPOSE, Skill.BACK))
_SKILLS: dict[Skill, tuple[Callable[[_Answer], Iterator[DrillCheck]], str]] = {
    Skill.LEARN: (_learn, "Good: it asks for nothing but what they know, and leaves the answer to them."),
    Skill.OPEN: (_open_up, "Good: that cannot be answered with yes or no."),
    Skill.ONE: (_one_at_a_time, "Good: one question, and they know which one to answer."),
    Skill.SPECIFIC: (_specific, "Good: nobody else could be asked that, and they will notice that you have read up."),
    Skill.FOLLOW_UP: (_follow_up, "Good: it shows that you listened, and gets the rest of the story."),
    Skill.CLOSE: (_close, "Good: the time, thanks that name something, and a goodbye."),
    Skill.PURPOSE: (_purpose, "Good: they know why you are here, and can relax."),
    Skill.BACK: (_back, "Good: something true, short, and nothing to sell."),
}
