"""Which piece is the headline: what metadata says of it, how it is set, how near it stands to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clean.bylines import is_signature
from index.clean.captions import is_labelled_caption
from index.clean.datelines import find_day_behind, find_stamp
from index.clean.knowledge import RULED
from index.clean.patterns import Sign
from index.clean.roles import Role
from index.clean.wording import choice
from search.text import folded

if TYPE_CHECKING:
    from index.clean.metadata import Told
    from index.clean.pieces import Piece
    from index.clean.region import Region
    from index.clean.tree import Tree

_REACH = 80  # pieces above the first paragraph among which the headline is looked for
_LONGEST = 45  # syllables of the longest headline
_OPENING = 25  # syllables of the longest headline that reads as the first paragraph
_PLAIN = 7  # syllables that most headlines have, and few names of sections
_LONG = 25  # syllables that few headlines have
_KNOWN = 6.0  # points of a headline that metadata name
_NEVER = frozenset({Role.RELATED, Role.COMMENT, Role.FOOT, Role.AD})
_OTHER_FIELDS = frozenset({Role.SECTION, Role.DATE, Role.BYLINE, Role.CAPTION, Role.LEAD})
_STAMP = 24  # characters at the end of a headline with a time, among which is a digit
_SIGNED = 14  # syllables of the longest line of names
_FOOT = 8  # pieces at the end of a page that are its foot, whatever they say
_FOOT_REACH = 40  # pieces at the end of a page among which its foot is
_FOOT_LINE = 40  # syllables of the longest line of a foot
_SHORT = 4  # syllables: menu entries are shorter
_LEVELS = {"h1": 6.0, "h2": 4.0, "h3": 2.5, "h4": 1.0}
_ENOUGH = 1.0  # a score below this makes no headline
_NOT_ALNUM = re.compile(r"[\W_]+")
_BARS = re.compile(r"\s+[|»:]{1,2}\s+|\s+[-–—]\s+|\s*\|\s*")
_PRINTED = re.compile(r"\d{1,2} Tháng \d{1,2} \d{4}")  # as systems print a day, and nobody writes it
_SITE = re.compile(
    choice(r"""
        (?:\W*)(?:cong|trang) (?:thong tin|tin)\b|(?:\W*)(?:bao|tap chi) .{2,40} dien tu\W*$
        website\b|trang chu$|chi tiet(?: tin| bai viet)?$|(?:\W*)cong tttt
    """)
)
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|default\.aspx|home|trang-chu)?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline: the pieces it is made of, or none and the `text` that metadata gives; and why.

    `is_told` is whether the JSON-LD of an article names the same; `cut` is where a time begins in the last of
    the pieces, if one stands behind the headline.
    """

    first: int | None
    last: int | None
    text: str
    why: str
    is_told: bool = False
    cut: int | None = None


def find_headline(tree: Tree, region: Region, told: Told) -> Headline:
    """The headline of the article in a region."""
    pieces = tree.pieces
    names = _Names(told, _footer(pieces[region.last + 1 :]))
    best, score, why = None, _ENOUGH, ""
    for i in range(region.first, max(-1, region.first - _REACH), -1):
        points, reason = _appearance(pieces, i, region, names)
        if points > score and (points := points - _wording(pieces[i], names)) > score:
            best, score, why = i, points, reason
    if best is None:
        return _from_metadata(names)
    first, last = _whole(pieces, best, region.first)
    text = " ".join(piece.text for piece in pieces[first : last + 1])
    return Headline(first, last, text, why, "JSON-LD" in why, _cut(pieces[last]))


def _cut(piece: Piece) -> int | None:
    """Where a time begins behind a headline in the same piece: with a clock, or set in another way."""
    if not any(map(str.isdecimal, piece.text[-_STAMP:])):
        return None
    if stamp := find_stamp(piece.text):
        return stamp
    day = find_day_behind(piece.text)
    if day:
        if _PRINTED.fullmatch(piece.text[day:]):
            return day
        bare = len(piece.text[:day].rstrip(" -–|(["))
        if any(bare - 3 <= part <= bare + 1 for part in (piece.bold, piece.big)):
            return day
    return None


def _footer(pieces: list[Piece]) -> str:
    """The lines of the page's foot, squashed: whose site it is."""
    lines = (
        piece
        for back, piece in enumerate(reversed(pieces[-_FOOT_REACH:]))
        if piece.node.dropped is Role.FOOT
        or (piece.words <= _FOOT_LINE and (back < _FOOT or piece.sign is Sign.FOOTER))
    )
    return " ".join(squash(piece.text) for piece in lines)


def squash(text: str) -> str:
    """A text by its letters and digits alone, without marks: how two writings of a headline are compared."""
    return _NOT_ALNUM.sub("", folded(text))


class _Names:
    """The titles that a page's head names, squashed, and the names that are the site's."""

    def __init__(self, told: Told, footer: str) -> None:
        self.told = told
        self.footer = footer
        self.site = squash(told.site)
        self.titles = [(squash(title), origin) for title, origin in told.titles]
        self.window = squash(told.window)

    def is_site(self, text: str) -> bool:
        """Whether a text names the site: by its words, or because the footer has it too."""
        key = squash(text)
        return (
            key == self.site
            or _SITE.match(folded(text)) is not None
            or (len(key) >= 6 and key in self.footer)
        )

    def match(self, text: str) -> tuple[float, str]:
        """How well a text fits the titles, in points, and which."""
        key = squash(text)
        points, origin = self._fit(key) if len(key) >= 8 else (0.0, "")
        return (0.0, "") if points and self.is_site(text) else (points, origin)

    def _fit(self, key: str) -> tuple[float, str]:
        for title, origin in self.titles:
            if title == self.site:
                continue
            if key == title:
                return 8.0, f"equals {origin}"
            if len(key) >= 15 and (title.startswith(key) or (len(title) >= 15 and key.startswith(title))):
                return 6.0, f"begins {origin}"
        if len(key) >= 15 and key in self.window:
            return (6.0 if self.window.startswith(key) else 4.0), "stands in <title>"
        return 0.0, ""


