"""The form of a question: open, closed, stacked or leading; by rules that need neither capitals nor punctuation.

Speech comes with fillers, restarts and no question marks, so the rules look at the order of the words: what makes a question of
a sentence is a question word, or a verb before its subject ("do you", "was there"). Each such place begins a question; where two
different ones begin in a turn, they are stacked. "Could you tell me …" and its like invite, and count as open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from simulator.language import Span, sentences


class QuestionForm(StrEnum):
    OPEN = "open"  # what, how, why, tell me
    CLOSED = "closed"  # yes or no, this or that
    STACKED = "stacked"  # several at once
    LEADING = "leading"  # carries its own answer


def question_form(text: str) -> tuple[QuestionForm | None, Span | None]:
    """The form of the question in a text and where it stands. Works without punctuation, as speech comes."""
    asked = [(span, request) for span in sentences(text) for request in _requests(_plain(span.of(text)))]
    firm = [(span, request) for span, request in asked if request.firm]
    if len(firm) >= 2:
        return QuestionForm.STACKED, Span(firm[0][0].start, firm[-1][0].end)
    if not asked:
        return None, None
    span, request = firm[0] if firm else asked[-1]
    return request.form, span


@dataclass(frozen=True, slots=True)
class _Request:
    """Something that is asked, from the word at `start`. One that is not firm gives way to another in the same turn."""

    start: int
    form: QuestionForm
    firm: bool = True


# ── the words, made plain ────────────────────────────────────────────────────────────────────────────────────────

_TOKEN = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*|[,;:.?!…—–]")
_MARKS = frozenset(",;:.?!…—–")
_HESITATIONS = frozenset("um umm uh uhm er erm ah hm hmm mm mmm".split())
_SOFTENERS = frozenset("actually literally maybe perhaps please possibly honestly personally really kindly".split())
_SHORT_FORMS = tuple(
    (re.compile(rf"\b(?:{short})\b"), full)
    for short, full in (
        (r"(what|how|who|where|when|why)'?s", r"\1 is"),
        (r"(what|how|where|why|who)'d", r"\1 did"),
        (r"(what|how|where|why|who)'re", r"\1 are"),
        (r"(is|are|was|were|do|does|did|would|could|should|have|has)nt", r"\1n't"),
        (r"cannot", "can not"),
        (r"i would", "i'd"),
        (r"i am", "i'm"),
    )
)
_PADDING = re.compile(
    r"(?<!do )(?<!did )(?<!if )(?<!let )(?<!would )\byou know(?! (?:what|how|why|who|where|if|whether|that|of|any|some|the))\b|"
    r"(?<!what )(?<!which )(?<!some )(?<!any )(?<!that )(?<!this )(?<!the )(?<!a )\b(?:sort|kind) of\b|"
    r"(?:^|(?<=\band )|(?<=\bso )|(?<=\bbut )|(?<=, ))like(?: ,)? (?=(?:what|how|why|who|where|when|is|are|was|were|do|does|did|would|"
    r"can|could|should|if|you|the)\b)"
)
_INSERTED = re.compile(r"\b(what|how|why|who|which) , (?:[\w'\-]+ ){1,6}, (?=[\w'\-]+ )")
_STUTTER = re.compile(r"\b((?:[\w'\-]+ ){0,2}[\w'\-]+)(?: ,)?(?: \1\b)+")


def _plain(text: str) -> list[str]:
    """Lower-case words and marks; without hesitations, softening words and words said twice in a row."""
    found = _TOKEN.findall(text.lower().replace("’", "'"))
    kept: list[str] = []
    for token in found:
        if token in _HESITATIONS or token in _SOFTENERS or (token in _MARKS and (not kept or kept[-1] in _MARKS)):
            continue
        kept.append(token)
    line = " ".join(kept)
    for pattern, full in _SHORT_FORMS:
        line = pattern.sub(full, line)
    line = _INSERTED.sub(r"\1 ", _PADDING.sub("", " ".join(line.split())))
    return _STUTTER.sub(r"\1", line).split()


# ── one sentence ─────────────────────────────────────────────────────────────────────────────────────────────────


def _requests(tokens: list[str]) -> list[_Request]:
    """What one sentence asks, restarts and choices counted once."""
    marked = bool(tokens) and tokens[-1] == "?"
    said = [*tokens[:-1]] if tokens and tokens[-1] in _MARKS else tokens
    if not said:
        return []
    line = " ".join(said)
    if _ONLY_A_TAG.fullmatch(line) and (marked or line not in _AGREES):
        return [_Request(0, QuestionForm.LEADING, firm=False)]
    if _ECHO.fullmatch(line):
        return [_Request(0, QuestionForm.CLOSED, firm=False)] if marked else []
    statement, tagged = _without_tag(line, marked=marked)
    found = _merged(_begun(statement.split()), statement.split())
    if tagged or _presumes(line, asks=bool(found)):
        return [_Request(0, QuestionForm.LEADING, firm=tagged)]
    if _PREFACE.search(line):
        return [_Request(one.start, one.form, firm=False) for one in found]
    return found or (_without_inversion(line) if marked else _without_verb(line))


def _begun(tokens: list[str]) -> list[_Request]:
    """Every place where a question begins: invitations with what they ask for, then verbs before their subjects."""
    invited = list(_invited(tokens))
    taken = {place for begin, end, _ in invited for place in range(begin, end)}
    found = [request for _, _, request in invited]
    place = 0
    while place < len(tokens):
        if place in taken:
            place += 1
            continue
        request, length = _head(tokens, place, after_another=bool(found) and min(one.start for one in found) < place)
        if request is not None:
            found.append(request)
        place += max(1, length)
    return sorted(found, key=lambda one: one.start)


_MENDS = re.compile(r"(?:\bi mean|\bor rather|\bsorry|\bno wait|\bin other words|\bthat is)(?: ,)?$")
_ADDS = frozenset("and also plus then".split())
_GUESSES = re.compile(r"(?:is|are|was|were|does|do|did|would) (?:it|that|they|he|she)\b")
"""After an open question and without an "and", this only guesses at the answer ("how did you start, was it by chance?")."""
_FEWEST_WORDS = 3
"""A question cut off sooner than this was a false start."""


def _merged(found: Sequence[_Request], tokens: list[str]) -> list[_Request]:
    """The questions that are really different: no false starts, no "did you … or did you …", no bare "and why"."""
    kept = [*found[:1]]
    for before, after in pairwise(found):
        between = tokens[before.start : after.start]
        if before.form is after.form is QuestionForm.CLOSED and between[-1] == "or":
            continue
        if (
            before.form is QuestionForm.OPEN
            and _GUESSES.match(" ".join(tokens[after.start :]))
            and between[-1] not in _ADDS
        ):
            continue
        if _BARE.fullmatch(" ".join(tokens[after.start :])):
            if len(kept) == 1 and kept[0].form is QuestionForm.CLOSED:
                kept = [_Request(kept[0].start, QuestionForm.OPEN)]
            continue
        begun = [word for word in between if word not in _MARKS and word not in _LEADS]
        if len(begun) < _FEWEST_WORDS or _MENDS.search(" ".join(between)) or not before.firm:
            kept.pop()
        kept.append(after)
    return kept


# ── where a question begins ──────────────────────────────────────────────────────────────────────────────────────

_ASKING_WORDS = frozenset("what how why which who whom whose where when".split())
_NEGATED = frozenset(
    "isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't wouldn't won't shouldn't".split()
)
_BE = frozenset("is are was were am".split())
_HAVE = frozenset("has have had".split())
_AUXILIARIES = _BE | _HAVE | frozenset("do does did can could would will should shall may might must".split())
_VERBS = _AUXILIARIES | _NEGATED
_PRONOUNS = frozenset("you i we they he she it".split())
_PLACEHOLDERS = frozenset("people someone somebody anyone anybody everyone everybody things there".split())
_DETERMINERS = frozenset("the your my our their his her a an this that these those most many any some all one".split())
_SUBJECTS = _PRONOUNS | _PLACEHOLDERS | _DETERMINERS
_LEADS = frozenset(
    """and or but so also plus then okay ok well right great thanks yeah yes oh no now like cool sure interesting alright
    anyway hi hello hey sorry wow nice lovely sir madam ma'am first second finally next""".split()
)
_LEAD_PHRASES = re.compile(
    r"(?:\bthank you|\bi see|\bi mean|\bso far|\bmakes sense|\bgot it|\bgood (?:morning|afternoon)|\bof course|\bfair enough|"
    r"\bquestions? (?:is|are|was)?|\bas well|\bgood to know)$"
)
_PREPOSITIONS = frozenset("to in for at on with by from of under through about".split())
_TAKES_A_CLAUSE = frozenset(
    """know knew see saw understand understood learn learnt learned remember that's is was about of exactly matter depends me
    to wonder find found on than hear heard show realise realize sure""".split()
)
_WHAT_THINGS_DO = frozenset(
    """made makes happened happens drew draws got gets led leads brought brings inspired surprised surprises helped helps kept
    keeps motivated motivates attracted changed sparked decides gave taught goes""".split()
)
_MEASURES = frozenset("many much long often old big far".split())
_ASIDE = frozenset("think say reckon find feel know see suppose believe imagine expect".split())
_NEVER_A_SUBJECT = frozenset("be been not so keep let have love like rather to never".split())
_NO_QUESTION_AFTER = _PRONOUNS | _ASKING_WORDS | {"to", "as", "than", "nor", "neither", "not", "only", "people"}
_SOME = frozenset("any a an anything something much many one some ever anybody anyone".split())
_JUDGED = frozenset(
    "a an any just common normal usual typical possible true fair okay because how why what still really".split()
)
_FEWEST_IN_FULL = 4
"""A bare noun after "do" or "have" needs this many words to be asked about ("do small firms sponsor people")."""
_FARTHEST_VERB = 6
"""A question word and its verb stand at most this many words apart ("what kinds of old buildings do you …")."""


