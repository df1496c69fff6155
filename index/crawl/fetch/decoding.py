"""Content codings undone piece by piece, so that no bomb ever lies unpacked in memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import brotli

from index.crawl.fetch.troubles import Trouble
from index.crawl.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ACCEPTED = "gzip, deflate, br"
PIECE = 64 * 1024
MOST_CODINGS = 3
"""Codings upon each other; two are a server's mistake, more are an attack."""

_NEVER_ASKED = frozenset({"zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm"})
_GZIP = zlib.MAX_WBITS | 16
_MEMBER = b"\x1f"  # one byte, as a piece may end behind it


def decode(pieces: Iterable[bytes], codings: str, most: int) -> Iterator[bytes]:
    """Undo the codings that a `Content-Encoding` names, in pieces of about `PIECE` bytes.

    Raises `Trouble`: `bad-encoding` if the body is not in that coding or in one that was never asked for,
    `truncated` if it ends early, `too-large-decoded` if any stage gives more than `most` bytes.
    """
    named = [coding.strip().lower() for coding in codings.split(",")]
    undoing = [_DECODERS[coding] for coding in named if coding in _DECODERS]
    if len(undoing) > MOST_CODINGS or not _NEVER_ASKED.isdisjoint(named):
        raise Trouble("bad-encoding", codings)
    for undo in reversed(undoing):
        pieces = _bounded(undo(pieces), most)
    return _explained(iter(pieces))


def _bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise Trouble(
                "too-large-decoded", f"More than {most} bytes without compression", outcome=Outcome.REFUSED
            )
        yield piece


def _explained(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error) as error:
        raise Trouble("bad-encoding", str(error)) from error


def _gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Members one after the other; zeros or rubbish behind the last one are no part of it (RFC 1952)."""
    return _inflate(pieces, lambda _: zlib.decompressobj(_GZIP))


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """With the header of zlib, as RFC 9110 asks for, or without, as many servers send it."""
    return _inflate(pieces, lambda head: zlib.decompressobj(_window(head)))


def _window(head: bytes) -> int:
    has_header = len(head) > 1 and head[0] & 15 == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _inflate(pieces: Iterable[bytes], begin: Callable[[bytes], zlib._Decompress]) -> Iterator[bytes]:
    engine: zlib._Decompress | None = None
    for piece in pieces:
        data = piece
        while data:
            if engine is None or engine.eof:
                if engine and not data.startswith(_MEMBER):
                    return
                engine = begin(data)
            yield engine.decompress(data, PIECE)
            data = engine.unused_data if engine.eof else engine.unconsumed_tail
    while engine and not engine.eof:
        rest = engine.decompress(b"", PIECE)
        if not rest:
            raise Trouble("truncated", "The compressed body ends early")
        yield rest


def _brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    is_empty = True
    for data in pieces:
        is_empty = is_empty and not data
        yield engine.process(data, output_buffer_limit=PIECE)
        while not engine.is_finished() and not engine.can_accept_more_data():
            yield engine.process(b"", output_buffer_limit=PIECE)
        if engine.is_finished():
            return
    if not is_empty:
        raise Trouble("truncated", "The compressed body ends early")


_DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
