"""When a page is looked at again. Pure: what came of a visit in, the time of the next one out.

    feeds, sitemaps, lists   between an hour and a day: twice as long after no change, half after one
    articles                 a day, a week and 30 days after they were first seen, then never
    other pages              once more after 30 days
    failed                   twice as long each time, up to a day, of articles and pages a week; with jitter
    gone                     410 at once, 404 when it is said again a day later; places of news once a week
    led elsewhere            after a day at least, if that may be for now
    refused by robots.txt    after a day; by the portal's file after 30 days; for itself, places of news
                         after 30 days, pages and articles never
    asked to wait            as asked, between a second and a week

An article that a feed names again with a newer date (`is_newer`) is due at once; the crawler sees to that.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.scope import DENIED, OUTSIDE
from index.crawl.model import Kind, Outcome
from index.crawl.reasons import GONE_REASONS, ROBOTS, UNSURE
from search.model import VIETNAM

if TYPE_CHECKING:
    import random

MINUTE, HOUR, DAY = 60, 3_600, 86_400
WEEK, MONTH = 7 * DAY, 30 * DAY

OFTEN, RARELY = HOUR, DAY
"""Bounds of the time between two visits to a feed, a sitemap or a list; a setting may ask for others."""

ARTICLE_STEPS = (DAY, WEEK - DAY, MONTH - WEEK)
"""Times between the visits to an article: 1, 7 and 30 days after it was first seen."""

PAGE_STEPS = (MONTH,)
"""The same for a page that is neither an article nor a list."""

SOURCES = frozenset((Kind.FEED, Kind.SITEMAP, Kind.LIST))
"""Where news appears; they are visited for ever."""

_FIRST_FAILURE = 5 * MINUTE
_MOST_DOUBLINGS = 12
_UNTOLD_WAIT = HOUR
_LIKELY = 5  # hours doubled this often are more than a day


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, what came of it, and what the frontier knew before it.

    `now` is in seconds since 1970. `changed` says that the cleaned content was other than before, or that a
    place of news named what was not known. `stable` and `fails` are as the last `Next` told, 0 at first:
    `stable` counts for places of news how often nothing changed, and for articles the visits that were well.
    `reason` is that of this outcome and `before` that of the visit before; `wait` is in seconds, as the
    server asked. `often` is the least time between two visits to a place of news.
    """

    kind: Kind
    outcome: Outcome
    now: int
    changed: bool = False
    stable: int = 0
    fails: int = 0
    reason: str = ""
    before: str = ""
    wait: float | None = None
    often: int = OFTEN


class Next(NamedTuple):
    """When an address is due again, in seconds since 1970, None for never, and what to remember for then.

    `gone` says that the page is known to be gone.
    """

    at: int | None
    stable: int
    fails: int
    gone: bool = False


def next_visit(visit: Visit, chance: random.Random) -> Next:
    """When an address is due again after a visit. Never raises.

    Args:
        visit: what came of it.
        chance: where the jitter after failures comes from.
    """
    if visit.outcome in {Outcome.OK, Outcome.UNCHANGED}:
        return _after_success(visit)
    if visit.outcome is Outcome.WAIT:
        return _in(visit, min(max(visit.wait or _UNTOLD_WAIT, 1), WEEK))
    if visit.outcome is Outcome.GONE:
        return _after_gone(visit)
    if visit.outcome is Outcome.REFUSED:
        return _after_refusal(visit)
    return _after_failure(visit, chance)


def is_newer(said: str, known: str) -> bool:
    """Whether a feed dates an article later than it was known to be, as both are written there.

    False where either cannot be read: a feed that says "3 giờ trước" would have it fetched every hour.
    """
    new, old = _moment(said), _moment(known)
    return new is not None and old is not None and new > old


def _in(visit: Visit, seconds: float, **changes: int) -> Next:
    kept = {"stable": visit.stable, "fails": visit.fails, **changes}
    return Next(visit.now + max(1, round(seconds)), kept["stable"], kept["fails"])


def _after_success(visit: Visit) -> Next:
    if visit.kind in SOURCES:
        changed = visit.changed and visit.outcome is Outcome.OK
        stable = min(max(visit.stable + (-1 if changed else 1), 0), _LIKELY)
        return _in(visit, min(visit.often << stable, RARELY), stable=stable, fails=0)
    steps = ARTICLE_STEPS if visit.kind is Kind.ARTICLE else PAGE_STEPS
    if visit.stable >= len(steps):
        return Next(None, visit.stable + 1, 0)
    return _in(visit, steps[max(visit.stable, 0)], stable=visit.stable + 1, fails=0)


def _after_gone(visit: Visit) -> Next:
    """One 404 may be a slip of the server, as old portals have them when they are repaired."""
    if visit.reason != "http-410" and visit.before not in GONE_REASONS:
        return _in(visit, DAY, fails=visit.fails + 1)
    if visit.kind in SOURCES:
        return _in(visit, WEEK, fails=visit.fails + 1)._replace(gone=True)
    return Next(None, visit.stable, visit.fails + 1, gone=True)


def _after_refusal(visit: Visit) -> Next:
    if visit.reason.startswith(ROBOTS):
        return _in(visit, DAY)
    is_of_file = visit.reason in {OUTSIDE, DENIED}  # of the portal, which may change
    is_again = is_of_file or visit.kind in SOURCES
    return _in(visit, MONTH) if is_again else Next(None, visit.stable, visit.fails)


def _after_failure(visit: Visit, chance: random.Random) -> Next:
    """Between half and all of 5, 10, 20 … minutes: what failed together is not tried again together."""
    most = DAY if visit.kind in SOURCES else WEEK
    delay = min(_FIRST_FAILURE << min(visit.fails, _MOST_DOUBLINGS), most)
    if visit.reason == UNSURE:
        return _in(visit, max(delay, DAY), fails=visit.fails + 1)
    return _in(visit, delay * (0.5 + chance.random() / 2), fails=visit.fails + 1)


_LOCAL = re.compile(r"\b([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})\b")
_CLOCK = re.compile(r"\b([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*(SA|CH|AM|PM)?", re.IGNORECASE)


def _moment(written: str) -> datetime | None:
    """A date of a feed: of RFC 822, of ISO 8601, or day/month/year; without a zone it is Vietnamese time."""
    written = written.strip()[:100]
    for read in (datetime.fromisoformat, parsedate_to_datetime, _local):
        with suppress(ValueError, TypeError, OverflowError, IndexError):
            moment = read(written)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
            return aware.astimezone(UTC)
    return None


def _local(written: str) -> datetime:
    """`09/11/2021 11:11 SA`.

    Raises:
        ValueError: it is no date.
    """
    day, clock = _LOCAL.search(written), _CLOCK.search(written)
    if day is None:
        raise ValueError(written)
    moment = datetime(int(day[3]), int(day[2]), int(day[1]), tzinfo=VIETNAM)
    if clock is None:
        return moment
    hour = int(clock[1]) % 12 if clock[4] else int(clock[1])
    hour += 12 if (clock[4] or "").upper() in {"CH", "PM"} else 0
    return moment + timedelta(hours=hour, minutes=int(clock[2]), seconds=int(clock[3] or 0))
