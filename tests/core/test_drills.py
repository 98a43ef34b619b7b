"""The exercises: enough of them, none comes twice in a row, and sentences nobody has seen are judged as a person would."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from simulator.core.checks import Finding
from simulator.core.drill_checks import judge
from simulator.core.drills import DRILLS, PROMPTS_A_ROUND, SKILL_OF_CHECK, Skill, done_before, drawn, weakest_skill
from simulator.core.report import CheckResult, DimensionResult, build_report
from simulator.core.rubric import DIMENSIONS
from simulator.core.session import new_session
from simulator.domain import Booking
from simulator.drills.data import HEADER, load_prompts, read_prompts
from simulator.errors import SetupError
from simulator.language import speaking_time_s
from simulator.pipeline import moves_of

ANSWERS = Path(__file__).parent / "drill_answers.tsv"
FEWEST_PROMPTS = 12
FEWEST_RIGHT_SHARE = 0.93
FEWEST_RIGHT_OF_SIX = 5
PROMPTS = {one.id: one for one in load_prompts()}


def judged(classifier, prompt, text, *, spoken_s=None):
    theirs = prompt.said if DRILLS[prompt.skill].said_by_them else ""
    moves = moves_of(classifier, text, context=theirs)
    return judge(prompt, text, moves, spoken_s=speaking_time_s(text) if spoken_s is None else spoken_s)


def answers():
    rows = (line.split("\t") for line in ANSWERS.read_text(encoding="utf-8").splitlines()[1:])
    return [(PROMPTS[prompt], verdict == "good", text) for prompt, verdict, text in rows]


# ── the prompts ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_skill_has_a_dozen_prompts_by_different_people():
    assert set(Counter(one.skill for one in load_prompts()).values()) == {FEWEST_PROMPTS}
    assert set(DRILLS) == set(Skill)
    for skill in Skill:
        own = [one for one in load_prompts() if one.skill is skill]
        assert len({one.who for one in own}) == len({one.said for one in own}) == FEWEST_PROMPTS


def test_the_shown_examples_are_good_and_the_sentences_to_change_are_not(classifier):
    for prompt in load_prompts():
        assert judged(classifier, prompt, prompt.example).good, prompt.id
        if not DRILLS[prompt.skill].said_by_them:
            assert not judged(classifier, prompt, prompt.said).good, prompt.id


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["id\tskill"], "line 1: the header"),
        ([HEADER, "a\topen\twho"], "line 2: expected 6 columns, got 3"),
        ([HEADER, "a\tdance\twho\t\tsaid\texample"], "line 2: there is no skill 'dance'"),
        ([HEADER, "a\topen\twho\t\t\texample"], "line 2: 'said' must hold"),
        ([HEADER, "a\topen\tw\t\ts\te", "a\topen\tw\t\ts\te"], "an id stands twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, lines, says):
    path = tmp_path / "prompts.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SetupError, match=says):
        read_prompts(path)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(SetupError, match="cannot be read"):
        read_prompts(tmp_path / "none.tsv")


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_five_are_drawn_by_the_seed_and_others_the_next_time():
    prompts = load_prompts()
    first = drawn(prompts, Skill.OPEN, seed=1)
    assert drawn(prompts, Skill.OPEN, seed=1) == first
    assert len(first) == PROMPTS_A_ROUND
    done = {one.id for one in first}
    second = drawn(prompts, Skill.OPEN, seed=2, done=done)
    assert done.isdisjoint(one.id for one in second)
    third = drawn(prompts, Skill.OPEN, seed=3, done=done | {one.id for one in second})
    assert len(third) == PROMPTS_A_ROUND  # two new ones, then old ones again
    assert len({one.id for one in third} - done - {one.id for one in second}) == FEWEST_PROMPTS - 2 * PROMPTS_A_ROUND


def test_when_all_are_done_they_begin_again():
    prompts = load_prompts()
    own = [one.id for one in prompts if one.skill is Skill.BACK]
    assert done_before(own[:3], prompts, Skill.BACK) == frozenset(own[:3])
    assert done_before(own, prompts, Skill.BACK) == frozenset()
    assert done_before([*own, own[0]], prompts, Skill.BACK) == {own[0]}
    assert done_before(own, prompts, Skill.ONE) == frozenset()


# ── which skill ──────────────────────────────────────────────────────────────────────────────────────────────────


def report_with_unmet(nadia, *ids):
    """A report in which exactly these checks were not met."""
    booking = Booking(nadia.formats[0], 20)
    empty = build_report(nadia, new_session(nadia, booking, seed=0))
    dimensions = tuple(
        DimensionResult(
            dimension, 0, tuple(CheckResult(one, Finding(one.id not in ids, "so")) for one in dimension.checks)
        )
        for dimension in DIMENSIONS
    )
    return type(empty)(**{**{name: getattr(empty, name) for name in empty.__slots__}, "dimensions": dimensions})


@pytest.mark.parametrize(
    ("unmet", "skill"),
    [
        (("no_job_ask", "open"), Skill.LEARN),
        (("open", "one_at_a_time"), Skill.OPEN),
        (("one_at_a_time",), Skill.ONE),
        (("uses_research", "says_goodbye"), Skill.SPECIFIC),
        (("follows_up", "purpose"), Skill.FOLLOW_UP),
        (("says_goodbye", "thanks", "signals_the_end"), Skill.CLOSE),
        (("purpose",), Skill.PURPOSE),
        (("no_monologue",), Skill.BACK),
        (("pace", "range"), None),
        ((), None),
    ],
)
def test_the_skill_is_the_one_that_cost_the_talk_most(nadia, unmet, skill):
    assert weakest_skill(report_with_unmet(nadia, *unmet)) is skill


def test_every_named_check_is_one_of_the_report_and_every_skill_can_be_asked_for():
    assert set(SKILL_OF_CHECK) <= {check.id for dimension in DIMENSIONS for check in dimension.checks}
    assert set(SKILL_OF_CHECK.values()) == set(Skill)


# ── judging ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sentences_nobody_has_seen_are_judged_as_a_person_would(classifier):
    right = Counter()
    rows = answers()
    shown = {text for one in load_prompts() for text in (one.example, one.said)}
    assert Counter((prompt.skill, good) for prompt, good, _ in rows) == {
        (s, g): 6 for s in Skill for g in (True, False)
    }
    assert shown.isdisjoint(text for _, _, text in rows)
    for prompt, good, text in rows:
        right[prompt.skill, good] += judged(classifier, prompt, text).good is good
    assert sum(right.values()) >= FEWEST_RIGHT_SHARE * len(rows)
    assert min(right[skill, good] for skill in Skill for good in (True, False)) >= FEWEST_RIGHT_OF_SIX


@pytest.mark.parametrize(
    ("prompt", "text", "says"),
    [
        ("learn-02", "Could you get me a job on your site?", "It still asks for a job"),
        ("open-02", "Is it really that bad?", "yes or no"),
        ("open-02", "You must hate the rain, right?", "already holds its answer"),
        ("one-01", "How did you start, and what would you do instead?", "still several questions"),
        ("specific-05", "What is The Slow Orange?", "stands in the note already"),
        ("specific-05", "How did you become who you are?", "Nothing here shows that you have read"),
        ("close-01", "Our time is up. Thank you, it was great. Goodbye!", "would fit any talk"),
        ("purpose-02", "Yes. Hello. I am Ben. I came to learn how you run a site.", "one sentence"),
        ("back-04", "No.", "too short"),
        ("back-04", "No, not once so far, sadly.", "little about you"),
    ],
)
def test_what_to_change_is_one_plain_sentence(classifier, prompt, text, says):
    verdict = judged(classifier, PROMPTS[prompt], text)
    assert not verdict.good
    assert says in verdict.says


def test_an_answer_that_takes_too_long_is_told_so(classifier):
    prompt = PROMPTS["close-01"]
    assert judged(classifier, prompt, prompt.example, spoken_s=40.0).good
    slow = judged(classifier, prompt, prompt.example, spoken_s=55.0)
    assert slow.says == "That took about 55 seconds; say it in 40."
