"""`tratin bench backup`: a home folder of made-up articles backed up, verified, restored, and asked again.

The home has what a real one has: the raw page of each article, the database and an index. Files were written
a moment before and mostly lie in memory, so reading costs less than from a cold disk; what is written is
synced as always. Sizes are in MB of a million bytes.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.imports import read_files
from index.indexing import build_index
from index.pipeline import add_pages
from index.store import open_store
from search.engine import open_reader, open_writer
from search.settings import load_settings
from tools.backup import back_up, restore_home
from tools.measure.figures import Figure
from tools.measure.query import KINDS, titles_in, typed
from tools.synth import write_articles
from web.addresses.params import Params, facets_of, to_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.engine import Reader
    from search.settings import Settings
    from tools.backup import Backup

QUESTIONS = 40
"""Of each kind of `bench query`."""

HITS = 50
"""Of each answer that are compared, in their order."""

_LARGEST = 64_000_000  # bytes of a line
_MB = 1e6


def measure_backup(data: Path | None, articles: int, seed: int) -> Iterator[Figure]:
    """Seconds and MB of each step, and how many answers differ; `data` is a JSON Lines file."""
    with TemporaryDirectory(prefix="tratin-backup-") as scratch:
        root = Path(scratch)
        lines = _lines(root / "articles.jsonl", data, articles, seed)
        settings = load_settings(root / "home", {})
        count = _make(settings, lines)
        yield Figure("articles", count, "articles")
        yield Figure("home folder", _megabytes(_size(settings.home)), "MB")
        backups = root / "backups"
        yield from _told("backup", _back_up(settings, backups))
        second = _back_up(settings, backups)
        yield Figure("next backup", round(second.seconds, 2), "s")
        yield Figure("next backup, copied", _megabytes(second.manifest.bytes - second.linked), "MB")
        verified = _back_up(settings, root / "verified", verify=True)
        yield from _told("backup with --verify", verified)
        restored = replace(settings, home=root / "restored")
        done = restore_home(restored, backups, _quiet)
        yield Figure("restore", round(done.seconds, 2), "s")
        yield Figure("restore, written", _megabytes(_size(restored.home)), "MB")
        damaged = {*verified.damaged, *done.damaged}
        yield Figure("damaged pages", len(damaged), "pages")
        yield Figure("articles missing", count - _held(restored), "articles")
        yield from _asked(settings, restored, titles_in(lines, articles), seed)


def _lines(path: Path, data: Path | None, articles: int, seed: int) -> Path:
    """The first articles of a file, or as many of our own making, in a file of their own."""
    if data is None:
        return write_articles(path, articles, seed)
    with data.open("rb") as given, path.open("wb") as file:
        file.writelines(islice(given, articles))
    return path


def _make(settings: Settings, lines: Path) -> int:
    """A home folder with these articles, indexed; how many it has."""
    settings.home.mkdir()
    with open_store(settings, write=True) as store:
        for _ in add_pages(store, read_files([lines], "bench", _LARGEST)):
            pass
        return build_index(store, open_writer(settings, fresh=True), lambda _: None).articles


def _held(settings: Settings) -> int:
    """How many articles of a home can be both found and read."""
    with open_store(settings, write=False) as store:
        return min(store.counts()["documents"], open_reader(settings).stats().articles)


def _back_up(settings: Settings, folder: Path, *, verify: bool = False) -> Backup:
    return back_up(settings, folder, verify=verify, progress=_quiet)


def _told(name: str, made: Backup) -> Iterator[Figure]:
    size = made.manifest.bytes
    yield Figure(name, round(made.seconds, 2), "s")
    yield Figure(f"{name}, written", _megabytes(size), "MB")
    yield Figure(f"{name}, speed", round(size / _MB / max(made.seconds, 1e-3), 1), "MB/s")


def _asked(before: Settings, after: Settings, titles: Sequence[str], seed: int) -> Iterator[Figure]:
    """How many questions are answered otherwise: in total, or by other articles, or in another order."""
    questions = _questions(titles, seed)
    expected = list(_answers(open_reader(before), questions))
    found = list(_answers(open_reader(after), questions))
    yield Figure("questions", len(questions), "questions")
    yield Figure("questions with an answer", sum(total > 0 for total, _ in expected), "questions")
    differing = sum(one != other for one, other in zip(expected, found, strict=True))
    yield Figure("questions answered otherwise", differing, "questions")


def _questions(titles: Sequence[str], seed: int) -> list[str]:
    """Of every kind, from words of titles."""
    chance = random.Random(seed)  # noqa: S311 - test data
    return [typed(kind, chance.choice(titles), chance) for kind in KINDS for _ in range(QUESTIONS)]


def _answers(reader: Reader, questions: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The total and the ids of the first hits of each question."""
    for text in questions:
        params = Params(q=text)
        found = reader.search(replace(to_query(params, facets_of(params)), size=HITS))
        yield found.total, tuple(hit.id for hit in found.hits)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _megabytes(size: int) -> float:
    return round(size / _MB, 1)


def _quiet(done: int, total: int) -> None:
    del done, total
