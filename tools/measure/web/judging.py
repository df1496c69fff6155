"""Whether an answer over the line is the right one: its status, its end, the number that it must tell."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import brotli
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOTAL = re.compile(r'class="total">\s*([\d.]+)')

_UNPACKED: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"gzip": gzip.decompress,
    b"br": brotli.decompress,
    b"zstd": zstandard.decompress,
    b"": bytes,
}

_BROKEN = (ValueError, TypeError, KeyError, OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError)
"""What unpacking and reading raise on a body that is cut off, damaged, or other than its head says."""


def is_right(path: str, total: int | None, raw: bytes) -> bool:
    """Whether the raw answer to a path is whole and tells what it must; a page its number of articles.

    Nothing is raised: whatever comes over the line is right or wrong.
    """
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        return False
    try:
        return _tells(path, total, _UNPACKED[_encoding(head)](body).decode())
    except _BROKEN:
        return False


def _tells(path: str, total: int | None, text: str) -> bool:
    if path.startswith("/api/"):
        return bool(json.loads(text)["q"] == parse_qs(urlsplit(path).query)["q"][0])
    told = _TOTAL.search(text)
    is_whole = text.rstrip().endswith("</html>") and told is not None
    return is_whole and (total is None or told is None or int(told[1].replace(".", "")) == total)


def _encoding(head: bytes) -> bytes:
    return head.lower().partition(b"\r\ncontent-encoding:")[2].partition(b"\r\n")[0].strip()
