"""Step 3: train from nothing. About two hours on two cores.

    python tools/whisper_fixture/step3_train.py [--minutes 120] [--threads 2]

Four losses: the next token; the phone of each position, after the last encoder layer and after the one before; and where the two
heads of the last decoder layer look that will give word times. The last three come from espeak's own times and make the model
learn within hours what would otherwise take it days.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - as everybody calls it
from examples import IGNORED, Alphabet, Batch, Example, batch_of
from network import Shape, Whisper
from recordings import read_shard
from step1_speak import BUILD, SHARDS
from step2_tokenizer import PHONES, TOKENIZER
from tokenizers import Tokenizer
from torch import Tensor

CHECKPOINT = BUILD / "checkpoint.pt"
POSITIONS_PER_BATCH = 4_000
SORTED_AT_ONCE = 600
LEARNING_RATE, WARM_UP_STEPS = 1.6e-3, 200
DROPOUT, SMOOTHING = 0.05, 0.03
PHONE_WEIGHT, EARLY_PHONE_WEIGHT, LOOK_WEIGHT = 0.4, 0.2, 0.3
GUIDED_HEADS = (0, 1)
SAVE_EVERY_S = 240.0


def alphabet() -> Alphabet:
    phones = json.loads(PHONES.read_text(encoding="utf-8"))
    return Alphabet(Tokenizer.from_file(str(TOKENIZER)), phones)


def batches(examples: list[Example], letters: Alphabet, random: np.random.Generator) -> Iterator[Batch]:
    """For ever: examples of similar length together, in random order."""
    while True:
        order = random.permutation(len(examples))
        for first in range(0, len(order), SORTED_AT_ONCE):
            some = sorted((examples[n] for n in order[first : first + SORTED_AT_ONCE]), key=lambda one: one.positions)
            groups = list(_groups(some))
            for number in random.permutation(len(groups)):
                yield batch_of(groups[number], letters, random, training=True)


def _groups(examples: list[Example]) -> Iterator[list[Example]]:
    group: list[Example] = []
    for one in examples:
        if group and (len(group) + 1) * (one.positions + 20) > POSITIONS_PER_BATCH:
            yield group
            group = []
        group.append(one)
    yield group


def losses(network: Whisper, batch: Batch) -> Tensor:
    """Token, phone, early phone and look, unweighted, shape (4,)."""
    with torch.autocast("cpu", torch.bfloat16):
        encoded = network.encoder(batch.mel)
        scores, looks = network.decoder(batch.inputs, encoded, DROPOUT)
        late = network.phones(encoded.states[:, : encoded.heard])
        early = network.early_phones(encoded.early_states[:, : encoded.heard])
    token = _cross_entropy(scores, batch.targets, SMOOTHING)
    return torch.stack(
        [
            token,
            _cross_entropy(late, batch.phones),
            _cross_entropy(early, batch.phones),
            _look(looks, batch, encoded.heard),
        ]
    )


def _cross_entropy(scores: Tensor, targets: Tensor, smoothing: float = 0.0) -> Tensor:
    return F.cross_entropy(
        scores.float().flatten(0, 1), targets.flatten(), label_smoothing=smoothing, ignore_index=IGNORED
    )


def _look(looks: Tensor, batch: Batch, heard: int) -> Tensor:
    """How little the guided heads look at where each token is spoken."""
    spoken = batch.where.sum(-1) > 0
    seen = torch.stack([(looks[:, head, :, :heard] * batch.where).sum(-1) for head in GUIDED_HEADS])
    return -((seen + 1e-4).log() * spoken).sum() / spoken.sum().clamp(min=1) / len(GUIDED_HEADS)


def train(network: Whisper, stream: Iterator[Batch], minutes: float, most_steps: int) -> None:
    started_s = saved_s = time.monotonic()
    optimizer = torch.optim.AdamW(_parameters(network), lr=LEARNING_RATE, betas=(0.9, 0.98))
    weights = torch.tensor([1.0, PHONE_WEIGHT, EARLY_PHONE_WEIGHT, LOOK_WEIGHT])
    for step, batch in enumerate(stream, start=1):
        done = (time.monotonic() - started_s) / (60 * minutes)
        if done >= 1 or step > most_steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * max(0.01, min(1.0, step / WARM_UP_STEPS) * (1 - done) ** 0.8)
        found = losses(network, batch)
        optimizer.zero_grad()
        (found * weights).sum().backward()  # type: ignore[no-untyped-call]
        if torch.isfinite(torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)):
            optimizer.step()
        if step % 50 == 0 or step == most_steps:
            names = ("token", "phone", "early phone", "look")
            print(
                f"{step:6}", *(f"{name} {one:.3f}" for name, one in zip(names, found.tolist(), strict=True)), flush=True
            )
        if time.monotonic() - saved_s > SAVE_EVERY_S:
            save(network)
            saved_s = time.monotonic()


def _parameters(network: Whisper) -> list[dict[str, object]]:
    """Weight decay for the matrices alone."""
    trained = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    decayed = [one for name, one in trained if one.ndim > 1 and "embed" not in name]
    others = [one for name, one in trained if one.ndim <= 1 or "embed" in name]
    return [{"params": decayed, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}]


def save(network: Whisper) -> None:
    scratch = CHECKPOINT.with_suffix(".new")
    torch.save({"shape": asdict(network.shape), "weights": network.state_dict()}, scratch)
    scratch.replace(CHECKPOINT)


def load(path: Path = CHECKPOINT) -> Whisper:
    kept = torch.load(path, weights_only=True)
    network = Whisper(Shape(**kept["shape"]))
    network.load_state_dict(kept["weights"])
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--steps", type=int, default=10**9, help="at most so many, for a trial")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    letters = alphabet()
    examples = [letters.example(one) for path in sorted(SHARDS.glob("*.npz")) for one in read_shard(path)]
    network = Whisper(Shape(letters.size, len(letters.phones))).train()
    print(
        f"{len(examples)} recordings, {sum(one.numel() for one in network.parameters()) / 1e6:.2f} million parameters"
    )
    train(network, batches(examples, letters, np.random.default_rng(0)), options.minutes, options.steps)
    save(network)


if __name__ == "__main__":
    main()
