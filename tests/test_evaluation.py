"""Real talks: the same report from a transcript, and nothing rated that nobody can know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import wiring
from simulator.cli import main
from simulator.core.known import Timing
from simulator.core.objections import Objection
from simulator.core.report import report_json
from simulator.core.sides import guess_user
from simulator.core.transcripts import is_sound
from simulator.domain import EndedBy, MoveKind, Severity
from simulator.engines.fake import FakeClassifier
from simulator.errors import SimulatorError, TranscriptError
from simulator.evaluation import evaluate, read_talk
from simulator.report_html import report_html
from simulator.report_text import report_text

TRANSCRIPTS = Path(__file__).parent / "fixtures" / "transcripts"
EXCELLENT, ASKS, OVERLONG = (TRANSCRIPTS / name for name in ("excellent.vtt", "job-asks.srt", "overlong-otter.txt"))
SHORT = "Anna: Hi, thanks for your time.\nBen: Hello.\nAnna: What do you do all day?\nBen: I draw bridges.\n"


def evaluated(path, classifier, **options):
    return evaluate(read_talk(path.read_bytes(), source=path.name), classifier, **options)


def of_text(text, classifier, **options):
    return evaluate(read_talk(text.encode(), source="talk.txt"), classifier, **options)


def check(report, check_id):
    return next(one.finding for dimension in report.dimensions for one in dimension.checks if one.check.id == check_id)


def score(report, dimension):
    return next(one.score for one in report.dimensions if one.dimension.id == dimension)


def quotes(report):
    """Everything that the report quotes."""
    for dimension in report.dimensions:
        for one in dimension.checks:
            yield from one.finding.evidence
    yield from (one.evidence for one in report.flags)
    for highlight in (*report.strengths, *filter(None, (report.fix,))):
        yield from highlight.evidence


# ── three talks ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_excellent_talk_is_told_so(classifier):
    real = evaluated(EXCELLENT, classifier, agreed_minutes=10)
    report = real.report()
    assert real.persona.name == "Ruth Adler"
    assert report.flags == ()
    assert report.overall is not None
    assert report.overall >= 85
    assert len(report.strengths) == 2
    assert report.fix is None or report.fix.dimension != "learning_not_asking"
    assert report.facts.state.ended_by is EndedBy.USER
    assert check(report, "within_time").met is True
    assert 120 <= report.delivery.words_per_minute <= 170


def test_job_asks_are_found_with_their_exact_words(classifier):
    report = evaluated(ASKS, classifier).report()
    asks = [one for one in report.flags if one.flag.kind is MoveKind.JOB_ASK]
    assert [(one.flag.quote, one.flag.severity) for one in asks] == [
        ("And are there any openings on your team at the moment?", Severity.DIRECT),
        ("I mean, if anything ever comes up in your group,", Severity.VEILED),
        ("Could you maybe put in a good word for me with HR?", Severity.DIRECT),
    ]
    assert score(report, "learning_not_asking") <= 30
    assert report.overall is not None
    assert report.overall <= 60
    assert report.fix is not None
    assert report.fix.dimension == "learning_not_asking"
    assert report.facts.state.ended_by is EndedBy.PERSONA
    assert check(report, "signals_the_end").met is False


def test_a_talk_that_ran_over_is_measured_by_its_times(classifier):
    report = evaluated(OVERLONG, classifier, agreed_minutes=10).report()
    assert report.facts.overrun_s == pytest.approx(870.6 - 600.0, abs=0.1)
    assert check(report, "within_time").met is False
    assert check(report, "stays_only_if_invited").met is False
    assert MoveKind.OVERSTAY in {one.flag.kind for one in report.flags}
    assert report.overall is not None
    assert report.overall <= 60
    assert report.headline == "A talk with good moments, but Dr. Lund had to give more time than you agreed on."


def test_more_time_that_was_given_is_no_overrun(classifier):
    invited = OVERLONG.read_text().replace(
        "Okay, I'm afraid we're at time, I have to go on my rounds.",
        "My rounds are off, so I've got another ten minutes for you.",
    )
    report = of_text(invited.replace("Priya, I do have to go now.", ""), classifier, agreed_minutes=10).report()
    assert report.facts.state.clock.extended_s == 600.0
    assert report.facts.overrun_s == 0.0
    assert check(report, "stays_only_if_invited").met is True


# ── what nobody can know ─────────────────────────────────────────────────────────────────────────────────────────

NEEDS_CLOCK = ("within_time", "stays_only_if_invited")
NEEDS_TIMES = (*NEEDS_CLOCK, "they_speak_most", "no_monologue", "pace")
NEEDS_PERSON = ("nothing_the_card_says", "range")


def without_times(path):
    talk = read_talk(path.read_bytes(), source=path.name)
    return "\n".join(f"{turn.speaker}: {turn.text}" for turn in talk.turns)


def test_a_real_person_s_view_and_card_are_not_rated(classifier):
    report = evaluated(EXCELLENT, classifier, agreed_minutes=10).report()
    assert report_json(report)["their_view"] == {"rapport": None, "thoughts": [], "would": None}
    for one in NEEDS_PERSON:
        assert check(report, one).met is None
        assert "not known" in check(report, one).why
    assert "glad" not in report.headline


def test_without_the_minutes_agreed_on_nothing_is_late(classifier):
    report = evaluated(OVERLONG, classifier).report()
    printed = report_json(report)
    assert (printed["session"]["agreed_s"], printed["session"]["overrun_s"]) == (None, None)
    assert printed["session"]["booking"] == {"format": None, "minutes": None}
    assert printed["session"]["ended_s"] == 870.6
    assert printed["talk"]["user_share"] is not None
    for one in NEEDS_CLOCK:
        assert check(report, one).why == "How many minutes you had agreed on is not known."
    assert not [one for one in report.flags if one.by_clock]


def test_without_times_nothing_is_measured(classifier):
    report = of_text(without_times(OVERLONG), classifier, agreed_minutes=10).report()
    printed = report_json(report)
    assert printed["session"]["times"] == "estimated"
    assert (printed["session"]["ended_s"], printed["session"]["overrun_s"]) == (None, None)
    assert (printed["talk"]["user_share"], printed["talk"]["longest_turn_s"]) == (None, None)
    assert 0.0 < printed["talk"]["user_word_share"] < 0.5
    assert set(printed["delivery"].values()) == {None}
    for one in NEEDS_TIMES:
        assert check(report, one).met is None
        assert "The transcript" in check(report, one).why


def test_without_ends_there_is_no_pace(classifier):
    report = evaluated(OVERLONG, classifier).report()
    assert report.facts.known.timing is Timing.STARTS
    assert report.delivery.words_per_minute is None
    assert check(report, "they_speak_most").met is True


def test_where_times_are_estimated_moments_are_told_by_turn(classifier):
    report = of_text(without_times(ASKS), classifier).report()
    assert "(turn 5)" in report_text(report)
    assert "at 0:" not in report_text(report)
    assert "<svg" not in report_html(report)
    assert "<svg" in report_html(evaluated(ASKS, classifier).report())


# ── who is who ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "user"),
    [(EXCELLENT, "Maya Okafor"), (ASKS, "Tom"), (OVERLONG, "Priya Nair")],
    ids=lambda one: str(one)[-12:],
)
def test_who_asks_is_taken_to_be_the_user_and_the_reason_is_told(path, user, classifier):
    guess = guess_user(read_talk(path.read_bytes(), source=path.name), classifier)
    assert guess.user == user
    assert f"'{user}' is taken to be you, because they ask" in guess.why
    assert guess.why in evaluated(path, classifier).notes


def test_in_doubt_the_user_is_asked_and_told_the_names(classifier):
    chat = "Anna: Hello, how are you?\nBen: Fine, and how are you?\nAnna: What do you do?\nBen: What do you do?\n"
    with pytest.raises(TranscriptError, match="it is not clear") as raised:
        of_text(chat, classifier)
    assert raised.value.fix == "Say who you are with --user; the speakers are 'Anna' and 'Ben'."


@pytest.mark.parametrize("name", ["Ruth Adler", "ruth", "ADLER"])
def test_the_user_may_be_named_by_one_word(name, classifier):
    real = evaluated(EXCELLENT, classifier, user=name)
    assert real.persona.name == "Maya Okafor"
    assert real.notes == ()


@pytest.mark.parametrize("name", ["Zoe", "", "Ann"])
def test_a_name_nobody_has_lists_the_speakers(name, classifier):
    with pytest.raises(TranscriptError, match="nobody is called") as raised:
        of_text(SHORT, classifier, user=name)
    assert raised.value.fix == "The speakers are 'Anna' and 'Ben'."


def test_a_name_two_people_have_is_not_enough(classifier):
    with pytest.raises(TranscriptError, match="'ben' may be Ben Otis or Ben Adler in this talk"):
        of_text("Ben Otis: hello\nBen Adler: hi\n", classifier, user="ben")


def test_labels_such_as_me_say_who_is_who(classifier):
    real = of_text(SHORT.replace("Anna", "Me"), classifier)
    assert (real.persona.name, real.notes[-1]) == ("Ben", "'Me' is taken to be you, because the file calls you so.")


def test_a_host_of_two_words_is_left_out_and_told(classifier):
    hosted = f"Zoe: Welcome, both.\n{without_times(EXCELLENT)}"
    real = of_text(hosted, classifier)
    assert real.persona.name == "Ruth Adler"
    assert real.notes[-1] == (
        "'Ruth Adler' is taken to be the other person, because they said more than anybody else; what 'Zoe' said is left out."
    )
    assert not any("Welcome" in turn.text for turn in real.state.turns)


def test_of_three_who_speak_the_user_is_asked(classifier):
    three = f"{SHORT}Carla: And I build them, in steel and in wood, and in concrete if I must.\n"
    with pytest.raises(TranscriptError, match="more than two people speak"):
        of_text(three, classifier)
    assert of_text(three, classifier, user="Anna").persona.name == "Carla"


# ── the rest of the report ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [EXCELLENT, ASKS, OVERLONG], ids=lambda path: path.stem)
def test_every_quote_is_in_the_turn_it_names(path, classifier):
    report = evaluated(path, classifier, agreed_minutes=10).report()
    turns = report.facts.state.turns
    found = list(quotes(report))
    assert found
    assert all(one.quote and one.quote in turns[one.turn].text for one in found)


def test_the_same_transcript_gives_the_same_bytes(classifier):
    one, two = (json.dumps(report_json(evaluated(ASKS, classifier).report())) for _ in range(2))
    assert one == two


def test_a_flag_that_is_wrong_can_be_taken_out(classifier):
    real = evaluated(ASKS, classifier)
    first = real.report().flags[0]
    after = real.report(frozenset({Objection(first.evidence.turn, first.flag.kind)}))
    assert len(after.flags) == len(real.report().flags) - 1
    assert [one.flag.quote for one in after.objected] == [first.flag.quote]
    assert after.facts.state.ended_by is EndedBy.PERSONA


def test_progress_is_told_turn_by_turn(classifier):
    told: list[tuple[int, int]] = []
    of_text(SHORT, classifier, user="Anna", on_turn=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("talk.mp3", b"..."), ("talk.M4A", b"..."), ("talk", b"RIFF....WAVE"), ("talk", b"....ftypM4A ")],
)
def test_a_recording_is_known_by_its_name_or_its_first_bytes(name, content):
    assert is_sound(content, name)
    assert not is_sound(b"Anna: RIFF", "talk.txt")


WORDS = {"hire": MoveKind.JOB_ASK, "thank": MoveKind.THANKS, "what": MoveKind.QUESTION, "bye": MoveKind.GOODBYE,
         "learn": MoveKind.PURPOSE, "more": MoveKind.MORE_TIME, "late": MoveKind.OVERSTAY}  # fmt: skip
SAID = st.sampled_from(
    ["hire me", "thank you", "what is it?", "what do you do all day, and why?", "bye", "I want to learn", "may I have more time?",
     "sure, I've got another ten minutes", "I have to go.", "am I late?", "…", "[laughs]", "the bridge 🌉 fell", "<b>", "a: b"]
)  # fmt: skip
TIMES = st.sampled_from(["", "[00:00:01] ", "[00:10:00] ", "(1:02:03) "])
TALKS = st.lists(st.tuples(TIMES, st.sampled_from("AB"), SAID | st.text(max_size=20)), min_size=1, max_size=14)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TALKS, st.sampled_from([None, 1, 10]), st.sampled_from([None, "A", "B"]))
def test_any_talk_gives_a_report_or_a_sentence(lines, minutes, user):
    text = "\n".join(f"{time}{who}: {said}" for time, who, said in lines)
    try:
        report = of_text(text, FakeClassifier(WORDS), user=user, agreed_minutes=minutes).report()
    except SimulatorError as error:
        complaint = str(error)
    else:
        json.dumps(report_json(report))
        report_text(report)
        report_html(report)
        turns = report.facts.state.turns
        complaint = "" if all(one.quote in turns[one.turn].text for one in quotes(report)) else "a quote is not there"
    assert complaint == "" or complaint.startswith("talk.txt")


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(capsys, monkeypatch, classifier):
    """Run `evaluate`: its exit status, what it printed, and what it complained about."""
    monkeypatch.setattr(wiring, "build_classifier", lambda: classifier)

    def run(*arguments):
        try:
            status = main(["evaluate", *map(str, arguments)])
        except SystemExit as left:  # argparse
            status = left.code
        return status, *capsys.readouterr()

    return run


def test_the_command_prints_the_feedback(run):
    status, printed, complained = run(ASKS)
    assert status == 0
    assert "Karl came to talk about the work and was asked for a job." in printed
    assert "“Could you maybe put in a good word for me with HR?” (at 1:" in printed
    assert "· You kept to the time. How many minutes you had agreed on is not known." in printed
    assert "'Tom' is taken to be you" in complained


def test_the_command_as_json_has_the_keys_of_replay(run):
    status, printed, _ = run(EXCELLENT, "--agreed-minutes", 10, "--user", "Maya", "--json")
    talk = json.loads(printed)
    assert status == 0
    assert set(talk) == {"file", "turns", "report"}
    assert set(talk["turns"][0]) == {"index", "role", "text", "start_s", "end_s", "moves", "reply"}
    assert talk["report"]["schema"] == 1
    assert talk["report"]["session"]["source"] == "transcript"
    assert talk["report"]["session"]["agreed_s"] == 600.0


def test_of_several_files_one_that_is_wrong_does_not_stop_the_others(run, tmp_path):
    status, printed, complained = run(tmp_path / "no.vtt", EXCELLENT, ASKS, "--json")
    assert status == 1
    assert [one["file"] for one in json.loads(printed)] == [str(EXCELLENT), str(ASKS)]
    assert f"{tmp_path / 'no.vtt'}: cannot be read: " in complained


@pytest.mark.parametrize("minutes", ["0", "241", "-5", "ten", "9" * 5_000])
def test_minutes_that_make_no_sense_are_wrong_usage(run, minutes):
    status, _, complained = run(ASKS, "--agreed-minutes", minutes)
    assert status == 2
    assert "whole number of minutes from 1 to 240" in complained


def test_nothing_is_kept(run, home):
    run(ASKS)
    assert [one.name for one in home.rglob("*")] == []
