"""Two hundred talks of twenty turns with each person, by mixed users: nothing said twice, nothing contradicted, an end in time.

    python -m benchmarks.simulated_talks [--talks N] [--people ID …] [--json FILE]

A user is a mixture: phrasings nobody's file holds (`tests/core/held_out_questions*.tsv`), the person's own examples, follow-ups,
thanks, faults, silence, nonsense; each talk draws its own shares. Counted: answers said twice, empty replies, contradictions of
the person's facts, extension offers against their rule, talks that went on beyond the person's patience.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.relevance import HELD_OUT, held_out
from simulator.core.facts_check import contradictions
from simulator.core.mood import mood_at
from simulator.core.session import new_session
from simulator.domain import Booking, Difficulty, ReplyKind, Role, SessionState
from simulator.language import speaking_time_s
from simulator.pipeline import Company, greet, listen, reply_to, speak, speaking_duration_s, voice_in
from simulator.wiring import build_company, load_gallery

TURNS = 20
FOLLOW_UPS = (
    "Why is that?|How did that feel?|What happened then?|For example?|Can you tell me more about that?|why do you think that is|"
    "and how did you handle that|You mentioned that earlier. Could you say more?|what was that like for you|and then what"
).split("|")
OTHERS = (
    "Thank you, that helps a lot.|That makes sense.|Hi, how are you today?|I'm here to learn, not to ask for a job.|May I take notes?|"
    "How are we doing for time?|I think that's everything I wanted to ask. Thank you so much for your time.|Could we have five more minutes?|"
    "Who else should I talk to?|May I stay in touch?|What's the capital of Peru?|blue seven the of|Wow, that's amazing.|Hold on, one moment.|"
    "This is boring.||I grew up in a small town and studied history before I moved here for work.|Goodbye, and thanks again."
).split("|")
FAULTS = (
    "Are there any openings on your team?|Could you pass on my resume?|I'd be a great fit for your team, if anything opens up keep me in mind.|"
    "How old are you?|How much do you earn?|Are you married?|So what does your company do?|"
    "I'm a hard worker with a proven track record of success."
).split("|")


def one_talk(company: Company, questions: Sequence[str], seed: int) -> SessionState:
    """A talk of twenty user turns, or fewer when it ends before."""
    chance = random.Random(seed)
    weights = [chance.uniform(0.2, 1.0), chance.uniform(0.1, 0.8), chance.uniform(0.1, 0.5), chance.uniform(0.0, 0.25)]
    own = [question for topic in company.persona.topics for question in topic.questions]
    booking = Booking(
        company.persona.formats[0],
        chance.choice((5, 10, 15, 20, company.persona.minutes)),
        chance.choice(list(Difficulty)),
    )
    state = new_session(company.persona, booking, seed=seed)
    reply = greet(company, state)
    state = speak(
        state, reply, start_s=0.0, duration_s=speaking_duration_s(reply.text, voice_in(state, company.persona))
    )
    for _ in range(TURNS):
        pool = chance.choices(([*questions], FOLLOW_UPS, OTHERS, FAULTS), weights)[0]
        text = chance.choice(own if pool is questions and chance.random() < 0.3 else pool)
        start_s = state.turns[-1].end_s + chance.uniform(0.2, 6.0)
        end_s = start_s + speaking_time_s(text) + chance.uniform(0.0, 20.0)
        state = listen(company, state, text, start_s=start_s, end_s=end_s)
        reply = reply_to(company, state, now_s=end_s)
        duration_s = speaking_duration_s(reply.text, voice_in(state, company.persona))
        state = speak(state, reply, start_s=end_s + reply.pause_s, duration_s=duration_s)
        if state.over:
            break
    return state


def faults_of(company: Company, state: SessionState) -> Counter[str]:
    """What went wrong in a talk."""
    wrong: Counter[str] = Counter()
    said = [key for turn in state.turns if turn.reply for key in turn.reply.said if key.startswith("topic:")]
    wrong["answers said twice"] = len(said) - len(set(said))
    wrong["empty replies"] = sum(not turn.text.strip() for turn in state.turns if turn.role is Role.PERSONA)
    wrong["contradictions"] = sum(
        bool(contradictions(company.persona.facts, turn.text)) for turn in state.turns if turn.role is Role.PERSONA
    )
    offers = [turn for turn in state.turns if turn.reply and turn.reply.kind is ReplyKind.EXTENSION_OFFER]
    allowed = mood_at(1.0, state.temperament).offers_time
    wrong["extension offers against the rule"] = max(0, len(offers) - 1) + sum(not allowed for _ in offers)
    last = state.turns[-2] if state.over else state.turns[-1]
    patience_s = state.clock.end_s + state.temperament.patience_s
    went_on = [turn for turn in state.turns if turn.role is Role.USER and turn.end_s > patience_s and turn is not last]
    wrong["talks beyond patience"] = bool(went_on)
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--talks", type=int, default=200)
    parser.add_argument("--people", nargs="*", default=[], metavar="ID", help="only these")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    questions = [asked.text for path in HELD_OUT for asked in held_out(path)]
    results: dict[str, dict[str, float]] = {}
    for persona in load_gallery().people.values():
        if options.people and persona.id not in options.people:
            continue
        company = build_company(persona)
        total: Counter[str] = Counter()
        replies = 0
        began_s = time.perf_counter()
        for seed in range(options.talks):
            state = one_talk(company, questions, seed)
            total += faults_of(company, state)
            replies += sum(turn.role is Role.PERSONA for turn in state.turns)
        took_s = time.perf_counter() - began_s
        names = (
            "answers said twice",
            "empty replies",
            "contradictions",
            "extension offers against the rule",
            "talks beyond patience",
        )
        results[persona.id] = {name: total[name] for name in names} | {
            "replies": replies,
            "ms a turn": 1000 * took_s / replies,
        }
        print(
            f"{persona.id:18}" + " · ".join(f"{name} {value:.4g}" for name, value in results[persona.id].items()),
            flush=True,
        )
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return (
        1
        if any(value for row in results.values() for name, value in row.items() if name not in ("replies", "ms a turn"))
        else 0
    )


if __name__ == "__main__":
    sys.exit(main())
