"""What browsers and phones record is read; what is not sound gets a sentence."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest

from simulator.domain import AudioClip
from simulator.engines.audio_files import MOST_BYTES, decode_audio, encode_wav, resampled
from simulator.errors import AudioError

SPEECH = Path(__file__).resolve().parents[1] / "fixtures" / "speech" / "career.wav"


def tone(seconds, rate_hz=48_000):
    wave = 0.4 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate_hz)) / rate_hz)
    return (wave * 32767).astype("<i2")


def encoded(container, codec, *, seconds=1.0, rate_hz=48_000, layout="stereo"):
    memory = io.BytesIO()
    with av.open(memory, "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate_hz)
        stream.layout = layout
        samples = np.repeat(tone(seconds, rate_hz), 2 if layout == "stereo" else 1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = rate_hz
        resampler = av.AudioResampler(
            format=stream.format, layout=layout, rate=rate_hz, frame_size=stream.frame_size or 1024
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return memory.getvalue()


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("webm", "libopus"),
        ("ogg", "libopus"),
        ("mp3", "libmp3lame"),
        ("ipod", "aac"),
        ("flac", "flac"),
        ("wav", "pcm_s16le"),
    ],
)
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_every_usual_format_becomes_mono_at_16_khz(container, codec, layout):
    clip = decode_audio(encoded(container, codec, layout=layout))
    assert clip.sample_rate_hz == 16_000
    assert clip.duration_s == pytest.approx(1.0, abs=0.1)
    samples = np.frombuffer(clip.pcm16, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) / len(samples) * 16_000 == pytest.approx(440, abs=5)


def test_a_clip_survives_the_way_through_wav_and_another_rate():
    clip = decode_audio(SPEECH.read_bytes())
    assert decode_audio(encode_wav(clip)) == clip
    assert resampled(clip, 8_000).duration_s == pytest.approx(clip.duration_s, abs=0.01)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"hello, this is no sound at all" * 50, "not sound"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "not sound|holds no sound"),
        (bytes(MOST_BYTES + 1), "MB is the most"),
        (f"#EXTM3U\n#EXTINF:9,\nfile://{SPEECH}\n#EXT-X-ENDLIST\n".encode(), "not sound"),
        (f"ffconcat version 1.0\nfile {SPEECH}\n".encode(), "not sound"),
    ],
    ids=["empty", "text", "header only", "too large", "playlist", "list of files"],
)
def test_what_is_no_recording_gets_a_sentence(data, says):
    with pytest.raises(AudioError, match=says):
        decode_audio(data)


def test_a_file_that_breaks_off_gives_what_can_be_heard_of_it():
    for whole in (encoded("webm", "libopus", seconds=3.0), SPEECH.read_bytes()):
        assert 0.5 < decode_audio(whole[: len(whole) // 2]).duration_s < 2.5


def test_damaged_recordings_raise_nothing_but_sentences():
    chance = Random(7)
    whole = [encoded("webm", "libopus"), encoded("ipod", "aac"), encoded("flac", "flac"), SPEECH.read_bytes()[:20_000]]
    for _ in range(60):
        damaged = bytearray(chance.choice(whole))
        for _ in range(chance.choice([1, 5, 20])):
            damaged[chance.randrange(min(len(damaged), 400))] = chance.randrange(256)
        with suppress(AudioError):
            decode_audio(bytes(damaged[: chance.randrange(20, len(damaged))]))


def test_the_limit_is_named_in_the_words_of_the_limit():
    with pytest.raises(AudioError, match=r"Answer\.wav is longer than 20 seconds"):
        decode_audio(encode_wav(AudioClip(bytes(2 * 1_000 * 25), 1_000)), name="Answer.wav", most_s=20.0)


def test_two_hours_are_refused_without_decoding_them_all():
    two_hours = encode_wav(AudioClip(bytes(2 * 2 * 3600 * 1_000), 1_000))
    with pytest.raises(AudioError, match="longer than 10 minutes"):
        decode_audio(two_hours)


def test_a_film_without_sound_is_said_so():
    memory = io.BytesIO()
    with av.open(memory, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        output.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        output.mux(stream.encode(None))
    with pytest.raises(AudioError, match="holds no sound"):
        decode_audio(memory.getvalue())
