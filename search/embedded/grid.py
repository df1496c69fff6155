"""A grid of two facets, the topmost places and the years: one look at an article tells both.

A cell is a set of places and a set of years, counted row by row; so one count of cells gives both facets,
each under the filters of the other, and one table of cells says what passes the filters of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.facet_columns import FacetColumn

MOST_CELLS = 1 << 13
"""A grid with more cells is not made: to add them up would cost more than it saves."""


class Grid:
    """Two facets of a segment: `cells` holds each article's (uint16)."""

    def __init__(self, rows: FacetColumn, columns: FacetColumn) -> None:
        self.shape = len(rows), len(columns)
        self.cells: Array = rows.sets.astype(np.uint16)
        self.cells *= np.uint16(len(columns))
        self.cells += columns.sets

    def __len__(self) -> int:
        """The number of cells."""
        return self.shape[0] * self.shape[1]

    def count(self, cells: Array) -> Array:
        """How many articles stand in each cell: a table of `shape`."""
        return np.bincount(cells, minlength=len(self)).reshape(self.shape)

    def table(self, rows: Array | None, columns: Array | None) -> Array:
        """Of each cell, whether its row and its column are among some; None stands for all."""
        held = np.ones(self.shape, bool)
        if rows is not None:
            held &= rows[:, None]
        if columns is not None:
            held &= columns
        return held.ravel()


def grid_of(rows: FacetColumn, columns: FacetColumn) -> Grid | None:
    """The grid of two facets, unless it would have too many cells, or none."""
    return Grid(rows, columns) if 0 < len(rows) * len(columns) <= MOST_CELLS else None
