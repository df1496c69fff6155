"""Patterns of addresses: what many have in common, and which kinds of them have no end."""

from __future__ import annotations

import re
from functools import lru_cache

_MOST_PARTS = 7
_LONGEST_PATTERN = 255  # characters, as the store holds
_NUMBER = re.compile(r"[0-9]+")
_HASH = re.compile(
    r"(?=[a-z]*[0-9])(?=[0-9]*[a-z])[0-9a-f-]{8,}|[A-Za-z0-9_=-]{24,}|(?=.*[0-9])[A-Z0-9_]{10,}"
)
_TITLE = re.compile(r"[^-_./]+(?:[-_][^-_./]+){3,}|.*%[0-9A-F]{2}.*")
_ENDING = re.compile(r"(.*?)(\.[A-Za-z][A-Za-z0-9]{0,4})")
_TIME = re.compile(
    r"(?:.*_)?(?:year|month|day|nam|thang|ngay|ngaythang|date|week|tuan|calendar\w*|yr|mo|tungay|denngay"
    r"|(?:from|to|start|end|selected)_?date)",
    re.IGNORECASE,
)
_SHORT_TIME = frozenset("y m d".split())
_PLACE = re.compile(
    r"tabid|mid|cat\w*|section\w*|lang\w*|menu\w*|itemid|p_[pl]_\w+|(?:.*_)?(?:page|cur|p|trang)",
    re.IGNORECASE,
)
_DATED = "[0-9]{4}(?:[-/][0-9]{1,2}){0,2}/?(?:$|[?])"
_CALENDAR = re.compile(
    r"/(?:calendar|lich(?:-?(?:cong-?tac|su-kien|lam-?viec))?|su-kien|events?)/(?:[^?]*/)?"
    rf"{_DATED}|/[0-9]{{4}}[-/][0-9]{{1,2}}(?:[-/][0-9]{{1,2}})?/?(?:$|[?])"
)
_ORDER = re.compile(
    r"(?:.*_)?(?:sort\w*|order\w*|filter\w*|limit|per_?page|page_?size|delta|dir|desc|asc)", re.IGNORECASE
)
_ARTICLES = frozenset(
    "id articleid itemid newsid news_id postid post_id urltitle idtin tinid baiviet baivietid newid aid"
    " wcm_global_context".split()
)


def pattern_of(url: str) -> str:
    """The pattern of a canonical address: host, folded path, names of parameters; 255 characters at most.

    `#` stands for a number, `*` for a title, a hash or the state of a session, `…` for what lies between the
    first and the last part of a long path: folders without end are one pattern.

        https://portal.example/tin/2023/05/dai-hoi-chi-bo-thon-12.html?p=2   portal.example/tin/#/#/*.html?p
    """
    rest = url[:4_000].partition("//")[2]
    path, _, query = rest.partition("?")
    host, *parts = path.split("/")
    if len(parts) > _MOST_PARTS:
        parts = [parts[0], "…", _folded(parts[-1])]
    folded = "/".join((host, *map(_folded, parts)))
    if query:
        names = sorted({_NUMBER.sub("#", piece.partition("=")[0]) for piece in query.split("&")[:40]})
        folded = f"{folded}?{'&'.join(names)}"
    return folded[:_LONGEST_PATTERN]


def is_calendar(url: str) -> bool:
    """Whether an address asks for a time and for nothing else: a day of a calendar, the news of a month.

    With any other number in its parameters it may be an article.
    """
    path, _, query = url.partition("?")
    if not query:
        return _CALENDAR.search(path) is not None
    pieces = [piece.partition("=") for piece in query.split("&")]
    short = sum(name.lower() in _SHORT_TIME for name, _, _ in pieces) > 1
    timed = False
    for name, _, value in pieces:
        if _TIME.fullmatch(name) or (short and name.lower() in _SHORT_TIME):
            timed = True
        elif _NUMBER.search(value) and not _PLACE.fullmatch(name):
            return False
    return timed


def is_order(url: str) -> bool:
    """Whether an address asks for entries in another order, form or number, and for no article."""
    query = url.partition("?")[2]
    if not query:
        return False
    names = [piece.partition("=")[0] for piece in query.split("&")]
    return any(map(_ORDER.fullmatch, names)) and not any(name.lower() in _ARTICLES for name in names)


@lru_cache(maxsize=4_096)
def _folded(part: str) -> str:
    """A part of a path as patterns show it."""
    match = _ENDING.fullmatch(part)
    name, ending = match.groups() if match else (part, "")
    if _HASH.fullmatch(name) or _TITLE.fullmatch(name) or len(name) > 60:
        return f"*{ending}"
    return _NUMBER.sub("#", name) + ending


def repeats(path: str, most: int) -> bool:
    """Whether parts of a path follow themselves more than `most` times: `/a/b/a/b/a/b`."""
    parts = path.split("/")[3:][:200]
    for size in range(1, 6):
        run = 0
        for at in range(size, len(parts)):
            run = run + 1 if parts[at] and parts[at] == parts[at - size] and not parts[at].isdecimal() else 0
            if run >= most * size:
                return True
    return False
