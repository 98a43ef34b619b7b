"""Step 2: a byte-level tokenizer with Whisper's special tokens, and the list of phonemes that the shards hold.

python tools/whisper_fixture/step2_tokenizer.py
"""

from __future__ import annotations

import json
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from corpus import utterance, vocabulary
from recordings import read_shard
from step1_speak import BUILD, SHARDS
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

TOKENIZER, PHONES = BUILD / "tokenizer.json", BUILD / "phones.json"
PIECES = 1_150
SENTENCES, LETTER_WEIGHT, WORD_WEIGHT = 12_000, 3_000, 10
"""How much of what the pieces are learnt from: single letters so that any word can be spelt, words so that each is whole."""
SPECIAL = (
    "<|endoftext|> <|startoftranscript|> <|en|> <|translate|> <|transcribe|> "
    "<|startoflm|> <|startofprev|> <|nospeech|> <|notimestamps|>"
).split()
"""In Whisper's order; the timestamps follow right after the last one."""
PAUSE, UNKNOWN = "", "<unk>"
SEEN_AT_LEAST, SHARDS_READ = 20, 3


def training_text() -> Iterator[str]:
    random = Random(7)
    for _ in range(SENTENCES):
        yield f" {utterance(random)}"
    for letter in string.ascii_letters + string.digits:
        yield from [f" {letter}"] * LETTER_WEIGHT
    for word in vocabulary():
        yield from [f" {word}"] * WORD_WEIGHT


def build_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=PIECES, initial_alphabet=alphabet, special_tokens=[], show_progress=False)
    tokenizer.train_from_iterator(training_text(), trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in SPECIAL])
    return tokenizer


def phones_in(paths: list[Path], seen_at_least: int) -> list[str]:
    counts = Counter(phone for path in paths for one in read_shard(path) for _, phone in one.phones if phone)
    return [PAUSE, UNKNOWN, *(phone for phone, count in counts.most_common() if count >= seen_at_least)]


def main() -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    tokenizer = build_tokenizer()
    tokenizer.save(str(TOKENIZER))
    phones = phones_in(sorted(SHARDS.glob("*.npz"))[:SHARDS_READ], SEEN_AT_LEAST)
    PHONES.write_text(json.dumps(phones), encoding="utf-8")
    print(f"{tokenizer.get_vocab_size()} tokens, {len(phones)} phones")


if __name__ == "__main__":
    main()