def _head(tokens: list[str], place: int, *, after_another: bool) -> tuple[_Request | None, int]:
    """The question that begins at a place, if one does, and how many words its beginning takes."""
    word = tokens[place]
    if word in _ASKING_WORDS:
        return _asking_head(tokens, place, after_another=after_another)
    if word in _VERBS:
        return _verb_head(tokens, place, after_another=after_another)
    return None, 1


def _starts_clause(tokens: list[str], place: int) -> bool:
    before = tokens[place - 1] if place else ""
    return (
        not place
        or before in _MARKS
        or before in _LEADS
        or bool(_LEAD_PHRASES.search(" ".join(tokens[max(0, place - 3) : place])))
    )


def _asking_head(tokens: list[str], place: int, *, after_another: bool) -> tuple[_Request | None, int]:
    word, rest = tokens[place], tokens[place + 1 :]
    following = rest[0] if rest else ""
    starts = _starts_clause(tokens, place) or (
        tokens[place - 1] in _PREPOSITIONS
        and _starts_clause(tokens, place - 1)
        and word in ("what", "how", "which", "whom")
    )
    request = _Request(place, QuestionForm.OPEN)
    if (word, following) in (("how", "come"), ("how", "about"), ("what", "about"), ("what", "if")):
        return (request, 2) if starts or following == "come" else (None, 1)
    distance = _verb_after(rest)
    if distance is not None and not (distance and word in ("when", "where")):
        subject = rest[distance + 1] if distance + 1 < len(rest) else ""
        if _inverts(word, rest[distance], subject, starts=starts, embedded=tokens[place - 1] in _TAKES_A_CLAUSE):
            return request, distance + 3
    if starts and word == "how" and following in _MEASURES:
        return request, 2
    if starts and word == "why" and following not in ("i", "not"):
        return request, 2
    if (
        starts
        and word in ("what", "who")
        and following
        and following not in _SUBJECTS
        and following != "knows"
        and "me" not in rest[:2]
    ):
        return request, 2
    if (
        not any(one not in _LEADS and one not in _MARKS for one in tokens[:place])
        and word == "which"
        and following
        and following not in _SUBJECTS | _VERBS | {"means", "makes", "sounds"}
    ):
        return request, 2
    if (
        word == "what"
        and following in _WHAT_THINGS_DO
        and not after_another
        and tokens[place - 1] not in _TAKES_A_CLAUSE
    ):
        return request, 2
    return None, 1


