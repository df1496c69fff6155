"""Writes what came of visits: pages first, then the frontier with all that the pages led to.

A kill between the two leaves addresses leased whose pages are stored: they are visited once more, and found
to be unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from index.copies.signing import SIGNER
from index.crawl.model import Kind, Outcome, Rank
from index.crawl.revisiting import SOURCES, next_visit
from index.crawl.revisiting import Visit as Seen
from index.crawl.settling import Tally, verdict
from index.pages import article_id
from index.store import Outcome as Stored
from index.store.frontier.visits import DONE, GONE, REFUSED, WAITING, Gone, Record, Visit
from search.model import VIETNAM, Document, SkipReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.crawl.entering import Entering
    from index.crawl.progress import Progress
    from index.crawl.revisiting import Next
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
        judged = [verdict(each) for each in visited]
        stored = self._add(store, visited, judged)
        judged = [
            found._replace(outcome=Outcome.REFUSED, reason="withdrawn")
            if _is_withdrawn(stored.get(each.leased.id))
            else found
            for each, found in zip(visited, judged, strict=True)
        ]
        entries, leading = self._entries(store, visited, judged, stored, now)
        judged = [
            found._replace(changed=each.leased.id in leading) if found.kind in SOURCES else found
            for each, found in zip(visited, judged, strict=True)
        ]
        tally, visits = Tally(), []
        for each, found in zip(visited, judged, strict=True):
            visits.append(_visit(each, found, _When(now, self._often, self._chance)))
            self._count(tally, each, found, stored.get(each.leased.id), now)
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
            if each.leased.visited is None and found.outcome is Outcome.OK:
                gave = int(_became(stored.get(each.leased.id), found, Stored.ADDED) and self._is_new(each))
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
        made = {each.page.identity: each.read.made for each in kept if each.page and each.read}

        def prepare(page: RawPage, _: str, version: int, added: datetime) -> Document | Skipped:
            found = made[page.identity]
            assert found is not None
            return replace(found, version=version, added=added) if isinstance(found, Document) else found

        pages = [each.page for each in kept if each.page]
        added = store.add(pages, prepare, self._knowing.stamp_of) if pages else ()
        versions = {one.article_id: one.version for one in added if one.outcome is not Stored.UNCHANGED}
        signatures = [each.read.signature for each in kept if each.read and each.read.signature]
        fresh = {  # two addresses may be one page by what the portal's file says now: the last counts
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

    def _count(self, tally: Tally, each: Visited, found: Verdict, added: Added | None, now: int) -> None:
        progress, size = self._progress, each.fetched.wire_bytes
        failed = found.outcome in (Outcome.FAILED, Outcome.WAIT)
        is_new, is_changed = _became(added, found, Stored.ADDED), _became(added, found, Stored.CHANGED)
        day = f"{datetime.fromtimestamp(now, VIETNAM):%Y-%m-%d}"
        counts = {"added": is_new, "changed": is_changed, "failed": failed, "bytes": size}
        tally.visit(each.leased.portal, day, pages=1, **counts)
        if found.reason:
            tally.reason(each, found, now)
        progress.pages += 1
        progress.bytes += size
        progress.added += is_new
        progress.changed += is_changed
        progress.unchanged += found.outcome is Outcome.UNCHANGED or (
            found.kind is Kind.ARTICLE and not found.keeps
        )
        progress.refused += found.outcome is Outcome.REFUSED
        progress.gone += found.outcome is Outcome.GONE
        if failed:
            progress.failures[found.reason] = progress.failures.get(found.reason, 0) + 1


def _is_withdrawn(added: Added | None) -> bool:
    return added is not None and added.reason is SkipReason.WITHDRAWN


def _became(added: Added | None, found: Verdict, outcome: Stored) -> bool:
    """Whether a page became an article that is new, or changed."""
    return found.kind is Kind.ARTICLE and added is not None and added.outcome is outcome


class _When(NamedTuple):
    """What the time of the next visit depends on beside the visit."""

    now: int
    often: int
    chance: Random


def _visit(each: Visited, found: Verdict, when: _When) -> Visit:
    """The row of an address after a visit."""
    leased, fetched = each.leased, each.fetched
    after = next_visit(
        Seen(
            kind=found.kind,
            outcome=found.outcome,
            now=when.now,
            changed=found.changed,
            stable=leased.stable,
            fails=leased.fails,
            reason=found.reason,
            before=leased.reason or "",
            wait=fetched.wait,
            often=when.often,
        ),
        when.chance,
    )
    is_answer = found.outcome is Outcome.OK
    article = each.page and found.kind is Kind.ARTICLE and article_id(each.page.identity)
    return Visit(
        id=leased.id,
        kind=found.kind,
        state=_state(found.outcome, after),
        rank=Rank.SOURCE if found.kind in SOURCES else Rank.REST,
        next_visit=after.at,
        fails=after.fails,
        stable=after.stable,
        visited=when.now,
        reason=found.reason[:40] or None,
        etag=fetched.headers.get("etag") if is_answer else leased.etag,
        last_modified=fetched.headers.get("last-modified") if is_answer else leased.last_modified,
        content_hash=(each.read and each.read.content) or leased.content_hash,
        article_id=article or leased.article_id,
    )


def _state(outcome: Outcome, after: Next) -> str:
    if after.gone:
        return GONE
    if after.at is not None:
        return WAITING
    return REFUSED if outcome is Outcome.REFUSED else DONE


def _gone(visits: Sequence[Visit], when: datetime) -> list[Gone]:
    """Of the articles that were asked for whether they are gone, as far as the server said."""
    return [
        Gone(visit.article_id, when if visit.state == GONE else None)
        for visit in visits
        if visit.article_id and (visit.state == GONE or visit.reason is None)
    ]
