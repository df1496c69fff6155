"""What repeats on the pages of a host, and is therefore the portal's and not an article's.

A block is learned if it stands on three or more different articles of the host, and

- the cleaner, told nothing of the host, took it on none of its pages for a part of the article, and it is
  shorter than a headline or stands on more than half of all articles: lists of what is new hold headlines of
  articles whose own pages may not be among those that are looked at; or
- it stands on more than two thirds of all articles, and the cleaner took it for text or title of the article
  on three or more of them, and there mostly for that. So an address below each article is learned. A title or
  first paragraph that other pages tease is text of one article only, a paragraph of set phrases that closes
  some articles stands on few of them, and whoever signs most articles is no text: all of these stay.

What makes articles different: a page counts only if its own text, which stands on at most half of the pages,
is at least as long as what it shares with most of them; and pages of one title, or which share more than half
of their own text, are the same article, however often it was posted.

Blocks with a day in them are never learned: keys do not see numbers, so the clock of the page and the day of
the article may have the same. Neither are blocks without letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clean.knowledge import block_key
from search.model import PROSE, BlockKind, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.clean.explaining import Explained

LEARNER = "learn-1"
"""The version of these rules: raise it whenever the same pages teach something else."""

PAGES = 300
"""Pages of a host that are looked at, the newest."""

KEYS = 5_000
"""Keys that are kept of a host, the most frequent."""

ENOUGH = 3
"""Articles on which a block stands that repeats."""

_HEADLINE = 6
"""Words of the shortest headline."""

_PORTAL = frozenset({BlockKind.CHROME, BlockKind.RELATED, BlockKind.PAGER})
_TEXT = PROSE | {BlockKind.TITLE}
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|ngày\s+\d|\d{4}-\d\d-\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What learning needs of a page, small enough to keep hundreds of: keys instead of texts.

    `parts` are keys of blocks that were taken for a part of the article, `texts` those of its text and title
    with their lengths, `keys` all that may be learned, and `long` those of them as long as a headline.
    """

    title: int | None
    keys: frozenset[int]
    long: frozenset[int]
    parts: frozenset[int]
    texts: Mapping[int, int]


def see(explained: Explained) -> Seen | None:
    """What learning needs of a page; None for one that gave no article."""
    if isinstance(explained.result, Skipped):
        return None
    keyed = [(block_key(block.text), block) for block in explained.blocks if block.text.strip()]
    return Seen(
        title=next((key for key, block in keyed if block.kind is BlockKind.TITLE), None),
        keys=frozenset(key for key, block in keyed if _may_repeat(block.text)),
        long=frozenset(key for key, block in keyed if len(block.text.split()) >= _HEADLINE),
        parts=frozenset(key for key, block in keyed if block.kind not in _PORTAL),
        texts={key: len(block.text) for key, block in keyed if block.kind in _TEXT},
    )


def _may_repeat(text: str) -> bool:
    return any(map(str.isalpha, text)) and not _DAY.search(text)


def learn(pages: Sequence[Seen]) -> frozenset[int]:
    """The keys of the blocks that repeat on the pages of one host; the order of pages does not matter."""
    articles = _articles(pages)
    places: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for versions in articles:
        places.update(_all(page.keys for page in versions))
        parts.update(_all(page.parts for page in versions))
        texts.update(_all(page.texts for page in versions))
    claimed, long = _all(page.parts for page in pages), _all(page.long for page in pages)

    def repeats(key: int, number: int) -> bool:
        if key not in claimed:
            return key not in long or 2 * number > len(articles)
        return 3 * number > 2 * len(articles) and texts[key] >= ENOUGH and 2 * texts[key] > parts[key]

    found = [(-number, key) for key, number in places.items() if number >= ENOUGH and repeats(key, number)]
    return frozenset(key for _, key in sorted(found)[:KEYS])


def _articles(pages: Sequence[Seen]) -> list[list[Seen]]:
    """The pages that have text of their own, those of one article together."""
    common = _common(pages)
    articles: list[list[Seen]] = []
    titles: dict[int, int] = {}
    holders: dict[int, set[int]] = defaultdict(set)
    for page in sorted(pages, key=lambda page: (sorted(page.texts.items()), sorted(page.keys))):
        own = {key: size for key, size in page.texts.items() if key not in common}
        if not own or 2 * sum(own.values()) < sum(page.texts.values()):
            continue
        number = _same(page, own, common, titles, holders)
        if number is None:
            number = len(articles)
            articles.append([])
        articles[number].append(page)
        if page.title is not None:
            titles.setdefault(page.title, number)
        for key in own:
            holders[key].add(number)
    return articles


def _same(
    page: Seen,
    own: Mapping[int, int],
    common: frozenset[int],
    titles: Mapping[int, int],
    holders: Mapping[int, set[int]],
) -> int | None:
    """The article that a page is another posting of, if one was met."""
    if page.title is not None and page.title not in common and page.title in titles:
        return titles[page.title]
    shared: Counter[int] = Counter()
    for key, size in own.items():
        for number in holders.get(key, ()):
            shared[number] += size
    best = min(shared, key=lambda number: (-shared[number], number), default=None)
    return best if best is not None and 2 * shared[best] > sum(own.values()) else None


def _common(pages: Sequence[Seen]) -> frozenset[int]:
    """The texts that stand on more than half of the pages, and on three: they do not tell articles apart."""
    counted: Counter[int] = Counter()
    for page in pages:
        counted.update(page.texts.keys())
    return frozenset(key for key, number in counted.items() if number >= ENOUGH and 2 * number > len(pages))


def _all(keys: Iterable[Iterable[int]]) -> set[int]:
    return {key for some in keys for key in some}
