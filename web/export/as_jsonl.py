"""Rows as JSON Lines: an object a line; the first is the head, the last the end, rows stand between.

`kind` tells which: `head`, `row`, `end`. The end has the number of `rows`, and why they are cut, or null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from web.export.pieces import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.export.model import Cell, Export

_encode = msgspec.json.Encoder().encode


def as_jsonl(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece."""
    return joined(_lines(export))


def _lines(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    yield _line({"kind": "head", **{fact.name: fact.value for fact in export.head}})
    names = ["kind", *(column.name for column in export.columns)]
    for row in export.rows:
        yield _line(dict(zip(names, ("row", *row), strict=True)))
    ending = export.rows.ending
    yield _line({"kind": "end", "rows": ending.rows, "cut": ending.reason or None, "told": ending.told})


def _line(value: object) -> bytes:
    return _encode(value) + b"\n"
