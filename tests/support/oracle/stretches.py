"""Where a query stands in an article: stretches of positions, found by trying every place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.model import Gap
from search.terms import find_terms
from search.tokenizer import SENTENCE_GAP, cut
from search.zones import searched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from search.marking import Accepted, Close, Keys, Named, Run
    from search.model import Article, Block, Zone
    from search.tokens import Kind

Stretch = tuple[int, int]
"""The first and the last position of an occurrence."""


class Placed(NamedTuple):
    """A token of an article: its position, its key and kind, where it stands in the article's text."""

    position: int
    key: str
    kind: Kind
    start: int
    end: int
    block: Block


class Text:
    """The searched text of an article, position by position."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.at: dict[int, Placed] = {}
        self.terms: list[tuple[str, str, Stretch]] = []
        """Kind, value and place of the canonical terms."""
        begin = 0
        for block in searched(article):
            text = article.of(block)
            tokens = cut(text, begin)
            for start, end, position, type_ in zip(
                tokens.starts, tokens.ends, tokens.positions, tokens.types, strict=True
            ):
                placed = Placed(
                    position, type_.key, type_.kind, block.start + start, block.start + end, block
                )
                self.at[position] = placed
            for term in find_terms(text, tokens.starts, tokens.types):
                stretch = tokens.positions[term.first], tokens.positions[term.last - 1]
                self.terms.append((term.kind.value, term.value, stretch))
            if tokens.positions:
                begin = tokens.positions[-1] + 1 + SENTENCE_GAP

    def within(self, stretch: Stretch) -> list[Placed]:
        """The tokens of a stretch."""
        return [self.at[place] for place in range(stretch[0], stretch[1] + 1) if place in self.at]

    def surface(self, token: Placed) -> str:
        """A token as it is written."""
        return self.article.text[token.start : token.end]

    def beside(self, place: int, step: int, most: int) -> list[Placed]:
        """Up to so many tokens behind a position (`step` 1) or before it (-1), up to the first empty one."""
        found: list[Placed] = []
        while len(found) < most and (place := place + step) in self.at:
            found.append(self.at[place])
        return found


def stretches(text: Text, accepted: Accepted, bounds: Callable[[Zone], tuple[float, float]]) -> list[Stretch]:
    """All occurrences in order; `bounds` tells where a zone begins, and where it ends."""

    def places(keys: Keys, zone: Zone) -> list[int]:
        first, last = bounds(zone)
        return [
            place for place, token in sorted(text.at.items()) if token.key in keys and first <= place < last
        ]

    loose = sorted(
        place for place, token in text.at.items() if any(token.key in keys for keys in accepted.words)
    )
    found = list(_joined(loose))
    for run in accepted.runs:
        found += _phrase(run, [places(keys, run.zone) for keys in run.words])
    for close in accepted.close:
        find = _in_order if close.ordered else _in_any_order
        found += find(close, [places(keys, close.zone) for keys in close.words])
    for named in accepted.terms:
        found += _named(named, text)
    return united(found)


def united(found: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that share a position are one."""
    whole: list[Stretch] = []
    for first, last in sorted(found):
        if whole and first <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(last, whole[-1][1])
        else:
            whole.append((first, last))
    return whole


def _joined(places: Sequence[int]) -> Iterator[Stretch]:
    """Places that follow each other directly, together."""
    for place in places:
        if place - 1 not in places:
            last = place
            while last + 1 in places:
                last += 1
            yield place, last


def _phrase(run: Run, places: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    """From each first word the nearest end that can be reached."""
    gaps = run.gaps or (Gap(),) * (len(places) - 1)
    for first in places[0]:
        ends = {first}
        for word, gap in zip(places[1:], gaps, strict=True):
            ends = {place for place in word if any(gap.least < place - end <= gap.most + 1 for end in ends)}
        if ends:
            yield first, min(ends)


def _in_order(close: Close, places: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    """From each first word the others as early as they come."""
    for first in places[0]:
        last: int | None = first
        for word in places[1:]:
            last = next((place for place in word if last is not None and place > last), None)
        if last is not None and last - first <= close.within:
            yield first, last


def _in_any_order(close: Close, places: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    """From each word up to where all are there, as often as they were given."""
    times = close.times or (1,) * len(places)
    for first in sorted({place for word in places for place in word}):
        behind = [[place for place in word if place >= first] for word in places]
        if all(len(word) >= often for word, often in zip(behind, times, strict=True)):
            last = max(word[often - 1] for word, often in zip(behind, times, strict=True))
            if last - first <= close.within:
                yield first, last


def _named(named: Named, text: Text) -> Iterator[Stretch]:
    pattern = ".*".join(map(re.escape, named.value.split("*")))
    for kind, value, stretch in text.terms:
        if kind == named.kind and re.fullmatch(pattern, value, re.DOTALL):
            yield stretch
