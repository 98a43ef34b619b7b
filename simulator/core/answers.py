"""How the person answers a question: the topic that is meant, how deep, what leads into it, and what they ask back."""

from __future__ import annotations

import re
from dataclasses import replace

from simulator.core.follow_ups import WORDS_OF_GOING_ON, first_topic, topic_called_back, topic_to_follow
from simulator.core.matching import LEAST_SCORE, SURE_SCORE
from simulator.core.moment import Moment
from simulator.core.mood import COOL_BELOW
from simulator.core.question_forms import QuestionForm, asked_parts
from simulator.core.questions import uses_research
from simulator.core.remarks import asks_after_them
from simulator.core.replies import Piece, first_piece, next_piece
from simulator.core.word_forms import content_words
from simulator.domain import Depth, FollowUpKind, LineKind, MoveKind, Noticed, Reply, ReplyKind, Topic
from simulator.language import words

ACKNOWLEDGES, ACKNOWLEDGES_WHEN_COOL = 0.5, 0.15
"""How often an answer begins with a few words of acknowledgement, when nothing asks for them."""
ACKNOWLEDGES_FOLLOW_UP, ACKNOWLEDGES_SPECIFIC = 0.4, 0.8
WANTS_TO_LEARN = re.compile(
    r"\b(?:i|i'd|i'm|i am|we) (?:would |just |only )?(?:like|love|want|wanted|hope|hoping|here|trying)\b[^.?!]{0,20}"
    r"\bto (?:learn|understand|hear|know|find out|see)\b[^?]*$",
    re.I,
)
NOTHING_LIKE_IT = 0.12
"""A question less like anything in the file than this was hardly understood at all."""
DOUBTFUL_BELOW, ONE_OF_TWO_FROM = 0.5, 0.55
"""Where the best topic is less probable than the first figure and the best two together reach the second, they ask which."""
MOST_CLARIFYING = 3
"""How often in a talk they ask what is meant; after that they answer as best they can."""
ADDS_OF_THEIR_OWN, SHORT_ANSWER_WORDS = 0.4, 62
"""How often a talkative person in a good mood adds to a short answer."""

MOST_ASKED_BACK = 2
ASKS_BACK_AFTER_ANSWERS, ASKS_BACK_EVERY = 3, 4
ASKS_BACK, ASKS_BACK_MORE = 0.2, 0.25
"""How often the person asks something back once it may be: the first figure, and the second times how talkative they are."""
ASKS_BACK_WITH_LEFT_S = 150.0
ENOUGH_OF_AN_ANSWER_WORDS = 12
_SPEAKS_OF_SELF = frozenset({MoveKind.PURPOSE, MoveKind.SELF_INTRODUCTION})
_ASKED_BACK = "asks_back:"
_CLARIFIED = "clarify:"
_FIRST = re.compile(r"\b(?:first|former|one you said first)\b", re.I)
_SECOND = re.compile(r"\b(?:second|latter|other|last)(?: one)?\b", re.I)


def answer(moment: Moment) -> Reply | None:
    """The answer to a question; None where the turn asks nothing that is theirs to answer."""
    courteous = moment.moves & {MoveKind.NOTE_PERMISSION, MoveKind.STAY_IN_TOUCH, MoveKind.OFFER_HELP}
    greets = MoveKind.GREETING in moment.moves and (moment.question.form is None or asks_after_them(moment.turn.text))
    kind = moment.question.follow_up_kind
    if (courteous or greets) and not moment.strong_question and kind is None:
        return None
    chosen = _chosen_of_two(moment)
    if chosen is not None:
        return _on_topic(moment, chosen)
    if not moment.asks and moment.question.form is None and kind is None:
        return None
    if MoveKind.RAPPORT in moment.moves and not moment.asks:
        return None
    if MoveKind.THANKS in moment.moves and moment.question.form is None and not moment.asks:
        return None  # "what you said about the ferry helped me" takes it up, but asks for no more
    if moment.moves & _SPEAKS_OF_SELF and moment.question.form is None and kind is None:
        return None  # who says what they are here for, or who they are, has not asked yet
    if moment.moves & _SPEAKS_OF_SELF and MoveKind.GREETING in moment.moves and _only_wants_to_learn(moment):
        return None
    earlier = topic_called_back(moment)
    if earlier is not None:
        reply = _deeper(moment, earlier)
        if reply.kind is ReplyKind.FOLLOW_UP:
            reply = replace(moment.led_in(reply, LineKind.CALLBACK), noticed=(Noticed.CALLBACK,))
        return reply
    last = topic_to_follow(moment)
    if last is not None:
        return _follow_up(moment, last)
    if moment.question.form is QuestionForm.STACKED:
        stacked = _first_of_several(moment)
        if stacked is not None:
            return stacked
    if moment.best is None or moment.best.score < LEAST_SCORE:
        return _not_sure(moment)
    if moment.best.score < DOUBTFUL_BELOW:
        which = _which_of_two(moment)
        if which is not None:
            return which
    return _on_topic(moment, moment.topic(moment.best.topic or ""))


