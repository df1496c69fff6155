"""What pages need from the store: a read-only protocol that `index.store` implements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from search.model import Capture


class Archive(Protocol):
    """The stored pages, byte for byte. Safe to call from several threads."""

    def captures(self, article_id: str) -> tuple[Capture, ...]:
        """All versions of an article, oldest first; empty for an unknown id."""
        ...

    def raw(self, article_id: str, version: int) -> bytes | None:
        """The bytes of one version exactly as they came in, or None. Raises `StoreError` if damaged."""
        ...
