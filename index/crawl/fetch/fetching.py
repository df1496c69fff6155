"""One page over HTTP, with all limits: whatever a server does, it becomes a `Fetched`."""

from __future__ import annotations

import os
import ssl
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.crawl.fetch.addresses import Addresses, Unreachable
from index.crawl.fetch.answers import PERMANENT
from index.crawl.fetch.asking import login_of, make_headers, user_agent
from index.crawl.fetch.connections import Connection, Idle, Route
from index.crawl.fetch.errands import (
    ANYWHERE,
    USUAL,
    Answer,
    Errand,
    Limits,
    moved,
    no_answer,
    same_host,
)
from index.crawl.fetch.reading import read_answer
from index.crawl.fetch.robots import MOST_BYTES, Robots
from index.crawl.fetch.targets import Target, Unusable, read_location, read_target
from index.crawl.fetch.tls import RUNGS, Ladder, make_contexts, next_rung
from index.crawl.fetch.troubles import STOPPED, Retry, Trouble, explain
from index.crawl.fetch.wire import Meter
from index.crawl.model import Outcome, Request
from index.portals.model import Tls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from index.crawl.fetch.errands import Redirects
    from index.crawl.fetch.gate import Gate
    from index.crawl.model import Fetched
    from index.portals.model import CrawlRules
    from search.settings import Settings

MOST_REDIRECTS = 5
MOST_ATTEMPTS = 6
"""Requests for one hop: other addresses, rungs of TLS, a connection that was closed meanwhile."""

