"""Counts the values of a facet article by article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from search.facets import TREES, column, related, uppers
from search.model import UNKNOWN, Facet, FacetValue, Map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle.index import Index

    from search.model import Document, Most, Query


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
    facet = Facet(name, tuple(sorted(values, key=_rank)))
    if query.most is None or query.opened is not None or field not in (*TREES, "source"):
        return facet
    return _largest(facet, field, query.most)


def _rank(value: FacetValue) -> tuple[bool, int, str]:
    return value.value == UNKNOWN, -value.count, value.value


def _largest(facet: Facet, field: str, most: Most) -> Facet:
    """What is told of a facet where not all is, level by level; values are in their order."""
    known = {one.value for one in facet.values}
    uppers = {one: _nearest(field, one, known) for one in known}
    lower: dict[str | None, list[FacetValue]] = {}
    for one in facet.values:
        lower.setdefault(uppers[one.value], []).append(one)
    opened = {one.value for one in facet.values if one.selected}
    while more := {upper for one in opened if (upper := uppers[one])} - opened:
        opened |= more
    told = known if len(known) <= most.top else set(opened)
    told |= {one.value for one in lower.get(None, [])[: most.top]}
    told |= {one.value for upper in opened for one in lower.get(upper, [])[: most.opened]}
    for upper in told - opened:
        if uppers[upper] is None or uppers[upper] in opened:
            told |= {one.value for one in lower.get(upper, [])[: most.below]}
    values = [
        msgspec.structs.replace(one, below=len(lower.get(one.value, [])))
        for one in facet.values
        if one.value in told
    ]
    return replace(facet, values=tuple(values), size=len(known))


def _nearest(field: str, value: str, known: set[str]) -> str | None:
    """The nearest value above one that is known."""
    return next((upper for upper in uppers(field, value) if upper in known), None)


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
