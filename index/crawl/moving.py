"""What a redirect to another page of the portal says of the address that was asked for.

An article that leads to the home page, a start page or a list is missing, as with 404. One that leads to
another page has moved once that was visited and is an article. A page of which no article is known, and which
leads elsewhere by a temporary redirect, may be itself again, as after maintenance: it is tried a day later,
and has moved if it leads to a good page still. Until then the visit failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.crawl.find.identity import url_id
from index.crawl.model import Kind, Outcome
from index.crawl.reasons import GONE_HOME, MOVED, UNSURE
from index.crawl.revisiting import SOURCES
from index.crawl.settling import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.crawl.entering import Entering
    from index.crawl.settling import Visited
    from index.store.frontier.frontier import Frontier
    from index.store.frontier.visits import Leased

PATIENT = 6
"""Visits, at least a day apart, after which a page that still leads nowhere good is left in peace."""


def judge_moved(
    frontier: Frontier, entering: Entering, visited: Sequence[Visited], judged: Sequence[Verdict]
) -> list[Verdict]:
    """The verdicts of some visits, with those of redirects to other pages by what is known of these."""
    ids = {
        each.leased.id: url_id(entering.canonical(each.leased.portal, each.fetched.url))
        for each in visited
        if each.has_moved and each.leased.kind not in SOURCES
    }
    targets = frontier.find(sorted({*ids.values()})) if ids else {}
    return [
        _moved(each, found, targets.get(ids[each.leased.id]), entering) if each.leased.id in ids else found
        for each, found in zip(visited, judged, strict=True)
    ]


def _moved(each: Visited, found: Verdict, target: Leased | None, entering: Entering) -> Verdict:
    leased, to = each.leased, each.fetched.url
    is_article = leased.article_id is not None or leased.kind is Kind.ARTICLE
    leads_to_list = target is not None and target.kind in SOURCES
    if is_article and (leads_to_list or entering.is_front(leased.portal, to)):
        return Verdict(leased.kind, Outcome.GONE, GONE_HOME, to)
    return found if _is_believed(each, target) else Verdict(leased.kind, Outcome.FAILED, UNSURE, to)


def _is_believed(each: Visited, target: Leased | None) -> bool:
    """Whether the page has another address now, as far as is known of that one."""
    leased = each.leased
    is_well = target is not None and target.visited is not None and target.fails == 0
    if leased.article_id:
        return is_well and target is not None and target.article_id is not None
    is_again = leased.reason in {MOVED, UNSURE}
    return not each.fetched.is_temporary or (is_again and (is_well or leased.fails >= PATIENT))
