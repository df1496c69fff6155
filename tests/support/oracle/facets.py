"""Counts the values of a facet article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.facets import TREES, column, related
from search.model import UNKNOWN, Facet, FacetValue, Map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle.index import Index

    from search.model import Document, Query


def count_facet(index: Index, name: str, query: Query, matching: set[int]) -> Facet:
    """The values of a facet among the documents under all filters but its own.

    Selected values are there even at 0. Highest count first, unknown last.
    """
    field = column(name, query.map)
    selected = query.values(name)
    held = {number: set(index.values[number][field]) for number in matching}
    listed = {value for values in held.values() for value in values}
    if field in TREES and query.opened is not None:
        listed = {value for number in matching for value in _opened(index.documents[number], field, query)}
    values = []
    for value in listed.union(selected):
        beside = {other for other in selected if not related(name, value, other)} | {value}
        count = sum(value in values for values in held.values())
        total = sum(not beside.isdisjoint(values) for values in held.values())
        values.append(FacetValue(value, count, value in selected, total))
    return Facet(name, tuple(sorted(values, key=lambda one: (one.value == UNKNOWN, -one.count, one.value))))


def _opened(document: Document, field: str, query: Query) -> Iterator[str]:
    """The values of a document at the top of a tree, or directly below a value that is opened."""
    nothing = [] if field == "ref" else [(UNKNOWN,)]
    for path in _paths(document, field) or nothing:
        for above, value in zip(("", *path), path, strict=False):
            if not above or above in (query.opened or ()):
                yield value


def _paths(document: Document, field: str) -> list[tuple[str, ...]]:
    """What a document has in a column that is a tree, from the top down."""
    if field == "topic":
        return [(topic.id.partition("/")[0], topic.id) for topic in document.topics]
    if field == "ref":
        return [citation.keys for citation in document.citations]
    if document.location is None:
        return []
    return [document.location.then] if field == column("place", Map.THEN) else list(document.location.now)
