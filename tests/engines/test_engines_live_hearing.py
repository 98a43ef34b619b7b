"""Hearing as it comes: speech window by window, and a recogniser that follows a turn as it grows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from simulator.domain import AudioClip, Utterance, Word
from simulator.engines.audio_files import decode_audio
from simulator.engines.pocketsphinx_live import PocketsphinxFollower
from simulator.engines.voice_activity import WINDOW_SAMPLES, SileroDetector
from simulator.errors import EngineError

SPEECH = decode_audio((Path(__file__).parents[1] / "fixtures" / "speech" / "day.wav").read_bytes())
WINDOW_BYTES = 2 * WINDOW_SAMPLES


def windows(pcm16):
    return [pcm16[start : start + WINDOW_BYTES] for start in range(0, len(pcm16) - WINDOW_BYTES + 1, WINDOW_BYTES)]


def test_speech_is_told_from_silence_window_by_window():
    detector = SileroDetector()
    spoken = [detector.probability(one) for one in windows(SPEECH.pcm16)]
    silent = [detector.probability(bytes(WINDOW_BYTES)) for _ in range(30)]
    assert sum(one > 0.5 for one in spoken) > len(spoken) / 2
    assert max(silent[10:]) < 0.2


def test_forgetting_makes_it_hear_as_at_first():
    detector = SileroDetector()
    first = [detector.probability(one) for one in windows(SPEECH.pcm16)[:20]]
    detector.reset()
    assert [detector.probability(one) for one in windows(SPEECH.pcm16)[:20]] == first


def test_a_window_of_another_length_is_refused():
    with pytest.raises(ValueError, match="512 samples"):
        SileroDetector().probability(bytes(640))


class Decoder:
    """Hears a word for every second it was fed since its turn began."""

    def __init__(self):
        self.fed = self.begun = 0
        self.breaks = False

    def start_utt(self):
        self.fed = 0
        self.begun += 1

    def end_utt(self):
        pass

    def process_raw(self, pcm16, **_options):
        if self.breaks:
            raise RuntimeError("it broke")
        self.fed += len(pcm16)

    def seg(self):
        return [SimpleNamespace(word=f"word{number}") for number in range(self.fed // 32_000)]


@pytest.fixture
def decoder():
    return Decoder()


@pytest.fixture
def follower(decoder):
    return PocketsphinxFollower(lambda _options: decoder, lambda segment, _limit_s: Word(segment.word, 0.0, 0.0))


def grown(seconds, start=0):
    """So many seconds of speech, from a place in the recording."""
    whole = SPEECH.pcm16[start:] * 3
    return Utterance(AudioClip(whole[: round(seconds * 32_000)], 16_000))


def test_a_turn_that_has_grown_costs_only_what_is_new(follower, decoder):
    assert follower.transcribe(grown(1.0)).text == "word0"
    before = decoder.fed
    assert follower.transcribe(grown(2.0)).text == "word0 word1"
    assert decoder.fed - before == 32_000
    assert decoder.begun == 2  # when it was opened, and for the turn


def test_another_turn_begins_anew(follower, decoder):
    follower.transcribe(grown(1.0))
    before = decoder.begun
    follower.transcribe(grown(2.0, start=3_200))
    assert decoder.begun == before + 1


def test_silence_is_no_word(follower):
    assert follower.transcribe(Utterance(AudioClip(bytes(64_000), 16_000))).text == ""


def test_a_decoder_that_breaks_is_an_error_and_the_next_turn_gets_another(decoder):
    made = []

    def open_decoder(_options):
        made.append(decoder)
        return decoder

    follower = PocketsphinxFollower(open_decoder, lambda segment, _limit_s: Word(segment.word, 0.0, 0.0))
    decoder.breaks = True
    with pytest.raises(EngineError, match="it broke"):
        follower.transcribe(grown(1.0))
    decoder.breaks = False
    assert follower.transcribe(grown(1.0)).text == "word0"
    assert len(made) == 2
