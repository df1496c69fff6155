"""The signature of an article: what of its own words is kept so that copies can be found without reading it.

Shingles are runs of five words, hashed. From them come

    bands    hashes of MinHash values, four at a time: copies have some band in common, others hardly ever
    sketch   the smallest shingles: of any two articles a fair sample of what is in either
    figures  the smallest hashes of numbers, and
    names    those of two words with a capital: what tells notices apart that are written to one pattern
    title    a hash of the headline without its numbers, and one of these

Only the headline and the prose count: captions, bylines, sources and chrome differ from portal to portal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.copies.words import Array, mixed, odd_numbers, words_of
from search.model import PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.copies.words import Words
    from search.model import Article

SHINGLE = 5
"""Words of a shingle. More tell apart what is written to one pattern; fewer forgive scattered changes."""

BANDS, ROWS = 32, 4
"""Of pairs that share 60 % of their shingles 99 in 100 have a band in common, with 10 % it is 3 in 1,000."""

SKETCH, MARKS = 128, 24
"""Values that are kept of the shingles, and of figures and names. Short articles are kept whole."""

LEAST = 30
"""Words of an article from which it can have copies: less is a headline over a picture or an attachment."""

_HEAD = 5
"""The numbers before the bands: those of the title, and how many figures, names and shingles there are."""

_NUMBERS = "<u4"
_PLACES = odd_numbers(SHINGLE, 2)
_ROUNDS = odd_numbers(BANDS * ROWS, 3)[:, None]
_JOINED = odd_numbers(ROWS, 4)
_STRETCH = 1 << 14
"""Shingles that are put in all orders at once: those of a book would need gigabytes."""
_LAST = np.uint32(0xFFFFFFFE)
"""The largest value: the one above is left for what is not there."""


class Signature(NamedTuple):
    """What is kept of an article; all arrays are of unsigned numbers of 32 bits, all but `bands` sorted."""

    bands: Array
    title: Array
    figures: Array
    names: Array
    sketch: Array


def sign(article: Article) -> Signature | None:
    """The signature of an article, None where it is too short to have copies."""
    title = article.title
    own = [title, *(article.of(block) for block in article.blocks_of(*PROSE))]
    words = words_of("\n".join(own))
    if len(words.hashes) < LEAST:
        return None
    shingles = _shingles(words.hashes)
    return Signature(
        _bands(shingles),
        _title(words_of(title)),
        _smallest(words.hashes[words.are_figures], MARKS),
        _smallest(_names(words), MARKS),
        _smallest(shingles, SKETCH),
    )


def _shingles(words: Array) -> Array:
    """Every run of words as a number, each once."""
    count = len(words) - SHINGLE + 1
    sums = sum(words[at : at + count] * place for at, place in enumerate(_PLACES))
    return np.unique(mixed(np.asarray(sums)))


def _bands(shingles: Array) -> Array:
    """The smallest shingle in each of many orders, four of these values at a time."""
    stretches = (shingles[at : at + _STRETCH] for at in range(0, len(shingles), _STRETCH))
    least = [(stretch * _ROUNDS).min(axis=1) for stretch in stretches]
    smallest = np.min(least, axis=0).reshape(BANDS, ROWS)
    return _short(mixed((smallest * _JOINED).sum(axis=1)))


def _names(words: Words) -> Array:
    """Two words side by side that are both written like a name: `Hòa Bình`, `Trần Văn`, `Văn An`."""
    first, second = words.hashes[:-1], words.hashes[1:]
    return mixed(first * _PLACES[0] + second * _PLACES[1])[words.are_names[:-1] & words.are_names[1:]]


def _title(words: Words) -> Array:
    """The headline without its figures, in order, and the figures."""
    plain, figures = words.hashes[~words.are_figures], words.hashes[words.are_figures]
    return np.array([_of_row(plain), _of_row(figures)], np.uint32)


def _of_row(words: Array) -> int:
    """One number for words in this order; 0 where there are none."""
    if not len(words):
        return 0
    total = (words * odd_numbers(len(words), 5)).sum(keepdims=True)
    return int(_short(mixed(total))[0])


def _smallest(hashes: Array, most: int) -> Array:
    """The smallest of some hashes, each once."""
    return np.unique(_short(hashes))[:most]


def _short(hashes: Array) -> Array:
    return np.minimum((hashes >> np.uint64(32)).astype(np.uint32), _LAST)


# ---------------------------------------------------------------- as bytes


def packed(signature: Signature | None) -> bytes:
    """A signature as it is stored; nothing for none."""
    if signature is None:
        return b""
    bands, title, figures, names, sketch = signature
    head = np.array([*title.tolist(), len(figures), len(names), len(sketch)], np.uint32)
    return np.concatenate([head, bands, figures, names, sketch]).astype(_NUMBERS).tobytes()


def unpacked(stored: bytes) -> Signature | None:
    """A signature from its bytes."""
    if not stored:
        return None
    numbers = np.frombuffer(stored, _NUMBERS)
    figures, names = _HEAD + BANDS + numbers[2:4].astype(int).cumsum()
    return Signature(
        numbers[_HEAD : _HEAD + BANDS],
        numbers[:2],
        numbers[_HEAD + BANDS : figures],
        numbers[figures:names],
        numbers[names:],
    )


# ---------------------------------------------------------------- many


class Signatures:
    """Signatures of many articles as columns: 840 bytes each. What one has less is filled with `NOTHING`."""

    NOTHING = np.uint32(0xFFFFFFFF)

    def __init__(self, room: int) -> None:
        self._count = 0
        self.bands = np.zeros((room, BANDS), np.uint32)
        self.titles = np.zeros((room, 2), np.uint32)
        self.figures = np.full((room, MARKS), self.NOTHING, np.uint32)
        self.names = np.full((room, MARKS), self.NOTHING, np.uint32)
        self.sketches = np.full((room, SKETCH), self.NOTHING, np.uint32)

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def add(self, signature: Signature) -> None:
        """The next article; there must be room for it."""
        at, self._count = self._count, self._count + 1
        self.bands[at] = signature.bands
        self.titles[at] = signature.title
        self.figures[at, : len(signature.figures)] = signature.figures
        self.names[at, : len(signature.names)] = signature.names
        self.sketches[at, : len(signature.sketch)] = signature.sketch


def all_of(signatures: Sequence[Signature]) -> Signatures:
    """These signatures as columns."""
    columns = Signatures(len(signatures))
    for signature in signatures:
        columns.add(signature)
    return columns
