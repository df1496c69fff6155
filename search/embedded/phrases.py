"""Words in order, with gaps, or near each other: found on positions, in few articles at a time.

Candidates hold all words, and may hold them side by side (`neighbours`). An occurrence is a position and its
owner, the rank of its article among them; a phrase is what is left of the rarest word's when every other word
has been asked for its place. Where order or distance matters, both are packed into one number,
`owner << 32 | position`, and words are ascending arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.counting import hold, holding, presence
from search.embedded.neighbours import MOST_PAIRS
from search.embedded.sets import only, united, where
from search.model import Zone
from search.pairs import JOINER
from search.zones import AUTHOR_BEGIN, LEAD_END, PAIRS, TEXT, TITLE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Finds phrases and words near each other in one segment of a snapshot."""

    spelling: Spelling
    view: View
    number: int

    @property
    def segment(self) -> Segment:
        """The segment that is searched."""
        return self.view.segment

    def phrase(self, phrase: Phrase) -> Found:
        """Where the words follow each other: how many places of the first word begin it, by article."""
        words = [self._terms(word) for word in phrase.words]
        if not words or not all(words):
            return _nothing()
        if len(words) == 1 and phrase.zone is Zone.ANY:
            return holding(self.view, words[0])
        if not phrase.gaps and phrase.zone is Zone.ANY and (found := self._known_pair(phrase.words)):
            return found
        docs = self._candidates(words, () if phrase.gaps else phrase.words)
        if not len(docs):
            return _nothing()
        if phrase.gaps:
            places = self._with_gaps(words, docs, phrase.gaps)
            return _by_article(docs, self._zoned(places, docs, phrase.zone))
        return self._side_by_side(words, docs, phrase.zone)

    def near(self, near: Near) -> Found:
        """Where the words stand close together: how many places begin such a stretch, by article."""
        words = [self._terms(word) for word in near.words]
        if not words or not all(words):
            return _nothing()
        docs = self._candidates(words, ())
        if not len(docs):
            return _nothing()
        lists = [self._zoned(self._places(terms, docs), docs, near.zone) for terms in words]
        keys = [word.key for word in near.words]
        places = _in_order(lists, near.within) if near.ordered else _close(lists, keys, near.within)
        return _by_article(docs, places)

    def _zoned(self, places: Array, docs: Array, zone: Zone) -> Array:
        """The places that lie in a zone of their article."""
        if zone is Zone.ANY:
            return places
        owners, positions = _unpacked(places)
        return only(self._in_zone(zone, docs.take(owners), positions), places)

    def _in_zone(self, zone: Zone, docs: Array, positions: Array) -> Array:
        """Which positions in some articles lie in a zone; a phrase never runs out of the one it begins in."""
        bounds = self.segment.values.bounds
        if zone is Zone.AUTHOR:
            held: Array = positions >= bounds[AUTHOR_BEGIN].take(docs)
            return held
        end = positions < bounds[TITLE_END if zone is Zone.TITLE else LEAD_END].take(docs)
        return end if zone is Zone.TITLE else end & (positions >= bounds[TITLE_END].take(docs))

    def _terms(self, word: Word | Prefix) -> tuple[Term, ...]:
        return self.spelling.terms(TEXT, self.spelling.keys(word))[self.number]

    def _known_pair(self, words: Sequence[Word | Prefix]) -> Found | None:
        """Two words in one spelling each that the dictionary knows as a pair: one look-up."""
        keys = [self.spelling.keys(word) for word in words]
        if len(words) != 2 or any(len(each) != 1 for each in keys):
            return None
        term = self._pair(keys[0][0], keys[1][0])
        return None if term is None else self.segment.fields[PAIRS].entries(term)

    def _pair(self, left: str, right: str) -> Term | None:
        """The postings of a pair, if it is a known one: then all its places are in them."""
        return self.spelling.snapshot.terms(PAIRS, f"{left}{JOINER}{right}")[self.number]

    def _candidates(self, words: Sequence[tuple[Term, ...]], neighbours: Sequence[Word | Prefix]) -> Array:
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
        pairs = list(product(left, right))
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

    def _places(self, terms: Sequence[Term], docs: Array) -> Array:
        """Every place of a word in the candidates, ascending."""
        return self._merged(self._stretches(terms, docs))

    def _merged(self, stretches: Sequence[Stretches]) -> Array:
        """The places of several spellings, ascending."""
        parts = [_packed(*each.all()) for each in stretches]
        return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))

    def _side_by_side(self, words: Sequence[tuple[Term, ...]], docs: Array, zone: Zone) -> Found:
        """The places of the first word whose neighbours are the others; the rarest word is asked first.

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
            owners = only(self._in_zone(zone, docs.take(owners), begins), owners)
        counts = np.bincount(owners, minlength=len(docs))
        found = where(counts != 0)
        return docs.take(found), counts.take(found)

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
        return _unpacked(_common(_packed(owners, begins), places))

    def _owned_places(self, terms: Sequence[Term], docs: Array) -> tuple[Array, Array]:
        """Every place of a word in the candidates, ascending, and of each whose it is."""
        if len(terms) == 1:
            return self._stretches(terms, docs)[0].all()
        return _unpacked(self._places(terms, docs))

    def _with_gaps(self, words: Sequence[tuple[Term, ...]], docs: Array, gaps: Sequence[Gap]) -> Array:
        """From the last word backwards: the places from which the rest can be reached."""
        reached = self._places(words[-1], docs)
        for terms, gap in zip(words[-2::-1], gaps[::-1], strict=True):
            places = self._places(terms, docs)
            first = reached.searchsorted(places + gap.least + 1)
            last = reached.searchsorted(places + gap.most + 1, side="right")
            reached = places[first < last]
        return reached


def _packed(owners: Array, positions: Array) -> Array:
    places: Array = owners << _SHIFT
    places |= positions
    return places


def _unpacked(places: Array) -> tuple[Array, Array]:
    return places >> _SHIFT, places & _POSITIONS


def _common(one: Array, other: Array) -> Array:
    """The numbers that are in both; both ascending, and merged."""
    merged = np.concatenate([one, other])
    merged.sort(kind="stable")
    return only(merged[1:] == merged[:-1], merged[:-1])


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
    held = np.flatnonzero(counts)
    return docs[held], counts[held]


def _in_order(lists: Sequence[Array], within: int) -> Array:
    """The places of the first word from which the others follow, the last one at most `within` away."""
    starts = ends = lists[0]
    for places in lists[1:]:
        at = places.searchsorted(ends, side="right")
        there = at < len(places)
        starts, ends = starts[there], places[at[there]]
    fits = (ends - starts <= within) & (ends >> _SHIFT == starts >> _SHIFT)
    return np.asarray(starts[fits])


def _close(lists: Sequence[Array], words: Sequence[str], within: int) -> Array:
    """The places of any word from which every word is reached within so many syllables, itself included."""
    starts = united(lists)
    seen: dict[str, int] = {}
    for word, places in zip(words, lists, strict=True):
        times = seen[word] = seen.get(word, 0) + 1  # a word given twice must stand there twice
        at = places.searchsorted(starts) + times - 1
        there = at < len(places)
        starts, at = starts[there], at[there]
        starts = starts[places[at] - starts <= within]
    return starts
