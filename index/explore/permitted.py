"""What a robots.txt says to us, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.crawl.fetch.robots import TOKEN
from index.explore.model import RobotsTold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.crawl.fetch.robots import Robots

_MOST = 40  # rules that are shown
_LONGEST = 300


def robots_told(robots: Robots) -> RobotsTold:
    """The status, and the rules of the groups that are meant for us."""
    rules = list(_rules(robots.body))
    ours = [rule for rule in rules if rule[0] == TOKEN.lower()] or [rule for rule in rules if rule[0] == "*"]
    return RobotsTold(
        robots.status,
        robots.waits,
        tuple(path for _, field, path in ours if field == "disallow" and path)[:_MOST],
        tuple(path for _, field, path in ours if field == "allow" and path)[:_MOST],
        robots.delay(),
        robots.sitemaps(),
    )


def _rules(body: bytes) -> Iterator[tuple[str, str, str]]:
    """For each agent that a group names, each of its fields: agent, field, value."""
    agents: list[str] = []
    is_open = False
    for line in body.decode("utf-8-sig", "replace").splitlines()[:20_000]:
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()[:_LONGEST]
        if not colon:
            continue
        if field == "user-agent":
            agents = [*agents, value.lower()] if is_open else [value.lower()]
            is_open = True
        elif field in {"allow", "disallow"}:
            is_open = False
            yield from ((agent.partition("/")[0], field, value) for agent in agents)
