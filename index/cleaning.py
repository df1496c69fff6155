"""Work over all stored pages in several processes: making documents anew, and learning what repeats.

A process opens the store for reading, gets ids, and gives back rows or what it saw; only this process writes.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import xxhash

from index.clean import CLEANER
from index.clean.explaining import explain
from index.clean.knowledge import Known
from index.clean.learning import LEARNER, PAGES, learn, see
from index.knowing import host_of, knowing_of
from index.patience import TooSlow, within
from index.pipeline import preparing
from index.processes import mapped
from index.store import Lesson, batches, made_row
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.clean.learning import Seen
    from index.knowing import Knowing
    from index.pages import RawPage
    from index.processes import Part
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


class Remade(NamedTuple):
    """Some documents made anew, and the ids of articles whose raw page is damaged."""

    rows: list[MadeRow]
    damaged: list[str]


def remake(settings: Settings, keys: Sequence[Key], jobs: int) -> Iterator[Remade]:
    """Make the documents of some versions anew, in order, some at a time. Nothing is written."""
    yield from mapped(settings, _remake, batches(keys, AT_ONCE), jobs if len(keys) > ALONE else 1)


def _remake(part: Part, keys: Sequence[Key]) -> Remade:
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
    seen = mapped(settings, _see, parts, jobs if total > ALONE else 1)
    with closing(seen):
        for sample in wanted:
            pages: list[Seen] = []
            for _ in batches(sample.keys, AT_ONCE):
                pages += next(seen)
            lesson = Lesson(sample.host, learn(pages), LEARNER, sample.name, len(sample.keys))
            yield store.hosts.keep(lesson, datetime.now(VIETNAM))
            done += len(sample.keys)
            progress(done, total)


def _see(part: Part, keys: Sequence[Key]) -> list[Seen]:
    """What stands on some pages, read without what was learned before: the same pages teach the same."""
    pages = (loaded.page for loaded in part.store.pages(keys) if loaded.page is not None)
    seen = (_see_one(page, part.knowing) for page in pages)
    return [page for page in seen if page is not None]


def _see_one(page: RawPage, knowing: Knowing) -> Seen | None:
    known = Known(knowing.rules_of(page))
    try:
        return within(knowing.seconds, lambda: see(explain(page, known)))
    except TooSlow:
        return None