def _verb_after(rest: Sequence[str]) -> int | None:
    """How far on the verb of a question stands; None where a subject or another question comes first."""
    for distance, word in enumerate(rest[:_FARTHEST_VERB]):
        if word in _VERBS:
            return distance
        if word in _MARKS or word in _ASKING_WORDS or word in _PRONOUNS or word in ("that", "this", "there", "or"):
            return None
    return None


def _inverts(word: str, verb: str, subject: str, *, starts: bool, embedded: bool) -> bool:
    """Whether a question word with its verb asks, rather than joining on a clause ("someone who is a …")."""
    if starts and word in ("who", "which"):
        return word == "who" or subject in _SUBJECTS or verb not in _BE
    if starts:
        return word in ("what", "how", "why", "whose", "whom") or bool(subject)
    if embedded and verb in _BE:
        return False
    if word in ("who", "which"):
        return subject in ("you", "they", "i", "we")
    if word in ("when", "where"):
        return subject in _PRONOUNS or (subject in _SUBJECTS and verb not in _BE)
    return subject in _SUBJECTS | {"be"} or (
        verb in ("do", "does", "did") and bool(subject) and subject not in _PREPOSITIONS
    )


def _verb_head(tokens: list[str], place: int, *, after_another: bool) -> tuple[_Request | None, int]:
    verb, rest = tokens[place], tokens[place + 1 :]
    if not rest or rest[0] in _MARKS or rest[0] in _VERBS or rest[0] in _ASKING_WORDS:
        return None, 1
    subject, action = rest[0], rest[1] if len(rest) > 1 else ""
    if not _opens_with_verb(tokens, place, verb, subject, action):
        return None, 1
    starts = _starts_clause(tokens, place)
    if after_another and subject == "you" and action in _ASIDE and (not starts or len(rest) == len((subject, action))):
        return None, 1
    known = action in ("know", "remember", "recall") and len(rest) > 2 and rest[2] in _ASKING_WORDS
    if known and subject == "you":
        return _Request(place, QuestionForm.OPEN), 4
    return _Request(place, QuestionForm.LEADING if verb in _NEGATED else QuestionForm.CLOSED), 2


