"""The labelled lines as they may be heard, and in the pieces in which they are judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from simulator.domain import MoveKind, Severity
from simulator.errors import SetupError
from simulator.language import words
from simulator.moves import readings
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.features import read_passage
from simulator.moves.pieces import as_recognised, make_pieces
from simulator.moves.readings import (
    FEWEST_WORDS_KEPT,
    HEADER,
    HEARD,
    INNOCENT_LINES_PER_READING,
    answering_readings,
    heard_as,
    rough_readings,
    share_of_words_kept,
    told_lines,
)
from simulator.moves.segments import candidates

ASK = "I'd love to join your team one day. Would you hire me?"


def line(text: str, *, ask: bool = False, group: str = "made/up") -> LabelledUtterance:
    labels = frozenset({MoveKind.JOB_ASK}) if ask else frozenset()
    return LabelledUtterance(group, labels, Severity.DIRECT if ask else None, "", text, "test")


@pytest.fixture
def heard_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another file of what was heard, in place of the real one."""
    path = tmp_path / "heard.tsv"
    monkeypatch.setattr(readings, "HEARD", path)
    readings._heard.cache_clear()
    yield path
    readings._heard.cache_clear()


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_lines_are_always_read_alike(many_lines: list[LabelledUtterance]) -> None:
    assert list(rough_readings(many_lines)) == list(rough_readings(many_lines))


def test_every_line_with_a_flag_is_read_roughly(many_lines: list[LabelledUtterance]) -> None:
    read = {place for place, _ in rough_readings(many_lines)}

    assert {place for place, one in enumerate(many_lines) if not one.innocent} <= read


def test_of_innocent_lines_every_third_is_read_roughly() -> None:
    lines = [line(f"This is the innocent remark with number {number}") for number in range(300)]

    assert [place for place, _ in rough_readings(lines)] == list(range(0, 300, INNOCENT_LINES_PER_READING))


def test_rough_readings_lose_words_but_not_the_line(many_lines: list[LabelledUtterance]) -> None:
    rough = [(many_lines[place].text, text) for place, text in rough_readings(many_lines)]
    kept = [share_of_words_kept(said, heard) for said, heard in rough]

    assert all(words(heard) for _, heard in rough)
    assert 0.75 < sum(kept) / len(kept) < 0.95
    assert any(" ".join(words(said)) != heard for said, heard in rough)


def test_what_was_heard_belongs_to_the_line_that_was_said() -> None:
    """Each row of the file names file, group and words of a line; only that line gets it."""
    rows = [row.split("\t") for row in HEARD.read_text(encoding="utf-8").splitlines()[1:]]
    expected: dict[tuple[str, str, str], list[str]] = {}
    for origin, group, _, _, text, reference in rows:
        expected.setdefault((origin, group, " ".join(words(reference))), []).append(text)

    wrong = [
        one
        for one in load_labelled()
        if list(heard_as(one, however_badly=True))
        != expected.get((one.origin, one.group, " ".join(words(one.text))), [])
    ]

    assert wrong == []


def test_hardly_anything_that_was_heard_is_without_its_line() -> None:
    """A few lines were moved or reworded after they had been played."""
    rows = [row.split("\t") for row in HEARD.read_text(encoding="utf-8").splitlines()[1:]]
    said = {(one.origin, one.group, " ".join(words(one.text))) for one in load_labelled()}

    orphans = [row for row in rows if (row[0], row[1], " ".join(words(row[5]))) not in said]

    assert len(orphans) <= 0.01 * len(rows)


def test_heard_lines_are_learnt_from_at_their_own_place() -> None:
    lines = load_labelled()
    heard = [(place, text) for place, one in enumerate(lines) for text in heard_as(one)]
    some = [lines[place] for place, _ in heard[:20]]

    found = set(rough_readings(some))

    assert len(heard) > 100
    assert {(place, text) for place, one in enumerate(some) for text in heard_as(one)} <= found


def test_what_was_heard_too_badly_is_left_out() -> None:
    pairs = [(one.text, text) for one in load_labelled() for text in heard_as(one)]

    assert min(share_of_words_kept(said, text) for said, text in pairs) >= FEWEST_WORDS_KEPT


def test_one_line_may_be_heard_twice(heard_file: Path) -> None:
    said = line("Would you hire me?", ask=True)
    rows = ["test\tmade/up\tjob_ask:direct\t\twould you hire", "test\tmade/up\tjob_ask:direct\t\twould who fire be"]
    heard_file.write_text("\n".join([HEADER, *(f"{row}\twould you hire me" for row in rows)]), encoding="utf-8")

    assert heard_as(said) == ("would you hire",)
    assert heard_as(said, however_badly=True) == ("would you hire", "would who fire be")
    assert heard_as(line("Would you hire me?", group="another/one")) == ()


