"""What is known of portals that are crawled, in a few lines each for a terminal, what matters most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.console import grouped
from tools.reasons import coded
from tools.watch.alarms import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.store.frontier.visits import Reason
    from tools.watch.portals import Watched

SHOWN = 3
"""Reasons, patterns and hosts of each kind that are shown; `--json` has all."""

BARS = "▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int]) -> str:
    """A bar a number: the lowest for nothing alone, the highest for the most."""
    most = max(counts, default=0)
    return "".join(BARS[-(-count * (len(BARS) - 1) // most) if most else 0] for count in counts)


def lines(portal: Watched, now: int) -> Iterator[str]:
    """A portal for people."""
    state = "đang thu thập · crawled" if portal.enabled else "đã tắt · not enabled"
    yield f"Cổng · portal {portal.key}: {portal.name} ({state})"
    yield from (f"  {name}: {value}" for name, value in _rows(portal, now) if value)


def _rows(portal: Watched, now: int) -> Iterator[tuple[str, str]]:
    last, days = portal.last_success, portal.shown_days
    yield "thành công gần nhất · last success", _since(last, now) if last else "chưa lần nào · never"
    yield "14 ngày · days", _days(days) if any(day.pages for day in days) else ""
    yield "chờ · waiting", _queue(portal)
    yield (
        "để yên · left alone",
        _few([f"{host.host} đến · until {moment(host.waits_until or 0)}" for host in portal.left_alone(now)]),
    )
    yield from (("lỗi · failed", _reason(each)) for each in portal.failures[:SHOWN])
    yield (
        "lỗi khác · other failures",
        _few([f"{grouped(each.times)} {coded(each.reason)}" for each in portal.failures[SHOWN:]]),
    )
    yield (
        "không phải bài · no article",
        _few([f"{grouped(each.times)} {coded(each.reason)}" for each in portal.no_article]),
    )
    yield from (("robots.txt không cho · denies", _reason(each)) for each in portal.robots)
    yield "trang bắt đầu bị cấm · start pages denied", _few(portal.denied)
    yield from (
        ("bỏ qua vì bẫy · left out", f"{grouped(each.refused)} {each.pattern}  {each.url}")
        for each in portal.traps[:SHOWN]
    )
    yield "TLS yếu · weak TLS", _few([f"{host.host} {host.tls}" for host in portal.weak_tls])
    yield "quy tắc không còn khớp · rules that match nothing", _few([rule.selector for rule in portal.rules])


def _days(days: Sequence[object]) -> str:
    shown = []
    for name, title in (("added", "bài mới · new"), ("pages", "trang · pages"), ("failed", "lỗi · failed")):
        counts = [getattr(day, name) for day in days]
        if name != "failed" or any(counts):
            shown.append(f"{title} {sparkline(counts)} {grouped(sum(counts))}")
    return "   ".join(shown)


def _queue(portal: Watched) -> str:
    if not portal.states:
        return "chưa bắt đầu · not begun" if portal.enabled else ""
    parts = [grouped(portal.waiting), f"đến lượt · due {grouped(portal.due)}"]
    if portal.later is not None and portal.enabled:
        parts.append(f"lần tới · next {moment(portal.later)}")
    if gone := portal.states.get("gone"):
        parts.append(f"đã mất · gone {grouped(gone)}")
    return ", ".join(parts)


def _reason(reason: Reason) -> str:
    return f"{grouped(reason.times)} {coded(reason.reason)} ({moment(reason.last)})  {reason.url}"


def _few(texts: Sequence[str]) -> str:
    more = f", … (+{len(texts) - SHOWN})" if len(texts) > SHOWN else ""
    return ", ".join(texts[:SHOWN]) + more


def _since(seconds: int, now: int) -> str:
    ago = max(now - seconds, 0)
    for unit, most, name in ((60, 120, "phút · min"), (3_600, 48, "giờ · h"), (86_400, ago, "ngày · days")):
        if ago < unit * most:
            return f"{moment(seconds)} ({ago // unit} {name})"
    return moment(seconds)
