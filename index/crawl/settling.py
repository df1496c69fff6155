"""What a visit comes to: whether its page is kept, as what, and the row of its address after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.crawl.model import Kind, Outcome, Rank
from index.crawl.reasons import MOVED, SHARED, SOFT
from index.crawl.revisiting import SOURCES, next_visit
from index.crawl.revisiting import Visit as Seen
from index.pages import article_id
from index.store.frontier.visits import DONE, GONE, REFUSED, WAITING, Visit
from search.model import Document, Skipped, SkipReason

if TYPE_CHECKING:
    from random import Random

    from index.crawl.harvesting import Read
    from index.crawl.model import Fetched
    from index.crawl.revisiting import Next
    from index.pages import RawPage
    from index.store.frontier.visits import Leased

LISTS = frozenset({SkipReason.LIST_PAGE, SkipReason.HOME_PAGE})
"""Why a page has no article of its own, but leads to others."""


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
    """What becomes of a visit. `keeps` tells whether its page is stored, `changed` whether it is news."""

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
        return Verdict(leased.kind, Outcome.OK, MOVED, fetched.url)
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
    before = leased.reason or ""
    is_kept = before.startswith("page-") and before != SHARED
    is_first = leased.stable == 0 and not is_kept  # errors came before, if any
    if leased.article_id or reason in SOFT:
        keeps = is_first and not leased.article_id
        return Verdict(leased.kind, Outcome.FAILED, f"page-{reason.value}", made.detail, keeps=keeps)
    # What a feed names is an article even if it looks like a list today: lists are never read as articles.
    kind = Kind.LIST if reason in LISTS and leased.kind is not Kind.ARTICLE else leased.kind
    return Verdict(kind, Outcome.OK, f"page-{reason.value}", made.detail, keeps=is_first)


class When(NamedTuple):
    """What the time of the next visit depends on beside the visit."""

    now: int
    often: int
    chance: Random


def row_of(each: Visited, found: Verdict, when: When) -> Visit:
    """The row of an address after a visit."""
    leased, fetched = each.leased, each.fetched
    after = next_visit(
        Seen(
            kind=found.kind,
            outcome=found.outcome,
            now=when.now,
            changed=found.changed,
            stable=leased.stable,
            fails=leased.fails,
            reason=found.reason,
            before=leased.reason or "",
            wait=fetched.wait,
            often=when.often,
        ),
        when.chance,
    )
    is_answer = found.outcome is Outcome.OK
    is_taken = found.reason != SHARED
    article = each.page and is_taken and found.kind is Kind.ARTICLE and article_id(each.page.identity)
    content = (each.read and is_taken and each.read.content) or leased.content_hash
    has_changed = leased.content_hash is not None and content != leased.content_hash
    return Visit(
        id=leased.id,
        kind=found.kind,
        state=_state(found.outcome, after),
        rank=Rank.SOURCE if found.kind in SOURCES else Rank.REST,
        next_visit=after.at,
        fails=after.fails,
        stable=after.stable,
        visited=when.now,
        reason=found.reason[:40] or None,
        etag=fetched.headers.get("etag") if is_answer else leased.etag,
        last_modified=fetched.headers.get("last-modified") if is_answer else leased.last_modified,
        content_hash=content,
        article_id=article or leased.article_id,
        former_hash=leased.content_hash if has_changed else leased.former_hash,
    )


def _state(outcome: Outcome, after: Next) -> str:
    if after.gone:
        return GONE
    if after.at is not None:
        return WAITING
    return REFUSED if outcome is Outcome.REFUSED else DONE