_CONDITIONS = ("if-none-match", "if-modified-since")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How a page is asked for: at the first of `addresses`, on a rung; over a kept connection or not."""

    addresses: tuple[str, ...]
    rung: Tls
    is_anew: bool = False


class Fetcher:
    """Fetches pages. Thread-safe; `close` when no thread uses it any more.

    `limits` are those of a page. `authorities` is a file of certificates to trust beside the system's.
    `environment` holds the logins that portal files name. Raises `SettingsError` without a contact.
    """

    def __init__(
        self,
        contact: str,
        gate: Gate,
        limits: Limits = USUAL,
        *,
        addresses: Addresses | None = None,
        authorities: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._agent = user_agent(contact)
        self._gate = gate
        self._limits = limits
        self._addresses = addresses or Addresses()
        self._contexts = make_contexts(authorities)
        self._environment = os.environ if environment is None else environment
        self._ladder = Ladder()
        self._idle = Idle()

    @classmethod
    def of(cls, settings: Settings, gate: Gate) -> Fetcher:
        """With the contact and the limits of the settings."""
        most = settings.number("crawl_page_mb") * 1_000_000
        limits = Limits(settings.number("crawl_timeout_s"), most, most)
        return cls(settings.text("crawl_contact"), gate, limits)

    def fetch(
        self,
        request: Request,
        rules: CrawlRules,
        *,
        delay: float = 0.0,
        redirects: Redirects | None = None,
        limits: Limits | None = None,
    ) -> Fetched:
        """Fetch a page; never raises for anything that a server, a name or an address can do.

        What comes of one that redirects to another page is `OK`, without a body, at the address of that one.

        Args:
            request: the page, with what the last answer said to ask with.
            rules: those of its portal.
            delay: seconds between requests to its host and address.
            redirects: how they are followed; without it, only those within the host are.
            limits: others than those of the fetcher.
        """
        first = read_target(request.url)
        redirects = redirects or same_host(request.url)
        aim = Target("", "", 0, "") if isinstance(first, Unusable) else first
        errand = Errand(request, rules, aim, delay, redirects, limits or self._limits)
        login = login_of(rules.login, self._environment)
        if login is None:
            return errand.end(request.url, no_answer(Outcome.FAILED, "no-login", f"{rules.login} is not set"))
        errand.login = login
        return self._follow(errand)

    def robots(self, url: str, rules: CrawlRules, *, delay: Callable[[str], float] = lambda _: 0.0) -> Robots:
        """The robots.txt of the host of an address, wherever it redirects to.

        `delay` tells the seconds between two requests to the host of an address.
        """
        target = read_target(url)
        if isinstance(target, Unusable):
            return Robots(0, b"", datetime.now(UTC))
        limits = Limits(self._limits.seconds, MOST_BYTES, MOST_BYTES, cut=True)
        request = Request(target._replace(path="/robots.txt").url)
        redirects = ANYWHERE._replace(delay=delay)
        return Robots.of(
            self.fetch(request, rules, delay=delay(request.url), redirects=redirects, limits=limits)
        )

    def place(self, host: str, rules: CrawlRules) -> str:
        """The address at which a host will be asked; empty if there is none."""
        target = read_target(f"http://{host}/")
        if isinstance(target, Unusable):
            return ""
        found = self._addresses.of(target.host, private=rules.private_addresses)
        return "" if isinstance(found, Unreachable) else found[0]

    def preset(self, host: str, rung: str) -> None:
        """Begin with the rung of TLS that a host needed before; what names no rung is ignored."""
        if rung in RUNGS:
            self._ladder.remember(host, Tls(rung))

    def was_asked(self, host: str, address: str, ago: float) -> None:
        """Take it that a host, and an address if one is told, was asked last so many seconds ago."""
        target = read_target(f"http://{host}/")
        if isinstance(target, Target):
            self._gate.was_asked(target.host, address, ago)

    def close(self) -> None:
        """Close all connections."""
        self._idle.close()

    def _follow(self, errand: Errand) -> Fetched:
        url = errand.request.url
        while True:
            target = read_target(url)
            refused = self._refused(target, errand)
            if refused:
                return errand.end(url, refused)
            assert isinstance(target, Target)
            if errand.last and errand.redirects.is_another(target.url):
                return errand.end(target.url, moved(errand.last))
            answer = self._visit(target, errand)
            if answer.location is None:
                return errand.end(target.url, answer)
            errand.last = answer
            errand.is_temporary |= answer.status not in PERMANENT
            errand.hops.append(target.url)
            url = read_location(target.url, answer.location)
            if not url:
                errand.hops.pop()
                detail = f"Location: {answer.location!r}"
                return errand.end(target.url, _instead(answer, Outcome.FAILED, "bad-redirect", detail))

    @staticmethod
    def _refused(target: Target | Unusable, errand: Errand) -> Answer | None:
        """Why an address is not asked for at all."""
        status = errand.last.status if errand.last else 0
        if isinstance(target, Unusable):
            return no_answer(Outcome.REFUSED, target.reason, target.detail, status)
        if not errand.hops:
            return None
        if target.url in errand.hops:
            return no_answer(Outcome.FAILED, "redirect-loop", target.url, status)
        if len(errand.hops) > MOST_REDIRECTS:
            return no_answer(Outcome.FAILED, "too-many-redirects", target.url, status)
        reason = errand.redirects.refusal(target.url)
        return no_answer(Outcome.REFUSED, reason, target.url, status) if reason else None

    def _visit(self, target: Target, errand: Errand) -> Answer:
        """Ask one server, as often as another way of asking may help."""
        begun = time.monotonic()
        errand.address = errand.tls = ""
        left = errand.limits.seconds - errand.spent
        found = self._addresses.of(target.host, private=errand.rules.private_addresses, seconds=left)
        errand.spent += time.monotonic() - begun
        if isinstance(found, Unreachable):
            is_refused = found.reason == "private-address"
            status = errand.last.status if errand.last and is_refused else 0
            outcome = Outcome.REFUSED if is_refused else Outcome.FAILED
            return no_answer(outcome, found.reason, found.detail, status)
        attempt: _Attempt | None = _Attempt(found, self._ladder.first(target.host, errand.rules.tls))
        trouble = Trouble("no-connection")
        for _ in range(MOST_ATTEMPTS):
            if attempt is None:
                break
            answer = self._attempt(target, attempt, errand)
            if isinstance(answer, Answer):
                return answer
            trouble = answer
            attempt = _next(attempt, trouble, errand.rules.tls)
        return no_answer(trouble.outcome, trouble.reason, trouble.detail)

    def _attempt(self, target: Target, attempt: _Attempt, errand: Errand) -> Answer | Trouble:
        """One request, when its turn has come."""
        address = attempt.addresses[0]
        with self._gate.hold(target.host, address, errand.delay_for(target)) as is_granted:
            if not is_granted:
                return Trouble(STOPPED)
            begun = time.monotonic()
            meter = Meter(errand.limits.seconds - errand.spent, errand.limits.wire - errand.read)
            answer: Answer | Trouble
            try:
                answer = self._exchange(target, attempt, errand, meter)
            except Exception as error:  # noqa: BLE001 - no server may end a crawl, however odd its answer
                answer = explain(error)
            finally:
                errand.spent += time.monotonic() - begun
                errand.read += meter.read
        if isinstance(answer, Answer):
            self._addresses.prefer(target.host, address)
        return answer

    def _exchange(self, target: Target, attempt: _Attempt, errand: Errand, meter: Meter) -> Answer:
        route = Route(target.scheme, target.host, target.port, attempt.addresses[0], attempt.rung)
        context = self._contexts[attempt.rung] if target.scheme == "https" else None
        kept = None if attempt.is_anew else self._idle.take(route)
        connection = kept or Connection(route, context)
        errand.address = route.address
        try:
            if not kept:
                connection.open(meter)
            if context:
                errand.tls = attempt.rung.value
                self._ladder.remember(target.host, attempt.rung)
            answer = self._ask(connection, target, errand, meter)
        except BaseException:
            connection.close()
            raise
        if connection.sock is None:
            connection.close()
        else:
            self._idle.give(connection)
        return answer

    def _ask(self, connection: Connection, target: Target, errand: Errand, meter: Meter) -> Answer:
        headers = make_headers(target, errand.request, (errand.rules.user_agent, self._agent))
        errand.sent = {name.lower(): value for name, value in headers.items()}
        login = errand.login_for(target)
        try:
            response = connection.ask(
                target.path, {**headers, "Authorization": login} if login else headers, meter
            )
        except (ConnectionError, ssl.SSLError) as error:
            if connection.is_reused and not meter.read:
                raise Trouble("connection-lost", str(error), retry=Retry.CONNECTION) from error
            raise
        answer = read_answer(response, connection, target, errand.limits, meter)
        if answer.outcome is Outcome.UNCHANGED and errand.sent.keys().isdisjoint(_CONDITIONS):
            return answer._replace(outcome=Outcome.FAILED, reason="http-304", detail="Not asked for")
        return answer


def _next(attempt: _Attempt, trouble: Trouble, lowest: Tls) -> _Attempt | None:
    """How to ask after a failure, None if nothing may help."""
    if trouble.retry is Retry.CONNECTION and not attempt.is_anew:
        return replace(attempt, is_anew=True)
    if trouble.retry is Retry.ADDRESS and len(attempt.addresses) > 1:
        return replace(attempt, addresses=attempt.addresses[1:])
    rung = next_rung(attempt.rung, trouble, lowest)
    return replace(attempt, rung=rung) if rung else None


def _instead(answer: Answer, outcome: Outcome, reason: str, detail: str) -> Answer:
    return answer._replace(outcome=outcome, reason=reason, detail=detail, location=None)
