"""Words in order, with gaps, or near each other: found on positions, in few articles at a time.

Candidates hold all words, and may hold them side by side (`neighbours`). An occurrence is a position and its
owner, the rank of its article among them; a phrase is what is left of the rarest word's when every other word
has been asked for its place. Where order or distance matters, both are packed into one number,
`owner << 32 | position`, and words are ascending arrays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.clock import Clock
from search.embedded.counting import hold, holding, presence
from search.embedded.markless import is_markless, plain
from search.embedded.neighbours import MOST_PAIRS
from search.embedded.sets import common, only, united, where
from search.model import Zone
from search.pairs import JOINER
from search.zones import AUTHOR_BEGIN, LEAD_END, PAIRS, TEXT, TITLE_END

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.plan import Spelling
    from search.embedded.positions import Stretches
    from search.embedded.postings import Term
    from search.embedded.segment import Segment
    from search.embedded.snapshot import View
    from search.model import Gap, Near, Phrase, Prefix, Word

_SHIFT = 32
_POSITIONS = (1 << _SHIFT) - 1

_MERGED = 1.5
"""Merging two lists costs this much for each entry, where comparing two positions costs 1."""

Found = tuple["Array", "Array"]
"""Articles, ascending, and how often it is found in each."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds phrases and words near each other in one segment of a snapshot.

    What the clock leaves no time for makes an answer larger, never smaller: words are then found wherever all
    of them are, those that are `excluded` nowhere.
    """

    spelling: Spelling
    view: View
    number: int
    clock: Clock = field(default_factory=Clock)
    excluded: bool = False

    @property
    def segment(self) -> Segment:
        """The segment that is searched."""
        return self.view.segment

    def phrase(self, phrase: Phrase) -> Found:
        """Where the words follow each other: how many places of the first word begin it, by article."""
        words = [self.terms(word) for word in phrase.words]
        if not words or not all(words):
            return _nothing()
        if (found := self._known(phrase, words)) is not None:
            return found
        if not self.clock.has_time():
            return self._unread(words)
        docs = self.candidates(words, () if phrase.gaps else phrase.words)
        if not len(docs):
            return _nothing()
        if phrase.gaps:
            places = self._with_gaps(words, docs, phrase.gaps)
            return self._unread(words) if places is None else self._counted(docs, places, phrase.zone)
        return self._side_by_side(words, docs, phrase.zone)

    def near(self, near: Near) -> Found:
        """Where the words stand close together: how many places begin such a stretch, by article."""
        words = [self.terms(word) for word in near.words]
        if not words or not all(words):
            return _nothing()
        if not self.clock.has_time():
            return self._unread(words)
        docs = self.candidates(words, ())
        if not len(docs):
            return _nothing()
        lists = self.lists(dict(zip(near.words, words, strict=True)), docs, near.zone)
        if lists is None:
            return self._unread(words)
        if near.ordered:
            return _by_article(docs, in_order([lists[word] for word in near.words], near.within)[0])
        return _by_article(docs, close(often(near.words, lists), near.within)[0])

    def _known(self, phrase: Phrase, words: Sequence[tuple[Term, ...]]) -> Found | None:
        """A phrase that the dictionary knows: a word, or a pair."""
        if phrase.gaps or phrase.zone is not Zone.ANY:
            return None
        return holding(self.view, words[0]) if len(words) == 1 else self._known_pair(phrase.words)

    def _counted(self, docs: Array, places: Array, zone: Zone) -> Found:
        return _by_article(docs, self.zoned(places, docs, zone))

    def lists(
        self, words: Mapping[Word | Prefix, tuple[Term, ...]], docs: Array, zone: Zone
    ) -> dict[Word | Prefix, Array] | None:
        """Every place of some words in the candidates and a zone; None where time runs out."""
        found: dict[Word | Prefix, Array] = {}
        for word, terms in words.items():
            if not self.clock.has_time():
                return None
            found[word] = self.zoned(self.places(terms, docs), docs, zone)
        return found

    def _unread(self, words: Sequence[tuple[Term, ...]]) -> Found:
        """What can be said without looking at places: the articles that hold all words, as if once each."""
        if self.excluded:
            return _nothing()
        docs = hold(self.view, sorted(words, key=lambda each: sum(term.df for term in each)))
        return docs, np.ones(len(docs), np.int64)

    def zoned(self, places: Array, docs: Array, zone: Zone) -> Array:
        """The places that lie in a zone of their article."""
        if zone is Zone.ANY:
            return places
        owners, positions = unpacked(places)
        return only(self._in_zone(zone, docs.take(owners), positions), places)

    def _in_zone(self, zone: Zone, docs: Array, positions: Array) -> Array:
        """Which positions in some articles lie in a zone; a phrase never runs out of the one it begins in."""
        bounds = self.segment.values.bounds
        if zone is Zone.AUTHOR:
            held: Array = positions >= bounds[AUTHOR_BEGIN].take(docs)
            return held
        end = positions < bounds[TITLE_END if zone is Zone.TITLE else LEAD_END].take(docs)
        return end if zone is Zone.TITLE else end & (positions >= bounds[TITLE_END].take(docs))

    def terms(self, word: Word | Prefix) -> tuple[Term, ...]:
        """The terms of a word in any spelling."""
        return self.spelling.terms(TEXT, self.spelling.keys(word))[self.number]

    def _known_pair(self, words: Sequence[Word | Prefix]) -> Found | None:
        """Two words in one spelling each that the dictionary knows as a pair: one look-up."""
        keys = [self.spelling.keys(word) for word in words]
        if len(words) != 2 or any(len(each) != 1 or is_markless(each[0]) for each in keys):
            return None
        term = self._pair(keys[0][0], keys[1][0])
        return None if term is None else self.segment.fields[PAIRS].entries(term)

    def _pair(self, left: str, right: str) -> Term | None:
        """The postings of a pair in any text, if it is a known one: then all its places are in them."""
        return self.spelling.snapshot.terms(PAIRS, f"{plain(left)}{JOINER}{plain(right)}")[self.number]

    def candidates(self, words: Sequence[tuple[Term, ...]], neighbours: Sequence[Word | Prefix]) -> Array:
        """The articles that hold all words, and all known pairs of neighbours."""
        pairs = list(pairwise([self.spelling.keys(word) for word in neighbours]))
        known = [self._pair(*left, *right) if len(left) == len(right) == 1 else None for left, right in pairs]
        needed = [*words, *((pair,) for pair in known if pair is not None)]
        needed.sort(key=lambda terms: sum(term.df for term in terms))
        near: Array | None = None
        for pair, sides in zip(known, pairs, strict=True):
            if pair is None and (held := self._neighbours(*sides)) is not None:
                near = held if near is None else near & held
        return hold(self.view, needed, near)

    def _neighbours(self, left: Sequence[str], right: Sequence[str]) -> Array | None:
        """Which articles may have some keys right before some others, as bits; None: any may."""
        if len(left) * len(right) > MOST_PAIRS:
            return None
        pairs = list(product(map(plain, left), map(plain, right)))
        found = [self._pair(*pair) for pair in pairs]
        others = [pair for pair, term in zip(pairs, found, strict=True) if term is None]
        held = self.segment.neighbours.may_hold(others)
        known = [term for term in found if term is not None]
        if known:
            held |= np.packbits(presence(self.segment.size, known), bitorder="little")
        return held

    def _stretches(self, terms: Sequence[Term], docs: Array) -> list[Stretches]:
        field = self.segment.fields[TEXT]
        return [field.stretches(term, docs) for term in terms]

    def places(self, terms: Sequence[Term], docs: Array) -> Array:
        """Every place of a word in the candidates, ascending."""
        return self._merged(self._stretches(terms, docs))

    def _merged(self, stretches: Sequence[Stretches]) -> Array:
        """The places of several spellings, ascending."""
        parts = [packed(*each.all()) for each in stretches]
        return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))

    def _side_by_side(self, words: Sequence[tuple[Term, ...]], docs: Array, zone: Zone) -> Found:
        docs, owners, _ = self.begins(words, docs, zone)
        counts = np.bincount(owners, minlength=len(docs))
        found = where(counts != 0)
        return docs.take(found), counts.take(found)

    def begins(
        self, words: Sequence[tuple[Term, ...]], docs: Array, zone: Zone
    ) -> tuple[Array, Array, Array]:
        """Candidates, and the places of the first word whose neighbours are the others: owners, positions.

        The rarest word is asked first.

        Of the next words only what can still matter is read: each place that is left is looked for among
        those of a word in its article.
        """
        first, *others = sorted(range(len(words)), key=lambda number: sum(term.df for term in words[number]))
        owners, places = self._owned_places(words[first], docs)
        owners, begins = _only(places >= first, owners, places - first)
        for number in others:
            docs, owners = _narrowed(docs, owners)
            owners, begins = self._followed(words[number], docs, owners, begins, number)
        if zone is not Zone.ANY:
            owners, begins = _only(self._in_zone(zone, docs.take(owners), begins), owners, begins)
        return docs, owners, begins

    def _followed(
        self, terms: Sequence[Term], docs: Array, owners: Array, begins: Array, number: int
    ) -> tuple[Array, Array]:
        """The beginnings of phrases that have a word in its place; by comparing few, or merging many."""
        here = self._stretches(terms, docs)
        there = sum(int(each.counts.sum()) for each in here)
        if sum(each.compared(owners) for each in here) <= _MERGED * (len(begins) + there):
            held = [each.hold(owners, begins + number) for each in here]
            return _only(np.logical_or.reduce(held), owners, begins)
        places = self._merged(here)
        places -= number
        return unpacked(common(packed(owners, begins), places))

    def _owned_places(self, terms: Sequence[Term], docs: Array) -> tuple[Array, Array]:
        """Every place of a word in the candidates, ascending, and of each whose it is."""
        if len(terms) == 1:
            return self._stretches(terms, docs)[0].all()
        return unpacked(self.places(terms, docs))

    def _with_gaps(self, words: Sequence[tuple[Term, ...]], docs: Array, gaps: Sequence[Gap]) -> Array | None:
        """From the last word backwards: the places from which the rest can be reached; None: no time."""
        found = self.with_gaps(words, docs, gaps)
        return None if found is None else found[0]

    def with_gaps(
        self, words: Sequence[tuple[Term, ...]], docs: Array, gaps: Sequence[Gap]
    ) -> tuple[Array, Array] | None:
        """Places from which the others can be reached, and the nearest ends; None: no time."""
        reached = ends = self.places(words[-1], docs)
        for terms, gap in zip(words[-2::-1], gaps[::-1], strict=True):
            if not len(reached):
                break
            if not self.clock.has_time():
                return None
            places = self.places(terms, docs)
            at = reached.searchsorted(places + (gap.least + 1))
            there = where(at < len(reached))
            at, places = at.take(there), places.take(there)
            near = where(reached.take(at) - places <= gap.most + 1)
            reached, ends = places.take(near), ends.take(at.take(near))
        return reached, ends


def packed(owners: Array, positions: Array) -> Array:
    """Places: an owner and a position in one number each."""
    places: Array = owners << _SHIFT
    places |= positions
    return places


def unpacked(places: Array) -> tuple[Array, Array]:
    """Owners and positions of places."""
    return places >> _SHIFT, places & _POSITIONS


def _only(held: Array, owners: Array, places: Array) -> tuple[Array, Array]:
    at = where(held)
    return owners.take(at), places.take(at)


def _narrowed(docs: Array, owners: Array) -> tuple[Array, Array]:
    """The candidates that still own a place, and the owners by their new numbers; where it is worth it."""
    if len(owners) * 2 > len(docs):
        return docs, owners
    is_first = np.diff(owners, prepend=-1) != 0
    return docs.take(only(is_first, owners)), np.cumsum(is_first) - 1


def _nothing() -> Found:
    return np.zeros(0, np.int64), np.zeros(0, np.int64)


def _by_article(docs: Array, places: Array) -> Found:
    counts = np.bincount(places >> _SHIFT, minlength=len(docs))
    held = where(counts != 0)
    return docs.take(held), counts.take(held)


def often(words: Sequence[Word | Prefix], lists: Mapping[Word | Prefix, Array]) -> list[tuple[Array, int]]:
    """The places of each word, and how often it must stand there: one that is given twice, twice."""
    by_key = {word.key: lists[word] for word in words}
    times = Counter(word.key for word in words)
    return [(by_key[key], times[key]) for key in times]


def in_order(lists: Sequence[Array], within: int) -> tuple[Array, Array]:
    """The places of the first word from which the others follow, the last at most `within` away; and it."""
    starts = ends = lists[0]
    for places in lists[1:]:
        at = places.searchsorted(ends, side="right")
        there = at < len(places)
        starts, ends = starts[there], places[at[there]]
    fits = (ends - starts <= within) & (ends >> _SHIFT == starts >> _SHIFT)
    return np.asarray(starts[fits]), np.asarray(ends[fits])


def close(words: Sequence[tuple[Array, int]], within: int) -> tuple[Array, Array]:
    """The places of any word from which every word is reached within so many syllables, itself included.

    Each word by its places, and how often it must stand there. With each place the last one that is needed.
    The rarest word is asked first: few places are left for the others.
    """
    starts = ends = united([places for places, _ in words])
    for places, times in sorted(words, key=lambda each: len(each[0])):
        at = places.searchsorted(starts) + times - 1
        there = where(at < len(places))
        starts, ends, reached = starts[there], ends[there], places[at[there]]
        near = reached - starts <= within
        starts, ends = starts[near], np.maximum(ends[near], reached[near])
    return starts, ends
