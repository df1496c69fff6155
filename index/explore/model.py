"""What the exploration of a portal tells: facts that were seen, guesses with their evidence, warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from index.portals.model import CrawlRules, ListRules

if TYPE_CHECKING:
    from datetime import date


class Code(StrEnum):
    """What a person must know before the portal is crawled; `detail` of a `Warned` says more of each."""

    NO_PAGE = "no-page"
    ROBOTS_START = "robots-start"
    ROBOTS_SOURCE = "robots-source"
    PATIENCE = "patience"
    CERTIFICATE = "certificate"
    WEAK_TLS = "weak-tls"
    PRIVATE = "private-address"
    OTHER_PORTAL = "other-portal"
    KNOWN = "known-portal"
    SCRIPT = "needs-script"
    LOGIN = "login"
    ERROR = "error-page"
    PICTURES = "only-pictures"
    SESSIONS = "sessions"
    CANONICAL_HOME = "canonical-home"
    NOT_VIETNAMESE = "not-vietnamese"
    POSTBACK = "postback-pager"
    NO_LIST = "no-list"
    NO_ARTICLE = "no-article"
    NO_DATE = "no-date"
    OTHER_HOSTS = "other-hosts"
    CLOCK = "server-clock"
    LEGACY_ENCODING = "legacy-encoding"


class PagerSort(StrEnum):
    """How a list goes on: by `rel=next`, numbers, a link in words, a form (not followed), not at all."""

    REL_NEXT = "rel-next"
    NUMBERED = "numbered"
    WORDS = "words"
    POSTBACK = "postback"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning; `detail` is an address, a number or a name, as its code needs."""

    code: Code
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the address leads. `host` has its port unless that is the usual one.

    `tls` is the rung that was needed, `tls_why` the code of what the rung above failed with. `server_ahead`
    is by how many seconds the clock of the server is ahead of ours, None if it tells no time. `problem` is
    the code of why no page came, empty if one did, `problem_detail` what there is to say of it.
    """

    asked: str
    url: str
    host: str
    redirects: tuple[str, ...] = ()
    address: str = ""
    status: int = 0
    server: str = ""
    server_ahead: int | None = None
    tls: str = ""
    tls_why: str = ""
    title: str = ""
    language: str = ""
    is_vietnamese: bool = False
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as declared (empty: not) and as found, and on how many pages."""

    declared: str
    found: str
    pages: int


@dataclass(frozen=True, slots=True)
class RobotsTold:
    """What robots.txt says to us; `status` 0 is no answer. `delay` is in seconds, `denied` as written."""

    status: int
    waits: bool = False
    denied: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedTold:
    """A feed: how many entries of the portal it has, and the newest day that they name."""

    url: str
    entries: int
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class SitemapTold:
    """A sitemap: pages and further sitemaps that it names, and the newest day of a change."""

    url: str
    pages: int
    sitemaps: int = 0
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class ListTold:
    """A page that lists articles.

    `rules` are guessed, None where no structure is sure enough; `entries` is what these find, else the
    headlines in links. `next` is the next page; `second` how many entries that had, and `fresh` how many of
    them the first had not, None where it was not looked at.
    """

    url: str
    name: str
    entries: int
    rules: ListRules | None = None
    pager: PagerSort = PagerSort.NONE
    next: str | None = None
    second: int | None = None
    fresh: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as it would be kept, or why its page is none.

    `found_in` says which feed, list or page named it. `published` is ISO, `why` the reason of its date in
    plain English. `opening` are its first words, `words` how many it has. `left_in` are lines at its head
    or tail that other samples have too: most likely no part of the article. `problem` is the code of why
    there is no article, empty if there is one.
    """

    url: str
    found_in: str
    title: str = ""
    published: str | None = None
    trust: str = ""
    why: str = ""
    byline: str = ""
    section: str = ""
    words: int = 0
    opening: str = ""
    left_in: tuple[str, ...] = ()
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """The unit that the portal may be of. `sure` where both host and title say so; evidence in words."""

    id: str
    label: str
    sure: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Whether the day stands before the month, by dates that can only be one way; None if none tells."""

    day_first: bool | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explored:
    """All that was found out of a portal, with `requests` requests.

    `hosts` are those that belong to it, its own first. `rules` are those under which it was explored.
    """

    door: Door
    requests: int
    name: str
    hosts: tuple[str, ...]
    rules: CrawlRules = field(default_factory=CrawlRules)
    robots: RobotsTold | None = None
    platform: str = ""
    encodings: tuple[Encoding, ...] = ()
    feeds: tuple[FeedTold, ...] = ()
    sitemaps: tuple[SitemapTold, ...] = ()
    lists: tuple[ListTold, ...] = ()
    place: PlaceGuess | None = None
    dates: DateOrder = field(default_factory=DateOrder)
    samples: tuple[Sample, ...] = ()
    sessions: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
