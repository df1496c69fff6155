"""Short questions, as staff and journalists type them, over party news: how good the best ten articles are.

A reader graded what several ways of asking found, without a look at who found it: 2 where an article is about
just that, 1 where it deals with it, 0 otherwise. The measure is nDCG (Järvelin and Kekäläinen 2002) of the
first ten that were graded, gains `2 ** grade - 1`: articles that nobody graded are left out (Sakai 2007).
"""

from __future__ import annotations

import csv
import gzip
import math
import random
from itertools import groupby, islice
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tools.measure.enrich.cited import CASES
from tools.measure.figures import Figure
from tools.measure.ranking.baselines import Bm25, Tokens
from tools.measure.ranking.changes import without_marks
from tools.measure.ranking.judged import Passage, asker, index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    Ask = Callable[[str], list[str]]

GRADES = CASES.parent / "ranking" / "news.tsv"
FILES = ("party_subset", "binhdinh_2025", "crawl_news_2026")
"""Of the private data."""

TOP, ASKED = 10, 50
"""Articles that count, and how many are asked for, since some are left out."""

FIRST = 3


class Graded(NamedTuple):
    """A question, and the grade of each article that was looked at."""

    query: str
    grades: Mapping[str, int]

    def gain(self, ids: Sequence[str]) -> float:
        """The nDCG of the first ten graded articles of an answer."""
        got = [self.grades[each] for each in ids if each in self.grades][:TOP]
        return _discounted(got) / _discounted(sorted(self.grades.values(), reverse=True)[:TOP])

    def begins_well(self, ids: Sequence[str]) -> bool:
        """Whether one of the first three is about just what was asked for."""
        return any(self.grades.get(each) == 2 for each in ids[:FIRST])


class _Row(msgspec.Struct, frozen=True):
    id: str
    text: str
    title: str | None = None
    abstract: str | None = None

    def passage(self) -> Passage:
        """The article as the engine indexes it, its abstract first."""
        return Passage(
            self.id, self.title or "", f"{self.abstract}\n{self.text}" if self.abstract else self.text
        )


def questions() -> list[Graded]:
    """All questions, each with an article of grade 1 or 2 at least."""
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Graded(query, {row["id"]: int(row["grade"]) for row in of_query})
        for query, of_query in groupby(rows, key=lambda row: row["query"])
    ]


def news_figures(private: Path, folder: Path, seed: int, *, whole: bool) -> list[Figure]:
    """How good our first ten are; if `whole`, without marks and beside BM25 too. The index is made anew."""
    passages = list(_passages(private))
    ask = asker(index(folder, passages), ASKED)
    ways: dict[str, Ask] = {"Tra Tin": ask}
    if whole:
        chance = random.Random(seed)  # noqa: S311 - a reproducible sample
        ways["Tra Tin, no marks"] = lambda text: ask(without_marks(text, chance))
        ways |= _peers(passages)
    return [figure for way, find in ways.items() for figure in _of_way(way, find)]


def _peers(passages: Sequence[Passage]) -> dict[str, Ask]:
    tokens = Tokens(passages, folded=False)
    plain, pairs = Bm25(tokens, pairs=False), Bm25(tokens, pairs=True)
    return {
        "BM25": lambda text: plain.best(text, ASKED),
        "BM25 with pairs": lambda text: pairs.best(text, ASKED),
    }


def _of_way(way: str, find: Ask) -> Iterator[Figure]:
    answers = [(each, find(each.query)) for each in questions()]
    gain = fmean(each.gain(ids) for each, ids in answers)
    begins = fmean(each.begins_well(ids) for each, ids in answers)
    yield Figure(f"news: {way}, nDCG@{TOP}", round(gain, 4), "of the best order")
    yield Figure(f"news: {way}, one of the first {FIRST} is meant", round(begins, 4), "of questions")


def _passages(private: Path) -> Iterator[Passage]:
    for name in FILES:
        with gzip.open(private / f"{name}.jsonl.gz", "rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=_Row).passage()


def _discounted(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(islice(grades, TOP)))