def _opens_with_verb(tokens: list[str], place: int, verb: str, subject: str, action: str) -> bool:
    """Whether a verb stands before its subject: freely at the start of a turn, with care further on."""
    if all(word in _LEADS or word in _MARKS for word in tokens[:place]):
        return _opens_the_sentence(verb, subject, action, length=len(tokens) - place)
    before = tokens[place - 1]
    if before == "so" and subject in ("i", "we", "they", "he", "she") and not action:
        return False  # "so do I"
    if _starts_clause(tokens, place):
        close = _PRONOUNS | _PLACEHOLDERS | {"that", "this", "your", "anything", "anybody", "anyone"}
        could_be_told = verb in _HAVE | _NEGATED | {"do", "did"} and before in _MARKS | {"and", "or"}
        return subject in close or (subject in _SUBJECTS and not could_be_told)
    if verb in _NEGATED or before in _NO_QUESTION_AFTER:
        return False
    if subject == "there":
        return action in _SOME
    if (verb, subject) in (("is", "that"), ("was", "that")):
        return action in _JUDGED
    if verb in _HAVE and action.endswith("ing"):
        return False  # "the farm has you working"
    if subject in ("it", "that"):
        return bool(action) and (
            verb in ("would", "will", "could", "does", "should") or (verb == "is" and subject == "it")
        )
    return subject in ("you", "they", "people", "anyone", "anybody", "someone", "somebody", "we", "i")


def _opens_the_sentence(verb: str, subject: str, action: str, *, length: int) -> bool:
    """Whether a first verb asks; "do" and "have" also give orders ("have a good day", "don't worry")."""
    if subject in _NEVER_A_SUBJECT:
        return False
    if verb in ("do", "have", "had", "may", "might", "must") or verb in _NEGATED:
        orders = verb in ("do", "have", "had", "don't") and subject in ("a", "an", "it", "that", "this")
        return not orders and (subject in _SUBJECTS or (length >= _FEWEST_IN_FULL and subject != "worry"))
    return bool(action) or subject in _SUBJECTS


