"""What is known of each portal that is crawled, gathered once for the command and the operators' page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.entering import Entering
from index.crawl.fetch.robots import Robots
from index.crawl.reasons import ROBOTS, is_failure, is_no_article
from index.store.frontier.visits import WAITING, Day
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.portals import Portal, Portals
    from index.store import Alarm, Store
    from index.store.frontier.visits import Coming, Entry, HostState, Pattern, Reason

SHOWN_DAYS = 14
KNOWN_DAYS = 400
"""Days that are shown one by one, and days that tell how often a portal publishes."""

NEXT = 5
"""Visits to come that are shown of a portal."""

_VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Watched:
    """A portal that is crawled, or was; times are in seconds since 1970.

    `enabled`: its file says that it is crawled today; `asked` is since when, as far as is known. `days` are
    those of `KNOWN_DAYS` on which something was done, oldest first. `denied` are the addresses at which its
    crawl begins that robots.txt denies, of `begins` in all. Why visits came to nothing is in `robots`, in
    `no_article` where a page was fetched, and else in `failures`. `traps` are patterns of which addresses
    were left out, the most first. `rules` are selectors that match nothing any more. `waiting` counts
    addresses that are to be visited at some time, `due` those whose time has come; `later` is when the next
    one has.
    """

    key: str
    name: str
    enabled: bool
    asked: int
    today: date
    days: tuple[Day, ...] = ()
    hosts: tuple[HostState, ...] = ()
    states: Mapping[str, int] | None = None
    due: int = 0
    later: int | None = None
    coming: tuple[Coming, ...] = ()
    failures: tuple[Reason, ...] = ()
    no_article: tuple[Reason, ...] = ()
    robots: tuple[Reason, ...] = ()
    denied: tuple[str, ...] = ()
    begins: int = 0
    traps: tuple[Pattern, ...] = ()
    rules: tuple[Alarm, ...] = ()

    @property
    def last_success(self) -> int | None:
        """When a host of it answered last."""
        return max((host.last_success for host in self.hosts if host.last_success), default=None)

    @property
    def shown_days(self) -> tuple[Day, ...]:
        """The last days, today among them, those without a visit too."""
        known = {day.day: day for day in self.days}
        names = (str(self.today - timedelta(days=ago)) for ago in reversed(range(SHOWN_DAYS)))
        return tuple(known.get(name) or Day(self.key, name) for name in names)

    @property
    def waiting(self) -> int:
        """How many addresses are to be visited."""
        return (self.states or {}).get(WAITING, 0)

    @property
    def weak_tls(self) -> tuple[HostState, ...]:
        """The hosts that were reached on a lower rung of TLS only."""
        return tuple(host for host in self.hosts if (host.tls or _VERIFIED) != _VERIFIED)

    def left_alone(self, now: int) -> tuple[HostState, ...]:
        """The hosts that nothing is asked of now."""
        return tuple(host for host in self.hosts if (host.waits_until or 0) > now)


class _Rows(NamedTuple):
    """What the store knows of all portals, and where the crawls of those that are enabled begin."""

    today: date
    days: Sequence[Day]
    hosts: Sequence[HostState]
    reasons: Sequence[Reason]
    patterns: Sequence[Pattern]
    states: Mapping[str, Mapping[str, int]]
    due: Mapping[str, tuple[int, int | None]]
    rules: Sequence[Alarm]
    starts: Sequence[Entry]

    @property
    def portals(self) -> set[str]:
        """The keys of the portals that something is known of."""
        return {*self.states, *(host.portal for host in self.hosts), *(day.portal for day in self.days)}


def watch(store: Store, portals: Portals, now: int) -> tuple[Watched, ...]:
    """Every portal that is crawled or was, those that are first, by key. Reads the frontier whole.

    Raises:
        StoreError: the database fails.
    """
    today = datetime.fromtimestamp(now, VIETNAM).date()
    entering = Entering(portals, today)
    rows = _read(store, entering, today, now)
    files = {portal.key: portal for portal in portals.all}
    enabled = {portal.key for portal in entering.crawled()}
    found = [
        _with_coming(_watched(key, files.get(key), rows, is_enabled=key in enabled), store)
        for key in enabled | rows.portals
    ]
    return tuple(sorted(found, key=lambda each: (not each.enabled, each.key)))


def _read(store: Store, entering: Entering, today: date, now: int) -> _Rows:
    frontier = store.frontier
    return _Rows(
        today,
        [day for day in frontier.days(str(today - timedelta(days=KNOWN_DAYS))) if day.day <= str(today)],
        tuple(frontier.hosts().values()),
        frontier.reasons(),
        frontier.patterns(),
        frontier.counts(),
        frontier.next_visits(now),
        store.alarms(),
        tuple(entering.starts(now)),
    )


def _watched(key: str, portal: Portal | None, rows: _Rows, *, is_enabled: bool) -> Watched:
    hosts = tuple(host for host in rows.hosts if host.portal == key)
    starts = [entry for entry in rows.starts if entry.portal == key]
    reasons = [reason for reason in rows.reasons if reason.portal == key]
    due, later = rows.due.get(key, (0, None))
    traps = (each for each in rows.patterns if each.portal == key and each.refused)
    sources = {portal.name, *portal.sources} if portal else {key}
    return Watched(
        key=key,
        name=portal.name if portal else key,
        enabled=is_enabled,
        asked=_asked(portal) if portal else 0,
        today=rows.today,
        days=tuple(day for day in rows.days if day.portal == key),
        hosts=hosts,
        states=rows.states.get(key, {}),
        due=due,
        later=later,
        failures=tuple(each for each in reasons if is_failure(each.reason)),
        no_article=tuple(each for each in reasons if is_no_article(each.reason)),
        robots=tuple(each for each in reasons if each.reason.startswith(ROBOTS)),
        denied=tuple(_denied(starts, hosts)),
        begins=len(starts),
        traps=tuple(sorted(traps, key=lambda each: (-each.refused, each.pattern))),
        rules=tuple(alarm for alarm in rows.rules if alarm.source in sources),
    )


def _with_coming(portal: Watched, store: Store) -> Watched:
    """The visits to come, where there are any."""
    if not portal.enabled:
        return portal
    return replace(portal, coming=tuple(store.frontier.coming([host.host for host in portal.hosts], NEXT)))


def _asked(portal: Portal) -> int:
    """Since when a portal may have been asked for: the change of its file, or the first day that it names."""
    try:
        changed = int(portal.path.stat().st_mtime)
    except OSError:
        changed = 0
    since = portal.crawl.since
    begins = datetime(since.year, since.month, since.day, tzinfo=VIETNAM) if since else None
    return max(changed, int(begins.timestamp()) if begins else 0)


def _denied(starts: Iterable[Entry], hosts: Iterable[HostState]) -> list[str]:
    """The addresses at which a crawl begins that the robots.txt of their host denies, as it was read last."""
    known = {host.host: host for host in hosts if host.robots_status is not None}
    read: dict[str, Robots] = {}
    denied = []
    for entry in starts:
        host = known.get(entry.host)
        if host is None:
            continue
        if entry.host not in read:
            read[entry.host] = Robots(host.robots_status or 0, host.robots or b"", datetime.now(UTC))
        if read[entry.host].refusal(entry.url) == "robots":
            denied.append(entry.url)
    return denied
