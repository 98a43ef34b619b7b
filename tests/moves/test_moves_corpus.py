"""The report on the labelled lines: figures one can check in the head, and the lines that come with the program."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from simulator.domain import MoveKind, Severity
from simulator.moves import corpus
from simulator.moves.corpus import (
    LEAKED,
    Fold,
    HeldOut,
    Report,
    across_folds,
    alike_lines,
    alike_texts,
    contradictions,
    counts_of,
    grams,
    growth_of,
    held_out_lines,
    leaks_of,
    main,
    near_duplicates,
    punctuation_pairs,
    quantiles,
    same_words,
    similarity,
    table,
    veiled_kind,
)
from simulator.moves.data import LabelledUtterance, load_labelled


def line(text: str, labels: str = "question", *, group: str = "a/1", context: str = "", origin: str = "file"):
    kind, _, degree = labels.partition(":")
    kinds = frozenset() if kind == "none" else frozenset({MoveKind(kind)})
    return LabelledUtterance(group, kinds, Severity(degree) if degree else None, context, text, origin)


ASK = line("Hire me!", "job_ask:direct", group="ask/1")
NEAR_MISS = line("who hired you", group="ask/1")
HINT = line("Keep me in mind.", "job_ask:veiled", group="keep-in-mind/1")
PLAIN = line("um", "none", group="none/1", origin="other")


def report_of(**changed) -> Report:
    sound = Report(
        counts=counts_of([ASK, NEAR_MISS]),
        near_duplicates=(),
        punctuation_pairs=(),
        growth=growth_of([ASK, NEAR_MISS]),
        folds=(Fold(2, 1),),
        across_folds=(),
        held_out=(HeldOut("unseen", 3, (), ()),),
        contradictions=(),
    )
    return Report(**{name: getattr(sound, name) for name in sound.__slots__} | changed)


def test_lines_are_counted_by_what_they_are() -> None:
    counts = counts_of([ASK, NEAR_MISS, HINT, PLAIN])

    assert (counts.lines, counts.groups, counts.with_context) == (4, 3, 0)
    assert counts.labels == {"job_ask": 2, "question": 1, "none": 1}
    assert counts.severities == {"direct": 1, "veiled": 1}
    assert counts.files == {"file": 3, "other": 1}
    assert counts.veiled_kinds == {"keep-in-mind": 1}
    assert (counts.near_misses, counts.near_miss_share) == (1, 0.25)
    assert counts.lower_case_share == 0.5


def test_groups_of_two_files_are_two_groups() -> None:
    counts = counts_of([ASK, line("who hired you", group="ask/1", origin="other")])

    assert (counts.groups, counts.near_misses) == (2, 0)


def test_no_lines_have_no_shares() -> None:
    counts = counts_of([])

    assert (counts.near_miss_share, counts.lower_case_share, counts.length_quantiles) == (None, None, {})
    assert growth_of([]).new_per_100_lines_at_the_end is None


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("banter/007", "banter"),
        ("plain-in-here/002", "in-here"),
        ("adult-free-work/01", "free-work"),
        ("hints/003", "hints"),
        ("pitch", "pitch"),
    ],
)
def test_the_kind_of_a_veiled_ask_is_the_name_of_its_group(group: str, kind: str) -> None:
    assert veiled_kind(group) == kind


def test_a_quantile_is_a_number_that_was_counted() -> None:
    found = quantiles([4, 1, 3, 2])

    assert (found["0%"], found["25%"], found["50%"], found["75%"], found["90%"], found["100%"]) == (1, 1, 2, 3, 4, 4)


def test_similarity_is_the_share_of_five_characters_in_common() -> None:
    assert grams("Abc, de!") == {" abc ", "abc d", "bc de", "c de "}
    assert similarity("abc de", "abc de") == 1.0
    assert similarity("abc de", "abc df") == 2 / 6
    assert similarity("Oh.", "oh") == 1.0
    assert similarity("abc", "xyz") == 0.0


def test_case_and_punctuation_do_not_count() -> None:
    assert alike_texts(["Why, oh why?", "why oh why", "how"], 1.0) == [(1.0, 0, 1)]


def test_the_most_similar_come_first_and_what_is_less_similar_is_left_out() -> None:
    texts = [
        "do you like your work here",
        "so do you like your work here",
        "do you like it",
        "do you like your work here",
    ]

    found = alike_texts(texts, 0.8)

    assert [pair[1:] for pair in found] == [(0, 3), (0, 1), (1, 3)]
    assert found[0][0] == 1.0
    assert found[1][0] == similarity(texts[0], texts[1]) >= 0.8


@pytest.mark.parametrize("least", [0.3, 0.5, 0.8, 1.0])
def test_the_index_misses_no_pair(least: float) -> None:
    texts = [one.text for one in load_labelled()[:80]] + ["oh", "Oh!", "so, oh", "why not now", "why not"]
    everything = {
        (similarity(texts[one], texts[other]), one, other) for one, other in combinations(range(len(texts)), 2)
    }

    assert set(alike_texts(texts, least)) == {pair for pair in everything if pair[0] >= least}


def test_near_duplicates_are_of_two_groups_and_one_context() -> None:
    first = line("Is it fun?", group="a/1")
    same_group = line("is it fun", group="a/1")
    other_group = line("so is it fun", group="b/1")
    after_other_words = line("is it fun", group="c/1", context="I fly.")
    unseen = line("is it fun", group="d/1")
    lines = [first, same_group, other_group, after_other_words]

    pairs = near_duplicates(lines, alike_lines([*lines, unseen], least=0.5))

    assert pairs == ()
    lines.append(line("Is it fun", group="e/1", origin="other"))
    pairs = near_duplicates(lines, alike_lines([*lines, unseen], least=0.5))
    assert [(pair.first.place, pair.second.place, pair.similarity) for pair in pairs] == [
        ("file/a/1", "other/e/1", 1.0),
        ("file/a/1", "other/e/1", 1.0),
    ]


def test_idle_variants_differ_in_punctuation_only() -> None:
    lines = [line("Why?"), line("why"), line("why", context="I left."), line("why", group="b/1"), line("why not")]

    (pair,) = punctuation_pairs(lines)

    assert (pair.first.text, pair.second.text) == ("Why?", "why")


def test_the_same_words_labelled_in_two_ways_are_found() -> None:
    direct, veiled = line("Hire me?", "job_ask:direct"), line("hire me", "job_ask:veiled", group="b/1")
    asked_for = line("hire me", "none", context="What do you want?")

    (pair,) = contradictions([direct, asked_for, line("HIRE ME", "job_ask:direct"), veiled])

    assert (pair.first.labels, pair.second.labels) == ("job_ask:direct", "job_ask:veiled")


def test_the_vocabulary_grows_with_new_words_only() -> None:
    growth = growth_of([line("one"), line("One, one!"), line("two"), line("two three")], step=2)

    assert set(growth.distinct) == {2, 4}
    assert growth.distinct[4] == 3
    assert growth.met_once == 1
    assert growth.new_per_100_lines_at_the_end == 50 * (3 - growth.distinct[2])
    assert growth == growth_of([line("one"), line("One, one!"), line("two"), line("two three")], step=2)


def test_the_last_step_may_be_short() -> None:
    assert set(growth_of([line("one"), line("two"), line("three")], step=2).distinct) == {2, 3}
    assert growth_of([line("one two")], step=2).new_per_100_lines_at_the_end == 200


def test_the_same_words_in_two_folds_are_a_leak() -> None:
    lines = [line("Why?"), line("how"), line("why", context="I left.")]

    assert across_folds(lines, [([1], [0, 2]), ([0, 2], [1])]) == ()
    (pair,) = across_folds(lines, [([1, 2], [0]), ([0], [1, 2])])
    assert (pair.first.text, pair.second.text) == ("Why?", "why")


def test_held_out_lines_that_training_knows_are_leaks() -> None:
    training = [line("Where do you see this going in ten years?"), line("um", "none")]
    unseen = [
        line("where do you see this going in ten years", context="Well."),
        line("Um, where do you see this going in ten years?"),
        line("where do you see it in a year"),
    ]

    found = leaks_of("unseen", unseen, training, alike_lines([*training, *unseen], least=0.5))

    assert (found.name, found.lines) == ("unseen", 3)
    assert [pair.second.text for pair in found.exact] == ["where do you see this going in ten years"]
    assert [pair.second.text for pair in found.near] == ["Um, where do you see this going in ten years?"]
    assert LEAKED <= found.near[0].similarity < 1.0


def test_only_leaks_and_contradictions_make_the_lines_unsound() -> None:
    pairs = punctuation_pairs([line("Why?"), line("why")])

    assert report_of(near_duplicates=pairs, punctuation_pairs=pairs).sound
    assert not report_of(contradictions=pairs).sound
    assert not report_of(across_folds=pairs).sound
    assert not report_of(held_out=(HeldOut("unseen", 1, pairs, ()),)).sound
    assert not report_of(held_out=(HeldOut("unseen", 1, (), pairs),)).sound


def test_the_table_cuts_harmless_lists_and_never_what_is_wrong() -> None:
    pairs = punctuation_pairs([line("Why?"), line("why"), line("WHY")])

    text = table(report_of(near_duplicates=pairs, contradictions=pairs), most=1)

    assert "near-duplicates across groups: 2, the first 1" in text
    assert "WRONG: the same words labelled in two ways: 2\n" in text
    assert text.count("WHY") == 1
    assert "WRONG: in training and in unseen" not in text


@pytest.mark.parametrize(("unseen", "code"), [("nothing alike", 0), ("Why is it?", 1)])
def test_the_command_fails_where_a_test_would_be_void(monkeypatch, capsys, unseen: str, code: int) -> None:
    training = tuple(line(f"{word} is it", group=f"{word}/1") for word in ("why", "how", "when", "where", "who"))
    monkeypatch.setattr(corpus, "load_labelled", lambda: training)
    monkeypatch.setattr(corpus, "held_out_lines", lambda: {"unseen": (line(unseen),)})

    assert main(["--json"]) == code

    written = json.loads(capsys.readouterr().out)
    assert written["sound"] is (code == 0)
    assert len(written["held_out"][0]["exact"]) == code
    assert written["counts"]["lines"] == 5


def test_the_lines_that_come_with_the_program_pass_what_is_quickly_checked() -> None:
    training = load_labelled()
    unseen = [one for lines in held_out_lines().values() for one in lines]
    known = {same_words(one.text) for one in training}

    assert contradictions([*training, *unseen]) == ()
    assert punctuation_pairs(training) == ()
    assert [one.text for one in unseen if same_words(one.text) in known] == []
