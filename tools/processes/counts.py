"""A number for each process of a site, in memory that they share."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 4
_GONE = -1


class Counts:
    """How many of something each of some processes has; those that are forked later share it.

    Nothing locks: each process tells its own number whenever that changes, so that no mistake lasts, be it
    one that another made by claiming it at the same moment.
    """

    def __init__(self, processes: int) -> None:
        self._counts = memoryview(mmap.mmap(-1, processes * _SIZE)).cast("i")
        for number in range(processes):
            self.forget(number)

    def __getitem__(self, number: int) -> int:
        """How many a process has; less than 0 for one that is not there."""
        return self._counts[number]

    def tell(self, number: int, count: int) -> None:
        """Tell how many a process has."""
        self._counts[number] = count

    def forget(self, number: int) -> None:
        """A process has ended, or has not begun."""
        self._counts[number] = _GONE

    def others(self, number: int) -> Iterator[tuple[int, int]]:
        """The other processes that are there, each with how many it has."""
        return (
            (other, count) for other, count in enumerate(self._counts) if other != number and count != _GONE
        )
