"""An export put together of what was asked: for pages, the API and `tratin export` alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from search.bylines import one_line
from search.model import LineOrder
from web import results as around
from web.addresses.lines import GROUPS, ORDERS
from web.addresses.params import to_query
from web.cite import work_of, work_of_line
from web.export import article_rows, line_rows
from web.export.batches import in_batches
from web.export.formats import LIBRARIES, TABLES
from web.export.heads import question, state, words
from web.export.model import Export, Fact, Rows
from web.export.references import of_articles, of_lines, of_noted_lines
from web.export.told import titled
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from search.archive import Archive
    from search.engine import Reader
    from search.model import Document, Line, Lines, Note, Span
    from search.query import Context
    from web.addresses.params import Params
    from web.cite import Work
    from web.export.model import Cell, Column
    from web.export.references import Reference

Made = TypeVar("Made")


class Holding(NamedTuple):
    """What exports are made from: a reader of one generation, the archive, and what the site says of itself.

    `page` gives the address here of an article, or of a passage of it.
    """

    reader: Reader
    archive: Archive
    context: Context
    name: str
    page: Callable[[str, Span | None], str]

    def fetched(self, article_ids: Sequence[str]) -> Mapping[tuple[str, int], datetime]:
        """When the versions of some articles were fetched, by id and version."""
        return self.archive.fetched(article_ids)

    def work(self, document: Document, fetched: datetime | None = None) -> Work:
        """An article as a reference."""
        return work_of(document, self.name, fetched, self.page(document.id, None))

    def work_of_line(self, line: Line, fetched: datetime | None) -> Work:
        """The article of a line as a reference."""
        return work_of_line(line, self.name, fetched)

    def here(self, made: Iterable[tuple[str, Made]]) -> Iterator[list[Made]]:
        """What was made of articles that were not withdrawn since the index was built, some at a time.

        It comes with the id of its article; the article itself need not be held until the store was asked.
        """
        for some in in_batches(made):
            gone = self.archive.withdrawn_among(list({article for article, _ in some}))
            yield [one for article, one in some if article not in gone]


class Asked(NamedTuple):
    """What is to be written: a search, the format by its ending, and at most so many rows (None: all).

    `address` is where people see the same.
    """

    params: Params
    notes: Sequence[Note]
    ending: str
    most: int | None = None
    address: str = ""


def every_article(holding: Holding, asked: Asked) -> Iterator[bytes]:
    """A file of all articles of a search, in its order, near-duplicates each by itself.

    Raises what the engine raises before there is a row; of what goes wrong later the file tells.
    """
    params, lang = asked.params, asked.params.lang
    query = to_query(params, (), asked.notes, holding.context)
    counted = holding.reader.search(replace(query, fold=False, size=0))
    found = holding.reader.precedents().every_document(query)
    head = [
        Fact("what", say("Nội dung", lang), say("mọi bài tìm được", lang)),
        *question(params, (*query.notes, *counted.notes), holding.context),
        Fact("order", say("Thứ tự", lang), say(around.SORTS[params.sort], lang)),
        Fact("articles", say("Số bài", lang), counted.total),
    ]
    if asked.ending in LIBRARIES:
        works = ((document.id, (holding.work(document), document.version)) for document in found)
        return _library(holding, asked, head, of_articles(_begun(holding.here(works)), holding))
    cells = article_rows.ArticleRows(
        lang, lambda article_id: holding.page(article_id, None), coded=TABLES[asked.ending].coded
    )
    made = ((document.id, cells(document)) for document in found)
    return table_of(holding, asked, head, article_rows.COLUMNS, _begun(holding.here(made)))


def every_line(holding: Holding, asked: Asked, wanted: Lines) -> Iterator[bytes]:
    """A file of all lines of a search, in the order wanted; raises as `every_article` does."""
    params, lang = asked.params, asked.params.lang
    query, precedents = to_query(params, (), asked.notes, holding.context), holding.reader.precedents()
    counted = precedents.lines(query, wanted._replace(begin=0, size=0))
    found = precedents.every_line(query, wanted._replace(begin=0))
    head = [
        Fact("what", say("Nội dung", lang), say("mọi chỗ khớp, mỗi chỗ một dòng", lang)),
        *question(params, (*query.notes, *counted.notes), holding.context),
        *_narrowed(wanted, lang),
        Fact("order", say("Thứ tự", lang), say(ORDERS[wanted.order], lang)),
        *([Fact("seed", say("Số của mẫu", lang), wanted.seed)] if wanted.order is LineOrder.SAMPLE else []),
        Fact("lines", say("Số dòng", lang), counted.total),
        Fact("articles", say("Số bài", lang), counted.articles),
    ]
    if asked.ending in LIBRARIES:
        lines = ((line.article, line) for line in found)
        return _library(holding, asked, head, of_lines(_begun(holding.here(lines)), holding))
    cells = line_rows.LineRows(asked.params.lang, holding.page, coded=TABLES[asked.ending].coded)
    made = ((line.article, cells(line)) for line in found)
    return table_of(holding, asked, head, line_rows.COLUMNS, _begun(holding.here(made)))


def of_clippings(
    holding: Holding, asked: Asked, head: Sequence[Fact], found: Iterable[tuple[Line, str]]
) -> Iterator[bytes]:
    """A file of the lines of a notebook, each with its note."""
    if asked.ending in LIBRARIES:
        lines = ((line.article, (line, note)) for line, note in found)
        return _library(holding, asked, head, of_noted_lines(_begun(holding.here(lines)), holding))
    cells = line_rows.LineRows(asked.params.lang, holding.page, coded=TABLES[asked.ending].coded)
    made = ((line.article, (*cells(line), one_line(note))) for line, note in found)
    columns = (*line_rows.COLUMNS, line_rows.NOTE)
    return table_of(holding, asked, head, columns, _begun(holding.here(made)))


def _narrowed(wanted: Lines, lang: str) -> Iterator[Fact]:
    """What leaves lines of the search out."""
    if wanted.wording:
        yield Fact("wording", say("Chỉ cách viết", lang), wanted.wording)
    if wanted.by is not None and wanted.group:
        yield Fact("group", say("Chỉ nhóm", lang), f"{say(GROUPS[wanted.by], lang)}: {wanted.group}")


def _library(
    holding: Holding, asked: Asked, head: Sequence[Fact], made: Iterable[Reference]
) -> Iterator[bytes]:
    rows = Rows(made, asked.most, words(asked.params.lang))
    return LIBRARIES[asked.ending].write(Export(_headed(holding, asked, head), (), rows))


def table_of(
    holding: Holding,
    asked: Asked,
    head: Sequence[Fact],
    columns: Iterable[Column],
    batches: Iterable[Sequence[tuple[Cell, ...]]],
) -> Iterator[bytes]:
    """A table whose rows are numbered from 1, which is their first cell."""
    made = ((number, *cells) for number, cells in enumerate(chain.from_iterable(batches), 1))
    table, lang = TABLES[asked.ending], asked.params.lang
    most = min((most for most in (asked.most, table.most) if most is not None), default=None)
    rows = Rows(made, most, words(lang))
    return table.write(Export(_headed(holding, asked, head), titled(columns, lang), rows))


def _headed(holding: Holding, asked: Asked, head: Sequence[Fact]) -> list[Fact]:
    stats = holding.reader.stats()
    return [*head, *state(stats, holding.name, asked.address, asked.params.lang)]


def _begun(batches: Iterator[Made]) -> Iterator[Made]:
    """The same, the first one made already: what cannot even begin is an error, and no file."""
    return chain(list(islice(batches, 1)), batches)