# ── invitations ──────────────────────────────────────────────────────────────────────────────────────────────────

_TELL = (
    r"(?:tell|share|describe|explain|give|walk|talk|speak|elaborate|expand|help me|think of|outline|recommend|suggest|name|"
    r"paint|comment|go into|take me|show me|let me know|point me|remember a time|recall a time|shed|offer)"
)
_AFTER_TELL = (
    r"(?: me| us)?(?: (?:through|about|to|on|of|understand|see|see how|know))?(?: (?:a )?(?:little |bit |lot )*(?:of )?more(?: about| on)?)?"
    r"(?: about)?"
)
_ADVICE = r"(?:advice|tips?|suggestions?|recommendations?|thoughts|pointers|words of wisdom|examples?|insights?)"
_INVITATION = re.compile(
    rf"\b(?:can|could|would|will) you (?:just |also |quickly )?{_TELL}\b{_AFTER_TELL}|"
    r"\b(?:can|could) you say (?:a )?(?:little |bit |something |anything )*(?:more|about)\b|"
    rf"\bwould you be (?:willing|able|open|happy|comfortable|okay)(?: to| with)? {_TELL[:-1]}|sharing|talking|telling)\b{_AFTER_TELL}|"
    r"\b(?:do|would) you mind (?:telling|sharing|explaining|describing|walking|talking)(?: me)?(?: through| about)?\b|"
    r"\b(?:do|would) you mind (?:me asking|if i (?:ask|asked))(?: you)?(?= (?:about|what|how|why|where|which|who|when))(?: about)?|"
    r"\b(?:can|could|may|might) i (?:just |also )?(?:ask|hear)(?: you)?(?= (?:about|what|how|why|where|which|who|when|if|whether))"
    r"(?: about)?|"
    r"\b(?:can|could|may) i pick your brain\b|"
    rf"\b(?:do|would) you have (?:any |some |a |other |further |particular )*{_ADVICE}\b|"
    rf"(?:^|\b(?:and|so|but|or) |, |; )any (?:other |good |particular |general |last |final )?{_ADVICE}\b|"
    r"(?<!to )(?<!they )(?<!people )(?<!would )(?<!will )(?<!could )(?<!you )(?<!can )(?<!always )(?<!n't )"
    r"\b(?:tell me|walk me through|talk me through|take me through|help me understand|give me (?:an|some) (?:example|idea|sense))\b"
    r"(?: (?:a )?(?:little |bit |lot )*(?:of )?more)?(?: about)?|"
    r"(?:^|(?:^|[, ])(?:and|so|okay|well|now|yeah) (?:, )?)(?:describe|explain|say more|go on|share)\b(?= \w)|"
    r"\b(?:i was hoping|i hoped|i hope|i wish|^if) you (?:could|can|might|would) (?:tell|share|explain|describe|say|talk|walk|speak)\b"
    rf"{_AFTER_TELL}|"
    rf"\b(?:you could|you can|you might) (?:tell|share|explain|describe|walk|talk)\b{_AFTER_TELL}|"
    r"\bi(?:'d (?:\w+ )?(?:love|like|be (?:curious|interested|keen|glad|grateful|happy|eager)) to (?:hear|know|understand|learn|find out|ask)|"
    r" (?:\w+ )?(?:want|wanted|was going) to (?:know|ask|hear))(?: you)?(?: (?:a )?(?:little |bit |lot )*(?:of )?more)?(?: about)?"
    r"(?= (?:about|what|how|why|where|which|who|when|if|whether|your|more|the))|"
    r"\bi(?:'d| would) (?:\w+ )?(?:appreciate|value|welcome|love)(?: hearing| to hear)? (?:about|how|what|your)\b|"
    r"\bwondering(?: about)?(?= (?:about|what|how|why|where|which|who|when|if|whether|the|your))|"
    r"(?<!did )(?<!to )\bwonder(?:ed)?(?= (?:what|how|why|where|which|who|when|if|whether))|\bi wonder about\b|"
    r"\b(?:question|one thing|thing i|what i)(?: \w+){0,5} (?:is|was)(?: about)? (?=(?:what|how|why|where|who|if|whether)\b)"
)
_LEAD_IN = re.compile(
    r"\bcurious(?: to (?:hear|know|learn|understand|see|find out)(?: more)?(?: about)?| about|"
    r"(?= (?:what|how|why|where|who|which|when|if|whether)\b))|"
    r"\b(?:i'm|i'd be) (?:\w+ )?(?:interested|keen) (?:in (?:hearing|knowing|learning|understanding|your|what|how|why)|to (?:hear|know|learn))"
    r"(?: about)?|"
    r"\bi(?:'d| wanted| want|'d like)(?: like)? to (?:ask|talk)(?: you)? about\b|\b(?:question|questions) (?:is|are|was|about)(?: about)?\b|"
    r"\bi have (?:a|one|another|a few) questions? (?:about|on|for)\b"
)
_PREFACE = re.compile(
    r"^(?:\W|\b(?:and|so|but|okay|well|um|yeah|now|then|thanks|great)\b)*(?:"
    r"(?:can|could|may|might) i ask(?: you)?(?: (?:a|one|another|something|some|two)\b|$)|"
    r"(?:(?:is|would) it (?:be )?(?:okay|ok|alright)|do you mind) if i ask(?: you)? (?:a|one|another|something)\b|"
    r"is it (?:all right|okay|ok|alright) if i (?:take|write|record)|"
    r"(?:can|may|could) i (?:take (?:a few |some )?notes|record)|"
    r"how are you\b|can you hear me|what i (?:mean|meant) is)"
)
"""Asks leave, or after one's health; what is asked after it in the same breath is the question."""
_FURTHER = re.compile(
    r"(?:\band|\bor|,|\bplus|\balso|\bthen)(?: also| then| like| ,| and)* (?=(?:what|how|why|where|which|who|when|if|whether)\b)"
)
_FEWEST_ASKED = 2
"""A further thing asked for has at least this many words after its question word ("and how" alone is none)."""


