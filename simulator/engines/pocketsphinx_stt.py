"""The embedded speech recogniser: pocketsphinx, with its acoustic model in the wheel and a language model of our own.

It understands much less well than Whisper, but it is always there. Two things help it: silence around the recording with its
peak at one half and faint noise, and a language model of what people say in such talks. Measured on 36 sentences that the
language model has not seen, in six voices of espeak-ng (`benchmarks/hearing.py`): 44 % of the words come out wrong; 51 % with the
general language model of the wheel; 70 % without preparing the sound. Its acoustic model is made for human voices, so these
figures compare ways of hearing and promise nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from simulator.domain import AudioClip, Transcript, Utterance, Word
from simulator.engines.audio_files import SPEECH_RATE_HZ, cut, require_turn_length
from simulator.engines.language_model import arpa_model
from simulator.engines.pocketsphinx_live import PocketsphinxFollower
from simulator.engines.pronunciation import guess_phones
from simulator.engines.voice_activity import samples, speech_spans
from simulator.errors import EngineError, EngineMissing
from simulator.language import words

PADDING_S = 0.5
EDGE_S = 0.1
"""Kept around the speech. Longer silence before or after it, as a click leaves it, changes what is understood."""
PEAK = 0.5
NOISE = 0.001
DICTIONARY = "cmudict-en-us.dict"
LANGUAGE_WEIGHT, WORD_PENALTY = 7.5, 0.5
"""How much the language model weighs against the sound, and the price of a word; beams are the library's own."""
MODEL_VERSION = 3
"""Part of the cache key: another way of building the language model is another file."""
_FRAMES_PER_SECOND = 100
LOGARITHM_BASE, UNKNOWN_WORD = 1.0001, -1e8
"""How pocketsphinx writes probabilities."""
_ALTERNATIVE = re.compile(r"\(\d+\)$")


