"""The trained model on disk: a `.skops` file, which holds numbers and JSON and can hold nothing that would be executed.

skops writes it. Reading goes past skops, which would import all of scikit-learn (a second or more) for what are a few
arrays in a zip file; a test compares what both read. The bytes depend on the content alone, not on when or where they
were written: skops names its parts by memory address and the zip file by the clock, so both are written over.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import numpy as np

from simulator.moves.features import BLOCKS
from simulator.moves.model import OUTPUTS, RIVALS, Floats, MovesModel, SecondLook, products

MOST_MODEL_BYTES = 64 * 1024 * 1024
_ARRAYS = ("rarity", "weights", "offsets", "slopes", "shifts", "means", "scales", "second_weights", "second_offset")
_SCHEMA = "schema.json"
_CLOCK = (1980, 1, 1, 0, 0, 0)


class BrokenModelError(Exception):
    """A stored model that is not what it should be."""


def model_to_bytes(model: MovesModel, *, fingerprint: str) -> bytes:
    """The model as one `.skops` file; `fingerprint` says what it was made from. Weights keep 16 bits."""
    import skops.io  # brings scikit-learn along, and is needed only to write

    look = model.second_look
    content = {
        "fingerprint": fingerprint,
        "outputs": "\n".join(OUTPUTS),
        "terms": {name: "\n".join(model.terms[name]) for name in BLOCKS},
        "rarity": model.rarity.astype(np.float32),
        "weights": model.weights.astype(np.float16),
        "offsets": model.offsets.astype(np.float32),
        "slopes": model.slopes.astype(np.float32),
        "shifts": model.shifts.astype(np.float32),
        "means": look.means.astype(np.float32),
        "scales": look.scales.astype(np.float32),
        "second_weights": look.weights.astype(np.float32),
        "second_offset": np.array([look.offset], dtype=np.float32),
    }
    return _without_time_and_place(skops.io.dumps(content))


def _without_time_and_place(archive: bytes) -> bytes:
    """The same archive with its parts numbered in order, dated alike and compressed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        schema = given.read(_SCHEMA).decode("utf-8")
        addresses = list(dict.fromkeys(re.findall(r'"(?:__id__": |file": ")(\d+)', schema)))
        number = {address: str(place) for place, address in enumerate(addresses)}
        renumbered = re.sub(r'("__id__": |"file": ")(\d+)', lambda found: found[1] + number[found[2]], schema)
        parts = {
            f"{number[name.removesuffix('.npy')]}.npy": given.read(name) for name in given.namelist() if name != _SCHEMA
        }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(parts, key=lambda one: int(one.removesuffix(".npy"))):
            made.writestr(zipfile.ZipInfo(name, _CLOCK), parts[name], zipfile.ZIP_DEFLATED)
        made.writestr(zipfile.ZipInfo(_SCHEMA, _CLOCK), renumbered, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def model_from_bytes(content: bytes, *, fingerprint: str | None = None) -> MovesModel:
    """The model in a file. Raises `BrokenModelError` where it is damaged, of another make, or (if given) of other data.

    Nothing in the file is ever executed: it holds numbers and JSON, and pickled objects are refused.
    """
    try:
        stored = _read(content)
        terms = {name: tuple(stored["terms"][name].split("\n")) for name in BLOCKS}
        arrays = {name: np.asarray(stored[name], dtype=np.float64) for name in _ARRAYS}
        made_from, outputs = stored["fingerprint"], tuple(stored["outputs"].split("\n"))
    except Exception as error:  # a damaged zip file can fail in a dozen ways
        raise BrokenModelError("the stored model cannot be read") from error
    if (fingerprint is not None and made_from != fingerprint) or outputs != OUTPUTS or not _shapes_fit(arrays, terms):
        raise BrokenModelError("the stored model was made from something else")
    if not all(np.isfinite(array).all() for array in arrays.values()):
        raise BrokenModelError("the stored model holds values that are no numbers")
    look = SecondLook(arrays["means"], arrays["scales"], arrays["second_weights"], float(arrays["second_offset"][0]))
    return MovesModel(
        terms=terms,
        rarity=arrays["rarity"],
        weights=arrays["weights"].astype(np.float32),  # half the memory to fetch for each term
        offsets=arrays["offsets"],
        second_look=look,
        slopes=arrays["slopes"],
        shifts=arrays["shifts"],
    )


def _read(content: bytes) -> dict[str, Any]:
    """What skops would read: the dictionary that was written, from the nodes of its schema."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_MODEL_BYTES:
            raise BrokenModelError("the stored model is too large")
        return {key: _value(node, archive) for key, node in json.loads(archive.read(_SCHEMA))["content"].items()}


def _value(node: dict[str, Any], archive: zipfile.ZipFile) -> Any:  # noqa: ANN401 (JSON, arrays and dictionaries of them)
    if node["__loader__"] == "NdArrayNode":
        return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
    if node["__loader__"] == "DictNode":
        return {key: _value(inner, archive) for key, inner in node["content"].items()}
    return json.loads(node["content"])


def _shapes_fit(arrays: dict[str, Floats], terms: dict[str, tuple[str, ...]]) -> bool:
    count, outputs, rivals = sum(map(len, terms.values())), len(OUTPUTS), len(RIVALS)
    expected = {
        "rarity": (count,),
        "weights": (count, outputs),
        "second_weights": (products(np.zeros((1, rivals))).shape[1],),
        "second_offset": (1,),
        **dict.fromkeys(("offsets", "slopes", "shifts"), (outputs,)),
        **dict.fromkeys(("means", "scales"), (rivals,)),
    }
    return all(arrays[name].shape == shape for name, shape in expected.items())
