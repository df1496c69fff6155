"""What crosses the parts of the crawler: addresses found, what to fetch, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Kind(StrEnum):
    """What an address is visited for; a `PAGE` becomes an `ARTICLE` or a `LIST` once it was read."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    PAGE = "page"
    ARTICLE = "article"


class Rank(StrEnum):
    """What is fetched first: places where news appears, then what these name, then the rest."""

    SOURCE = "0"
    FRESH = "1"
    REST = "2"


class Outcome(StrEnum):
    """What came of a visit.

    `GONE`: the server says that there is no such page. `REFUSED`: not to be fetched at all, by robots.txt, by
    its address, or for its size; nothing changes that soon. `FAILED`: it may work another time. `WAIT`: the
    server, or its robots.txt, asks for patience.
    """

    OK = "ok"
    UNCHANGED = "unchanged"
    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Found:
    """An address that something names, and what that said of it: title, date as written, and where.

    `depth` counts the steps from a start page. `address` is where it is fetched, if that is not `url`, under
    which it is known: a server may look at the letter case of a path, or at the state in which it was linked.
    """

    url: str
    kind: Kind
    depth: int = 0
    rank: Rank = Rank.REST
    title: str = ""
    published: str = ""
    origin: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A page to fetch, and what the last answer said to ask with."""

    url: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a request.

    `reason` is a code to count by (`http-404`, `private-address`, `too-large`, `timeout`), empty if all is
    well; `detail` is for people. `url` is the address after all `redirects`, the addresses before it;
    `is_temporary` tells that one of these redirects was for now, by its status.
    `payload` is the body without compression, `headers` those of the answer, names in lower case, and
    `sent` those of the request. `wire_bytes` is how much was read, `wait` how many seconds the server asked
    to be left alone, `address` what was connected to, and `tls` the rung that was needed, empty for none.
    """

    outcome: Outcome
    url: str
    fetched: datetime
    reason: str = ""
    detail: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    payload: bytes = b""
    redirects: tuple[str, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    wire_bytes: int = 0
    seconds: float = 0.0
    wait: float | None = None
    address: str = ""
    tls: str = ""
    is_temporary: bool = False