@pytest.mark.parametrize("content", ["", "origin\tgroup", f"{HEADER}\nonly\tthree\tcolumns"])
def test_a_broken_file_of_what_was_heard_is_named(heard_file: Path, content: str) -> None:
    heard_file.write_text(content, encoding="utf-8")

    with pytest.raises(SetupError, match=r"heard\.tsv: is not a table"):
        heard_as(line("Hello there"))


def test_a_missing_file_of_what_was_heard_is_named(heard_file: Path) -> None:
    assert not heard_file.exists()

    with pytest.raises(SetupError, match=r"heard\.tsv: cannot be read"):
        heard_as(line("Hello there"))


@pytest.mark.parametrize(
    ("said", "heard", "kept"),
    [
        ("one two three four", "four two", 0.5),
        ("Would you hire me?", "would you hire me", 1.0),
        ("one two", "", 0.0),
        ("", "anything", 0.0),
    ],
)
def test_the_share_of_words_kept_is_of_the_words_said(said: str, heard: str, kept: float) -> None:
    assert share_of_words_kept(said, heard) == kept


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_recognisers_way_of_writing_has_no_capitals_and_no_punctuation() -> None:
    assert as_recognised("Well, I'm NOT here -- for a part-time job!") == "well i'm not here -- for a part-time job"
    assert as_recognised("…?!") == ""


def test_the_whole_of_a_line_comes_before_its_pieces() -> None:
    lines = [line("Thank you."), line(ASK, ask=True), line("Why radio?")]
    pieces = make_pieces(lines)
    starts = [int(np.flatnonzero(pieces.line == place)[0]) for place in range(len(lines))]

    assert np.flatnonzero(pieces.whole).tolist() == starts
    assert [pieces.passages[start] for start in starts] == [read_passage(one.text) for one in lines]


def test_a_line_of_two_sentences_is_also_judged_by_each() -> None:
    pieces = make_pieces([line(ASK, ask=True)])

    assert read_passage("I'd love to join your team one day.") in pieces.passages
    assert read_passage("Would you hire me?") in pieces.passages
    assert not pieces.whole[1:].any()


def test_pieces_that_differ_in_capitals_only_count_once() -> None:
    assert len(make_pieces([line("Why radio?")]).passages) == 1


def test_every_piece_is_one_that_would_be_judged(some_lines: list[LabelledUtterance]) -> None:
    few = some_lines[:60]
    pieces = make_pieces(few)

    for place, one in enumerate(few):
        judged = {read_passage(one.text, one.context)}
        for text in (one.text, as_recognised(one.text)):
            judged |= {read_passage(span.of(text), one.context) for span in candidates(text)}
        assert {pieces.passages[row] for row in np.flatnonzero(pieces.line == place)} == judged


def test_misheard_lines_follow_the_others_and_are_no_wholes(some_lines: list[LabelledUtterance]) -> None:
    few = some_lines[:60]
    pieces = make_pieces(few, rough=True)
    expected = list(rough_readings(few))
    rough = np.flatnonzero(pieces.rough)

    first = int(pieces.clear.sum())
    assert rough.tolist() == list(range(first, first + len(expected)))
    assert not (pieces.rough & pieces.whole).any()
    assert pieces.line[rough].tolist() == [place for place, _ in expected]
    assert [pieces.passages[row] for row in rough] == [
        read_passage(text, few[place].context) for place, text in expected
    ]


def test_lines_after_words_without_bearing_come_last(some_lines: list[LabelledUtterance]) -> None:
    few = some_lines[:60]
    pieces = make_pieces(few, rough=True)
    expected = list(answering_readings(few))
    after = np.flatnonzero(pieces.answering)

    assert expected
    assert all(few[place].context == "" for place, _ in expected)
    assert after.tolist() == list(range(len(pieces.passages) - len(expected), len(pieces.passages)))
    assert pieces.line[after].tolist() == [place for place, _ in expected]
    assert [pieces.passages[row] for row in after] == [
        read_passage(few[place].text, words) for place, words in expected
    ]


def test_what_is_told_is_no_fault_and_has_no_other_label() -> None:
    told = told_lines()
    assert len(told) > 4_000
    assert all(line.innocent and not line.labels for line in told)
    assert len({line.group for line in told}) >= 2  # folds can keep a person's words together


def test_every_line_has_one_whole(some_lines: list[LabelledUtterance]) -> None:
    pieces = make_pieces(some_lines[:200], rough=True)

    assert Counter(pieces.line[pieces.whole].tolist()) == Counter(range(200))
    assert len(pieces.passages) == len(pieces.line) == len(pieces.whole) == len(pieces.rough)


def test_pieces_are_always_the_same(some_lines: list[LabelledUtterance]) -> None:
    once, again = (make_pieces(some_lines[:100], rough=True) for _ in range(2))

    assert once.passages == again.passages
    assert np.array_equal(once.line, again.line)
