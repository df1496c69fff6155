"""Many articles as JSON Lines, by one process or several; the bytes are the same."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

import msgspec

from tools.synth.articles import BLOCK, make_articles, make_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


AHEAD = 4
"""Blocks that each process may be ahead of a slow reader: what is made is held in memory till then."""


def write_articles(path: Path, count: int, seed: int) -> Path:
    """A file of the first `count` articles of a seed, for whoever measures or tries something on them."""
    with path.open("wb") as file:
        file.writelines(msgspec.json.encode(record) + b"\n" for record in make_articles(count, seed))
    return path


@contextmanager
def written(count: int, seed: int, jobs: int) -> Iterator[Iterator[tuple[int, bytes]]]:
    """The lines of `count` articles in order, in chunks: how many articles each holds, and its bytes."""
    blocks = range(-(-count // BLOCK))
    jobs = min(jobs, len(blocks))
    with _mapping(jobs) as mapped:
        rounds = (blocks[start : start + AHEAD * jobs] for start in blocks[:: AHEAD * jobs])
        yield chain.from_iterable(mapped(partial(_block, seed, count), some) for some in rounds)


def _block(seed: int, count: int, block: int) -> tuple[int, bytes]:
    """One block, cut where the articles asked for end."""
    wanted = min(BLOCK, count - block * BLOCK)
    lines = [msgspec.json.encode(record) + b"\n" for record in islice(make_block(seed, block), wanted)]
    return wanted, b"".join(lines)


@contextmanager
def _mapping(jobs: int) -> Iterator[Callable[..., Iterable[tuple[int, bytes]]]]:
    """`map` in this process, or in a pool of new ones (not forked: that is the same on every system)."""
    if jobs <= 1:
        yield map
        return
    with get_context("spawn").Pool(jobs, initializer=_leave_interrupts) as pool:
        yield pool.imap


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that was started by a person; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
