"""A second family of pages, written apart from the first: front ends of papers, stations and offices.

    for page in second_pages(seed=1): clean(page.payload, page.url, page.headers) …

The first set is `pages.every`. Each story in each front end, with few traps: what real pages have is always
there.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from pages.article import Story
from pages.fronts import communes, dailies, offices, regional, rendered, stations
from pages.fronts.contents import OTHERS
from pages.fronts.registry import FRONTS
from pages.fronts.words import all_stories, second_stories
from pages.moments import STYLES
from pages.traps import Trap, Traps, without_clashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.page import Page

MODULES = (dailies, regional, stations, offices, rendered, communes)
"""The families of front ends; importing them fills `FRONTS`."""

ANYWHERE = (
    Trap.CLOCK, Trap.SITE_TITLE, Trap.BAD_META, Trap.GOOD_META, Trap.NO_DATE, Trap.UPDATED, Trap.MANY_H1,
    Trap.HIDDEN_COPY, Trap.CRLF, Trap.NBSP, Trap.EMPTY_BLOCKS, Trap.HEAVY, Trap.COMMENTS, Trap.COPYRIGHT,
)  # fmt: skip
LONG_AGO = (*ANYWHERE, Trap.UNCLOSED, Trap.MISNESTED, Trap.UPPERCASE)
"""The traps of pages that nobody has touched for years."""

SHARES = {Trap.CLOCK: 0.6, Trap.COPYRIGHT: 0.6, Trap.COMMENTS: 0.5, Trap.NO_DATE: 0.04, Trap.BAD_META: 0.08}
"""How often a trap is met, where it is not one in seven."""

CHARSETS = ("utf-8-meta", "utf-8-header", "windows-1258", "as-latin-1", "tcvn3-none", "utf-8-none", "decimal")
"""The encodings of old pages, by turns; all others are UTF-8 as declared."""


def second_pages(seed: int = 1) -> Iterator[Page]:
    """All pages of a seed: articles, then what is none."""
    yield from second_articles(seed)
    yield from second_others(seed)


def second_articles(seed: int = 1) -> Iterator[Page]:
    """The stories of this family in each front end, and every third of the others."""
    own = len(second_stories())
    for (turn, story), (place, name) in product(enumerate(all_stories()), enumerate(sorted(FRONTS))):
        if turn < own or (turn + place + seed) % 3 == 0:
            yield FRONTS[name].article(story, drawn(seed, turn, place))


def drawn(seed: int, story: int, place: int) -> Traps:
    """The traps of a page."""
    number = story * len(FRONTS) + place
    rng = random.Random(f"second/{seed}/{number}")
    legacy = FRONTS[sorted(FRONTS)[place]].legacy
    flags = {trap for trap in (LONG_AGO if legacy else ANYWHERE) if rng.random() < SHARES.get(trap, 1 / 7)}
    return Traps(
        flags=without_clashes(set(), flags),
        moment=rng.choice(STYLES) if rng.random() < 0.3 else "",
        byline=rng.choice(("meta", "both", "glued")) if rng.random() < 0.25 else "",
        charset=CHARSETS[number % len(CHARSETS)] if legacy and rng.random() < 0.5 else "utf-8",
        seed=seed * 100_000 + number,
    )


def second_others(seed: int = 1) -> Iterator[Page]:
    """Each of `OTHERS` in two front ends."""
    names = sorted(FRONTS)
    for number, other in enumerate(OTHERS):
        for turn in (0, 1):
            yield second_other(
                other, names[(2 * number + turn * 11 + seed) % len(names)], seed * 1000 + number
            )


def second_other(other: str, name: str, seed: int) -> Page:
    """One page that is no article, in a front end."""
    kind, content, path = OTHERS[other]
    pen = FRONTS[name].pen(Story(other, title=""), Traps(frozenset({Trap.CLOCK, Trap.COPYRIGHT}), seed=seed))
    html = FRONTS[name].shell(pen, content(pen))
    return replace(pen.other(f"https://{pen.host}{path}", html, kind), story="")
