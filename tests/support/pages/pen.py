"""The pen that writes one page: random numbers of its own, and a memory of what it wrote."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING

from pages import chrome
from pages.article import Quirk
from pages.markup import escaped

if TYPE_CHECKING:
    from pages.article import Story
    from pages.traps import Traps


def slug(text: str) -> str:
    """The title as addresses have it."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def fill(template: str, words: str) -> str:
    """The template around the words; nothing where there are none."""
    return template.replace("{}", words) if words else ""


class Pen:
    """What every part of a page is written with."""

    def __init__(self, layout: str, story: Story, traps: Traps):
        self.layout = layout
        self.story = story
        self.traps = traps
        self.rng = random.Random(f"{layout}/{story.id}/{traps.seed}")
        self.site = chrome.site(self.rng)
        self.today = chrome.today(self.rng)
        self.number = self.rng.randint(101, 98_765)
        self.slug = slug(story.title)[:90].strip("-")
        self.host = f"{slug(chrome.place(self.rng))}-{layout}.example"
        self.shown: set[str] = set()
        self.never_texts: list[str] = []
        self.related_texts: list[str] = []
        self.stranger_texts: list[str] = []

    def any(self, *choices: str) -> str:
        """One of these."""
        return self.rng.choice(choices)

    def text(self, words: str) -> str:
        """The article's own words, in the letters that its page has."""
        quirks = self.story.quirks
        if Quirk.ETH in quirks:
            words = words.replace("Đ", "Ð")
        if Quirk.SOFT_HYPHENS in quirks:
            words = re.sub(r"\b([^\W\d_]{2})([^\W\d_]{3,})", self._hyphenated, words)
        if Quirk.NFD in quirks:
            words = unicodedata.normalize("NFD", words)
        return escaped(words)

    def never(self, words: str) -> str:
        """Words that are not of the article."""
        self.never_texts.append(words)
        return escaped(words)

    def related_title(self, words: str) -> str:
        """The title of another article, listed as related."""
        self.related_texts.append(words)
        return self.never(words)

    def stranger(self, name: str) -> str:
        """The name of an account that is no author."""
        self.stranger_texts.append(name)
        return self.never(name)

    def _hyphenated(self, match: re.Match[str]) -> str:
        return "\u00ad".join(match.groups()) if self.rng.random() < 0.3 else match[0]
