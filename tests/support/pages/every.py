"""All pages: each story in each layout, with traps in rotation, and the pages that are no articles.

    for page in every_page(seed=1): clean(page.payload, page.url, page.headers) …

(No `__init__.py`: a package under tests could hide one of ours.)
"""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING

from pages import others
from pages.layouts import (
    dotnetnuke,
    formats,
    homemade,
    liferay,
    newspapers,
    nukeviet,
    scripted,
    sharepoint,
    soups,
    systems,
    websphere,
)
from pages.layouts.registry import LAYOUTS
from pages.moments import STYLES
from pages.stories import stories
from pages.traps import BYLINES, CAPTIONS, CHARSETS, RELATED, Trap, Traps, without_clashes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pages.page import Page

MODULES = (
    websphere,
    sharepoint,
    liferay,
    dotnetnuke,
    nukeviet,
    systems,
    newspapers,
    homemade,
    soups,
    scripted,
    formats,
)
"""The families of platforms; importing them fills `LAYOUTS`."""


def every_page(seed: int = 1) -> Iterator[Page]:
    """All pages of a seed: articles, then what is none. Another seed, other traps and portals."""
    yield from article_pages(seed)
    yield from others.other_pages(seed)


def article_pages(seed: int = 1) -> Iterator[Page]:
    """Each story in each layout."""
    for (turn, story), (place, name) in product(enumerate(stories()), enumerate(sorted(LAYOUTS))):
        yield LAYOUTS[name](story, rotated(seed, turn, place))


def plain_pages(seed: int = 1) -> Iterator[Page]:
    """Each story in each layout without any trap: what a cleaner must manage first."""
    for story, name in product(stories(), sorted(LAYOUTS)):
        yield LAYOUTS[name](story, Traps(seed=seed))


def trapped_pages(trap: Trap, seed: int = 1) -> Iterator[Page]:
    """One trap alone, in each layout, on one story after the other: to see what it costs."""
    told = stories()
    for number, name in enumerate(sorted(LAYOUTS)):
        yield LAYOUTS[name](told[number % len(told)], Traps(frozenset({trap}), seed=seed))


def rotated(seed: int, story: int, layout: int) -> Traps:
    """The traps of a page: two flags in turn and others by chance, a choice of each kind now and then.

    Over all stories, each layout has the turn of each flag.
    """
    number = story * len(LAYOUTS) + layout
    rng = random.Random(f"{seed}/{number}")
    flags = list(Trap)
    first = story + layout + seed
    due = {flags[first % len(flags)], flags[(first + len(flags) // 2) % len(flags)]}
    chance = {flag for flag in flags if rng.random() < 0.2}
    start = number + seed
    turn = start // 3
    return Traps(
        flags=without_clashes(due, chance),
        moment=_sometimes(rng, STYLES, turn, 0.6),
        caption=_sometimes(rng, CAPTIONS, turn, 0.4),
        byline=_sometimes(rng, BYLINES, turn, 0.5),
        related=_sometimes(rng, RELATED, turn, 0.5),
        charset=CHARSETS[start // 2 % len(CHARSETS)] if start % 2 else "utf-8",
        seed=seed * 100_000 + number,
    )


def _sometimes(rng: random.Random, choices: Sequence[str], turn: int, share: float) -> str:
    """The choice whose turn it is, in a share of all pages; else the layout's habit."""
    return choices[turn % len(choices)] if rng.random() < share else ""
