"""Training, the scorer, the model file, and making it anew."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import os
import random
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skops.io
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from simulator.domain import MoveKind
from simulator.errors import SetupError
from simulator.moves import model_file, remake, training
from simulator.moves.classifier import MODEL_FILE, MovesClassifier, fingerprint, load_classifier
from simulator.moves.data import LabelledUtterance, load_labelled
from simulator.moves.evaluate import cross_validate, figures_of, table
from simulator.moves.features import BLOCKS, read_passage
from simulator.moves.model import OUTPUTS, RIVALS, Floats, MovesModel, SecondLook, final_scores, products
from simulator.moves.model_file import BrokenModelError, model_from_bytes, model_to_bytes
from simulator.moves.pieces import make_pieces
from simulator.moves.readings import told_lines
from simulator.moves.remake import remake_model
from simulator.moves.training import (
    SECOND_LOOK_INVERSE_REGULARISATION,
    _fit_second_look,
    fit_features,
    grouped_folds,
    train,
)

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["Would you hire me?", "Who else should I talk to?", "I saved them thirty percent.", "Bye now."]
REMEDY = "python -m simulator train"
ARRAYS = "rarity weights offsets slopes shifts".split()


@pytest.fixture(scope="module")
def model(some_lines: list[LabelledUtterance]) -> MovesModel:
    """Learnt from a few lines, one kind of move after another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "FITS_AT_ONCE", 1)
        return train(some_lines)


@pytest.fixture(scope="module")
def tiny() -> MovesModel:
    """A model of a handful of terms with numbers by chance: quick to write and to read."""
    chance = np.random.default_rng(8)
    terms = {name: tuple(f"{name} {number}" for number in range(4)) for name in BLOCKS}
    count = 4 * len(BLOCKS)
    square = products(np.zeros((1, len(RIVALS)))).shape[1]
    look = SecondLook(
        chance.normal(size=len(RIVALS)), chance.uniform(1, 2, len(RIVALS)), chance.normal(size=square), 0.5
    )
    return MovesModel(
        terms=terms,
        rarity=chance.uniform(1, 5, count),
        weights=chance.normal(size=(count, len(OUTPUTS))),
        offsets=chance.normal(size=len(OUTPUTS)),
        second_look=look,
        slopes=chance.uniform(1, 2, len(OUTPUTS)),
        shifts=chance.normal(size=len(OUTPUTS)),
    )


@pytest.fixture(scope="module")
def tiny_bytes(tiny: MovesModel) -> bytes:
    return model_to_bytes(tiny, fingerprint="of the test")


@pytest.fixture(scope="module")
def committed() -> bytes:
    return MODEL_FILE.read_bytes()


def same(one: MovesModel, other: MovesModel) -> bool:
    look, other_look = one.second_look, other.second_look
    return (
        one.terms == other.terms
        and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ARRAYS)
        and all(
            np.array_equal(getattr(look, name), getattr(other_look, name)) for name in ("means", "scales", "weights")
        )
        and look.offset == other_look.offset
    )


# ── learning ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_training_twice_one_fit_at_a_time_gives_the_same_weights_and_the_same_file(
    model: MovesModel, some_lines: list[LabelledUtterance], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "FITS_AT_ONCE", 1)

    again = train(some_lines)

    assert same(model, again)
    assert model_to_bytes(model, fingerprint="any") == model_to_bytes(again, fingerprint="any")


def test_training_twice_gives_the_same_weights_and_the_same_file(
    model: MovesModel, some_lines: list[LabelledUtterance]
) -> None:
    again = train(some_lines)

    assert same(model, again)
    assert model_to_bytes(model, fingerprint="any") == model_to_bytes(again, fingerprint="any")


def test_the_scorer_counts_as_scikit_learn_does(model: MovesModel, some_lines: list[LabelledUtterance]) -> None:
    passages = [read_passage(line.text, line.context) for line in some_lines]
    features = fit_features(make_pieces([*some_lines, *told_lines()]))

    first = features.transform(passages) @ model.weights + model.offsets
    expected = final_scores(first, model.second_look, model.slopes, model.shifts)

    names = [term for block in model.terms.values() for term in block]
    assert names == [name.split("__", 1)[1] for name in features.get_feature_names_out()]
    assert np.abs(model.scores(passages) - expected).max() < 1e-6


