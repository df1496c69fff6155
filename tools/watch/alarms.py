"""What of a crawl somebody must look at: one alarm a line, in both languages. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.entering import host_of
from index.crawl.reasons import GONE_REASONS
from search.model import VIETNAM
from tools.console import grouped
from tools.reasons import coded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.store import Alarm
    from index.store.frontier.visits import Day, Reason
    from tools.watch.machine import Machine
    from tools.watch.portals import Watched

HOUR = 3_600

LATE = HOUR
"""Seconds of grace: a quiet list is visited once a day, and not on the second."""

LEAST_SILENCE, SILENCE, USUAL_DAYS = 7, 3, 60
"""A portal is silent for too long after so many days at least, and so many times the longest gap between two
days with new articles among the so many days before."""

ENOUGH_VISITS = 20
"""Visits of a day that are enough to judge how many failed."""

LEAST_FREE, LEAST_SHARE = 1_000_000_000, 0.05
"""Bytes, and share of the disk, that must be free."""

UNINDEXED = HOUR
"""Seconds that an article may wait for the index."""

CERTIFICATES = frozenset(("tls-certificate", "tls-host-name", "tls-expired", "tls-weak-key"))
"""Reasons that say that a certificate is wrong, see docs/crawling.md."""


class Raised(NamedTuple):
    """An alarm: a code, whose it is (the key of a portal or the name of a source; empty: of all), and why."""

    code: str
    portal: str
    vietnamese: str
    english: str

    @property
    def line(self) -> str:
        """In one line, Vietnamese first."""
        whose = f"{self.portal}: " if self.portal else ""
        return " ".join(f"{whose}{self.vietnamese} · {self.english}".split())


class Limits(NamedTuple):
    """Hours that a portal may be without success, and whether a process must be crawling."""

    hours: float = 24
    follow: bool = False


def raised(
    portals: Sequence[Watched], rules: Sequence[Alarm], machine: Machine, limits: Limits, now: int
) -> tuple[Raised, ...]:
    """All alarms: of the machine first, then of portals that are enabled, by portal, then of rules."""
    found = [*_of_machine(machine, limits, now)]
    for portal in portals:
        if portal.enabled:
            found += _of_portal(portal, limits, now)
    return (*found, *_of_rules(rules))


def _of_machine(machine: Machine, limits: Limits, now: int) -> Iterator[Raised]:
    if limits.follow and machine.crawls is False:
        yield Raised(
            "not-crawling",
            "",
            "không có tiến trình `tratin crawl` nào đang chạy",
            "no `tratin crawl` is running",
        )
    share = machine.free / max(machine.total, 1)
    if machine.free < LEAST_FREE or share < LEAST_SHARE:
        left = f"{machine.free / 1e9:.1f} GB ({share:.0%})"
        yield Raised("disk", "", f"đĩa giữ trang gốc chỉ còn {left}", f"only {left} free for raw pages")
    if machine.unindexed and now - machine.unindexed.timestamp() > UNINDEXED:
        since = moment(int(machine.unindexed.timestamp()))
        yield Raised(
            "index-behind",
            "",
            f"có bài mới từ {since} chưa vào chỉ mục; hãy chạy `tratin build`",
            f"new articles since {since} are not in the index; run `tratin build`",
        )


def _of_portal(portal: Watched, limits: Limits, now: int) -> Iterator[Raised]:
    yield from _no_success(portal, limits, now)
    yield from _silence(portal)
    yield from _failing(portal)
    if portal.denied:
        first, many = portal.denied[0], f"{len(portal.denied)}/{portal.begins}"
        yield Raised(
            "robots",
            portal.key,
            f"robots.txt cấm {many} trang bắt đầu: {first}",
            f"robots.txt denies {many} start pages",
        )
    if wrong := _wrong_certificate(portal, now):
        yield Raised(
            "certificate",
            portal.key,
            f"chứng thư TLS có vấn đề ({coded(wrong.reason)}): {wrong.url}",
            "a problem with the certificate",
        )


def _no_success(portal: Watched, limits: Limits, now: int) -> Iterator[Raised]:
    last = portal.last_success
    hours = (now - (last or portal.asked)) / HOUR
    if hours <= limits.hours + LATE / HOUR:
        return
    if last is None:
        yield Raised("no-success", portal.key, "chưa lần nào lấy được trang", "no page was ever fetched")
    else:
        yield Raised(
            "no-success",
            portal.key,
            f"không lấy được trang nào từ {moment(last)} ({hours:.0f} giờ)",
            f"no page was fetched for {hours:.0f} hours",
        )


def _silence(portal: Watched) -> Iterator[Raised]:
    """No new article for much longer than usual; one that never had any is silent since its first day."""
    if not portal.days:
        return
    last = max((_date(day) for day in portal.days if day.added), default=_date(portal.days[0]))
    days, usual = (portal.today - last).days, longest_gap(portal.days, last)
    if days > max(LEAST_SILENCE, SILENCE * usual):
        yield Raised(
            "no-new-articles",
            portal.key,
            f"{days} ngày không có bài mới (trước đây lâu nhất {usual} ngày)",
            f"no new article for {days} days (before, {usual} at most)",
        )


def longest_gap(days: Iterable[Day], last: date) -> int:
    """The most days from one day with new articles to the next, in the `USUAL_DAYS` before a day."""
    first = last - timedelta(days=USUAL_DAYS)
    dates = sorted(found for day in days if day.added and first <= (found := _date(day)) <= last)
    return max(((later - earlier).days for earlier, later in pairwise(dates)), default=0)


def _failing(portal: Watched) -> Iterator[Raised]:
    """More failures than successes today; while today has too few visits, yesterday."""
    *_, yesterday, today = portal.shown_days
    day = today if today.pages >= ENOUGH_VISITS else yesterday
    if day.pages >= ENOUGH_VISITS and 2 * day.failed > day.pages:
        share = f"{grouped(day.failed)}/{grouped(day.pages)}"
        failures = (each for each in portal.failures if each.reason not in GONE_REASONS)
        worst = max(failures, key=lambda each: each.last, default=None)
        why = f" ({coded(worst.reason)})" if worst else ""
        yield Raised(
            "failures",
            portal.key,
            f"{share} lượt thăm bị lỗi ngày {_date(day):%d/%m}{why}",
            "more than half of the visits failed",
        )


def _wrong_certificate(portal: Watched, now: int) -> Reason | None:
    """A certificate that was refused within a day, on a host that did not answer well since."""
    answered = {host.host: host.last_success or 0 for host in portal.hosts}
    wrong = (
        reason
        for reason in portal.failures
        if reason.reason in CERTIFICATES
        and now - reason.last < 24 * HOUR
        and reason.last > answered.get(host_of(reason.url), 0)
    )
    return max(wrong, key=lambda reason: reason.last, default=None)


def _of_rules(rules: Sequence[Alarm]) -> Iterator[Raised]:
    for source, found in groupby(rules, key=lambda alarm: alarm.source):
        some = list(found)
        yield Raised(
            "rules",
            source,
            f"{len(some)} quy tắc không khớp trang nào trong {some[0].documents} bài mới nhất "
            f"({some[0].selector})",
            "rules match nothing on the newest articles",
        )


def moment(seconds: int) -> str:
    """A time in Vietnam: `27/11/2026 18:32`."""
    return f"{datetime.fromtimestamp(seconds, VIETNAM):%d/%m/%Y %H:%M}"


def _date(day: Day) -> date:
    return date.fromisoformat(day.day)
