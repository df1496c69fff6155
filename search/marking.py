"""Which stretches of a text a query matched: words, phrases, words near each other, canonical terms.

What counts as a match is a value (`Accepted`); a `Matcher` is made from it once, and finds it in any text. It
looks closely only at what `search.candidates` picks out, and finds what cutting every token would find.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from search.candidates import Scanner
from search.lone import is_blank, without_lone
from search.model import Gap, MarkedText, Span, Zone
from search.terms import TermKind, find_terms
from search.tokenizer import STEPS, TOKEN, cut, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.candidates import Candidate
    from search.lone import Ties

Keys = frozenset[str]
"""The keys of all spellings of a word."""


class Run(NamedTuple):
    """A phrase: words in this order, side by side unless `gaps` (one fewer than words) allow more."""

    words: tuple[Keys, ...]
    gaps: tuple[Gap, ...] = ()
    zone: Zone = Zone.ANY

    @property
    def reach(self) -> int:
        """Syllables from its first word to its last, at most."""
        return len(self.words) - 1 + sum(gap.most for gap in self.gaps)


class Close(NamedTuple):
    """Words whose first and last stand at most `within` syllables apart; `ordered`: in this order.

    Where order does not matter no word is given twice; `times` says how often each must stand there.
    """

    words: tuple[Keys, ...]
    within: int
    ordered: bool = False
    times: tuple[int, ...] = ()
    zone: Zone = Zone.ANY


class Named(NamedTuple):
    """A canonical term (see `search.terms`) in any writing; a `*` in its value stands for any part of it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What counts as a match; every member is a part of the query, in this order.

    `weights` say what each part is worth in a passage (such as how rare it is); without them a word is worth
    1 and a phrase as much as its words and a half. `ties` are the words that are syllables of one word.
    """

    words: tuple[Keys, ...] = ()
    runs: tuple[Run, ...] = ()
    close: tuple[Close, ...] = ()
    terms: tuple[Named, ...] = ()
    weights: tuple[float, ...] = ()
    ties: Ties = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(self.words or self.runs or self.close or self.terms)

    def worth(self) -> tuple[float, ...]:
        """What each part is worth, in order."""
        if self.weights:
            return self.weights
        together: Iterable[Run | Close] = chain(self.runs, self.close)
        several = [len(one.words) + 0.5 for one in together]
        return (*[1.0] * len(self.words), *several, *[2.0] * len(self.terms))


class Match(NamedTuple):
    """The stretch `text[start:end]` that matches a part of the query."""

    start: int
    end: int
    part: int


class Matcher:
    """Finds in texts what is accepted. Safe to use from several threads."""

    def __init__(self, accepted: Accepted) -> None:
        self.accepted = accepted
        self.worth = tuple(round(100 * worth) for worth in accepted.worth())
        """What each part is worth in a passage, in hundredths."""
        self._part_of: dict[str, int] = {}
        for part, keys in enumerate(accepted.words):
            for key in keys:
                self._part_of.setdefault(key, part)
        together: list[Run | Close] = [*accepted.runs, *accepted.close]
        self._together = list(enumerate(together, start=len(accepted.words)))
        self._reach = max((_reach(one) for one in together), default=0)
        self._terms = [
            (part, one.kind, _pattern(one.value))
            for part, one in enumerate(accepted.terms, start=len(accepted.words) + len(together))
        ]
        self._signs = [_sign(one) for one in accepted.terms]
        words = {*accepted.words, *chain.from_iterable(one.words for one in together)}
        self._scanner = Scanner(words)

    def find(self, text: str, zone: Zone = Zone.ANY) -> list[Match]:
        """All matches in the order of the text, which lies in a zone of its article."""
        return self.find_each([(text, zone)])[0]

    def find_each(self, texts: Sequence[tuple[str, Zone]]) -> list[list[Match]]:
        """All matches of each of the texts of an article, which lie in zones of it, but lone syllables."""
        alone = [text for text, _ in texts]
        each = self._scanner.scan_each(alone)
        found = [self._found(*text, candidates) for text, candidates in zip(texts, each, strict=True)]
        return without_lone(alone, found, self.accepted.ties) if self.accepted.ties else found

    def _found(self, text: str, zone: Zone, candidates: Sequence[Candidate]) -> list[Match]:
        found: list[Match] = []
        if candidates:
            part_of = self._part_of
            found = [Match(start, end, part_of[key]) for start, end, key in candidates if key in part_of]
            together = [(part, one) for part, one in self._together if one.zone in (Zone.ANY, zone)]
            found.extend(self._several(text, candidates, together) if together else ())
        if self._terms:
            found.extend(self._named(text))
        found.sort()
        return found

    def _several(
        self, text: str, candidates: Sequence[Candidate], together: Iterable[tuple[int, Run | Close]]
    ) -> Iterator[Match]:
        """Phrases and words near each other."""
        positions = positions_of(text, candidates, self._reach)
        for part, one in together:
            places = [[at for at, (_, _, key) in enumerate(candidates) if key in keys] for keys in one.words]
            if all(places):
                find = _runs if isinstance(one, Run) else _stretches
                for first, last in find(one, places, positions):  # type: ignore[arg-type]  # of its own kind
                    yield Match(candidates[first][0], candidates[last][1], part)

    def _named(self, text: str) -> Iterator[Match]:
        """Canonical terms, whole tokens long."""
        if all(sign is not None and not sign.search(text) for sign in self._signs):
            return
        tokens = cut(text)
        for term in find_terms(text, tokens.starts, tokens.types):
            for part, kind, pattern in self._terms:
                if term.kind == kind and pattern.fullmatch(term.value):
                    yield Match(tokens.starts[term.first], tokens.ends[term.last - 1], part)


_DIGITS = {kind.value: at for kind, at in ((TermKind.DOCUMENT, slice(None)), (TermKind.DATE, slice(2, 4)))}
"""By kind of term, which part of its value holds digits that every writing of it has: of a day its year."""


def _sign(term: Named) -> re.Pattern[str] | None:
    """What stands wherever a term does; None where that is not known. Other digits than ASCII may be any."""
    if term.kind not in _DIGITS:
        return None
    digits = re.match("0*([0-9]+)", term.value[_DIGITS[term.kind]])
    return re.compile(f"{digits[1]}|[^\\D0-9]" if digits else r"\d")


def _reach(one: Run | Close) -> int:
    return one.reach if isinstance(one, Run) else one.within


def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, value.split("*"))), re.DOTALL)


@lru_cache(64)
def matcher_of(accepted: Accepted) -> Matcher:
    """The matcher of what is accepted; made once."""
    return Matcher(accepted)


def mark(text: str, accepted: Accepted, zone: Zone = Zone.ANY) -> MarkedText:
    """The whole text with every match marked; neighbouring words become one mark."""
    return next(mark_each([(text, zone)], accepted))


def mark_each(texts: Sequence[tuple[str, Zone]], accepted: Accepted) -> Iterator[MarkedText]:
    """The same for all texts of an article, in order."""
    each = matcher_of(accepted).find_each(texts)
    return (MarkedText(text, merged(text, found)) for (text, _), found in zip(texts, each, strict=True))


def merged(text: str, matches: Iterable[Match]) -> tuple[Span, ...]:
    """Spans of ordered matches; those that overlap or have only blanks between them in a line become one."""
    return tuple([Span(begin, end - begin) for begin, end in joined(text, matches)])


def joined(text: str, matches: Iterable[Match]) -> list[tuple[int, int]]:
    """The stretches `text[begin:end]` that `merged` makes marks of."""
    found: list[tuple[int, int]] = []
    begin = last = -1
    for start, end, _ in matches:
        if begin >= 0 and (start <= last or is_blank(text[last:start])):
            last = max(last, end)
            continue
        if begin >= 0:
            found.append((begin, last))
        begin, last = start, end
    if begin >= 0:
        found.append((begin, last))
    return found


def positions_of(text: str, candidates: Sequence[Candidate], reach: int) -> list[int]:
    """Positions in syllables, from 0; two that are further apart than `reach` are only known to be so."""
    at = 0
    positions = [0]
    for one, following in pairwise(candidates):
        at += _distance(text, one, following, reach)
        positions.append(at)
    return positions


def _distance(text: str, one: Candidate, other: Candidate, most: int) -> int:
    """How far the position moves from a token to a later one; `most` + 1 where it is more than `most`."""
    distance = 0
    before, end = text[one[0] : one[1]], one[1]
    for token in TOKEN.finditer(text, end):
        separator = text[end : token.start()]
        step = STEPS[separator] if separator else 1
        if step > 1 and not ends_sentence(before, separator, token[0]):
            step = 1
        distance += step
        if distance > most:
            break
        if token.start() == other[0]:
            return distance
        before, end = token[0], token.end()
    return most + 1


def _runs(run: Run, places: Sequence[Sequence[int]], positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last candidate of a phrase, from each first word from which it can be placed, the shortest.

    From the last word backwards: of each place from which the rest can be reached, the nearest end. Nearest
    ends ascend as the places do, so that of several places the first has the nearest.
    """
    gaps = run.gaps or (Gap(),) * (len(run.words) - 1)
    reached = [(positions[at], at, at) for at in places[-1]]  # position, candidate, the end reached from it
    for here, gap in zip(reversed(places[:-1]), reversed(gaps), strict=True):
        there = [position for position, _, _ in reached]
        longer = []
        for at in here:
            first = bisect_left(there, positions[at] + 1 + gap.least)
            if first < len(there) and there[first] <= positions[at] + 1 + gap.most:
                longer.append((positions[at], at, reached[first][2]))
        reached = longer
    for _, at, end in reached:
        yield at, end


