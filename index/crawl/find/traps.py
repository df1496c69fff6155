"""Patterns of addresses without end: calendars, pagers, orders of a list, paths that bite their own tail.

Addresses that differ by numbers, dates, hashes and titles alone have one pattern. A pattern is tried for a
while; one that yields no new article is closed, and one that does stays open for the longer. What feeds and
lists name as articles is taken even then, and opens it again. So nothing is lost by its pattern before some
hundreds of its kind were looked at in vain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.pagers import page_of
from index.crawl.find.patterns import is_calendar, is_order, pattern_of, repeats
from index.crawl.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

TOO_LONG, TOO_DEEP, TOO_FAR = "too-long", "too-deep", "endless-pager"
REPEATED, NO_TIME, MANY = "repeated-path", "no-such-time", "many-parameters"
CLOSED, FULL = "closed-pattern", "full-pattern"
"""Why an address is not taken: its length; its depth; the number of its page; parts of its path that repeat;
a year that no archive has; too many parameters; its pattern yields nothing; too many of its pattern wait."""

REST = "(other)"
"""The pattern of all addresses beyond `Limits.patterns`."""

_YEAR = re.compile(r"(?:^|[&_])(?:year|nam|yr|y)=([0-9]{1,9})(?:&|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much.

    `tries` of a pattern without a new article close it, each article allows `growth` more, and `waiting` is
    how many may be taken without being tried. The same for calendars and orders of lists. `pages` is the
    last page of a list, `depth` the most steps from a start page, `length` the most characters, `repeats`
    how often parts of a path may follow themselves, `parameters` how many an address may have, and
    `patterns` how many are told apart.
    """

    tries: int = 300
    waiting: int = 200_000
    calendar_tries: int = 40
    calendar_waiting: int = 120
    order_tries: int = 20
    order_waiting: int = 60
    growth: int = 20
    pages: int = 2_000
    depth: int = 24
    length: int = 2_000
    repeats: int = 2
    parameters: int = 16
    patterns: int = 5_000


class PatternRow(NamedTuple):
    """What is known of a pattern.

    How many of it were taken and refused, the last that was refused, or else the first taken; how many were
    looked at, and how many new articles these yielded.
    """

    pattern: str
    taken: int
    refused: int
    url: str
    tried: int = 0
    yielded: int = 0


class _Pattern:
    """The counts of a pattern while a crawl runs."""

    __slots__ = ("refused", "taken", "tried", "url", "yielded")

    def __init__(self, taken: int, refused: int, url: str, tried: int, yielded: int) -> None:
        self.taken = taken
        self.refused = refused
        self.url = url
        self.tried = tried
        self.yielded = yielded


class Traps:
    """The patterns of one portal. Not for several threads at once."""

    def __init__(self, rows: Iterable[PatternRow] = (), limits: Limits | None = None) -> None:
        """Start with what `rows` gave earlier."""
        self.limits = limits or Limits()
        self._patterns = {row.pattern: _Pattern(*row[1:]) for row in rows}
        self._changed: set[str] = set()

    def take(self, url: str, kind: Kind = Kind.PAGE, depth: int = 0) -> str:
        """Whether an address is taken into the frontier: empty, or the code of why it is not.

        To be asked once for an address that the frontier does not know, since it counts.

        Args:
            url: the canonical address.
            kind: an `ARTICLE` is one that a feed or list names: its pattern does not matter.
            depth: steps from a start page.
        """
        pattern = self._of(url)
        reason = self._never(url, depth)
        if not reason and kind is not Kind.ARTICLE:
            reason = self._spent(pattern, url)
        if reason:
            pattern.refused += 1
            pattern.url = url[:2_000]
        else:
            pattern.taken += 1
        return reason

    def visited(self, url: str, articles: int) -> None:
        """Tell what came of the first visit to an address.

        Args:
            url: the address.
            articles: how many new articles it is or named: 0 for a page that led to nothing new.
        """
        pattern = self._of(url)
        pattern.tried += 1
        pattern.yielded += articles

    def changed(self) -> tuple[PatternRow, ...]:
        """The patterns that were counted since the last call, in order: to store."""
        changed, self._changed = self._changed, set()
        return tuple(self._row(name) for name in sorted(changed))

    def rows(self) -> tuple[PatternRow, ...]:
        """All patterns, those of which most was refused first: to show."""
        found = map(self._row, self._patterns)
        return tuple(sorted(found, key=lambda row: (-row.refused, -row.taken, row.pattern)))

    def _row(self, name: str) -> PatternRow:
        each = self._patterns[name]
        return PatternRow(name, each.taken, each.refused, each.url, each.tried, each.yielded)

    def _of(self, url: str) -> _Pattern:
        name = pattern_of(url)
        found = self._patterns.get(name)
        if found is None:
            if len(self._patterns) >= self.limits.patterns:
                name = REST
            found = self._patterns.setdefault(name, _Pattern(0, 0, url[:2_000], 0, 0))
        self._changed.add(name)
        return found

    def _never(self, url: str, depth: int) -> str:
        """What no address may be, whatever its pattern yields."""
        limits = self.limits
        if len(url) > limits.length:
            return TOO_LONG
        if depth > limits.depth:
            return TOO_DEEP
        path, _, query = url.partition("?")
        if repeats(path, limits.repeats):
            return REPEATED
        if query.count("&") >= limits.parameters:
            return MANY
        if any(not 1940 <= int(year) <= 2100 for year in _YEAR.findall(query)) and is_calendar(url):
            return NO_TIME
        page = page_of(url)
        return TOO_FAR if page and page.number > limits.pages * (10 if _counts_entries(query) else 1) else ""

    def _spent(self, pattern: _Pattern, url: str) -> str:
        """Why no more of a pattern is taken, if so."""
        limits = self.limits
        tries, waiting = limits.tries, limits.waiting
        if is_calendar(url):
            tries, waiting = limits.calendar_tries, limits.calendar_waiting
        elif is_order(url):
            tries, waiting = limits.order_tries, limits.order_waiting
        more = pattern.yielded * limits.growth
        if pattern.tried >= tries + more:
            return CLOSED
        return FULL if pattern.taken - pattern.tried >= waiting + more else ""


def _counts_entries(query: str) -> bool:
    return "start=" in query or "offset=" in query or "begin=" in query
