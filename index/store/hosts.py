"""What was learned of hosts: the keys of the blocks that repeat on their pages."""

from __future__ import annotations

import array
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import xxhash
from sqlalchemy import delete, insert, select, update

from index.store.connected import Connected
from index.store.tables import hosts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of a host.

    `version` rises when the keys change, `mark` names the keys (empty for none), `sample` the pages and the
    rules that they were learned from, and `learner` the way.
    """

    host: str
    version: int
    mark: str
    learner: str
    sample: str
    pages: int
    learned: datetime


class Lesson(NamedTuple):
    """What is to be kept of a host; see `Learned`."""

    host: str
    keys: frozenset[int]
    learner: str
    sample: str
    pages: int


class Hosts(Connected):
    """The hosts that were learned of; get it from `Store.hosts`."""

    def marks(self) -> dict[str, str]:
        """The mark of each host on whose pages something repeats."""
        with self._reading() as connection:
            query = select(hosts.c.host, hosts.c.mark).where(hosts.c.mark != "")
            return {row[0]: row[1] for row in connection.execute(query)}

    def keys(self, host: str) -> frozenset[int]:
        """The keys of the blocks that repeat on a host's pages."""
        with self._reading() as connection:
            data = connection.scalar(select(hosts.c.knowledge).where(hosts.c.host == host))
        return _read(data or b"")

    def all(self) -> tuple[Learned, ...]:
        """All that was learned but the keys, by host."""
        names = ("host", "version", "mark", "learner", "sample", "pages", "learned")
        with self._reading() as connection:
            query = select(*(hosts.c[name] for name in names)).order_by(hosts.c.host)
            return tuple(Learned(*row) for row in connection.execute(query))

    def keep(self, lesson: Lesson, now: datetime) -> Learned:
        """Keep what was learned of a host instead of what was before; the version rises if keys changed."""
        data, mark = _written(lesson.keys), mark_of(lesson.keys)
        with self._writing() as connection:
            columns = hosts.c.version, hosts.c.mark
            before = connection.execute(select(*columns).where(hosts.c.host == lesson.host)).first()
            version = (before.version + (before.mark != mark)) if before else 1
            learned = Learned(lesson.host, version, mark, lesson.learner, lesson.sample, lesson.pages, now)
            row = {name: getattr(learned, name) for name in Learned.__slots__} | {"knowledge": data}
            if before:
                connection.execute(update(hosts).where(hosts.c.host == lesson.host).values(row))
            else:
                connection.execute(insert(hosts).values(row))
        return learned

    def forget(self, names: Iterable[str]) -> None:
        """Remove hosts that have no pages any more."""
        with self._writing() as connection:
            for name in names:
                connection.execute(delete(hosts).where(hosts.c.host == name))


def mark_of(keys: frozenset[int]) -> str:
    """A short name of a set of keys, the same for the same set; empty for none."""
    return xxhash.xxh3_64_hexdigest(_written(keys))[:12] if keys else ""


def _written(keys: frozenset[int]) -> bytes:
    """Sorted, eight bytes each, least significant first."""
    numbers = array.array("q", sorted(keys))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _read(data: bytes) -> frozenset[int]:
    numbers = array.array("q", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return frozenset(numbers)
