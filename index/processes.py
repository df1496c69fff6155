"""Work over stored pages in several processes: each opens the store for reading, and knows what is known.

The process that starts them is the only one that writes; they leave Ctrl-C to it, and end with it.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from index.knowing import knowing_of
from index.store import open_store
from search.errors import StoreError
from search.helpers import context_of, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future

    from index.knowing import Knowing
    from index.store import Store
    from search.settings import Settings

_AHEAD = 3
"""Batches for each process that may be under way or done and not taken yet."""

_T = TypeVar("_T")
_Given = TypeVar("_Given")


@dataclass(slots=True)
class Part:
    """What a process works with."""

    store: Store
    knowing: Knowing


_PART: list[Part] = []
"""In a process that helps: one part, as long as it lives."""


def cores() -> int:
    """How many processes can work side by side here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def mapped(
    settings: Settings, work: Callable[[Part, _Given], _T], parts: Iterable[_Given], jobs: int
) -> Generator[_T, None, None]:
    """`work` on each part, in order, by this process or by others."""
    if jobs <= 1:
        with part_of(settings) as here:
            yield from map(partial(work, here), parts)
        return
    pool = make_pool(settings, jobs)
    try:
        yield from _in_order(pool, work, parts, jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise broken() from error
    finally:
        pool.shutdown(cancel_futures=True)


def broken() -> StoreError:
    """What is said where a process that helps was killed."""
    return StoreError(
        "a process that was cleaning has ended, perhaps for want of memory; run the command "
        "again, it goes on, and with fewer --jobs if this happens again",
        vietnamese="Một tiến trình làm sạch đã dừng; hãy chạy lại lệnh.",
    )


def make_pool(settings: Settings, jobs: int) -> ProcessPoolExecutor:
    """Processes that help; give them work with `submit`."""
    context = context_of("index.warm")
    return ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(settings,))


def submit(pool: ProcessPoolExecutor, work: Callable[[Part, _Given], _T], given: _Given) -> Future[_T]:
    """Have a process of a pool work on something."""
    return pool.submit(_work, work, given)


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[Part, _Given], _T], parts: Iterable[_Given], ahead: int
) -> Iterator[_T]:
    waiting: deque[Future[_T]] = deque()
    for part in parts:
        waiting.append(submit(pool, work, part))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _work(work: Callable[[Part, _Given], _T], given: _Given) -> _T:
    return work(_PART[0], given)


def _start(settings: Settings) -> None:
    """A process that helps: it leaves Ctrl-C to the one that started it, and ends with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    stack = ExitStack()
    _PART.append(stack.enter_context(part_of(settings)))
    stack.pop_all()


@contextmanager
def part_of(settings: Settings) -> Iterator[Part]:
    """What this process works with."""
    with open_store(settings, write=False) as store:
        yield Part(store, knowing_of(settings, store))
