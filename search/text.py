"""Canonical Vietnamese text, and the two forms in which words are compared.

`canonical` runs once, at cleaning; every offset anywhere refers to its result. `comparable` and
`folded` keep the length of their argument, so offsets found in them hold in the original:

    canonical    Ðảng bộ huyện Hòa  ->  Đảng bộ huyện Hòa    (Eth repaired)
    comparable   Đảng bộ huyện Hòa  ->  đảng bộ huyện hoà    (lower case, tone mark at its new-style place)
    folded       Đảng bộ huyện Hòa  ->  dang bo huyen hoa    (without marks)
"""

from __future__ import annotations

import re
import unicodedata

TONES = "\u0300\u0301\u0309\u0303\u0323"
"""The five combining tone marks: grave, acute, hook above, tilde, dot below."""

VIETNAMESE_LETTERS = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    for tone in ("", *TONES)
)
"""Lower-case letters of the Vietnamese alphabet with every tone; a few consonant pairs never occur."""

_GONE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_BLANK = dict.fromkeys([*map(ord, "\u00a0\u202f\u205f\u3000\t\v\f"), *range(0x2000, 0x200B)], " ")
_CONTROL = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)])
_HYPHEN = dict.fromkeys((0x2010, 0x2011, 0x2212), "-")
_APART = {
    0x344: "\u0308\u0301",
    0xF73: "\u0f71\u0f72",
    0xF75: "\u0f71\u0f74",
    0xF81: "\u0f71\u0f80",
}
_REPAIRS = {**_CONTROL, **_GONE, **_BLANK, **_HYPHEN, **_APART, 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_BLANKS = re.compile(" {2,}")
_REPAIRABLE = re.compile(f"[{''.join(map(re.escape, map(chr, sorted(_REPAIRS))))}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ETH_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]*[Ðð][^\W\d_]*")
_ETH = str.maketrans("Ðð", "Đđ")
_VOWELS = "".join(char for char in VIETNAMESE_LETTERS if unicodedata.normalize("NFD", char)[0] in "aeiouy")
_D_SYLLABLE = re.compile(f"đ[{_VOWELS}]{{1,3}}(?:c|ch|m|n|ng|nh|p|t)?")
_MARKS = re.compile(r"[^\w\s!-~]{31,}")
_MAX_MARKS = 30
"""Combining marks kept in a row, as in Unicode's stream-safe format: ordering them takes quadratic time."""


def canonical(text: str) -> str:
    """Repair a decoded text: NFC, line ends as newline, Eth as Đ, nothing invisible. Idempotent.

    Runs of blanks become one blank, for portals indent and pad with them; typographic hyphens become `-`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _REPAIRABLE.search(text):  # most texts need none, and `translate` is slow beyond Latin-1
        text = text.translate(_REPAIRS)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    text = _MARKS.sub(_fewer_marks, _SURROGATE.sub("\ufffd", text))
    text = unicodedata.normalize("NFC", text)
    return _ETH_WORD.sub(_repair_eth, text) if "Ð" in text or "ð" in text else text


def _fewer_marks(match: re.Match[str]) -> str:
    """A run of odd characters with at most `_MAX_MARKS` combining marks in a row."""
    kept, row = [], 0
    for char in match[0]:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _repair_eth(match: re.Match[str]) -> str:
    """Eth is Đ only in what may be a Vietnamese syllable or abbreviation: `Ðảng`, `HÐND`, not `Ðorri`."""
    word = match[0].translate(_ETH)
    low = word.lower()
    if not VIETNAMESE_LETTERS.issuperset(low):
        return match[0]
    is_sign = word.isupper() or (len(word) <= 3 and "Ð" in match[0])  # HÐND, QÐi
    return word if is_sign or _D_SYLLABLE.fullmatch(low) else match[0]


def _tone_moves() -> dict[str, str]:
    """Old-style pairs to new-style: the mark of a final oa, oe, uy moves to its second letter."""
    moves = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in TONES:
            old = unicodedata.normalize("NFC", first + tone + second)
            new = unicodedata.normalize("NFC", first + second + tone)
            for case in (str.lower, str.upper, str.capitalize):
                moves[case(old)] = case(new)
    return moves


_MOVES = _tone_moves()


_FIRSTS, _SECONDS = ("".join(sorted({pair[at] for pair in _MOVES})) for at in (0, 1))

# `qu` is a consonant: the mark of `quỳ` already stands where it belongs, and `qùy` is a typing slip.
# Two letter classes are searched ten times faster than the sixty pairs as alternatives; a pair that is
# found and none of these (`òy`) stays as it is.
_OLD_STYLE = re.compile(rf"[{_FIRSTS}][{_SECONDS}](?<![qQ]..)(?![^\W\d_])")


def new_style(text: str) -> str:
    """Move tone marks of final oa, oe, uy to the new-style place (`hòa` to `hoà`); NFC, length is kept."""
    return _OLD_STYLE.sub(lambda match: _MOVES.get(match[0], match[0]), text)


def lower(text: str) -> str:
    """Lower case that keeps the length: the few letters whose lower case is longer stay as they are."""
    result = text.lower()
    if len(result) == len(text):
        return result
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def comparable(text: str) -> str:
    """The form in which spellings of one word are equal: lower case, new-style tones. Length is kept."""
    return new_style(lower(text))


def _fold_table() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base.lower()
    return table


_FOLD = _fold_table()


def folded(text: str) -> str:
    """Lower case without marks; `đ` is `d`. Length is kept. NFC in."""
    return lower(text.translate(_FOLD))


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark (tone, hat, horn, breve or the bar of đ)."""
    return folded(text) != lower(text)


def marked_share(text: str) -> float:
    """Share of letters that carry a Vietnamese mark, 0..1; about 0.25 in Vietnamese prose."""
    letters = [char for char in lower(text) if char.isalpha()]
    if not letters:
        return 0.0
    return sum(char in VIETNAMESE_LETTERS and not char.isascii() for char in letters) / len(letters)
