"""Rows of articles: what each is, when and where, about what, how its text begins; not the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.bylines import authors_of, one_line
from search.model import PROSE, MarkedText
from web.export.model import Column
from web.export.told import WHEN, WHERE, when_cells, where_cells
from web.showing.cutting import SNIPPET
from web.texts.labels import topic_label
from web.texts.words import phrase
from web.view import safe_url, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import Document
    from web.export.model import Cell

COLUMNS = (
    Column("number", phrase("Số"), 7),
    Column("title", phrase("Tít bài"), 50),
    Column("source", phrase("Nguồn"), 20),
    Column("authors", phrase("Tác giả"), 24),
    *WHEN,
    *WHERE,
    Column("topics", phrase("Chủ đề"), 30),
    Column("documents", phrase("Văn bản được nhắc"), 24),
    Column("about_years", phrase("Viết về năm"), 10),
    Column("lead", phrase("Đoạn đầu"), 60),
    Column("article", phrase("Mã bài"), 18),
    Column("version", phrase("Phiên bản"), 8),
    Column("group", phrase("Nhóm bài trùng"), 18),
    Column("url", phrase("Trang gốc"), 40),
    Column("page", phrase("Trang trong kho"), 40),
)


class ArticleRows:
    """Makes rows of articles in a language; `page` gives the address of an article here.

    `coded`: see `Table`.
    """

    def __init__(self, lang: str, page: Callable[[str], str], *, coded: bool) -> None:
        self._lang = lang
        self._coded = coded
        self._page = page

    def __call__(self, document: Document) -> tuple[Cell, ...]:
        """The cells of an article, without its number."""
        return (
            one_line(document.article.title),
            one_line(document.article.source),
            _listed(authors_of(document.article)),
            *when_cells(document.published, self._lang, coded=self._coded),
            *where_cells(document.published, document.location),
            _listed([topic_label(topic.id, self._lang) for topic in document.topics]),
            _listed([cited.key for cited in document.citations]),
            _listed([str(year) for year in document.about_years]),
            lead_of(document),
            document.id,
            document.version,
            document.group,
            safe_url(document.article.url) or "",
            self._page(document.id),
        )


def lead_of(document: Document) -> str:
    """How the text of an article begins, on one line."""
    article = document.article
    texts = (one_line(article.of(block)) for block in article.blocks if block.kind in PROSE)
    return shortened(MarkedText(next(filter(None, texts), "")), SNIPPET).text


def _listed(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else "; ".join(dict.fromkeys(values)) if values else ""
