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
"""Rings that are heard as one, at most."""


class Bells:
    """A bell for each process, as a pipe; those that are forked later share them."""

    def __init__(self, processes: int) -> None:
        pipes = [os.pipe() for _ in range(processes)]
        self._unheard = {number: hear for number, (hear, _) in enumerate(pipes)}
        self._ropes = [ring for _, ring in pipes]
        for rope in self._ropes:
            os.set_blocking(rope, False)

    def ring(self, number: int) -> None:
        """Ring the bell of a process; where its pipe is full, rings wait to be heard already."""
        with suppress(OSError, IndexError):  # full, or closed
            os.write(self._ropes[number], b".")

    def listener(self, number: int) -> Callable[[], bool]:
        """What waits until the bell of a process rings.

        A process holds what rings its own bell, so it waits as long as it lives; only where one is all of
        them, as in tests, `close` ends it: False then, once.
        """
        end = self._unheard.pop(number)

        def hear() -> bool:
            if os.read(end, _MANY):
                return True
            os.close(end)
            return False

        return hear

    def close(self) -> None:
        """Nothing in this process rings, or begins to listen, any more."""
        ends = [*self._ropes, *self._unheard.values()]
        self._ropes, self._unheard = [], {}
        for each in ends:
            os.close(each)