def _appearance(pieces: list[Piece], i: int, region: Region, names: _Names) -> tuple[float, str]:
    """The points of a piece by metadata, its element, its look and its place; and why, in words."""
    piece = pieces[i]
    if "title" in piece.node.marks:
        return 1000.0, RULED
    words = piece.words
    if words > _LONGEST:
        return (1.5, "<h1>, overlong") if piece.node.tag == "h1" else (-1.0, "")
    if piece.node.dropped in _NEVER or (i == region.first and not _may_open(piece, names)):
        return -1.0, ""
    matched, origin = names.match(piece.text)
    if piece.repeats and matched < _KNOWN:  # the list that names this article may be stored too
        return -1.0, ""
    heading = piece.node.nearest(*_LEVELS)
    level = _LEVELS[heading.tag] if heading else 0.0
    if words < _PLAIN and not matched:
        level /= 2  # names of sections are headings too
    is_named = any(node.role is Role.TITLE for node in piece.node.innermost(2))
    points = matched + level + 3.0 * is_named + _look(piece) + 1.5 * (words >= _PLAIN)
    points += 2.0 * _is_near(piece, region) - 0.12 * (region.first - i) - _faults(piece, words)
    told = (origin, f"<{heading.tag}>" if heading else "", "named as title" if is_named else "")
    return points, ", ".join(filter(None, (*told, "above the text")))


def _may_open(piece: Piece, names: _Names) -> bool:
    """Whether what reads as the first paragraph may be the headline: a question, a heading, a known title."""
    if piece.node.nearest(*_LEVELS) or names.match(piece.text)[0] >= 6:
        return True
    return piece.words <= _OPENING and not piece.line.has_full_stop


def _look(piece: Piece) -> float:
    bare = _cut(piece) or len(piece.text) or 1
    look = 1.5 * (piece.bold > 0.8 * bare) + 1.5 * (piece.big > 0.8 * bare)
    return look + 0.5 * piece.text.isupper()


def _is_near(piece: Piece, region: Region) -> bool:
    """Whether the block around the text, or the one around that, holds the piece too."""
    around = region.node.innermost(3)
    return any(node in around for node in piece.node.ancestors())


def _faults(piece: Piece, words: int) -> float:
    """What speaks against a piece by its element, its look and its length, in points."""
    faults = 0.0
    if words < _SHORT:
        faults += 3.0 if piece.node.tag == "h1" and not piece.is_link else 4.0
    if piece.is_link:
        faults += 20.0 if _HOME.fullmatch(piece.href) else 3.0
    if piece.node.dropped or piece.node.role in _OTHER_FIELDS:
        faults += 8.0
    if piece.text.endswith(".") and not piece.text.endswith(".."):
        faults += 2.0
    if piece.image is not None and piece.share(piece.italic) > 0.8:
        faults += 3.0
    return faults + 1.0 * (words > _LONG)


def _wording(piece: Piece, names: _Names) -> float:
    """What speaks against a piece by its words, in points: times, signs, captions, names, the site's name."""
    if "title" in piece.node.marks:
        return 0.0
    faults = 12.0 if names.is_site(piece.text) else 0.0
    if piece.sign is Sign.DATELINE or (piece.sign is not None and find_stamp(piece.text) is None):
        faults += 20.0
    if is_labelled_caption(piece.line):
        faults += 8.0
    if piece.words <= _SIGNED and is_signature(piece.line):
        faults += 4.0
    return faults


def _whole(pieces: list[Piece], best: int, stop: int) -> tuple[int, int]:
    """The headline with the lines beside it in the same heading."""
    node = pieces[best].node
    if node.tag not in _LEVELS and "title" not in node.marks:
        if best and pieces[best].after_break and pieces[best - 1].text.endswith(("-", "–", ":", ",")):
            previous = pieces[best - 1]
            if previous.node is node and _look(previous) == _look(pieces[best]) and previous.sign is None:
                return best - 1, best
        return best, best
    first = last = best
    while (
        first > 0
        and pieces[first - 1].node is node
        and pieces[first].after_break
        and pieces[first - 1].sign is None
    ):
        first -= 1
    while (
        last + 1 < stop
        and pieces[last + 1].node is node
        and pieces[last + 1].after_break
        and pieces[last + 1].sign is None
    ):
        last += 1
    return first, last


def _from_metadata(names: _Names) -> Headline:
    """No visible headline: what the head names, unless that is the site."""
    for title, origin in names.told.titles:
        if title and not names.is_site(title):
            return Headline(
                None, None, _without_site(title, names.told.site), f"{origin}; no headline on the page"
            )
    parts = [
        part
        for part in _BARS.split(names.told.window)
        if len(part.split()) >= _SHORT and not names.is_site(part)
    ]
    text = parts[0] if parts else ""
    return Headline(None, None, text, "<title>; no headline on the page" if text else "")


def _without_site(title: str, site: str) -> str:
    parts = _BARS.split(title)
    if len(parts) > 1 and site and squash(parts[-1]) == squash(site):
        return title[: title.rfind(parts[-1])].rstrip(" |-–—»:")
    return title
