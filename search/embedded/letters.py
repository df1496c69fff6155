"""Text as one byte a letter, where it has only letters of Vietnamese news: read in a third of JSON's time.

ASCII stands where it does in ASCII. In the place of control characters and above it stand the 134 other
letters of Vietnamese (composed, as canonical text has them) and what else is frequent in news: of 9,684
articles 98 in 100 have nothing beside. A text that has is UTF-8; the first byte says which.
"""

from __future__ import annotations

import codecs

_KEPT = "\n" + "".join(map(chr, range(0x20, 0x7F)))
_VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
_OTHERS = "\t“”…–’‘²³°→•ñü×±≥≤€½¼—·\N{HYPHEN}₂‰"

_BYTES, _UTF8 = b"1", b"8"


def _table() -> str:
    """The letter of each byte."""
    free = iter(_VIETNAMESE + _OTHERS)
    return "".join(chr(at) if chr(at) in _KEPT else next(free) for at in range(256))


LETTERS = _table()
_ENCODING = codecs.charmap_build(LETTERS)


def letters_of(text: str) -> bytes:
    """A text as bytes. Raises `UnicodeEncodeError` for half of a surrogate pair, which is no text."""
    try:
        return _BYTES + codecs.charmap_encode(text, "strict", _ENCODING)[0]
    except UnicodeEncodeError:
        return _UTF8 + text.encode()


def text_of(letters: bytes) -> str:
    """The text again. Raises `ValueError` where the bytes are of neither kind."""
    kind, rest = letters[:1], letters[1:]
    if kind == _BYTES:
        return codecs.charmap_decode(rest, "strict", LETTERS)[0]
    if kind == _UTF8:
        return rest.decode()
    raise ValueError(f"a text of the unknown kind {kind!r}")
