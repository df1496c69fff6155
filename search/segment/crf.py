"""Reading a linear-chain model of CRFsuite: the weights, without CRFsuite and without running a pickle.

The format is that of CRFsuite 0.12 (`lib/crf/src/crf1d_model.c` and `lib/cqdb/src/cqdb.c` of
github.com/chokkan/crfsuite); all numbers are little-endian:

    header     48 bytes: "lCRF", size, "FOMC", version 100, three counts (features, labels, attributes),
               five offsets (features, labels, attributes, and two indexes that we do not need)
    features   "FEAT", size, count; a record each of 20 bytes: kind, source, target, weight (double).
               Kind 0 weighs attribute `source` for label `target`; kind 1 the step from label to label
    strings    "CQDB", five numbers, the last two: count and offset of a table with the place of each record:
               number, length, characters, NUL. Once for labels, once for attributes

scikit-learn's wrapper pickles such a file as one string. Unpickling would import and run what the pickle
names, so we look for the file's own signature in the raw bytes and take the string that it begins.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from search.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE = b"lCRF"
_HEADER = struct.Struct("<4sI4s9I")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STRINGS = struct.Struct("<4s5I")
_UNICODE_STRING = b"X"
"""The pickle opcode BINUNICODE: four bytes of length follow, then UTF-8."""


class Model(NamedTuple):
    """A chain of two labels: what an attribute weighs for each; `steps[a][b]` is the step from `a` to `b`."""

    labels: tuple[str, str]
    attributes: dict[str, tuple[float, float]]
    steps: tuple[tuple[float, float], tuple[float, float]]


def read_pickled(path: Path) -> Model:
    """The model inside a pickled `sklearn_crfsuite.CRF`. Raises `DataError` where there is none."""
    try:
        return read(_embedded(path.read_bytes()))
    except (OSError, UnicodeError, ValueError, IndexError, struct.error) as error:
        raise DataError(f"{path} holds no CRFsuite model that we can read: {error}") from error


def _embedded(pickled: bytes) -> bytes:
    """The one string of a pickle that starts as a CRFsuite file does; pickled bytes are text in Latin-1."""
    start = pickled.find(_SIGNATURE)
    if start < 5 or pickled[start - 5 : start - 4] != _UNICODE_STRING:
        raise ValueError("no string in it begins with the signature lCRF")
    length = int.from_bytes(pickled[start - 4 : start], "little")
    return pickled[start : start + length].decode("utf-8").encode("latin-1")


def read(blob: bytes) -> Model:
    """The model of a CRFsuite file of two labels. Raises `ValueError` or `struct.error` for anything else."""
    signature, size, kind, version, _, _, count, features, labels, attributes, _, _ = _HEADER.unpack_from(
        blob
    )
    if (signature, kind, version, size) != (_SIGNATURE, b"FOMC", 100, len(blob)):
        raise ValueError("the header is not that of a whole first-order model of version 100")
    if count > size:
        raise ValueError("it has more attributes than bytes")
    first, second = _strings(blob, labels)
    steps = [[0.0, 0.0], [0.0, 0.0]]
    weights = [[0.0] * count, [0.0] * count]
    for kind_of, source, target, weight in _features(blob, features):
        if kind_of:
            steps[source][target] = weight
        else:
            weights[target][source] = weight
    names = _strings(blob, attributes)
    return Model(
        (first, second),
        dict(zip(names, zip(*weights, strict=True), strict=True)),
        ((steps[0][0], steps[0][1]), (steps[1][0], steps[1][1])),
    )


def _features(blob: bytes, offset: int) -> list[tuple[int, int, int, float]]:
    name, _, count = _CHUNK.unpack_from(blob, offset)
    if name != b"FEAT":
        raise ValueError("the feature table is not where the header says")
    start = offset + _CHUNK.size
    return list(_FEATURE.iter_unpack(blob[start : start + count * _FEATURE.size]))


def _strings(blob: bytes, offset: int) -> list[str]:
    """The strings of one table in the order of their numbers."""
    name, *_, count, table = _STRINGS.unpack_from(blob, offset)
    if name != b"CQDB":
        raise ValueError("a string table is not where the header says")
    strings = []
    for place in struct.unpack_from(f"<{count}I", blob, offset + table):
        start = offset + place + 8
        length = int.from_bytes(blob[start - 4 : start], "little")  # the final NUL is counted
        strings.append(blob[start : start + length - 1].decode("utf-8"))
    return strings
