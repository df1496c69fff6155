"""Questions to a reader in a few words."""

from __future__ import annotations

from trees import tree

from search.model import Query
from search.query import parse


def ask(reader, text="", **more):
    """Search for a typed query."""
    match, notes = parse(text)
    return reader.search(Query(match=match, notes=notes, text=text, **more))


def find(reader, given, **more):
    """Search for a tree (see `trees`)."""
    return reader.search(Query(match=tree(given), **more))


def ids(result):
    """The ids of a page of hits."""
    return [hit.id for hit in result.hits]


def found(reader, given):
    """The ids of all articles that match a tree, as a set."""
    return set(ids(find(reader, given, size=100)))


def listed(facet):
    """The values of a facet with their counts."""
    return {value.value: value.count for value in facet.values}
