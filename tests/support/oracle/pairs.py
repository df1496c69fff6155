"""Which neighbouring syllables are known to belong together: the one place that says so for the oracle."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search.keys import key_of
from search.places import units
from search.segment.model import lexicon
from search.tokenizer import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.analysis import Analysis


def pairs_in(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The keys of every two neighbours that are known from the dictionary or a unit's name."""
    tokens = analysis.tokens
    for at in range(len(tokens) - 1):
        pair = tokens.types[at].key, tokens.types[at + 1].key
        if tokens.positions[at + 1] - tokens.positions[at] == 1 and pair in known():
            yield pair


@cache
def known() -> frozenset[tuple[str, str]]:
    """The keys of all neighbouring syllables inside words of the dictionary and names of units."""
    words = [tuple(map(key_of, line.split())) for line in lexicon().dictionary]
    names = [name for unit in units() for name in (unit.name, *unit.aliases)]
    words += [tuple(type_.key for type_ in cut(name).types) for name in names]
    return frozenset(pair for word in words for pair in pairwise(word))
