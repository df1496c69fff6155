"""Which neighbouring syllables are known to belong together: the one place that says so for the oracle."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search.keys import key_of
from search.segment.model import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.analysis import Analysis


def pairs_in(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The keys of every two neighbours that are known from the dictionary, or stand in one compound here."""
    tokens = analysis.tokens
    compound = {at for first, last in analysis.compounds for at in range(first, last - 1)}
    for at in range(len(tokens) - 1):
        pair = tokens.types[at].key, tokens.types[at + 1].key
        beside = tokens.positions[at + 1] - tokens.positions[at] == 1
        if beside and (at in compound or pair in dictionary_pairs()):
            yield pair


@cache
def dictionary_pairs() -> frozenset[tuple[str, str]]:
    """The keys of all neighbouring syllables inside the words of the segmenter's dictionary."""
    words = (tuple(map(key_of, line.split())) for line in lexicon().dictionary)
    return frozenset(pair for word in words for pair in pairwise(word))
