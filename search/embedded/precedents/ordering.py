"""The orders of a concordance: occurrences by date, by what stands beside them, by place, by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search import places
from search.alphabet import alphabetical
from search.embedded.precedents import beside
from search.embedded.precedents.sampling import by_chance
from search.facets import column
from search.model import UNKNOWN, LineOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere, Occurrences

NEIGHBOURS, OWN = 5, 8
"""How many words beside an occurrence, and of its own, are compared."""


def ordered(everywhere: Everywhere, order: LineOrder, seed: int) -> Array:
    """The numbers of all occurrences in an order; the snapshot remembers the last ones."""
    key = ("ordered", order, seed if order is LineOrder.SAMPLE else None, everywhere.key)
    found: Array = everywhere.snapshot.memory.remembered(key, lambda: sort(everywhere, order, seed), len)
    return found


def sort(everywhere: Everywhere, order: LineOrder, seed: int) -> Array:
    """The numbers of all occurrences in an order: ties newer first, then by id and place."""
    if not len(everywhere):
        return np.zeros(0, np.int64)
    parts = everywhere.parts
    firsts = np.concatenate([part.firsts for part in parts])
    newest = np.concatenate([everywhere.snapshot.newest[part.segment].take(part.docs) for part in parts])
    ties = (newest << 32) | firsts
    keys = _keys(everywhere, order, seed)
    return np.argsort(ties) if not keys else np.lexsort((ties, *keys))


def _keys(everywhere: Everywhere, order: LineOrder, seed: int) -> Sequence[Array]:
    """What is compared before the ties, the foremost last."""
    parts = everywhere.parts
    match order:
        case LineOrder.NEWEST:
            return ()
        case LineOrder.OLDEST:
            moments = [everywhere.segment(p).values.moments.take(p.docs).astype(np.int64) for p in parts]
            found = np.concatenate(moments)
            found[found < 0] = np.iinfo(np.int64).max
            return (found,)
        case LineOrder.PLACE:
            return (np.concatenate(_places(everywhere)),)
        case LineOrder.SAMPLE:
            return (by_chance(everywhere, seed),)
    return _packed(np.concatenate([_words(everywhere, part, order) for part in parts]))


def _words(everywhere: Everywhere, part: Occurrences, order: LineOrder) -> Array:
    if order is LineOrder.LEFT:
        return beside.before(everywhere, part, NEIGHBOURS)
    if order is LineOrder.RIGHT:
        return beside.behind(everywhere, part, NEIGHBOURS)
    return beside.within(everywhere, part, OWN)


def _packed(words: Array) -> Sequence[Array]:
    """Rows of words as few numbers each, two words in one; the foremost last."""
    wide = words.astype(np.int64)
    if wide.shape[1] % 2:
        wide = np.concatenate([wide, np.zeros((len(wide), 1), np.int64)], axis=1)
    pairs = (wide[:, 0::2] << 32) | wide[:, 1::2]
    used = [column for column in pairs.T if column.any()]
    return used[::-1]


def _places(everywhere: Everywhere) -> list[Array]:
    """The rank of the place of each occurrence, by the names of its units; unknown last."""
    name = column("place", everywhere.matched.query.map)
    columns = [everywhere.segment(part).values.facets[name] for part in everywhere.parts]
    sets = [list(each.members()) for each in columns]
    keys = {members: _key(members) for each in sets for members in each}
    ranks = {members: rank for rank, members in enumerate(sorted(keys, key=lambda one: keys[one]))}
    return [
        np.array([ranks[members] for members in each], np.int64).take(column.sets.take(part.docs))
        for each, column, part in zip(sets, columns, everywhere.parts, strict=True)
    ]


def _key(members: tuple[str, ...]) -> tuple[object, ...]:
    if members == (UNKNOWN,):
        return (1,)
    named = [unit.name if (unit := places.unit(each)) else each for each in members]
    return (0, tuple(map(alphabetical, named)), members)
