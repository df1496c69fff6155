"""What cleaning anew would change, told before it is published, and when that is alarming."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from index.clean.bylines import byline
from search.model import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.store import Change
    from search.model import Document

LISTED = 20
"""Articles of each kind of change that are named."""

ENOUGH = 3
"""Articles of a source from which its numbers can be alarming."""


class Named(NamedTuple):
    """An article in a list: its id and title, and the lengths of its text before and after."""

    id: str
    title: str
    before: int
    after: int


@dataclass(slots=True)
class Tally:
    """The numbers of one source, before and after: articles, those with a day, and characters of text.

    Characters are those of pages that gave an article before: one that is lost counts as nothing after.
    `retitled` counts the titles that articles have in place of another one, by their hashes.
    """

    articles: list[int] = field(default_factory=lambda: [0, 0])
    dated: list[int] = field(default_factory=lambda: [0, 0])
    characters: list[int] = field(default_factory=lambda: [0, 0])

    retitled: Counter[int] = field(default_factory=Counter)

    def share(self, after: int) -> float:
        """The share of articles with a day, before (0) or after (1)."""
        return self.dated[after] / self.articles[after] if self.articles[after] else 0.0

    def alarms(self) -> list[str]:
        """What is alarming: text that halves, days that are lost, titles that become one."""
        if self.articles[0] < ENOUGH:
            return []
        found = []
        if self.characters[0] and 2 * self.characters[1] <= self.characters[0]:
            found.append("length")
        if self.dated[0] and self.share(1) < 0.75 * self.share(0):
            found.append("dates")
        same = max(self.retitled.values(), default=0)
        if same >= ENOUGH and same >= 0.25 * self.articles[0]:
            found.append("titles")
        return found


@dataclass(slots=True)
class Report:
    """All changes counted, some of them named."""

    pages: int = 0
    unchanged: int = 0
    titles: int = 0
    dates: int = 0
    bylines: int = 0
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("gained", "lost", "grew", "shrank"), 0)
    )
    named: dict[str, list[Named]] = field(
        default_factory=lambda: {name: [] for name in ("gained", "lost", "grew", "shrank")}
    )
    sources: dict[str, Tally] = field(default_factory=dict)

    @property
    def alarms(self) -> list[tuple[str, str]]:
        """Sources with what is alarming of them: `length`, `dates`, `titles`."""
        return [(name, alarm) for name, tally in sorted(self.sources.items()) for alarm in tally.alarms()]

    def count(self, change: Change) -> None:
        """Take in one page."""
        self.pages += 1
        self.unchanged += change.before == change.after
        self._tally(change)
        before, after = change.before, change.after
        if before and after:
            self.titles += before.article.title != after.article.title
            self.dates += before.published.iso != after.published.iso
            self.bylines += byline(before.article) != byline(after.article)
        if kind := _kind(before, after):
            shown = after or before
            assert shown is not None
            self.counts[kind] += 1
            if len(self.named[kind]) < LISTED:
                self.named[kind].append(Named(shown.id, shown.article.title, _length(before), _length(after)))

    def _tally(self, change: Change) -> None:
        tally = self.sources.setdefault(change.source, Tally())
        before, after = change.before, change.after
        if before and after and before.article.title != after.article.title:
            tally.retitled[hash(after.article.title)] += 1
        for place, document in enumerate((change.before, change.after)):
            if document:
                tally.articles[place] += 1
                tally.dated[place] += document.published.day is not None
                tally.characters[place] += _length(document) if change.before else 0


def report_of(changes: Iterable[Change]) -> Report:
    """All changes counted."""
    report = Report()
    for change in changes:
        report.count(change)
    return report


def _kind(before: Document | None, after: Document | None) -> str | None:
    """Whether an article is gained or lost, or its text is half as long again, or less than half as long."""
    if before is None or after is None:
        return "gained" if after else "lost" if before else None
    was, now = _length(before), _length(after)
    if 2 * now > 3 * was:
        return "grew"
    return "shrank" if 2 * now < was else None


def _length(document: Document | None) -> int:
    """Characters of an article's own text."""
    if document is None:
        return 0
    return sum(block.end - block.start for block in document.article.blocks if block.kind in PROSE)
