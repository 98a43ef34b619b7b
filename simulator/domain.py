"""The nouns of the program. Read this first.

Everything that crosses a seam is one of these frozen records. Units are in the names: `_s` seconds (float), `_hz`
hertz, `_wpm` words per minute; probabilities and shares lie in [0, 1]. `None` means *unknown or not measurable*,
never zero. Times count from the moment the meeting began.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PCM16_BYTES = 2
"""Bytes of one sample: 16-bit, mono, little-endian."""

CUT_MARK = "—"
"""Ends the words of somebody who was interrupted."""

DECISION_PROBABILITY = 0.5
"""A move counts as made from here on; every classifier scales its scores so that its own best threshold lies here."""


# ── sound ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AudioClip:
    """Sound: mono 16-bit little-endian PCM. Bytes, not an array, so that it compares, hashes and stores."""

    pcm16: bytes = field(repr=False)
    sample_rate_hz: int

    def __post_init__(self) -> None:
        if len(self.pcm16) % PCM16_BYTES:
            raise ValueError(f"pcm16 must hold whole 16-bit samples, got {len(self.pcm16)} bytes")
        if self.sample_rate_hz <= 0:
            raise ValueError(f"sample_rate_hz must be positive, got {self.sample_rate_hz}")

    @property
    def duration_s(self) -> float:
        return len(self.pcm16) / PCM16_BYTES / self.sample_rate_hz

    def part(self, start_s: float, end_s: float) -> AudioClip:
        """The sound between two moments, as far as the clip goes."""
        first, last = (PCM16_BYTES * round(max(0.0, moment_s) * self.sample_rate_hz) for moment_s in (start_s, end_s))
        return AudioClip(self.pcm16[first:last], self.sample_rate_hz)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One unbroken stretch of the user's speech, `start_s` after the meeting began."""

    clip: AudioClip
    start_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; times count from the start of the clip it was heard in."""

    text: str
    start_s: float
    end_s: float
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was understood. Silence is `text == ""`, not an exception; typed text has no words."""

    text: str
    words: tuple[Word, ...] = ()
    engine: str = "typed"


@dataclass(frozen=True, slots=True)
class Voice:
    """How a person sounds: an espeak-ng voice name (`en-gb-x-rp+f3`), pace, and pitch from 0 to 100."""

    name: str = "en-us"
    rate_wpm: int = 165
    pitch: int = 50


# ── what a user's words do ───────────────────────────────────────────────────────────────────────────────────────


class MoveKind(StrEnum):
    """What an utterance does in the talk. One utterance may make several moves. `docs/labels.md` argues the cases."""

    # the ones that make a flag
    JOB_ASK = "job_ask"  # asks for work here, openly or veiled
    TOO_PERSONAL = "too_personal"  # family, age, health, politics, their own pay
    UNRESEARCHED = "unresearched"  # asks what any profile or website would have told
    PITCH = "pitch"  # sells themselves
    RESUME_PUSH = "resume_push"  # sends or hands over a résumé nobody asked for
    OVERSTAY = "overstay"  # pushes on although time is up or the other is leaving
    # the ones that carry a good talk
    GREETING = "greeting"
    RAPPORT = "rapport"  # small talk, a friendly remark
    PURPOSE = "purpose"  # says that they came to learn
    SELF_INTRODUCTION = "self_introduction"  # a short account of themselves, no selling
    QUESTION = "question"  # any question about the other's work, path, field
    FOLLOW_UP = "follow_up"  # builds on what was just said
    RESEARCH = "research"  # shows that they read up: names a fact, an article, a past role
    ACKNOWLEDGEMENT = "acknowledgement"  # "that makes sense", "I hadn't thought of that"
    THANKS = "thanks"
    REFERRAL_REQUEST = "referral_request"  # asks who else to talk to (about the field, not about a job)
    STAY_IN_TOUCH = "stay_in_touch"  # asks leave to keep in touch
    OFFER_HELP = "offer_help"  # gives something back
    NOTE_PERMISSION = "note_permission"  # asks whether notes or a recording are all right
    TIME_CHECK = "time_check"  # names or asks about the time agreed or left
    MORE_TIME = "more_time"  # asks for a few minutes more
    CLOSING = "closing"  # brings the talk to its end
    GOODBYE = "goodbye"


FLAG_KINDS: tuple[MoveKind, ...] = (
    MoveKind.JOB_ASK,
    MoveKind.TOO_PERSONAL,
    MoveKind.UNRESEARCHED,
    MoveKind.PITCH,
    MoveKind.RESUME_PUSH,
    MoveKind.OVERSTAY,
)


