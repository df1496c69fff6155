"""Small texts as pieces of a good size for a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 1 << 16
"""Characters that are gathered before they are sent."""


def in_pieces(parts: Iterable[str]) -> Iterator[bytes]:
    """The same text as UTF-8, in pieces of about that size."""
    gathered: list[str] = []
    size = 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size > AT_ONCE:
            yield _encoded(gathered)
            gathered, size = [], 0
    yield _encoded(gathered)


def _encoded(parts: Iterable[str]) -> bytes:
    return "".join(parts).encode("utf-8", "replace")
