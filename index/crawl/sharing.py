"""Words that many addresses of a host suddenly share: what a server says in place of its articles.

Nobody knows all wordings of "we will be back soon", and such pages come with status 200. What gives them away
is that addresses which held different articles hold the same words now. Addresses of one article, as in two
sections or for print, held the same words before, so a corrected article stays what it is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.crawl.model import Outcome
from index.crawl.reasons import SHARED
from index.crawl.settling import Verdict
from index.pages import article_id
from index.store.frontier.visits import Holder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.crawl.settling import Visited
    from index.store.frontier.frontier import Frontier

OTHERS = 2
"""Articles that became the same words after different ones, so that a third is not believed."""

_MOST = 10_000
"""Words that are remembered."""


class Sharing:
    """Judges visits by what other addresses of their hosts hold."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def judge(
        self, frontier: Frontier, visited: Sequence[Visited], judged: Sequence[Verdict]
    ) -> list[Verdict]:
        """The verdicts of some visits, those as failures whose words other articles came to hold.

        It takes three to know, in one record or over the years: two that came before the third have a bad
        version, which their next good visit puts right. An address that is new is judged by the others alone.
        """
        new = [_holder(each) if found.changed else None for each, found in zip(visited, judged, strict=True)]
        shared = self._shared(frontier, [each for each in new if each])
        return [
            _failed(each) if holder in shared else found
            for each, found, holder in zip(visited, judged, new, strict=True)
        ]

    def _shared(self, frontier: Frontier, new: Sequence[Holder]) -> set[Holder | None]:
        """Those addresses whose words are not theirs."""
        holders: defaultdict[tuple[str, str], list[Holder]] = defaultdict(list)
        for each in (*new, *frontier.holders(sorted({each.content_hash for each in new}))):
            holders[each[:2]].append(each)
        if len(self._known) > _MOST:
            self._known.clear()
        self._known |= {each[:2] for each in new if _is_shared(each, holders[each[:2]])}
        return {each for each in new if each[:2] in self._known}


def _holder(each: Visited) -> Holder | None:
    """What an address holds by a visit, and what it held before: nothing, if it is new."""
    if each.page is None or each.read is None:
        return None
    leased = each.leased
    return Holder(leased.host, each.read.content, article_id(each.page.identity), leased.content_hash)


def _is_shared(holder: Holder, holders: Iterable[Holder]) -> bool:
    """Whether enough other articles became these words, after others that differ from each other and its."""
    before = {each.former_hash for each in holders if each.article_id != holder.article_id}
    return len(before - {holder.former_hash, None}) >= OTHERS


def _failed(each: Visited) -> Verdict:
    """A visit that is tried again."""
    return Verdict(each.leased.kind, Outcome.FAILED, SHARED, "other articles of the host became these words")
