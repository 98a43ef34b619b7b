"""The embedded speech recogniser: pocketsphinx, with its acoustic model in the wheel and a language model of our own.

It understands much less well than Whisper, but it is always there. Three things help it, measured on synthetic speech: silence
around the recording with its peak at one half and faint noise (word errors 83 % → 53 %), and a language model of the
sentences people say in such talks (→ 31 %, and four times as fast).
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
from simulator.engines.audio_files import SPEECH_RATE_HZ, require_turn_length
from simulator.engines.language_model import arpa_model
from simulator.engines.pronunciation import guess_phones
from simulator.engines.voice_activity import samples, speech_spans
from simulator.errors import EngineError, EngineMissing
from simulator.language import words

PADDING_S = 0.5
PEAK = 0.5
NOISE = 0.001
MODEL_VERSION = 2
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
        if not speech_spans(utterance.clip):
            return Transcript("", engine=self.name)
        with self._lock:
            decoder = self._ready()
            try:
                decoder.start_utt()
                decoder.process_raw(_prepared(utterance.clip), no_search=False, full_utt=True)
                decoder.end_utt()
                found = list(decoder.seg() or ())
            except RuntimeError as error:
                raise EngineError(f"The recogniser failed ({error}). Record again, or type.", stage="hear") from error
        heard = [word for segment in found if (word := _word(segment, utterance.clip.duration_s)) is not None]
        return Transcript(" ".join(word.text for word in heard), tuple(heard), self.name)

    def _ready(self) -> Any:  # noqa: ANN401 - pocketsphinx has no types
        if self._decoder is None:
            try:
                from pocketsphinx import Decoder, get_model_path
            except ImportError as error:
                raise EngineMissing(
                    "The built-in recogniser is not installed.", fix="Run: pip install -r requirements.txt"
                ) from error
            folder = Path(get_model_path()) / "en-us"
            dictionary = folder / "cmudict-en-us.dict"
            known = _dictionary_words(dictionary)
            extra = [name for name in self._names if name not in known and guess_phones(name)]
            language_model = self._language_model(known | set(extra))
            self._decoder = Decoder(
                hmm=str(folder / "en-us"),
                dict=str(dictionary),
                lm=str(language_model),
                loglevel="FATAL",
                lw=7.5,
                wip=0.5,
                beam=1e-60,
                wbeam=1e-40,
                pbeam=1e-60,
            )
            for name in extra:
                self._decoder.add_word(name, guess_phones(name), update=False)
        return self._decoder

    def _language_model(self, known: set[str]) -> Path:
        content = "\n".join((str(MODEL_VERSION), *self._names, *self._sentences)).encode()
        path = self._cache_folder / f"talk-{hashlib.sha256(content).hexdigest()[:16]}.arpa"
        if not path.exists():
            sentences = (*self._sentences, *self._names)
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch = path.with_suffix(f".{os.getpid()}.new")
            scratch.write_text(arpa_model(sentences, known, _general_english(known)), encoding="utf-8")
            scratch.replace(path)
        return path


def _dictionary_words(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as lines:
        return {_ALTERNATIVE.sub("", line.split(" ", 1)[0]) for line in lines if line.strip()}


def _general_english(known: Collection[str]) -> dict[str, float]:
    """How often general English uses a word, from the language model in the wheel."""
    from pocketsphinx import NGramModel, get_model_path

    model = NGramModel.readfile(str(Path(get_model_path()) / "en-us" / "en-us.lm.bin"))
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


def _word(segment: Any, duration_s: float) -> Word | None:  # noqa: ANN401 - pocketsphinx has no types
    text = _ALTERNATIVE.sub("", segment.word)
    if text.startswith(("<", "[", "+")):
        return None
    start_s = min(max(0.0, segment.start_frame / _FRAMES_PER_SECOND - PADDING_S), duration_s)
    end_s = min(max(start_s, (segment.end_frame + 1) / _FRAMES_PER_SECOND - PADDING_S), duration_s)
    return Word(text, start_s, end_s)
