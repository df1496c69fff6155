"""Answers are packed where the client takes that: Zstandard, Brotli or gzip (RFC 9110, 8.4 and 12.5.3).

What is made for each request is packed quickly: a page of 80 KB comes to 11 in a seventh of a millisecond by
Zstandard, in two thirds of one by Brotli. Files are packed once, as tight as can be: then Brotli is the best.
A page holds no secret beside what was typed (no cookie, no token), so that its length gives nothing away.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import brotli
import zstandard
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request, Response

Coding = Literal["zstd", "br", "gzip"]

CODINGS: tuple[Coding, ...] = ("zstd", "br", "gzip")
"""The quickest one first: it is taken where several are as welcome."""

TIGHTEST: tuple[Coding, ...] = ("br", "zstd", "gzip")
"""The same for files, whose packing takes nobody's time: the smallest one first."""

LEAST = 1000
"""Bytes from which packing is worth a header more."""

_KINDS = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/atom+xml",
    "application/feed+json",
    "application/opensearchdescription+xml",
    "application/x-suggestions+json",
    "image/svg+xml",
    "application/javascript",
)

_USUAL = 200
"""Letters of a header that is remembered: anyone may send others, as long as they like."""

_QUICK: dict[Coding, int] = {"zstd": 3, "br": 4, "gzip": 4}
"""The levels at which another step costs more time than it saves bytes."""

_TIGHT: dict[Coding, int] = {"zstd": 19, "br": 11, "gzip": 9}
"""The levels for files; higher ones of Zstandard need more memory than browsers must give (RFC 9659)."""


def coding_for(
    request: Request, response: Response, size: int, codings: tuple[Coding, ...] = CODINGS
) -> Coding | None:
    """How to pack an answer of a size, None for not at all; that it depends on the client is noted in it.

    Of the `codings` that are as welcome the first one is taken.
    """
    if not response.content_type.startswith(_KINDS):
        return None
    response.vary.add("Accept-Encoding")
    accepted = request.headers.get("Accept-Encoding", "")
    remembered = _welcome if len(accepted) <= _USUAL else _welcome.__wrapped__
    return remembered(accepted, codings) if size >= LEAST else None


@lru_cache(256)
def _welcome(accepted: str, codings: tuple[Coding, ...]) -> Coding | None:
    """The best coding that a client takes, by its header: most send one of a few."""
    welcome = parse_accept_header(accepted, Accept)
    best = max(codings, key=lambda coding: welcome[coding])
    return best if welcome[best] > 0 else None


def pack(response: Response, coding: Coding) -> None:
    """Pack the body of an answer."""
    put(response, coding, packed(response.get_data(), coding))


def packed(data: bytes, coding: Coding) -> bytes:
    """The body of an answer, packed quickly."""
    return _PACKING[coding](data, _QUICK[coding])


def put(response: Response, coding: Coding, body: bytes) -> None:
    """Give an answer a body that is packed already."""
    response.set_data(body)
    response.content_encoding = coding


@lru_cache(64)
def tight(data: bytes, coding: Coding) -> bytes:
    """A file packed as tight as can be, once in the life of a process."""
    return _PACKING[coding](data, _TIGHT[coding])


_PACKING: dict[Coding, Callable[[bytes, int], bytes]] = {
    "zstd": lambda data, level: zstandard.ZstdCompressor(level).compress(data),  # one is not for two threads
    "br": lambda data, level: bytes(brotli.compress(data, quality=level)),
    "gzip": lambda data, level: gzip.compress(data, level, mtime=0),
}