def test_a_passage_without_any_known_term_is_scored_as_an_empty_text(tiny: MovesModel) -> None:
    scores = tiny.scores([read_passage("xyzzy")])

    expected = final_scores(tiny.offsets[None, :], tiny.second_look, tiny.slopes, tiny.shifts)
    assert np.allclose(scores, expected)
    assert tiny.scores([]).shape == (0, len(OUTPUTS))


@pytest.fixture(scope="module")
def first_scores() -> Floats:
    return np.random.default_rng(6).normal(size=(400, len(OUTPUTS)))


def test_products_are_scikit_learns_polynomial_features(first_scores: Floats) -> None:
    rivals = first_scores[:, RIVALS]

    assert np.allclose(products(rivals), PolynomialFeatures(2, include_bias=False).fit_transform(rivals), atol=1e-12)


def test_the_second_look_is_scikit_learns_logistic_regression(tiny: MovesModel, first_scores: Floats) -> None:
    """The same arithmetic with scikit-learn's parts, given the same numbers."""
    look, rivals = tiny.second_look, first_scores[:, RIVALS]
    learner = LogisticRegression().fit(np.zeros((2, len(look.weights))), [False, True])
    learner.coef_, learner.intercept_ = look.weights[None, :], np.array([look.offset])

    terms = PolynomialFeatures(2, include_bias=False).fit_transform((rivals - look.means) / look.scales)

    assert np.abs(look.scores(first_scores) - learner.decision_function(terms)).max() < 1e-6


def test_the_second_look_is_learnt_as_a_pipeline_of_scikit_learn_would(first_scores: Floats) -> None:
    asks = first_scores[:, RIVALS[0]] * first_scores[:, RIVALS[1]] > 0.3  # only a product tells them
    ask, other = (
        next(one for one in load_labelled() if one.severity),
        next(one for one in load_labelled() if one.innocent),
    )
    look = _fit_second_look(first_scores, [ask if is_ask else other for is_ask in asks])
    pipeline = make_pipeline(
        StandardScaler(),
        PolynomialFeatures(2, include_bias=False),
        StandardScaler(with_mean=False),
        LogisticRegression(C=SECOND_LOOK_INVERSE_REGULARISATION, max_iter=500),
    ).fit(first_scores[:, RIVALS], asks)

    scores = look.scores(first_scores)

    assert np.abs(scores - pipeline.decision_function(first_scores[:, RIVALS])).max() < 1e-3
    assert ((scores > 0) == asks).mean() > 0.9


def test_no_group_is_split_between_training_and_testing() -> None:
    lines = load_labelled()[::3]
    for seen, unseen in grouped_folds(lines, 5):
        groups = {(lines[index].origin, lines[index].group) for index in seen}
        assert not groups & {(lines[index].origin, lines[index].group) for index in unseen}


def test_the_report_names_every_kind_and_stays_above_its_floors(some_lines: list[LabelledUtterance]) -> None:
    """A thirtieth of the lines, half of it to learn from: `docs/model_card.md` has the figures of the whole."""
    figures = figures_of(cross_validate(some_lines, folds=2))
    text = table(figures, "As written")

    assert figures.lines == len(some_lines)
    assert all(kind.value in text for kind in MoveKind)
    assert (figures.job_ask_precision or 0) >= 0.6
    assert (figures.job_ask_direct_recall or 0) >= 0.35  # learnt from some 360 lines
    assert (figures.severity_accuracy or 0) >= 0.6
    assert (figures.innocent_flagged or 1) <= 0.18


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_model_comes_back_from_its_file(tiny: MovesModel, tiny_bytes: bytes) -> None:
    """Weights keep 16 bits and all else 32, so the second writing loses nothing more."""
    back = model_from_bytes(tiny_bytes, fingerprint="of the test")

    assert back.terms == tiny.terms
    assert np.allclose(back.weights, tiny.weights, rtol=1e-3)
    assert np.allclose(back.rarity, tiny.rarity, rtol=1e-6)
    assert model_to_bytes(back, fingerprint="of the test") == tiny_bytes


