"""The wordings of a query: how often, in how many articles, since when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.precedents.counted import Facts, by_kind, day_of, most_provinces
from search.embedded.precedents.drawing import draw, rows
from search.embedded.precedents.wording import fingerprint, fingerprints, wording_of
from search.model import Variant

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.precedents.counted import Kinds
    from search.embedded.precedents.drawing import Rows
    from search.embedded.precedents.occurrences import Everywhere
    from search.model import Alike

PLACES = 3
"""Provinces that are told of each variant."""


def variants(everywhere: Everywhere, alike: Alike, begin: int, size: int) -> tuple[int, tuple[Variant, ...]]:
    """How many wordings there are, and some of them: the most frequent first, then the one used first."""
    if not len(everywhere):
        return 0, ()
    facts = Facts(everywhere)
    kinds = by_kind(facts, _fingerprints(everywhere, alike))
    chosen = _foremost(everywhere, kinds, alike, begin, size)
    every = rows(everywhere)
    told = [_variant(everywhere, facts, kinds, every, number, wording) for number, wording in chosen]
    return len(kinds.kinds), tuple(told)


def of_wording(everywhere: Everywhere, wording: str, alike: Alike) -> Everywhere:
    """The occurrences of one wording."""
    wanted = fingerprint(wording, everywhere.snapshot.lexicon)
    held = np.zeros(len(everywhere), bool)
    if wanted is not None:
        held = _fingerprints(everywhere, alike) == np.uint64(wanted)
    return everywhere.only(held)


def _fingerprints(everywhere: Everywhere, alike: Alike) -> Array:
    """The fingerprints of all occurrences; the snapshot remembers the last ones."""
    key = ("wordings", alike, everywhere.key)
    found: Array = everywhere.snapshot.memory.remembered(key, lambda: fingerprints(everywhere, alike), len)
    return found


def _foremost(
    everywhere: Everywhere, kinds: Kinds, alike: Alike, begin: int, size: int
) -> list[tuple[int, str]]:
    """Kinds with their wordings; ties by wording need the wordings of all that may be among them."""
    order = np.lexsort((kinds.first, -kinds.lines))
    if begin >= len(order) or size <= 0:
        return []
    last = min(begin + size, len(order))
    keys = np.stack([kinds.lines[order], kinds.first[order]])
    near_begin = int(np.flatnonzero((keys == keys[:, [begin]]).all(axis=0))[0])
    near_end = int(np.flatnonzero((keys == keys[:, [last - 1]]).all(axis=0))[-1]) + 1
    some = order[near_begin:near_end].tolist()
    named = [(number, _wording(everywhere, int(kinds.of(number)[0]), alike)) for number in some]
    named.sort(key=lambda one: (-int(kinds.lines[one[0]]), int(kinds.first[one[0]]), one[1]))
    return named[begin - near_begin : last - near_begin]


def _wording(everywhere: Everywhere, number: int, alike: Alike) -> str:
    for part in everywhere.parts:
        if number < len(part):
            return wording_of(everywhere, part, number, alike)
        number -= len(part)
    raise IndexError(number)


def _variant(
    everywhere: Everywhere, facts: Facts, kinds: Kinds, every: Rows, number: int, wording: str
) -> Variant:
    own = kinds.of(number)
    (first,) = draw(everywhere, every.chosen(own[:1]))
    return Variant(
        wording=wording,
        text=first.match,
        lines=int(kinds.lines[number]),
        articles=int(kinds.articles[number]),
        undated=int(kinds.undated[number]),
        first=day_of(int(kinds.first[number])),
        last=day_of(int(kinds.last[number])),
        first_article=first.article,
        places=most_provinces(facts, own, PLACES),
    )
