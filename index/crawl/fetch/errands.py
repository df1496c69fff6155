"""One page on its way: what was asked for, what it has taken so far, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.fetch.targets import LONGEST, Unusable, read_target
from index.crawl.model import Fetched, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.crawl.fetch.targets import Target
    from index.crawl.model import Request
    from index.portals.model import CrawlRules


class Redirects(NamedTuple):
    """How redirects are followed, each by the address to which it leads.

    `refusal` says why it may not be followed, as a reason to count, empty if it may; `is_another` whether a
    page of its own is there, which is not fetched now; `delay` is the seconds between two requests to the
    host there, without it those of the first host.
    """

    refusal: Callable[[str], str]
    is_another: Callable[[str], bool] = lambda _: False
    delay: Callable[[str], float] | None = None


ANYWHERE = Redirects(lambda _: "")
"""Follow all."""


class Limits(NamedTuple):
    """What a page may take: seconds in all, waiting for its turn aside, and bytes on the wire and unpacked.

    A page that is larger is refused; with `cut`, it is cut instead.
    """

    seconds: float = 30.0
    wire: int = 16_000_000
    decoded: int = 16_000_000
    cut: bool = False


USUAL = Limits()


class Answer(NamedTuple):
    """What a server said to one request; `location` is where it redirects to, None if it does not."""

    outcome: Outcome
    status: int
    headers: Mapping[str, str]
    payload: bytes = b""
    reason: str = ""
    detail: str = ""
    wait: float | None = None
    location: str | None = None


@dataclass(slots=True)
class Errand:
    """A page on its way. `first` is what was asked for, `delay` in seconds, `hops` the addresses so far."""

    request: Request
    rules: CrawlRules
    first: Target
    delay: float
    redirects: Redirects
    limits: Limits
    login: str = ""
    hops: list[str] = field(default_factory=list)
    spent: float = 0.0
    read: int = 0
    sent: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    tls: str = ""
    last: Answer | None = None
    is_temporary: bool = False

    def login_for(self, target: Target) -> str:
        """The login, for the server that it is meant for and for no other that redirects lead to."""
        return self.login if target[:3] == self.first[:3] else ""

    def delay_for(self, target: Target) -> float:
        """Seconds between two requests to the host of an address on the way."""
        own = self.redirects.delay
        return own(target.url) if own and self.hops else self.delay

    def end(self, url: str, answer: Answer) -> Fetched:
        """What came of it all, by the last answer."""
        return Fetched(
            answer.outcome,
            url[:LONGEST],
            datetime.now(UTC),
            reason=answer.reason,
            detail=answer.detail[:500],
            status=answer.status,
            headers=answer.headers,
            payload=answer.payload,
            redirects=tuple(self.hops),
            sent=self.sent,
            wire_bytes=self.read,
            seconds=self.spent,
            wait=answer.wait,
            address=self.address,
            tls=self.tls,
            is_temporary=self.is_temporary,
        )


def no_answer(outcome: Outcome, reason: str, detail: str = "", status: int = 0) -> Answer:
    """What stands for an answer where there is none."""
    return Answer(outcome, status, {}, reason=reason, detail=detail)


def moved(redirect: Answer) -> Answer:
    """What stands for the page where a redirect leads to another one."""
    return Answer(Outcome.OK, redirect.status, {})


def same_host(url: str) -> Redirects:
    """Follow redirects within a host, from http to https but not back."""
    first = read_target(url)

    def refusal(target: str) -> str:
        aim = read_target(target)
        if isinstance(first, Unusable) or isinstance(aim, Unusable) or aim.host != first.host:
            return "other-host"
        return "downgrade" if first.scheme == "https" and aim.scheme == "http" else ""

    return Redirects(refusal)
