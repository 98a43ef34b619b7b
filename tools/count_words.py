"""Count in how many of the project's own sentences each word stands, for `simulator/rarity.py`.

    python -m tools.count_words

The sentences are those that the models learn from: what users say, and how newcomers ask.
"""

from __future__ import annotations

from collections import Counter

from simulator.core.word_forms import stem
from simulator.language import words
from simulator.moves.data import load_labelled
from simulator.rarity import WORD_COUNTS
from simulator.subjects.data import load_phrasings

FEWEST_SENTENCES = 3


def main() -> None:
    sentences = [*(text for _, text in load_phrasings()), *(line.text for line in load_labelled())]
    counts = Counter(word for text in sentences for word in {stem(word) for word in words(text)})
    kept = sorted((word, count) for word, count in counts.items() if count >= FEWEST_SENTENCES)
    rows = [f"\t{len(sentences)}", *(f"{word}\t{count}" for word, count in kept)]
    WORD_COUNTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(kept)} words of {len(sentences)} sentences")


if __name__ == "__main__":
    main()
