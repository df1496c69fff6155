"""Bells of the processes of a site: one that has nothing more to do rings where others wait.

To look every few milliseconds instead takes Python from the request that is being answered, each time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MANY = 1 << 12
"""Rings that are heard as one."""


class Bells:
    """A bell for each process, as a pipe; those that are forked later share them."""

    def __init__(self, processes: int) -> None:
        pipes = [os.pipe() for _ in range(processes)]
        self._ends, self._ropes = [hear for hear, _ in pipes], [ring for _, ring in pipes]
        self._heard: set[int] = set()
        for rope in self._ropes:
            os.set_blocking(rope, False)

    def ring(self, number: int) -> None:
        """Ring the bell of a process; one that does not listen has rung already."""
        with suppress(OSError, IndexError):  # full, or closed
            os.write(self._ropes[number], b".")

    def listener(self, number: int) -> Callable[[], bool]:
        """What waits until the bell of a process rings; False, the last time, once nobody can ring it."""
        self._heard.add(number)

        def hear() -> bool:
            if os.read(self._ends[number], _MANY):
                return True
            os.close(self._ends[number])
            return False

        return hear

    def close(self) -> None:
        """Nobody rings any more; who hears a bell sees the end of it."""
        ropes, self._ropes = self._ropes, []
        unheard = [end for number, end in enumerate(self._ends) if number not in self._heard]
        for each in (*ropes, *unheard):
            os.close(each)
