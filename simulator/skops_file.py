"""Numbers and text in a `.skops` file, which can hold nothing that would be executed.

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

MOST_BYTES = 64 * 1024 * 1024
_SCHEMA = "schema.json"
_CLOCK = (1980, 1, 1, 0, 0, 0)


class BrokenFileError(Exception):
    """A stored file that is not what it should be."""


def skops_bytes(content: dict[str, Any]) -> bytes:
    """Arrays, texts and dictionaries of them as one `.skops` file."""
    import skops.io  # brings scikit-learn along, and is needed only to write

    return _without_time_and_place(skops.io.dumps(content))


def skops_content(archive: bytes) -> dict[str, Any]:
    """What `skops_bytes` was given. Raises `BrokenFileError` for anything else; pickled objects are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise BrokenFileError("the stored file is too large")
            return {key: _value(node, parts) for key, node in json.loads(parts.read(_SCHEMA))["content"].items()}
    except Exception as error:  # a damaged zip file can fail in a dozen ways
        raise BrokenFileError("the stored file cannot be read") from error


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


def _value(node: dict[str, Any], archive: zipfile.ZipFile) -> Any:  # noqa: ANN401 (JSON, arrays and dictionaries of them)
    if node["__loader__"] == "NdArrayNode":
        return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
    if node["__loader__"] == "DictNode":
        return {key: _value(inner, archive) for key, inner in node["content"].items()}
    return json.loads(node["content"])