def _stretches(
    close: Close, places: Sequence[Sequence[int]], positions: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The words, each as `(candidate, candidate)`, of every stretch that holds all of them."""
    found: set[int] = set()
    for words in (_in_order if close.ordered else _in_any_order)(close, places, positions):
        found.update(words)
    for at in sorted(found):
        yield at, at


def _in_order(
    close: Close, places: Sequence[Sequence[int]], positions: Sequence[int]
) -> Iterator[Sequence[int]]:
    """Of each first word, the others as near behind it as they come in order."""
    for first in places[0]:
        chosen = [first]
        for word in places[1:]:
            following = bisect_right(word, chosen[-1])
            if following == len(word) or positions[word[following]] - positions[first] > close.within:
                break
            chosen.append(word[following])
        else:
            yield chosen


def _in_any_order(
    close: Close, places: Sequence[Sequence[int]], positions: Sequence[int]
) -> Iterator[Sequence[int]]:
    """Of each word from which all are within reach, those up to where the last one is there."""
    everywhere = sorted(set(chain.from_iterable(places)))
    times = close.times or (1,) * len(places)
    done = 0
    for order, first in enumerate(everywhere):
        ends = [
            word[at] if (at := bisect_left(word, first) + often - 1) < len(word) else None
            for word, often in zip(places, times, strict=True)
        ]
        if None in ends:
            return
        last = max(end for end in ends if end is not None)
        if positions[last] - positions[first] <= close.within:
            stop = bisect_right(everywhere, last)
            yield everywhere[max(order, done) : stop]
            done = max(done, stop)
