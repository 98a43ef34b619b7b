"""Whisper: how much sound it encodes, what it does when it goes wrong, and where its models come from."""

from __future__ import annotations

import json
import threading
from collections import namedtuple
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from simulator.domain import AudioClip, Utterance
from simulator.engines import whisper_stt
from simulator.engines.audio_files import decode_audio
from simulator.engines.whisper_models import download_model, find_model, missing_files
from simulator.engines.whisper_stt import WhisperTranscriber, open_model, timed_words, window_s
from simulator.errors import EngineError, ModelUnavailable
from simulator.settings import Settings, SpeechEngine
from simulator.wiring import chosen_engine

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MODEL = FIXTURES / "whisper-tiny-synthetic"
Found = namedtuple("Found", "word start end probability")
Segment = namedtuple("Segment", "text words compression_ratio")
Device = namedtuple("Device", "device")


def spoken(name):
    return Utterance(decode_audio((FIXTURES / "speech" / f"{name}.wav").read_bytes()))


class FakeWhisper:
    """A model that gives what it is told to, and remembers in which window it was asked."""

    def __init__(self, *answers, device="cpu"):
        self.model = Device(device)
        self.window_s = None
        self.windows = []
        self._answers = iter(answers)

    def transcribe(self, _sound, **options):
        assert options["condition_on_previous_text"] is False
        self.windows.append(self.window_s)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return iter([Segment(answer, [Found(answer, 0.1, 0.4, 0.9)], 9.0 if "again again" in answer else 1.0)]), None


@pytest.fixture
def hearing_with(monkeypatch):
    def build(*models):
        waiting = iter(models)
        monkeypatch.setattr(whisper_stt, "open_model", lambda *_, **__: next(waiting))
        return WhisperTranscriber(MODEL, models_folder=Path("nowhere"))

    return build


# ── the window ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("turn_s", "window"), [(1, 10), (8, 10), (9, 11), (20, 22), (20.1, None), (300, None)])
def test_a_short_turn_is_encoded_in_a_window_of_its_own_length(turn_s, window):
    assert window_s(turn_s) == window


def test_the_model_encodes_only_the_window():
    model = open_model(MODEL, threads=1)
    silence = np.zeros((80, 3_000), np.float32)
    assert model.encode(silence).shape[1] == 1_500
    model.window_s = 10.0
    assert model.encode(silence).shape[1] == 500


def test_a_turn_that_comes_out_repeating_itself_is_heard_again_in_the_full_window(hearing_with):
    model = FakeWhisper("again again again", "once more")
    assert hearing_with(model).transcribe(spoken("day")).text == "once more"
    assert model.windows == [10.0, None]


@pytest.mark.parametrize("name", ["career", "day", "hiring", "thanks"])
def test_the_short_window_hears_what_the_full_one_hears(name):
    full = WhisperTranscriber(MODEL, models_folder=Path("nowhere"), shorten_window=False)
    short = WhisperTranscriber(MODEL, models_folder=Path("nowhere"))
    assert short.transcribe(spoken(name)).text == full.transcribe(spoken(name)).text


# ── when it goes wrong ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_graphics_card_without_its_libraries_gives_way_to_the_processor(hearing_with):
    broken = FakeWhisper(RuntimeError("library libcublas is not found"), device="cuda")
    ear = hearing_with(broken, FakeWhisper("good morning", "and again"))
    assert ear.transcribe(spoken("day")).text == "good morning"
    assert ear.transcribe(spoken("day")).text == "and again"


def test_a_processor_that_fails_is_said_so(hearing_with):
    with pytest.raises(EngineError, match="Whisper failed") as error:
        hearing_with(FakeWhisper(RuntimeError("out of memory"))).transcribe(spoken("day"))
    assert error.value.stage == "hear"


def test_silence_never_reaches_the_model(hearing_with):
    model = FakeWhisper("thank you for watching")
    noise = np.random.default_rng(1).normal(0, 300, 48_000).astype("<i2").tobytes()
    ear = hearing_with(model)
    for clip in (AudioClip(noise, 16_000), AudioClip(bytes(64_000), 16_000)):
        assert ear.transcribe(Utterance(clip)).text == ""
    assert model.windows == []


def test_word_times_are_kept_in_order_and_inside_the_clip():
    found = [Found(" so", -0.2, 0.3, 0.9), Found(" how", 0.9, 0.8, 0.9), Found(" did", 0.5, 7.0, 0.9)]
    assert [(one.text, one.start_s, one.end_s) for one in timed_words(found, 5.0)] == [
        ("so", 0.0, 0.3),
        ("how", 0.9, 0.9),
        ("did", 0.9, 5.0),
    ]


# ── where models are ─────────────────────────────────────────────────────────────────────────────────────────────


def copy_of_model(folder, *, without=()):
    folder.mkdir(parents=True)
    for path in MODEL.iterdir():
        if path.name not in without:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_model_is_found_by_its_path_and_by_its_name(tmp_path):
    assert find_model(str(MODEL), tmp_path) == MODEL
    assert find_model("base.en", tmp_path) is None
    folder = copy_of_model(tmp_path / "base.en")
    assert find_model("base.en", tmp_path) == folder


