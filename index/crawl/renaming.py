"""Follows rules of portal files by which other addresses are one page now than when they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.crawl.find.identity import url_id, written_as
from index.crawl.find.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.crawl.find.scope import Scope
    from index.portals import Portal
    from index.store.frontier.frontier import Frontier


def follow_identities(frontier: Frontier, portals: Iterable[Portal]) -> int:
    """Give the addresses of portals whose rules changed the ids of now; returns how many rows moved.

    Reads the addresses of these portals alone. A kill leaves some portals done; the others are done by the
    next crawl.
    """
    before = frontier.identities()
    scopes = {portal.key: scope_of(portal) for portal in portals}
    now = {key: scope.identity for key, scope in scopes.items()}
    changed = [key for key, name in now.items() if before.get(key) != name]
    moved = sum(_follow(frontier, key, scopes[key]) for key in changed)
    if changed:
        frontier.keep_identities(before | now)
    return moved


def _follow(frontier: Frontier, key: str, scope: Scope) -> int:
    def known(url: str) -> tuple[int, str] | None:
        canonical = scope.canonical(url)
        return (url_id(canonical), written_as(url, canonical) or canonical) if canonical else None

    return frontier.rename(key, scope.hosts, known)
