"""Requests and answers of HTTP/1.1 as bytes, in the form in which WARC files keep them, and back.

Bodies are kept as they are read, without compression or chunks; the headers that told of these are renamed
(`X-Crawler-Content-Encoding`), so that every reader takes the body for what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

Headers = tuple[tuple[str, str], ...]

_RENAMED = "X-Crawler-"
_OF_TRANSFER = ("content-encoding", "transfer-encoding", "content-length")
_SECRET = ("authorization", "proxy-authorization", "cookie")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")
_STATUS = re.compile(r"HTTP/[0-9.]{1,5} +([0-9]{3})(?: |$)")
_END = re.compile(rb"\r?\n\r?\n")
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Head(NamedTuple):
    """The beginning of an answer: its first line, its status (0 if it is no answer), headers in order."""

    line: str
    status: int
    headers: Headers


def request_block(url: str, headers: Headers) -> bytes:
    """The request for an address as it was sent, but for passwords and cookies, which are not kept."""
    parts = urlsplit(quote(url, safe=_SAFE))
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    sent = [(name, value) for name, value in headers if name.lower() not in _SECRET]
    if all(name.lower() != "host" for name, _ in sent):
        sent.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return _head(f"GET {target} HTTP/1.1", sent)


def response_block(line: str, headers: Headers, payload: bytes) -> bytes:
    """The answer with its body in plain bytes."""
    kept = [(f"{_RENAMED}{name}" if name.lower() in _OF_TRANSFER else name, value) for name, value in headers]
    line = _one_line(line)
    line = line if _STATUS.match(line) else "HTTP/1.1 200 OK"
    return _head(line, [*kept, ("Content-Length", str(len(payload)))]) + payload


def split(block: bytes) -> tuple[Head, bytes]:
    """The head of a request or answer, and its body as it lies there."""
    end = _END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    line, *rest = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    found = _STATUS.match(line)
    return Head(line, int(found.group(1)) if found else 0, tuple(_headers(rest))), body


def as_sent(headers: Headers) -> Headers:
    """The headers of an answer as the server sent them, from those that `response_block` wrote."""
    return tuple((_sent_name(name), value) for name, value in headers[:-1])


def _sent_name(name: str) -> str:
    plain = name.removeprefix(_RENAMED)
    return plain if plain.lower() in _OF_TRANSFER else name


def folded(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by name in lower case; those that came several times joined by commas."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _head(line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [line, *(f"{name}: {_one_line(value)}" for name, value in headers if _NAME.fullmatch(name))]
    return b"".join(_bytes(each) + b"\r\n" for each in lines) + b"\r\n"


def _one_line(value: str) -> str:
    """Without what would end a header or begin another."""
    return _CONTROLS.sub(" ", value).strip()


def _bytes(text: str) -> bytes:
    """The bytes that were sent: HTTP libraries read them as Latin-1."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _headers(lines: Iterable[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            found.append((name.strip(), value.strip()))
    return found
