"""Occurrences as lines of text: read from stored documents, a batch of articles at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.bylines import authors_of
from search.embedded.precedents.laying import Laid
from search.model import Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.model import Block, Document, Statement

BESIDE = 300
"""Code points of a line on either side of an occurrence, at most."""

ROWS_AT_ONCE = 256
"""Lines that are drawn together where all are asked for."""


class Rows(NamedTuple):
    """Occurrences by segment and article: parallel arrays."""

    segments: Array
    docs: Array
    firsts: Array
    lasts: Array
    numbers: Array
    """Which occurrence of its article it is, from 1."""
    of: Array

    def chosen(self, numbers: Array) -> Rows:
        """Some of them, in an order."""
        return Rows(*(each.take(numbers) for each in self))


def rows(everywhere: Everywhere) -> Rows:
    """All occurrences as rows, in the order of their numbers; each is counted among all of its article."""
    if everywhere.among is not None:
        whole, some = everywhere.among
        return rows(whole).chosen(some)
    parts = everywhere.parts
    counted = [_numbered(part.docs) for part in parts]
    return Rows(
        np.concatenate([np.full(len(part), part.segment) for part in parts]),
        np.concatenate([part.docs for part in parts]),
        np.concatenate([part.firsts for part in parts]),
        np.concatenate([part.lasts for part in parts]),
        np.concatenate([numbers for numbers, _ in counted]),
        np.concatenate([of for _, of in counted]),
    )


def _numbered(docs: Array) -> tuple[Array, Array]:
    """Of ascending articles with repeats: which one of its kind each is, and how many there are."""
    begins = np.flatnonzero(np.diff(docs, prepend=-1))
    counts = np.diff(begins, append=len(docs))
    of = np.repeat(counts, counts)
    return np.arange(len(docs)) - np.repeat(begins, counts) + 1, of


def draw_all(everywhere: Everywhere, numbers: Array) -> Iterator[Line]:
    """The lines of some occurrences in their order; few documents are held at a time."""
    if not len(numbers):
        return
    every = rows(everywhere)
    for first in range(0, len(numbers), ROWS_AT_ONCE):
        yield from draw(everywhere, every.chosen(numbers[first : first + ROWS_AT_ONCE]))


def draw(everywhere: Everywhere, some: Rows) -> list[Line]:
    """The lines of some occurrences, in their order."""
    if not len(some.docs):
        return []
    keys = (some.segments.astype(np.int64) << 32) | some.docs
    distinct, owners = np.unique(keys, return_inverse=True)
    segments, numbers, docs = everywhere.snapshot.segments, distinct >> 32, distinct & 0xFFFFFFFF
    documents = [
        segments[number].stored.document(doc)
        for number, doc in zip(numbers.tolist(), docs.tolist(), strict=True)
    ]
    laid = Laid(segments, numbers, docs, [document.article for document in documents])
    places = laid.find(owners.reshape(-1), some.firsts, some.lasts)
    of_rows = zip(owners.reshape(-1).tolist(), places, some.numbers.tolist(), some.of.tolist(), strict=True)
    told = [_Told(document, document.article.title, authors_of(document.article)) for document in documents]
    return [_line(told[owner], place, number, of) for owner, place, number, of in of_rows]


class _Told(NamedTuple):
    """What is made once for all lines of an article."""

    document: Document
    title: str
    authors: tuple[str, ...]


def _line(told: _Told, place: tuple[Block, int, int], number: int, of: int) -> Line:
    block, start, end = place
    document, article = told.document, told.document.article
    text = article.text
    return Line(
        article=document.id,
        title=told.title,
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        kind=block.kind,
        before=_before(text, block.start, start),
        match=text[start:end],
        after=_after(text, end, block.end),
        span=Span(start, end - start),
        number=number,
        of=of,
        version=document.version,
        added=document.added,
        authors=told.authors,
        statement=said_at(document.statements, start),
    )


def _before(text: str, begin: int, end: int) -> str:
    """What stands before a place in its block, from a whole word on."""
    first = max(begin, end - BESIDE)
    while begin < first < end and text[first].isalnum() and text[first - 1].isalnum():
        first += 1
    return text[first:end]


def _after(text: str, begin: int, end: int) -> str:
    """What stands behind a place in its block, up to a whole word."""
    last = min(end, begin + BESIDE)
    while begin < last < end and text[last].isalnum() and text[last - 1].isalnum():
        last -= 1
    return text[begin:last]


def said_at(statements: Sequence[Statement], at: int) -> Statement | None:
    """The statement that a place of a text belongs to."""
    for one in statements:
        for start, length in one.said:
            if start <= at < start + length:
                return one
    return None
