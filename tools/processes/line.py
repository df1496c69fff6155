"""The line before a process: its requests take turns, in the order in which they came."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.processes.loads import Loads

LOOK = 0.002
"""Seconds between looks of the first in line at whether another process is idle."""

PATIENCE = 1.0
"""Seconds after which a request goes beside the one that takes so long: that one holds up nobody."""


class _Way(NamedTuple):
    """How a request leaves the line: with the turn, to another process, or (neither) beside the others."""

    has_turn: bool = False
    other: int | None = None


class Line:
    """The requests of a process. Safe to use from several threads."""

    def __init__(self, loads: Loads, number: int) -> None:
        self._loads, self._number = loads, number
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False
        self._count = 0
        loads.tell(number, 0)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self._count

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request, from when it comes until it is answered or leaves for another process."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def _add(self, more: int) -> None:
        with self._guard:
            self._count += more
            self._loads.tell(self._number, self._count)

    def idle_other(self) -> int | None:
        """A process that is idle, where this one has more to do than the counted request that asks."""
        return self._loads.claim(self._number) if self._count > 1 else None

    @contextmanager
    def turn(self, *, may_leave: bool) -> Iterator[int | None]:
        """Wait for the turn; or, where a request `may_leave`, until another process is idle: its number."""
        way = self._way(may_leave=may_leave)
        try:
            yield way.other
        finally:
            if way.has_turn:
                self._hand_on()

    def _way(self, *, may_leave: bool) -> _Way:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return _Way(has_turn=True)
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        end = monotonic() + PATIENCE
        while not mine.acquire(timeout=self._pause(mine) if may_leave else PATIENCE):
            other = self._loads.claim(self._number) if may_leave and self._is_first(mine) else None
            if (other is not None or monotonic() > end) and self._left(mine):
                return _Way(other=other)
        return _Way(has_turn=True)

    def _pause(self, mine: Lock) -> float:
        """Seconds until one looks again: only the first in line may leave, so that the others look seldom."""
        return LOOK if self._is_first(mine) else 8 * LOOK

    def _is_first(self, mine: Lock) -> bool:
        with self._guard:
            return bool(self._waiting) and self._waiting[0] is mine

    def _left(self, mine: Lock) -> bool:
        """Leave the line, unless the turn has just come."""
        with self._guard:
            if mine not in self._waiting:
                return False
            self._waiting.remove(mine)
            return True

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
