"""Where the layouts are: a name, and a function from a story and traps to a page."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from pages.draw import Draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.article import Story
    from pages.draw import Layout
    from pages.page import Page
    from pages.traps import Traps

LAYOUTS: dict[str, Layout] = {}
"""All layouts by name; `pages.every` imports their modules, and goes through them in the order of names."""

DRAWN: dict[str, Callable[[Draw], tuple[str, str]]] = {}
"""What each layout does with a `Draw`, for those who have one of their own."""


def layout(name: str) -> Callable[[Callable[[Draw], tuple[str, str]]], Layout]:
    """Registers a function that draws the address and the HTML of a page."""

    def register(drawn: Callable[[Draw], tuple[str, str]]) -> Layout:
        @wraps(drawn)
        def made(story: Story, traps: Traps) -> Page:
            draw = Draw(name, story, traps)
            url, html = drawn(draw)
            return draw.page(url, html)

        LAYOUTS[name], DRAWN[name] = made, drawn
        return made

    return register
