"""A trigram language model of the project's own sentences, in ARPA format, for the embedded recogniser.

Interpolated Witten-Bell smoothing with back-off (Witten & Bell 1991; Chen & Goodman 1998). Single words are mixed with how
often general English uses them, so that a word the sentences lack can still be heard.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from simulator.language import words

START, END = "<s>", "</s>"
OWN_SHARE = 0.93
"""Weight of the project's own sentences among single words; the rest is general English."""
_NEVER = -99.0


def arpa_model(sentences: Iterable[str], known: Collection[str], general: Mapping[str, float] | None = None) -> str:
    """The model as ARPA text. Words outside `known` (the dictionary) end the n-gram they stand in.

    `general` gives probabilities of single words in general English.
    """
    counts: tuple[Counter[tuple[str, ...]], ...] = (Counter(), Counter(), Counter())
    for sentence in sentences:
        for run in _known_runs(sentence, known):
            for size in (1, 2, 3):
                for start in range(len(run) - size + 1):
                    counts[size - 1][tuple(run[start : start + size])] += 1
    return _write(*_estimate(counts, general or {}, known))


def _known_runs(sentence: str, known: Collection[str]) -> list[list[str]]:
    runs: list[list[str]] = [[START]]
    for word in words(sentence):
        for part in (word,) if word in known else word.split("-"):
            if part in known:
                runs[-1].append(part)
            elif runs[-1]:
                runs.append([])
    runs[-1].append(END)
    return [run for run in runs if run not in ([START, END], [])]


Probabilities = dict[tuple[str, ...], float]


def _estimate(
    counts: tuple[Counter[tuple[str, ...]], ...], general: Mapping[str, float], known: Collection[str]
) -> tuple[list[Probabilities], Probabilities]:
    """Probabilities of 1-, 2- and 3-grams, and the back-off weight of every history."""
    total = sum(count for gram, count in counts[0].items() if gram != (START,))
    allowed = {word: share for word, share in general.items() if word in known}
    general_total = sum(allowed.values()) or 1.0
    own_share = OWN_SHARE if allowed else 1.0
    single: Probabilities = {}
    for gram in {*counts[0], *((word,) for word in allowed)} - {(START,)}:
        own = counts[0][gram] / total if total else 0.0
        single[gram] = own_share * own + (1 - own_share) * allowed.get(gram[0], 0.0) / general_total
    levels, weights = [single], dict[tuple[str, ...], float]()
    for size in (2, 3):
        followers: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for gram in counts[size - 1]:
            followers[gram[:-1]].append(gram)
        level: Probabilities = {}
        lower = levels[-1]
        for history, grams in followers.items():
            seen = sum(counts[size - 1][gram] for gram in grams)
            share = seen / (seen + len(grams))
            for gram in grams:
                level[gram] = share * counts[size - 1][gram] / seen + (1 - share) * lower.get(gram[1:], 0.0)
            left = 1.0 - sum(level[gram] for gram in grams)
            below = 1.0 - sum(lower.get(gram[1:], 0.0) for gram in grams)
            weights[history] = max(left, 1e-9) / max(below, 1e-9)
        levels.append(level)
    return levels, weights


def _write(levels: list[Probabilities], weights: Probabilities) -> str:
    levels[0][(START,)] = 0.0
    lines = ["\\data\\", *(f"ngram {size}={len(level)}" for size, level in enumerate(levels, start=1))]
    for size, level in enumerate(levels, start=1):
        lines += ["", f"\\{size}-grams:"]
        for gram in sorted(level):
            probability = _NEVER if level[gram] <= 0 else math.log10(level[gram])
            weight = weights.get(gram)
            tail = f"\t{min(math.log10(weight), 0.0):.4f}" if weight and size < len(levels) else ""
            lines.append(f"{probability:.4f}\t{' '.join(gram)}{tail}")
    return "\n".join([*lines, "", "\\end\\", ""])
