"""The labelled lines that come with the program, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain import MoveKind, Severity
from simulator.errors import SetupError
from simulator.language import words
from simulator.moves.data import HEADER, fold_groups, load_labelled, read_labelled, theme, training_sentences


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "lines.tsv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def test_every_line_that_comes_with_the_program_is_valid() -> None:
    assert len(load_labelled()) >= 150


def test_every_kind_of_move_has_examples() -> None:
    seen = set().union(*(line.labels for line in load_labelled()))

    assert seen == set(MoveKind)


def test_the_same_words_are_never_labelled_in_two_ways() -> None:
    labels: dict[tuple[str, str], set[tuple[frozenset[MoveKind], Severity | None]]] = {}
    for line in load_labelled():
        key = (" ".join(words(line.text)), " ".join(words(line.context)))
        labels.setdefault(key, set()).add((line.labels, line.severity))

    assert [key for key, ways in labels.items() if len(ways) > 1] == []


def test_equal_words_in_two_groups_share_a_fold(tmp_path: Path) -> None:
    lines = read_labelled(write(tmp_path, "a/1\tthanks\t\tThank you!", "b/1\tthanks\t\tthank you", "c/1\tnone\t\tHm."))

    assert fold_groups(lines) == [0, 0, 1]


def test_a_line_is_read_with_its_severity_and_context(tmp_path: Path) -> None:
    path = write(tmp_path, "ask/1\tjob_ask:veiled,thanks\tWe are done.\tThanks, and keep me in mind.")

    (line,) = read_labelled(path)

    assert line.labels == {MoveKind.JOB_ASK, MoveKind.THANKS}
    assert line.severity is Severity.VEILED
    assert line.context == "We are done."
    assert line.origin == "lines"
    assert not line.innocent


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("a/1\tquestion\tWhy?", "expected 4 columns, got 3"),
        ("\tquestion\t\tWhy?", "the group is empty"),
        ("a/1\tquestion\t\t...", "the text must hold words"),
        ("a/1\tquestoin\t\tWhy?", "'questoin' is not a label"),
        ("a/1\tjob_ask\t\tHire me.", "'job_ask:direct' or 'job_ask:veiled'"),
        ("a/1\tquestion:direct\t\tWhy?", "others are bare"),
        ("a/1\tthanks,thanks\t\tThanks.", "stands twice"),
        ("a/1\tnone,thanks\t\tThanks.", "'none' is not a label"),
    ],
)
def test_a_broken_line_is_named_with_file_and_number(tmp_path: Path, broken: str, complaint: str) -> None:
    path = write(tmp_path, "a/0\tnone\t\tfine", broken)

    with pytest.raises(SetupError, match=r"lines\.tsv, line 3: ") as caught:
        read_labelled(path)

    assert complaint in str(caught.value)


def test_a_file_with_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="line 1: the header must be"):
        read_labelled(write(tmp_path, header="text\tlabel"))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.tsv"
    path.write_bytes(HEADER.encode() + b"\na\tnone\t\tcaf\xe9\n")

    with pytest.raises(SetupError, match="not UTF-8"):
        read_labelled(path)


def test_the_theme_of_a_group_is_its_name_without_the_last_part() -> None:
    assert theme("near-miss/hiring/04") == "near-miss/hiring"
    assert theme("thanks-12") == "thanks"
    assert theme("greeting") == "greeting"


def test_training_sentences_are_distinct() -> None:
    sentences = training_sentences()

    assert len(sentences) == len(set(sentences))
