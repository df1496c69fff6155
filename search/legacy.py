"""The encodings of Vietnamese before Unicode: TCVN3 (ABC), VNI, VISCII, windows-1258; and UTF-8 read wrongly.

Text in such an encoding is met as *seen* text: its bytes read as windows-1252, one character a byte. So
does a browser show it, so is it pasted into Unicode pages, and so `seen` reads bytes.

    Đảng bộ   as TCVN3 seen: §¶ng bé   as VNI seen: Ñaûng boä   as VISCII seen: Ðäng bµ

The letters stand in `data/legacy/letters.tsv`, the codes in hexadecimal. Sources: TCVN 5712:1993 (VN3),
RFC 1456 (VISCII), the VNI code table. TCVN3 has no capitals with a tone mark, for a second font drew
them from the same codes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from search.errors import DataError
from search.text import TONES

if TYPE_CHECKING:
    from collections.abc import Callable

TCVN3, VNI, VISCII, CP1258, TWICE = "tcvn3", "vni", "viscii", "windows-1258", "utf-8 twice"
SINGLE = (TCVN3, VNI, VISCII, CP1258)
"""The encodings that bytes may be in."""
READABLE = (*SINGLE, TWICE)
"""The encodings that seen text may hide; `TWICE` is UTF-8 that was read as windows-1252."""
TABLED = (TCVN3, VISCII, VNI)

NONE = "\ufffd"
"""What a code reads as that the encoding does not have."""

DATA = Path(__file__).with_name("data") / "legacy" / "letters.tsv"
_LETTERS = 134
_HIGH_SIGNS = {
    0x80 + at: char for at, char in enumerate(bytes(range(0x80, 0xA0)).decode("cp1252", "replace"))
}
_TO_SIGN = {code: char for code, char in _HIGH_SIGNS.items() if char != NONE}
_TO_CODE = {ord(char): code for code, char in _TO_SIGN.items()}

SIGNS = "".join(_TO_SIGN.values())
"""Characters that windows-1252 has at 0x80 to 0x9F."""


def seen(payload: bytes) -> str:
    """Bytes as windows-1252, undefined codes as control characters, so that nothing is lost."""
    return payload.decode("latin-1").translate(_TO_SIGN)


def unseen(text: str) -> str:
    """Seen text as one character a byte (U+0000 to U+00FF); what was no byte stays above."""
    return text.translate(_TO_CODE)


def read(text: str, encoding: str) -> str:
    """Seen text in one of `READABLE`, read rightly: NFC, with U+FFFD for codes the encoding lacks.

    A character that stands for no byte gives U+FFFD too.
    """
    return unicodedata.normalize("NFC", _READERS[encoding](unseen(text)))


def encode(text: str, encoding: str) -> bytes:
    """Text in one of `SINGLE`; `?` for what that lacks, lower case where TCVN3 has no capital."""
    text = unicodedata.normalize("NFC", text)
    codes = {} if encoding == CP1258 else letters()[encoding]
    return b"".join(_code(char, encoding, codes) for char in text)


def _code(char: str, encoding: str, codes: dict[str, bytes]) -> bytes:
    if encoding == TCVN3 and char not in codes and char.lower() in codes:
        char = char.lower()
    if char in codes:
        return codes[char]
    if encoding == CP1258:
        return _apart(char).encode("cp1258", "replace")
    return char.encode("ascii" if encoding == VISCII else "cp1252", "replace")


def _apart(char: str) -> str:
    """A letter without its tone, then the tone: what windows-1258 can hold."""
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(part for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tone


def capitals(line: str) -> str:
    """A TCVN3 headline whose accented letters came out small, in capitals again: `ĐảNG Bộ` is `ĐẢNG BỘ`.

    Only the letters that TCVN3 has in both cases tell: there must be several, and all must be capitals.
    """
    words = [match[1] for match in _WORDS.finditer(line) if match[1]]
    telling = [char for word in words for char in word if char not in _small_only()]
    if len(telling) < _TELLING or any(char.islower() for char in telling):
        return line
    return _WORDS.sub(lambda match: match[0].upper() if _has_capital(match[1]) else match[0], line)


_WORDS = re.compile(r"<[^<>]*>|([^\W\d_]+)")
_TELLING = 6


def _has_capital(word: str | None) -> bool:
    return any(char.isupper() for char in word or "")


@cache
def _small_only() -> frozenset[str]:
    codes = letters()[TCVN3]
    return frozenset(letter for letter in codes if letter.upper() not in codes)


@cache
def letters() -> dict[str, dict[str, bytes]]:
    """Encoding to letter to code. Raises `DataError` if the table is malformed."""
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()]
    if rows[0][1:] != list(TABLED) or len(rows) != _LETTERS + 1:
        raise DataError(f"{DATA.name}: expected the columns {TABLED} and {_LETTERS} letters")
    try:
        return {
            name: {row[0]: bytes.fromhex(row[at]) for row in rows[1:] if row[at] != "-"}
            for at, name in enumerate(TABLED, 1)
        }
    except (IndexError, ValueError) as error:
        raise DataError(f"{DATA.name}: {error}") from error


@cache
def _single_byte(encoding: str) -> dict[int, str]:
    """Code to text; codes above 0x7F without a meaning give U+FFFD, also what was no byte."""
    table = _Missing(dict.fromkeys(range(0xA1, 0x100), NONE))
    table.update(_HIGH_SIGNS)
    if encoding == TCVN3:
        table.update(zip(range(0xB0, 0xB5), "\u0300\u0309\u0303\u0301\u0323", strict=True))
    table.update({code[0]: letter for letter, code in letters()[encoding].items()})
    return table


class _Missing(dict[int, str]):
    """A table for `str.translate` in which only bytes stand for themselves."""

    def __missing__(self, code: int) -> str:
        """The character itself below U+0100."""
        return chr(code) if code < 0x100 else NONE


@cache
def _cp1258() -> dict[int, str]:
    codes = range(0x80, 0x100)
    return _Missing(zip(codes, bytes(codes).decode("cp1258", "replace"), strict=True))


@cache
def _vni() -> dict[str, str]:
    """Codes to letters; a mark may stand in the other case than its letter, whose case counts."""
    codes = {code.decode("latin-1"): letter for letter, code in letters()[VNI].items()}
    crossed = {code[0] + code[1].swapcase(): letter for code, letter in codes.items() if len(code) > 1}
    return codes | crossed


@cache
def _vni_unit() -> re.Pattern[str]:
    """A letter with its mark, or one character that is no ASCII; no mark is a letter at the same time."""
    pairs = [code for code in _vni() if len(code) > 1]
    bases, marks = ("".join(sorted({code[at] for code in pairs})) for at in (0, 1))
    return re.compile(f"[{bases}][{marks}]|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\U0010ffff]")


def _read_vni(raw: str) -> str:
    codes = _vni()

    def unit(match: re.Match[str]) -> str:
        found = match[0]
        if found in codes:
            return codes[found]
        return "".join(codes.get(char, char if char.isascii() else NONE) for char in found)

    return _vni_unit().sub(unit, raw).translate(_TO_SIGN)


_UTF8_UNIT = re.compile(
    "[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\U0010ffff]"
)
_LOST_CODE = "\xc4"
"""Đ is C4 90, and windows-1252 has no 90: where it was dropped C4 stands alone, and means nothing else."""


def _read_twice(raw: str) -> str:
    def unit(match: re.Match[str]) -> str:
        if match[0] == _LOST_CODE:
            return "Đ"
        try:
            return match[0].encode("latin-1").decode("utf-8")
        except UnicodeError:
            return NONE

    return _UTF8_UNIT.sub(unit, raw)


_READERS: dict[str, Callable[[str], str]] = {
    TCVN3: lambda raw: raw.translate(_single_byte(TCVN3)),
    VISCII: lambda raw: raw.translate(_single_byte(VISCII)),
    CP1258: lambda raw: raw.translate(_cp1258()),
    VNI: _read_vni,
    TWICE: _read_twice,
}
