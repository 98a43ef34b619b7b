"""Which words are taken for which: `simulator/moves/data_noise/confusions.tsv`, from pronunciations and from readings.

    python -m tools.heard.make_confusions

Words sound alike when few phones differ, and those that differ are of one kind (`LIKE_PHONES`); a common word is heard
rather than a rare one. What the recogniser really took a word for (`readings.tsv`) comes first if it sounds at all alike: the rest
of what stands in the same place is a sentence gone wrong, not a word.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
from numpy.typing import NDArray
from pocketsphinx import get_model_path
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from simulator.engines.pocketsphinx_stt import DICTIONARY
from simulator.engines.pronunciation import guess_phones
from simulator.language import words
from simulator.moves.data import load_labelled
from simulator.moves.noise import CONFUSIONS, HEADER, NOTHING_SAID
from tools.heard.speak_and_hear import Reading, read_readings

LIKE_PHONES = (
    "P B", "T D", "K G", "F V TH DH", "S Z", "SH ZH CH JH", "M N NG", "L R W Y", "HH",
    "IY IH", "EY EH AE", "AA AO AH ER", "UH UW OW", "AY", "AW", "OY",
)  # fmt: skip
MOST_FROM_PHONES, MOST_OBSERVED, MOST_FROM_NOTHING = 4, 4, 24
LEAST_TIMES_SAID = 3
"""A word that the labelled lines use less often is hardly what a recogniser would hear."""
LEAST_ALIKE, LEAST_ALIKE_OBSERVED = 0.5, 0.35
COMMON_WEIGHT = 0.03
"""What a word gains for being e times as common; sounding alike counts from 0 to 1."""

Matrix = NDArray[np.float32]
_LETTER = {phone: chr(ord("A") + number) for number, phone in enumerate(" ".join(LIKE_PHONES).split())}
_KIND = {phone: chr(ord("a") + number) for number, kind in enumerate(LIKE_PHONES) for phone in kind.split()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the labelled lines, most common first, with phones; the first `hearable` may be heard for others."""

    counts: Mapping[str, int]
    phones: Mapping[str, tuple[str, ...]]
    hearable: tuple[str, ...]


def pronunciations(path: Path) -> dict[str, tuple[str, ...]]:
    """The first pronunciation of each word."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: tuple(row[1:]) for row in rows if row and not row[0].endswith(")")}


def vocabulary() -> Vocabulary:
    known = pronunciations(Path(get_model_path()) / "en-us" / DICTIONARY)
    counts = Counter(word for line in load_labelled() for word in words(line.text))
    phones = {word: known.get(word) or tuple(guess_phones(word).split()) for word, _ in counts.most_common()}
    hearable = tuple(word for word, times in counts.most_common() if times >= LEAST_TIMES_SAID and word in known)
    return Vocabulary(counts, {word: sounds for word, sounds in phones.items() if sounds}, hearable)


def alike(said: Sequence[tuple[str, ...]], heard: Sequence[tuple[str, ...]]) -> Matrix:
    """How alike words sound, from 0 to 1: half of it is equal phones, half phones of one kind."""
    halves = [
        cdist(_spelt(said, letters), _spelt(heard, letters), scorer=Levenshtein.normalized_similarity, dtype=np.float32)
        for letters in (_LETTER, _KIND)
    ]
    return np.asarray((halves[0] + halves[1]) / 2, np.float32)


def _spelt(pronounced: Iterable[tuple[str, ...]], letters: Mapping[str, str]) -> list[str]:
    return ["".join(letters[phone] for phone in phones) for phones in pronounced]


def from_phones(known: Vocabulary) -> dict[str, list[str]]:
    """For each word the common words nearest in sound, best first."""
    likeness = alike(list(known.phones.values()), [known.phones[word] for word in known.hearable])
    common = np.array([COMMON_WEIGHT * math.log(known.counts[word]) for word in known.hearable], np.float32)
    scores = np.where(likeness >= LEAST_ALIKE, likeness + common, 0.0)
    table: dict[str, list[str]] = {}
    for word, row in zip(known.phones, scores, strict=True):
        best = [int(place) for place in np.argsort(-row, kind="stable")[: MOST_FROM_PHONES + 1] if row[place] > 0]
        table[word] = [known.hearable[place] for place in best if known.hearable[place] != word][:MOST_FROM_PHONES]
    return table


def swapped_words(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    """Said and heard, word by word; an empty said is a word that nobody said, an empty heard one that was lost."""
    for one in readings:
        aligned = jiwer.process_words(" ".join(words(one.reference)), " ".join(words(one.text)))
        said, heard = aligned.references[0], aligned.hypotheses[0]
        for chunk in aligned.alignments[0]:
            mine, theirs = (
                said[chunk.ref_start_idx : chunk.ref_end_idx],
                heard[chunk.hyp_start_idx : chunk.hyp_end_idx],
            )
            if chunk.type == "substitute":
                yield from zip(mine, theirs, strict=True)
            elif chunk.type == "insert":
                yield from (("", word) for word in theirs)
            elif chunk.type == "delete":
                yield from ((word, "") for word in mine)


def observed(swaps: Mapping[tuple[str, str], int], known: Vocabulary) -> dict[str, list[str]]:
    """What words were really taken for, most often first, where it sounds at all alike."""
    table: dict[str, list[str]] = defaultdict(list)
    for (said, heard), _ in sorted(swaps.items(), key=lambda swap: (-swap[1], swap[0])):
        if said in known.phones and heard in known.phones and len(table[said]) < MOST_OBSERVED:
            likeness = alike([known.phones[said]], [known.phones[heard]])[0, 0]
            if likeness >= LEAST_ALIKE_OBSERVED:
                table[said].append(heard)
    return table


def main() -> None:
    known = vocabulary()
    swaps = Counter(swapped_words(one for one in read_readings() if one.text))
    seen, near = observed(swaps, known), from_phones(known)
    added = [heard for (said, heard), _ in swaps.most_common() if not said and heard in known.counts]
    table = {word: list(dict.fromkeys([*seen.get(word, []), *near[word]])) for word in sorted(known.phones)}
    rows = [f"{word}\t{' '.join(others)}" for word, others in table.items() if others]
    rows.insert(0, f"{NOTHING_SAID}\t{' '.join(added[:MOST_FROM_NOTHING])}")
    CONFUSIONS.parent.mkdir(parents=True, exist_ok=True)
    CONFUSIONS.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8", newline="\n")
    print(f"{len(rows) - 1} words, {sum(map(len, seen.values()))} confusions as observed")


if __name__ == "__main__":
    main()