def _invited(tokens: list[str]) -> Iterable[tuple[int, int, _Request]]:
    """Invitations: the words they take up, and what they ask for; each further "and what …" is a request of its own."""
    line = " ".join(tokens)
    found = list(_INVITATION.finditer(line))
    firm_ends = [match.end() for match in found]
    weak = [match for match in _LEAD_IN.finditer(line) if not any(match.start() < end for end in firm_ends)]
    for match in sorted([*found, *weak], key=lambda one: one.start()):
        begin, end = line.count(" ", 0, match.start()), line.count(" ", 0, match.end()) + 1
        begin += line[match.start()] == " "
        asked = tokens[end:]
        first = asked[0] if asked else ""
        whole = " ".join(asked)
        form = QuestionForm.CLOSED if first in ("if", "whether") else QuestionForm.OPEN
        embeds = first in _ASKING_WORDS | {"if", "whether"}
        firm = match in found or embeds
        yield begin, end + embeds, _Request(begin, form, firm=firm)
        if not firm:
            continue
        for further in _FURTHER.finditer(whole):
            place = end + whole.count(" ", 0, further.end())
            before, after = place - end, tokens[place + 1 :]
            if before < _FEWEST_WORDS or len(after) < _FEWEST_ASKED or after[0] in ("and", "or"):
                continue
            joined = tokens[place] in ("if", "whether")
            if joined and (form is QuestionForm.CLOSED or tokens[place] == "if"):
                continue
            yield place, place + 1, _Request(place, QuestionForm.CLOSED if joined else QuestionForm.OPEN)


# ── questions that carry their answer ────────────────────────────────────────────────────────────────────────────