def _only_wants_to_learn(moment: Moment) -> bool:
    """ "I'd like to learn how a bank decides" at the beginning says what the talk is for; it is no question yet."""
    span = moment.question.span
    return span is not None and WANTS_TO_LEARN.search(span.of(moment.turn.text)) is not None


# ── which topic ──────────────────────────────────────────────────────────────────────────────────────────────────


def _first_of_several(moment: Moment) -> Reply | None:
    """Of several questions at once, the first that they can answer; said so where it is not all the same question."""
    parts = [(part, moment.knowledge.matches(part)) for part in asked_parts(moment.turn.text)]
    found = [best for _, matches in parts if (best := first_topic(matches)) is not None and best.score >= LEAST_SCORE]
    if len({match.topic for match in found}) < 2:
        return None
    reply = _answer_on(moment, moment.topic(found[0].topic or ""))
    if moment.has_line(LineKind.STACKED) and reply.kind is not ReplyKind.TOLD_ALREADY:
        reply = moment.led_in(reply, LineKind.STACKED)
    return replace(reply, noticed=(Noticed.STACKED,))


def _not_sure(moment: Moment) -> Reply | None:
    if moment.moves & {MoveKind.GREETING, *_SPEAKS_OF_SELF}:
        return None  # a greeting or an introduction that was taken for a question
    if MoveKind.RAPPORT in moment.moves and asks_after_them(moment.turn.text):
        return None
    which = _which_of_two(moment)
    if which is not None:
        return which
    if max((match.likeness for match in moment.matches), default=0.0) < NOTHING_LIKE_IT:
        return moment.say(LineKind.UNCLEAR, ReplyKind.UNCLEAR, pause_s=0.9)
    return moment.say(LineKind.UNSURE, ReplyKind.UNSURE, pause_s=0.9)


def _which_of_two(moment: Moment) -> Reply | None:
    """“Do you mean … or …?”, where two topics are about as probable and nothing else is."""
    if not moment.has_line(LineKind.CLARIFY) or len(moment.topics) < 2:
        return None
    if moment.last_reply is not None and moment.last_reply.kind is ReplyKind.CLARIFY:
        return None  # nobody is asked twice in a row what they mean
    if moment.times(ReplyKind.CLARIFY) >= MOST_CLARIFYING:
        return None
    first, second = moment.topics[:2]
    about = [moment.topic(match.topic or "").about for match in (first, second)]
    if first.score + second.score < ONE_OF_TWO_FROM or about[0] is None or about[1] is None:
        return None
    text, key = moment.line(LineKind.CLARIFY, first=about[0], second=about[1])
    return Reply(text, ReplyKind.CLARIFY, said=(key, f"{_CLARIFIED}{first.topic}|{second.topic}"), pause_s=0.7)


def _chosen_of_two(moment: Moment) -> Topic | None:
    """The topic the user chose after being asked which of two they meant."""
    if moment.last_reply is None or moment.last_reply.kind is not ReplyKind.CLARIFY:
        return None
    offered = (
        next(key for key in moment.last_reply.said if key.startswith(_CLARIFIED)).removeprefix(_CLARIFIED).split("|")
    )
    text = moment.turn.text
    if moment.question.follow_up_kind is not None and not content_words(text) - WORDS_OF_GOING_ON:
        return None  # they ask on about what was told before
    if _FIRST.search(text) and not _SECOND.search(text):
        return moment.topic(offered[0])
    if _SECOND.search(text) and not _FIRST.search(text):
        return moment.topic(offered[1])
    if moment.best is not None and moment.best.score >= SURE_SCORE:
        return None if moment.best.topic not in offered else moment.topic(moment.best.topic or "")
    meant = max(offered, key=lambda topic: len(content_words(moment.topic(topic).about or "") & content_words(text)))
    return moment.topic(meant)


# ── how deep ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _deeper(moment: Moment, topic: Topic) -> Reply:
    piece = next_piece(
        topic,
        moment.state,
        kind=moment.question.follow_up_kind,
        specific=moment.question.specific,
        asked=content_words(moment.turn.text),
    )
    if piece is None:
        text, key = moment.line(LineKind.NOTHING_MORE)
        return Reply(text, ReplyKind.TOLD_ALREADY, topic.id, said=(key,))
    return Reply(piece.text, ReplyKind.FOLLOW_UP, topic.id, piece.depth, (piece.key,), pause_s=0.7)


def _follow_up(moment: Moment, topic: Topic) -> Reply:
    reply = _deeper(moment, topic)
    acknowledged = reply.kind is ReplyKind.FOLLOW_UP and reply.depth is not Depth.OPEN
    if acknowledged and moment.rng.random() < ACKNOWLEDGES_FOLLOW_UP:
        return moment.led_in(reply, LineKind.ACKNOWLEDGEMENT_FOLLOW_UP)
    return reply


