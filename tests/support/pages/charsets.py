"""The encodings that Vietnamese portals were served in, with the tables of the two font encodings.

Written from the standards, on purpose not from the code that reads them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_TCVN3 = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9,
    "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6,
    "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB,
    "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1,
    "ê": 0xAA, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6,
    "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE,
    "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4,
    "ô": 0xAB, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9,
    "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE,
    "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4,
    "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9,
    "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE, "đ": 0xAE,
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7,
}  # fmt: skip
"""TCVN 5712 VN3, the ABC fonts. It has no capitals with a tone: these were another font."""

_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}


def _vni() -> dict[str, str]:
    """VNI-Windows: a letter and a mark after it, both letters of the Western code page."""
    table = dict(_VNI_SINGLE)
    for base, stem in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ơ", "ô"), ("ư", "ö")):
        for tone, mark in _VNI_TONES.items():
            table.setdefault(unicodedata.normalize("NFC", base + tone), stem + mark)
    hats = [(base + "\u0302", base, _VNI_HAT) for base in "aeo"]
    for decomposed, base, marks in [*hats, ("a\u0306", "a", _VNI_BREVE)]:
        for tone, mark in marks.items():
            table[unicodedata.normalize("NFC", decomposed + tone)] = base + mark
    return table | {letter.upper(): code.upper() for letter, code in table.items()}


_VNI = _vni()
_VNI_BACK = {code: letter for letter, code in _VNI.items()}
_TCVN3_BACK = {code: letter for letter, code in _TCVN3.items()}
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")

FONT_ENCODINGS = ("tcvn3", "vni")


def clean(text: str) -> str:
    """Composed letters, no Eth, no soft hyphen: what every comparison with the truth is made on."""
    return unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("\u00ad", "")


def representable(text: str, charset: str) -> str:
    """The text as a page in this encoding can say it: VN3 has toned capitals as small letters only."""
    if charset != "tcvn3":
        return text
    return "".join(char.lower() if char not in _TCVN3 and char.lower() in _TCVN3 else char for char in text)


def encode(text: str, charset: str) -> bytes:
    """The text in an encoding; what this lacks becomes a character reference."""
    if charset == "tcvn3":
        return b"".join(map(_tcvn3, representable(clean(text), charset)))
    if charset == "vni":
        return "".join(_VNI.get(char, char) for char in clean(text)).encode("cp1252", "xmlcharrefreplace")
    if charset == "windows-1258":
        return "".join(map(_apart, clean(text))).encode("cp1258", "xmlcharrefreplace")
    if charset == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(charset, "xmlcharrefreplace")


def decode(payload: bytes, charset: str) -> str:
    """The text of bytes in their true encoding."""
    if charset == "tcvn3":
        return "".join(_TCVN3_BACK.get(code) or bytes([code]).decode("cp1252", "replace") for code in payload)
    if charset == "vni":
        return _from_vni(payload.decode("cp1252", "replace"))
    if charset == "windows-1258":
        return unicodedata.normalize("NFC", payload.decode("cp1258"))
    return payload.decode(charset)


@cache
def _tcvn3(char: str) -> bytes:
    """One character in VN3; typographic signs lie where the Western code page has them."""
    code = _TCVN3.get(char)
    if code is not None:
        return bytes([code])
    low = char.encode("cp1252", "xmlcharrefreplace")
    clashes = len(low) == 1 and low[0] in _TCVN3_BACK
    return f"&#{ord(char)};".encode() if clashes else low


@cache
def _apart(char: str) -> str:
    """Windows-1258 has hats and horns in the letter, tones as a character after it."""
    decomposed = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    rest = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


def _from_vni(text: str) -> str:
    """VNI read from left to right, two characters before one."""
    found, place = [], 0
    while place < len(text):
        pair = text[place : place + 2]
        if pair in _VNI_BACK:
            found.append(_VNI_BACK[pair])
            place += 2
        else:
            found.append(_VNI_BACK.get(text[place], text[place]))
            place += 1
    return "".join(found)
