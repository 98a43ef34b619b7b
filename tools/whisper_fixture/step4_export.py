"""Step 4: the trained network as a CTranslate2 model, as faster-whisper reads it.

python tools/whisper_fixture/step4_export.py [--quantization int8]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from corpus import vocabulary
from ctranslate2.specs import WhisperSpec
from network import Whisper
from numpy.typing import NDArray
from step1_speak import BUILD
from step2_tokenizer import TOKENIZER
from step3_train import GUIDED_HEADS, load
from torch import Tensor, nn

MODEL = BUILD / "model"
PREPROCESSOR = {"feature_size": 80, "sampling_rate": 16_000, "hop_length": 160, "n_fft": 400, "chunk_length": 30}


def specification(network: Whisper) -> Any:  # noqa: ANN401 - a WhisperSpec; the library has no types
    """The network in CTranslate2's terms."""
    shape = network.shape
    spec = WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _copy_encoder(spec.encoder, network.encoder)
    _copy_decoder(spec.decoder, network.decoder)
    return spec


def _copy_encoder(spec: Any, encoder: Any) -> None:  # noqa: ANN401
    for target, convolution in ((spec.conv1, encoder.conv1), (spec.conv2, encoder.conv2)):
        target.weight, target.bias = _array(convolution.weight), _array(convolution.bias)
    spec.position_encodings.encodings = _array(encoder.embed_positions.weight)
    _copy_norm(spec.layer_norm, encoder.layer_norm)
    for target, layer in zip(spec.layer, encoder.layers, strict=True):
        _copy_common(target, layer)


def _copy_decoder(spec: Any, decoder: Any) -> None:  # noqa: ANN401
    spec.embeddings.weight = spec.projection.weight = _array(decoder.embed_tokens.weight)
    spec.position_encodings.encodings = _array(decoder.embed_positions.weight)
    _copy_norm(spec.layer_norm, decoder.layer_norm)
    for target, layer in zip(spec.layer, decoder.layers, strict=True):
        _copy_common(target, layer)
        attention = layer.encoder_attn
        _copy_norm(target.attention.layer_norm, layer.encoder_attn_layer_norm)
        _copy_linear(target.attention.linear[0], attention.q_proj)
        _copy_linear(target.attention.linear[1], attention.k_proj, attention.v_proj)
        _copy_linear(target.attention.linear[2], attention.out_proj)


def _copy_common(target: Any, layer: Any) -> None:  # noqa: ANN401
    """What the layers of both sides have: attention to themselves, and the two linear ones."""
    attention = layer.self_attn
    _copy_norm(target.self_attention.layer_norm, layer.self_attn_layer_norm)
    _copy_linear(target.self_attention.linear[0], attention.q_proj, attention.k_proj, attention.v_proj)
    _copy_linear(target.self_attention.linear[1], attention.out_proj)
    _copy_norm(target.ffn.layer_norm, layer.final_layer_norm)
    _copy_linear(target.ffn.linear_0, layer.fc1)
    _copy_linear(target.ffn.linear_1, layer.fc2)


def _copy_linear(target: Any, *linears: nn.Linear) -> None:  # noqa: ANN401
    """Several as one, side by side; one without a bias has zeros."""
    target.weight = np.concatenate([_array(one.weight) for one in linears])
    biases = [np.zeros(len(one.weight), np.float32) if one.bias is None else _array(one.bias) for one in linears]
    target.bias = np.concatenate(biases)


def _copy_norm(target: Any, norm: nn.LayerNorm) -> None:  # noqa: ANN401
    target.gamma, target.beta = _array(norm.weight), _array(norm.bias)


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.detach().float().numpy()


def export(network: Whisper, folder: Path, quantization: str) -> None:
    tokenizer = json.loads(TOKENIZER.read_text(encoding="utf-8"))
    numbers = tokenizer["model"]["vocab"] | {one["content"]: one["id"] for one in tokenizer["added_tokens"]}
    tokens = sorted(numbers, key=numbers.__getitem__)
    tokens += [f"<|{0.02 * number:.2f}|>" for number in range(network.shape.vocabulary - len(tokens))]
    spec = specification(network)
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [numbers["Ġ"], numbers["<|endoftext|>"]]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[network.shape.decoder_layers - 1, head] for head in GUIDED_HEADS]
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    compact = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact, encoding="utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSOR), encoding="utf-8")
    (folder / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quantization", default="int8")
    options = parser.parse_args()
    export(load(), MODEL, options.quantization)
    for path in sorted(MODEL.iterdir()):
        print(f"{path.stat().st_size:9} {path}")


if __name__ == "__main__":
    main()
