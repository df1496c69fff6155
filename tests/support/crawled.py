"""A home folder whose crawl is told by rows of the frontier: made-up portals, hosts, days and reasons."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from index.crawl.find.identity import url_id
from index.crawl.model import Kind, Rank
from index.portals import load_portals, portal_folders
from index.store import open_store
from index.store.frontier.visits import Day, Entry, HostState, Pattern, Reason, Record
from search.model import VIETNAM
from search.settings import load_settings
from tools.watch.machine import Machine
from tools.watch.portals import watch

HOUR, DAY = 3_600, 86_400
SOUND = Machine(100_000_000_000, 200_000_000_000, crawls=True, unindexed=None)
ROBOTS = b"User-agent: *\nDisallow: /tin-tuc\n"


class Crawled:
    """Portals of a home folder as they stand at `now` (seconds since 1970)."""

    def __init__(self, home, now):
        self.settings = load_settings(home, {})
        self.now = now
        (home / "portals").mkdir(parents=True)
        with open_store(self.settings, write=True):
            pass

    def portal(self, key, *, enabled=True, age=400 * DAY, more=""):
        """A portal file that was changed so many seconds ago."""
        path = self.settings.home / "portals" / f"{key}.toml"
        path.write_text(
            f'name = "Cổng {key}"\nhosts = ["{key}.example"]\n[crawl]\nenabled = {str(enabled).lower()}\n'
            f'start = ["https://{key}.example/", "https://{key}.example/tin-tuc"]\n{more}',
            encoding="utf-8",
        )
        os.utime(path, (self.now - age, self.now - age))

    def record(self, **rows):
        """Write rows of the frontier."""
        with open_store(self.settings, write=True) as store:
            store.frontier.record(Record(**{name: list(some) for name, some in rows.items()}))

    def host(self, key, ago=HOUR, **more):
        """The host of a portal, which answered so many seconds ago; None: never."""
        success = None if ago is None else self.now - ago
        self.record(hosts=[HostState(f"{key}.example", key, last_success=success, **more)])

    def days(self, key, counts):
        """Days by how long ago they were: pages, new articles, failures."""
        today = datetime.fromtimestamp(self.now, VIETNAM).date()
        self.record(
            days=[
                Day(key, str(today - timedelta(days=ago)), pages, added, 0, failed, pages * 1000)
                for ago, (pages, added, failed) in counts.items()
            ]
        )

    def urls(self, key, paths, due=0, kind=Kind.PAGE):
        """Addresses of a portal that are due so many seconds from now."""
        found = (f"https://{key}.example{path}" for path in paths)
        self.record(
            entries=[
                Entry(url_id(url), url, key, f"{key}.example", kind, Rank.REST, self.now + due)
                for url in found
            ]
        )

    def reason(self, key, reason, *, times=1, path="/1", ago=HOUR, detail=""):
        """A reason why visits came to nothing, the last time so many seconds ago."""
        url = f"https://{key}.example{path}"
        self.record(reasons=[Reason(key, reason, times, url, detail, self.now - ago)])

    def pattern(self, key, pattern, refused, path="/lich/2099"):
        """A pattern of which addresses were left out."""
        self.record(patterns=[Pattern(key, pattern, 300, refused, f"https://{key}.example{path}", 300, 0)])

    def sound(self, key):
        """A portal with nothing wrong: it answered an hour ago, and has new articles every day."""
        self.portal(key)
        self.host(key)
        self.days(key, dict.fromkeys(range(20), (30, 2, 1)))

    def watched(self):
        """All portals that are crawled, as they are now."""
        portals = load_portals(portal_folders(self.settings.home))
        with open_store(self.settings, write=False) as store:
            return watch(store, portals, self.now)
