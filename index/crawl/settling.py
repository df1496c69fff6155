"""What a visit comes to: whether its page is kept, as what, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.model import Kind, Outcome
from index.store.frontier.visits import Day, Reason
from search.model import Document, Skipped, SkipReason

if TYPE_CHECKING:
    from index.crawl.harvesting import Read
    from index.crawl.model import Fetched
    from index.pages import RawPage
    from index.store.frontier.visits import Leased

LISTS = frozenset({SkipReason.LIST_PAGE, SkipReason.HOME_PAGE})
"""Why a page has no article of its own, but leads to others."""

SOFT = frozenset({SkipReason.ERROR_PAGE, SkipReason.LOGIN, SkipReason.SCRIPT_SHELL})
"""Answers that say that all is well, and hold no page: an article that was there before is not replaced."""


class Visited(NamedTuple):
    """A visit that is over: what was leased, what came of the request, the page and what was read on it."""

    leased: Leased
    fetched: Fetched
    page: RawPage | None = None
    read: Read | None = None

    @property
    def has_moved(self) -> bool:
        """Whether the page stands at another address of the portal, which is visited by itself."""
        return self.page is None and self.fetched.outcome is Outcome.OK


class Verdict(NamedTuple):
    """What becomes of a visit. `keeps` tells whether its page is stored; `gone` and `back` of an article."""

    kind: Kind
    outcome: Outcome
    reason: str
    detail: str
    keeps: bool = False
    changed: bool = False


def verdict(visited: Visited) -> Verdict:
    """Judge a visit by what came of the request and what was read."""
    leased, fetched, read = visited.leased, visited.fetched, visited.read
    if visited.has_moved:
        return Verdict(leased.kind, Outcome.OK, "moved", fetched.url)
    if read is None:
        return Verdict(leased.kind, fetched.outcome, fetched.reason, fetched.detail)
    if read.made is None:
        return Verdict(leased.kind, Outcome.OK, "", "")
    if isinstance(read.made, Document):
        changed = read.content != leased.content_hash
        return Verdict(Kind.ARTICLE, Outcome.OK, "", "", keeps=changed, changed=changed)
    return _without_article(leased, read.made)


def _without_article(leased: Leased, made: Skipped) -> Verdict:
    """A page of which no article was made: kept the first time, but never instead of an article."""
    reason = made.reason
    is_first = leased.stable == 0 and not (leased.reason or "").startswith(
        "page-"
    )  # errors came before, if any
    if leased.article_id or reason in SOFT:
        keeps = is_first and not leased.article_id
        return Verdict(leased.kind, Outcome.FAILED, f"page-{reason.value}", made.detail, keeps=keeps)
    # What a feed names is an article even if it looks like a list today: lists are never read as articles.
    kind = Kind.LIST if reason in LISTS and leased.kind is not Kind.ARTICLE else leased.kind
    return Verdict(kind, Outcome.OK, f"page-{reason.value}", made.detail, keeps=is_first)


@dataclass(slots=True)
class Tally:
    """Counts of what was done since the last record, by portal."""

    days: dict[tuple[str, str], Day] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)

    def visit(self, portal: str, day: str, **counts: int) -> None:
        """Add to the counts of a portal's day."""
        before = self.days.get((portal, day), Day(portal, day))
        sums = {name: getattr(before, name) + count for name, count in counts.items()}
        self.days[portal, day] = before._replace(**sums)

    def reason(self, visited: Visited, judged: Verdict, now: int) -> None:
        """Add a reason why a visit came to nothing."""
        portal, reason = visited.leased.portal, judged.reason[:40]
        before = self.reasons.get((portal, reason))
        times = before.times + 1 if before else 1
        self.reasons[portal, reason] = Reason(portal, reason, times, visited.leased.url, judged.detail, now)
