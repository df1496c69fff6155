"""Pages of a list, told by their addresses: which list it is, and which page of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = re.compile(
    r"page|paged|pg|pageno|page_no|pagenum|page_num|pagenumber|page_number|pageindex|page_index|currentpage"
    r"|current_page|curpage|cpage|trang|trangso|sotrang|(?:.*_)?cur|wcm_page\..+|pc_.*page.*|.*\$page",
    re.IGNORECASE,
)
_OFFSETS = re.compile(r"start|limitstart|offset|(?:.*_)?begin|paged_offset|firstrow|startrow", re.IGNORECASE)
_WEAK = re.compile(r"p|n|pn|i|tr|t|idx|index|so|from", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,7}")
_PATHS = re.compile(
    r"/(?:page|trang|paged|p|currentpage|pageindex|pageno)[/-]([0-9]{1,6})(?=/|$|\.)"
    r"|[-_/](?:page|trang|p)[-_]?([0-9]{1,6})(?=/?$|\.(?:html?|aspx?|php|jsp)$)"
    r"|(?<=/)([0-9]{1,5})(?=\.html?$)",
    re.IGNORECASE,
)
_INNER = re.compile(r"(.+)/(?:page|trang)-([0-9]{1,6})", re.IGNORECASE)  # NukeViet: op=tin-tuc/page-2
_ENDING = re.compile(r"/?(?:\.(?:html?|php))?$|/(?:index|default)\.(?:html?|php|aspx?)$")
_TIMELINE = re.compile(r"/timeline(?:list|[a-z]*)/", re.IGNORECASE)
_NEXT = frozenset(
    "sau|trang sau|trang tiep|trang tiep theo|tiep|tiep theo|ke tiep|trang ke|trang ke tiep|xem tiep|xem them"
    "|cac tin cu hon|tin cu hon|cu hon|bai cu hon|next|next page|older|older posts|>|>>|›|»|→|>|sau >|sau »"
    "|tiep >|tiep »|trang sau >|trang sau »|next >|next »".split("|")
)
_MORE = "xem "
_TITLE_WORDS = 4
_AROUND = " \t\r\n\xa0[]().:|"


class PageOf(NamedTuple):
    """A page of a list: the list, for comparing and not for fetching, and the number of the page.

    Where an address counts entries and not pages, that count is the number.
    """

    list: str
    number: int


def page_of(url: str) -> PageOf | None:
    """Which page of which list a canonical address is, if it says so beyond doubt."""
    return next((found for found, sure in _marks(url) if sure), None)


def list_of(url: str) -> str:
    """The list that an address is a page of, for comparing; of any other address itself, without its end."""
    found = page_of(url)
    return found.list if found else _plain(*_split(url))


def pager_number(url: str, text: str, here: str, *, by_words: bool = False) -> int | None:
    """Which page of the list in which it stands a link leads to; None if to none.

    Args:
        url: where it leads, canonical.
        text: its words.
        here: the canonical address of its page.
        by_words: whether a number in its words alone says nothing, as where a rule names the next page.
    """
    if url == here or len(text) > 30:
        return None
    own = {found.list for found, _ in _marks(here)} | {_plain(*_split(here))}
    shown = text.strip(_AROUND)
    numbered = shown if _NUMBER.fullmatch(shown) and not by_words else ""
    for found, sure in _marks(url):
        if found.list in own and (sure or is_next(text) or _counts(numbered, found.number)):
            return found.number
    return None


def is_next(text: str) -> bool:
    """Whether the words of a link mean the next page of a list: `Trang sau »`."""
    return _words(text) in _NEXT


def leads_on(url: str, text: str) -> bool:
    """Whether a link leads to a further page of some list; `Xem thêm` may lead to the list itself, too."""
    may_begin = _words(text).startswith(_MORE)
    return is_next(text) and (not may_begin or any(found.number > 1 for found, _ in _marks(url)))


def _words(text: str) -> str:
    return " ".join(folded(text[:40].lower()).split()).strip(_AROUND)


def _counts(numbered: str, number: int) -> bool:
    """Whether a link that says 3 leads to page 3, or 2 where pages are counted from nought, or an offset."""
    return bool(numbered) and (number in (int(numbered), int(numbered) - 1) or number % 5 == 0)


def _split(url: str) -> tuple[str, str]:
    path, _, query = url.partition("?")
    return path, query


def _marks(url: str) -> Iterator[tuple[PageOf, bool]]:
    """What may number pages in an address, and whether that is sure."""
    path, query = _split(url)
    # WebSphere says with WCM_PI=1 only that a page of a list is asked for; the first one has none.
    pieces = [each for each in query.split("&") if each and not each.lower().startswith("wcm_pi=")]
    for at, piece in enumerate(pieces):
        name, _, value = piece.partition("=")
        inner = _INNER.fullmatch(value)
        if inner:
            rest = "&".join((*pieces[:at], f"{name}={inner[1]}", *pieces[at + 1 :]))
            yield PageOf(_plain(path, rest), int(inner[2])), True
        if _NUMBER.fullmatch(value):
            sure = bool(_NAMES.fullmatch(name) or _OFFSETS.fullmatch(name))
            if sure or _WEAK.fullmatch(name):
                rest = "&".join((*pieces[:at], *pieces[at + 1 :]))
                yield PageOf(_plain(path, rest), int(value)), sure
    for match in _PATHS.finditer(path, path.find("/", 8) if path.count("/") > 2 else len(path)):
        number = match[1] or match[2] or match[3]
        sure = not _is_title(path, match) if match[3] is None else _TIMELINE.search(path) is not None
        yield PageOf(_plain(path[: match.start()] + path[match.end() :], query), int(number)), sure


def _is_title(path: str, match: re.Match[str]) -> bool:
    """Whether the number may end a title: `…/dai-hoi-dang-bo-nha-trang-2025.html` is no page of a list."""
    before = path[: match.start()].rpartition("/")[2]
    return (
        match[2] is not None and match[0][0] in "-_" and len(re.findall(r"[-_]", before)) >= _TITLE_WORDS - 1
    )


def _plain(path: str, query: str) -> str:
    return f"{_ENDING.sub('', path)}?{query}"
