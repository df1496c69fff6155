"""Puts copies together: articles with a band or the headline in common are compared, and copies join.

The groups depend on the signatures and on the order of the articles among themselves (by id), not on when
each came. An article that is a copy of two joins their groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.copies.comparing import are_copies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.copies.signing import Signatures
    from index.copies.words import Array

NEIGHBOURS = 24
"""Of articles with a band or a headline in common each is compared with so many before it.

Little is common to more: text that a portal puts into every article, the headline of a weekly notice, an
article that hundreds published. The former share nothing else, and the latter are found one by the other.
"""


def group(signatures: Signatures) -> Array:
    """For each article the number of the first of its group: its own where it is the first or has none."""
    count = len(signatures)
    labels = np.arange(count)
    order = _alike_together(signatures)
    refused = np.zeros(0, np.int64)
    for keys in _keys(signatures):
        pairs = _candidates(keys, order)
        left, right = np.divmod(pairs, max(count, 1))
        fresh = (labels[left] != labels[right]) & ~np.isin(pairs, refused, assume_unique=True)
        pairs, left, right = pairs[fresh], left[fresh], right[fresh]
        found = are_copies(signatures, left, right)
        refused = np.concatenate([refused, pairs[~found]])
        _join(labels, left[found], right[found])
    return labels


def _keys(signatures: Signatures) -> Iterator[Array]:
    """What makes articles be compared where it is the same: the bands, and the headline if there is one."""
    count = len(signatures)
    for band in range(signatures.bands.shape[1]):
        yield signatures.bands[:count, band]
    titles = signatures.titles[:count].astype(np.int64)
    yield np.where(titles[:, 0] == 0, -1 - np.arange(count), titles[:, 0] << 31 ^ titles[:, 1])


def _alike_together(signatures: Signatures) -> Array:
    """An order in which copies mostly stand side by side: they share their smallest shingles."""
    sketches = signatures.sketches[: len(signatures)]
    return np.lexsort((sketches[:, 2], sketches[:, 1], sketches[:, 0]))


def _candidates(keys: Array, order: Array) -> Array:
    """Pairs with the same key, as `smaller * count + larger`, each once."""
    count = len(keys)
    placed = order[np.argsort(keys[order], kind="stable")]
    sorted_keys = keys[placed]
    found = []
    for step in range(1, min(NEIGHBOURS, count - 1) + 1):
        at = np.flatnonzero(sorted_keys[step:] == sorted_keys[:-step])
        if not len(at):
            break
        one, other = placed[at], placed[at + step]
        found.append(np.minimum(one, other) * count + np.maximum(one, other))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _join(labels: Array, left: Array, right: Array) -> None:
    """Give the articles of joined groups the number of the first of all of them."""
    roots: dict[int, int] = {}

    def root(number: int) -> int:
        while (above := roots.get(number, number)) != number:
            number = above
        return number

    for one, other in zip(labels[left].tolist(), labels[right].tolist(), strict=True):
        first, second = sorted((root(one), root(other)))
        roots[second] = first
    if roots:
        changed = np.flatnonzero(np.isin(labels, np.array(list(roots))))
        labels[changed] = [root(number) for number in labels[changed].tolist()]
