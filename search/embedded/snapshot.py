"""One open generation: postings decoded into arrays once per term, columns, stored documents.

Whoosh's files share one read position, so reading them is behind a lock; the arrays are immutable.
"""

from __future__ import annotations

import threading
import zlib
from collections import defaultdict
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from search import generations
from search.embedded.columns import load
from search.embedded.schema import COMPOUNDS, STORED, ZONES, makers
from search.errors import DamagedIndex, StaleIndex
from search.keys import fold_of
from search.model import Document, Stats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

CACHED_TERMS = 4096
"""Decoded posting lists kept in memory per kind; the least recently used go first."""

CHECKED_AT_ONCE = 200_000_000
"""Bytes of a generation whose checksums are compared when it is opened: about a third of a second."""

_SHIFT = 32
"""An occurrence is one number: document << 32 | position."""


class Postings(NamedTuple):
    """The documents that hold a term, ascending, and how often each does."""

    docs: NDArray[np.int64]
    freqs: NDArray[np.float32]


class Vocabulary(NamedTuple):
    """All keys of the index, and for every fold the keys that share it."""

    keys: frozenset[str]
    by_fold: dict[str, tuple[str, ...]]


class Snapshot:
    """An open generation. Immutable; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.manifest = generations.manifest_of(folder)
        _check_makers(self.manifest)
        self.columns = load(folder)
        if self.manifest.bytes <= CHECKED_AT_ONCE:
            _check_all(folder)
        self._lock = threading.Lock()
        with self._reading():
            storage = FileStorage(str(folder), supports_mmap=True, readonly=True)
            self._reader = whoosh_index.FileIndex(storage, indexname="MAIN").reader()
            self.vocabulary = _vocabulary(
                key.decode() for zone in ZONES for key in self._reader.lexicon(zone.name)
            )
            self.compounds = _vocabulary(key.decode() for key in self._reader.lexicon(COMPOUNDS))
        self.postings = lru_cache(CACHED_TERMS)(self._read_postings)
        self.occurrences = lru_cache(CACHED_TERMS)(self._read_occurrences)
        self.frequency = lru_cache(CACHED_TERMS)(self._read_frequency)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Reading of files: one thread at a time, and whatever goes wrong is damage."""
        with self._lock:
            try:
                yield
            except Exception as error:  # Whoosh raises many unrelated types on a damaged file
                raise DamagedIndex(f"{self.manifest.generation} is damaged: {error!r}") from error

    def _read_postings(self, field: str, key: str) -> Postings:
        docs, freqs = [], []
        with self._reading():
            if (field, key) in self._reader:
                matcher = self._reader.postings(field, key)
                while matcher.is_active():
                    docs.append(matcher.id())
                    freqs.append(matcher.weight())
                    matcher.next()
        return Postings(np.array(docs, dtype=np.int64), np.array(freqs, dtype=np.float32))

    def _read_occurrences(self, field: str, key: str) -> NDArray[np.int64]:
        """Every place of a term, ascending, as `document << 32 | position`."""
        places: list[int] = []
        with self._reading():
            if (field, key) in self._reader:
                matcher = self._reader.postings(field, key)
                while matcher.is_active():
                    base = matcher.id() << _SHIFT
                    places.extend(base | position for position in matcher.value_as("positions"))
                    matcher.next()
        return np.array(places, dtype=np.int64)

    def _read_frequency(self, key: str) -> int:
        """In how many documents a key stands, summed over the zones."""
        with self._reading():
            return sum(self._reader.doc_frequency(zone.name, key) for zone in ZONES)

    def document(self, number: int) -> Document:
        """The stored document with this number."""
        with self._reading():
            stored = self._reader.stored_fields(number)[STORED]
            return msgspec.json.decode(zlib.decompress(stored), type=Document)

    def stats(self) -> Stats:
        """What this generation holds."""
        years = [int(name) for name in self.columns.facets["year"].names if name.isdecimal()]
        first, last = (min(years), max(years)) if years else (None, None)
        manifest = self.manifest
        return Stats(manifest.documents, manifest.generation, manifest.built, manifest.bytes, first, last)


def _check_all(folder: Path) -> None:
    damaged = list(generations.damage(folder))
    if damaged:
        raise DamagedIndex(f"{folder.name}: {', '.join(damaged)} differ from the manifest")


def _check_makers(manifest: generations.Manifest) -> None:
    for part, ours in makers().items():
        theirs = manifest.fingerprints.get(part)
        if theirs != ours:
            raise StaleIndex(
                f"{manifest.generation} was built by another version ({part}: {theirs}, now {ours}); "
                "run `tratin build`"
            )


def docs_of(occurrences: NDArray[np.int64]) -> Postings:
    """Occurrences gathered by document."""
    docs, counts = np.unique(occurrences >> _SHIFT, return_counts=True)
    return Postings(docs, counts.astype(np.float32))


def _vocabulary(keys: Iterable[str]) -> Vocabulary:
    by_fold: dict[str, list[str]] = defaultdict(list)
    unique = frozenset(keys)
    for key in sorted(unique):
        by_fold["_".join(map(fold_of, key.split("_")))].append(key)
    return Vocabulary(unique, {fold: tuple(group) for fold, group in by_fold.items()})