_NO_VERB = (
    r"(?:isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|can't|couldn't|wouldn't|won't|shouldn't)"
)
_PERSON = r"(?:it|they|you|he|she|we|there|that|i)"
_ONLY_A_TAG = re.compile(
    rf"(?:right|correct|no|yes|yeah|eh|huh|{_NO_VERB} {_PERSON}|am i right|is that (?:right|so|fair|correct))"
)
_AGREES = frozenset("right correct no yes yeah eh huh".split())
_TAG = re.compile(
    rf" (?:, )?(?:{_NO_VERB} {_PERSON}(?: (?:think|agree|say|find))?|isn't that (?:so|right|true)|"
    rf"(?:and |or )?is(?:n't)? that (?:right|fair|correct|true|about right|accurate|it)|am i (?:right|wrong)|or am i wrong|"
    rf"wouldn't you (?:say|agree)|is it not|would you not)$"
)
_POSITIVE_TAG = re.compile(rf" (?:, )?(?:is|are|was|were|do|does|did|have|has|can|would|will) {_PERSON}$")
_DENIES = re.compile(r"n't\b|\b(?:not|never|no|nobody|hardly|nothing)\b")
_WORD_TAG = re.compile(r"(?<= )(?:, )?(?:right|correct|no|yeah|yes|eh|huh|true)$")
_NO_WORD_TAG = re.compile(
    r"\b(?:'s|is|are|was|were|you're|that's|all|be|been|it|quite|not|say|said|or|oh|no|a|yeah|right|yes|okay|turn|get|got|do|did|done|"
    r"the|something|things|thanks|helpful|sense|great) (?:, )?\w+$"
)
_FEWEST_TAGGED = 3
_PRESUMES = re.compile(
    r"^(?:(?:and|so|but|well|okay|oh|yeah|wow|then|now) (?:, )?)*(?:surely\b|obviously (?:you|it|the|there|people|they)\b|"
    r"i(?:'d| would)? (?:guess|suppose|assume|bet|take it|imagine|presume|expect|reckon)(?: that)? "
    r"(?:you(?!'re (?:right|busy))|your|people|most|everyone|everybody|there|they|the\b|it (?:must|is|'s)|it's)|"
    r"you must\b(?! (?:let|tell|excuse|forgive))|you'd (?:say|agree)\b|i(?:'m| am) sure (?:you|it|they|the|there)\b)|"
    r"\bsurely (?:you|it|the|they|there|people|everybody|everyone|nobody|that|ai|most|a)\b|"
    r"\b(?:would|do) you (?:not )?agree (?:that|with)|\b(?:would it|is it) (?:be )?(?:fair|safe|right|correct) to (?:say|assume|think)|"
    r"\b(?:isn't it|don't you) (?:true|agree|think)\b|\bwouldn't you (?:say|agree)\b"
)
_SUMS_UP = re.compile(
    r"^(?:(?:and|okay|right|oh|yeah|well) (?:, )?)*so (?:basically |then )?you (?:never|basically|just|mostly|mainly|always|only|don't|didn't|"
    r"must|probably|obviously|clearly|prefer|preferred|hated|loved)\b|"
    r"^(?:(?:and|okay|right|oh|yeah|well) (?:, )?)*so basically (?:you|it's|the)\b"
)
_BARE = re.compile(r"(?:and |or )?(?:why|how so|why not|why or why not|how come|in what way)")
_ECHO = re.compile(
    r"(?:(?:oh|yeah|wow|no|so|and)(?: ,)? )*(?:really|sorry|pardon|is that so|is it|did you|oh|yeah|okay|what|seriously|excuse me)"
)
_STARTS_AS_STATEMENT = re.compile(
    r"^(?:(?:and|so|but|okay|well|oh|yeah|right|then|wow) (?:, )?)*(?:you|you're|you've|you'd|it|it's|they|they're|that's|there's|there|i|i'm|"
    r"we|he|she|your \w+ (?:is|was)|people|everyone|everybody|nobody|the \w+ \w+)\b"
)
_MOST_OF_A_FRAGMENT = 5
_WITHOUT_A_VERB = re.compile(
    r"^(?:(?:and|so|but|okay|well|oh|yeah|right|then|now|also) (?:, )?)*(?:any (?!time|way i|more\b)\w+ |got any |"
    r"mind if i |ever \w+ed |ever been )"
)
_KNOWS = frozenset("i that's thats".split())
_ANY_IDEA = re.compile(r"\bany idea (?:what|how|why|where|who|which|when)\b")


