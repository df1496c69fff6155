"""Which addresses are the same page, and the one under which it is fetched and known.

    canonical_url   the address, in one spelling, without what says nothing of the page
    url_id          its number in the frontier
    is_print_view   a print view whose article cannot be told from its address

Two rules stand above all others: what comes out can be fetched, and two articles never become one. So an
unknown parameter stays, `/tin` and `/tin/` stay two (a redirect joins them), and so do http and https, and a
host with and without `www.`: on old portals one of the two may have no server, a foreign certificate or
another site. Redirects and `rel=canonical` tell where they are one.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING

from index.clean import pagetypes
from index.crawl.find.parameters import without_noise
from index.crawl.find.platforms import DOTNETNUKE, JOOMLA, WEBSPHERE, platforms_in
from index.crawl.find.spelling import LONGEST, in_query, spelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.crawl.find.spelling import Pairs, Spelled

REVISION = 1
"""Raised whenever `canonical_url` gives another answer than before for addresses that are out there."""

_MOST = (1 << 63) - 1

# Most links of most portals are spelled well already; looking at them costs a microsecond.
_PART = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
_PLAIN = re.compile(
    rf"https?://[a-z0-9_-]{{1,63}}(?:\.[a-z0-9_-]{{1,63}}){{1,9}}/(?:{_PART}(?:/{_PART})*/?)?"
)
_SPECIAL = re.compile(r"/tabid/|\.as[ph]", re.IGNORECASE)
_ASP = re.compile(r"\.(?:aspx?|ashx)$", re.IGNORECASE)
_GUID = re.compile(r"(?:%7B)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?:%7D)?")
_LOWERED = re.compile(r"%[0-9A-F]{2}|[A-Z]+")
_STATE = re.compile(r"/!ut/.*$")
_PORTAL = re.compile(r"/wps/(?:my)?portal\b")
_TABS = re.compile(r"(.*?)/tabid/([0-9]+)((?:/[^/]+/[^/]+)*)/([^/]*)", re.IGNORECASE)
_PRINT = re.compile(
    r"/(?:in|print|printview|printer|in-?bai(?:-?viet)?|in-?tin|ban-?in)\.(?:aspx?|php|jsp|html?)\b"
    r"|/(?:print|print-?(?:view|preview|article)|in-?bai(?:-?viet)?|in-?tin|ban-?in|savefile)(?:/|$)"
    r"|[-_.]print\.(?:html?|aspx?|php)$|[?&](?:op|mode|view|viewmode|act|layout|format)=(?:print|savefile)\b"
    r"|[?&](?:print|inbai)=[0-9]",
    re.IGNORECASE,
)


def canonical_url(
    url: str, platform: str = "", keep: tuple[str, ...] = (), drop: tuple[str, ...] = ()
) -> str | None:
    """The address under which a page is fetched and known; None for what is not on the web or too long.

    Giving its answer again gives the same. Never raises; time is linear in the length.

    Args:
        url: an absolute address, as a page wrote it.
        platform: the software of the portal (`index.crawl.find.platforms`) where its file says so; what the
            address itself tells counts too.
        keep: names of parameters that tell articles apart on this portal, whatever is known of them;
            letter case does not matter, `*` stands for anything.
        drop: names of those that do not.
    """
    if len(url) <= 2_000 and _PLAIN.fullmatch(url) and not _SPECIAL.search(url):
        return url
    parts = spelled(url)
    if parts is None:
        return None
    platforms = platforms_in(parts) | ({platform} if platform else set())
    tidy = partial(without_noise, platforms=platforms, keep=keep, drop=drop)
    parts = _without_case(_dotnetnuke(parts, tidy) if DOTNETNUKE in platforms else parts)
    if WEBSPHERE in platforms:
        parts = _websphere(parts)
    if JOOMLA in platforms:
        parts = _joomla(parts)
    found = parts._replace(query=tidy(parts.query)).url
    return found if len(found) <= LONGEST else None


def url_id(url: str) -> int:
    """The number of an address that is canonical already: positive, 63 bits of its SHA-256."""
    digest = hashlib.sha256(url.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") & _MOST or 1


def written_as(url: str, canonical: str) -> str:
    """Where to fetch a page that a link names, if that is not its canonical address; else empty.

    It has the letter case, the form of path and the state of WebSphere that the link has, since not every
    server looks at them as loosely as `canonical_url` does, but none of the parameters that say nothing.
    """
    parts = spelled(url)
    if parts is None or parts.url == canonical:
        return ""
    names = {piece.partition("=")[0].lower() for piece in canonical.partition("?")[2].split("&")}
    kept = tuple(pair for pair in parts.query if pair[0].lower() in names)
    written = parts._replace(query=kept).url
    return "" if written == canonical or len(written) > LONGEST else written


def is_print_view(url: str) -> bool:
    """Whether a canonical address shows an article for printing: it is not fetched, its article is.

    Where a parameter alone asks for print, `canonical_url` has taken it away, and this is false.
    """
    return _PRINT.search(url) is not None or pagetypes.is_print_view(url)


# --- Shapes of single platforms ---


def _without_case(parts: Spelled) -> Spelled:
    """ASP and ASP.NET look at the case of neither paths nor names, and pages write both as they like."""
    if not _ASP.search(parts.path):
        return parts
    pairs = (
        (_lower(name), _lower(value) if value and _GUID.fullmatch(value) else value)
        for name, value in parts.query
    )
    query = tuple(sorted(dict.fromkeys(pairs), key=lambda pair: pair[0]))
    return parts._replace(path=_lower(parts.path), query=query)


def _lower(text: str) -> str:
    """Lower case, but for percent-encoded bytes."""
    return _LOWERED.sub(lambda match: match[0] if match[0][0] == "%" else match[0].lower(), text)


def _websphere(parts: Spelled) -> Spelled:
    """The item names the article and the state of the portal nothing; without an item the state is all."""
    named = any(name.lower() == "wcm_global_context" and value for name, value in parts.query)
    if not named or not _PORTAL.match(parts.path):
        return parts
    return parts._replace(path=_STATE.sub("", parts.path).rstrip("/") + "/")


def _joomla(parts: Spelled) -> Spelled:
    """`id=12:ten-bai` is 12: the rest is the title of the day."""
    return parts._replace(
        query=tuple(
            (
                name,
                value.partition(":")[0]
                if name in ("id", "catid") and value and value[0].isdigit()
                else value,
            )
            for name, value in parts.query
        )
    )


def _dotnetnuke(parts: Spelled, tidy: Callable[[Pairs], Pairs]) -> Spelled:
    """`/tabid/12/ItemID/34/Default.aspx` as parameters: `/default.aspx?itemid=34&tabid=12`.

    Below a folder they stay in the path, in order: it is not sure that the other form is served there. The
    name at the end is of no matter where parameters tell the article.
    """
    match = _TABS.fullmatch(parts.path)
    if match is None:
        return parts
    folder, tab, rest, name = match.groups()
    words = rest.split("/")[1:]
    pairs = tuple(sorted(zip(map(_lower, words[::2]), words[1::2], strict=True), key=lambda pair: pair[0]))
    told = any(key != "language" for key, _ in pairs)
    if not told and name.lower() not in {"", "default.aspx"}:
        return parts
    if folder:
        rest = "".join(f"/{key}/{value}" for key, value in tidy(pairs))
        return parts._replace(path=f"{folder}/tabid/{tab}{rest}/default.aspx")
    moved = ((in_query(key), in_query(value)) for key, value in (("tabid", tab), *pairs))
    return parts._replace(path="/default.aspx", query=(*parts.query, *moved))
