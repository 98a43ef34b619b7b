"""Speech to text by a server of your own with the OpenAI-compatible `/v1/audio/transcriptions`."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import Any
from uuid import uuid4

from simulator.domain import Transcript, Utterance, Word
from simulator.engines.audio_files import encode_wav, require_turn_length, resampled
from simulator.engines.voice_activity import speech_spans
from simulator.errors import EngineError, SetupError

MOST_ANSWER_BYTES = 4 * 1024 * 1024
READ_BYTES = 64 * 1024


class RemoteTranscriber:
    """Sends each turn as WAV to `base_url` + `/v1/audio/transcriptions`; nothing is sent to anybody else."""

    def __init__(
        self, base_url: str, *, model: str = "whisper-1", api_key: str | None = None, limit_s: float = 30.0
    ) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise SetupError(f"'{base_url}' is not the address of a server.", fix="It begins with http:// or https://.")
        self._url = base_url.rstrip("/").removesuffix("/v1") + "/v1/audio/transcriptions"
        self._model = model
        self._api_key = api_key
        self._limit_s = limit_s
        self.name = f"server {model}"

    def transcribe(self, utterance: Utterance) -> Transcript:
        require_turn_length(utterance.clip)
        if not speech_spans(utterance.clip):
            return Transcript("", engine=self.name)
        answer = self._ask(encode_wav(resampled(utterance.clip)))
        words = _words(answer.get("words"), utterance.clip.duration_s)
        return Transcript(str(answer["text"]).strip(), words, self.name)

    def _ask(self, wav: bytes) -> dict[str, Any]:
        body, boundary = _form(self._model, wav)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        if self._api_key:
            headers["Authorization"] = f"Bearer {self._api_key}"
        request = urllib.request.Request(self._url, data=body, headers=headers)  # noqa: S310 - checked above
        until_s = time.monotonic() + self._limit_s
        try:
            with urllib.request.urlopen(request, timeout=self._limit_s) as response:  # noqa: S310
                raw = _read(response, until_s)
        except urllib.error.HTTPError as error:
            with error:
                raise EngineError(
                    f"The speech server {self._url} answered {error.code} {error.reason}. Check its address, key and "
                    "model in the settings.",
                    stage="hear",
                ) from error
        except (OSError, HTTPException, ValueError) as error:
            raise EngineError(
                f"The speech server {self._url} does not answer ({error}). Start it, or choose another engine in the "
                "settings.",
                stage="hear",
            ) from error
        return _transcript(raw, self._url)


def _read(response: HTTPResponse, until_s: float) -> bytes:
    """What the server sends, up to one byte more than is allowed. Raises `TimeoutError` when it takes too long."""
    raw = bytearray()
    while len(raw) <= MOST_ANSWER_BYTES and (piece := response.read1(READ_BYTES)):
        raw += piece
        if time.monotonic() > until_s:
            raise TimeoutError("it takes too long")
    return bytes(raw)


def _transcript(raw: bytes, url: str) -> dict[str, Any]:
    try:
        answer = json.loads(raw) if len(raw) <= MOST_ANSWER_BYTES else None
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("text"), str):
        raise EngineError(f"The speech server {url} gave an answer that is not a transcript.", stage="hear")
    return answer


def _words(listed: object, limit_s: float) -> tuple[Word, ...]:
    """The words of an answer, in the order of their times and within the clip; none where the server gives none."""
    found: list[Word] = []
    for one in listed if isinstance(listed, list) else ():
        match one:
            case {"word": str(text), "start": int() | float() as start, "end": int() | float() as end}:
                start_s = min(max(0.0, start), limit_s)
                found.append(Word(text.strip(), start_s, min(max(start_s, end), limit_s)))
    return tuple(sorted(found, key=lambda word: word.start_s))


def _form(model: str, wav: bytes) -> tuple[bytes, str]:
    boundary = uuid4().hex
    fields = {
        "model": model,
        "language": "en",
        "temperature": "0",
        "response_format": "verbose_json",
        "timestamp_granularities[]": "word",
    }
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="turn.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    return b"".join(parts) + head.encode() + wav + f"\r\n--{boundary}--\r\n".encode(), boundary
