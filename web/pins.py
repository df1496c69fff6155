"""Articles that staff pinned to a query: what stands above the results, and what is then left out below.

The rule: on the first page of the orders by relevance, pinned articles stand above the list, in the order
of the table. They need not match the words, but must be in the index and pass the filters that are chosen.
In the list itself, on whatever page, they are not shown again, nor are their near-duplicates where these are
folded. What was found stays as it is: totals, facets and pages count articles that match, pinned or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from search.facets import column, values
from search.model import PROSE, VIETNAM, BlockKind, Copies, Hit, MarkedText
from web.articles.copies import BESIDE_A_HIT
from web.view import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from search.engine import Reader
    from search.model import Document, Published, Query, Result
    from search.pins import Pins
    from search.query import Context

SNIPPET = 240
"""Characters of the lead that is shown of a pinned article."""

MOST_COPIES = 1000
"""Near-duplicates of a pinned article that are left out below it."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """Pinned articles to be drawn, the groups of those with copies, and the ids not to be shown again."""

    hits: tuple[Hit, ...] = ()
    groups: Mapping[str, Copies] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()


def pinned_to(
    reader: Reader, pins: Pins, context: Context, result: Result, today: date | None = None
) -> Pinned:
    """What is pinned to the query of a result on a day, the current one in Vietnam if none is given."""
    query = result.query
    if not query.sort.by_score:
        return Pinned()
    day = today or datetime.now(VIETNAM).date()
    found = list(_usable(reader, pins.articles(query.text, context, day), query))
    if not found:
        return Pinned()
    groups = {one.id: reader.copies(one.id, MOST_COPIES) for one in found if one.group}
    beside = [copy.id for copies in groups.values() for copy in copies.articles] if query.fold else []
    ids = frozenset([*(one.id for one in found), *beside])
    if query.page > 1:
        return Pinned(ids=ids)
    shown = {name: Copies(each.total, each.articles[:BESIDE_A_HIT]) for name, each in groups.items()}
    return Pinned(tuple(_hit(reader, one, result) for one in found), shown, ids)


def _usable(reader: Reader, ids: Iterable[str], query: Query) -> Iterator[Document]:
    """Articles that are there and pass the filters; one of each group where near-duplicates are folded."""
    groups: set[str] = set()
    for name in ids:
        document = reader.get(name)
        if document is None or not _passes(document, query):
            continue
        if document.group and query.fold:
            if document.group in groups:
                continue
            groups.add(document.group)
        yield document


def _passes(document: Document, query: Query) -> bool:
    known = values(document)
    return _is_between(document.published, query) and all(
        not set(known[column(chosen.facet, query.map)]).isdisjoint(chosen.values) for chosen in query.filters
    )


def _is_between(published: Published, query: Query) -> bool:
    """Whether it was surely published on the days asked for, if any were."""
    if query.since is None and query.until is None:
        return True
    days = published.days
    return (
        days is not None
        and (query.since is None or query.since <= days[0])
        and (query.until is None or days[1] <= query.until)
    )


def _hit(reader: Reader, document: Document, result: Result) -> Hit:
    """As it was found on this page; else with its lead or first paragraph, without a score."""
    found = next((hit for hit in result.hits if hit.id == document.id), None)
    if found is not None:
        return found
    marked = reader.mark(document, result.query)
    lead = _first(document, marked, BlockKind.LEAD) or _first(document, marked, *PROSE)
    article = document.article
    return Hit(
        id=document.id,
        title=_first(document, marked, BlockKind.TITLE) or MarkedText(""),
        snippets=(shortened(lead, SNIPPET),) if lead else (),
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        topics=tuple(topic.id for topic in document.topics),
        score=0.0,
    )


def _first(document: Document, marked: Sequence[MarkedText], *kinds: BlockKind) -> MarkedText | None:
    """The first block of one of these kinds, as it was marked."""
    blocks = zip(document.article.blocks, marked, strict=True)
    return next((text for block, text in blocks if block.kind in kinds), None)
