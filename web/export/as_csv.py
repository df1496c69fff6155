"""Rows as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel reads Vietnamese.

Lines of the head and of the end begin with `#`; between them stand the titles of the columns and the rows.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from web.export.cells import RISKY
from web.export.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.export.model import Cell, Export

BOM = "\ufeff"


def as_csv(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece."""
    return in_pieces(_lines(export))


def _lines(export: Export[tuple[Cell, ...]]) -> Iterator[str]:
    written = csv.writer(_Line()).writerow

    yield BOM
    for fact in export.head:
        yield written(_safe((f"# {fact.title}", fact.value)))
    yield written(_safe([column.title for column in export.columns]))
    for row in export.rows:
        yield written(_safe(row))
    yield written(_safe((f"# {export.rows.ending.told}",)))


class _Line:
    """A file that gives what is written to it, which the writer of a row then gives."""

    def write(self, line: str) -> str:
        """The same line."""
        return line


def _safe(cells: Sequence[Cell]) -> list[Cell]:
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in RISKY else cell for cell in cells]
