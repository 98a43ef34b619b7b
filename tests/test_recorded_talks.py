"""Recordings of real talks: who said what and when, what cannot be told, and nothing that is left behind."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from simulator import wiring
from simulator.cli import main
from simulator.core.known import WHY_NOT, Need, Voices
from simulator.core.report import report_json
from simulator.engines import long_recordings
from simulator.engines.channel_speech import speech_in
from simulator.engines.fake import BrokenEngine, FakeTranscriber
from simulator.engines.long_recordings import read_recording
from simulator.engines.two_voices import tell_apart
from simulator.errors import AudioError, SimulatorError, TranscriptError
from simulator.evaluation import evaluate
from simulator.fillers.mixes import can_mix
from simulator.recorded_talks import Step, hear_talk, with_sounds
from simulator.report_html import report_html
from simulator.report_text import report_text
from simulator.wiring import build_sound_measure
from tests.voices import SAID, ear, espoken, sentence, talk_sound, wav

BY_TURNS = ["Speaker 1", "Speaker 2"] * 5


def heard(sound, transcriber=None, **options):
    return hear_talk(io.BytesIO(wav(sound)), transcriber or ear(), source="talk.wav", **options)


def judged(recorded, classifier):
    real = evaluate(recorded.talk, classifier, user="1", agreed_minutes=5)
    return with_sounds(real, recorded, build_sound_measure())


def check(report, check_id):
    return next(one.finding for dimension in report.dimensions for one in dimension.checks if one.check.id == check_id)


@pytest.fixture(scope="module")
def separate():
    return heard(talk_sound()[0])


@pytest.fixture(scope="module")
def by_sound():
    return heard(talk_sound()[0].sum(axis=1))


@pytest.fixture(scope="module")
def unsure():
    """Too little of each to be sure of."""
    both, times = talk_sound()
    return heard(both.sum(axis=1)[: round((times[5][1] + 0.3) * 16_000)])


# ── who said what, and when ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("channels", ["separate", "by_sound"])
def test_every_turn_goes_to_its_speaker_at_its_time(channels, request):
    recorded = request.getfixturevalue(channels)
    times = talk_sound()[1]
    assert [turn.speaker for turn in recorded.talk.turns] == BY_TURNS
    assert [turn.text for turn in recorded.talk.turns] == list(SAID)
    assert recorded.heard.zero_s == pytest.approx(times[0][0], abs=0.2)
    for turn, (start_s, end_s) in zip(recorded.talk.turns, times, strict=True):
        assert turn.start_s + recorded.heard.zero_s == pytest.approx(start_s, abs=0.25)
        assert turn.end_s + recorded.heard.zero_s == pytest.approx(end_s, abs=0.4)
        assert turn.start_s - 0.2 <= turn.words[0].start_s <= turn.words[-1].end_s <= turn.end_s + 0.2
    assert recorded.talk.voices is Voices(channels)


def test_a_voice_that_leaks_into_the_other_channel_is_not_heard_twice():
    both, _ = talk_sound()
    leaking = both + 0.1 * both[:, ::-1]  # 20 dB below
    quieter = leaking * np.array([1.0, 0.3], np.float32)  # and one microphone is set lower
    recorded = heard(quieter)
    assert recorded.talk.voices is Voices.SEPARATE
    assert [turn.speaker for turn in recorded.talk.turns] == BY_TURNS


@pytest.mark.parametrize("second", [1.0, 0.0], ids=["the same", "silent"])
def test_a_second_channel_that_adds_nothing_is_left_out(second):
    together = talk_sound()[0].sum(axis=1)
    found = read_recording(io.BytesIO(wav(np.stack([together, second * together], axis=1))), name="talk.wav")
    assert len(found.channels) == 1
    assert found.duration_s == pytest.approx(len(together) / 16_000, abs=0.01)


def test_two_microphones_that_both_hear_everybody_count_as_one():
    together = talk_sound()[0].sum(axis=1)
    hiss = np.random.default_rng(1).normal(0.0, 0.002, len(together))
    recorded = heard(np.stack([together, 0.6 * together + hiss], axis=1))
    assert recorded.talk.voices is Voices.BY_SOUND
    assert [turn.speaker for turn in recorded.talk.turns] == BY_TURNS


@pytest.mark.skipif(not can_mix(), reason="espeak-ng is not on this machine")
@pytest.mark.parametrize(("voices", "sure"), [(("en-us+m1", "en-us+m7"), True), (("en-us+m7",), False)])
def test_two_men_are_told_apart_and_one_is_not_taken_for_two(voices, sure):
    found = read_recording(io.BytesIO(wav(espoken(SAID, voices))), name="talk.wav")
    assert tell_apart(found, speech_in(found, 0)).sure is sure


def test_a_short_word_while_the_other_goes_on_is_listening():
    both, times = talk_sound()
    start = round((times[0][0] + 0.8) * 16_000)
    both[start : start + 8_000, 1] += sentence("day", speed=1.35)[:8_000]
    recorded = heard(both)
    assert len(recorded.talk.turns) == len(SAID)
    assert "One short word while the other one went on speaking" in " ".join(recorded.talk.notes)


def test_speech_that_nobody_understands_is_a_turn_all_the_same():
    recorded = heard(talk_sound()[0], FakeTranscriber([SAID[0], "", *SAID[2:]]))
    assert recorded.talk.turns[1].text == "…"
    assert "One stretch of speech could not be understood; “…” stands there." in recorded.talk.notes


# ── the report ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_of_a_recording_measures_the_user_s_voice(separate, classifier):
    report = judged(separate, classifier).report()
    printed = report_json(report)
    assert (printed["session"]["source"], printed["session"]["voices"]) == ("recording", "separate")
    assert printed["session"]["times"] == "measured"
    assert 0.4 < printed["talk"]["user_share"] < 0.75
    assert printed["delivery"]["interruptions"] == 0
    assert printed["delivery"]["response_gap_s"] == pytest.approx(0.6, abs=0.3)
    assert [one.turn for one in report.facts.sounds] == [0, 2, 4, 6, 8]
    assert all(one.speech for one in report.facts.sounds)
    assert "A recording of a real talk" in report_html(report)


def test_on_one_channel_overlaps_are_not_told(by_sound, classifier):
    real = judged(by_sound, classifier)
    assert report_json(real.report())["delivery"]["interruptions"] is None
    assert "told apart by their sound" in real.notes[0]


def test_voices_that_are_not_sure_leave_unrated_who_spoke_how_long(unsure, classifier):
    real = judged(unsure, classifier)
    assert real.known.voices is Voices.UNSURE
    assert real.sounds == ()
    assert real.notes[0].startswith("Both voices are on one channel and sound much alike")
    report = real.report()
    for one in ("they_speak_most", "no_monologue", "pace"):
        assert (check(report, one).met, check(report, one).why) == (None, WHY_NOT[Need.VOICES])
    printed = report_json(report)
    assert (printed["talk"]["user_share"], printed["talk"]["longest_turn_s"]) == (None, None)
    assert (printed["delivery"]["spoken_s"], printed["delivery"]["words_per_minute"]) == (None, None)
    report_text(report)
    report_html(report)


# ── files that cannot be used ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "talk.wav: is empty."),
        (b"RIFF nonsense" * 40, "talk.wav: is not sound this program can read"),
        (wav(np.zeros(16_000 * 2)), "talk.wav: nobody speaks in it."),
        (wav(np.zeros(10)), "talk.wav: holds no sound."),
    ],
)
def test_a_recording_that_cannot_be_used_is_a_sentence(content, says):
    with pytest.raises(SimulatorError) as raised:
        hear_talk(io.BytesIO(content), ear(), source="talk.wav")
    assert str(raised.value).startswith(says)


def test_a_file_that_breaks_off_is_used_as_far_as_it_goes():
    recorded = hear_talk(io.BytesIO(wav(talk_sound()[0])[:-400_000]), ear(), source="talk.wav")
    assert 5 <= len(recorded.talk.turns) < len(SAID)


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [("MOST_RECORDING_S", 2.0, "is longer than"), ("MOST_FILE_BYTES", 1_000_000, "has 2 MB; 1 MB is the most")],
)
def test_too_much_is_a_sentence(limit, value, says, monkeypatch):
    monkeypatch.setattr(long_recordings, limit, value)
    with pytest.raises(AudioError, match=says):
        heard(talk_sound()[0])


def test_one_person_alone_is_no_talk():
    with pytest.raises(TranscriptError, match="only one person can be heard"):
        heard(np.stack([talk_sound()[0][:, 0]] * 2, axis=1)[: 16_000 * 3])


def test_a_recording_without_words_is_a_sentence():
    with pytest.raises(TranscriptError, match="no words can be made out"):
        heard(talk_sound()[0], FakeTranscriber())


# ── progress, and stopping ───────────────────────────────────────────────────────────────────────────────────────


def test_progress_goes_step_by_step_and_never_back():
    told: list[tuple[Step, float]] = []
    heard(talk_sound()[0].sum(axis=1), progress=lambda *one: told.append(one))
    order = list(Step)
    assert [step for step in order if step in {step for step, _ in told}] == order[:3]
    assert told == sorted(told, key=lambda one: (order.index(one[0]), one[1]))
    assert all(0.0 <= share <= 1.0 for _, share in told)


@pytest.mark.parametrize("step", [Step.OPENING, Step.VOICES, Step.WORDS])
def test_work_can_be_stopped_at_every_step(step):
    class Enough(Exception):
        pass

    def stop(now, _):
        if now is step:
            raise Enough

    with pytest.raises(Enough):
        heard(talk_sound()[0][: 16_000 * 6], progress=stop)


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(capsys, monkeypatch, classifier, tmp_path):
    """Run `evaluate` on the talk: its exit status, what it printed, and what it complained about."""
    path = tmp_path / "talk.wav"
    path.write_bytes(wav(talk_sound()[0]))
    monkeypatch.setattr(wiring, "build_classifier", lambda: classifier)

    def run(*arguments, transcriber=None):
        monkeypatch.setattr(wiring, "build_transcriber", lambda *_: transcriber or ear())
        return main(["evaluate", str(path), *arguments]), *capsys.readouterr()

    return run


def test_the_command_hears_a_recording(run, home):
    status, printed, complained = run("--user", "1", "--agreed-minutes", "5", "--json")
    talk = json.loads(printed)
    assert status == 0
    assert talk["report"]["session"]["source"] == "recording"
    assert [turn["role"] for turn in talk["turns"]] == ["user", "persona"] * 5
    assert "Listening to what is said:" in complained
    assert "'Speaker 2' begins: “You are welcome, ask me whatever you like.”" in complained
    assert list(home.rglob("*")) == []


def test_without_a_name_the_words_decide(run):
    status, _, complained = run()
    assert status == 0
    assert "'Speaker 1' is taken to be you" in complained


def test_in_doubt_the_first_words_of_each_are_shown(run):
    status, printed, complained = run(transcriber=FakeTranscriber(["Bridges are fine.", "Boats are finer."] * 5))
    assert (status, printed) == (1, "")
    assert "Say who you are with --user:" in complained
    assert "Speaker 2: “Boats are finer.”" in complained


def test_control_c_leaves_a_sentence_and_nothing_else(run, home):
    status, printed, complained = run(transcriber=BrokenEngine(KeyboardInterrupt))
    assert (status, printed) == (1, "")
    assert "talk.wav was not heard to its end. Nothing of it was written or kept." in complained
    assert list(home.rglob("*")) == []
