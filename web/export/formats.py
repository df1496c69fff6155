"""The formats of an export by their endings: what each is for, and what writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from web.export.as_csv import as_csv
from web.export.as_jsonl import as_jsonl
from web.export.as_references import as_bibtex, as_csl, as_ris
from web.export.as_xlsx import MOST_ROWS, as_xlsx
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from web.export.model import Cell, Export
    from web.export.references import Reference

RIS_TYPE = "application/x-research-info-systems; charset=utf-8"
BIBTEX_TYPE = "application/x-bibtex; charset=utf-8"
CSL_TYPE = "application/vnd.citationstyles.csl+json"


class Table(NamedTuple):
    """A format that has columns; `most` is how many rows a file of it can hold.

    One for programs is `coded`: how dates are known stands there as in addresses, not in words.
    """

    title: str
    use: str
    kind: str
    write: Callable[[Export[tuple[Cell, ...]]], Iterator[bytes]]
    most: int | None = None
    coded: bool = False


class Library(NamedTuple):
    """A format for programs that manage references."""

    title: str
    use: str
    kind: str
    write: Callable[[Export[Reference]], Iterator[bytes]]


TABLES: Mapping[str, Table] = {
    "xlsx": Table(
        "Excel (XLSX)",
        phrase("mở bằng Excel, LibreOffice"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
        MOST_ROWS,
    ),
    "csv": Table(
        "CSV", phrase("bảng tính và chương trình nào cũng đọc được"), "text/csv; charset=utf-8", as_csv
    ),
    "jsonl": Table(
        "JSON Lines",
        phrase("cho chương trình: mỗi dòng một đối tượng"),
        "application/jsonl",
        as_jsonl,
        coded=True,
    ),
}

LIBRARIES: Mapping[str, Library] = {
    "ris": Library("RIS", phrase("cho EndNote, Zotero, Mendeley"), RIS_TYPE, as_ris),
    "bib": Library("BibTeX", phrase("cho LaTeX, JabRef"), BIBTEX_TYPE, as_bibtex),
    "json": Library("CSL-JSON", phrase("cho Zotero, Pandoc"), CSL_TYPE, as_csl),
}

FORMATS: Mapping[str, Table | Library] = {**TABLES, **LIBRARIES}
"""All of them by ending, in the order in which they are offered."""
