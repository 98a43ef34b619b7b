"""What is looked for in a talk: the checks, their weights, and how many of about 100 published sources name each.

The counts are floors (only the first part of each source was read); the weights are ours. `docs/report.md` explains them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.core import checks
from simulator.core.checks import Finding
from simulator.core.facts import Facts
from simulator.core.known import Need


@dataclass(frozen=True, slots=True)
class Check:
    """One observable behaviour."""

    id: str
    title: str
    weight: float
    sources: int  # published sources that name it, at least
    next_time: str  # what to do, if this is the one thing to fix
    look: Callable[[Facts], Finding]
    needs: tuple[Need, ...] = ()  # what has to be known for it


@dataclass(frozen=True, slots=True)
class Dimension:
    """Checks that belong together, and what they weigh in the whole."""

    id: str
    title: str
    weight: float
    checks: tuple[Check, ...]


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        "preparation",
        "Preparation",
        12,
        (
            Check(
                "uses_research",
                "You used what you had read",
                3,
                39,
                "Put one thing you read into a question: “I saw that …, how …?”",
                checks.uses_research,
            ),
            Check(
                "nothing_the_card_says",
                "You asked nothing a website would answer",
                2,
                11,
                "Read their public page first, and ask for what it cannot tell.",
                checks.nothing_the_card_says,
                needs=(Need.CARD,),
            ),
        ),
    ),
    Dimension(
        "learning_not_asking",
        "Learning, not asking",
        25,
        (
            Check(
                "no_job_ask",
                "You did not ask for a job",
                6,
                48,
                "Ask how things are in their field, never for a place in it.",
                checks.no_job_ask,
            ),
            Check(
                "not_direct",
                "You did not ask openly",
                2,
                20,
                "Leave vacancies, referrals and your application for another day.",
                checks.not_direct,
            ),
            Check(
                "took_the_hint",
                "You let it go",
                4,
                20,
                "When they turn a request aside, go back to their work.",
                checks.took_the_hint,
            ),
            Check(
                "purpose",
                "You said what you came for",
                1,
                48,
                "In your first minute, say that you came to learn and are not asking for a job.",
                checks.purpose,
            ),
            Check(
                "no_selling",
                "You did not sell yourself",
                1,
                13,
                "Keep yourself to a sentence, and leave your résumé at home.",
                checks.no_selling,
            ),
        ),
    ),
    Dimension(
        "questions",
        "Questions",
        15,
        (
            Check("open", "Your questions were open", 3, 17, "Begin with what, how or why.", checks.open),
            Check("one_at_a_time", "One question at a time", 2, 17, "Ask one thing, then stop.", checks.one_at_a_time),
            Check(
                "range",
                "A good range of topics",
                2,
                17,
                "Prepare five topics and go to a new one when an answer is complete.",
                checks.range,
                needs=(Need.TOPICS,),
            ),
            Check(
                "specific",
                "Questions about them in particular",
                2,
                39,
                "Ask about something they did or said, not about the job in general.",
                checks.specific,
            ),
        ),
    ),
    Dimension(
        "listening",
        "Listening",
        12,
        (
            Check(
                "follows_up",
                "You followed up",
                3,
                12,
                "After an answer, ask “why was that?” or pick up one word of it.",
                checks.follows_up,
            ),
            Check(
                "they_speak_most",
                "They spoke most",
                2,
                12,
                "Keep your own turns short; you came for theirs.",
                checks.they_speak_most,
                needs=(Need.TIMES, Need.VOICES),
            ),
            Check(
                "no_monologue",
                "No long speeches",
                1,
                13,
                "Stop after a minute, and hand back with a question.",
                checks.no_monologue,
                needs=(Need.TIMES, Need.VOICES),
            ),
        ),
    ),
    Dimension(
        "relationship",
        "Relationship",
        8,
        (
            Check("warm_start", "A friendly start", 2, 8, "Begin with a greeting and a thank-you.", checks.warm_start),
            Check(
                "asks_for_names",
                "Who else to talk to",
                3,
                22,
                "Near the end ask: “Who else would be good to talk to?”",
                checks.asks_for_names,
            ),
            Check(
                "keeps_the_door_open",
                "Keeping in touch",
                1,
                7,
                "Ask whether you may tell them how it went.",
                checks.keeps_the_door_open,
            ),
            Check(
                "not_too_personal",
                "Nothing too personal",
                2,
                2,
                "Ask about the work and the field, not about their family or pay.",
                checks.not_too_personal,
            ),
        ),
    ),
    Dimension(
        "their_lead_and_time",
        "Their lead and their time",
        20,
        (
            Check(
                "within_time",
                "You kept to the time",
                5,
                38,
                "Start your last question three minutes before the end, and stop on time.",
                checks.within_time,
                needs=(Need.TIMES, Need.AGREED),
            ),
            Check(
                "signals_the_end",
                "You ended it yourself",
                3,
                8,
                "Two minutes before the end say: “I see our time is nearly up.”",
                checks.signals_the_end,
            ),
            Check(
                "minds_the_time",
                "You spoke of the time",
                2,
                38,
                "Confirm the minutes at the start, or mention them near the end.",
                checks.minds_the_time,
            ),
            Check(
                "stays_only_if_invited",
                "You stayed only if invited",
                1,
                9,
                "Offer to stop; stay only if they ask you to.",
                checks.stays_only_if_invited,
                needs=(Need.TIMES, Need.AGREED),
            ),
        ),
    ),
    Dimension(
        "thanks_and_close",
        "Thanks and close",
        8,
        (
            Check("thanks", "You thanked them", 3, 28, "Close with a thank-you.", checks.thanks),
            Check(
                "specific_thanks",
                "Thanks that name something",
                2,
                28,
                "Name one thing they told you when you thank them.",
                checks.specific_thanks,
            ),
            Check("says_goodbye", "You closed the talk", 1, 8, "Say goodbye before you leave.", checks.says_goodbye),
        ),
    ),
    Dimension(
        "delivery",
        "Delivery",
        4,
        (
            Check(
                "pace",
                "An easy pace",
                1,
                0,
                "Slow down at the end of each sentence.",
                checks.pace,
                needs=(Need.SPEECH, Need.VOICES),
            ),
        ),
    ),
)
