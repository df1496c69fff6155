"""A generation as a stock Whoosh index, and all of it in memory once it is opened."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from math import inf
from statistics import fmean
from typing import TYPE_CHECKING

import msgspec
from oracle.inversion import invert
from oracle.language import IndexCounted
from whoosh import fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search import facets
from search.embedded.markless import SIGN
from search.keys import fold_of
from search.model import VIETNAM, Document, Stats, Zone
from search.text import has_marks
from search.zones import HEAD, PAIRS, TERMS, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STORED = "stored"


class Positions(fields.FieldType):
    """A field whose value is its inversion: the positions of every key."""

    def __init__(self):
        super().__init__(formats.Positions(), analyzer=None, scorable=True)

    def index(self, value, **_):
        """What Whoosh's writer asks for: term, frequency, weight, encoded posting."""
        for key, positions in value.items():
            yield key.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class Frequencies(fields.FieldType):
    """A field whose value is its inversion: how often every key stands there."""

    def __init__(self):
        super().__init__(formats.Frequency(), analyzer=None, scorable=True)

    def index(self, value, **_):
        """What Whoosh's writer asks for: term, frequency, weight, encoded posting."""
        for key, count in value.items():
            yield key.encode(), count, float(count), formats.pack_uint(count)


def schema() -> fields.Schema:
    """The fields of `search.zones`, and the stored document."""
    return fields.Schema(
        **{TEXT: Positions(), HEAD: Frequencies(), PAIRS: Frequencies(), TERMS: Frequencies()},
        **{STORED: fields.STORED()},
    )


def write(folder: Path, documents: Iterable[Document]) -> None:
    """Make the index of these documents."""
    writer = FileIndex.create(FileStorage(str(folder)), schema(), "MAIN").writer(limitmb=256)
    for document in documents:
        found = invert(document.article)
        by_field = {TEXT: found.text, HEAD: found.head, PAIRS: found.pairs, TERMS: found.terms}
        writer.add_document(**by_field, **{STORED: msgspec.json.encode(document)})
    writer.commit(optimize=True)


class Vocabulary:
    """The keys of the text, as `search.embedded.terms` asks for them."""

    def __init__(self, text: dict[str, dict[int, list[int]]], markless: frozenset[int]) -> None:
        self._markless = markless
        self.keys = frozenset(text)
        self.by_fold: dict[str, list[str]] = defaultdict(list)
        for key in sorted(text):
            self.by_fold[fold_of(key)].append(key)
        self._text = text

    def frequency(self, key: str) -> int:
        """In how many articles a key stands."""
        return len(_of_kind(self._text, key, self._markless))

    def group(self, fold: str) -> tuple[str, ...]:
        """The keys that share a fold, in order."""
        return tuple(self.by_fold.get(fold, ()))


class Index:
    """A generation in memory. Never changed, so threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        whoosh = FileIndex(FileStorage(str(folder), readonly=True), indexname="MAIN").reader()
        numbers = range(whoosh.doc_count_all())
        self.documents = [
            msgspec.json.decode(whoosh.stored_fields(number)[STORED], type=Document) for number in numbers
        ]
        self.text = _postings(whoosh, TEXT, "positions")
        frequencies = {name: _postings(whoosh, name, "frequency") for name in (HEAD, PAIRS, TERMS)}
        whoosh.close()
        self.frequencies = {
            TEXT: {
                key: {document: len(positions) for document, positions in found.items()}
                for key, found in self.text.items()
            },
            **frequencies,
        }
        self.lengths = {name: _lengths(self.frequencies[name]) for name in (TEXT, HEAD)}
        self.averages = {name: fmean(found.values() or [1]) for name, found in self.lengths.items()}
        self.markless = self._without_marks()
        self.vocabulary = Vocabulary(self.text, self.markless)
        self.language = IndexCounted(self)
        self._zones: dict[int, dict[str, tuple[float, float]]] = {}
        self.values = [facets.values(document) for document in self.documents]

    def _without_marks(self) -> frozenset[int]:
        """The documents of whose words, numbers aside, fewer than one in ten has marks."""
        words: Counter[int] = Counter()
        marked: Counter[int] = Counter()
        for key, found in self.frequencies[TEXT].items():
            if not key[0].isdigit() or any(map(str.isalpha, key)):
                words.update(found)
                if has_marks(key):
                    marked.update(found)
        return frozenset(number for number, count in words.items() if marked[number] < 0.1 * count)

    def places(self, key: str) -> dict[int, list[int]]:
        """The positions of a key in every document that counts."""
        return _of_kind(self.text, key, self.markless)

    def times(self, field: str, key: str) -> dict[int, int]:
        """How often a key stands in every document that counts."""
        return _of_kind(self.frequencies[field], key, self.markless)

    def zone(self, number: int, zone: Zone) -> tuple[float, float]:
        """The first position of a zone of a document, and the first one behind it."""
        if zone is Zone.ANY:
            return 0, inf
        if number not in self._zones:
            self._zones[number] = invert(self.documents[number].article).zones
        return self._zones[number].get(zone.value, (0, 0))

    def stats(self) -> Stats:
        """What this generation holds."""
        years = [document.published.year for document in self.documents if document.published.year]
        built = datetime.fromtimestamp(self.folder.stat().st_mtime, VIETNAM)
        size = sum(path.stat().st_size for path in self.folder.iterdir())
        first, last = min(years, default=None), max(years, default=None)
        return Stats(len(self.documents), self.folder.name, built, size, first, last)


def _of_kind(found, key, markless):
    """What is known of a key by document; of one with the sign only in documents without marks."""
    every = found.get(key.removesuffix(SIGN), {})
    return (
        {number: what for number, what in every.items() if number in markless}
        if key.endswith(SIGN)
        else every
    )


def _postings(whoosh, field, what):
    """By key, by number of the document: what Whoosh has kept of them."""
    found = {}
    for key in whoosh.lexicon(field):
        matcher = whoosh.postings(field, key)
        kept = found[key.decode()] = {}
        while matcher.is_active():
            kept[matcher.id()] = matcher.value_as(what)
            matcher.next()
    return found


def _lengths(frequencies: dict[str, dict[int, int]]) -> dict[int, int]:
    """How many tokens a stream has, by number of the document; nothing for a stream without any."""
    lengths: dict[int, int] = defaultdict(int)
    for found in frequencies.values():
        for document, frequency in found.items():
            lengths[document] += frequency
    return dict(lengths)
