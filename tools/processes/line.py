"""The line before a process: its requests take turns, in the order in which they came."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.processes.loads import Loads

LOOK = 0.05
"""Seconds between looks of those in line at whether another process is idle, should its bell not be heard."""

PATIENCE = 1.0
"""Seconds after which a request goes beside the one that takes so long: that one holds up nobody."""


class _Way(NamedTuple):
    """How a request leaves the line: with the turn, to another process, or (neither) beside the others."""

    has_turn: bool = False
    other: int | None = None


class _Waiting:
    """A request in line: its lock is opened when it has the turn, or another process to go to."""

    def __init__(self, *, may_leave: bool) -> None:
        self.lock = Lock()
        self.lock.acquire()
        self.may_leave = may_leave
        self.other: int | None = None


class Line:
    """The requests of a process. Safe to use from several threads.

    `ring` rings the bell of another process, which calls `offer` of its line.
    """

    def __init__(self, loads: Loads, number: int, ring: Callable[[int], None] = lambda _: None) -> None:
        self._loads, self._number, self._ring = loads, number, ring
        self._guard = Lock()
        self._waiting: deque[_Waiting] = deque()
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
            is_idle = not self._count
        if is_idle:
            self.tell_idle()

    def tell_idle(self) -> None:
        """Ring where most is to do: all at once would claim this process together."""
        most, other = max(
            ((count, other) for other, count in self._loads.others(self._number)), default=(0, 0)
        )
        if most > 1:
            self._ring(other)

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

    def offer(self) -> None:
        """Let those that may leave go to processes that are idle, in order, as long as there are both."""
        with self._guard:
            leaving = [each for each in self._waiting if each.may_leave]
            for each in leaving:
                other = self._loads.claim(self._number)
                if other is None:
                    return
                self._waiting.remove(each)
                each.other = other
                each.lock.release()

    def _way(self, *, may_leave: bool) -> _Way:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return _Way(has_turn=True)
            mine = _Waiting(may_leave=may_leave)
            self._waiting.append(mine)
        self.offer()  # one that became idle in between has rung already
        end = monotonic() + PATIENCE
        while not mine.lock.acquire(timeout=LOOK if may_leave else PATIENCE):
            self.offer()
            if monotonic() > end and self._left(mine):
                return _Way()
        return _Way(has_turn=mine.other is None, other=mine.other)

    def _left(self, mine: _Waiting) -> bool:
        """Leave the line, unless the turn, or another process, has just come."""
        with self._guard:
            if mine not in self._waiting:
                return False
            self._waiting.remove(mine)
            return True

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().lock.release()
            else:
                self._is_taken = False
