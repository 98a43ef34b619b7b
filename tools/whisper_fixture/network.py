"""Whisper's network, small, in torch, with two aids to training that are left out of the finished model.

The names of the parts are those of the Hugging Face implementation, which CTranslate2's converter expects. The aids: phones read
off the encoder frame by frame, and encoder heads that begin by looking at fixed distances.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - as everybody calls it
from torch import Tensor, nn

MELS, POSITIONS, MOST_TOKENS = 80, 1_500, 448
"""30 s of sound in steps of 20 ms."""
POSITION_WIDTH = 64
SHORTEST_WAVE, LONGEST_WAVE = 4.0, 900.0
PADDING_POSITIONS = 12
LOCAL_DISTANCES = ((-2, 0, 2, -5, 5, 1), (-4, -1, 1, 4, 0, 8), (-8, -2, 2, 8, 0, -4), (-12, -3, 3, 12, 0, 6))
"""How far, in positions, the heads of each encoder layer look at the start of the training."""
LOCAL_STRENGTH, OTHER_STRENGTH = 1.1, 0.3


@dataclass(frozen=True, slots=True)
class Shape:
    vocabulary: int
    phones: int
    width: int = 160
    heads: int = 5
    encoder_layers: int = 3
    decoder_layers: int = 2

    @property
    def feed_forward(self) -> int:
        return 4 * self.width


@dataclass(frozen=True, slots=True)
class Encoded:
    """States of shape (batch, positions, width); `bias` weighs the positions, the first `heard` of them are sound."""

    states: Tensor
    bias: Tensor | None
    early_states: Tensor
    heard: int


class Attention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj, self.v_proj, self.out_proj = (nn.Linear(width, width) for _ in range(3))
        self.k_proj = nn.Linear(width, width, bias=False)
        for linear in (self.q_proj, self.k_proj, self.v_proj, self.out_proj):
            nn.init.normal_(linear.weight, 0, width**-0.5)
            if linear.bias is not None:
                nn.init.zeros_(linear.bias)
        self.out_proj.weight.data *= 0.5

    def forward(self, states: Tensor, bias: Tensor | None = None, *, causal: bool = False) -> Tensor:
        """Attention of the states to themselves."""
        query, key, value = (self._split(linear(states)) for linear in (self.q_proj, self.k_proj, self.v_proj))
        mixed = F.scaled_dot_product_attention(query.float(), key.float(), value.float(), bias, is_causal=causal)
        return self._joined(mixed.to(value.dtype))

    def look(self, states: Tensor, memory: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Attention to something else, and how much of it went where: (batch, heads, to, from)."""
        query, key, value = (
            self._split(self.q_proj(states)),
            self._split(self.k_proj(memory)),
            self._split(self.v_proj(memory)),
        )
        scores = query.float() @ key.float().transpose(-1, -2) * query.shape[-1] ** -0.5
        weights = (scores if bias is None else scores + bias).softmax(-1)
        return self._joined(weights.to(value.dtype) @ value), weights

    def _split(self, states: Tensor) -> Tensor:
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)

    def _joined(self, mixed: Tensor) -> Tensor:
        joined: Tensor = self.out_proj(mixed.transpose(1, 2).flatten(2))
        return joined


class EncoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn = Attention(shape.width, shape.heads)
        self.self_attn_layer_norm, self.final_layer_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.fc1, self.fc2 = nn.Linear(shape.width, shape.feed_forward), nn.Linear(shape.feed_forward, shape.width)
        self.fc2.weight.data *= 0.5

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        states = states + self.self_attn(self.self_attn_layer_norm(states), bias)
        changed: Tensor = states + self.fc2(F.gelu(self.fc1(self.final_layer_norm(states))))
        return changed


class DecoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn, self.encoder_attn = (Attention(shape.width, shape.heads) for _ in range(2))
        self.self_attn_layer_norm, self.encoder_attn_layer_norm, self.final_layer_norm = (
            nn.LayerNorm(shape.width) for _ in range(3)
        )
        self.fc1, self.fc2 = nn.Linear(shape.width, shape.feed_forward), nn.Linear(shape.feed_forward, shape.width)

    def forward(self, states: Tensor, encoded: Encoded, dropout: float) -> tuple[Tensor, Tensor]:
        def dropped(change: Tensor) -> Tensor:
            return F.dropout(change, dropout, self.training)

        states = states + dropped(self.self_attn(self.self_attn_layer_norm(states), causal=True))
        change, weights = self.encoder_attn.look(self.encoder_attn_layer_norm(states), encoded.states, encoded.bias)
        states = states + dropped(change)
        return states + dropped(self.fc2(F.gelu(self.fc1(self.final_layer_norm(states))))), weights


class Encoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(MELS, shape.width, 3, padding=1)
        self.conv2 = nn.Conv1d(shape.width, shape.width, 3, stride=2, padding=1)
        self.conv2.weight.data[:POSITION_WIDTH] *= 0.1  # the sound is written mostly beside the positions
        frequencies = _frequencies()
        self.embed_positions = nn.Embedding(POSITIONS, shape.width)
        self.embed_positions.weight.data.copy_(_position_table(shape.width, frequencies))
        self.embed_positions.weight.requires_grad_(False)
        layers = [EncoderLayer(shape) for _ in range(shape.encoder_layers)]
        for layer, distances in zip(layers, LOCAL_DISTANCES, strict=False):
            _look_at_distances(layer.self_attn, distances, frequencies)
        self.layers = nn.ModuleList(layers)
        self.layer_norm = nn.LayerNorm(shape.width)

    def forward(self, mel: Tensor) -> Encoded:
        """`mel` of shape (batch, 80, 2 × heard), zeros after the end of each recording."""
        heard = mel.shape[2] // 2
        states = F.gelu(self.conv2(F.gelu(self.conv1(F.pad(mel, (0, 4))))))[:, :, :heard].transpose(1, 2)
        states = states + self.embed_positions.weight[:heard]
        bias = None
        if heard < POSITIONS:
            states, bias = self._padded(states, mel)
        early = states
        for number, layer in enumerate(self.layers):
            states = layer(states, bias)
            if number == len(self.layers) - 2:
                early = states
        return Encoded(self.layer_norm(states), bias, early, heard)

    def _padded(self, states: Tensor, mel: Tensor) -> tuple[Tensor, Tensor]:
        """The model will always be shown 30 s, mostly of zeros. A few positions of that padding, drawn by chance, stand for
        all of it, each weighing as much as the many it stands for: far cheaper, and nearly the same."""
        heard = states.shape[1]
        silent = F.gelu(self.conv2(F.gelu(self.conv1(mel.new_zeros(1, MELS, 16)))))[0, :, 4]
        drawn = torch.randint(heard, POSITIONS, (PADDING_POSITIONS,))
        padding = (silent + self.embed_positions.weight[drawn]).expand(len(states), -1, -1)
        weight = math.log((POSITIONS - heard) / PADDING_POSITIONS)
        bias = torch.cat([torch.zeros(heard), torch.full((PADDING_POSITIONS,), weight)])
        return torch.cat([states, padding.to(states.dtype)], 1), bias.view(1, 1, 1, -1)


class Decoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.embed_positions = nn.Embedding(MOST_TOKENS, shape.width)
        nn.init.normal_(self.embed_tokens.weight, 0, shape.width**-0.5)
        nn.init.normal_(self.embed_positions.weight, 0, 0.02)
        self.layers = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.layer_norm = nn.LayerNorm(shape.width)

    def forward(self, tokens: Tensor, encoded: Encoded, dropout: float) -> tuple[Tensor, Tensor]:
        """Scores of the next tokens, and where the last layer's heads looked while choosing them."""
        states = self.embed_tokens(tokens) + self.embed_positions.weight[: tokens.shape[1]]
        weights = states
        for layer in self.layers:
            states, weights = layer(states, encoded, dropout)
        return F.linear(self.layer_norm(states), self.embed_tokens.weight), weights


class Whisper(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.decoder = Encoder(shape), Decoder(shape)
        self.phones, self.early_phones = (nn.Linear(shape.width, shape.phones) for _ in range(2))


def _frequencies() -> Tensor:
    steps = torch.arange(POSITION_WIDTH // 2) / (POSITION_WIDTH // 2 - 1)
    return 2 * math.pi / (SHORTEST_WAVE * (LONGEST_WAVE / SHORTEST_WAVE) ** steps)


def _position_table(width: int, frequencies: Tensor) -> Tensor:
    angles = torch.arange(POSITIONS)[:, None] * frequencies
    table = torch.zeros(POSITIONS, width)
    table[:, 0:POSITION_WIDTH:2], table[:, 1:POSITION_WIDTH:2] = angles.sin(), angles.cos()
    return table


def _look_at_distances(attention: Attention, distances: tuple[int, ...], frequencies: Tensor) -> None:
    """Let each head begin by matching a position with the one at its distance: keys are turned by that angle."""
    query, key = attention.q_proj.weight.data, attention.k_proj.weight.data
    query *= OTHER_STRENGTH
    key *= OTHER_STRENGTH
    width = len(query) // attention.heads
    chosen = torch.linspace(0, len(frequencies) - 1, width // 2).round().long().tolist()
    for head in range(attention.heads):
        for row, wave in enumerate(chosen):
            angle = float(frequencies[wave]) * distances[head % len(distances)]
            cosine, sine = LOCAL_STRENGTH * math.cos(angle), LOCAL_STRENGTH * math.sin(angle)
            rows = slice(head * width + 2 * row, head * width + 2 * row + 2)
            columns = slice(2 * wave, 2 * wave + 2)
            query[rows, columns] += LOCAL_STRENGTH * torch.eye(2)
            key[rows, columns] += torch.tensor([[cosine, -sine], [sine, cosine]])
