"""What the frontier takes and gives: rows of its tables, and what is recorded at once.

Times are whole seconds since 1970.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from index.crawl.model import Kind, Rank

WAITING, LEASED, DONE, GONE, REFUSED = "waiting", "leased", "done", "gone", "refused"
"""States of a row: `DONE` is visited for the last time, unless something names it again as changed."""


class Entry(NamedTuple):
    """An address for the frontier; `witnesses` is what was said of it, as the store writes it."""

    id: int
    url: str
    portal: str
    host: str
    kind: Kind
    rank: Rank
    next_visit: int
    depth: int = 0
    found_on: int | None = None
    witnesses: str | None = None


class Leased(NamedTuple):
    """An address to visit, and what the last visit left."""

    id: int
    url: str
    portal: str
    host: str
    kind: Kind
    rank: Rank
    depth: int
    fails: int
    stable: int
    visited: int | None
    reason: str | None
    etag: str | None
    last_modified: str | None
    content_hash: str | None
    article_id: str | None
    witnesses: str | None
    former_hash: str | None = None


class Visit(NamedTuple):
    """What came of a visit, all columns of the row that change; `next_visit` None: none is due."""

    id: int
    kind: Kind
    state: str
    rank: Rank
    next_visit: int | None
    fails: int
    stable: int
    visited: int
    reason: str | None
    etag: str | None
    last_modified: str | None
    content_hash: str | None
    article_id: str | None
    former_hash: str | None = None


class Holder(NamedTuple):
    """An address whose words changed: those that it holds (`content_hash`), and those that it held before."""

    host: str
    content_hash: str
    article_id: str | None
    former_hash: str | None


class Coming(NamedTuple):
    """A visit that is to come; the time is in seconds since 1970."""

    url: str
    kind: Kind
    next_visit: int


class HostState(NamedTuple):
    """What is kept of a host; times in seconds since 1970."""

    host: str
    portal: str
    robots: bytes | None = None
    robots_status: int | None = None
    robots_until: int | None = None
    tls: str | None = None
    fails: int = 0
    waits_until: int | None = None
    last_success: int | None = None


class Resting(NamedTuple):
    """A host that is left alone until a time (seconds since 1970), and how many addresses wait for it."""

    host: str
    until: int
    due: int


class Day(NamedTuple):
    """What was done for a portal on a day."""

    portal: str
    day: str
    pages: int = 0
    added: int = 0
    changed: int = 0
    failed: int = 0
    bytes: int = 0


class Reason(NamedTuple):
    """Why visits for a portal came to nothing: how often, and the newest example."""

    portal: str
    reason: str
    times: int
    url: str
    detail: str
    last: int


class Pattern(NamedTuple):
    """A pattern of addresses: how many were taken and left out, an example, and what came of those taken."""

    portal: str
    pattern: str
    taken: int
    refused: int
    url: str
    tried: int = 0
    yielded: int = 0


class Gone(NamedTuple):
    """When a portal was found to have taken an article down; None: it is there."""

    article_id: str
    at: datetime | None


class Record(NamedTuple):
    """All that is written at once: counts are added to those there are, hosts and patterns replace theirs."""

    visits: Sequence[Visit] = ()
    entries: Sequence[Entry] = ()
    hosts: Sequence[HostState] = ()
    days: Sequence[Day] = ()
    reasons: Sequence[Reason] = ()
    patterns: Sequence[Pattern] = ()
    gone: Sequence[Gone] = ()
