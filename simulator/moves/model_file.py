"""The trained model of moves on disk, as one `.skops` file."""

from __future__ import annotations

import numpy as np

from simulator.moves.features import BLOCKS
from simulator.moves.model import OUTPUTS, RIVALS, Floats, MovesModel, SecondLook, products
from simulator.skops_file import MOST_BYTES, skops_bytes, skops_content

MOST_MODEL_BYTES = MOST_BYTES
_ARRAYS = ("rarity", "weights", "offsets", "slopes", "shifts", "means", "scales", "second_weights", "second_offset")


class BrokenModelError(Exception):
    """A stored model that is not what it should be."""


def model_to_bytes(model: MovesModel, *, fingerprint: str) -> bytes:
    """The model as one `.skops` file; `fingerprint` says what it was made from. Weights keep 16 bits."""
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
    return skops_bytes(content)


def model_from_bytes(content: bytes, *, fingerprint: str | None = None) -> MovesModel:
    """The model in a file. Raises `BrokenModelError` where it is damaged, of another make, or (if given) of other data.

    Nothing in the file is ever executed: it holds numbers and JSON, and pickled objects are refused.
    """
    try:
        stored = skops_content(content)
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