def _without_tag(line: str, *, marked: bool) -> tuple[str, bool]:
    """The line without a tag that makes it lead ("…, isn't it"), and whether there was one."""
    tag = _TAG.search(line)
    if tag is None and (positive := _POSITIVE_TAG.search(line)) and _DENIES.search(line[: positive.start()]):
        stated = line[: positive.start()].split()
        belongs = set(stated[-1:]) & (_LEADS | _PRONOUNS | {"to"}) or set(stated[-4:]) & _ASKING_WORDS
        tag = None if belongs else positive
    if tag is not None and len(line[: tag.start()].split()) >= 2 and not _asks_already(line[: tag.start()]):
        return line[: tag.start()], True
    word = _WORD_TAG.search(line)
    if word is None or _NO_WORD_TAG.search(line):
        return line, False
    before = line[: word.start()].rstrip(" ,")
    spoken = [one for one in before.split() if one not in _MARKS]
    if len(spoken) < _FEWEST_TAGGED or (
        not marked and (line.endswith(("yeah", "yes", "true")) or _asks_already(before))
    ):
        return line, False
    if marked and _asks_already(before) and " , " not in line[word.start() - 1 :]:
        return line, False
    return before, _says_something(before)


def _says_something(line: str) -> bool:
    """Whether there is a statement to be agreed to, and not only thanks or a nod."""
    return not re.fullmatch(
        r"(?:(?:okay|yeah|well|oh|so|thanks|thank you|great|sure|sounds good|makes sense)[ ,]*)+", line
    )


def _asks_already(line: str) -> bool:
    tokens = line.split()
    return any(one.firm for one in _begun(tokens))


def _presumes(line: str, *, asks: bool) -> bool:
    """Whether a statement is put to be agreed to. What asks openly besides does not lead by "I suppose" alone."""
    strong = re.search(
        r"\b(?:would|do) you (?:not )?agree (?:that|with)|\b(?:would it|is it) (?:be )?(?:fair|safe|right|correct) to (?:say|assume|think)|"
        r"\b(?:isn't it true|don't you (?:agree|think)|wouldn't you (?:say|agree))\b|\bsurely\b",
        line,
    )
    return bool(strong) or (not asks and bool(_PRESUMES.search(line) or _SUMS_UP.search(line)))


def _without_inversion(line: str) -> list[_Request]:
    """What a question mark alone makes a question: a statement leads, a few words ("and the pay?") ask openly."""
    tokens = line.split()
    if any(before == "," and after in _AUXILIARIES for before, after in pairwise(tokens)):
        return [_Request(0, QuestionForm.CLOSED)]  # "in your experience, do employers care?"
    if set(tokens) & _ASKING_WORDS:
        return [_Request(0, QuestionForm.OPEN)]
    if short := _without_verb(line):
        return short
    if _STARTS_AS_STATEMENT.search(line) or len(tokens) > _MOST_OF_A_FRAGMENT:
        return [_Request(0, QuestionForm.LEADING)]
    return [_Request(0, QuestionForm.OPEN)]


def _without_verb(line: str) -> list[_Request]:
    """Short questions that speech leaves unfinished: "like what", "any regrets so far", "any idea why"."""
    tokens = line.split()
    if _ANY_IDEA.search(line) or (
        tokens[-1] in _ASKING_WORDS and 1 < len(tokens) < _MOST_OF_A_FRAGMENT and tokens[0] not in _KNOWS
    ):
        return [_Request(0, QuestionForm.OPEN)]
    return [_Request(0, QuestionForm.CLOSED)] if _WITHOUT_A_VERB.search(line) else []


def before_the_question(sentence: str) -> str:
    """The plain words of a sentence up to where it first asks something; all of them where it asks nothing."""
    tokens = _plain(sentence)
    return " ".join(tokens[: min((one.start for one in _begun(tokens)), default=len(tokens))])


def asked_parts(text: str) -> list[str]:
    """Each thing a turn asks, in plain words, from where it begins to where the next one does. Empty if it asks nothing."""
    parts: list[str] = []
    for span in sentences(text):
        tokens = _plain(span.of(text))
        said = tokens[:-1] if tokens and tokens[-1] in _MARKS else tokens
        starts = [one.start for one in _merged(_begun(said), said)] if said else []
        if not starts and _requests(tokens):
            starts = [0]
        for start, end in pairwise([*starts, len(said)]):
            parts.append(" ".join(token for token in said[start:end] if token not in _MARKS))
    return [part for part in parts if part]
