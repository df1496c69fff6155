"""Builds an index commit by commit and says what it does, until it is killed; see `crash`.

python -m tools.measure.crash_child ROOT NUMBER

    begin 7                     the commit of state 7 begins
    workers 4711 4712           the processes that help with it
    done 7 gen-000009 a1b2…     it has returned
    failed 7                    it raised an error, was abandoned and is tried again
"""

from __future__ import annotations

import multiprocessing
import sys
from itertools import count
from pathlib import Path

from search.embedded import writer
from search.embedded.writer import EmbeddedWriter
from search.errors import EngineError
from tools.measure.trials import bring, digest, state

ARTICLES = 80
EVERY = 5
"""Every so many commits one is a build from nothing, with worker processes."""


def main(root: Path, first: int) -> None:
    """Commit one state after the other."""
    writer.ALONE, writer.BATCH = 16, 8
    for number in count(first):
        while not _commit(root, number):
            print("failed", number, flush=True)


def has_workers(number: int) -> bool:
    """Whether a commit is one from nothing."""
    return number % EVERY == 0


def _commit(root: Path, number: int) -> bool:
    print("begin", number, flush=True)
    wanted = state(number, ARTICLES)
    if number % EVERY == 2:  # a commit that is paused on its way and gone on with
        paused = _open(root, number)
        bring(paused, dict(list(wanted.items())[: ARTICLES // 2]))
        paused.pause()
    making = _open(root, number)
    try:
        bring(making, wanted)
        if has_workers(number):
            print("workers", *(each.pid for each in multiprocessing.active_children()), flush=True)
        stats = making.commit()
    except EngineError:
        making.abandon()
        return False
    print("done", number, stats.generation, digest(wanted), flush=True)
    return True


def _open(root: Path, number: int) -> EmbeddedWriter:
    """Memory for nothing: every batch is a part."""
    fresh = has_workers(number)
    return EmbeddedWriter(root, fresh=fresh, processes=2 if fresh else 1, memory_mb=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
