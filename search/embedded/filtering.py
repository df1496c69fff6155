"""The articles of one segment under filters: all of them, all but one, and how many have each set of values.

Where more than half of all articles were found, the others are counted and taken from the whole. Two facets
stand in a grid (`grid`): where many articles were found, filters on them are one look into a table of its
cells, and both are counted by one count of cells; all other facets and filters go one by one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.facet_columns import TOP
from search.embedded.sets import only, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.grid import Grid
    from search.embedded.values import Values

_ARTICLES_A_CELL = 4
"""The grid is used from so many articles for each of its cells."""


class Chosen(NamedTuple):
    """A filter made ready: of each set of a facet of the segment, whether it passes."""

    facet: str
    column: str
    passing: Array


def chosen(values: Values, facet: str, column: str, wanted: Sequence[str]) -> Chosen:
    """A filter on some values; those at the top of a tree stand in few sets."""
    top = values.facets.get(f"{column}{TOP}")
    if top is not None and all(value in top.numbers for value in wanted):
        column = f"{column}{TOP}"
    return Chosen(facet, column, values.facets[column].has(wanted))


class Filtered:
    """Articles, ascending, with what filters make of them. `place` is the column of the grid's rows."""

    def __init__(self, values: Values, docs: Array, filters: Sequence[Chosen], place: str) -> None:
        self._values = values
        self._docs = docs
        self._axes = f"{place}{TOP}", "year"
        grid = values.grid(*self._axes)
        is_used = grid is not None and len(grid) * _ARTICLES_A_CELL <= len(docs)
        self._grid: Grid | None = grid if is_used else None
        on_grid = self._axes if self._grid is not None else ()
        self._on_grid = [each for each in filters if each.column in on_grid]
        self._beside = [each for each in filters if each.column not in on_grid]
        self._is_most = not filters and len(docs) * 2 > len(values.newest)
        self._facets = {each.facet for each in filters}
        self._facets_beside = {each.facet for each in self._beside}
        self._masks: dict[str, Array | None] = {}
        self._masks_beside: dict[str, Array | None] = {}
        self._kept: dict[str, Array] = {}
        self._tables: dict[str, Array] = {}

    @cached_property
    def _cells(self) -> Array:
        assert self._grid is not None
        return self._grid.cells.take(self._docs)

    @cached_property
    def _others(self) -> Array:
        """The articles that were not found, dead ones included."""
        missing = np.ones(len(self._values.newest), bool)
        missing[self._docs] = False
        return where(missing)

    def kept(self, but: str = "") -> Array:
        """The articles under all filters but those on one facet."""
        key = but if but in self._facets else ""
        if key not in self._kept:
            mask = self.mask(key)
            self._kept[key] = self._docs if mask is None else only(mask, self._docs)
        return self._kept[key]

    def mask(self, but: str = "") -> Array | None:
        """Which articles are under all filters but those on one facet; None: all are."""
        if but not in self._masks:
            rows, columns = self._on_axes(but)
            mask = self._mask_beside(but)
            self._masks[but] = self._within(rows, columns, mask)
        return self._masks[but]

    def count(self, column: str, but: str) -> Array:
        """How many articles have each value of a column, under all filters but those on one facet."""
        facet = self._values.facets[column]
        if self._is_most:
            return facet.all - facet.count(self._others)
        if self._grid is not None and column in self._axes:
            return facet.fold(self.by_set(column, but))
        return facet.count(self.kept(but))

    def by_set(self, column: str, but: str) -> Array:
        """How many articles have each set of values of a column, under all filters but those on one facet."""
        facet = self._values.facets[column]
        if self._is_most:
            return facet.all_by_set - facet.by_set(self._others)
        if self._grid is None or column not in self._axes:
            return facet.by_set(self.kept(but))
        rows, columns = self._on_axes(but)
        table = self._table(but)
        if column == self._axes[1]:
            table, rows, columns = table.T, columns, rows
        counts: Array = (table if columns is None else table[:, columns]).sum(axis=1)
        return counts if rows is None else counts * rows

    def below(self, column: str, value: str, but: str) -> tuple[tuple[str, ...], Array]:
        """The values right below one in a tree, and how many articles have each."""
        facet = self._values.facets[column]
        branch = facet.below(value)
        if self._is_most:
            return branch.names, branch.fold(facet.all_by_set) - branch.count(facet, self._others)
        return branch.names, branch.count(facet, self._inside(column, value, but))

    def _inside(self, column: str, value: str, but: str) -> Array:
        """The articles with a value at the top of a tree where the grid tells them, else more of them."""
        top = self._values.facets[f"{column}{TOP}"]
        if self._grid is None or f"{column}{TOP}" not in self._axes or value not in top.numbers:
            return self.kept(but)
        rows, columns = self._on_axes(but)
        inside = top.has((value,))
        rows = inside if rows is None else rows & inside
        mask = self._within(rows, columns, self._mask_beside(but))
        return self._docs if mask is None else only(mask, self._docs)

    def _within(self, rows: Array | None, columns: Array | None, mask: Array | None) -> Array | None:
        """Which articles stand in some rows and columns of the grid, and in a mask; None: all do."""
        if rows is None and columns is None:
            return mask
        assert self._grid is not None
        held: Array = self._grid.table(rows, columns).take(self._cells)
        return held if mask is None else held & mask

    def _on_axes(self, but: str) -> tuple[Array | None, Array | None]:
        """Which rows and which columns of the grid pass the filters on them; None: all do."""
        found: dict[str, Array] = {}
        for each in self._on_grid:
            if each.facet != but:
                found[each.column] = each.passing & found.get(each.column, True)
        return found.get(self._axes[0]), found.get(self._axes[1])

    def _mask_beside(self, but: str) -> Array | None:
        """Which articles pass the filters beside the grid, but those on one facet; None: all do."""
        if but not in self._masks_beside:
            mask: Array | None = None
            for each in self._beside:
                if each.facet != but:
                    passing = each.passing.take(self._values.facets[each.column].sets.take(self._docs))
                    mask = passing if mask is None else mask & passing
            self._masks_beside[but] = mask
        return self._masks_beside[but]

    def _table(self, but: str) -> Array:
        """The articles in each cell of the grid, under the filters beside it but those on one facet."""
        assert self._grid is not None
        key = but if but in self._facets_beside else ""
        if key not in self._tables:
            mask = self._mask_beside(key)
            self._tables[key] = self._grid.count(self._cells if mask is None else only(mask, self._cells))
        return self._tables[key]
