"""What is known of portals that are crawled, as JSON: times in ISO 8601, Vietnamese."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.store.frontier.visits import Reason
    from tools.watch.portals import Watched

    Json = dict[str, Any]


def facts(portal: Watched, now: int) -> Json:
    """All that is known of a portal; docs/crawling.md says what the fields are."""
    counts = dict(portal.states or {})
    return {
        "portal": portal.key,
        "name": portal.name,
        "enabled": portal.enabled,
        "last_success": iso(portal.last_success),
        "days": [
            {name: count for name, count in day._asdict().items() if name != "portal"}
            for day in portal.shown_days
        ],
        "waiting": portal.waiting,
        "due": portal.due,
        "next_visit": iso(portal.later),
        "next_visits": [
            {"url": each.url, "kind": each.kind.value, "when": iso(each.next_visit)} for each in portal.coming
        ],
        "states": {name: count for name, count in counts.items() if "/" not in name},
        "kinds": {
            name.partition("/")[2]: count
            for name, count in sorted(counts.items())
            if name.startswith("kind/")
        },
        "failures": _reasons(portal.failures),
        "no_article": _reasons(portal.no_article),
        "robots": _reasons(portal.robots),
        "denied": list(portal.denied),
        "left_out": [
            {name: value for name, value in each._asdict().items() if name != "portal"}
            for each in portal.traps
        ],
        "rules": [alarm._asdict() for alarm in portal.rules],
        "left_alone": [
            {"host": host.host, "until": iso(host.waits_until), "fails": host.fails}
            for host in portal.left_alone(now)
        ],
        "tls": [{"host": host.host, "rung": host.tls} for host in portal.weak_tls],
    }


def _reasons(reasons: Sequence[Reason]) -> list[Json]:
    return [
        {
            "reason": each.reason,
            "times": each.times,
            "url": each.url,
            "detail": each.detail,
            "last": iso(each.last),
        }
        for each in reasons
    ]


def iso(seconds: int | None) -> str | None:
    """A time as JSON has it."""
    return datetime.fromtimestamp(seconds, VIETNAM).isoformat() if seconds is not None else None
