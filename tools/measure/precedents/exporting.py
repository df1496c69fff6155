"""Exports: how many rows are written in a second, and how much memory grows while they are.

Lines are made up from synthetic articles while they are written, so that nothing holds them; measured is all
from a line or document to the bytes of a file.
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from search.model import BlockKind, Line, Span
from search.tokenizer import lay
from tools.measure.cleaning.memory import resident
from tools.measure.figures import Figure
from tools.measure.query import documents
from tools.synth import write_articles
from web.cite import work_of
from web.export.article_rows import COLUMNS as ARTICLE_COLUMNS
from web.export.article_rows import ArticleRows
from web.export.formats import LIBRARIES, TABLES
from web.export.heads import words
from web.export.line_rows import COLUMNS as LINE_COLUMNS
from web.export.line_rows import LineRows
from web.export.model import Export, Fact, Rows
from web.export.references import of_documents, of_lines
from web.export.told import titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import Document
    from search.tokenizer import Laid
    from web.cite import Work

ARTICLES = 2_000
"""Made-up articles that rows are made of, over and over."""

ROWS = 50_000

SITE = "https://tratin.example"

_BESIDE, _WORDS = 60, 4
"""Syllables on either side of a line, and in it."""


class Held(NamedTuple):
    """An article, and where its syllables stand."""

    document: Document
    laid: Laid


def measure_exporting(rows: int = ROWS, seed: int = 1) -> list[Figure]:
    """Rows a second of each format, of lines and of articles, and the growth of memory over all of it."""
    with TemporaryDirectory(prefix="tratin-bench-") as scratch:
        path = write_articles(Path(scratch) / "articles.jsonl", ARTICLES, seed)
        held = [Held(one, lay(one.article.text)) for one in documents(path, ARTICLES)]
    sum(map(len, _written("lines", "csv", held, 1)))  # the tables of places are read
    figures: list[Figure] = []
    grown = 0.0
    for what in ("lines", "articles"):
        for ending in (*TABLES, *LIBRARIES):
            rate, growth = _timed(_written(what, ending, held, rows), rows)
            figures.append(Figure(f"export of {what}, {ending}", rate, "rows/s"))
            grown = max(grown, growth)
    return [*figures, Figure("export, growth of memory", round(grown, 1), "MB")]


def _timed(pieces: Iterable[bytes], rows: int) -> tuple[float, float]:
    """Rows a second, and MB by which memory grew after the first piece."""
    started, first, most = time.perf_counter(), 0.0, 0.0
    for piece in pieces:
        assert piece
        most = max(most, resident())
        first = first or most
    return round(rows / (time.perf_counter() - started)), most - first


def _written(what: str, ending: str, held: Sequence[Held], rows: int) -> Iterator[bytes]:
    head = [Fact("q", "q", "kết nạp"), Fact("rows", "rows", rows)]
    if ending in LIBRARIES:
        made: Any = _references(what, held, rows)
        return LIBRARIES[ending].write(Export(head, (), Rows(made, None, words("vi"))))
    columns = titled(LINE_COLUMNS if what == "lines" else ARTICLE_COLUMNS, "vi")
    return TABLES[ending].write(Export(head, columns, Rows(_cells(what, held, rows), None, words("vi"))))


def _cells(what: str, held: Sequence[Held], rows: int) -> Iterator[tuple[str | int, ...]]:
    if what == "lines":
        return map(LineRows("vi", _page), _lines(held, rows))
    return map(ArticleRows("vi", lambda article: _page(article, None)), _documents(held, rows))


def _references(what: str, held: Sequence[Held], rows: int) -> Iterator[Any]:
    by_id = {one.document.id: one.document for one in held}
    if what == "lines":
        return of_lines(_lines(held, rows), lambda article: _work(by_id[article]), _page)
    return of_documents(_documents(held, rows), _work)


def _work(document: Document) -> Work:
    return work_of(document, "Tra Tin", None, _page(document.id, None))


def _page(article: str, span: Span | None) -> str:
    return f"{SITE}/bai/{article}" + (f"?passage={span.start},{span.length}" if span else "")


def _documents(held: Sequence[Held], rows: int) -> Iterator[Document]:
    return (held[number % len(held)].document for number in range(rows))


def _lines(held: Sequence[Held], rows: int) -> Iterator[Line]:
    """Four syllables of some article, each time others, with what stands beside them."""
    for number in range(rows):
        document, at = held[number % len(held)]
        first = number * 7 % max(1, len(at.starts) - _WORDS)
        last = min(first + _WORDS, len(at.starts)) - 1
        span = Span(at.starts[first], at.ends[last] - at.starts[first])
        begin, end = at.starts[max(0, first - _BESIDE)], at.ends[min(len(at.ends) - 1, last + _BESIDE)]
        text = document.article.text
        yield Line(
            article=document.id,
            title=document.article.title,
            source=document.article.source,
            url=document.article.url,
            published=document.published,
            location=document.location,
            kind=BlockKind.BODY,
            before=text[begin : span.start],
            match=text[span.start : span.end],
            after=text[span.end : end],
            span=span,
            number=1,
            of=1,
        )
