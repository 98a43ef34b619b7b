"""Learn to hear fillers from synthetic speech: a seed gives the same speech, and so the same model."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.fillers.candidates import Candidates, find_candidates
from simulator.fillers.frames import Floats, SpeechFrames
from simulator.fillers.mixes import TRAINING_VOICES, Mix, as_recognised, make_mix
from simulator.fillers.model import MODEL_FILE, FillerModel, FillerNetwork, model_to_bytes

MIXES = 98
SEED = 11
HIDDEN = 24
SHORTEST_WORDS, LONGEST_WORDS = 6, 20
HELD_OUT = 4
"""One mix in four, of other voices, sets the threshold and gives the figures."""
LEAST_SHARED = 0.5
Framing = Callable[[Floats], SpeechFrames]
Span = tuple[float, float]


def learn_fillers(sentences: Sequence[str], framing: Framing, *, mixes: int = MIXES, seed: int = SEED) -> FillerModel:
    """A model from so many mixes (a minute or two). Raises `SetupError` without espeak-ng, `EngineMissing` without pitch."""
    chance = random.Random(seed)
    fitting = [one for one in sentences if SHORTEST_WORDS <= len(one.split()) <= LONGEST_WORDS]
    made = [
        make_mix(chance.choice(fitting), TRAINING_VOICES[number % len(TRAINING_VOICES)], chance)
        for number in range(mixes)
    ]
    frames = [framing(one.sound) for one in made]
    held = [number % len(TRAINING_VOICES) % HELD_OUT == 1 for number in range(mixes)]
    recognised = [as_recognised(one, chance) for one in made]
    return FillerModel(
        words=_learn(made, [find_candidates(*pair) for pair in zip(frames, recognised, strict=True)], held, seed),
        sound=_learn(made, [find_candidates(one, None) for one in frames], held, seed),
    )


def remake_fillers(sentences: Sequence[str], framing: Framing, path: Path = MODEL_FILE) -> bool:
    """Learn and put the model in its place; whether it changed."""
    content = model_to_bytes(learn_fillers(sentences, framing))
    before = path.read_bytes() if path.exists() else b""
    if content != before:
        path.write_bytes(content)
    return content != before


def alike(span: Span, filler: Span) -> bool:
    """Whether a span is that filler: they share at least half of the shorter of both."""
    shared_s = min(span[1], filler[1]) - max(span[0], filler[0])
    return shared_s >= LEAST_SHARED * min(span[1] - span[0], filler[1] - filler[0])


def agreement(spans: Sequence[Span], fillers: Sequence[Span]) -> tuple[int, int]:
    """How many spans are fillers, and how many fillers were found."""
    right = sum(any(alike(span, one) for one in fillers) for span in spans)
    return right, sum(any(alike(span, one) for span in spans) for one in fillers)


def _learn(made: Sequence[Mix], found: Sequence[Candidates], held: Sequence[bool], seed: int) -> FillerNetwork:
    from sklearn.neural_network import MLPClassifier

    learnt = [pair for pair, out in zip(zip(made, found, strict=True), held, strict=True) if not out]
    features = np.concatenate([candidates.features for _, candidates in learnt]).astype(np.float64)
    wanted = [any(alike(span, one) for one in mix.fillers) for mix, candidates in learnt for span in candidates.spans]
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    fitted = MLPClassifier((HIDDEN,), solver="lbfgs", alpha=3.0, max_iter=5000, random_state=seed)
    fitted.fit((features - mean) / spread, wanted)
    network = FillerNetwork(
        mean=np.asarray(mean, np.float32),
        spread=np.asarray(spread, np.float32),
        weights_in=np.asarray(fitted.coefs_[0], np.float32),
        offsets_in=np.asarray(fitted.intercepts_[0], np.float32),
        weights_out=np.asarray(fitted.coefs_[1][:, 0], np.float32),
        offset_out=np.asarray(fitted.intercepts_[1], np.float32),
        threshold=0.5,
        precision=0.0,
        recall=0.0,
    )
    return _measured(network, [pair for pair, out in zip(zip(made, found, strict=True), held, strict=True) if out])


def _measured(network: FillerNetwork, unseen: Sequence[tuple[Mix, Candidates]]) -> FillerNetwork:
    """The network with the threshold that does best on speech it has not seen, and how well it does there."""
    likely = [network.probabilities(candidates.features) for _, candidates in unseen]
    there = sum(len(mix.fillers) for mix, _ in unseen)
    best, best_score = network, -1.0
    for threshold in np.arange(0.2, 0.81, 0.05):
        right = said = hit = 0
        for (mix, candidates), probabilities in zip(unseen, likely, strict=True):
            spans = [span for span, one in zip(candidates.spans, probabilities, strict=True) if one >= threshold]
            more_right, more_hit = agreement(spans, mix.fillers)
            right, said, hit = right + more_right, said + len(spans), hit + more_hit
        precision, recall = right / max(1, said), hit / max(1, there)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        if score > best_score:
            best = replace(network, threshold=float(threshold), precision=precision, recall=recall)
            best_score = score
    return best
