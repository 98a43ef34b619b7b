"""Training, the scorer, and the stored model."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from simulator.domain import MoveKind
from simulator.moves.classifier import MovesClassifier, fingerprint, load_classifier
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.evaluate import cross_validate, figures_of, table
from simulator.moves.features import read_passage
from simulator.moves.model import BrokenModelError, model_from_bytes
from simulator.moves.training import choose_thresholds, fit_features, grouped_folds, make_pieces, train

TEXTS = ["Would you hire me?", "Who else should I talk to?", "I saved them thirty percent.", "Bye now."]


@pytest.fixture(scope="module")
def some_lines() -> list[LabelledUtterance]:
    """Every eighth group or so: enough to learn from, quick to learn."""
    return list(load_labelled()[::8])


def stored_model(folder: Path) -> Path:
    (path,) = folder.glob("moves-*.npz")
    return path


def test_training_twice_gives_the_very_same_model(some_lines: list[LabelledUtterance]) -> None:
    first, second = train(some_lines), train(some_lines)

    assert first.terms == second.terms
    assert np.array_equal(first.weights, second.weights)
    assert np.array_equal(first.offsets, second.offsets)


def test_the_scorer_counts_as_scikit_learn_does(some_lines: list[LabelledUtterance]) -> None:
    model = train(some_lines)
    passages = [read_passage(line.text, line.context) for line in some_lines]
    features = fit_features(make_pieces(some_lines))

    names = [term for block in model.terms.values() for term in block]

    assert names == [name.split("__", 1)[1] for name in features.get_feature_names_out()]
    expected = features.transform(passages) @ model.weights + model.offsets
    assert np.allclose(model.scores(passages), expected)


def test_a_cached_model_judges_exactly_as_the_one_just_trained(classifier: MovesClassifier, model_cache: Path) -> None:
    cached = load_classifier(model_cache)

    assert [cached.classify(text) for text in TEXTS] == [classifier.classify(text) for text in TEXTS]


@pytest.mark.usefixtures("classifier")
def test_nothing_is_left_beside_the_cached_model(model_cache: Path) -> None:
    assert list(model_cache.iterdir()) == [stored_model(model_cache)]


@pytest.mark.parametrize("damage", [b"", b"not a model at all", b"PK\x03\x04 cut"])
def test_a_damaged_model_is_refused(damage: bytes) -> None:
    with pytest.raises(BrokenModelError):
        model_from_bytes(damage, fingerprint="any")


def test_a_pickled_object_is_refused() -> None:
    buffer = io.BytesIO()
    np.savez(buffer, head=np.array([{"fingerprint": "any"}], dtype=object))

    with pytest.raises(BrokenModelError):
        model_from_bytes(buffer.getvalue(), fingerprint="any")


@pytest.mark.usefixtures("classifier")
def test_a_model_of_other_data_is_refused(model_cache: Path) -> None:
    content = stored_model(model_cache).read_bytes()

    with pytest.raises(BrokenModelError, match="something else"):
        model_from_bytes(content, fingerprint="other data")
    assert model_from_bytes(content, fingerprint=fingerprint()).terms


def test_a_damaged_cache_is_trained_anew(
    classifier: MovesClassifier, model_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = model_from_bytes(stored_model(model_cache).read_bytes(), fingerprint=fingerprint())
    monkeypatch.setattr("simulator.moves.classifier.train_model", lambda: good)
    older = tmp_path / "moves-0123456789.npz"
    older.write_bytes(b"of an older version")
    broken = tmp_path / stored_model(model_cache).name
    broken.write_bytes(stored_model(model_cache).read_bytes()[:-200])

    mended = load_classifier(tmp_path)

    assert [mended.classify(text) for text in TEXTS] == [classifier.classify(text) for text in TEXTS]
    assert broken.read_bytes() == stored_model(model_cache).read_bytes()
    assert list(tmp_path.iterdir()) == [broken]


def test_a_cache_folder_that_cannot_be_written_is_no_error(
    classifier: MovesClassifier, model_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = model_from_bytes(stored_model(model_cache).read_bytes(), fingerprint=fingerprint())
    monkeypatch.setattr("simulator.moves.classifier.train_model", lambda: good)
    (tmp_path / "file").write_text("in the way")

    assert load_classifier(tmp_path / "file").classify(TEXTS[0]) == classifier.classify(TEXTS[0])


def test_no_group_is_split_between_training_and_testing() -> None:
    lines = load_labelled()
    for seen, unseen in grouped_folds(lines, 5):
        groups = {(lines[index].origin, lines[index].group) for index in seen}
        assert not groups & {(lines[index].origin, lines[index].group) for index in unseen}


def test_a_threshold_parts_the_flagged_from_the_innocent() -> None:
    lines = [
        LabelledUtterance("a", frozenset({MoveKind.JOB_ASK}), None, "", "hire me", "test"),
        LabelledUtterance("b", frozenset(), None, "", "hello", "test"),
    ]
    scores = np.zeros((2, len(MoveKind) + 1))
    scores[0, 0] = 1.0

    assert choose_thresholds(scores, lines)[0] == pytest.approx(0.5)


def test_the_report_names_every_kind(some_lines: list[LabelledUtterance]) -> None:
    figures = figures_of(cross_validate(some_lines, folds=2))

    text = table(figures, "As written")

    assert figures.lines == len(some_lines)
    assert all(kind.value in text for kind in MoveKind)


def test_cross_validation_stays_above_its_floors() -> None:
    """Two folds only, so the models have seen half of the lines; `docs/model_card.md` has the full figures."""
    figures = figures_of(cross_validate(load_labelled(), folds=2))

    assert (figures.job_ask_precision or 0) >= 0.85
    assert (figures.job_ask_direct_recall or 0) >= 0.6
    assert (figures.severity_accuracy or 0) >= 0.75
    assert (figures.innocent_flagged or 1) <= 0.05
