"""Whole sessions as people might lead them, each with what a coach who listened would say: the report has to agree.

Who wrote them knew the rubric and the people's public pages, and neither the program nor its data.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from simulator.core.report import build_report
from simulator.domain import Booking, MoveKind
from simulator.language import speaking_time_s
from simulator.scripted import ScriptLine, rehearse_script
from simulator.wiring import build_company, load_gallery

SESSIONS = sorted((Path(__file__).parent / "coached").glob("*.yaml"))
VERDICTS = {True: "met", False: "not_met", None: "not_rated"}
LEAST_AGREEMENT = 0.95
MOST_FALSE_ASKS = 0.01
"""Of the turns in which no coach hears a job ask."""


@pytest.fixture(scope="module")
def companies():
    return {person: build_company(persona) for person, persona in load_gallery().people.items()}


@pytest.fixture(scope="module")
def judged(companies):
    found = []
    for path in SESSIONS:
        session = yaml.safe_load(path.read_text(encoding="utf-8"))
        company = companies[session["person"]]
        lines = [
            ScriptLine(one["text"], one.get("speech_s") or speaking_time_s(one["text"]), one.get("think_s", 1.0))
            for one in session["lines"]
        ]
        booking = Booking(company.persona.formats[0], session["minutes"])
        found.append(
            (path.stem, session, build_report(company.persona, rehearse_script(company, lines, booking, seed=1)))
        )
    return found


def test_the_report_agrees_with_the_coach(judged):
    wrong, stated = [], 0
    for name, session, report in judged:
        findings = {one.check.id: VERDICTS[one.finding.met] for part in report.dimensions for one in part.checks}
        stated += len(session["coach"])
        wrong += [(name, check, says) for check, says in session["coach"].items() if findings[check] != says]
    assert 1 - len(wrong) / stated >= LEAST_AGREEMENT, wrong


def test_who_never_asks_for_a_job_is_hardly_ever_told_so(judged):
    false, turns = [], 0
    for name, session, report in judged:
        asked = [one["words"].lower() for one in session["flags"] or () if one["kind"] == MoveKind.JOB_ASK]
        said = report.facts.user_turns
        turns += len(said)
        false += [
            (name, one.flag.quote)
            for one in report.facts.job_asks
            if not any(words in report.facts.state.turns[one.evidence.turn].text.lower() for words in asked)
        ]
    assert len(false) <= MOST_FALSE_ASKS * turns, false


def test_most_job_asks_are_found(judged):
    missed, asked = [], 0
    for name, session, report in judged:
        flagged = [report.facts.state.turns[one.evidence.turn].text.lower() for one in report.facts.job_asks]
        wanted = [one["words"].lower() for one in session["flags"] or () if one["kind"] == MoveKind.JOB_ASK]
        asked += len(wanted)
        missed += [(name, words) for words in wanted if not any(words in text for text in flagged)]
    assert len(missed) <= 0.1 * asked, missed


def test_every_quote_is_really_in_the_turn_it_names(judged):
    for _, _, report in judged:
        turns = report.facts.state.turns
        for part in report.dimensions:
            for one in part.checks:
                assert all(quote.quote in turns[quote.turn].text for quote in one.finding.evidence)


# ── the eight archetypes, with everybody ─────────────────────────────────────────────────────────────────────────

ARCHETYPES = yaml.safe_load((Path(__file__).parent / "archetypes.yaml").read_text(encoding="utf-8"))
CAPPED = 60


def played(company, name):
    """The report of an archetype's talk with somebody; late lines are said once the minutes are over."""
    words, script = ARCHETYPES["people"][company.persona.id], ARCHETYPES["archetypes"][name]
    lines = [*script["lines"], *({"think_s": 5.0, **one} for one in script.get("late_lines", ()))]
    spoken = [
        ScriptLine(text, one.get("speech_s") or speaking_time_s(text), one.get("think_s", 1.0))
        for one in lines
        if (text := one["text"].format(**{"first": company.persona.first_name, **words}))
    ]
    booking = Booking(company.persona.formats[0], company.persona.minutes)
    return build_report(company.persona, rehearse_script(company, spoken, booking, seed=2))


def test_the_archetypes_are_ranked_as_a_coach_would_rank_them(companies):
    for person, company in companies.items():
        reports = {name: played(company, name) for name in ARCHETYPES["archetypes"]}
        scores = {name: report.overall for name, report in reports.items()}
        assert scores.pop("silent") is None, person
        best = scores.pop("model_candidate")
        assert best >= 80, (person, best)
        assert not reports["model_candidate"].flags, (person, reports["model_candidate"].flags)
        assert all(best > score for score in scores.values()), (person, best, scores)
        assert max(scores["job_asker"], scores["overstayer"]) <= CAPPED, (person, scores)
        assert reports["veiled_asker"].facts.job_asks, person
