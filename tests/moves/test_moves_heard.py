"""The lines as the embedded recogniser heard them: what stands in the file, and that they were fairly drawn."""

from __future__ import annotations

from simulator.language import words
from simulator.moves.data import fold_groups, load_labelled
from tools.heard.speak_and_hear import HEARD, HEARD_COLUMNS, READINGS, labels_column, other_sentences, plan

MOST_FILE_BYTES = 300_000


def test_lines_as_heard_have_words_and_hold_what_was_said() -> None:
    header, *rows = [line.split("\t") for line in HEARD.read_text(encoding="utf-8").splitlines()]

    assert header == list(HEARD_COLUMNS) == ["origin", "group", "labels", "context", "text", "reference"]
    assert len(rows) > 300
    assert all(len(row) == len(header) and words(row[4]) and words(row[5]) for row in rows)


def test_the_files_are_small() -> None:
    assert max(path.stat().st_size for path in (HEARD, READINGS)) < MOST_FILE_BYTES


def test_every_beginning_of_the_plan_has_the_share_of_job_asks() -> None:
    planned = plan(load_labelled(), 200)

    for count in (20, 100, 200):
        assert sum("job_ask" in labels_column(one.line) for one in planned[:count]) == round(0.45 * count)
    assert all(one.line.innocent or one.line.severity for one in planned)
    assert plan(load_labelled(), 20) == planned[:20]


def test_the_language_model_has_no_line_of_a_group_that_was_drawn() -> None:
    lines = load_labelled()
    drawn = {one.line for one in plan(lines, 100)}
    groups = dict(zip(lines, fold_groups(lines), strict=True))
    kept = set(other_sentences(lines, drawn))

    assert kept.isdisjoint(line.text for line in lines if groups[line] in {groups[one] for one in drawn})
    assert len(kept) > 0.9 * len({line.text for line in lines})
