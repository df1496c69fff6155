"""Numbers kept in fewer bits than the largest of them needs: the few that do not fit stand beside.

    low    the numbers themselves, or what the rule below makes of those too large
    at     indexes of the large ones, ascending
    over   what to put there: the number itself

One repeated word or one endless page thus costs nothing to all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import fit

if TYPE_CHECKING:
    from search.embedded.container import Array, Arrays, ArrayWriter, Stream


class Narrow(NamedTuple):
    """A narrow array, or a stretch of one; index and slice like any array."""

    low: Array
    at: Array
    over: Array

    def stretch(self, first: int, last: int) -> Array:
        """The exact numbers `[first, last)`; a view where none of them is large."""
        low = self.low[first:last]
        if not len(self.at):
            return low
        begin, end = self.at.searchsorted(np.array((first, last), self.at.dtype))  # of another type: copied
        if begin == end:
            return low
        exact = low.astype(self.over.dtype)
        exact[self.at[begin:end].astype(np.int64) - first] = self.over[begin:end]
        return exact


def open_narrow(arrays: Arrays, name: str) -> Narrow:
    """The array that `NarrowStream` wrote."""
    return Narrow(arrays[name], arrays[f"{name}+at"], arrays[f"{name}+over"])


class NarrowStream:
    """Writes a narrow array piece by piece; large numbers are clipped to the largest that fits."""

    def __init__(self, writer: ArrayWriter, name: str, dtype: type[np.unsignedinteger], count: int) -> None:
        self._writer = writer
        self._name = name
        self._most = np.iinfo(dtype).max
        self._low: Stream = writer.stream(name, dtype, count)
        self._done = 0
        self._at: list[Array] = []
        self._over: list[Array] = []

    def append(self, values: Array) -> None:
        """Write the next numbers."""
        if values.dtype.itemsize > self._low.itemsize and values.size and values.max() > self._most:
            large = np.flatnonzero(values > self._most)
            self._at.append(large + self._done)
            self._over.append(values[large])
            values = np.minimum(values, self._most)
        self._low.append(values)
        self._done += len(values)

    def finish(self) -> None:
        """Write the large numbers beside."""
        at = np.concatenate([np.zeros(0, np.int64), *self._at])
        over = np.concatenate([np.zeros(0, np.int64), *self._over])
        self._writer.add(f"{self._name}+at", at.astype(fit(self._done)))
        self._writer.add(f"{self._name}+over", over.astype(fit(int(over.max()) if len(over) else 0)))
