"""Sets of articles: ascending numbers, or a byte for each article. NumPy's pitfalls are kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array


class Scored(NamedTuple):
    """Articles, ascending, and what each scores (float32)."""

    docs: Array
    scores: Array


NOTHING = Scored(np.zeros(0, np.int64), np.zeros(0, np.float32))

_SMALL, _MEDIUM = 1 << 12, 1 << 16
"""Below so many bytes the plain way is the fastest; below as many, where few are true."""

_FEW = 32
"""Where less than one in so many is true, eight bytes are looked at together."""

_DENSE = 10
"""Up to one true entry in so many NumPy jumps from one to the next, which costs more than to look at all."""


def where(held: Array) -> Array:
    """The numbers of the true entries, ascending: as `np.flatnonzero`, without its slow middle range."""
    size = len(held)
    if size < _SMALL:
        return held.nonzero()[0]
    true = int(np.count_nonzero(held))
    if true * _DENSE > size:
        return held.nonzero()[0]
    if true * _FEW > size:
        return _as_dense(held)
    return held.nonzero()[0] if size < _MEDIUM else _by_words(held)


def _as_dense(held: Array) -> Array:
    """With a tail of true entries, so that NumPy looks at all of them one after the other."""
    size = len(held)
    tail = size // (_DENSE - 2)
    longer = np.empty(size + tail, bool)
    longer[:size] = held
    longer[size:] = True
    return longer.nonzero()[0][:-tail]


def _by_words(held: Array) -> Array:
    """Eight bytes at a time; within those that are not all zero, one by one."""
    size = len(held)
    whole = size // 8 * 8
    words = held[:whole].view(np.uint64)
    busy = np.flatnonzero(words != 0)
    within = where(held[:whole].reshape(-1, 8)[busy].ravel())
    found = busy.take(within >> 3)
    found <<= 3
    found += within & 7
    if whole < size:
        return np.concatenate([found, np.flatnonzero(held[whole:]) + whole])
    return np.asarray(found)


def only(held: Array, entries: Array) -> Array:
    """The entries that are held; NumPy's own way is several times slower for many."""
    found: Array = entries.take(where(held))
    return found


def united(lists: Sequence[Array]) -> Array:
    """The entries of some ascending lists, each once, ascending: as `np.unique`, which hashes, slowly."""
    entries: Array = np.concatenate(lists)
    entries.sort(kind="stable")  # merges what is in order already
    first = np.ones(len(entries), bool)
    np.not_equal(entries[1:], entries[:-1], out=first[1:])
    return only(first, entries)


def find(docs: Array, wanted: Array) -> tuple[Array, Array]:
    """Where each wanted article stands among `docs`, and whether it does; both ascending."""
    if not len(docs):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    if docs.dtype != wanted.dtype:  # else NumPy would convert the longer one, too
        wanted = wanted.astype(docs.dtype)
    at = docs.searchsorted(wanted)
    np.minimum(at, len(docs) - 1, out=at)
    return at, docs.take(at) == wanted


def joined(parts: list[Scored], size: int, *, best: bool) -> Scored:
    """The union of some scored sets: scores are added, or the best one counts."""
    parts = [part for part in parts if len(part.docs)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    combine = np.maximum if best else np.add
    total = sum(len(part.docs) for part in parts)
    if total * 16 > size:
        scores = np.zeros(size, np.float32)
        held = np.zeros(size, bool)
        for part in parts:
            scores[part.docs] = combine(scores[part.docs], part.scores)
            held[part.docs] = True
        docs = where(held)
        return Scored(docs, scores.take(docs))
    docs = np.concatenate([part.docs for part in parts])
    order = np.argsort(docs, kind="stable")  # parts keep their order, and so does each sum
    docs = docs[order]
    begins = np.flatnonzero(np.diff(docs, prepend=-1))
    scores = np.concatenate([part.scores for part in parts])[order]
    return Scored(docs[begins], combine.reduceat(scores, begins))


def common(one: Array, other: Array) -> Array:
    """The numbers that are in both, each ascending and once: as `np.intersect1d`, which hashes, slowly."""
    merged = np.concatenate([one, other])
    merged.sort(kind="stable")  # it merges two runs
    return only(merged[1:] == merged[:-1], merged[:-1])
