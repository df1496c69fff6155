"""The records of a WARC file, one after the other: each whole, or told as damaged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from index.archives.source import Damage, Source, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_HEAD = 4_000_000
"""Bytes of the headers of a record; ours may tell all of a server's."""

_FIRST = re.compile(rb"WARC/[0-9.]{1,5}\s*")
_DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha512": hashlib.sha512, "md5": hashlib.md5}


class Record(NamedTuple):
    """A record: where it begins, its headers by name in lower case, and its block, None if that is too large.

    `size` is that of the block.
    """

    spot: Spot
    headers: Mapping[str, str]
    block: bytes | None
    size: int

    @property
    def kind(self) -> str:
        """What it is: `response`, `resource`, and others."""
        return self.headers.get("warc-type", "").lower()


class Damaged(NamedTuple):
    """Where a record should be and is not, and why."""

    spot: Spot
    why: str


def records(source: Source, kinds: frozenset[str], largest: int) -> Iterator[Record | Damaged]:
    """All records from where the source stands, the blocks only of some `kinds`, up to `largest` bytes.

    What is damaged is passed over as far as the next record. Raises `OSError`.
    """
    while (found := next_record(source, kinds, largest)) is not None:
        yield found
        if isinstance(found, Damaged) and not source.recover(found.spot):
            return


def next_record(source: Source, kinds: frozenset[str], largest: int) -> Record | Damaged | None:
    """The record at which the source stands, None at the end. Raises `OSError`."""
    try:
        if not source.begin():
            return None
    except Damage as damage:
        return Damaged(source.at(), str(damage))
    spot = source.at()
    try:
        return _read(source, spot, kinds, largest)
    except Damage as damage:
        return Damaged(spot, str(damage))


def _read(source: Source, spot: Spot, kinds: frozenset[str], largest: int) -> Record:
    headers = _headers(source)
    length = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise Damage("the record does not say how long it is")
    size, block = int(length), None
    if headers.get("warc-type", "").lower() in kinds and size <= largest:
        block = source.read(size)
    if (len(block) if block is not None else source.skip(size)) < size:
        raise Damage("the file ends within the record")
    _end(source)
    if block is not None and not _has_digest(block, headers.get("warc-block-digest", "")):
        raise Damage("the record does not have the digest that it names")
    return Record(spot, headers, block, size)


def _headers(source: Source) -> dict[str, str]:
    if not _FIRST.fullmatch(source.line(64)):
        raise Damage("no record begins here")
    found: dict[str, str] = {}
    name, left = "", _MOST_HEAD
    while (line := source.line(left)).strip():
        left -= len(line)
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and name:
            found[name] = f"{found[name]} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found[name] = value.strip()
    if not line.endswith(b"\n"):
        raise Damage("the headers of the record do not end")
    return found


def _end(source: Source) -> None:
    """Pass over the blank lines behind a record: two, or as many as there are before the next or the end."""
    ends = source.peek(4) == b"\r\n\r\n"
    while source.peek(1) in (b"\r", b"\n"):
        source.read(1)
    if not ends and source.peek(5) not in (b"", b"WARC/"):
        raise Damage("the record is longer or shorter than it says")


def _has_digest(block: bytes, named: str) -> bool:
    """Whether the block has the digest; one in a form that we do not know is not looked at."""
    algorithm, _, value = named.partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    expected = _digest_bytes(value.strip())
    if algorithm not in _DIGESTS or not expected:
        return True
    digest = _DIGESTS[algorithm](block, usedforsecurity=False).digest()
    return len(expected) != len(digest) or expected == digest


def _digest_bytes(value: str) -> bytes:
    """Digests are written in hexadecimal or in base 32."""
    try:
        if re.fullmatch(r"[0-9a-fA-F]{32,}", value):
            return bytes.fromhex(value)
        return base64.b32decode(value.upper())
    except (ValueError, binascii.Error):
        return b""
