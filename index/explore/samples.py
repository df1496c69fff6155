"""Some articles of a portal as the crawl would keep them, and what seems left in them that is not theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from index.clean.knowledge import Known, Rules, block_key
from index.crawl.find.patterns import pattern_of
from index.explore.model import Sample
from index.explore.sights import raw_page, see
from index.pages import article_id
from index.pipeline import prepare
from search.model import PROSE, VIETNAM, BlockKind, Document, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.crawl.find.scope import Scope
    from index.explore.sights import Sight
    from index.explore.visiting import Visitor
    from index.listing import ListedItem
    from search.topics import Taxonomy

WANTED = 5
"""Articles that are looked at."""

HEAD, TAIL = 2, 3
"""Blocks at the beginning and the end of an article that are compared with those of the others."""

_OPENING = 25  # words
_LONGEST = 300  # characters of a line that is shown
_MOST_ITEMS = 1_000  # among which samples are chosen


class Tasted(NamedTuple):
    """A sample, its page as it came, and the lines of its date as written."""

    sample: Sample
    sight: Sight | None
    lines: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


def choose(items: Iterable[ListedItem], scope: Scope, most: int = WANTED) -> list[ListedItem]:
    """Items to look at, each article once: of the commonest patterns of addresses, by turns."""
    groups: dict[str, list[ListedItem]] = defaultdict(list)
    seen: set[str] = set()
    for item in items:
        known = scope.canonical(item.url) or item.url
        if known not in seen and len(seen) < _MOST_ITEMS:
            seen.add(known)
            groups[pattern_of(known)].append(item)
    ranked = sorted(groups.values(), key=len, reverse=True)
    turns = max(map(len, ranked), default=0)
    return [group[turn] for turn in range(turns) for group in ranked if turn < len(group)][:most]


def taste(visitor: Visitor, item: ListedItem, known: Known, taxonomy: Taxonomy) -> Tasted:
    """Fetch an article and read it as the crawl would."""
    fetched = visitor.get(item.url)
    sight = see(fetched)
    blank = Sample(item.url, item.origin)
    if sight is None:
        told = replace(
            blank, problem=fetched.reason or f"http-{fetched.status}", problem_detail=fetched.detail
        )
        return Tasted(told, None)
    page = raw_page(fetched, known.rules.portal if known.rules else "", item.witnesses())
    made = prepare(page, article_id(page.identity), 1, datetime.now(VIETNAM), known, taxonomy)
    if isinstance(made, Skipped):
        return Tasted(replace(blank, problem=made.reason.value, problem_detail=made.detail), sight)
    article = made.article
    prose = tuple(article.of(block) for block in article.blocks_of(*PROSE))
    written = tuple(article.of(block) for block in article.blocks_of(BlockKind.DATELINE))
    return Tasted(_told(blank, made, prose), sight, prose, written)


def known_of(name: str, *, day_first: bool | None) -> Known:
    """What the draft would tell the cleaner."""
    return Known(Rules(name, day_first=day_first is not False))


def with_left_in(tasted: Sequence[Tasted]) -> tuple[Sample, ...]:
    """The samples, each with the lines at its head or tail that more than half of the others have too."""
    articles = [each for each in tasted if not each.sample.problem]
    counts: Counter[int] = Counter()
    for each in articles:
        counts.update({block_key(line) for line in _ends(each.lines)})
    least = max(2, len(articles) // 2 + 1)
    return tuple(
        replace(
            each.sample,
            left_in=tuple(line[:_LONGEST] for line in _ends(each.lines) if counts[block_key(line)] >= least),
        )
        for each in tasted
    )


def _ends(lines: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*lines[:HEAD], *lines[-TAIL:]]))


def _told(blank: Sample, made: Document, prose: Sequence[str]) -> Sample:
    article, published = made.article, made.published
    words = " ".join(prose).split()
    why = next((evidence.why for evidence in published.evidence), "")
    quote = next((evidence.quote for evidence in published.evidence), "")
    return replace(
        blank,
        title=article.title,
        published=published.iso,
        trust=published.trust.value,
        why=f"{why}: {quote}" if quote else why,
        byline=article.first(BlockKind.BYLINE),
        section=article.first(BlockKind.SECTION),
        words=len(words),
        opening=" ".join(words[:_OPENING]),
    )
