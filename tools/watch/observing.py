"""All that operators are shown of a crawl, gathered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tools.watch.alarms import Limits, Raised, raised
from tools.watch.machine import Machine, machine_of
from tools.watch.portals import Watched, watch
from tools.watch.telling import facts

if TYPE_CHECKING:
    from index.portals import Portals
    from index.store import Alarm, Store
    from search.settings import Settings


class Observed(NamedTuple):
    """How the crawl of a home folder goes at a time (seconds since 1970); portals that raise alarms first."""

    now: int
    portals: tuple[Watched, ...]
    machine: Machine
    rules: tuple[Alarm, ...]
    raised: tuple[Raised, ...]

    def facts(self) -> dict[str, Any]:
        """All of it as JSON; docs/crawling.md says what the fields are."""
        return {
            "crawling": self.machine.crawls,
            "disk": {"free": self.machine.free, "total": self.machine.total},
            "raised": [each._asdict() for each in self.raised],
            "portals": [facts(portal, self.now) for portal in self.portals],
        }


def observe(settings: Settings, store: Store, portals: Portals, limits: Limits, now: int) -> Observed:
    """How the crawl goes. Raises `StoreError` if the database fails."""
    rules, machine = store.alarms(), machine_of(settings, store)
    watched = watch(store, portals, now)
    found = raised(watched, rules, machine, limits, now)
    wrong = {each.portal for each in found}
    ordered = sorted(watched, key=lambda each: wrong.isdisjoint((each.key, each.name)))
    return Observed(now, tuple(ordered), machine, rules, found)