class Severity(StrEnum):
    """How openly a job was asked for."""

    DIRECT = "direct"
    VEILED = "veiled"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing an utterance may do, with its probability and the characters `[start_char, end_char)` that do it."""

    kind: MoveKind
    probability: float
    start_char: int
    end_char: int
    severity: Severity | None = None  # of a job ask only

    @property
    def made(self) -> bool:
        return self.probability >= DECISION_PROBABILITY


@dataclass(frozen=True, slots=True)
class Flag:
    """A move that a person across the table would mind: the words, why they matter, and a better way to put it."""

    kind: MoveKind
    probability: float
    quote: str
    start_char: int
    end_char: int
    why: str
    rewrite: str
    severity: Severity | None = None


# ── the other person ─────────────────────────────────────────────────────────────────────────────────────────────


class MeetingFormat(StrEnum):
    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"


SLOT_MINUTES: tuple[int, ...] = (5, 10, 15, 20, 30)


class Difficulty(StrEnum):
    """How hard the person makes it."""

    EASY = "easy"  # warmer, more patient
    AS_THEY_ARE = "as_they_are"
    HARD = "hard"  # cooler, in a hurry, and interrupted once


@dataclass(frozen=True, slots=True)
class Booking:
    """What was agreed beforehand."""

    format: MeetingFormat
    minutes: int
    difficulty: Difficulty = Difficulty.AS_THEY_ARE

    @property
    def agreed_s(self) -> float:
        return self.minutes * 60.0


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question written down before the talk, and the topic of the person's that it is surely about, if any."""

    text: str
    topic: str | None = None


class FollowUpKind(StrEnum):
    """What a follow-up reaches for."""

    WHY = "why"
    FEELING = "feeling"
    WHAT_THEN = "what_then"
    EXAMPLE = "example"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class FollowUp:
    kind: FollowUpKind
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing the person can talk about, in three depths and with what they add when asked further."""

    id: str
    title: str
    questions: tuple[str, ...]
    answer: str
    guarded: str | None = None  # a careful line, before they have warmed up
    story: str | None = None  # told only to somebody who earned it
    follow_ups: tuple[FollowUp, ...] = ()
    about: str | None = None  # what they would call it themselves: "Do you mean {about}?"


@dataclass(frozen=True, slots=True)
class PublicFact:
    """Something anyone can find out beforehand, and the questions it makes needless."""

    text: str
    questions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()  # words that show the user has read this


class ResearchKind(StrEnum):
    PROFILE = "profile"
    ORGANISATION = "organisation"
    ARTICLE = "article"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class ResearchPiece:
    """Something the user may read about the person before the talk."""

    kind: ResearchKind
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HardFact:
    """A date, place or number that nothing in the file may contradict.

    Every sentence that holds one of the phrases of `near` and names a number must hold one of `forms`.
    """

    about: str
    value: str
    forms: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Something the person asks the user, and how they take a full answer and an empty one."""

    ask: str
    to_much: tuple[str, ...]
    to_little: tuple[str, ...]


class LineKind(StrEnum):
    """The occasions on which a person says something that is not an answer. Each has several variants in the file."""

    OPENING = "opening"
    GREETING = "greeting"  # to "how are you?" and other small talk
    PURPOSE = "purpose"  # to "I am here to learn, not to ask for a job"
    INTRODUCTION = "introduction"  # to the user's account of themselves
    ACKNOWLEDGEMENT = "acknowledgement"  # before an answer, a few words
    PROMPT = "prompt"  # to a remark that asks nothing
    UNSURE = "unsure"  # nothing they know fits the question
    UNCLEAR = "unclear"  # nothing was heard, or nothing that makes sense
    TOLD_ALREADY = "told_already"  # the same question again
    NOTHING_MORE = "nothing_more"  # asked further than they can go
    WEBSITE = "website"  # to what the card already says
    JOB_ASK = "job_ask"  # deflections, in order: each one cooler
    RESUME = "resume"
    PITCH = "pitch"
    TOO_PERSONAL = "too_personal"
    REFERRAL_GIVEN = "referral_given"
    REFERRAL_WITHHELD = "referral_withheld"
    STAY_IN_TOUCH = "stay_in_touch"
    OFFER_HELP = "offer_help"
    NOTES = "notes"
    THANKS = "thanks"
    TIME_LEFT = "time_left"  # to "how are we doing for time?"; {minutes}
    TIME_CUE = "time_cue"  # of their own accord, near the end; {minutes}
    TIME_UP = "time_up"  # at the agreed end
    EXTENSION_OFFER = "extension_offer"  # to a user who signals the end; {minutes}
    MORE_TIME_GRANTED = "more_time_granted"  # {minutes}
    MORE_TIME_REFUSED = "more_time_refused"
    CLOSING = "closing"  # to a user who begins to close
    LEAVE = "leave"  # they go, because they must
    GOODBYE = "goodbye"
    # a person may do without the ones from here on; others stand in for them
    ACKNOWLEDGEMENT_SPECIFIC = (
        "acknowledgement_specific"  # before an answer to a question that shows reading or listening
    )
    ACKNOWLEDGEMENT_FOLLOW_UP = "acknowledgement_follow_up"  # before what they add when asked further
    CALLBACK = "callback"  # the user took up something said earlier
    HELLO = "hello"  # to a greeting that does not ask how they are
    PRAISE = "praise"  # to a compliment
    SILENCE = "silence"  # the user said nothing for long
    RUDE = "rude"  # in order: each one cooler
    STACKED = "stacked"  # several questions at once: they take one
    CLARIFY = "clarify"  # it may be either of two topics; {first} and {second}
    LONG_TURN = "long_turn"  # the user spoke very long
    INTERRUPTION = "interruption"  # something calls them away for a moment
    INTERRUPTION_OVER = "interruption_over"  # and they are back
    HOLD_ON = "hold_on"  # the user asks them to wait


