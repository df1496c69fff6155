"""What a page claims to be, `rel=canonical`, and when that is believed.

Old portals name their home page on every page, or the section on all its articles. Believing that would make
many articles one; not believing a true claim costs a second copy, which is found as such later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.clean.pagetypes import is_home
from index.crawl.find.pagers import list_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.crawl.find.scope import Scope


def believed(claims: Iterable[str], here: str, scope: Scope) -> str | None:
    """The canonical address that a page claims for itself, if it can be: None where there is none.

    Believed is one claim, of the same host and within the portal, that is neither the home page, nor a folder
    above the page, nor the page without a parameter that may tell articles apart, nor the list of which
    this is another page.

    Args:
        claims: all addresses that it claims, absolute.
        here: its own address, canonical.
        scope: the addresses of its portal.
    """
    found = {claim for each in claims if (claim := scope.canonical(each))}
    if len(found) != 1:
        return None
    claim = found.pop()
    if claim == here:
        return claim
    told, own = urlsplit(claim), urlsplit(here)
    if told.netloc != own.netloc or scope.refusal(claim) or (is_home(claim) and not is_home(here)):
        return None
    if told.path != own.path:
        above = told.path.rstrip("/") + "/"
        return claim if not own.path.startswith(above) or _end(told.path, own.path) else None
    return None if _tells(own.query, told.query) or _pages(here, claim) else claim


def _end(told: str, own: str) -> bool:
    """Whether a path differs by its end alone: a slash, or `/amp` of a copy for telephones."""
    return own[len(told.rstrip("/")) :].strip("/") in {"", "amp"}


def _tells(own: str, told: str) -> bool:
    """Whether a page has a parameter with a number, or other words, that its claim has not."""
    lost = set(own.split("&")) - set(told.split("&"))
    return any(sign.isdecimal() for each in lost for sign in each.partition("=")[2])


def _pages(here: str, claim: str) -> bool:
    page = page_of(here)
    return page is not None and page.number > 1 and list_of(claim) == page.list
