"""How something was worded before, told from documents in memory: slow, simple, only what exports need."""

from __future__ import annotations

from dataclasses import replace

from search.model import Concordance, Line, LineOrder, Query, Sort, Span
from search.zones import is_searched


class FakePrecedents:
    """Lines and articles of a small reader."""

    def __init__(self, reader) -> None:
        self.reader = reader

    def lines(self, query, wanted):
        """A page of a concordance."""
        found = self._found(query, wanted)
        total = self.reader.search(replace(query, fold=False, size=0)).total
        articles = len({line.article for line in found})
        page = tuple(found[wanted.begin : wanted.begin + wanted.size])
        return Concordance(query, len(found), articles, total - articles, page, generation="gen-7")

    def every_line(self, query, wanted):
        """All lines in one of some orders; of a wording only those that have it."""
        return iter(self._found(query, wanted)[wanted.begin :])

    def _found(self, query, wanted):
        sort = Sort.OLDEST if wanted.order is LineOrder.OLDEST else Sort.NEWEST
        lines = [
            line
            for document in self.every_document(replace(query, sort=sort))
            for line in lines_of(document, self.reader.mark(document, query))
        ]
        if wanted.order is LineOrder.RIGHT:
            lines.sort(key=lambda line: line.after.split())
        return [line for line in lines if wanted.wording in line.match.lower()]

    def every_document(self, query: Query):
        """All articles, in the order of a search."""
        hits = self.reader.search(replace(query, fold=False, page=1, size=1 << 30)).hits
        return iter([self.reader.documents[hit.id] for hit in hits])


def lines_of(document, marked):
    """A line for each mark of the searched blocks of a document."""
    article = document.article
    found = [
        (block, text, mark)
        for block, text in zip(article.blocks, marked, strict=True)
        if is_searched(block.kind)
        for mark in text.marks
    ]
    return [
        Line(
            article=document.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=document.published,
            location=document.location,
            kind=block.kind,
            before=text.text[: mark.start],
            match=text.text[mark.start : mark.end],
            after=text.text[mark.end :],
            span=Span(block.start + mark.start, mark.length),
            number=number,
            of=len(found),
        )
        for number, (block, text, mark) in enumerate(found, 1)
    ]
