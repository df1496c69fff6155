"""The docstring of `search.ranking` word by word: a node gives the scores of the documents that match it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import fields, is_dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from oracle import occurrences

from search import ranking
from search.embedded import terms
from search.embedded.facts import is_part
from search.embedded.markless import markless
from search.facets import column
from search.keys import fold_of
from search.model import (
    Accents,
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Gap,
    Has,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Some,
    Word,
    Zone,
)
from search.ranking import COMPATIBLE, EXACT, HEAD_WEIGHT, K1, MOST_TF, B
from search.text import has_marks
from search.zones import HEAD, TERMS, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from oracle.index import Index

    from search.model import Node, Query
    from search.suggest.meanings import Meant

KINDS = {
    **dict.fromkeys((Word, Prefix), "word"),
    **dict.fromkeys((Canonical, Cites), "term"),
    **dict.fromkeys((And, Not, Everything), "all"),
    Phrase: "phrase",
    Near: "near",
}
"""What each node that scores by itself is called in a reason."""

Scores = dict[int, float]
"""By number of the document; one that does not match is not there."""


class Evaluation:
    """One query over one index; `accents` says what accents mean, and `map` where places are looked up.

    `meant` tells what words without marks most likely stand for.
    """

    def __init__(
        self,
        index: Index,
        query: Query,
        accents: Accents,
        meant: Mapping[Word, Meant] | None = None,
    ) -> None:
        self.index = index
        self.accents = accents
        self.map = query.map
        self.meant = meant or {}
        self.begun = self._beginnings(query.match)
        self.node: Node = Everything()
        """What was evaluated."""
        self._known: dict[Node, Scores] = {}

    @property
    def loose(self) -> bool:
        """Whether every spelling of a word counts on par."""
        return self.accents is Accents.LOOSE

    def scores(self, node: Node) -> Scores:  # noqa: C901, PLR0911 - one return a kind of node
        """The scores of the documents that match a node."""
        match node:
            case Word() | Prefix():
                return self._tiered(self.tiers(node), self._rarity(node))
            case Phrase(words):
                return self._together(words, node.zone, lambda places: _phrase(node, places))
            case Near(words):
                return self._together(words, node.zone, lambda places: self._near(node, places))
            case Cites():
                return self._cites(node)
            case Has() | Between():
                return dict.fromkeys(
                    filter(lambda number: self._has(number, node), range(self._articles)), 0.0
                )
            case Some():
                return self._some(node)
            case Canonical(kind, value):
                return self._plain(TERMS, [f"{kind}:{value}"])
            case Best(readings):
                return self._best(readings)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _sum(self.scores(part) for part in parts)
            case Not():
                return self._all([node])
            case Everything():
                return dict.fromkeys(range(self._articles), 1.0)

    def keys(self, word: Word | Prefix) -> frozenset[str]:
        """All spellings that count as this word."""
        return frozenset(key for _, keys in self.tiers(word) for key in keys)

    def rarity(self, word: Word | Prefix) -> float:
        """How rare a word is: in its likeliest spelling where that is known, else in any."""
        own = self._rarity(word)
        keys = self.keys(word)
        return own if own is not None else self._idf(len(self._frequencies(TEXT, keys)))

    def tiers(self, word: Word | Prefix) -> terms.Tiers:
        """The spellings that count as this word, by what they weigh."""
        vocabulary = self.index.vocabulary
        if isinstance(word, Prefix):
            return ((EXACT, self.begun[word.key, word.fold][1]),)
        if self.accents is Accents.EXACT or word.bare:
            return ((EXACT, (word.key,)),)
        known = self.meant[word].keys.intersection(vocabulary.keys) if word in self.meant else frozenset()
        if not self.loose:
            found = terms.tiers(word, vocabulary)
            least = COMPATIBLE if has_marks(word.key) else EXACT
            weights = {key: weight for weight, keys in found for key in keys}
            weights.update({key: max(least, weights.get(key, 0)) for key in known})
            each = sorted(set(weights.values()), reverse=True)
            return tuple((one, tuple(key for key, w in weights.items() if w == one)) for one in each)
        others = tuple(key for key in vocabulary.group(word.fold) if key not in known)
        if not known:
            return ((EXACT, others),)
        return (EXACT, tuple(known)), (self.meant[word].other, others)

    def cut(self) -> list[str]:
        """The beginnings of words, as they were typed, of which more words begin so than are looked for."""
        return [surface for surface, keys, count in self.begun.values() if len(keys) < count]

    def _beginnings(self, node: Node) -> dict[tuple[str, str], tuple[str, tuple[str, ...], int]]:
        """Each beginning with its most frequent words, and how many begin so.

        A round gives one more word to each that has more, until all have 256; the last ones go to those that
        most words begin with, then to the later ones.
        """
        vocabulary = self.index.vocabulary
        typed: dict[tuple[str, str], Prefix] = {}
        for prefix in prefixes(node):
            typed.setdefault((prefix.key, prefix.fold), prefix)
        ranked = {
            name: sorted(
                (key for key in vocabulary.keys if self._begins(key, prefix)),
                key=lambda key: (-vocabulary.frequency(key), key),
            )
            for name, prefix in typed.items()
        }
        room = dict.fromkeys(ranked, 0)
        left = ranking.MOST_BEGUN
        while wanting := [name for name in ranked if room[name] < len(ranked[name])]:
            wanting = sorted(wanting, key=lambda name: len(ranked[name]))
            given = wanting[-left:]
            for name in given:
                room[name] += 1
            left -= len(given)
            if not left:
                break
        return {
            name: (typed[name].surface, tuple(words[: room[name]]), len(words))
            for name, words in ranked.items()
        }

    def _begins(self, key: str, prefix: Prefix) -> bool:
        """Marks that were typed are a constraint, as for whole words; without them every spelling counts."""
        if self.accents is Accents.EXACT or (has_marks(prefix.key) and not self.loose):
            return key.startswith(prefix.key)
        return fold_of(key).startswith(prefix.fold)

    @property
    def _articles(self) -> int:
        return len(self.index.documents)

    def _rarity(self, word: Word | Prefix) -> float | None:
        """What an uncertain spelling does not change; None: how rare the word is in any spelling."""
        found = self.tiers(word)
        if self.loose and isinstance(word, Word) and word in self.meant and len(found) > 1 and found[1][1]:
            return self._idf(len(self._frequencies(TEXT, found[0][1])))
        keys = self.keys(word)
        if keys and self.accents is Accents.AUTO and isinstance(word, Word) and has_marks(word.key):
            return self._idf(len(self._frequencies(TEXT, (keys - {markless(word.fold)}) | {word.fold})))
        return None

    def _tiered(self, tiers: terms.Tiers, rarity: float | None) -> Scores:
        """Rarity times the best tier: weight * (saturation in the text + HEAD_WEIGHT * that in the head)."""
        best: Scores = {}
        above: tuple[str, ...] = ()
        for weight, own in tiers:
            keys = above = (*above, *own)
            head = self._frequencies(HEAD, keys)
            for document, tf in self._frequencies(TEXT, keys).items():
                in_text = self._saturation(TEXT, document, tf)
                in_head = self._saturation(HEAD, document, head[document]) if document in head else 0.0
                score = weight * (in_text + HEAD_WEIGHT * in_head)
                best[document] = max(score, best.get(document, 0.0))
        if rarity is None:
            return self._rare(best)
        return {document: rarity * score for document, score in best.items()}

    def _plain(self, field: str, keys: Iterable[str]) -> Scores:
        """Rarity * tf / (tf + k1) for the union of some keys."""
        found = self._frequencies(field, keys)
        return self._rare({document: _most(tf) / (_most(tf) + K1) for document, tf in found.items()})

    def _together(
        self,
        words: Sequence[Word | Prefix],
        zone: Zone,
        find: Callable[[list[occurrences.Places]], occurrences.Places],
    ) -> Scores:
        """Rarity * words * saturation in the text, tf being the occurrences."""
        places_of = [self._places(word) for word in words]
        found = {}
        for document in range(self._articles):
            first, last = self.index.zone(document, zone)
            places = [[at for at in each.get(document, []) if first <= at < last] for each in places_of]
            if places and all(places) and (tf := len(find(places))):
                found[document] = len(words) * self._saturation(TEXT, document, tf)
        return self._rare(found)

    def _near(self, node: Near, places: Sequence[occurrences.Places]) -> occurrences.Places:
        """Words with one key are one word given several times, however they were typed."""
        if node.ordered:
            return occurrences.near_in_order(places, node.within)
        keys = [word.key for word in node.words]
        times = Counter(keys)
        places_of = dict(zip(keys, places, strict=True))
        return occurrences.near([(places_of[each], times[each]) for each in times], node.within)

    def _cites(self, node: Cites) -> Scores:
        """The number in any writing, or by a name; not where all cited under it is known to be another."""
        pattern = ".*".join(map(re.escape, node.number.split("*")))
        keys = [key for key in self.index.frequencies[TERMS] if re.fullmatch(f"document:{pattern}", key)]
        found = {number: 0.0 for number in range(self._articles) if self._cited(number, pattern)}
        found |= self._plain(TERMS, keys)
        return {number: score for number, score in found.items() if not self._is_other(number, node, pattern)}

    def _cited(self, number: int, pattern: str) -> bool:
        return any(re.fullmatch(pattern, key.split(".")[0]) for key in self.index.values[number]["ref"])

    def _is_other(self, number: int, node: Cites, pattern: str) -> bool:
        """Whether every document of this number that the facet names most fully is told to be another one."""
        keys = [key for key in self.index.values[number]["ref"] if re.fullmatch(pattern, key.split(".")[0])]
        whole = [key for key in keys if not any(other.startswith(f"{key}.") for other in keys)]
        wanted = {"place": node.places, "year": [node.year], "term": [node.term]}
        return bool(whole) and all(
            any(
                any(told) and part not in told
                for part in key.split(".")[1:]
                for told in [wanted["place" if ":" in part else "year" if part.isdecimal() else "term"]]
            )
            for key in whole
        )

    def _has(self, number: int, node: Has | Between) -> bool:
        document = self.index.documents[number]
        if isinstance(node, Between):
            days = document.published.days
            return days is not None and (
                (node.first is None or node.first <= days[0]) and (node.last is None or days[1] <= node.last)
            )
        if node.facet == "source":
            return any(is_part(value, document.article.source) for value in node.values)
        return not set(node.values).isdisjoint(self.index.values[number][column(node.facet, self.map)])

    def _some(self, node: Some) -> Scores:
        """A sum of what matches, where enough of the rarity does."""
        found = [self.scores(part) for part in node.parts]
        rarity = [
            (isinstance(part, Word) and self._rarity(part)) or self._idf(len(each)) if each else 0.0
            for part, each in zip(node.parts, found, strict=True)
        ]
        total = _sum(found)
        kept = {}
        for number, score in total.items():
            held = sum(weight for each, weight in zip(found, rarity, strict=True) if number in each)
            if held and held >= node.share * sum(rarity) - 1e-3:
                kept[number] = score
        return kept

    def _best(self, readings: Iterable[tuple[float, Node]]) -> Scores:
        """The maximum of weight times reading."""
        best: Scores = {}
        for weight, reading in readings:
            for document, score in self.scores(reading).items():
                best[document] = max(weight * score, best.get(document, 0.0))
        return best

    def _all(self, parts: Sequence[Node]) -> Scores:
        """The sum of what is wanted, without what is not; everything if nothing is wanted."""
        wanted = [part for part in parts if not isinstance(part, Not)]
        found = [self.scores(part) for part in wanted] or [self.scores(Everything())]
        unwanted = set().union(*(self.scores(part.part) for part in parts if isinstance(part, Not)))
        total = _sum(found)
        matching = set.intersection(*map(set, found)) - unwanted
        return {document: total[document] for document in matching}

    def points(self, number: int, node: Node) -> list[tuple[str, float]]:
        """What each part of a node that scores gives to a document, with its kind."""
        if not (score := self._score(node, number)):
            return []
        match node:
            case Best(readings):
                weight, best = max(readings, key=lambda each: each[0] * self._score(each[1], number))
                return [(kind, weight * points) for kind, points in self.points(number, best)]
            case Or(parts) | Some(parts):
                return [each for part in parts for each in self.points(number, part)]
            case And(parts) if any(not isinstance(part, Not) for part in parts):
                wanted = [part for part in parts if not isinstance(part, Not)]
                return [each for part in wanted for each in self.points(number, part)]
        return [(KINDS[type(node)], score)]

    def _score(self, node: Node, number: int) -> float:
        if node not in self._known:
            self._known[node] = self.scores(node)
        return self._known[node].get(number, 0.0)

    def rescored(
        self, first: Sequence[int], runs: Sequence[Sequence[Word]]
    ) -> dict[int, list[tuple[str, float]]]:
        """What the second phase adds to some documents, by the words of a query, part by part."""
        words = list(dict.fromkeys(word for run in runs for word in run))
        if len(words) < 2:
            return {}
        weights = {word: self._weights(word) for word in words}
        rarity = {word: self.rarity(word) for word in words}
        pairs = dict.fromkeys(pair for run in runs for pair in pairwise(run))
        found = {number: {pair: self._beside(number, pair, weights) for pair in pairs} for number in first}
        rarity_of_pairs = {
            pair: idf(len(first), sum(bool(found[number][pair]) for number in first)) for pair in pairs
        }
        added = {}
        for number in first:
            by_pairs = [
                ("pair", ranking.PAIR * rarity_of_pairs[pair] * self._weighed(number, places))
                for pair, places in found[number].items()
            ]
            things = [
                (at, word, weight * rarity[word])
                for word in words
                for at, weight in self._weighed_places(number, weights[word]).items()
            ]
            things += [
                (at, pair, weight * ranking.IN_WINDOW * rarity_of_pairs[pair])
                for pair, places in found[number].items()
                for at, weight in places.items()
            ]
            titles = self._in_title(number, runs, weights)
            added[number] = [*by_pairs, ("window", _best_window(things)), ("title", titles)]
        return added

    def _in_title(
        self, number: int, runs: Sequence[Sequence[Word]], weights: dict[Word, dict[str, float]]
    ) -> float:
        """What the title gives: for all words, and for each run of two or more that it has in a row."""
        _, end = self.index.zone(number, Zone.TITLE)
        held = {
            word: {at: weight for at, weight in self._weighed_places(number, own).items() if at < end}
            for word, own in weights.items()
        }
        least = min(max(places.values(), default=0.0) for places in held.values())
        points = ranking.IN_TITLE * least * sum(map(self.rarity, held))
        for run in {tuple(run) for run in runs if len(run) > 1}:
            rows = [
                min(held[word].get(first + step, 0.0) for step, word in enumerate(run))
                for first in held[run[0]]
            ]
            points += ranking.TITLE_RUN * max(rows, default=0.0) * sum(map(self.rarity, set(run)))
        return points

    def _weights(self, word: Word) -> dict[str, float]:
        """What each accepted key of a word weighs."""
        return {key: weight for weight, keys in self.tiers(word) for key in keys}

    def _weighed_places(self, number: int, weights: dict[str, float]) -> dict[int, float]:
        return {
            at: weight for key, weight in weights.items() for at in self.index.places(key).get(number, ())
        }

    def _beside(
        self, number: int, pair: tuple[Word, Word], weights: dict[Word, dict[str, float]]
    ) -> dict[int, float]:
        """The places of the first word right before the second, with the lesser weight of both."""
        one, other = (self._weighed_places(number, weights[word]) for word in pair)
        return {at: min(weight, other[at + 1]) for at, weight in one.items() if at + 1 in other}

    def _weighed(self, number: int, places: dict[int, float]) -> float:
        """The best of a weight times the saturation of the places that weigh as much."""
        return max(
            (
                weight * self._saturation(TEXT, number, sum(other >= weight for other in places.values()))
                for weight in places.values()
            ),
            default=0.0,
        )

    def _places(self, word: Word | Prefix) -> dict[int, occurrences.Places]:
        """The positions of a word in every document that holds it, ascending."""
        places = defaultdict(list)
        for key in self.keys(word):
            for document, positions in self.index.places(key).items():
                places[document].extend(positions)
        return {document: sorted(found) for document, found in places.items()}

    def _frequencies(self, field: str, keys: Iterable[str]) -> dict[int, int]:
        """How often any of these keys stands in each document."""
        total: dict[int, int] = defaultdict(int)
        for key in keys:
            for document, frequency in self.index.times(field, key).items():
                total[document] += frequency
        return dict(total)

    def _saturation(self, field: str, document: int, tf: int) -> float:
        """Tf / (tf + k1 * (1 - b + b * length / average))."""
        length = coded(self.index.lengths[field][document])
        return _most(tf) / (_most(tf) + K1 * (1 - B + B * length / self.index.averages[field]))

    def _rare(self, scores: Scores) -> Scores:
        """Times idf, all these documents being the ones that hold what was looked for."""
        idf = self._idf(len(scores))
        return {document: idf * score for document, score in scores.items()}

    def _idf(self, holding: int) -> float:
        return idf(self._articles, holding)


def prefixes(node: object) -> Iterator[Prefix]:
    """All beginnings of words in a tree, in order: whatever its nodes hold is looked through."""
    if isinstance(node, Prefix):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from prefixes(each)
    elif is_dataclass(node):
        for each in fields(node):
            yield from prefixes(getattr(node, each.name))


def idf(articles: int, holding: int) -> float:
    """Inverse document frequency."""
    return log(1 + (articles - holding + 0.5) / (holding + 0.5))


def _best_window(things: Iterable[tuple[int, object, float]]) -> float:
    """The best sum over windows that begin at every half of their width; a thing counts once, its best."""
    half = ranking.WINDOW // 2
    windows: dict[int, dict[object, float]] = defaultdict(dict)
    for at, thing, worth in things:
        for window in (at // half, at // half - 1):
            windows[window][thing] = max(worth, windows[window].get(thing, 0.0))
    return max((sum(found.values()) for found in windows.values()), default=0.0)


def coded(length: int) -> int:
    """A length as Lucene's one-byte code keeps it: exact below 40, then 24 and four significant bits."""
    if length < 40:
        return length
    shift = (length - 24).bit_length() - 4
    return 24 + ((length - 24) >> shift << shift)


def _most(tf: int) -> int:
    return min(tf, MOST_TF)


def _phrase(node: Phrase, places: Sequence[occurrences.Places]) -> occurrences.Places:
    return occurrences.phrase(places, node.gaps or [Gap()] * (len(places) - 1))


def _sum(scores: Iterable[Scores]) -> Scores:
    total: Scores = defaultdict(float)
    for each in scores:
        for document, score in each.items():
            total[document] += score
    return dict(total)