def _on_topic(moment: Moment, topic: Topic) -> Reply:
    """The answer, often after a few words that show the question was heard, sometimes with more than was asked."""
    reply = _answer_on(moment, topic)
    if reply.kind is not ReplyKind.ANSWER or reply.depth is Depth.GUARDED:
        return reply
    return _asking_back(moment, _acknowledged(moment, _with_more(moment, topic, reply)))


def _answer_on(moment: Moment, topic: Topic) -> Reply:
    specific = moment.question.specific
    piece = first_piece(topic, moment.state, specific=specific)
    if piece is None:
        piece = next_piece(topic, moment.state, kind=None, specific=specific, asked=content_words(moment.turn.text))
    if piece is None:
        text, key = moment.line(LineKind.TOLD_ALREADY)
        return Reply(text, ReplyKind.TOLD_ALREADY, topic.id, said=(key,))
    return Reply(piece.text, ReplyKind.ANSWER, topic.id, piece.depth, (piece.key,), pause_s=0.8)


def _with_more(moment: Moment, topic: Topic, reply: Reply) -> Reply:
    talkative = moment.mood.adds and moment.rng.random() < ADDS_OF_THEIR_OWN
    if not talkative or reply.depth is not Depth.OPEN or len(words(reply.text)) > SHORT_ANSWER_WORDS:
        return reply
    unsaid = _more_of(topic, moment.state.said)
    if unsaid is None:
        return reply
    return replace(reply, text=f"{reply.text} {unsaid.text}", said=(*reply.said, unsaid.key))


def _more_of(topic: Topic, said: frozenset[str]) -> Piece | None:
    """What they would add without being asked: more, or an example."""
    for wanted in (FollowUpKind.MORE, FollowUpKind.EXAMPLE):
        for number, one in enumerate(topic.follow_ups):
            key = f"topic:{topic.id}/follow_up/{number}"
            if one.kind is wanted and key not in said:
                return Piece(key, one.text, Depth.FOLLOW_UP)
    return None


def _acknowledged(moment: Moment, reply: Reply) -> Reply:
    if moment.last_reply is not None and moment.last_reply.kind is ReplyKind.CLARIFY:
        return reply  # they asked for this one themselves, so it is neither a surprise nor a good question
    if uses_research(moment.turn.text, moment.persona):  # whoever only listened well has not "done the reading"
        if moment.rng.random() < ACKNOWLEDGES_SPECIFIC:
            return moment.led_in(reply, LineKind.ACKNOWLEDGEMENT_SPECIFIC)
        return reply
    often = ACKNOWLEDGES if moment.state.rapport >= COOL_BELOW else ACKNOWLEDGES_WHEN_COOL
    return moment.led_in(reply, LineKind.ACKNOWLEDGEMENT) if moment.rng.random() < often else reply


# ── asking back ──────────────────────────────────────────────────────────────────────────────────────────────────


def _asking_back(moment: Moment, reply: Reply) -> Reply:
    """The answer, and now and then something they want to know from the user; twice a talk at most."""
    asked = [key for key in moment.state.said if key.startswith(_ASKED_BACK)]
    fresh = [
        number for number in range(len(moment.persona.asks_back)) if f"{_ASKED_BACK}{number}" not in moment.state.said
    ]
    answers = moment.times(ReplyKind.ANSWER)
    due = answers >= ASKS_BACK_AFTER_ANSWERS + ASKS_BACK_EVERY * len(asked)
    if not fresh or not due or len(asked) >= MOST_ASKED_BACK or moment.remaining_s < ASKS_BACK_WITH_LEFT_S:
        return reply
    if moment.state.rapport < COOL_BELOW:
        return reply
    if moment.rng.random() >= ASKS_BACK + ASKS_BACK_MORE * moment.state.temperament.talkativeness:
        return reply
    number = moment.rng.choice(fresh)
    return replace(
        reply,
        text=f"{reply.text} {moment.persona.asks_back[number].ask}",
        said=(*reply.said, f"{_ASKED_BACK}{number}"),
    )


def take_the_answer(moment: Moment) -> Reply | None:
    """What they say to the user's answer to something they had asked."""
    last = moment.last_reply
    number = None if last is None else _asked_back_in(last)
    asks = moment.strong_question or moment.turn.text.rstrip().endswith("?")
    if number is None or number >= len(moment.persona.asks_back) or asks:
        return None
    enough = len(words(moment.turn.text)) >= ENOUGH_OF_AN_ANSWER_WORDS
    asked = moment.persona.asks_back[number]
    variants = asked.to_much if enough else asked.to_little
    return Reply(
        moment.rng.choice(variants),
        ReplyKind.ASKS_BACK,
        said=(f"took_answer:{number}",),
        pause_s=0.8,
        noticed=(Noticed.ANSWERED_BACK,) if enough else (),
    )


def _asked_back_in(reply: Reply) -> int | None:
    keys = [key for key in reply.said if key.startswith(_ASKED_BACK)]
    return int(keys[0].removeprefix(_ASKED_BACK)) if keys else None
