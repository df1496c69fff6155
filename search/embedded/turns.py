"""A lock that serves in the order of asking.

Python's own lock goes to whoever grabs it first, mostly the thread that has just let go: of eight threads
that ask without a pause one went on for many questions while another waited fifty times its turn.
"""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import Self


class Turns:
    """Use it with `with`; not to be entered again by the thread that is in it."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False

    def __enter__(self) -> Self:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return self
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until the one before hands over
        return self

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
