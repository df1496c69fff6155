"""Addresses of a portal: the one under which a page is known, and the one at which it is asked for.

They differ where servers may look at what the known address leaves out, as the letter case of a path. Of what
belongs to a visit, neither holds anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.identity import written_as
from index.crawl.find.leading import leads_to
from index.crawl.model import Kind

if TYPE_CHECKING:
    from index.crawl.find.scope import Scope


class Own(NamedTuple):
    """An address of the portal: `known` is canonical, `url` is as it was written, without its session."""

    known: str
    url: str


def own(url: str, scope: Scope) -> Own | None:
    """An address as one of the portal; None for one of others."""
    known = scope.canonical(url)
    if known is None or scope.refusal(known):
        return None
    return Own(known, written_as(url, known) or known)


def own_page(url: str, scope: Scope) -> Own | None:
    """The same, for pages alone: no feed, no document, no form."""
    found = own(url, scope)
    return found if found and leads_to(found.known) == Kind.PAGE else None
