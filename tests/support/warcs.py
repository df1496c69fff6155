"""WARC files as other programs write them, made by hand: what is wrong with them is the test's to say."""

from __future__ import annotations

import gzip
from typing import NamedTuple

DATE = "2024-05-06T07:08:09Z"


class Warc(NamedTuple):
    """The bytes of a WARC file, and where each record begins."""

    data: bytes
    starts: tuple[int, ...]


def record(
    kind: str, block: bytes, url: str = "https://mau.example/a", date: str = DATE, **more: str
) -> bytes:
    """One record without compression; names of further headers with `_` for `-`."""
    media_type = more.pop("Content_Type", f"application/http; msgtype={kind}")
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:0>",
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", media_type: str | None = "text/html") -> bytes:
    """The block of a response."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media_type}"] if media_type else []), *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def page(text: str, url: str = "https://mau.example/a", date: str = DATE) -> bytes:
    """A response that is a page with some words."""
    return record("response", answer(f"<html><body>{text}</body></html>".encode()), url, date)


def joined(records: list[bytes], *, packed: bool = True) -> Warc:
    """The records in a file, each in a gzip member of its own if it is packed."""
    pieces = [gzip.compress(one, mtime=0) if packed else one for one in records]
    starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
    return Warc(b"".join(pieces), tuple(starts))
