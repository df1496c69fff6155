"""A passage in some 25 letters: article, range, and three bytes of a sum of its words, which tell a change.

A code is a version digit, the packed bytes in letters of an address, and a checksum of three letters. Nothing
is stored: the code is the passage, for ever.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error, crc32
from typing import NamedTuple

from search.model import Span
from web.addresses.short import checksum
from web.passages.spans import MOST

VERSION = "1"

_ID = re.compile(r"[0-9a-f]{16}")
_CODE = re.compile(rf"{VERSION}[A-Za-z0-9_-]{{17,23}}", re.ASCII)
_ID_BYTES, _SIGN_BYTES = 8, 3


class Clip(NamedTuple):
    """A passage of an article, and the sign of the words that it had when it was clipped."""

    article: str
    span: Span
    sign: int

    def is_worded(self, text: str) -> bool:
        """Whether these are the words that were clipped; of 16 million others one is taken for them."""
        return sign_of(text) == self.sign


def clip_of(article: str, span: Span, text: str) -> Clip:
    """A passage with its words."""
    return Clip(article, span, sign_of(text))


def sign_of(text: str) -> int:
    """Three bytes of the words of a text; blanks make no difference."""
    return crc32(" ".join(text.split()).encode("utf-8", "replace")) & 0xFFFFFF


def code_of(clip: Clip) -> str | None:
    """The code of a passage; none for an article whose id is not one of ours."""
    if not _ID.fullmatch(clip.article):
        return None
    data = bytes.fromhex(clip.article) + clip.sign.to_bytes(_SIGN_BYTES) + b"".join(map(_packed, clip.span))
    code = VERSION + urlsafe_b64encode(data).decode().rstrip("=")
    return code + checksum(code)


def clip_in(code: str) -> Clip | None:
    """The passage of a code; none for one that was mistyped or cut. Never raises."""
    body = code[:-3]
    if not _CODE.fullmatch(body) or code[-3:] != checksum(body):
        return None
    try:
        data = urlsafe_b64decode(body[1:] + "=" * (-(len(body) - 1) % 4))
    except Error:
        return None
    numbers = _unpacked(data[_ID_BYTES + _SIGN_BYTES :])
    if len(numbers) != 2 or not 0 < numbers[1] <= MOST:
        return None
    sign = int.from_bytes(data[_ID_BYTES : _ID_BYTES + _SIGN_BYTES])
    return Clip(data[:_ID_BYTES].hex(), Span(*numbers), sign)


def _packed(number: int) -> bytes:
    """A number in groups of seven bits, the low ones first; all but the last have the high bit."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def _unpacked(data: bytes) -> list[int]:
    """The numbers of packed bytes."""
    numbers, number, shift = list[int](), 0, 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number = shift = 0
    return numbers
