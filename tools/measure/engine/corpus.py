"""Articles analysed once, in a file, so that every engine is built from the same terms.

Nothing is held in memory but a batch of articles and where each line begins.
"""

from __future__ import annotations

from array import array
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from search.keys import key_of
from search.pairs import JOINER
from search.segment.model import lexicon
from search.tokenizer_batch import cut_batch
from search.tokens import TYPES
from tools.measure.engine.facts import chance_of, months, places, topics
from tools.measure.engine.shapes import GAP, Record

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    Article = Mapping[str, object]

RECORDS, OFFSETS = "records.jsonl", "offsets.npy"
BATCH = 200
READ_AT_ONCE = 1 << 18
"""Bytes: a line has some thousand, and no engine is to wait for reading."""

_decode = msgspec.json.Decoder(Record).decode


class Corpus:
    """The analysed articles of a folder: read in order, or from any number on."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / RECORDS
        self._offsets = np.load(folder / OFFSETS, mmap_mode="r")

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._offsets)

    def lines(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """The records `[first, last)` as JSON objects."""
        last = len(self) if last is None else last
        with self._path.open("rb", READ_AT_ONCE) as file:
            if first < len(self):
                file.seek(int(self._offsets[first]))
            yield from islice(file, last - first)

    def records(self, first: int = 0, last: int | None = None) -> Iterator[Record]:
        """The records `[first, last)`."""
        return map(_decode, self.lines(first, last))


def dictionary_pairs() -> frozenset[str]:
    """Neighbouring syllables in words of the segmenter's dictionary: what `search.pairs` knows, as text."""
    pairs = (pair for word in lexicon().dictionary for pair in pairwise(word.split(" ")))
    return frozenset(JOINER.join(map(key_of, pair)) for pair in pairs)


def analyse(articles: Iterable[Article], folder: Path, known: Container[str]) -> Corpus:
    """Analyse articles into a folder; `known` are the neighbouring keys that make a pair: `đảng_viên`."""
    offsets = array("Q")
    with (folder / RECORDS).open("wb") as file:
        for batch in _batches(articles):
            for record in _records(batch, len(offsets), known):
                offsets.append(file.tell())
                file.write(msgspec.json.encode(record) + b"\n")
    np.save(folder / OFFSETS, np.frombuffer(offsets, np.uint64))
    return Corpus(folder)


def read_articles(path: Path, count: int) -> Iterator[Article]:
    """The first articles of a JSON Lines file."""
    with path.open("rb") as file:
        for line in islice(file, count):
            yield msgspec.json.decode(line)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while batch := list(islice(rest, BATCH)):
        yield batch


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
