"""The body of an answer as a browser shows it: without chunks and compression.

Archives differ: some keep what came over the wire, others the plain body with headers that tell of
compression. A body that plainly is a page is taken as it is, whatever the headers say.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")


class BodyError(Exception):
    """The body cannot be read; the words say why."""


class BodyTooLargeError(BodyError):
    """The body is larger than allowed once it is decompressed."""


def plain_body(body: bytes, headers: Mapping[str, str], largest: int) -> bytes:
    """The body without chunks and compression, `headers` by name in lower case.

    Raises:
        BodyError: it is cut off or damaged, or compressed in a way that we do not know.
        BodyTooLargeError: it has more than `largest` bytes.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    codings = [one.strip().lower() for one in headers.get("content-encoding", "").split(",")]
    for coding in reversed(codings):
        if body and coding not in ("", "identity", "none"):
            body = _decompressed(body, coding, largest)
    if len(body) > largest:
        raise BodyTooLargeError(f"more than {largest:,} bytes")
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body; one that has none is left as it is."""
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            return b"".join(pieces)
        piece = body[found.end() : found.end() + size]
        pieces.append(piece)
        at = found.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1
    if not pieces:
        return body
    raise BodyError("the body is cut off between its chunks")


def _decompressed(body: bytes, coding: str, largest: int) -> bytes:
    try:
        return _WAYS[coding](body, largest)
    except BodyTooLargeError:
        raise
    except (KeyError, BodyError, zlib.error, brotli.error) as error:
        if _PAGE.match(body):
            return body
        raise BodyError(f"the body cannot be decompressed as {coding[:40]!r}") from error


def _gzip(body: bytes, largest: int) -> bytes:
    """All members, one after the other; what is behind them and no member is left out, as browsers do."""
    found = b""
    while body.startswith(b"\x1f\x8b") or not found:
        unpacked, body = _inflated(body, zlib.MAX_WBITS | 16, largest - len(found))
        found += unpacked
        if not body:
            break
    return found


def _deflate(body: bytes, largest: int) -> bytes:
    """With the frame of zlib or, against the standard and as often, without."""
    try:
        return _inflated(body, zlib.MAX_WBITS, largest)[0]
    except zlib.error:
        return _inflated(body, -zlib.MAX_WBITS, largest)[0]


def _inflated(body: bytes, window: int, largest: int) -> tuple[bytes, bytes]:
    inflating = zlib.decompressobj(window)
    found = inflating.decompress(body, largest + 1)
    if len(found) > largest:
        raise BodyTooLargeError(f"more than {largest:,} bytes without compression")
    if not inflating.eof:
        raise BodyError("the body is cut off within its compression")
    return found, inflating.unused_data


def _brotli(body: bytes, largest: int) -> bytes:
    inflating = brotli.Decompressor()
    pieces = [inflating.process(body, output_buffer_limit=largest + 1)]
    if len(pieces[0]) > largest:
        raise BodyTooLargeError(f"more than {largest:,} bytes without compression")
    if not inflating.is_finished():
        raise BodyError("the body is cut off within its compression")
    return b"".join(pieces)


_WAYS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
