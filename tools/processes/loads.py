"""How many requests each process of a site has, and which of them is idle."""

from __future__ import annotations

from tools.processes.counts import Counts


class Loads(Counts):
    """Requests of each process, those handed over included."""

    def claim(self, number: int) -> int | None:
        """Another process than this one that has nothing to do, as its next request is coming; or None."""
        other = next((other for other, count in self.others(number) if count == 0), None)
        if other is not None:
            self.tell(other, 1)
        return other

    def give_back(self, number: int) -> None:
        """A request that a process was claimed for did not reach it."""
        if self[number] == 1:
            self.tell(number, 0)
