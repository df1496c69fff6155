"""Pins the project's own pages: small ones of different layouts, drawn by the generators of pages.

    PYTHONPATH=.:tests/support python tests/support/pinned.py

Look at the difference before you commit it: what is pinned is what the cleaner makes of the pages now.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pages.every import LAYOUTS
from pages.second import FRONTS, all_stories, second_other
from pages.traps import Trap, Traps

from index.clean.knowledge import NOTHING
from index.pages import HTML, RawPage
from search import files
from search.model import VIETNAM
from tools.pinning import pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.page import Page

PINS = Path(__file__).parents[1] / "cases" / "pins"

CHOSEN = {
    "sharepoint": "seed-phu-binh",
    "websphere": "seed-que-phong",
    "nukeviet": "dan-van-kheo",
    "font-tables": "gia-nong-san",
    "province": "khanh-thanh-cau",
    "zine": "chay-xuong-go",
    "liferay-seven": "huong-dan-bao-hiem",
}
"""The layouts, and the story that each tells."""


def own_pages() -> Iterator[RawPage]:
    """The pages: articles, and a list."""
    told = {story.id: story for story in all_stories()}
    traps = Traps(frozenset({Trap.CLOCK, Trap.COPYRIGHT, Trap.RELATED}), seed=7)
    for name, story in CHOSEN.items():
        made = FRONTS[name].article if name in FRONTS else LAYOUTS[name]
        yield _raw(made(told[story], traps))
    yield _raw(second_other("section", "army", 7))


def _raw(page: Page) -> RawPage:
    headers = {name.lower(): value for name, value in page.headers.items()}
    when = datetime(2026, 11, 1, 8, 0, tzinfo=VIETNAM)
    return RawPage(page.url, page.layout, page.id, HTML, page.payload, page.url, when, headers)


def main() -> None:
    """Pin all pages anew."""
    files.remove_tree(PINS)
    for page in own_pages():
        print(pin(page, NOTHING, PINS).relative_to(PINS))


if __name__ == "__main__":
    main()
