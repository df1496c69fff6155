"""Rows of the lines of a concordance: an occurrence with what stands beside it, where, when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.bylines import one_line
from search.model import KIND_NAMES
from web.export.model import Column
from web.export.told import WHEN, WHERE, when_cells, where_cells
from web.texts.words import phrase
from web.view import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.model import Line, Span
    from web.export.model import Cell

COLUMNS = (
    Column("number", phrase("Số"), 7),
    Column("before", phrase("Trước"), 50),
    Column("match", phrase("Chỗ khớp"), 28),
    Column("after", phrase("Sau"), 50),
    Column("title", phrase("Tít bài"), 40),
    Column("source", phrase("Nguồn"), 20),
    *WHEN,
    *WHERE,
    Column("block", phrase("Phần của bài"), 12),
    Column("speaker", phrase("Người nói"), 20),
    Column("office", phrase("Chức vụ"), 24),
    Column("occurrence", phrase("Chỗ thứ"), 8),
    Column("occurrences", phrase("Số chỗ trong bài"), 8),
    Column("article", phrase("Mã bài"), 18),
    Column("start", phrase("Bắt đầu"), 8),
    Column("length", phrase("Độ dài"), 8),
    Column("url", phrase("Trang gốc"), 40),
    Column("page", phrase("Trang trong kho"), 40),
)

NOTE = Column("note", phrase("Ghi chú"), 40)
"""What a reader wrote beside a passage of a notebook."""

REMEMBERED = 4096
"""Articles whose cells are kept: lines of one article need not stand together."""


class LineRows:
    """Makes rows of lines in a language; `page` gives the address of a passage of an article here.

    `coded`: see `Table`.
    """

    def __init__(self, lang: str, page: Callable[[str, Span], str], *, coded: bool) -> None:
        self._lang = lang
        self._coded = coded
        self._page = page
        self._known: dict[str, tuple[tuple[Cell, ...], str]] = {}

    def __call__(self, line: Line) -> tuple[Cell, ...]:
        """The cells of a line, without its number."""
        told, url = self._known.get(line.article) or self._of_article(line)
        statement = line.statement
        return (
            one_line(line.before),
            one_line(line.match),
            one_line(line.after),
            *told,
            KIND_NAMES[line.kind] if self._lang == "vi" else line.kind.value,
            one_line(statement.speaker) if statement else "",
            one_line(statement.office) if statement else "",
            line.number,
            line.of,
            line.article,
            line.span.start,
            line.span.length,
            url,
            self._page(line.article, line.span),
        )

    def _of_article(self, line: Line) -> tuple[tuple[Cell, ...], str]:
        """What is the same for all lines of an article."""
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = self._known[line.article] = (
            (
                one_line(line.title),
                one_line(line.source),
                *when_cells(line.published, self._lang, coded=self._coded),
                *where_cells(line.published, line.location),
            ),
            safe_url(line.url) or "",
        )
        return found
