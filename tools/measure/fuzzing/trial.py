"""Many queries in several processes: what failed, and what took longest."""

from __future__ import annotations

import heapq
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from index.imports import read_files
from index.indexing import build_index
from index.pipeline import add_pages
from index.store import open_store
from search.embedded.reader import EmbeddedReader
from search.engine import open_writer
from search.settings import load_settings
from tools.measure.fuzzing.checks import Fault, fault_of, parsed
from tools.measure.fuzzing.shrinking import shortest
from tools.measure.fuzzing.typed import typed
from tools.synth import write_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLES = 200
"""Made-up articles that are searched."""

AT_ONCE = 250
"""Queries of one task."""

SLOWEST = 10


class Failure(msgspec.Struct, frozen=True):
    """A query that failed: its number, what did not hold, and the shortest text of which that does not."""

    number: int
    check: str
    detail: str
    shortest: str


class Slow(msgspec.Struct, frozen=True, order=True):
    """How long a query took with all checks, in milliseconds."""

    ms: float
    number: int
    text: str


@dataclass
class Outcome:
    """What became of some queries."""

    count: int = 0
    searched: int = 0
    read_ms: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    slowest: list[Slow] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take in what became of others."""
        self.count += other.count
        self.searched += other.searched
        self.read_ms += other.read_ms
        self.failures += other.failures
        self.slowest = heapq.nlargest(SLOWEST, [*self.slowest, *other.slowest])


@dataclass(frozen=True)
class Trial:
    """Which queries: `count` of a seed from number `first` on; each `every`th is searched, 0 for none.

    `index` is the folder of generations that is searched.
    """

    seed: int
    count: int
    first: int = 0
    every: int = 20
    index: Path | None = None
    limit_ms: float | None = None


def run(trial: Trial, jobs: int, tell: Callable[[int], None] = lambda _: None) -> Outcome:
    """All queries of a trial; without an index, made-up articles are searched."""
    with TemporaryDirectory() as folder:
        if trial.index is None and trial.every:
            trial = replace(trial, index=made_up(Path(folder)))
        outcome = Outcome()
        for part in _parts(trial, jobs):
            outcome.add(part)
            tell(outcome.count)
        return outcome


def made_up(home: Path) -> Path:
    """An index of articles of our own making, in a home folder that is new."""
    settings = load_settings(home, {})
    records = write_articles(home / "articles.jsonl", ARTICLES, 1)
    with open_store(settings, write=True) as store:
        for _ in add_pages(store, read_files([records], "fuzz", 64_000_000)):
            pass
        build_index(store, open_writer(settings, fresh=True), lambda _: None)
    return settings.index_dir


def _parts(trial: Trial, jobs: int) -> Iterator[Outcome]:
    """The queries in stretches, by processes that are new, not forked: that is the same on every system."""
    last = trial.first + trial.count
    starts = range(trial.first, last, AT_ONCE)
    parts = [replace(trial, first=first, count=min(AT_ONCE, last - first)) for first in starts]
    if jobs <= 1 or len(parts) == 1:
        yield from map(stretch, parts)
        return
    with get_context("spawn").Pool(min(jobs, len(parts)), initializer=_leave_interrupts) as pool:
        yield from pool.imap(stretch, parts)


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that was started by a person; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _reader(index: Path, limit_ms: float | None) -> EmbeddedReader:
    return EmbeddedReader(index, limit_ms)


def stretch(trial: Trial) -> Outcome:
    """The queries of a trial, one after the other in this process."""
    outcome = Outcome(count=trial.count)
    reader = _reader(trial.index, trial.limit_ms) if trial.index is not None else None
    for number in range(trial.first, trial.first + trial.count):
        text = typed(trial.seed, number)
        asked = reader if trial.every and number % trial.every == 0 else None
        started = time.perf_counter()
        with suppress(Exception):  # the checks find out what failed
            parsed(text)
        read_ms = (time.perf_counter() - started) * 1e3
        fault = fault_of(text, asked)
        took = (time.perf_counter() - started) * 1e3
        outcome.read_ms += read_ms
        outcome.searched += asked is not None
        outcome.slowest = heapq.nlargest(SLOWEST, [*outcome.slowest, Slow(round(took, 2), number, text)])
        if fault is not None:
            outcome.failures.append(_failure(number, text, fault, asked))
    return outcome


def _failure(number: int, text: str, fault: Fault, reader: EmbeddedReader | None) -> Failure:
    """A failure with the shortest text of which the same check fails."""

    def fails(shorter: str) -> bool:
        found = fault_of(shorter, reader)
        return found is not None and found.check == fault.check

    return Failure(number, fault.check, fault.detail[:500], shortest(text, fails))
