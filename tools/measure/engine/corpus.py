"""Articles analysed once, in a file, so that every engine is built from the same terms.

Nothing is held in memory but some batches of articles, where each line begins, and in how many articles each
key stands.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from contextlib import contextmanager
from functools import cache, cached_property, partial
from itertools import islice, pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from search.pairs import JOINER, known_pairs
from search.tokenizer_batch import cut_batch
from search.tokens import TYPES
from tools.measure.engine.facts import chance_of, months, places, topics
from tools.measure.engine.shapes import GAP, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    Article = Mapping[str, object]
    Numbered = tuple[int, list[Article]]
    Pairs = Callable[[], Container[str]]

RECORDS, OFFSETS, FREQUENCIES = "records.jsonl", "offsets.npy", "frequencies.json"
FORMAT = 2
"""Changes whenever the same articles give other records."""
BATCH = 200
READ_AT_ONCE = 1 << 18
"""Bytes: a line has some thousand, and no engine is to wait for reading."""
MANY = 10_000
"""Articles from which on all processors analyse."""

_decode = msgspec.json.Decoder(Record).decode


class Corpus:
    """The analysed articles of a folder: read in order, or from any number on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._offsets = np.load(folder / OFFSETS, mmap_mode="r")

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._offsets)

    def lines(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """The records `[first, last)` as JSON objects."""
        last = len(self) if last is None else last
        with (self._folder / RECORDS).open("rb", READ_AT_ONCE) as file:
            if first < len(self):
                file.seek(int(self._offsets[first]))
            yield from islice(file, last - first)

    def records(self, first: int = 0, last: int | None = None) -> Iterator[Record]:
        """The records `[first, last)`."""
        return map(_decode, self.lines(first, last))

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Every key of the texts, and in how many articles it stands."""
        return msgspec.json.decode((self._folder / FREQUENCIES).read_bytes(), type=dict[str, int])


class _Analysed(NamedTuple):
    """Some articles: their records as lines, and in how many of them each key stands."""

    lines: list[bytes]
    frequencies: Counter[str]


@cache
def engine_pairs() -> frozenset[str]:
    """What `search.pairs` knows, as text."""
    return frozenset(known_pairs().names())


def analyse(articles: Iterable[Article], folder: Path, pairs: Pairs = engine_pairs, jobs: int = 1) -> Corpus:
    """Analyse articles into a folder; `pairs` gives the neighbouring keys that make one: `đảng_viên`."""
    offsets, frequencies = array("Q"), Counter[str]()
    with (folder / RECORDS).open("wb") as file, _mapping(jobs) as mapped:
        for found in mapped(partial(_analysed, pairs), _batches(articles)):
            for line in found.lines:
                offsets.append(file.tell())
                file.write(line)
            frequencies.update(found.frequencies)
    np.save(folder / OFFSETS, np.frombuffer(offsets, np.uint64))
    (folder / FREQUENCIES).write_bytes(msgspec.json.encode(frequencies))
    return Corpus(folder)


def jobs_for(articles: int) -> int:
    """Processes that analyse so many articles."""
    return (os.cpu_count() or 1) if articles >= MANY else 1


def read_articles(path: Path, count: int) -> Iterator[Article]:
    """The first articles of a JSON Lines file."""
    with path.open("rb") as file:
        for line in islice(file, count):
            yield msgspec.json.decode(line)


@contextmanager
def _mapping(jobs: int) -> Iterator[Callable[..., Iterable[_Analysed]]]:
    """`map` in this process, or in a pool of new ones."""
    if jobs == 1:
        yield map
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield pool.imap


def _batches(articles: Iterable[Article]) -> Iterator[Numbered]:
    """Articles with the number of the first of them."""
    rest, first = iter(articles), 0
    while batch := list(islice(rest, BATCH)):
        yield first, batch
        first += len(batch)


def _analysed(pairs: Pairs, numbered: Numbered) -> _Analysed:
    first, batch = numbered
    lines, frequencies = [], Counter[str]()
    for record in _records(batch, first, pairs()):
        lines.append(msgspec.json.encode(record) + b"\n")
        frequencies.update(set(record.text.split()))
    del frequencies[GAP]
    return _Analysed(lines, frequencies)


def _records(batch: list[Article], first: int, known: Container[str]) -> Iterator[Record]:
    """The records of some articles, the first one numbered `first`."""
    streams = _sentences([str(article[name]) for article in batch for name in ("title", "text")])
    for number, article in enumerate(batch, first):
        title, text = next(streams), next(streams)
        chance = chance_of(article)
        province, district, commune = places(article, chance)
        year, month = months(article)
        joined = [JOINER.join(pair) for sentence in title + text for pair in pairwise(sentence)]
        yield Record(
            number=number,
            text=f" {GAP} ".join(map(" ".join, title + text)),
            head=" ".join(map(" ".join, title + title)),
            pairs=" ".join([pair for pair in joined if pair in known]),
            province=province,
            district=district,
            commune=commune,
            year=year,
            month=month,
            source=str(article.get("source") or "bench"),
            topic=topics(article, chance),
            group=str(article.get("dup_of") or "-"),
        )


def _sentences(texts: list[str]) -> Iterator[list[list[str]]]:
    """Per text its sentences as lists of keys: new ones begin where positions jump."""
    cut = cut_batch(texts)
    keys = [TYPES[surface].key for surface in cut.surfaces()]
    jumps = np.flatnonzero(np.diff(cut.positions, prepend=0) != 1)
    borders = np.unique(np.concatenate([jumps, cut.first])).tolist()
    at = 0
    for last in cut.first[1:].tolist():
        found = []
        while borders[at] < last:
            found.append(keys[borders[at] : borders[at + 1]])
            at += 1
        yield found
