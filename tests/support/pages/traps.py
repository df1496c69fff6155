"""What can be wrong with a page: flags, and choices that replace a layout's own habit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trap(StrEnum):
    """A complication; all can be combined but those of `CLASHES`."""

    CLOCK = "clock"
    """Today's date near the top."""
    SITE_TITLE = "site-title"
    """<title> names only the site."""
    BAD_META = "bad-meta"
    """og:title is the site, JSON-LD an Organization, and datePublished the day of the crawl."""
    GOOD_META = "good-meta"
    """Metadata tells the truth."""
    NO_DATE = "no-date"
    """The page does not tell when the article was published."""
    UPDATED = "updated"
    """A second date, of a later change."""
    TEASERS = "teasers"
    """Latest news with dates of their own, in a side column."""
    RELATED = "related"
    """A list of related titles below the article."""
    INLINE_RELATED = "inline-related"
    """A related title between two paragraphs."""
    PAGER = "pager"
    """Numbered pages of the list that the article is in."""
    COUNTER = "counter"
    """How often the site was visited."""
    COPYRIGHT = "copyright"
    """A year in the footer."""
    CALENDAR = "calendar"
    """Selects of day, month and year."""
    COMMENTS = "comments"
    """What readers said, with dates."""
    RATING = "rating"
    """How many points the article has."""
    SHARE = "share"
    """Buttons of social networks."""
    ADS = "ads"
    """Advertisements between paragraphs."""
    LOGIN = "login"
    """A form to sign in."""
    TOOLS = "tools"
    """Print, send, top of the page."""
    PLAYER = "player"
    """A video's or an audio's placeholder."""
    MANY_H1 = "many-h1"
    """The name of the site and a section are <h1>, too."""
    HIDDEN_COPY = "hidden-copy"
    """The body once more, hidden."""
    UNCLOSED = "unclosed"
    """End tags that may be missing are missing."""
    MISNESTED = "misnested"
    """<b><i></b></i> and end tags of nothing."""
    UPPERCASE = "uppercase"
    """Tags in capitals."""
    CRLF = "crlf"
    """Windows line ends."""
    HEAVY = "heavy"
    """Much script and style."""
    NBSP = "nbsp"
    """Paragraphs are indented with non-breaking spaces."""
    EMPTY_BLOCKS = "empty-blocks"
    """Empty paragraphs between those of the article."""


CLASHES = (
    {Trap.NO_DATE, Trap.GOOD_META},
    {Trap.NO_DATE, Trap.BAD_META},
    {Trap.NO_DATE, Trap.UPDATED},
    {Trap.GOOD_META, Trap.BAD_META},
)
"""Pairs that would contradict each other, or leave nothing that a reader could decide by."""

CAPTIONS = ("figure", "table", "em", "div", "wp", "cell", "br-italic", "group", "sibling", "dl")
"""How a picture and its caption are marked up."""

BYLINES = ("left", "right", "meta", "label", "glued", "both", "italic", "cell")
"""Where the byline is: after the text, among the date and section, or at both places."""

RELATED = ("ul", "anchors", "table", "dated", "cards", "dl", "bullets", "ol")
"""How a list of related titles is marked up; `dated` has "(Ngày …)" after each."""

CHARSETS = (
    "utf-8", "utf-8-none", "windows-1258", "utf-8-header", "tcvn3-none", "utf-8-meta", "vni-none",
    "utf-16", "utf-8-bom", "as-latin-1", "windows-1258-none", "decimal", "tcvn3-latin-1", "hex",
    "named", "as-windows-1258", "as-utf-8", "vni-user", "utf-16-none",
)  # fmt: skip
"""How letters become bytes, and what is said of it.

`-none` declares nothing, `as-x` declares x wrongly, `decimal`, `hex` and `named` are character references.
"""


@dataclass(frozen=True, slots=True)
class Traps:
    """What is done to one page. An empty choice leaves the layout its habit; `seed` varies the portal."""

    flags: frozenset[Trap] = frozenset()
    moment: str = ""
    caption: str = ""
    byline: str = ""
    related: str = ""
    charset: str = "utf-8"
    seed: int = 0

    def __contains__(self, trap: Trap) -> bool:
        return trap in self.flags

    @property
    def names(self) -> frozenset[str]:
        """The flags, and the choices as `charset:tcvn3-none`."""
        chosen = {name: getattr(self, name) for name in ("moment", "caption", "byline", "related", "charset")}
        return frozenset({*self.flags, *(f"{name}:{value}" for name, value in chosen.items() if value)})


def without_clashes(due: set[Trap], chance: set[Trap]) -> frozenset[Trap]:
    """The flags that are due, and those of chance that clash with none before them."""
    kept = set(due)
    for flag in sorted(chance):
        if not any(clash <= kept | {flag} for clash in CLASHES):
            kept.add(flag)
    return frozenset(kept)
