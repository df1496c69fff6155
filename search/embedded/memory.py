"""Memory that a question needed stays with the process for the next one.

A question works on arrays of some MB that live for a moment. By default glibc gives such memory back to the
system at once, and the next question pays for every page again: a third of its time was measured to go there.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of mallopt(3), from glibc's malloc.h."""

_KEPT = 1 << 26
"""Bytes at the end of the heap from which on they are given back."""

_LARGEST = 1 << 25
"""Bytes of an array above which it has a mapping of its own: the most that glibc allows."""


@cache
def keep_freed_memory() -> bool:
    """Tell the allocator so, once a process; False where it is not glibc's and stays as it is.

    All threads share one heap: they take turns at searching, and a heap for each would keep as much again.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # musl has none
        return False
    wanted = ((_TRIM_THRESHOLD, _KEPT), (_MMAP_THRESHOLD, _LARGEST), (_ARENA_MAX, 1))
    answers = [mallopt(parameter, value) for parameter, value in wanted]
    return all(answer == 1 for answer in answers)
