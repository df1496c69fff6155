"""Writes what came of visits: pages first, then the frontier with all that the pages led to.

A kill between the two leaves addresses leased whose pages are stored: they are visited once more, and found
to be unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from index.copies import SIGNER
from index.crawl.model import Outcome, Rank
from index.crawl.moving import judge_moved
from index.crawl.reasons import WITHDRAWN
from index.crawl.revisiting import SOURCES
from index.crawl.settling import When, row_of, verdict
from index.crawl.sharing import Sharing
from index.crawl.tallying import Tally, became
from index.store import Outcome as Stored
from index.store.frontier.visits import GONE, Gone, Record, Visit
from search.model import VIETNAM, Document, SkipReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.crawl.entering import Entering
    from index.crawl.progress import Progress
    from index.crawl.settling import Verdict, Visited
    from index.knowing import Knowing
    from index.pages import RawPage
    from index.store import Added, Store
    from index.store.frontier.visits import Entry, HostState
    from search.model import Skipped


_CONTENTS = 500_000
"""Articles whose words are remembered: some 30 MB."""


class Keeper:
    """Keeps what came of visits in a store, and counts it."""

    def __init__(self, knowing: Knowing, entering: Entering, progress: Progress, often: int) -> None:
        self._knowing = knowing
        self._often = often
        self._entering = entering
        self._progress = progress
        self._contents: set[int] = set()
        self._sharing = Sharing()
        self._chance = Random()  # noqa: S311 - jitter

    def keep(
        self,
        store: Store,
        visited: Sequence[Visited],
        hosts: Sequence[HostState],
        named: Sequence[Entry],
        now: int,
    ) -> None:
        """Store all of some visits; when this returns it is on the disk.

        `hosts` are the states of hosts after them, `named` addresses that hosts named, as robots.txt does.
        """
        judged = judge_moved(store.frontier, self._entering, visited, [verdict(each) for each in visited])
        judged = self._sharing.judge(store.frontier, visited, judged)
        stored = self._add(store, visited, judged)
        judged = [
            found._replace(outcome=Outcome.REFUSED, reason=WITHDRAWN)
            if _is_withdrawn(stored.get(each.leased.id))
            else found
            for each, found in zip(visited, judged, strict=True)
        ]
        entries, leading = self._entries(store, visited, judged, stored, now)
        judged = [
            found._replace(changed=each.leased.id in leading) if found.kind in SOURCES else found
            for each, found in zip(visited, judged, strict=True)
        ]
        tally, visits = Tally(now), []
        for each, found in zip(visited, judged, strict=True):
            visits.append(row_of(each, found, When(now, self._often, self._chance)))
            tally.count(self._progress, each, found, stored.get(each.leased.id))
        patterns = self._entering.patterns()
        days, reasons = list(tally.days.values()), list(tally.reasons.values())
        gone = _gone(visits, datetime.fromtimestamp(now, VIETNAM))
        record = Record(visits, [*entries, *named], hosts, days, reasons, patterns, gone)
        self._progress.named += store.frontier.record(record)

    def _entries(
        self,
        store: Store,
        visited: Sequence[Visited],
        judged: Sequence[Verdict],
        stored: Mapping[int, Added],
        now: int,
    ) -> tuple[list[Entry], set[int]]:
        """The addresses that visits led to, without those of too many, and which visits led to new ones."""
        named = [(each, list(self._entering.named(each, now))) for each in visited]
        known = store.frontier.known([entry.id for _, entries in named for entry in entries])
        taken: list[Entry] = []
        leading: set[int] = set()
        for (each, entries), found in zip(named, judged, strict=True):
            new = [entry for entry in entries if entry.id not in known]
            if each.leased.visited is None and (found.outcome is Outcome.OK or each.has_moved):
                gave = int(became(stored.get(each.leased.id), found, Stored.ADDED) and self._is_new(each))
                articles = gave + sum(entry.rank is Rank.FRESH for entry in new)
                self._entering.was_visited(each.leased.portal, each.leased.url, articles)
            taken += [entry for entry in entries if entry.id in known]
            fresh = [entry for entry in new if self._entering.is_taken(entry)]
            known.update(entry.id for entry in fresh)
            taken += fresh
            if fresh:
                leading.add(each.leased.id)
        return taken, leading

    def _add(self, store: Store, visited: Sequence[Visited], judged: Sequence[Verdict]) -> dict[int, Added]:
        """Store the pages that are to be kept; what became of each, by the id of its address."""
        kept = [each for each, found in zip(visited, judged, strict=True) if found.keeps]
        # By address: two of them may be one page by what the portal's file says now, each with its own words.
        made = {each.page.url: each.read.made for each in kept if each.page and each.read}

        def prepare(page: RawPage, _: str, version: int, added: datetime) -> Document | Skipped:
            found = made[page.url]
            assert found is not None
            return replace(found, version=version, added=added) if isinstance(found, Document) else found

        pages = [each.page for each in kept if each.page]
        added = store.add(pages, prepare, self._knowing.stamp_of) if pages else ()
        versions = {one.article_id: one.version for one in added if one.outcome is not Stored.UNCHANGED}
        signatures = [each.read.signature for each in kept if each.read and each.read.signature]
        fresh = {  # of two addresses of one page the last counts
            each.article_id: each._replace(version=versions[each.article_id])
            for each in signatures
            if each.article_id in versions
        }
        store.signatures.keep(SIGNER, list(fresh.values()))
        return {each.leased.id: one for each, one in zip(kept, added, strict=True)}

    def _is_new(self, each: Visited) -> bool:
        """Whether nothing else of its portal says the same: else addresses without end look like articles."""
        if len(self._contents) > _CONTENTS:
            self._contents.clear()
        key = hash((each.leased.portal, each.read and each.read.content))
        is_new = key not in self._contents
        self._contents.add(key)
        return is_new


def _is_withdrawn(added: Added | None) -> bool:
    return added is not None and added.reason is SkipReason.WITHDRAWN


def _gone(visits: Sequence[Visit], when: datetime) -> list[Gone]:
    """Of the articles that were asked for whether they are gone, as far as the server said."""
    return [
        Gone(visit.article_id, when if visit.state == GONE else None)
        for visit in visits
        if visit.article_id and (visit.state == GONE or visit.reason is None)
    ]
