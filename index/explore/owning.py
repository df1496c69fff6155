"""Addresses of a portal: the one under which a page is known, and the one at which it is asked for.

They differ where servers may look at what the known address leaves out, as the letter case of a path. Of what
belongs to a visit, neither holds anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.crawl.leading import leads_to
from index.crawl.model import Kind
from index.crawl.spelling import spelled

if TYPE_CHECKING:
    from index.crawl.scope import Scope


class Own(NamedTuple):
    """An address of the portal: `known` is canonical, `url` is as it was written, without its session."""

    known: str
    url: str


def own(url: str, scope: Scope) -> Own | None:
    """An address as one of the portal; None for one of others."""
    known = scope.canonical(url)
    if known is None or scope.refusal(known):
        return None
    parts = spelled(url)
    if parts is None:
        return Own(known, known)
    names = {piece.partition("=")[0].lower() for piece in known.partition("?")[2].split("&")}
    kept = tuple(pair for pair in parts.query if pair[0].lower() in names)
    return Own(known, parts._replace(query=kept).url)


def own_page(url: str, scope: Scope) -> Own | None:
    """The same, for pages alone: no feed, no document, no form."""
    found = own(url, scope)
    return found if found and leads_to(found.known) == Kind.PAGE else None
