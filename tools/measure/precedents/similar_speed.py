"""How long similar passages take: for a sentence that is pasted, and for two pages."""

from __future__ import annotations

import random
import time
from statistics import quantiles
from typing import TYPE_CHECKING

from search.model import PROSE, Query
from search.text import folded
from search.tokenizer import TOKEN
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from search.embedded.reader import EmbeddedReader

LENGTHS = (60, 800)
"""Syllables that are pasted."""

QUESTIONS, MOST = 100, 20
"""Texts of each length, and passages that are asked for."""


def similar_figures(reader: EmbeddedReader, seed: int = 1, questions: int = QUESTIONS) -> Iterator[Figure]:
    """Wall time and processor time in milliseconds; texts from articles of the index, half without marks."""
    chance = random.Random(seed)  # noqa: S311 - test data
    hits = reader.search(Query(size=500)).hits
    articles = [_words(reader, hit.id) for hit in chance.sample(hits, len(hits))]
    for length in LENGTHS:
        texts = [_text(articles, length, chance) for _ in range(questions)]
        for name, oldest in (("", False), (", oldest", True)):
            taken = [_taken(reader, text, oldest=oldest) for text in texts]
            named = f"similar passages{name}, {length} syllables"
            for kind, times in zip(("", " of processor"), zip(*taken, strict=True), strict=True):
                yield Figure(f"{named}{kind}, p50", round(quantiles(times, n=20)[9], 1), "ms")
                yield Figure(f"{named}{kind}, p95", round(quantiles(times, n=20)[18], 1), "ms")


def _words(reader: EmbeddedReader, article_id: str) -> str:
    document = reader.get(article_id)
    return " ".join(map(document.article.of, document.article.blocks_of(*PROSE))) if document else ""


def _text(articles: Sequence[str], length: int, chance: Random) -> str:
    """So many syllables from anywhere in an article, and those behind it where it is short."""
    first = chance.randrange(len(articles))
    text = ""
    places = list(TOKEN.finditer(text))
    while len(places) < length and first < 2 * len(articles):
        text = f"{text} {articles[first % len(articles)]}"
        places = list(TOKEN.finditer(text))
        first += 1
    begin = chance.randrange(max(1, len(places) - length))
    stretch = text[places[begin].start() : places[min(begin + length, len(places)) - 1].end()]
    return folded(stretch) if chance.random() < 0.5 else stretch


def _taken(reader: EmbeddedReader, text: str, *, oldest: bool) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    reader.precedents().similar(text, Query(), MOST, oldest=oldest)
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