def test_sixteen_bits_are_enough(model: MovesModel, some_lines: list[LabelledUtterance]) -> None:
    stored = model_from_bytes(model_to_bytes(model, fingerprint="any"))
    passages = [read_passage(line.text, line.context) for line in some_lines[:300]]

    assert np.abs(stored.scores(passages) - model.scores(passages)).max() < 0.02


def test_skops_reads_the_committed_file_without_trusting_anything(committed: bytes) -> None:
    assert skops.io.get_untrusted_types(file=MODEL_FILE) == []
    given = skops.io.load(MODEL_FILE, trusted=[])
    ours = model_from_bytes(committed)

    assert {name: tuple(given["terms"][name].split("\n")) for name in BLOCKS} == ours.terms
    assert tuple(given["outputs"].split("\n")) == OUTPUTS
    for name in ARRAYS:
        assert np.array_equal(given[name], getattr(ours, name)), name
    look = ours.second_look
    for name, array in {"means": look.means, "scales": look.scales, "second_weights": look.weights}.items():
        assert np.array_equal(given[name], array), name
    assert given["second_offset"].tolist() == [look.offset]


def test_the_committed_file_holds_json_and_plain_numbers_alone(committed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(committed)) as archive:
        names = archive.namelist()
        arrays = [np.load(io.BytesIO(archive.read(one)), allow_pickle=False) for one in names if one != "schema.json"]
        schema = archive.read("schema.json").decode("utf-8")

    assert all(name == "schema.json" or name.endswith(".npy") for name in names)
    assert all(array.dtype in (np.float16, np.float32) for array in arrays)
    assert types_in(json.loads(schema)) == {"builtins.dict", "builtins.str", "builtins.list", "numpy.ndarray"}
    assert "pickle" not in schema.lower()


def types_in(node: object) -> set[str]:
    """What skops would make of a node and all within it."""
    if isinstance(node, list):
        return set().union(*map(types_in, node))
    if not isinstance(node, dict):
        return set()
    own = {f"{node['__module__']}.{node['__class__']}"} if isinstance(node.get("__class__"), str) else set()
    return own.union(*map(types_in, node.values()))


