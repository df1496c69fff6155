"""Rows as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel reads Vietnamese.

Lines of the head and of the end begin with `#`; between them stand the titles of the columns and the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.export.cells import RISKY, Cells, numeral
from web.export.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.export.model import Cell, Export

BOM = "\ufeff"


def as_csv(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece."""
    return in_pieces(_lines(export))


def _lines(export: Export[tuple[Cell, ...]]) -> Iterator[str]:
    cells = Cells(_written)

    def line(*row: Cell) -> str:
        return ",".join(cells.of(row)) + "\r\n"

    yield BOM
    for fact in export.head:
        yield line(f"# {fact.title}", fact.value)
    yield line(*(column.title for column in export.columns))
    for row in export.rows:
        yield line(*row)
    yield line(f"# {export.rows.ending.told}")


def _written(cell: Cell) -> str:
    """A cell, in quotes where it needs them; as the module `csv` writes it, which looks at every letter."""
    if not isinstance(cell, str):
        return numeral(cell)
    text = f"'{cell}" if cell[:1] in RISKY else cell
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text
