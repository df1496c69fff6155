"""What pages need from the store, and from the files of portals: read-only protocols and their values."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from search.model import Capture, Document


class Show(StrEnum):
    """How much of an article of a source may be shown: all; a snippet with a link; the title with a link."""

    FULL = "full"
    SNIPPET = "snippet"
    LINK = "link"


Shows = Callable[[str, str | None], Show]
"""How much of an article may be shown, by its source and its address (None where it has none)."""


def show_all(source: str, url: str | None) -> Show:
    """Every article may be shown whole."""
    del source, url
    return Show.FULL


class Withdrawn(NamedTuple):
    """That an article was taken out of the archive: when, and why if that is to be told, else empty."""

    when: datetime
    reason: str = ""


class Kept(NamedTuple):
    """What was made of one version of an article, and the fingerprint of the cleaner that made it."""

    document: Document
    cleaner: str = ""


class Archive(Protocol):
    """The stored pages, byte for byte. Safe to call from several threads."""

    def captures(self, article_id: str) -> tuple[Capture, ...]:
        """All versions of an article, oldest first; empty for an unknown or withdrawn id."""
        ...

    def fetched(self, article_ids: Sequence[str]) -> Mapping[tuple[str, int], datetime]:
        """When the versions of some articles were fetched, by id and version; asked once for many of them."""
        ...

    def raw(self, article_id: str, version: int) -> bytes | None:
        """The bytes of one version exactly as they came in, or None. Raises `StoreError` if damaged."""
        ...

    def kept(self, article_id: str, version: int) -> Kept | None:
        """What was made of one version, as the cleaner of its time made it.

        None for an unknown or withdrawn one, one that gave no article, and one that can no longer be read.
        """
        ...

    def withdrawn(self, article_id: str) -> Withdrawn | None:
        """What is told of an article that was withdrawn; None for every other."""
        ...

    def withdrawn_among(self, article_ids: Sequence[str]) -> frozenset[str]:
        """Those of some articles that were withdrawn; asked once for many of them."""
        ...

    def gone(self, article_id: str) -> datetime | None:
        """When an article was found to be taken down by its portal; None for every other."""
        ...
