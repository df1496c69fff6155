"""Signs that nobody sees, in what is typed or copied into a query: `kết<U+200B>nạp` is two words.

Pages put a zero-width space where a line may break, in Vietnamese between syllables; soft hyphens and joiners
come from other programs. `canonical` drops them all, for in a text they may stand within a word.
"""

from __future__ import annotations

import re
import unicodedata

from search.syllables import can_be_bare, is_syllable
from search.text import canonical, folded, has_marks

_SPACE = "\u200b"
_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGN = re.compile(f"[{_SIGNS}]+")
_JOINED = re.compile(rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]+)+")


def typed_text(text: str) -> str:
    """A query in canonical form with single blanks."""
    if _SIGN.search(text):
        text = _JOINED.sub(_parted, unicodedata.normalize("NFC", text))
    return " ".join(canonical(text).split())


def _parted(match: re.Match[str]) -> str:
    """Parts of a word, or words: syllables that are none together, and what a zero-width space parts."""
    pieces = _SIGN.split(match[0])
    whole = "".join(pieces)
    are_syllables, is_one = all(map(_is_syllable, pieces)), _is_syllable(whole)
    is_apart = (are_syllables or not is_one) if _SPACE in match[0] else (are_syllables and not is_one)
    return (" " if is_apart else "").join(pieces)


def _is_syllable(word: str) -> bool:
    return is_syllable(word) if has_marks(word) else can_be_bare(folded(word))
