"""Small parts as pieces of a good size for a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 1 << 16
"""Characters or bytes that are gathered before they are sent."""


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """The same text as UTF-8, in pieces of about that size."""
    return ("".join(some).encode("utf-8", "replace") for some in _gathered(texts))


def joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of about that size."""
    return map(b"".join, _gathered(parts))


def _gathered(parts: Iterable[AnyStr]) -> Iterator[list[AnyStr]]:
    gathered: list[AnyStr] = []
    size = 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size > AT_ONCE:
            yield gathered
            gathered, size = [], 0
    if gathered:
        yield gathered
