from __future__ import annotations

import os
import random
import runpy
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from index.pages import article_id
from index.store import open_store, warc
from search.settings import load_settings

ROOT = Path(__file__).parents[3]
CHILD = Path(__file__).with_name("crash_child.py")
IS_PROOF = bool(os.environ.get("TRATIN_PROOF"))
ROUNDS = 50 if IS_PROOF else 5
PAGES = 2000
FEW_PAGES = 400

payload = runpy.run_path(str(CHILD))["payload"]


def start(home, pages, edition, seed, *moment):
    """The child process, its output piped."""
    words = [home, pages, edition, seed, *moment]
    return subprocess.Popen(
        [sys.executable, str(CHILD), *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def reports(lines):
    """What the child reported before it ended: (number, edition, id, version). The last line may be cut."""
    return [tuple(line.split()) for line in lines if line.endswith("\n")]


def reports_until_killed(process, rng):
    """Kill the child a moment after a random number of reports (at times before the first) and give them."""
    number = rng.choice((0, rng.randrange(PAGES * 4 // 5), rng.randrange(PAGES * 4 // 5)))
    lines = list(islice(process.stdout, number))
    time.sleep(rng.uniform(0, 0.02 if number else 0.6))
    process.kill()
    return reports([*lines, *process.stdout])


def check(home, reported):
    """The database is whole, and every page that was ever reported is there, byte for byte."""
    database = home / "tratin.db"
    if not database.exists():
        assert not reported
        return
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    if not reported:
        return
    with open_store(load_settings(home, {}), write=False) as store:
        for number, edition, page_id, version in reported:
            assert page_id == article_id(number)
            assert store.raw(page_id, int(version)) == payload(int(number), int(edition))


def check_whole(home, pages, edition, reported):
    """After a run to the end: every page once, in its last edition, and every record readable by warcio."""
    check(home, reported)
    with open_store(load_settings(home, {}), write=False) as store:
        counts = store.counts()
        assert counts["articles"] == pages
        assert counts["skipped"] == pages // 10
        for number in range(pages):
            page_id = article_id(str(number))
            versions = store.captures(page_id)
            assert [capture.version for capture in versions] == list(range(1, len(versions) + 1))
            hashes = [capture.sha256 for capture in versions]
            assert all(one != other for one, other in pairwise(hashes))
            assert store.raw(page_id, len(versions)) == payload(number, edition)
        assert sum(1 for _ in store.documents()) == pages - pages // 10
    kinds = []
    for path in sorted((home / "raw").glob(warc.PATTERN)):
        with path.open("rb") as file:
            kinds += [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds.count("resource") == counts["versions"]


def test_a_kill_at_any_moment_loses_nothing_that_was_reported(tmp_path):
    """SIGKILL at random moments: the store opens, reported pages are there, a new run completes the rest."""
    seed = int(os.environ.get("TRATIN_SEED", "0")) or random.randrange(1, 10**9)
    print(f"seed {seed}")
    rng = random.Random(seed)
    reported, killed = [], 0
    for edition in range(ROUNDS):
        with start(tmp_path, PAGES, edition, rng.randrange(10**9)) as process:
            news = reports_until_killed(process, rng)
        killed += process.returncode == -signal.SIGKILL
        check(tmp_path, news)
        reported += news
    assert killed > ROUNDS // 2, "too many processes ended before they were killed"
    with start(tmp_path, PAGES, ROUNDS, 1) as process:
        reported += reports(process.stdout)
    assert process.returncode == 0
    check_whole(tmp_path, PAGES, ROUNDS, reported)


@pytest.mark.parametrize("moment", ["before-sync", "after-sync", "before-commit", "after-commit"])
def test_a_kill_at_each_step_of_a_batch_loses_nothing(tmp_path, moment):
    """Between writing, syncing, committing and reporting there is no moment that breaks the store."""
    numbers = (1, 3, 5) if IS_PROOF else (4,)
    reported = []
    for edition, number in enumerate(numbers):
        with start(tmp_path, FEW_PAGES, edition, 7, moment, number) as process:
            reported += reports(process.stdout)
        assert process.returncode == -signal.SIGKILL
        assert bool(reported) == (max(numbers[: edition + 1]) > 2)
        check(tmp_path, reported)
    with start(tmp_path, FEW_PAGES, len(numbers), 8) as process:
        reported += reports(process.stdout)
    assert process.returncode == 0
    check_whole(tmp_path, FEW_PAGES, len(numbers), reported)
