"""Rows as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel reads Vietnamese.

Lines of the head and of the end begin with `#`; between them stand the titles of the columns and the rows.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from web.export.cells import safe
from web.export.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.export.model import Cell, Export

BOM = "\ufeff"


def as_csv(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece."""
    return in_pieces(_lines(export))


def _lines(export: Export[tuple[Cell, ...]]) -> Iterator[str]:
    line = StringIO(newline="")
    writer = csv.writer(line)

    def written(cells: Sequence[Cell]) -> str:
        line.seek(0)
        line.truncate()
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in cells])
        return line.getvalue()

    yield BOM
    for fact in export.head:
        yield written((f"# {fact.title}", fact.value))
    yield written([column.title for column in export.columns])
    for row in export.rows:
        yield written(row)
    yield written((f"# {export.rows.ending.told}",))
