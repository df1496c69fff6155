"""Writes the postings of a field: terms in order, lists apart from columns. See `postings` for the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import add_strings, fit, fitted
from search.embedded.narrow import NarrowStream
from search.embedded.positions import BLOCK, STEP
from search.embedded.postings import is_column
from search.ranking import MOST_TF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array, ArrayWriter


class _RunsWriter:
    """Frequencies with positions and running sums, of lists or of columns."""

    def __init__(self, writer: ArrayWriter, name: str, entries: int, occurrences: int | None) -> None:
        self._filler = -entries % BLOCK
        self._freqs = NarrowStream(writer, name, np.uint8, entries + self._filler)
        self._positions = None
        if occurrences is not None:
            self._positions = NarrowStream(writer, f"{name}.positions", np.uint16, occurrences)
            self._starts = writer.stream(f"{name}.starts", fit(occurrences), -(-entries // BLOCK))
            self._within = writer.stream(f"{name}.within", np.uint16, -(-entries // STEP))
        self._entries = self._sum = self._low = 0

    def append(self, freqs: Array, positions: Array | None) -> None:
        """The next entries, whole terms or columns."""
        self._freqs.append(freqs)
        if self._positions is None or positions is None:
            return
        self._positions.append(positions)
        first = -self._entries % BLOCK
        sums = np.cumsum(freqs, dtype=np.int64)
        begins = sums[first::BLOCK] - freqs[first::BLOCK]
        self._starts.append(begins + self._sum)
        self._append_within(freqs, sums)
        self._entries += len(freqs)
        self._sum += int(sums[-1]) if len(sums) else 0

    def _append_within(self, freqs: Array, sums: Array) -> None:
        """The sums within blocks; of frequencies as they are kept, so that they fit whatever these are."""
        if freqs.dtype != np.uint8 and freqs.size and freqs.max() > MOST_TF:
            freqs = np.minimum(freqs, MOST_TF)
            sums = np.cumsum(freqs, dtype=np.int64)
        at = np.arange(-self._entries % STEP, len(freqs), STEP)
        before = sums[at] - freqs[at] + self._low  # from the start of the block that was open
        first = -self._entries % BLOCK
        starts = np.append(0, sums[first::BLOCK] - freqs[first::BLOCK] + self._low)
        self._within.append(before - starts[(at - first) // BLOCK + 1])
        open_since = int(starts[-1])
        self._low += int(sums[-1]) - open_since if len(sums) else 0

    def finish(self) -> None:
        """Fill up the last block."""
        self._freqs.append(np.zeros(self._filler, np.uint8))
        self._freqs.finish()
        if self._positions is not None:
            self._positions.finish()


class FieldWriter:
    """Writes a field whose numbers are known: `df` and `cf` of every term, in the order of the names."""

    def __init__(
        self, writer: ArrayWriter, name: str, size: int, names: Sequence[bytes], df: Array, cf: Array | None
    ) -> None:
        self._size = size
        self._docs_type = fit(max(size - 1, 0))
        add_strings(writer, f"{name}.terms", names)
        writer.add(f"{name}.df", fitted(df))
        if cf is not None:
            writer.add(f"{name}.cf", fitted(cf))
        columns = np.asarray(is_column(df, size))
        lists = np.where(columns, 0, df)
        first = np.where(columns, np.cumsum(columns) - columns, np.cumsum(lists) - lists)
        writer.add(f"{name}.first", fitted(first))
        self._docs = writer.stream(f"{name}.docs", self._docs_type, int(lists.sum()))
        self._lists = _RunsWriter(writer, f"{name}.freqs", int(lists.sum()), _total(cf, ~columns))
        self._columns = _RunsWriter(writer, f"{name}.columns", int(columns.sum()) * size, _total(cf, columns))

    def append_lists(self, docs: Array, freqs: Array, positions: Array | None) -> None:
        """The entries of the next terms that are lists."""
        self._docs.append(docs)
        self._lists.append(freqs, positions)

    def append_columns(self, rows: Array, positions: Array | None) -> None:
        """The next terms that are columns, one after the other: how often every article holds each."""
        self._columns.append(rows, positions)

    def finish(self) -> None:
        """All terms are there."""
        self._lists.finish()
        self._columns.finish()


def _total(cf: Array | None, which: Array) -> int | None:
    return None if cf is None else int(cf[which].sum())
