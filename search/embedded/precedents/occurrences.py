"""Every place of a query in what it matches: stretches of positions, as arrays."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.marking import wanted
from search.embedded.phrases import Finder, close, in_order, often, packed, unpacked
from search.embedded.precedents.cited import cited
from search.embedded.sets import common, united
from search.model import Canonical, Cites, Near, Phrase, Prefix, Word

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.segment import Segment
    from search.model import Node, Query


class Stretches(NamedTuple):
    """Stretches of some articles, from the first place to the last: `owner << 32 | position`, ascending."""

    firsts: Array
    lasts: Array


NONE = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


class Occurrences(NamedTuple):
    """The occurrences in one segment, by article and place: `docs` are its numbers there."""

    segment: int
    docs: Array
    firsts: Array
    lasts: Array

    def __len__(self) -> int:
        """How many there are."""
        return len(self.docs)

    def only(self, kept: Array) -> Occurrences:
        """Some of them, as a truth for each or their numbers."""
        return Occurrences(self.segment, self.docs[kept], self.firsts[kept], self.lasts[kept])


class Everywhere:
    """The occurrences of a query in all segments. Numbers run through all of them, segment by segment.

    Where these are some of them only, `among` tells all of them, and which of those these are.
    """

    def __init__(
        self, matched: Matched, parts: Sequence[Occurrences], among: tuple[Everywhere, Array] | None = None
    ) -> None:
        self.among = among
        self.matched = matched
        self.snapshot = matched.snapshot
        self.parts = tuple(parts)
        self.key = key_of(matched.query)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    @cached_property
    def articles(self) -> int:
        """In how many articles there is one."""
        return sum(int(np.count_nonzero(np.diff(part.docs, prepend=-1))) for part in self.parts)

    def only(self, kept: Array) -> Everywhere:
        """Those that are `kept`, a truth for each."""
        begins = np.cumsum([0, *map(len, self.parts)])
        parts = [
            part.only(kept[begin : begin + len(part)])
            for part, begin in zip(self.parts, begins.tolist(), strict=False)
        ]
        return Everywhere(self.matched, parts, (self, np.flatnonzero(kept)))

    def table(self, part: Occurrences) -> Array:
        """The numbers of words of the segment of a part, see `Lexicon.tables`."""
        return self.snapshot.lexicon.tables[part.segment]

    def segment(self, part: Occurrences) -> Segment:
        """The segment that holds a part."""
        return self.snapshot.segments[part.segment]


def everywhere(matched: Matched) -> Everywhere:
    """All occurrences of what was matched, under its filters; the snapshot remembers them."""
    parts = matched.snapshot.memory.remembered(
        ("occurrences", *key_of(matched.query)),
        lambda: tuple(_in_segment(matched, number) for number in range(len(matched.selections))),
        lambda made: None if matched.clock.ran_out else 2 * sum(map(len, made)),
    )
    return Everywhere(matched, parts)


def key_of(query: Query) -> tuple[Hashable, ...]:
    """What tells the occurrences of one query from those of another."""
    return query.match, query.filters, query.since, query.until, query.map, query.accents


def _in_segment(matched: Matched, number: int) -> Occurrences:
    selection = matched.selections[number]
    docs = selection.docs.astype(np.int64)
    if not len(docs):
        return Occurrences(number, docs, docs, docs)
    finder = Finder(matched.spelling, matched.snapshot.views[number], number, matched.clock)
    found = [_stretches(finder, node, docs) for node in _together(matched.query.match)]
    found.append(_loose(finder, matched.query.match, docs))
    firsts, lasts = _united([each for each in found if len(each.firsts)])
    owners, begins = unpacked(firsts)
    return Occurrences(number, docs.take(owners), begins, unpacked(lasts)[1])


def _together(node: Node) -> list[Phrase | Near | Canonical | Cites]:
    """What gives occurrences of its own, none twice."""
    return list(dict.fromkeys(one for one in wanted(node) if not isinstance(one, Word | Prefix)))


def _loose(finder: Finder, node: Node, docs: Array) -> Stretches:
    """Loose words; those that follow each other directly are one."""
    words = dict.fromkeys(one for one in wanted(node) if isinstance(one, Word | Prefix))
    found = [finder.places(terms, docs) for word in words if (terms := finder.terms(word))]
    if not found:
        return NONE
    places = united(found)
    if not len(places):  # in none of these articles, which hold what else was asked for
        return NONE
    begins = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    return Stretches(places.take(begins), places.take(np.append(begins[1:], len(places)) - 1))


def _stretches(finder: Finder, node: Phrase | Near | Canonical | Cites, docs: Array) -> Stretches:
    match node:
        case Phrase():
            return _of_phrase(finder, node, docs)
        case Near():
            return _of_near(finder, node, docs)
    return Stretches(*cited(finder, node, docs))


def _of_phrase(finder: Finder, phrase: Phrase, docs: Array) -> Stretches:
    words = [finder.terms(word) for word in phrase.words]
    if not words or not all(words):
        return NONE
    holding = common(docs, finder.candidates(words, () if phrase.gaps else phrase.words))
    if not len(holding):
        return NONE
    if phrase.gaps:
        found = finder.with_gaps(words, holding, phrase.gaps)
        if found is None:
            return NONE
        firsts, lasts = found
        kept = np.isin(firsts, finder.zoned(firsts, holding, phrase.zone), assume_unique=True)
        firsts, lasts = firsts[kept], lasts[kept]
    else:
        holding, owners, begins = finder.begins(words, holding, phrase.zone)
        firsts = packed(owners, begins)
        lasts = firsts + len(words) - 1
    return _renumbered(Stretches(firsts, lasts), holding, docs)


def _of_near(finder: Finder, near: Near, docs: Array) -> Stretches:
    words = [finder.terms(word) for word in near.words]
    if not words or not all(words):
        return NONE
    lists = finder.lists(dict(zip(near.words, words, strict=True)), docs, near.zone)
    if lists is None:
        return NONE
    if near.ordered:
        return Stretches(*in_order([lists[word] for word in near.words], near.within))
    return Stretches(*close(often(near.words, lists), near.within))


def _renumbered(stretches: Stretches, some: Array, docs: Array) -> Stretches:
    """Stretches whose owners are numbers in `some`, by numbers in `docs`."""
    ranks = docs.searchsorted(some)
    moved = [packed(ranks.take(owners), at) for owners, at in map(unpacked, stretches)]
    return Stretches(*moved)


def _united(found: Sequence[Stretches]) -> Stretches:
    """All stretches in order; those that share a place are one."""
    if not found:
        return NONE
    firsts = np.concatenate([each.firsts for each in found])
    lasts = np.concatenate([each.lasts for each in found])
    if len(found) > 1:
        order = np.argsort(firsts, kind="stable")
        firsts, lasts = firsts.take(order), lasts.take(order)
    reach = np.maximum.accumulate(lasts)
    begins = np.flatnonzero(np.append(True, firsts[1:] > reach[:-1]))
    return Stretches(firsts.take(begins), reach.take(np.append(begins[1:], len(reach)) - 1))