class PocketsphinxTranscriber:
    """`sentences` teach the language model; `names` are words to listen for that no dictionary has. The model is built at
    the first use (some seconds) and kept in `cache_folder`. Safe from several threads: they take turns."""

    name = "built-in recogniser"

    def __init__(self, sentences: Iterable[str], cache_folder: Path, names: Iterable[str] = ()) -> None:
        self._sentences = tuple(sentences)
        self._names = tuple(dict.fromkeys(word for name in names for word in words(name)))
        self._cache_folder = cache_folder
        self._decoder: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Build or read the language model. Raises `EngineMissing` without the library."""
        with self._lock:
            self._ready()

    def transcribe(self, utterance: Utterance) -> Transcript:
        require_turn_length(utterance.clip)
        spans = speech_spans(utterance.clip, pad_s=EDGE_S)
        if not spans:
            return Transcript("", engine=self.name)
        speech = cut(utterance.clip, spans[0][0], spans[-1][1])
        with self._lock:
            found = self._decode(self._ready(), _prepared(speech))
        heard = [
            word for segment in found if (word := _word(segment, speech.duration_s, offset_s=spans[0][0])) is not None
        ]
        return Transcript(" ".join(word.text for word in heard), tuple(heard), self.name)

    def follower(self) -> PocketsphinxFollower:
        """A recogniser for one call: given a turn that has grown, it hears only what is new."""
        return PocketsphinxFollower(self._another, _word)

    def _another(self, options: dict[str, object]) -> Any:  # noqa: ANN401 - pocketsphinx has no types
        """A decoder of its own, with the same words."""
        with self._lock:
            self._ready()
        folder = _model_folder()
        decoder = _decoder(folder, self._cache_folder / f"talk-{self._fingerprint()}.arpa", **options)
        known = _dictionary_words(folder / DICTIONARY)
        for name in self._names:
            if name not in known and (phones := guess_phones(name)):
                decoder.add_word(name, phones, update=False)
        return decoder

    def _decode(self, decoder: Any, pcm16: bytes) -> list[Any]:  # noqa: ANN401 - pocketsphinx has no types
        try:
            decoder.start_utt()
            decoder.process_raw(pcm16, no_search=False, full_utt=True)
            decoder.end_utt()
            return list(decoder.seg() or ())
        except RuntimeError as error:
            self._decoder = None  # it may be left in the middle of a turn: the next one gets a fresh decoder
            raise EngineError(f"The recogniser failed ({error}). Record again, or type.", stage="hear") from error

    def _ready(self) -> Any:  # noqa: ANN401 - pocketsphinx has no types
        if self._decoder is None:
            folder = _model_folder()
            known = _dictionary_words(folder / DICTIONARY)
            extra = {name: phones for name in self._names if name not in known and (phones := guess_phones(name))}
            path = self._cache_folder / f"talk-{self._fingerprint()}.arpa"
            try:
                self._decoder = self._open(folder, path, known | extra.keys())
            except OSError as error:
                raise EngineError(
                    f"The recogniser cannot keep its language model in {self._cache_folder} ({error.strerror}). "
                    "Make that folder writable.",
                    stage="hear",
                ) from error
            for name, phones in extra.items():
                self._decoder.add_word(name, phones, update=False)
        return self._decoder

    def _open(self, folder: Path, path: Path, known: set[str]) -> Any:  # noqa: ANN401 - pocketsphinx has no types
        if path.exists():
            try:
                return _decoder(folder, path)
            except RuntimeError:  # damaged on the disk: written anew below
                path.unlink()
        sentences = (*self._sentences, *self._names)
        _write_whole(path, arpa_model(sentences, known, _general_english(folder, known)))
        return _decoder(folder, path)

    def _fingerprint(self) -> str:
        content = "\n".join((str(MODEL_VERSION), *self._names, *self._sentences))
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def _model_folder() -> Path:
    try:
        from pocketsphinx import get_model_path
    except ImportError as error:
        raise EngineMissing(
            "The built-in recogniser is not installed.", fix="Run: pip install -r requirements.txt"
        ) from error
    return Path(get_model_path()) / "en-us"


def _decoder(folder: Path, language_model: Path, **options: object) -> Any:  # noqa: ANN401 - pocketsphinx has no types
    from pocketsphinx import Decoder

    return Decoder(
        hmm=str(folder / "en-us"),
        dict=str(folder / DICTIONARY),
        lm=str(language_model),
        loglevel="FATAL",
        lw=LANGUAGE_WEIGHT,
        wip=WORD_PENALTY,
        **options,
    )


def _write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all, whoever else writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
    try:
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def _dictionary_words(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as lines:
        return {_ALTERNATIVE.sub("", line.split(" ", 1)[0]) for line in lines if line.strip()}


def _general_english(folder: Path, known: Collection[str]) -> dict[str, float]:
    """How often general English uses a word, from the language model in the wheel."""
    from pocketsphinx import NGramModel

    model = NGramModel.readfile(str(folder / "en-us.lm.bin"))
    logarithms = {word: model.prob([word]) for word in known}
    return {word: LOGARITHM_BASE**one for word, one in logarithms.items() if one > UNKNOWN_WORD}


def _prepared(clip: AudioClip) -> bytes:
    """The sound as the recogniser likes it: silence around, peak at one half, faint noise (always the same)."""
    import numpy as np

    sound = samples(clip)
    peak = float(np.abs(sound).max()) or 1.0
    silence = np.zeros(round(PADDING_S * SPEECH_RATE_HZ), np.float32)
    padded = np.concatenate([silence, sound * (PEAK / peak), silence])
    noise = np.random.default_rng(0).normal(0.0, NOISE, len(padded))
    return (np.clip(padded + noise, -1.0, 1.0) * 32767).astype("<i2").tobytes()


def _word(segment: Any, duration_s: float, *, offset_s: float = 0.0) -> Word | None:  # noqa: ANN401 - pocketsphinx has no types
    text = _ALTERNATIVE.sub("", segment.word)
    if text.startswith(("<", "[", "+")):
        return None
    start_s = min(max(0.0, segment.start_frame / _FRAMES_PER_SECOND - PADDING_S), duration_s)
    end_s = min(max(start_s, (segment.end_frame + 1) / _FRAMES_PER_SECOND - PADDING_S), duration_s)
    return Word(text, offset_s + start_s, offset_s + end_s)
