"""How many requests each process of a site has, in memory that they share."""

from __future__ import annotations

import mmap

_SIZE = 4
_GONE = -1


class Loads:
    """Requests of each of some processes, those handed over included; none locks, for a mistake only delays.

    Each process tells its own number whenever that changes, so that what others wrote there does not last.
    """

    def __init__(self, processes: int) -> None:
        self._counts = memoryview(mmap.mmap(-1, processes * _SIZE)).cast("i")
        for number in range(processes):
            self.forget(number)

    def tell(self, number: int, count: int) -> None:
        """Tell how many a process has."""
        self._counts[number] = count

    def forget(self, number: int) -> None:
        """A process has ended, or has not begun."""
        self._counts[number] = _GONE

    def claim(self, number: int) -> int | None:
        """Another process than this one that has nothing to do, as its next request is coming; or None."""
        for other, count in enumerate(self._counts):
            if count == 0 and other != number:
                self._counts[other] = 1
                return other
        return None

    def give_back(self, number: int) -> None:
        """A request that a process was claimed for did not reach it."""
        if self._counts[number] == 1:
            self._counts[number] = 0
