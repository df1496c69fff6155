"""Where the second family of layouts is: a name, the shell of its pages, and the article within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.fronts.front import Front

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.article import Story
    from pages.page import Page
    from pages.traps import Traps


@dataclass(frozen=True, slots=True)
class Kind:
    """A front end: what draws the frame of any page, and the address and the inside of an article."""

    name: str
    shell: Callable[[Front, str], str]
    inside: Callable[[Front], tuple[str, str]]
    legacy: bool
    owner: str

    def pen(self, story: Story, traps: Traps) -> Front:
        """What a page of this front end is drawn with."""
        return Front(self.name, story, traps, self.owner)

    def article(self, story: Story, traps: Traps) -> Page:
        """The page of an article."""
        front = self.pen(story, traps)
        url, inside = self.inside(front)
        return front.page(url, self.shell(front, inside))


FRONTS: dict[str, Kind] = {}
"""All front ends by name; `pages.second` imports their modules."""


def front(
    name: str, shell: Callable[[Front, str], str], owner: str = "paper", legacy: bool = False
) -> Callable[[Callable[[Front], tuple[str, str]]], Callable[[Front], tuple[str, str]]]:
    """Registers what draws the inside of an article's page; `legacy` pages may have markup of long ago."""

    def register(inside: Callable[[Front], tuple[str, str]]) -> Callable[[Front], tuple[str, str]]:
        FRONTS[name] = Kind(name, shell, inside, legacy, owner)
        return inside

    return register
