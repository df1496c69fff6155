"""What a source lets be shown: a reader that answers no more of its articles, and captures that stay closed.

    full     all of it
    snippet  passages in results and the beginning of the text with a link; no whole text, no capture
    link     title, date, place, source and the link to the original

The reader cuts what it answers, so that whatever is drawn from it, today or later, holds no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.archive import Show
from search.model import PROSE, Article, Block, BlockKind, MarkedText
from web.view import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.archive import Shows
    from search.engine import Precedents, Reader
    from search.model import (
        Alike,
        Collocates,
        Concordance,
        Copies,
        Document,
        Evidence,
        FirstUse,
        GroupBy,
        Groups,
        Hit,
        Line,
        Lines,
        Measure,
        Passage,
        Period,
        Query,
        Result,
        Similar,
        Stats,
        Suggestion,
        Timeline,
        Unit,
        Variants,
        Word,
    )
    from search.suggest.model import Correction, Reading

BESIDE = 100
"""Characters on either side of an occurrence that are shown of such an article."""

SNIPPET = 300
"""Characters of the text that are shown of an article of which only a snippet may be."""


def cut_hit(hit: Hit, show: Show) -> Hit:
    """As much of a hit as may be shown."""
    if show is not Show.LINK:
        return hit
    return replace(hit, snippets=(), matches=len(hit.title.marks), topics=(), reasons=())


def cut_document(document: Document, show: Show) -> Document:
    """As much of an article as may be shown; facts lose the words that they were read from."""
    if show is Show.FULL:
        return document
    is_link, location = show is Show.LINK, document.location
    return replace(
        document,
        article=_cut(document.article, show),
        published=replace(document.published, evidence=()),
        location=replace(location, evidence=(), mentioned=() if is_link else location.mentioned)
        if location
        else None,
        about_years=() if is_link else document.about_years,
        topics=() if is_link else tuple(replace(one, evidence=()) for one in document.topics),
        citations=()
        if is_link
        else tuple(replace(one, evidence=_quotes(one.evidence)) for one in document.citations),
        statements=(),
    )


def cut_line(line: Line, show: Show) -> Line:
    """As much of a line as may be shown: of a link nothing of the text, of a snippet the words close by."""
    if show is Show.FULL:
        return line
    if show is Show.LINK:
        return replace(line, before="", match="", after="", statement=None)
    return replace(
        line,
        before=line.before[-BESIDE:],
        match=line.match[:SNIPPET],
        after=line.after[:BESIDE],
        statement=line.statement and replace(line.statement, said=()),
    )


def cut_passage(passage: Passage, show: Show) -> Passage:
    """As much of a passage as may be shown: of a link nothing of the text, of a snippet its beginning."""
    if show is Show.FULL:
        return passage
    if show is Show.LINK:
        return replace(passage, text="", runs=())
    runs = tuple(run for run in passage.runs if run.found.end <= SNIPPET)
    return replace(passage, text=passage.text[:SNIPPET], runs=runs)


def _quotes(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Names of documents as they were written, without where: the text is cut."""
    return tuple(replace(one, span=None) for one in evidence)


def _cut(article: Article, show: Show) -> Article:
    """The title, and the beginning of the text where a snippet may be shown."""
    parts = [(BlockKind.TITLE, article.title)]
    if show is Show.SNIPPET:
        told = next(
            (article.of(block) for block in article.blocks_of(*PROSE) if article.of(block).strip()), ""
        )
        parts.append((BlockKind.LEAD, shortened(MarkedText(" ".join(told.split())), SNIPPET).text))
    text, blocks = "", list[Block]()
    for kind, words in parts:
        if words:
            blocks.append(Block(kind, len(text), len(text) + len(words)))
            text += f"{words}\n"
    return Article(text, tuple(blocks), article.source, article.url)


class ShownReader:
    """A `search.engine.Reader` that answers only what may be shown of each article."""

    def __init__(self, reader: Reader, shows: Shows) -> None:
        self._reader = reader
        self._shows = shows

    def search(self, query: Query) -> Result:
        """Answer a query."""
        result = self._reader.search(query)
        return replace(
            result, hits=tuple(cut_hit(hit, self._shows(hit.source, hit.url)) for hit in result.hits)
        )

    def get(self, article_id: str) -> Document | None:
        """As much of the document with this id as may be shown, or None."""
        found = self._reader.get(article_id)
        return found and cut_document(found, self._shows(found.article.source, found.article.url))

    def copies(self, article_id: str, most: int) -> Copies:
        """The near-duplicates of an article."""
        return self._reader.copies(article_id, most)

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The blocks of a document as it was answered, with what the query matched."""
        return self._reader.mark(document, query)

    def passages(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The passages of a document as it was answered."""
        return self._reader.passages(document, query)

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """How what is being typed may go on."""
        return self._reader.suggest(text, limit)

    def restore(self, words: Sequence[Word], most: int) -> tuple[Reading, ...]:
        """The likeliest readings of words typed without some of their marks."""
        return self._reader.restore(words, most)

    def did_you_mean(self, words: Sequence[Word]) -> tuple[Correction, ...]:
        """What may be meant by words of which some seem mistyped."""
        return self._reader.did_you_mean(words)

    def as_typed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, those typed in keys of an input method as it would have made them."""
        return self._reader.as_typed(words)

    def stats(self) -> Stats:
        """What the index holds."""
        return self._reader.stats()

    def precedents(self) -> Precedents:
        """How things were worded before, as far as it may be shown."""
        return ShownPrecedents(self._reader.precedents(), self._shows)

    def held(self) -> Reader:
        """The same of the generation that serves now."""
        return ShownReader(self._reader.held(), self._shows)


class ShownPrecedents:
    """A `search.engine.Precedents` that answers only what may be shown of each article."""

    def __init__(self, precedents: Precedents, shows: Shows) -> None:
        self._precedents = precedents
        self._shows = shows

    def _cut(self, line: Line) -> Line:
        return cut_line(line, self._shows(line.source, line.url))

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance."""
        found = self._precedents.lines(query, wanted)
        return replace(found, lines=tuple(map(self._cut, found.lines)))

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        return map(self._cut, self._precedents.every_line(query, wanted))

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds."""
        return (
            cut_document(one, self._shows(one.article.source, one.article.url))
            for one in self._precedents.every_document(query)
        )

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query: words that were counted, of whatever article."""
        return self._precedents.variants(query, alike, begin, size)

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        return self._precedents.collocates(query, unit, measure, left=left, right=right, most=most)

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables that stand right before or behind a query."""
        return self._precedents.runs_beside(query, measure, before=before, syllables=syllables, most=most)

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time."""
        return self._precedents.timeline(queries, period)

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query."""
        found = self._precedents.first_use(query, most)
        return replace(
            found, first=tuple(map(self._cut, found.first)), earlier=tuple(map(self._cut, found.earlier))
        )

    def groups(self, query: Query, by: GroupBy, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        return self._precedents.groups(query, by, begin, size)

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text."""
        found = self._precedents.similar(text, query, most, oldest=oldest)
        passages = (cut_passage(one, self._shows(one.source, one.url)) for one in found.passages)
        return replace(found, passages=tuple(passages))
