"""What a segment knows of each article beside its words: id, lengths, dates, order, facets, group.

ids, by_id          article ids, and the articles in the order of their ids
version             of the stored page that it was made of
text.length ...     tokens of each stream, exact
text.code ...       the same as ranking reads them, see `search.ranking.length_codes`
title.end ...       the positions of `search.zones.BOUNDS`
moment              minutes, for order; -1 where the date is unknown
first_day, last_day the days between which it was surely published, as ordinals; 0 where unknown
newest, oldest      its rank in these two orders
group               its near-duplicates by number in `groups`; 0: it has none
titles              its title, empty where it has none
<facet>.set         which combination of values it has, see `FacetColumn`
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search import facets
from search.embedded.container import Strings, add_strings, fitted, open_strings
from search.embedded.facet_columns import TOP, FacetBuilder, FacetColumn
from search.embedded.grid import grid_of
from search.facets import COLUMNS, TREES
from search.ranking import length_codes
from search.zones import BOUNDS, HEAD, TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.container import Array, Arrays, ArrayWriter
    from search.embedded.grid import Grid
    from search.model import Document, Published

STREAMS = (TEXT, HEAD)


class Facts(NamedTuple):
    """What is kept of one article; small, made where the article is analysed."""

    id: str
    version: int
    moment: int
    first_day: int
    last_day: int
    group: str
    facets: tuple[tuple[str, ...], ...]
    """Values in the order of `search.facets.COLUMNS`."""
    paths: tuple[tuple[tuple[str, ...], ...], ...]
    """Paths in the order of `search.facets.TREES`."""
    title: str = ""


def facts_of(document: Document) -> Facts:
    """The facts of a document."""
    values, paths = facets.values(document), facets.paths(document)
    moment = facets.moment(document)
    return Facts(
        document.id,
        document.version,
        -1 if moment is None else moment,
        *_days(document.published),
        document.group,
        tuple(values[name] for name in COLUMNS),
        tuple(paths[name] for name in TREES),
        document.article.title,
    )


def _days(published: Published) -> tuple[int, int]:
    if published.days is None:
        return 0, 0
    first, last = published.days
    return first.toordinal(), last.toordinal()


class ValuesBuilder:
    """Collects facts, some articles at a time."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._versions: list[int] = []
        self._dates: list[tuple[int, int, int]] = []
        self._groups: dict[str, int] = {"": 0}
        self._group: list[int] = []
        self._titles: list[bytes] = []
        self._facets = {name: FacetBuilder() for name in COLUMNS}

    def add(self, some: Sequence[Facts]) -> None:
        """The next articles."""
        for facts in some:
            self.ids.append(facts.id)
            self._versions.append(facts.version)
            self._dates.append((facts.moment, facts.first_day, facts.last_day))
            self._group.append(self._groups.setdefault(facts.group, len(self._groups)))
            self._titles.append(facts.title.encode("utf-8", "replace"))
        for name, sets in zip(COLUMNS, zip(*(facts.facets for facts in some), strict=True), strict=False):
            self._facets[name].add(sets)
        for name, paths in zip(TREES, zip(*(facts.paths for facts in some), strict=True), strict=False):
            self._facets[name].learn(paths)

    def write(self, writer: ArrayWriter, lengths: Mapping[str, Array]) -> None:
        """Write all arrays; `lengths` are those of the streams, and the bounds of zones."""
        moments, first, last = np.array(self._dates, np.int64).reshape(-1, 3).T
        groups = sorted(self._groups)  # the empty name comes first and stays 0
        renumbered = np.zeros(len(groups), np.int64)
        renumbered[[self._groups[name] for name in groups]] = np.arange(len(groups))
        write_values(
            writer,
            Rows(
                [each.encode() for each in self.ids],
                np.array(self._versions, np.int64),
                moments,
                first,
                last,
                renumbered[np.array(self._group, np.int64)],
                self._titles,
            ),
            groups,
            lengths,
        )
        for name, builder in self._facets.items():
            builder.write(writer, name, is_tree=name in TREES)


class Rows(NamedTuple):
    """The plain columns, an entry an article."""

    ids: list[bytes]
    versions: Array
    moments: Array
    first_days: Array
    last_days: Array
    groups: Array
    titles: list[bytes]


def write_values(
    writer: ArrayWriter, rows: Rows, groups: Sequence[str], lengths: Mapping[str, Array]
) -> None:
    """Write everything but the facets, orders included."""
    size = len(rows.ids)
    by_id = np.array(sorted(range(size), key=rows.ids.__getitem__), np.int64)
    id_rank = _places(by_id)
    add_strings(writer, "ids", rows.ids)
    writer.add("by_id", fitted(by_id))
    writer.add("version", fitted(rows.versions))
    for stream in STREAMS:
        writer.add(f"{stream}.length", fitted(lengths[stream]))
        writer.add(f"{stream}.code", length_codes(lengths[stream]))
    for bound in BOUNDS:
        writer.add(bound, fitted(lengths[bound]))
    writer.add("moment", rows.moments.astype(np.int32))
    writer.add("first_day", fitted(rows.first_days))
    writer.add("last_day", fitted(rows.last_days))
    unknown = rows.moments < 0
    writer.add("newest", fitted(_places(np.lexsort((id_rank, -rows.moments)))))
    writer.add("oldest", fitted(_places(np.lexsort((id_rank, rows.moments, unknown)))))
    writer.add("group", fitted(rows.groups))
    add_strings(writer, "groups", [name.encode() for name in groups])
    add_strings(writer, "titles", rows.titles)


def _places(order: Array) -> Array:
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


class Values:
    """The values of an open segment."""

    def __init__(self, arrays: Arrays) -> None:
        self.ids: Strings = open_strings(arrays, "ids")
        self.by_id = arrays["by_id"]
        self.versions = arrays["version"]
        self.lengths = {stream: arrays[f"{stream}.length"] for stream in STREAMS}
        self.codes = {stream: arrays[f"{stream}.code"] for stream in STREAMS}
        self.bounds = {bound: arrays[bound] for bound in BOUNDS}
        self.moments = arrays["moment"]
        self.first_days = arrays["first_day"]
        self.last_days = arrays["last_day"]
        self.newest = arrays["newest"]
        self.oldest = arrays["oldest"]
        self.groups = arrays["group"]
        self.group_names: Strings = open_strings(arrays, "groups")
        self.titles: Strings = open_strings(arrays, "titles")
        tops = {tree: FacetColumn(arrays, f"{tree}{TOP}") for tree in TREES}
        self.facets: Mapping[str, FacetColumn] = {
            **{name: FacetColumn(arrays, name, tops.get(name)) for name in COLUMNS},
            **{f"{tree}{TOP}": top for tree, top in tops.items()},
        }
        self.grid = cache(self._grid)

    def _grid(self, rows: str, columns: str) -> Grid | None:
        """The grid of two facets, if it is small enough."""
        return grid_of(self.facets[rows], self.facets[columns])

    def find(self, article_id: str) -> list[int]:
        """All articles with this id, dead ones included; an id is dead before it is added again."""
        wanted = article_id.encode("utf-8", "surrogatepass")
        low = bisect_left(self.by_id, wanted, key=lambda number: self.ids[int(number)])
        found = []
        while low < len(self.by_id) and self.ids[int(self.by_id[low])] == wanted:
            found.append(int(self.by_id[low]))
            low += 1
        return found
