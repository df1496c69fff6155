"""Run by `test_crash.py`: adds pages in batches and prints each one that `add` reported. Meant to be killed.

    crash_child.py HOME PAGES EDITION SEED [MOMENT NUMBER]

With a moment (`before-sync`, `after-sync`, `before-commit`, `after-commit`) it kills itself there,
at the given occurrence.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from index.pages import RawPage
from index.store import Stamp, open_store, warc
from search.model import VIETNAM, Article, Block, BlockKind, Document, Skipped, SkipReason
from search.settings import load_settings


def payload(number: int, edition: int) -> bytes:
    """The bytes of a page: random, up to 6 kB. Every third page differs from edition to edition."""
    rng = random.Random(f"{number}/{edition if number % 3 == 0 else 0}")
    return rng.randbytes(rng.randrange(6000))


def page(number: int, edition: int) -> RawPage:
    """One generated page."""
    now = datetime.now(VIETNAM)
    return RawPage(str(number), "t", f"{number}.txt", "text/plain", payload(number, edition), None, now)


def prepare(raw: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
    """Skips every tenth page; of others makes a document as long as the page."""
    if raw.identity.endswith("0"):
        return Skipped(SkipReason.TOO_SHORT)
    text = raw.payload.decode("latin-1")
    article = Article(text, (Block(BlockKind.BODY, 0, len(text)),), raw.source)
    return Document(article_id, version, article, added)


def die_at(moment: str, number: int) -> None:
    """Arrange a SIGKILL before or after a sync or a commit."""
    seen = count(1)

    def die() -> None:
        if next(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    if moment == "before-commit":
        event.listen(Engine, "commit", lambda _: die())
        return
    sync = os.fsync

    def fsync(handle: int) -> None:
        if moment == "before-sync":
            die()
        sync(handle)
        if moment == "after-sync":
            die()

    warc.os.fsync = fsync


def main(home: str, pages: str, edition: str, seed: str, moment: str = "", number: str = "0") -> None:
    """Add all pages in random batches and a random order."""
    rng = random.Random(int(seed))
    numbers = list(range(int(pages)))
    rng.shuffle(numbers)
    if moment and moment != "after-commit":
        die_at(moment, int(number))
    batches = 0
    with open_store(load_settings(Path(home), {}), write=True) as store:
        while numbers:
            size = rng.randrange(1, 100)
            batch, numbers = numbers[:size], numbers[size:]
            added = store.add([page(one, int(edition)) for one in batch], prepare, Stamp("c", "e"))
            batches += 1
            if moment == "after-commit" and batches == int(number):
                os.kill(os.getpid(), signal.SIGKILL)
            for one, result in zip(batch, added, strict=True):
                print(one, edition, result.article_id, result.version, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
