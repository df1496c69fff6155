"""`tratin quality enrich` and `tratin bench enrich`: all measures of enrichment together."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from index.enrich.enriching import enrich
from index.enrich.places import locate
from index.enrich.speakers import find_statements
from index.enrich.topics import find_topics
from search.model import BlockKind, Published
from tools.measure.enrich.copies import ROOT, copies_figures, copies_speed
from tools.measure.enrich.dates import dates_figures, year_figures
from tools.measure.enrich.labels import LAST_HALF, article_of, rows_of
from tools.measure.enrich.places import made_article, places_figures
from tools.measure.enrich.reference import table_figures
from tools.measure.enrich.refs import refs_figures
from tools.measure.enrich.speakers import SETS, short_figures, speakers_figures
from tools.measure.enrich.stress import stress_figures
from tools.measure.enrich.topics import topics_figures
from tools.measure.figures import Figure
from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from search.model import Article

HALVES = ("dev", "test")
FRESH = "fresh"
"""Articles labelled after the tables were tuned on the first half and measured on the second."""
STRESSED = 2_000
"""Made-up texts a row at share 1."""
TIMED = 1_500
SEEN = datetime(2026, 10, 1, tzinfo=UTC)


def quality_figures(private: Path | None, share: float, seed: int) -> list[Figure]:
    """How right: places, topics, documents, dates, copies; what needs private texts only where they are."""
    figures: list[Figure] = []
    for half in (*HALVES, *((FRESH,) if private else ())):
        figures += places_figures(half, private)
    figures += stress_figures(max(20, round(STRESSED * share)), seed)
    for half in HALVES:
        figures += _named(refs_figures(half), f"documents, {half}")
        figures += _named(dates_figures(half), f"dates, {half}")
    for part in SETS:
        figures += _named(speakers_figures(part), f"speakers, {part}")
    figures += _named(short_figures(), "speakers")
    figures += _named(year_figures(), "years")
    if private is not None:
        for half in (*HALVES, FRESH, LAST_HALF):
            figures += _named(topics_figures(half), "topics")
        figures += table_figures(private)
    return figures + _named(copies_figures(share, seed), "copies")


def _named(figures: Sequence[Figure], subject: str) -> list[Figure]:
    return [msgspec.structs.replace(figure, name=f"{subject}: {figure.name}") for figure in figures]


def speed_figures(private: Path | None, articles: int, seed: int) -> list[Figure]:
    """Articles a second on one core, of each part and all together, and of finding copies."""
    texts = _texts(private, articles, seed)
    enriched: list[tuple[str, Callable[[Article], object]]] = [
        ("documents cited", find_citations),
        ("dates", lambda article: date_article(article, ())),
        ("places", lambda article: locate(article, Published())),
        ("topics", find_topics),
        ("speakers", find_statements),
        ("everything together", lambda article: enrich(article, article_id="0" * 16, version=1, added=SEEN)),
    ]
    size = sum(len(article.text) for article in texts) / len(texts)
    figures = [Figure("characters an article", size, "characters"), _loading()]
    for article in texts[:100]:
        enrich(article, article_id="0" * 16, version=1, added=SEEN)
    for name, work in enriched:
        figures.append(Figure(name, len(texts) / _seconds(work, texts), "articles/s"))
    return figures + _named(copies_speed(articles * 1_000, seed), "copies")


def _loading() -> Figure:
    """How long a process waits for the table of units, once."""
    command = [sys.executable, "-c", _LOAD]
    spent = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - our own interpreter
    return Figure("table of units loaded", float(spent.stdout), "ms")


_LOAD = """
import time
from search import places
begun = time.process_time()
places.unit("p:01")
print(1000 * (time.process_time() - begun))
"""


def _seconds(work: Callable[[Article], object], texts: Sequence[Article]) -> float:
    """The processor time of the best of three runs, in seconds."""
    best = float("inf")
    for _ in range(3):
        gc.collect()
        begun = time.process_time()
        for article in texts:
            work(article)
        best = min(best, time.process_time() - begun)
    return best


def _texts(private: Path | None, articles: int, seed: int) -> list[Article]:
    """Real articles where they are, else made-up ones."""
    if private is not None:
        rows = rows_of(private / "party_subset.jsonl.gz")
        return [article_of(row) for row, _ in zip(rows, range(min(articles, TIMED)), strict=False)]
    return [
        made_article([(BlockKind.TITLE, row["title"]), (BlockKind.BODY, row["text"])], row["date"])
        for row in make_articles(min(articles, TIMED), seed)
    ]