def test_the_file_does_not_tell_when_or_where_it_was_made(committed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(committed)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_committed_model_was_made_from_the_data_and_code_at_hand(committed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(committed)) as archive:
        stored = json.loads(json.loads(archive.read("schema.json"))["content"]["fingerprint"]["content"])

    assert stored == fingerprint(), "data or code have changed since the model was made: run python -m simulator train"
    assert model_from_bytes(committed, fingerprint=fingerprint()).terms


def test_a_model_of_other_data_is_refused_where_it_matters(tiny_bytes: bytes) -> None:
    with pytest.raises(BrokenModelError, match="something else"):
        model_from_bytes(tiny_bytes, fingerprint="other data")


@pytest.mark.parametrize("content", [b"", b"not a model at all", b"PK\x03\x04 cut", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenModelError):
        model_from_bytes(content)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(tiny_bytes: bytes, share: float) -> None:
    with pytest.raises(BrokenModelError):
        model_from_bytes(tiny_bytes[: int(share * len(tiny_bytes))])


def test_a_flipped_byte_is_noticed_or_harmless(tiny_bytes: bytes) -> None:
    intact = model_from_bytes(tiny_bytes)
    refused = 0
    for place in random.Random(2).sample(range(len(tiny_bytes)), 200):
        damaged = bytearray(tiny_bytes)
        damaged[place] ^= 0xFF
        try:
            assert same(model_from_bytes(bytes(damaged)), intact)
        except BrokenModelError:
            refused += 1

    assert refused > 150


def with_parts(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with each part as `change` gives it; without it where that is None."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = change(name, given.read(name))
            if part is not None:
                made.writestr(name, part)
    return buffer.getvalue()


def stored_array(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def test_a_pickled_object_is_refused_and_never_run(tiny_bytes: bytes, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (Path.touch, (tmp_path / "sprung",))

    trap = stored_array(np.array([Trap()], dtype=object))
    content = with_parts(tiny_bytes, lambda name, part: trap if name.endswith(".npy") else part)

    with pytest.raises(BrokenModelError):
        model_from_bytes(content)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    "schema",
    [
        b"",
        b"[]",
        b"{}",
        b'{"content": {}}',
        b'{"content": {"rarity": {"__loader__": "NdArrayNode", "file": "../../etc/passwd"}}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_another_schema_is_refused(tiny_bytes: bytes, schema: bytes) -> None:
    with pytest.raises(BrokenModelError):
        model_from_bytes(with_parts(tiny_bytes, lambda name, part: schema if name == "schema.json" else part))


def test_a_missing_part_is_refused(tiny_bytes: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(tiny_bytes)) as archive:
        names = archive.namelist()
    for gone in names:
        content = with_parts(tiny_bytes, lambda name, part, gone=gone: None if name == gone else part)
        with pytest.raises(BrokenModelError):
            model_from_bytes(content)


@pytest.mark.parametrize("array", [np.array(["text"]), np.array(3.0), np.array([]), np.zeros((2, 2, 2))])
def test_arrays_of_another_make_are_refused(tiny_bytes: bytes, array: np.ndarray) -> None:
    content = with_parts(tiny_bytes, lambda name, part: stored_array(array) if name.endswith(".npy") else part)

    with pytest.raises(BrokenModelError):
        model_from_bytes(content)


def test_a_file_that_unpacks_to_far_too_much_is_refused(tiny_bytes: bytes) -> None:
    """Zeros pack a thousandfold: the file itself is small."""
    flood = bytes(model_file.MOST_MODEL_BYTES + 1)
    content = with_parts(tiny_bytes, lambda name, part: part + flood if name == "schema.json" else part)

    assert len(content) < 1_000_000
    with pytest.raises(BrokenModelError):
        model_from_bytes(content)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ARRAYS)
def test_values_that_are_no_numbers_are_refused(tiny: MovesModel, name: str, value: float) -> None:
    spoilt = getattr(tiny, name).copy()
    spoilt.flat[3] = value
    content = model_to_bytes(replace(tiny, **{name: spoilt}), fingerprint="any")

    with pytest.raises(BrokenModelError, match="no numbers"):
        model_from_bytes(content)


@pytest.mark.parametrize("name", ["means", "scales", "weights"])
def test_a_second_look_without_numbers_is_refused(tiny: MovesModel, name: str) -> None:
    spoilt = getattr(tiny.second_look, name).copy()
    spoilt[0] = np.nan
    look = replace(tiny.second_look, **{name: spoilt})

    with pytest.raises(BrokenModelError, match="no numbers"):
        model_from_bytes(model_to_bytes(replace(tiny, second_look=look), fingerprint="any"))


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_of_another_length_are_refused(tiny: MovesModel, name: str) -> None:
    content = model_to_bytes(replace(tiny, **{name: getattr(tiny, name)[:-1]}), fingerprint="any")

    with pytest.raises(BrokenModelError, match="something else"):
        model_from_bytes(content)


@pytest.mark.parametrize("name", ["means", "scales", "weights"])
def test_a_second_look_of_another_length_is_refused(tiny: MovesModel, name: str) -> None:
    look = replace(tiny.second_look, **{name: getattr(tiny.second_look, name)[1:]})

    with pytest.raises(BrokenModelError, match="something else"):
        model_from_bytes(model_to_bytes(replace(tiny, second_look=look), fingerprint="any"))


def test_a_term_too_many_is_refused(tiny: MovesModel) -> None:
    terms = {**tiny.terms, "words": (*tiny.terms["words"], "one more")}

    with pytest.raises(BrokenModelError, match="something else"):
        model_from_bytes(model_to_bytes(replace(tiny, terms=terms), fingerprint="any"))


# ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_of_the_file_judges_alike(classifier: MovesClassifier, committed: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy.skops").write_bytes(committed)
    copy = load_classifier(tmp_path / "copy.skops")

    assert [copy.classify(text) for text in TEXTS] == [classifier.classify(text) for text in TEXTS]


def test_a_missing_model_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"gone\.skops: cannot be read") as caught:
        load_classifier(tmp_path / "gone.skops")

    assert REMEDY in caught.value.fix
    assert REMEDY in str(caught.value)


def test_a_folder_in_place_of_the_model_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        load_classifier(tmp_path)

    assert REMEDY in caught.value.fix


def test_a_damaged_model_is_named_with_the_remedy(committed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "moves.skops"
    path.write_bytes(committed[:-200])

    with pytest.raises(SetupError, match=r"moves\.skops: the stored model cannot be read") as caught:
        load_classifier(path)

    assert REMEDY in caught.value.fix


def test_too_large_a_model_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.moves.classifier.MOST_MODEL_BYTES", 10)
    path = tmp_path / "moves.skops"
    path.write_bytes(b"x" * 11)

    with pytest.raises(SetupError, match="too large") as caught:
        load_classifier(path)

    assert REMEDY in caught.value.fix


# ── making it anew ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def tiny_training(tiny: MovesModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remake, "train_model", lambda: tiny)


@pytest.mark.usefixtures("tiny_training")
def test_a_new_model_is_put_in_its_place(tmp_path: Path, tiny: MovesModel) -> None:
    path = tmp_path / "moves.skops"

    made = remake_model(path)

    assert made.changed
    assert made.size_bytes == path.stat().st_size
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert model_from_bytes(path.read_bytes(), fingerprint=fingerprint()).terms == tiny.terms
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("tiny_training")
def test_the_same_model_again_is_told_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "moves.skops"
    first = remake_model(path)
    before = path.stat()

    second = remake_model(path)

    assert (first.changed, second.changed) == (True, False)
    assert second.sha256 == first.sha256
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.usefixtures("tiny_training")
def test_whoever_reads_the_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "moves.skops"
    path.write_bytes(b"an older model")

    with path.open("rb") as reader:
        made = remake_model(path)
        assert reader.read() == b"an older model"

    assert made.changed
    assert path.stat().st_size == made.size_bytes


@pytest.mark.usefixtures("tiny_training")
def test_everybody_may_read_a_new_model(tmp_path: Path) -> None:
    remake_model(tmp_path / "moves.skops")

    assert stat.S_IMODE((tmp_path / "moves.skops").stat().st_mode) & 0o444 == 0o444


@pytest.mark.usefixtures("tiny_training")
def test_a_place_that_cannot_be_written_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "moves.skops"
    path.write_bytes(b"an older model")

    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(SetupError, match=r"moves\.skops: cannot be written: No space left"):
        remake_model(path)
    assert [one.name for one in tmp_path.iterdir()] == ["moves.skops"]
    assert path.read_bytes() == b"an older model"


@pytest.mark.usefixtures("tiny_training")
def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be written"):
        remake_model(tmp_path / "nowhere" / "moves.skops")


def other_versions(committed: bytes) -> str:
    """Which of the libraries that shape the file are not those that it was made with; empty where all are."""
    pinned = dict(
        row.split("==") for row in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in row
    )
    with zipfile.ZipFile(io.BytesIO(committed)) as archive:
        pinned["skops"] = json.loads(archive.read("schema.json"))["_skops_version"]
    installed = {name: importlib.metadata.version(name) for name in ("scikit-learn", "numpy", "scipy", "skops")}
    return ", ".join(f"{name} {have}, not {pinned[name]}" for name, have in installed.items() if have != pinned[name])


@pytest.mark.skipif(
    "SIMULATOR_RETRAIN" not in os.environ,
    reason="takes minutes; set SIMULATOR_RETRAIN=1 after changing data or training",
)
def test_the_committed_model_is_what_training_gives(committed: bytes, tmp_path: Path) -> None:
    if others := other_versions(committed):
        pytest.skip(f"other versions give other bytes: {others}")
    path = tmp_path / "moves.skops"
    path.write_bytes(committed)

    made = remake_model(path)

    assert not made.changed, "run python -m simulator train"
