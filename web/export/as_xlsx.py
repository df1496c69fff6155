"""Rows as a workbook of Excel: a sheet that tells what it is, and a sheet of rows.

XlsxWriter makes the workbook without its rows; these are put into their sheet as XML, in constant memory and
many times as fast as cell by cell, and the file is sent while it is made. Every text is a text: nothing is
run, linked or turned into a number.
"""

from __future__ import annotations

import re
from io import BytesIO, RawIOBase
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from web.export.cells import RISKY, Cells, numeral
from web.export.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from _typeshed import ReadableBuffer
    from xlsxwriter.format import Format

    from web.export.model import Cell, Export

MOST_ROWS = 1_048_576 - 3
"""Rows of a sheet, without the titles, the end, and one to spare."""

MOST_BYTES = (1 << 31) - (1 << 24)
"""Bytes of a sheet: of more than 2 GB the archive would need a form that Excel offers to mend."""

MOST_LETTERS = 32_767
"""UTF-16 units of a cell: Excel mends a file that has more."""

LEVEL = 2
"""Of 1..9: measured on lines, 3 saves 5 % and takes an eighth longer, 6 a fifth and three times as long."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_EMPTY = "<c/>"
_ROWS = "xl/worksheets/sheet2.xml"
_TITLES_END = b"</row>"
_DIMENSION = re.compile(b"<dimension [^>]*>")
"""How large a sheet is: it may be left out, and is not known at first."""
_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML 1.0 cannot hold, and the beginning of what Excel would read as an escape."""


def as_xlsx(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The file, piece by piece."""
    outgoing = _Outgoing()
    with ZipFile(outgoing, "w", ZIP_DEFLATED, compresslevel=LEVEL) as file:
        with file.open(_ROWS, "w") as sheet:
            size = 0
            for piece in _sheet(export):
                sheet.write(piece)
                yield from outgoing.taken()
                size += len(piece)
                if size > MOST_BYTES:
                    export.rows.stop()
        for name, data in _framed(export).others.items():
            file.writestr(name, data)
    yield from outgoing.taken()


def _sheet(export: Export[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The sheet of rows; what stands behind them is only known then."""
    frame = _framed(export)
    yield frame.before
    cells = Cells(_written(frame.text_format), [("", _EMPTY)]).of
    rows = enumerate(export.rows, 2)
    yield from in_pieces(f'<row r="{number}">{"".join(cells(row))}</row>' for number, row in rows)
    yield _framed(export).behind


class _Outgoing(RawIOBase):
    """A file that keeps what is written to it until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[bytes] = []

    def write(self, data: ReadableBuffer, /) -> int:
        """Keep some bytes."""
        kept = bytes(data)
        if kept:
            self._kept.append(kept)
        return len(kept)

    def taken(self) -> Iterator[bytes]:
        """What was written since the last time, if anything was."""
        if self._kept:
            yield b"".join(self._kept)
            self._kept.clear()


class _Frame(NamedTuple):
    """A workbook without its rows: the sheet of these up to the first and from the last, the other files.

    `text_format` is the number of the format of texts that are marked.
    """

    before: bytes
    behind: bytes
    others: Mapping[str, bytes]
    text_format: int


def _framed(export: Export[tuple[Cell, ...]]) -> _Frame:
    made = BytesIO()
    with TemporaryDirectory(prefix="tratin-") as scratch:
        book = Workbook(made, {**_OPTIONS, "tmpdir": scratch})
        bold, plain = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        text_format = plain._get_xf_index()  # noqa: SLF001 - rows are our own XML
        _tell(export, book, bold, plain)
        _begin_and_end(export, book, bold)
        book.close()
    with ZipFile(made) as file:
        files = {name: file.read(name) for name in file.namelist()}
    sheet = _DIMENSION.sub(b"", files.pop(_ROWS))
    titles, _, behind = sheet.partition(_TITLES_END)
    return _Frame(titles + _TITLES_END, behind, files, text_format)


def _tell(export: Export[tuple[Cell, ...]], book: Workbook, bold: Format, plain: Format) -> None:
    """The sheet that tells what the file is."""
    about = book.add_worksheet(export.words.head)
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


def _begin_and_end(export: Export[tuple[Cell, ...]], book: Workbook, bold: Format) -> None:
    """The sheet of rows with its titles, and its end as far below as there are rows now."""
    sheet = book.add_worksheet(export.words.rows)
    for place, column in enumerate(export.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, bold)
    sheet.freeze_panes(1, 0)
    ending = export.rows.ending
    sheet.write_string(ending.rows + 1, 0, ending.told, bold)
    sheet.autofilter(0, 0, ending.rows, len(export.columns) - 1)
    sheet.activate()


def _written(text_format: int) -> Callable[[Cell], str]:
    """What writes a cell as XML.

    Cells do not say where they stand (ECMA-376 lets them), so that the same ones are written once. What might
    be run bears the mark of text that Excel itself puts on it.
    """
    plain, marked = ("<c", f'<c s="{text_format}"')

    def written(cell: Cell) -> str:
        if not isinstance(cell, str):
            return f"<c><v>{numeral(cell)}</v></c>"
        begins = marked if cell[0] in RISKY else plain
        text = fitting(cell) if len(cell) * 2 > MOST_LETTERS else cell
        return f'{begins} t="inlineStr"><is><t>{escaped(text)}</t></is></c>'

    return written


def fitting(text: str) -> str:
    """As much of a text as a cell can hold, with a sign where it is cut."""
    if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) <= 2 * MOST_LETTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    if not text.isprintable() or "_x" in text:
        text = _NEVER.sub(lambda found: "_x005F_" if found[0] == "_" else "", text)
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
