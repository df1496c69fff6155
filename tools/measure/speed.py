"""The benchmarks: pages into a store, a store into an index, queries against it. All in a scratch folder."""

from __future__ import annotations

import random
import time
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.imports import read_files
from index.indexing import build_index
from index.pipeline import add_pages
from index.store import open_store
from search.engine import open_reader, open_writer
from search.model import FACETS, Query
from search.query import parse
from search.settings import load_settings
from search.text import folded
from tools.measure.figures import Figure
from tools.synth import write_articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.settings import Settings

SUBJECTS = ("add", "build", "search")
QUERIES = 200


def measure(subject: str, data: Path | None, articles: int, seed: int) -> list[Figure]:
    """The figures of one subject. `data` is a JSON Lines file; without it, `articles` of our own making."""
    with TemporaryDirectory(prefix="tratin-bench-") as scratch:
        folder = Path(scratch)
        records = data or write_articles(folder / "articles.jsonl", articles, seed)
        settings = load_settings(folder / "home", {})
        settings.home.mkdir()
        added, seconds = _add(settings, records)
        if subject == "add":
            return [_rate("articles added", added, seconds), Figure("articles", added, "articles")]
        built, seconds, size = _build(settings)
        if subject == "build":
            return [
                _rate("articles built", built, seconds),
                Figure("index size", size / built / 1024, "KB/article"),
                Figure("articles", built, "articles"),
            ]
        return _search(settings, seed)


def _rate(name: str, count: int, seconds: float) -> Figure:
    return Figure(name, round(count / seconds, 1), "articles/s")


def _add(settings: Settings, records: Path) -> tuple[int, float]:
    with open_store(settings, write=True) as store:
        started = time.perf_counter()
        count = sum(1 for _ in add_pages(store, read_files([records], "bench", 64_000_000)))
        return count, time.perf_counter() - started


def _build(settings: Settings) -> tuple[int, float, int]:
    with open_store(settings, write=True) as store:
        started = time.perf_counter()
        stats = build_index(store, open_writer(settings, fresh=True), _quiet)
        return stats.articles, time.perf_counter() - started, stats.bytes


def _quiet(_: int) -> None:
    return


def _search(settings: Settings, seed: int) -> list[Figure]:
    """Queries of one to four neighbouring syllables of titles, half of them without accents."""
    _build(settings)
    reader = open_reader(settings)
    newest = reader.search(Query(size=500))
    chance = random.Random(seed)  # noqa: S311 - test data
    texts = [_piece(chance, chance.choice(newest.hits).title.text) for _ in range(QUERIES)]
    for text in texts:
        _ask(reader.search, text)
    took = sorted(_ask(reader.search, text) for text in texts)
    cuts = quantiles(took, n=100)
    return [
        Figure("search p50", round(cuts[49], 2), "ms"),
        Figure("search p95", round(cuts[94], 2), "ms"),
        Figure("articles", newest.total, "articles"),
    ]


def _piece(chance: random.Random, title: str) -> str:
    words = title.split()
    start = chance.randrange(len(words))
    text = " ".join(words[start : start + chance.randint(1, 4)])
    return folded(text) if chance.random() < 0.5 else text


def _ask(search: Callable[[Query], object], text: str) -> float:
    """Milliseconds of one search with ten hits and all facets, parsing included."""
    started = time.perf_counter()
    match, notes = parse(text)
    search(Query(match=match, notes=notes, facets=FACETS, text=text))
    return (time.perf_counter() - started) * 1000
