"""Cells as formats write them; no spreadsheet takes one for a formula (ASVS 5.0.0, 1.2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from web.export.model import Cell

RISKY = frozenset("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; the wide forms count where keyboards make them."""

REPEATED, REMEMBERED = 200, 1 << 14
"""Letters up to which a cell is likely to come again (titles, sources, days), and how many are kept."""


class Cells(dict["Cell", str]):
    """Cells as `write` makes them, those kept that are likely to come again; `begun` always are."""

    def __init__(self, write: Callable[[Cell], str], begun: Sequence[tuple[Cell, str]] = ()) -> None:
        super().__init__(begun)
        self._write = write
        self._begun = begun

    def of(self, row: Sequence[Cell]) -> Iterable[str]:
        """The cells of a row."""
        return map(self.__getitem__, row)

    def __missing__(self, cell: Cell) -> str:
        """A cell that is not kept yet."""
        written = self._write(cell)
        if len(written) <= REPEATED:
            if len(self) >= REMEMBERED:
                self.clear()
                self.update(self._begun)
            self[cell] = written
        return written


def numeral(cell: float) -> str:
    """A number as it is written, whole ones without a point: 5 and 5.0 are one cell among those kept."""
    return str(int(cell)) if cell == int(cell) else str(cell)