@pytest.mark.parametrize("missing", ["model.bin", "tokenizer.json", "config.json", "vocabulary.json"])
def test_a_model_that_is_not_complete_is_no_model_and_says_what_is_missing(tmp_path, missing):
    folder = copy_of_model(tmp_path / "base.en", without=[missing])
    assert find_model("base.en", tmp_path) is None
    assert missing_files(folder)[0].startswith(missing)
    for wanted in ("base.en", str(folder)):
        with pytest.raises(ModelUnavailable, match=missing):
            WhisperTranscriber(wanted, models_folder=tmp_path).load()


def test_files_that_are_no_model_are_said_so(tmp_path):
    folder = copy_of_model(tmp_path / "base.en", without=["model.bin"])
    (folder / "model.bin").write_bytes(b"not a model at all")
    with pytest.raises(ModelUnavailable, match="can be loaded"):
        WhisperTranscriber("base.en", models_folder=tmp_path).load()


def test_a_model_that_is_not_there_says_how_to_get_it(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"models download base\.en"):
        WhisperTranscriber("base.en", models_folder=tmp_path).load()
    with pytest.raises(ModelUnavailable, match="folder that exists"):
        WhisperTranscriber(tmp_path / "elsewhere", models_folder=tmp_path).load()


def test_choosing_automatically_never_finds_the_model_of_the_tests():
    assert chosen_engine(Settings()) is SpeechEngine.EMBEDDED


# ── fetching ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Hub(BaseHTTPRequestHandler):
    """As much of a model hub as fetching one repository takes. With `breaks` the big file breaks off at first."""

    files: ClassVar[dict[str, bytes]] = {}
    breaks = False
    ranges: ClassVar[list[str]] = []
    revision = "0123456789abcdef0123456789abcdef01234567"

    def do_HEAD(self):
        self._answer(with_body=False)

    def do_GET(self):
        if self.path.startswith("/api/"):
            listing = {"id": "x", "sha": self.revision, "siblings": [{"rfilename": name} for name in self.files]}
            if "/tree/" in self.path:
                listing = [
                    {"type": "file", "path": name, "size": len(data), "oid": sha256(data).hexdigest()}
                    for name, data in self.files.items()
                ]
            self._send(200, json.dumps(listing).encode(), {"Content-Type": "application/json"})
        else:
            self._answer(with_body=True)

    def _answer(self, *, with_body):
        name = self.path.rsplit("/", 1)[-1]
        data = self.files[name]
        headers = {"ETag": f'"{sha256(data).hexdigest()}"', "X-Repo-Commit": self.revision}
        start = int((self.headers["Range"] or "bytes=0-").removeprefix("bytes=").split("-")[0]) if with_body else 0
        if start:
            self.ranges.append(name)
        if with_body and self.breaks and name == "model.bin" and not start:
            self._send(200, data[: len(data) // 2], headers | {"Content-Length": str(len(data))})
            self.connection.close()
            return
        self._send(206 if start else 200, data[start:], headers, with_body=with_body)

    def _send(self, status, body, headers, *, with_body=True):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def hub():
    Hub.files = {path.name: path.read_bytes() for path in MODEL.iterdir() if path.suffix != ".md"}
    Hub.breaks, Hub.ranges = False, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_model_is_fetched_with_its_progress_and_used_from_then_on(hub, tmp_path):
    told = []
    callers = set()

    def show(done, total):
        told.append((done, total))
        callers.add(threading.current_thread())

    folder = download_model("base.en", tmp_path, show, endpoint=hub)
    assert folder == tmp_path / "base.en" == find_model("base.en", tmp_path)
    assert (folder / "model.bin").read_bytes() == (MODEL / "model.bin").read_bytes()
    assert not (folder / "vocab.txt").exists()  # nothing that the model does not need
    assert told[-1][0] >= 3_600_000
    assert told[-1][1] == 148_000_000
    assert callers == {threading.current_thread()}  # a page can only be drawn on by its own thread
    assert "manager" in WhisperTranscriber("base.en", models_folder=tmp_path).transcribe(spoken("hiring")).text


def test_a_file_that_breaks_off_is_fetched_on_from_there(hub, tmp_path):
    Hub.breaks = True
    Hub.files["model.bin"] = bytes(24_000_000)  # the library keeps pieces of ten million bytes
    folder = download_model("base.en", tmp_path, lambda *_: None, endpoint=hub)
    assert Hub.ranges == ["model.bin"]
    assert (folder / "model.bin").stat().st_size == 24_000_000


def test_a_download_without_network_says_what_to_do(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"copy them into .*base\.en"):
        download_model("base.en", tmp_path, lambda *_: None, endpoint="http://127.0.0.1:9")
    assert find_model("base.en", tmp_path) is None


def test_a_model_nobody_published_is_refused_with_the_names_there_are(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"no speech model 'huge'.*base\.en"):
        download_model("huge", tmp_path, lambda *_: None)
    assert list(tmp_path.iterdir()) == []
