"""Work over all stored pages in several processes: making documents anew, and learning what repeats.

A process opens the store for reading, gets ids, and gives back rows or what it saw; only this process writes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import defaultdict, deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import xxhash

from index.clean import CLEANER
from index.clean.explaining import explain
from index.clean.knowledge import Known
from index.clean.learning import LEARNER, PAGES, learn, see
from index.knowing import host_of, knowing_of
from index.pipeline import preparing
from index.store import Lesson, batches, made_row, open_store
from search.errors import StoreError
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from index.clean.learning import Seen
    from index.knowing import Knowing
    from index.store import Learned, MadeRow, Store
    from search.settings import Settings

Key = tuple[str, int]
"""An article and its version."""

AT_ONCE = 16
"""Pages that a process gets at a time."""

WRITTEN_AT_ONCE = 64
"""Documents that are written in one transaction, about: what a crash makes it do again."""

ALONE = 48
"""Up to so many pages starting other processes takes longer than doing it here."""

_AHEAD = 3
"""Batches for each process that may be under way or done and not taken yet."""

_T = TypeVar("_T")


class Remade(NamedTuple):
    """Some documents made anew, and the ids of articles whose raw page is damaged."""

    rows: list[MadeRow]
    damaged: list[str]


@dataclass(slots=True)
class _Part:
    """What a process works with."""

    store: Store
    knowing: Knowing


_PART: list[_Part] = []
"""In a process that helps: one part, as long as it lives."""


def cores() -> int:
    """How many processes can work side by side here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def remake(settings: Settings, keys: Sequence[Key], jobs: int) -> Iterator[Remade]:
    """Make the documents of some versions anew, in order, some at a time. Nothing is written."""
    yield from _mapped(settings, _remake, batches(keys, AT_ONCE), jobs if len(keys) > ALONE else 1)


def _remake(part: _Part, keys: Sequence[Key]) -> Remade:
    prepare, remade = preparing(part.knowing), Remade([], [])
    for loaded in part.store.pages(keys):
        if loaded.page is None:
            remade.damaged.append(loaded.article_id)
        else:
            remade.rows.append(made_row(loaded, prepare, part.knowing.stamp_of))
    return remade


# ---------------------------------------------------------------- learning


class Sample(NamedTuple):
    """The pages of a host that are looked at, and a name for them with the rules they are read by."""

    host: str
    keys: list[Key]
    name: str


def samples(store: Store, knowing: Knowing) -> list[Sample]:
    """The newest pages of every host, by host."""
    pages: dict[str, list[tuple[datetime, str, int, str]]] = defaultdict(list)
    for one in store.current():
        if (host := host_of(one)) is not None:
            pages[host].append((one.fetched, one.article_id, one.version, knowing.rules_mark(one)))
            if len(pages[host]) >= 2 * PAGES:
                pages[host] = _newest(pages[host])
    return [_sample(host, _newest(found)) for host, found in sorted(pages.items())]


def _newest(pages: list[tuple[datetime, str, int, str]]) -> list[tuple[datetime, str, int, str]]:
    return sorted(pages, reverse=True)[:PAGES]


def _sample(host: str, pages: list[tuple[datetime, str, int, str]]) -> Sample:
    keys = sorted((article_id, version) for _, article_id, version, _ in pages)
    rules = sorted({mark for *_, mark in pages})
    said = repr((CLEANER, LEARNER, rules, keys))
    return Sample(host, keys, xxhash.xxh3_64_hexdigest(said.encode()))


def learn_hosts(
    settings: Settings, store: Store, jobs: int, progress: Callable[[int, int], None]
) -> Iterator[Learned]:
    """Learn what repeats on every host whose pages changed since; each is kept when it is yielded.

    A host without pages is forgotten.
    """
    knowing = knowing_of(settings, store)
    before = {one.host: one.sample for one in store.hosts.all()}
    found = samples(store, knowing)
    store.hosts.forget(sorted(before.keys() - {sample.host for sample in found}))
    wanted = [sample for sample in found if before.get(sample.host) != sample.name]
    total, done = sum(len(sample.keys) for sample in wanted), 0
    parts = [some for sample in wanted for some in batches(sample.keys, AT_ONCE)]
    seen = _mapped(settings, _see, parts, jobs if total > ALONE else 1)
    with closing(seen):
        for sample in wanted:
            pages: list[Seen] = []
            for _ in batches(sample.keys, AT_ONCE):
                pages += next(seen)
            lesson = Lesson(sample.host, learn(pages), LEARNER, sample.name, len(sample.keys))
            yield store.hosts.keep(lesson, datetime.now(VIETNAM))
            done += len(sample.keys)
            progress(done, total)


def _see(part: _Part, keys: Sequence[Key]) -> list[Seen]:
    """What stands on some pages, read without what was learned before: the same pages teach the same."""
    seen = (
        see(explain(loaded.page, Known(part.knowing.rules_of(loaded.page))))
        for loaded in part.store.pages(keys)
        if loaded.page is not None
    )
    return [page for page in seen if page is not None]


# ---------------------------------------------------------------- processes


def _mapped(
    settings: Settings,
    work: Callable[[_Part, list[Key]], _T],
    parts: Iterable[list[Key]],
    jobs: int,
) -> Generator[_T, None, None]:
    """`work` on each part, in order, by this process or by others."""
    if jobs <= 1:
        with _part(settings) as here:
            yield from map(partial(work, here), parts)
        return
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start, initargs=(settings,)
    )
    try:
        yield from _in_order(pool, work, parts, jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise StoreError(
            "a process that was cleaning has ended, perhaps for want of memory; run the command "
            "again, it goes on, and with fewer --jobs if this happens again",
            vietnamese="Một tiến trình làm sạch đã dừng; hãy chạy lại lệnh.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[_Part, list[Key]], _T],
    parts: Iterable[list[Key]],
    ahead: int,
) -> Iterator[_T]:
    waiting: deque[Future[_T]] = deque()
    for part in parts:
        waiting.append(pool.submit(_work, work, part))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _work(work: Callable[[_Part, list[Key]], _T], keys: list[Key]) -> _T:
    return work(_PART[0], keys)


def _start(settings: Settings) -> None:
    """A process that helps: it leaves Ctrl-C to the one that started it, and ends with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    stack = ExitStack()
    _PART.append(stack.enter_context(_part(settings)))
    stack.pop_all()


@contextmanager
def _part(settings: Settings) -> Iterator[_Part]:
    with open_store(settings, write=False) as store:
        yield _Part(store, knowing_of(settings, store))


def _follow_parent() -> None:
    """End with the process that started this one, in the middle of a page too: nobody waits for it now."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
