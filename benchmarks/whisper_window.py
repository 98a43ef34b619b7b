"""What the shortened encoder window saves: one turn through a model of base.en's shape, against stock faster-whisper.

    python benchmarks/whisper_window.py [--seconds 6] [--tokens 30] [--repeats 5] [--threads 2]

The weights are random numbers, made on the spot: how long a model of this shape takes does not depend on them, and nothing has
to be fetched. What the model writes is therefore meaningless, and accuracy is not measured here. Both ways write the same
number of tokens, alternate in one run, and the middle time of each counts; word times are left out, they cost the same either
way. With `--model FOLDER` a real model is timed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from simulator.engines.whisper_stt import open_model, window_s  # noqa: E402

WIDTH, HEADS, LAYERS, FEED_FORWARD = 512, 8, 6, 2_048
VOCABULARY, TEXT_TOKENS, POSITIONS, MOST_TOKENS, MELS = 51_864, 50_256, 1_500, 448, 80
"""The shape of base.en."""
WRITTEN_WORD = 1_000
SPECIAL = [
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
]
SPEECH_FOLDER = ROOT / "tests" / "fixtures" / "speech"


def build_model(folder: Path) -> Path:
    """Write a model of random weights, int8, with a tokenizer to match."""
    from ctranslate2.specs import WhisperSpec

    random = np.random.default_rng(0)
    spec = WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    _fill_encoder(spec.encoder, random)
    _fill_decoder(spec.decoder, random)
    tokens = _text_tokens() + SPECIAL
    tokens += [f"<|{0.02 * number:.2f}|>" for number in range(VOCABULARY - len(tokens))]
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[LAYERS - 1, head] for head in range(HEADS)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer(tokens)), encoding="utf-8")
    return folder


def _text_tokens() -> list[str]:
    """The characters of a byte-level vocabulary, and invented words."""
    from tokenizers.pre_tokenizers import ByteLevel

    characters = sorted(ByteLevel.alphabet())
    return characters + [f"Ġw{number}" for number in range(TEXT_TOKENS - len(characters))]


def _tokenizer(tokens: list[str]) -> dict[str, Any]:
    added = [
        {
            "id": TEXT_TOKENS + number,
            "content": name,
            "special": True,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
        }
        for number, name in enumerate(SPECIAL)
    ]
    vocabulary = {name: number for number, name in enumerate(tokens[:TEXT_TOKENS])}
    return {
        "version": "1.0",
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "vocab": vocabulary, "merges": [], "fuse_unk": False, "byte_fallback": False},
    }


def _weights(random: np.random.Generator, *shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.asarray(random.standard_normal(shape) / np.sqrt(shape[-1]), np.float32)


def _fill_linear(linear: Any, random: np.random.Generator, outputs: int, inputs: int) -> None:  # noqa: ANN401
    linear.weight = _weights(random, outputs, inputs)
    linear.bias = np.zeros(outputs, np.float32)


def _fill_norm(norm: Any) -> None:  # noqa: ANN401 - a spec of ctranslate2, which has no types
    norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def _fill_layer(layer: Any, random: np.random.Generator) -> None:  # noqa: ANN401
    _fill_norm(layer.self_attention.layer_norm)
    _fill_linear(layer.self_attention.linear[0], random, 3 * WIDTH, WIDTH)
    _fill_linear(layer.self_attention.linear[1], random, WIDTH, WIDTH)
    _fill_norm(layer.ffn.layer_norm)
    _fill_linear(layer.ffn.linear_0, random, FEED_FORWARD, WIDTH)
    _fill_linear(layer.ffn.linear_1, random, WIDTH, FEED_FORWARD)


def _fill_encoder(encoder: Any, random: np.random.Generator) -> None:  # noqa: ANN401
    for convolution, channels in ((encoder.conv1, MELS), (encoder.conv2, WIDTH)):
        convolution.weight = _weights(random, WIDTH, channels, 3)
        convolution.bias = np.zeros(WIDTH, np.float32)
    encoder.position_encodings.encodings = _weights(random, POSITIONS, WIDTH)
    _fill_norm(encoder.layer_norm)
    for layer in encoder.layer:
        _fill_layer(layer, random)


def _fill_decoder(decoder: Any, random: np.random.Generator) -> None:  # noqa: ANN401
    decoder.embeddings.weight = _weights(random, VOCABULARY, WIDTH)
    decoder.position_encodings.encodings = _weights(random, MOST_TOKENS, WIDTH)
    decoder.projection.weight = decoder.embeddings.weight
    for layer in decoder.layer:
        _fill_layer(layer, random)
        _fill_norm(layer.attention.layer_norm)
        _fill_linear(layer.attention.linear[0], random, WIDTH, WIDTH)
        _fill_linear(layer.attention.linear[1], random, 2 * WIDTH, WIDTH)
        _fill_linear(layer.attention.linear[2], random, WIDTH, WIDTH)
    # whatever it hears, the model writes one and the same word, up to the limit: as many tokens both ways
    decoder.layer_norm.gamma = np.zeros(WIDTH, np.float32)
    decoder.layer_norm.beta = 50 * decoder.embeddings.weight[WRITTEN_WORD]


def turn_of(seconds: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Speech of that length: the spoken sentences of the tests, one after another."""
    from simulator.engines.audio_files import decode_audio
    from simulator.engines.voice_activity import samples

    spoken = [samples(decode_audio(path.read_bytes())) for path in sorted(SPEECH_FOLDER.glob("[!s]*.wav"))]
    joined = np.concatenate(spoken * (1 + int(seconds // 10)))
    return np.asarray(joined[: round(seconds * 16_000)], np.float32)


def timed(model: Any, sound: Any, shortened_s: float | None, tokens: int) -> dict[str, float]:  # noqa: ANN401
    """Seconds for the encoder alone and for the whole turn, and how often the turn was encoded."""
    model.window_s = shortened_s
    encoding_s, encode, times = 0.0, type(model).encode, 0

    def measured(features: Any) -> Any:  # noqa: ANN401
        nonlocal encoding_s, times
        started = time.perf_counter()
        output = encode(model, features)
        encoding_s += time.perf_counter() - started
        times += 1
        return output

    model.encode = measured
    started = time.perf_counter()
    segments, _ = model.transcribe(
        sound,
        language="en",
        beam_size=1,
        temperature=0.0,
        condition_on_previous_text=False,
        vad_filter=True,
        max_new_tokens=tokens,
    )
    list(segments)
    return {"encoder": encoding_s, "total": time.perf_counter() - started, "times": times}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6.0, help="length of the turn")
    parser.add_argument("--tokens", type=int, default=30, help="tokens both ways write, at most")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path, help="a real model instead of the random one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = open_model(options.model or build_model(Path(folder)), threads=options.threads, gpu=False)
        sound = turn_of(options.seconds)
        ways = {"stock, 30 s": None, f"window, {window_s(options.seconds)} s": window_s(options.seconds)}
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
        for _ in range(options.repeats + 1):
            for name, shortened_s in ways.items():
                runs[name].append(timed(model, sound, shortened_s, options.tokens))
    _report(runs, options.seconds)


def _report(runs: dict[str, list[dict[str, float]]], seconds: float) -> None:
    middles = {
        name: {key: statistics.median(one[key] for one in times[1:]) for key in ("encoder", "total", "times")}
        for name, times in runs.items()
    }
    for name, middle in middles.items():
        print(
            f"{name:16} encoder {1000 * middle['encoder']:6.0f} ms ({middle['times']:.0f} ×)   "
            f"whole turn {1000 * middle['total']:6.0f} ms   {middle['total'] / seconds:.2f} of real time"
        )
    stock, window = middles.values()
    print(
        f"encoder {stock['encoder'] / window['encoder']:.1f} × and whole turn {stock['total'] / window['total']:.1f} × as fast"
    )


if __name__ == "__main__":
    main()
