"""Articles to arrays: every token, head word, pair and canonical term of a batch, by number.

Keys       numbers for keys, in the order in which they were first met
Postings   parallel arrays, an entry an occurrence: which article, which term, and where or how often
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.forward import capital_bits
from search.embedded.markless import without_marks
from search.embedded.neighbours import filters
from search.embedded.said import spoken_of
from search.model import BlockKind
from search.pairs import known_pairs
from search.terms import TermKind, written
from search.tokenizer import SENTENCE_GAP
from search.tokenizer_batch import capitals, cut_batch
from search.zones import AUTHORS, BOUNDS, HEAD_TIMES, NO_AUTHOR, blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.said import Spoken
    from search.embedded.tokens import Keys, TermNumbers
    from search.model import Document
    from search.tokenizer_batch import Cut

INDEXED_TERMS = frozenset({TermKind.DOCUMENT, TermKind.DATE})
"""Canonical terms that are found as one; abbreviations are read at query time instead."""


class Occurrences(NamedTuple):
    """Occurrences of terms in the order of the text. `value` is a position, or how often to count it."""

    docs: Array
    terms: Array
    value: Array


class Batch(NamedTuple):
    """All that some articles add to an index; articles are numbered from 0."""

    text: Occurrences
    head: Occurrences
    pairs: Occurrences
    terms: Occurrences
    neighbours: Array
    """See `neighbours.filters`."""
    text_lengths: Array
    head_lengths: Array
    bounds: Array
    """A column for each of `search.zones.BOUNDS`."""
    capitals: Array
    """See `forward.capital_bits`."""
    markless: Array
    """The articles that are written without marks, ascending."""
    said: Spoken


def invert(documents: Sequence[Document], keys: Keys, terms: TermNumbers) -> Batch:
    """Analyse some articles; `keys` and `terms` learn what is new."""
    parts = [(doc, kind, text) for doc, each in enumerate(documents) for kind, text in blocks(each.article)]
    texts = [text for _, _, text in parts]
    owners = np.fromiter((doc for doc, _, _ in parts), np.int64, len(parts))
    times = np.fromiter((HEAD_TIMES.get(kind, 0) for _, kind, _ in parts), np.int64, len(parts))
    cut = cut_batch(texts)
    counts = np.diff(cut.first)
    docs = np.repeat(owners, counts)
    numbers = keys.numbers_of(cut.codes, cut.starts, cut.ends)
    positions = cut.positions + np.repeat(first_positions(cut, owners), counts)
    heads = np.repeat(times, counts)
    in_head = np.flatnonzero(heads)
    head = Occurrences(docs[in_head], numbers[in_head], heads[in_head])
    text = Occurrences(docs, numbers, positions)
    pairs, neighbours = side_by_side(keys, text, len(documents))
    bounds = _bounds([kind for _, kind, _ in parts], cut.first, text, len(documents))
    return Batch(
        text,
        head,
        pairs,
        _terms(texts, owners, terms),
        neighbours,
        np.bincount(docs, minlength=len(documents)),
        np.bincount(head.docs, head.value, minlength=len(documents)).astype(np.int64),
        bounds,
        capital_bits(docs, positions, bounds[:, -1], capitals(cut)),
        without_marks(docs, keys.kinds_of(numbers), len(documents)),
        spoken_of(documents, cut, positions),
    )


def _bounds(kinds: Sequence[BlockKind], first: Array, text: Occurrences, articles: int) -> Array:
    """Where title and lead end, the byline begins and the text ends in each article, as positions."""
    bounds = np.zeros((articles, len(BOUNDS)), np.int64)
    bounds[:, 2] = NO_AUTHOR
    bounds[:, 3] = text_ends(text, articles)
    for kind, begin, end in zip(kinds, first[:-1].tolist(), first[1:].tolist(), strict=True):
        if begin == end:
            continue
        row = bounds[text.docs[begin]]
        if kind is BlockKind.TITLE:
            row[0] = text.value[end - 1] + 1
        elif kind is BlockKind.LEAD:
            row[1] = text.value[end - 1] + 1
        elif kind in AUTHORS and row[2] == NO_AUTHOR:
            row[2] = text.value[begin]
    np.maximum(bounds[:, 1], bounds[:, 0], out=bounds[:, 1])
    return bounds


def text_ends(text: Occurrences, articles: int) -> Array:
    """The position behind the last token of each article; 0 for one without any."""
    ends = np.zeros(articles, np.int64)
    last = np.flatnonzero(np.diff(text.docs, append=articles))
    ends[text.docs.take(last)] = text.value.take(last) + 1
    return ends


def first_positions(cut: Cut, owners: Array) -> Array:
    """The first position of each text in its article's stream; a text without tokens takes no room."""
    room = np.zeros(len(owners), np.int64)
    filled = cut.first[:-1] < cut.first[1:]
    room[filled] = cut.positions[cut.first[1:][filled] - 1] + 1 + SENTENCE_GAP
    before = np.cumsum(room) - room
    first_of_article = np.searchsorted(owners, owners)
    bases: Array = before - before[first_of_article]
    return bases


def side_by_side(keys: Keys, text: Occurrences, articles: int) -> tuple[Occurrences, Array]:
    """Neighbours: those that are known to belong together as pairs, all others in a filter an article."""
    docs, numbers, positions = text
    beside = np.flatnonzero((np.diff(positions) == 1) & (docs[1:] == docs[:-1]))
    left, right = numbers.take(beside), numbers.take(beside + 1)
    known = known_pairs()
    codes = known.codes(keys.syllables_of(left), keys.syllables_of(right))
    are_known = known.hold(codes)
    owners = docs.take(beside)
    others = np.flatnonzero(~are_known)
    hashes = keys.hashes_of(left.take(others)), keys.hashes_of(right.take(others))
    at = np.flatnonzero(are_known)
    pairs = Occurrences(owners.take(at), codes.take(at), np.ones(len(at), np.int64))
    return pairs, filters(articles, owners.take(others), *hashes)


def _terms(texts: Sequence[str], owners: Array, terms: TermNumbers) -> Occurrences:
    found = [
        (doc, terms[term_key(kind, value)])
        for doc, text in zip(owners.tolist(), texts, strict=True)
        for _, _, kind, value in written(text)
        if kind in INDEXED_TERMS
    ]
    docs, numbers = np.array(found, np.int64).reshape(-1, 2).T
    return Occurrences(docs, numbers, np.ones(len(docs), np.int64))


def term_key(kind: TermKind, value: str) -> str:
    """How a canonical term stands in its field: `document:28-CT/TW`."""
    return f"{kind.value}:{value}"
