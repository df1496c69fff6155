"""Counts what each client asks for, and refuses what is too much: status 429 with the seconds to wait.

A person never meets it: the usual limit is ten pages of results a second, for ever.
"""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING, NamedTuple

from flask import g, request
from werkzeug.exceptions import TooManyRequests, Unauthorized

from search.errors import SettingsError
from web.limits.buckets import Buckets, Quota
from web.limits.clients import trust_of
from web.limits.costs import FREE, UNKNOWN, cost_of
from web.limits.keys import hash_of, keys_of
from web.site import asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from search.settings import Settings
    from web.limits.clients import Trust
    from web.limits.keys import Key

BURST = 0.5
"""Minutes' worth of points that may be asked for at once."""

ROBOTS = "robots"
"""The one bucket that all share who say that they are robots: however many come, they cost no more."""

_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|scrapy|archiver|externalhit", re.IGNORECASE)


class Limits(NamedTuple):
    """What is limited, by the settings; `usual` and `robots` are None where nothing is."""

    trust: Trust
    usual: Quota | None
    robots: Quota | None
    keys: Mapping[str, Key]
    buckets: Buckets

    def wait(self, cost: int) -> float:
        """The seconds that the client of the current request has to wait; 0 where it is granted."""
        key = self._key()
        if key:
            return self._take(f"key {key.sha256}", cost, quota_of(key.per_minute))
        if waited := self._take(f"address {client()}", cost, self.usual):
            return waited
        return self._take(ROBOTS, cost, self.robots) if is_robot() else 0.0

    def _take(self, name: str, cost: int, quota: Quota | None) -> float:
        return self.buckets.take(name, cost, quota, time.monotonic()) if quota else 0.0

    def _key(self) -> Key | None:
        """The key that was sent, if any; one that is unknown is refused (401), and costs a little."""
        sent = sent_key()
        if sent is None:
            return None
        found = self.keys.get(hash_of(sent))
        if found is None:
            if waited := self._take(f"address {client()}", UNKNOWN, self.usual):
                raise refusal(waited)
            raise Unauthorized
        return found


def quota_of(per_minute: int) -> Quota | None:
    """So many points a minute, half of them at once; None for 0: as many as one likes."""
    return Quota(per_minute, max(1.0, per_minute * BURST)) if per_minute else None


def sent_key() -> str | None:
    """The key in the headers of the current request: `Authorization: Bearer KEY` or `X-API-Key: KEY`."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else request.headers.get("X-API-Key")


def refusal(seconds: float) -> TooManyRequests:
    """Status 429, with whole seconds after which the same question will be answered."""
    return TooManyRequests(retry_after=max(1, math.ceil(seconds)))


def is_robot() -> bool:
    """Whether who asks says that it is a robot."""
    return bool(_ROBOT.search(request.headers.get("User-Agent", "")))


def client() -> str:
    """The address of the client of the current request, as far as trusted proxies tell it."""
    return str(g.client)


def limits_of(settings: Settings, buckets: Buckets | None = None) -> Limits:
    """The limits of the settings, in a table of buckets that several processes share, or one of its own."""
    try:
        trust = trust_of(settings.text("trusted_proxies"), settings.text("proxy_header"))
    except ValueError as error:
        raise SettingsError(
            f"trusted_proxies: {error}", vietnamese="Thiết đặt trusted_proxies có địa chỉ không đọc được."
        ) from error
    return Limits(
        trust,
        quota_of(settings.number("limit_per_minute")),
        quota_of(settings.number("robots_per_minute")),
        keys_of(settings),
        buckets or Buckets(),
    )


def charge(cost: int, paid: int) -> None:
    """Take more points of a client, as it turns out what was asked for; `paid` is what asking again costs.

    Raises:
        TooManyRequests: they are not granted; it says when all of the question will be.
    """
    limits: Limits | None = g.get("limits")
    if limits is not None and limits.wait(cost):
        raise refusal(limits.wait(cost + paid))


def register_limits(app: Flask, limits: Limits) -> None:
    """Count every request of a site before it is answered."""

    @app.before_request
    def count() -> None:
        g.limits = limits
        g.client = limits.trust.client(request.environ)
        cost = cost_of(request.endpoint, asked()[0].size)
        if cost != FREE and (seconds := limits.wait(cost)):
            raise refusal(seconds)
