"""The built-in recogniser: what it expects to hear, how names may sound, and what it keeps on the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.domain import AudioClip, Utterance
from simulator.engines import pocketsphinx_stt
from simulator.engines.audio_files import decode_audio
from simulator.engines.language_model import END, START, arpa_model
from simulator.engines.pocketsphinx_stt import PEAK, PocketsphinxTranscriber
from simulator.engines.pronunciation import guess_phones
from simulator.errors import EngineError

SPEECH = Path(__file__).resolve().parents[1] / "fixtures" / "speech"
SENTENCES = ["how did you get started in your career", "could you tell me about a typical day"]


def read_arpa(text):
    """N-grams with (probability, back-off weight), as any reader of the format would see them."""
    grams = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) > 1:
            weight = 10 ** float(fields[2]) if len(fields) > 2 else 1.0
            grams[tuple(fields[1].split())] = (10 ** float(fields[0]), weight)
    return grams


def probability(grams, gram):
    if gram in grams:
        return grams[gram][0]
    weight = grams.get(gram[:-1], (0.0, 1.0))[1]
    return weight * probability(grams, gram[1:])


KNOWN = {"how", "did", "you", "get", "started", "here", "the", "well"}
GENERAL = {"the": 0.5, "well": 0.3, "here": 0.2}


@pytest.fixture(scope="module")
def grams():
    return read_arpa(arpa_model(["How did you get here?", "How did you get started?", "You did well"], KNOWN, GENERAL))


@pytest.mark.parametrize(
    "history", [(), (START,), ("get",), ("the",), ("did", "you"), (START, "how"), ("well", "well")]
)
def test_after_every_history_the_words_share_exactly_one(grams, history):
    words = [gram[0] for gram in grams if len(gram) == 1 and gram != (START,)]
    assert sum(probability(grams, (*history, word)) for word in words) == pytest.approx(1.0, abs=0.002)


def test_what_was_said_before_is_expected_and_the_rest_stays_possible(grams):
    assert probability(grams, ("did", "you", "get")) > 0.4
    assert 0 < probability(grams, ("did", "you", "the")) < 0.1
    assert probability(grams, ("get", "the")) > 0  # a word of general English alone


def test_a_word_without_a_pronunciation_breaks_the_sentence_and_stays_out():
    grams = read_arpa(arpa_model(["how did Zbigniew get started"], KNOWN))
    assert ("did", "get") not in grams
    assert not any("zbigniew" in gram for gram in grams)
    assert ("get", "started") in grams
    assert ("started", END) in grams


@pytest.mark.parametrize(
    ("name", "phones"),
    [("Solheim", "S OW L HH AY M"), ("Nadia", "N AA D IY AA"), ("Shaw", "SH AO"), ("Quine", "K W IY N"), ("42", "")],
)
def test_a_name_gets_a_sound_it_might_have(name, phones):
    assert guess_phones(name) == phones


def test_the_sound_is_padded_levelled_and_the_same_every_time():
    clip = decode_audio((SPEECH / "day.wav").read_bytes())
    quiet = AudioClip((np.frombuffer(clip.pcm16, "<i2") // 8).astype("<i2").tobytes(), clip.sample_rate_hz)
    prepared = pocketsphinx_stt._prepared(quiet)
    samples = np.frombuffer(prepared, "<i2") / 32768
    assert len(samples) == len(clip.pcm16) // 2 + 16_000
    assert np.abs(samples).max() == pytest.approx(PEAK, abs=0.01)
    assert 0 < np.abs(samples[:8_000]).max() < 0.01
    assert prepared == pocketsphinx_stt._prepared(quiet)


def test_words_are_timed_from_the_start_of_the_clip_not_of_the_padding(tmp_path):
    clip = decode_audio((SPEECH / "career.wav").read_bytes())
    words = PocketsphinxTranscriber(SENTENCES, tmp_path).transcribe(Utterance(clip)).words
    assert words[0].start_s < 0.3
    assert clip.duration_s - words[-1].end_s < 0.6


def test_silence_around_the_words_changes_neither_them_nor_their_times(tmp_path):
    ear = PocketsphinxTranscriber(SENTENCES, tmp_path)
    clip = decode_audio((SPEECH / "career.wav").read_bytes())
    silence = b"\0\0" * clip.sample_rate_hz
    plain = ear.transcribe(Utterance(clip)).words
    late = ear.transcribe(Utterance(AudioClip(silence + clip.pcm16 + silence * 2, clip.sample_rate_hz))).words
    assert [word.text for word in late] == [word.text for word in plain]
    assert late[0].start_s == pytest.approx(plain[0].start_s + 1.0, abs=0.1)
    assert late[-1].end_s == pytest.approx(plain[-1].end_s + 1.0, abs=0.1)


def test_the_language_model_is_built_once_and_shared(tmp_path):
    PocketsphinxTranscriber(SENTENCES, tmp_path).load()
    [kept] = tmp_path.iterdir()
    written_ns = kept.stat().st_mtime_ns
    PocketsphinxTranscriber(SENTENCES, tmp_path).load()
    assert [path.stat().st_mtime_ns for path in tmp_path.iterdir()] == [written_ns]
    PocketsphinxTranscriber(SENTENCES, tmp_path, names=["Solheim"]).load()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_language_model_is_written_anew(tmp_path):
    PocketsphinxTranscriber(SENTENCES, tmp_path).load()
    [kept] = tmp_path.iterdir()
    size = kept.stat().st_size
    kept.write_text("not a language model")
    PocketsphinxTranscriber(SENTENCES, tmp_path).load()
    assert kept.stat().st_size == size


def test_a_cache_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(EngineError, match="writable"):
        PocketsphinxTranscriber(SENTENCES, tmp_path / "cache").load()
