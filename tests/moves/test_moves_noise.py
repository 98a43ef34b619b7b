"""Texts as a poor recogniser hears them: how many words go wrong, in which way, and the same each time."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import jiwer
import pytest

from simulator.errors import SetupError
from simulator.language import words
from simulator.moves import noise
from simulator.moves.data import load_labelled
from simulator.moves.noise import HIGHEST_RATE, load_confusions, rough_reader, roughen

ROOT = Path(__file__).resolve().parents[2]
MOST_FILE_BYTES = 300_000
ASK = "I wondered whether there might be any openings on your team, since I'd love to work here."


@pytest.fixture(scope="module")
def texts() -> list[str]:
    every = [line.text for line in load_labelled()]
    return random.Random(3).sample(every, 300)


def roughened(texts: list[str], rate: float, seed: int = 11) -> list[str]:
    return [rough_reader(rate, seed)(text) for text in texts]


def plain(text: str) -> str:
    return " ".join(words(text))


@pytest.mark.parametrize(("rate", "tolerance"), [(0.05, 0.015), (0.10, 0.02), (0.20, 0.03)])
@pytest.mark.parametrize("seed", [11, 12])
def test_about_as_many_words_are_wrong_as_was_asked_for(
    texts: list[str], rate: float, tolerance: float, seed: int
) -> None:
    wrong = jiwer.wer([plain(text) for text in texts], roughened(texts, rate, seed))

    assert wrong == pytest.approx(rate, abs=tolerance)


def test_most_errors_are_other_words_some_are_losses_and_some_additions(texts: list[str]) -> None:
    counted = jiwer.process_words([plain(text) for text in texts], roughened(texts, 0.1))
    kinds = (counted.substitutions, counted.deletions, counted.insertions)

    assert [kind / sum(kinds) for kind in kinds] == pytest.approx([0.65, 0.20, 0.15], abs=0.06)


def test_some_lines_are_heard_well_and_some_badly(texts: list[str]) -> None:
    rates = [jiwer.wer(plain(text), heard) for text, heard in zip(texts, roughened(texts, 0.1), strict=True)]

    assert min(rates) == 0
    assert max(rates) > 0.3


def test_no_rate_is_the_plain_reading(texts: list[str]) -> None:
    assert roughened(texts, 0.0) == [plain(text) for text in texts]


def test_the_same_chance_mishears_in_the_same_way() -> None:
    assert roughen(ASK, 0.3, random.Random(5)) == roughen(ASK, 0.3, random.Random(5))
    assert len({roughen(ASK, 0.3, random.Random(seed)) for seed in range(20)}) > 10


def test_a_reader_mishears_a_text_in_the_same_way_whatever_it_read_before(texts: list[str]) -> None:
    reader = rough_reader(0.2, 1)

    assert [reader(text) for text in texts] == [rough_reader(0.2, 1)(text) for text in reversed(texts)][::-1]
    assert roughened(texts, 0.2, seed=1) != roughened(texts, 0.2, seed=2)


def test_the_same_words_come_out_in_another_process() -> None:
    program = f"from simulator.moves.noise import rough_reader; print(rough_reader(0.3, 4)({ASK!r}))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)

    assert result.stdout.strip() == rough_reader(0.3, 4)(ASK)


def test_what_is_heard_is_lower_case_words_without_punctuation(texts: list[str]) -> None:
    for heard in roughened(texts, 0.2):
        assert heard == plain(heard)


@pytest.mark.parametrize("text", ["To be there", "Is it so?", "Thank you, goodbye!", "Yes."])
def test_something_is_always_heard(text: str) -> None:
    assert all(roughen(text, HIGHEST_RATE, random.Random(seed)) for seed in range(500))


def test_where_nothing_was_said_nothing_is_heard() -> None:
    assert roughen("…", 0.2, random.Random(1)) == ""


@pytest.mark.parametrize("rate", [-0.1, HIGHEST_RATE + 0.01, 5])
def test_an_absurd_rate_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="share of wrong words"):
        roughen(ASK, rate, random.Random(1))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("hire", "higher"),
        ("hired", "hire"),
        ("hiring", "firing"),
        ("opening", "open"),
        ("position", "permission"),
        ("internship", "internships"),
        ("job", "top"),
        ("café", "coffee"),
        ("to", "two"),
        ("the", "a"),
        ("and", "on"),
    ],
)
def test_words_are_taken_for_words_that_sound_alike(said: str, heard: str) -> None:
    assert heard in load_confusions().of[said]


def test_no_word_is_taken_for_itself() -> None:
    table = load_confusions()

    assert [word for word, others in table.of.items() if word in others] == []
    assert len(table.from_nothing) == len(set(table.from_nothing)) > 5


def test_a_name_no_dictionary_has_becomes_a_word_spelt_alike() -> None:
    heard = {roughen("Marrketingham", 0.5, random.Random(seed)).split()[0] for seed in range(60)}

    assert "marketing" in heard


def test_a_word_like_nothing_else_still_becomes_a_word() -> None:
    heard = {roughen("2019 4711", 0.5, random.Random(seed)) for seed in range(60)}

    assert len(heard) > 5


def test_the_table_is_small() -> None:
    assert noise.CONFUSIONS.stat().st_size < MOST_FILE_BYTES


def test_nothing_is_read_before_the_first_use() -> None:
    heavy = "sklearn numpy scipy jiwer pocketsphinx".split()
    program = (
        "import sys, simulator.moves.noise as noise; print(noise.load_confusions.cache_info().currsize, "
        f"[name for name in {heavy!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)

    assert result.stdout.strip() == "0 []"


@pytest.mark.parametrize("content", [None, "", "word\tother\n", f"{noise.HEADER}\nhire\n", f"{noise.HEADER}\na\tthe\n"])
def test_a_broken_table_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "confusions.tsv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(noise, "CONFUSIONS", path)

    with pytest.raises(SetupError, match=r"confusions\.tsv"):
        load_confusions.__wrapped__()
