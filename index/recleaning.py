"""All stored pages cleaned anew: made aside, compared, and only then published.

Each step can be cut off at any moment, by `kill -9` too, and goes on when it is begun again: what was made
waits in the store (`Store.staging`), and a publishing that was decided is finished first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from index.changes import report_of
from index.cleaning import WRITTEN_AT_ONCE, remake
from index.knowing import host_of, knowing_of
from index.store import batches
from index.store.staging import PUBLISHED_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.changes import Report
    from index.cleaning import Key
    from index.store import Current, MadeRow, Store
    from search.settings import Settings

    Progress = Callable[[int, int], None]


class Wanted(NamedTuple):
    """Which pages: those of a source or a host if one is named; all of them, or only stale ones."""

    source: str | None = None
    host: str | None = None
    everything: bool = False

    def holds(self, one: Current) -> bool:
        """Whether a page is of the source and host that are wanted."""
        return self.source in (None, one.source) and self.host in (None, host_of(one))


class Recleaning:
    """One run over a store open for writing; its steps are called in the order in which they stand."""

    def __init__(self, settings: Settings, store: Store, wanted: Wanted, jobs: int) -> None:
        self._settings = settings
        self._store = store
        self._wanted = wanted
        self._jobs = jobs

    def finish(self, progress: Progress) -> int:
        """Publish to its end what a run before was publishing when it was cut off; how many documents."""
        task = self._store.staging.begun()
        if task is None:
            return 0
        return self._publish(msgspec.json.decode(task, type=Wanted), progress)

    def make(self, progress: Progress, *, anew: bool = False) -> tuple[str, ...]:
        """Make documents that wait; those that wait already are kept, unless `anew` or they are outdated.

        Returns the ids of articles whose raw page is damaged; these keep their documents.
        """
        knowing, staging = knowing_of(self._settings, self._store), self._store.staging
        waiting: set[Key] = set()
        if not anew:
            waiting = {_key(one) for one in staging.waiting() if one.stamp == knowing.stamp_of(one)}
        staging.keep_only(waiting)
        keys = [
            _key(one)
            for one in self._store.current()
            if self._wanted.holds(one)
            and (self._wanted.everything or one.stamp != knowing.stamp_of(one))
            and _key(one) not in waiting
        ]
        return self._make(keys, progress)

    def _make(self, keys: list[Key], progress: Progress) -> tuple[str, ...]:
        rows: list[MadeRow] = []
        damaged: list[str] = []
        done = 0
        for remade in remake(self._settings, keys, self._jobs):
            rows += remade.rows
            damaged += remade.damaged
            done += len(remade.rows) + len(remade.damaged)
            if len(rows) >= WRITTEN_AT_ONCE or (done == len(keys) and rows):
                self._store.staging.add(rows)
                rows = []
            progress(done, len(keys))
        return tuple(damaged)

    def report(self) -> Report:
        """What publishing all that waits, as far as it is wanted, would change."""
        keys = self._waiting(self._wanted)
        return report_of(self._store.staging.changes(keys))

    def publish(self, progress: Progress) -> int:
        """Publish it; how many documents. Once begun it will be finished, by a later run if need be."""
        self._store.staging.begin(msgspec.json.encode(self._wanted).decode())
        return self._publish(self._wanted, progress)

    def _publish(self, wanted: Wanted, progress: Progress) -> int:
        keys, done = self._waiting(wanted), 0
        for some in batches(keys, PUBLISHED_AT_ONCE):
            self._store.staging.publish(some)
            done += len(some)
            progress(done, len(keys))
        self._store.staging.end()
        return len(keys)

    def _waiting(self, wanted: Wanted) -> list[Key]:
        return [_key(one) for one in self._store.staging.waiting() if wanted.holds(one)]


def _key(one: Current) -> Key:
    return one.article_id, one.version
