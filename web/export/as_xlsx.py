"""Rows as a workbook of Excel: a sheet that tells what it is, and a sheet of rows.

XlsxWriter makes the file in constant memory; a row is given to it as XML, five times as fast as cell by
cell. Every text is a text: nothing is run, linked or turned into a number.
"""

from __future__ import annotations

import re
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from web.export.cells import is_risky

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.export.model import Cell, Export

MOST_ROWS = 1_048_576 - 3
"""Rows of a sheet, without the titles, the end, and one to spare."""

MOST_LETTERS = 32_767
"""UTF-16 units of a cell: Excel mends a file that has more."""

REPEATED, REMEMBERED = 200, 1 << 14
"""Letters up to which a cell is likely to come again (titles, sources, days), and how many are kept."""

AT_ONCE = 1 << 17
"""Bytes that are read of the file at once."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML 1.0 cannot hold, and the beginning of what Excel would read as an escape."""


class _Sheet(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet that takes a row as the XML of its cells."""

    def add(self, number: int, cells: str) -> None:
        """The row after the one before; the first is number 0."""
        if number > self.previous_row:
            self._write_single_row(number)
        self._check_dimensions(number, 0)
        self.fh.write(f'<row r="{number + 1}">{cells}</row>')


class _Cells:
    """Writes rows as XML. What might be run bears the mark of text that Excel itself puts on it.

    Cells do not say where they stand (ECMA-376 lets them), so that the same ones are written once.
    """

    def __init__(self, text_format: int) -> None:
        self._marked = f' s="{text_format}"'
        self._known: dict[Cell, str] = {"": "<c/>"}

    def xml(self, row: Sequence[Cell]) -> str:
        """The cells of a row."""
        known = self._known
        return "".join([known.get(cell) or self._cell(cell) for cell in row])

    def _cell(self, cell: Cell) -> str:
        written = self._text(cell) if isinstance(cell, str) else f"<c><v>{cell}</v></c>"
        if len(written) <= REPEATED:
            if len(self._known) >= REMEMBERED:
                self._known = {"": "<c/>"}
            self._known[cell] = written
        return written

    def _text(self, text: str) -> str:
        mark = self._marked if is_risky(text) else ""
        return f'<c{mark} t="inlineStr"><is><t>{escaped(fitting(text))}</t></is></c>'


def fitting(text: str) -> str:
    """As much of a text as a cell can hold, with a sign where it is cut."""
    if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) <= 2 * MOST_LETTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    if not text.isprintable() or "_x" in text:
        text = _NEVER.sub(lambda found: "_x005F_" if found[0] == "_" else "", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_xlsx(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece; it is made whole before the first piece, on the disk."""
    with TemporaryFile(prefix="tratin-") as made:
        _write(export, made)
        made.seek(0)
        while piece := made.read(AT_ONCE):
            yield piece


def _write(export: Export[tuple[Cell, ...]], to: IO[bytes]) -> None:
    with TemporaryDirectory(prefix="tratin-") as scratch:
        book = Workbook(to, {**_OPTIONS, "tmpdir": scratch})
        bold, plain = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        about = book.add_worksheet(export.words.head)
        sheet = book.add_worksheet(export.words.rows, worksheet_class=_Sheet)
        cells = _Cells(plain._get_xf_index())  # noqa: SLF001 - rows are our own XML
        _write_rows(export, sheet, cells, bold)
        about.set_column(0, 0, 28)
        about.set_column(1, 1, 100)
        told = [
            *((fact.title, fact.value) for fact in export.head),
            (export.words.end, export.rows.ending.told),
        ]
        for number, (title, value) in enumerate(told):
            about.write_string(number, 0, title, bold)
            if isinstance(value, str):
                about.write_string(number, 1, fitting(value), plain)
            else:
                about.write_number(number, 1, value)
        sheet.activate()
        book.close()


def _write_rows(export: Export[tuple[Cell, ...]], sheet: Any, cells: _Cells, bold: Any) -> None:
    for place, column in enumerate(export.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, bold)
    sheet.freeze_panes(1, 0)
    number = 0
    for number, row in enumerate(export.rows, 1):
        sheet.add(number, cells.xml(row))
    sheet.write_string(number + 1, 0, export.rows.ending.told, bold)
    sheet.autofilter(0, 0, number, len(export.columns) - 1)
