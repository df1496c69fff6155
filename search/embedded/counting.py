"""How often terms stand in articles of one segment, and which articles hold some: arrays in, arrays out."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.neighbours import bits_at, unpacked
from search.embedded.postings import COLUMN_SHARE, Term
from search.embedded.sets import NOTHING, find, only, united, where
from search.ranking import MOST_TF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.snapshot import View

_SPARSE = 64
"""A list so many times shorter than the other one is looked up in it; else both are laid over a byte each."""


def frequency(view: View, terms: Sequence[Term], docs: Array) -> Array:
    """How often any of some terms stands in some articles, up to `MOST_TF`."""
    if len(terms) == 1:
        return _frequency(view, terms[0], docs)
    total: Array = np.zeros(len(docs), np.uint16 if len(terms) <= MOST_TF else np.uint32)
    for term in terms:
        if term.docs is not None and _is_rare(term, docs):
            at, held = find(docs, term.docs)
            total[at[held]] += term.freqs[held]
        else:
            total += _frequency(view, term, docs)
    np.minimum(total, MOST_TF, out=total)
    return total


def _is_rare(term: Term, docs: Array) -> bool:
    """Whether the articles of a list are better looked up among some than the other way round."""
    return term.df * _SPARSE < len(docs)


def _frequency(view: View, term: Term, docs: Array) -> Array:
    """How often one term stands in some articles: a look each into a column, or a list laid over bytes."""
    if term.docs is None:
        return term.freqs.take(docs)
    if len(docs) * _SPARSE < term.df:
        at, held = find(term.docs, docs)
        return np.where(held, term.freqs.take(at), 0).astype(np.uint8)
    if _is_rare(term, docs):
        at, held = find(docs, term.docs)
        found = np.zeros(len(docs), np.uint8)
        found[at[held]] = term.freqs[held]
        return found
    scratch = view.scratch
    scratch[term.docs] = term.freqs
    found = scratch.take(docs)
    scratch[term.docs] = 0
    return found


def union_column(size: int, terms: Sequence[Term]) -> Term:
    """Several terms as one column: their frequencies together, up to `MOST_TF`."""
    total: Array = np.zeros(size, np.uint8)
    for term in sorted(terms, key=lambda term: term.docs is not None):
        if term.docs is None:
            total = _capped(total, term.freqs)
        else:
            total[term.docs] = _capped(total[term.docs], term.freqs)
    return Term(-1, sum(term.df for term in terms), 0, None, total)


def _capped(one: Array, other: Array) -> Array:
    """The sum of bytes, 255 where it would be more."""
    total = one + other
    over = total < one
    if over.any():
        total[over] = MOST_TF
    return total


def holding(view: View, terms: Sequence[Term]) -> tuple[Array, Array]:
    """The articles that hold any of some terms, and how often."""
    docs = hold(view, [terms]) if terms else NOTHING.docs
    return docs, frequency(view, terms, docs)


def hold(view: View, words: Sequence[Sequence[Term]], near: Array | None = None) -> Array:
    """The articles that hold some term of each word; the rarest word comes first.

    `near` are bits of the articles that may be among them, see `neighbours`; None: all may.
    """
    size = view.segment.size
    dense = [terms for terms in words if sum(term.df for term in terms) * COLUMN_SHARE > size]
    if len(dense) == len(words):
        held = _all_dense(size, words)
        if near is not None:
            held &= unpacked(near, size)
        return where(held)
    docs = _union(words[0])
    if near is not None:
        docs = only(bits_at(near, docs), docs)
    for terms in words[1:]:
        docs = only(frequency(view, terms, docs) != 0, docs)
    return docs


def _union(terms: Sequence[Term]) -> Array:
    """The articles of some lists."""
    lists = [term.docs for term in terms if term.docs is not None]
    if len(lists) == 1:
        return lists[0].astype(np.int64)
    return united(lists).astype(np.int64)


def _all_dense(size: int, words: Sequence[Sequence[Term]]) -> Array:
    """Of each article, whether it holds some term of each word: the smallest of their bytes is not zero."""
    least: Array | None = None
    for terms in words:
        row = terms[0].freqs if len(terms) == 1 and terms[0].docs is None else presence(size, terms)
        least = row if least is None else np.minimum(least, row)
    assert least is not None
    held: Array = least != 0
    return held


def presence(size: int, terms: Sequence[Term]) -> Array:
    """A byte for each article, not zero where it holds any of some terms."""
    columns = [term.freqs for term in terms if term.docs is None]
    lists = [term.docs for term in terms if term.docs is not None]
    if not columns:
        held: Array = np.zeros(size, np.uint8)
    elif len(columns) > 1:
        held = reduce(np.bitwise_or, columns)
    else:  # a column is kept: what is written into is a copy
        held = columns[0].copy() if lists else columns[0]
    for docs in lists:
        held[docs] = 1
    return held