class Likes(StrEnum):
    """What warms a person."""

    SPECIFIC = "specific"  # a question that shows reading or picks up a detail
    FOLLOW_UP = "follow_up"
    THANKS = "thanks"
    PURPOSE = "purpose"
    HUMOUR = "humour"  # small talk, a friendly remark


class Dislikes(StrEnum):
    """What cools a person."""

    JOB_ASK = "job_ask"
    UNRESEARCHED = "unresearched"
    TOO_PERSONAL = "too_personal"
    PITCH = "pitch"
    RESUME = "resume"
    LONG_TURN = "long_turn"
    INTERRUPTION = "interruption"


@dataclass(frozen=True, slots=True)
class Temperament:
    """How a person is. Shares and rapport lie in [0, 1]; what warms and cools is a factor from 0 to 2, 1 when not named."""

    warmth: float  # where rapport starts
    openness: float  # how little it takes before they tell more than the careful line
    patience_s: float  # how long past the agreed end they stay
    extension_minutes: int  # what they offer to one who signals the end; 0 = never
    talkativeness: float = 0.5  # how readily they add something of their own accord
    gives_names_from: float = 0.45  # rapport from which they name somebody else to talk to
    extends_from: float = 0.5  # rapport from which they offer more time
    warms_to: Mapping[Likes, float] = field(default_factory=dict)
    cools_at: Mapping[Dislikes, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the drawn portrait needs to know; colours as `#rrggbb`."""

    skin: str
    hair: str
    hair_style: str  # short | long | bun | curly | bald | headscarf | locs
    clothes: str
    glasses: bool = False
    beard: bool = False


_TITLES = frozenset("dr prof professor mr mrs ms mx sir".split())


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody worth twenty minutes of anyone's time. Made from a file in `personas/`."""

    id: str
    name: str
    title: str
    organisation: str
    field: str
    temperament_note: str  # one sentence for the gallery: how it is to talk to them
    headline: str
    summary: str
    public_facts: tuple[PublicFact, ...]
    formats: tuple[MeetingFormat, ...]  # the preferred one first
    minutes: int
    booking_note: str  # what they wrote when they agreed to meet
    temperament: Temperament
    voice: Voice
    portrait: Portrait
    topics: tuple[Topic, ...]
    lines: dict[LineKind, tuple[str, ...]]
    research: tuple[ResearchPiece, ...] = ()
    facts: tuple[HardFact, ...] = ()
    asks_back: tuple[AskedBack, ...] = ()

    @property
    def first_name(self) -> str:
        """What one calls them: of "Anna Berg" and "Berg, Anna" it is Anna; "Dr. Berg" and "Speaker 2" stay whole."""
        family, _, given = self.name.partition(",")
        parts = given.split() or family.split()
        whole = any(part[0].isdigit() for part in parts) or parts[0].rstrip(".").casefold() in _TITLES
        return " ".join(parts) if whole else parts[0]


# ── the talk ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Role(StrEnum):
    USER = "user"
    PERSONA = "persona"


class Phase(StrEnum):
    OPENING = "opening"
    TALK = "talk"
    CLOSING = "closing"
    OVER = "over"


class ReplyKind(StrEnum):
    """What a reply does; the report and the policy both read it, so it is stored with the turn."""

    OPENING = "opening"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    SMALL_TALK = "small_talk"
    PROMPT = "prompt"
    UNSURE = "unsure"
    CLARIFY = "clarify"  # asks which of two things is meant
    ASKS_BACK = "asks_back"  # takes the user's answer to what they asked
    UNCLEAR = "unclear"
    TOLD_ALREADY = "told_already"
    WEBSITE = "website"
    DEFLECTION = "deflection"  # of a job ask
    COOL = "cool"  # to a pitch, a résumé, a personal question
    REFERRAL = "referral"
    COURTESY = "courtesy"  # thanks, notes, keeping in touch, an offer of help
    TIME = "time"  # tells how much time is left
    TIME_UP = "time_up"
    EXTENSION_OFFER = "extension_offer"
    CLOSING = "closing"
    LEAVE = "leave"
    GOODBYE = "goodbye"
    INTERRUPTION = "interruption"  # called away for a moment, and back


class Noticed(StrEnum):
    """What the person took from a user's turn, besides its moves."""

    SPECIFIC = "specific"  # it used what they had read or just heard
    CALLBACK = "callback"  # it took up something said earlier
    PRAISE = "praise"
    SPECIFIC_THANKS = "specific_thanks"
    RUDE = "rude"
    UNRESEARCHED = "unresearched"  # the public facts answer it
    STACKED = "stacked"
    ANSWERED_BACK = "answered_back"  # a real answer to what they had asked


class Depth(StrEnum):
    """How much of a topic an answer gave away."""

    GUARDED = "guarded"
    OPEN = "open"
    STORY = "story"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person says next. The text is never empty.

    `noticed` is how they took the turn they answer: it moves rapport, and the report quotes it as their view.
    `away_s` is how long they were called away before they went on; the clock of the meeting stood still meanwhile.

    `said` names each piece of the persona's file that went into the text (`topic:path/open`, `line:job_ask/0`), so
    that nothing is said twice and a stored talk can be replayed. `cue_minutes` is set when the reply carries a
    time cue, `offered_s` when it offers or grants more time.
    """

    text: str
    kind: ReplyKind
    topic: str | None = None
    depth: Depth | None = None
    said: tuple[str, ...] = ()
    pause_s: float = 0.6
    cue_minutes: int | None = None
    offered_s: float = 0.0
    noticed: tuple[Noticed, ...] = ()
    away_s: float = 0.0

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a reply must say something")


@dataclass(frozen=True, slots=True)
class Turn:
    """One side speaking once. A user's turn has `moves`; a persona's turn has the `reply` it came from, a real person's none."""

    index: int
    role: Role
    text: str
    start_s: float
    end_s: float
    words: tuple[Word, ...] = ()  # times from the start of the meeting; empty when typed
    moves: tuple[Move, ...] = ()
    reply: Reply | None = None
    heard: str | None = None  # what the recogniser understood, where the user corrected it

    def __post_init__(self) -> None:
        if self.end_s < self.start_s:
            raise ValueError(f"turn {self.index} ends at {self.end_s} before it starts at {self.start_s}")

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s

    @property
    def cut_off(self) -> bool:
        """Whether the person was interrupted: the text is what was heard of the reply, and ends in a dash."""
        return self.reply is not None and self.text != self.reply.text and self.text.endswith(CUT_MARK)


class EndedBy(StrEnum):
    USER = "user"  # said goodbye
    PERSONA = "persona"  # had to go
    STOPPED = "stopped"  # broken off without a goodbye


@dataclass(frozen=True, slots=True)
class Clock:
    """Agreed time and what became of it, in seconds from the start of the meeting."""

    agreed_s: float
    extended_s: float = 0.0  # granted by the persona
    away_s: float = 0.0  # the persona was called away: nobody's time
    cues_given: tuple[int, ...] = ()  # minutes left when a cue was given; 0 = "time is up"
    ended_s: float | None = None

    @property
    def end_s(self) -> float:
        return self.agreed_s + self.extended_s + self.away_s


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything that is true of a talk so far: the fold of its turns. Only ever replaced, never changed."""

    persona_id: str
    booking: Booking
    seed: int
    clock: Clock
    temperament: Temperament  # the person's, as the difficulty makes it
    phase: Phase = Phase.OPENING
    rapport: float = 0.5
    asked: tuple[str, ...] = ()  # topic ids answered, in order
    said: frozenset[str] = frozenset()
    turns: tuple[Turn, ...] = ()
    ended_by: EndedBy | None = None

    @property
    def over(self) -> bool:
        return self.phase is Phase.OVER

    @property
    def last_persona_turn(self) -> Turn | None:
        return next((turn for turn in reversed(self.turns) if turn.role is Role.PERSONA), None)


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """What lists and trends need of a report, without a word that was said."""

    scores: Mapping[str, int | None]  # by dimension, 0 to 100; None = not rated
    flags: int
    questions: int
    open_questions: int
    follow_ups: int
    user_share: float | None  # of the talking time
    judged_by: str  # the rubric they come from: figures of another one are made anew
