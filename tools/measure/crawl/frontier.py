"""`tratin bench frontier`: addresses into the frontier of a scratch store, leased, visited and freed."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.crawl.model import Kind, Rank
from index.store import open_store
from index.store.frontier.visits import WAITING, Entry, Record, Visit
from search.settings import load_settings
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.store.frontier.frontier import Frontier
    from index.store.frontier.visits import Leased

HOSTS = 300
TOGETHER = 500
"""Addresses of one batch, as a list page with its links or a sitemap gives."""

LEASED = 100_000
"""Leases that are timed, at most a tenth of all addresses."""

AT_ONCE, OF_EACH = 32, 16
"""Hosts of one lease, and addresses of each."""

NOW = 1_800_000_000
_DAY = 86_400


def measure_frontier(count: int, seed: int) -> Iterator[Figure]:
    """Addresses a second of each step, and the memory of the process."""
    with TemporaryDirectory(prefix="tratin-frontier-") as scratch:
        settings = load_settings(Path(scratch), {})
        with open_store(settings, write=True) as store:
            frontier = store.frontier
            yield Figure("inserts", round(count / _seconds_of(_insert, frontier, count, seed)), "addresses/s")
            wanted = max(1, min(LEASED, count // 10))
            begun = time.perf_counter()
            leased = _lease(frontier, wanted)
            yield Figure("leases", round(len(leased) / (time.perf_counter() - begun)), "addresses/s")
            begun = time.perf_counter()
            _visit(frontier, leased)
            yield Figure("visits recorded", round(len(leased) / (time.perf_counter() - begun)), "addresses/s")
            begun = time.perf_counter()
            frontier.due_hosts(NOW)
            yield Figure("hosts that are due", round((time.perf_counter() - begun) * 1e3, 2), "ms")
            left = len(_lease(frontier, wanted))
            begun = time.perf_counter()
            freed = frontier.release(NOW)
            yield Figure("freed after a crash", round((time.perf_counter() - begun) * 1e3), "ms")
            yield Figure("leases that were not freed", abs(left - freed), "addresses")
        size = sum(file.stat().st_size for file in Path(scratch).glob("tratin.db*"))
        yield Figure("bytes on disk", round(size / count), "bytes/address")
    yield Figure("memory", round(_peak_mb()), "MB")


def _seconds_of(work: object, *given: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work(*given)
    return time.perf_counter() - begun


def _insert(frontier: Frontier, count: int, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, and no secret
    for first in range(0, count, TOGETHER):
        frontier.put(_entry(number, chance) for number in range(first, min(count, first + TOGETHER)))


def _entry(number: int, chance: Random) -> Entry:
    host = f"cong-{number % HOSTS}.example"
    return Entry(
        id=chance.getrandbits(63),
        url=f"https://{host}/tin-tuc/xay-dung-dang/dai-hoi-chi-bo-thon-{number}.html",
        portal=f"cong-{number % HOSTS}",
        host=host,
        kind=Kind.PAGE,
        rank=Rank.REST,
        next_visit=NOW - chance.randrange(_DAY),
    )


def _lease(frontier: Frontier, count: int) -> list[Leased]:
    leased: list[Leased] = []
    turn = 0
    while len(leased) < count:
        hosts = {f"cong-{(turn + each) % HOSTS}.example": OF_EACH for each in range(AT_ONCE)}
        found = frontier.lease(hosts, NOW)
        if not found:
            break
        leased += found
        turn += AT_ONCE
    return leased


def _visit(frontier: Frontier, leased: list[Leased]) -> None:
    for first in range(0, len(leased), TOGETHER):
        visits = [
            Visit(
                id=each.id,
                kind=Kind.ARTICLE,
                state=WAITING,
                rank=Rank.REST,
                next_visit=NOW + _DAY,
                fails=0,
                stable=1,
                visited=NOW,
                reason=None,
                etag='"5f3"',
                last_modified=None,
                content_hash="0" * 32,
                article_id="0" * 16,
            )
            for each in leased[first : first + TOGETHER]
        ]
        frontier.record(Record(visits))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
