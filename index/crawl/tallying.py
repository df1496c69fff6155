"""What is counted of visits: by portal and day, by reason, and for whoever looks on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from index.crawl.model import Kind, Outcome
from index.store import Outcome as Stored
from index.store.frontier.visits import Day, Reason
from search.model import VIETNAM

if TYPE_CHECKING:
    from index.crawl.progress import Progress
    from index.crawl.settling import Verdict, Visited
    from index.store import Added


def became(added: Added | None, found: Verdict, outcome: Stored) -> bool:
    """Whether a page became an article that is new, or changed."""
    return found.kind is Kind.ARTICLE and added is not None and added.outcome is outcome


@dataclass(slots=True)
class Tally:
    """Counts of the visits of one record, by portal; `now` is in seconds since 1970."""

    now: int
    days: dict[tuple[str, str], Day] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)

    def count(self, progress: Progress, each: Visited, found: Verdict, added: Added | None) -> None:
        """Add a visit to the counts of its portal, and to those that people look on."""
        size = each.fetched.wire_bytes
        failed = found.outcome in (Outcome.FAILED, Outcome.WAIT)
        is_new, is_changed = became(added, found, Stored.ADDED), became(added, found, Stored.CHANGED)
        day = f"{datetime.fromtimestamp(self.now, VIETNAM):%Y-%m-%d}"
        counts = {"added": is_new, "changed": is_changed, "failed": failed, "bytes": size}
        self._visit(each.leased.portal, day, pages=1, **counts)
        if found.reason:
            self._reason(each, found)
        progress.pages += 1
        progress.bytes += size
        progress.added += is_new
        progress.changed += is_changed
        progress.unchanged += found.outcome is Outcome.UNCHANGED or (
            found.outcome is Outcome.OK and found.kind is Kind.ARTICLE and not found.keeps
        )
        progress.refused += found.outcome is Outcome.REFUSED
        progress.gone += found.outcome is Outcome.GONE
        if failed:
            progress.failures[found.reason] = progress.failures.get(found.reason, 0) + 1

    def _visit(self, portal: str, day: str, **counts: int) -> None:
        """Add to the counts of a portal's day."""
        before = self.days.get((portal, day), Day(portal, day))
        sums = {name: getattr(before, name) + count for name, count in counts.items()}
        self.days[portal, day] = before._replace(**sums)

    def _reason(self, visited: Visited, judged: Verdict) -> None:
        """Add a reason why a visit came to nothing."""
        portal, reason = visited.leased.portal, judged.reason[:40]
        before = self.reasons.get((portal, reason))
        times = before.times + 1 if before else 1
        self.reasons[portal, reason] = Reason(
            portal, reason, times, visited.leased.url, judged.detail, self.now
        )
