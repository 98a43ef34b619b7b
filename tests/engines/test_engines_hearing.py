"""One contract for every ear: silence is empty, speech is words, times lie in the clip, threads take turns."""

from __future__ import annotations

import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jiwer
import pytest

from simulator.domain import AudioClip, Utterance
from simulator.engines.audio_files import MOST_TURN_S, decode_audio, resampled
from simulator.engines.fake import FakeTranscriber
from simulator.engines.pocketsphinx_stt import PocketsphinxTranscriber
from simulator.engines.remote_stt import MOST_ANSWER_BYTES, RemoteTranscriber, _read
from simulator.engines.whisper_stt import WhisperTranscriber
from simulator.errors import AudioError, EngineError, SetupError
from simulator.moves.spoken_text import sentences_to_expect

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MODEL = FIXTURES / "whisper-tiny-synthetic"
SPOKEN = {
    "career": "how did you get started in your career",
    "day": "could you tell me about a typical day",
    "hiring": "could you refer me to the hiring manager",
    "thanks": "thank you so much for your time today",
}
ENGINES = ("whisper", "pocketsphinx", "remote", "fake")


def clip(name):
    return decode_audio((FIXTURES / "speech" / f"{name}.wav").read_bytes())


def plain(text):
    return "".join(one for one in text.lower() if one.isalnum() or one in " '").strip()


class Server(BaseHTTPRequestHandler):
    """A speech server that knows one sentence; `answer` is what it sends back."""

    answer: bytes = b""
    status = 200
    heard_key = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert b"RIFF" in body
        assert b'name="model"' in body
        Server.heard_key = self.headers["Authorization"]
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def speech_server():
    words = SPOKEN["career"].split()
    Server.status = 200
    Server.answer = json.dumps(
        {
            "text": SPOKEN["career"],
            "words": [{"word": word, "start": 0.2 * n, "end": 0.2 * n + 0.1} for n, word in enumerate(words)],
        }
    ).encode()
    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def whisper():
    return WhisperTranscriber(str(MODEL), models_folder=Path("nowhere"))


@pytest.fixture(scope="module")
def pocketsphinx(tmp_path_factory):
    return PocketsphinxTranscriber(
        sentences_to_expect(), tmp_path_factory.mktemp("cache"), names=["Nadia Rahman", "Solheim"]
    )


@pytest.fixture(params=ENGINES)
def ear(request):
    if request.param == "remote":
        return RemoteTranscriber(request.getfixturevalue("speech_server"))
    if request.param == "fake":
        return FakeTranscriber([SPOKEN["career"]] * 20)
    return request.getfixturevalue(request.param)


def test_silence_is_empty_and_no_exception(ear):
    assert ear.transcribe(Utterance(clip("silence"))).text == ""
    assert ear.transcribe(Utterance(AudioClip(b"", 16_000))).text == ""


def test_speech_becomes_its_words_with_times_inside_the_clip(ear):
    heard = clip("career")
    transcript = ear.transcribe(Utterance(heard))
    assert jiwer.wer(SPOKEN["career"], plain(transcript.text)) <= 0.2
    assert transcript.engine == ear.name
    starts = [word.start_s for word in transcript.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start_s <= word.end_s <= heard.duration_s + 0.01 for word in transcript.words)
    assert len(transcript.words) >= 6


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_any_sample_rate_will_do(ear, rate_hz):
    assert "career" in ear.transcribe(Utterance(resampled(clip("career"), rate_hz))).text


def test_a_turn_that_is_too_long_is_refused(ear):
    with pytest.raises(AudioError, match="longer than 10 minutes"):
        ear.transcribe(Utterance(AudioClip(b"\0\0" * int((MOST_TURN_S + 1) * 100), 100)))


def test_four_threads_get_the_same_words(ear):
    if isinstance(ear, FakeTranscriber):
        pytest.skip("the fake gives each text once")
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: ear.transcribe(Utterance(clip("career"))).text, range(4)))
    assert len(texts) == 1


@pytest.mark.parametrize("engine", ["whisper", "pocketsphinx"])
def test_word_errors_over_the_spoken_sentences(request, engine):
    ear = request.getfixturevalue(engine)
    heard = [plain(ear.transcribe(Utterance(clip(name))).text) for name in SPOKEN]
    assert jiwer.wer(list(SPOKEN.values()), heard) <= 0.15


# ── the server ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("status", "answer"), [(500, b"{}"), (200, b"<html>"), (200, b"[1]"), (200, b'{"words": []}')])
def test_a_server_that_fails_is_said_so(speech_server, status, answer):
    Server.status, Server.answer = status, answer
    with pytest.raises(EngineError, match="speech server") as error:
        RemoteTranscriber(speech_server).transcribe(Utterance(clip("career")))
    assert error.value.stage == "hear"


def test_an_answer_beyond_the_limit_is_not_read_to_its_end(speech_server):
    Server.answer = b'{"text": "' + b"a" * MOST_ANSWER_BYTES + b'"}'
    with pytest.raises(EngineError, match="not a transcript"):
        RemoteTranscriber(speech_server).transcribe(Utterance(clip("career")))


def test_a_server_that_talks_for_longer_than_its_limit_is_given_up():
    with pytest.raises(TimeoutError):
        _read(io.BufferedReader(io.BytesIO(b"{}")), until_s=0.0)


def test_words_of_a_server_are_put_in_order_and_odd_ones_left_out(speech_server):
    words = [
        {"word": " two", "start": 1, "end": 99},
        {"word": "one", "start": -0.5, "end": 0.4},
        "three",
        {"word": 4},
        {"word": "five", "start": "x", "end": None},
    ]
    Server.answer = json.dumps({"text": " one two ", "words": words}).encode()
    heard = RemoteTranscriber(speech_server + "/v1/", api_key="secret").transcribe(Utterance(clip("career")))
    assert heard.text == "one two"
    assert [(word.text, word.start_s) for word in heard.words] == [("one", 0.0), ("two", 1.0)]
    assert heard.words[-1].end_s == clip("career").duration_s
    assert Server.heard_key == "Bearer secret"


def test_a_server_that_is_not_there_and_an_address_that_is_none():
    with pytest.raises(EngineError, match="does not answer"):
        RemoteTranscriber("http://127.0.0.1:9", limit_s=2).transcribe(Utterance(clip("career")))
    with pytest.raises(SetupError, match="not the address"):
        RemoteTranscriber("file:///etc/passwd")
