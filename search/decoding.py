"""Bytes to canonical text, and repair of text that was pasted from legacy fonts.

The encoding is found by what the bytes decode to: in the right one, nearly every word with accented
letters is a Vietnamese syllable; in a wrong one few are. A declared charset is a hint, since old pages
declare what their editor felt like. Whatever remains doubtful is kept as it was, and says so.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from search.legacy import (
    CP1258,
    NONE,
    READABLE,
    SIGNS,
    SINGLE,
    TCVN3,
    TWICE,
    VISCII,
    VNI,
    capitals,
    read,
    seen,
)
from search.syllables import is_syllable
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

UTF8 = "utf-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Canonical text, the encoding it was read in, whether that is certain, and what a person should know."""

    text: str
    encoding: str
    certain: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text as given but for the repaired parts; `encoding` is what most of those were in, empty for none."""

    text: str
    encoding: str
    certain: bool
    note: str = ""


class Tally(NamedTuple):
    """Words read in an encoding: how many are syllables, how many only so, and how many are none."""

    good: int = 0
    won: int = 0
    bad: int = 0


_BOMS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_NO_CASE = (
    "TCVN3 không có chữ hoa mang dấu: chữ hoa ở tít có thể thành chữ thường"
    " · TCVN3 has no accented capitals: those of headlines may have become lower case"
)
_CUT = "trang bị cắt giữa một ký tự · the page ends in the middle of a character"
_REPLACED = "có byte không phải UTF-8, thay bằng U+FFFD · some bytes are not UTF-8 and stand as U+FFFD"
_MIXED = "trang trộn UTF-8 và {0} · the page mixes UTF-8 and {0}"
_DOUBTFUL = "không rõ bảng mã, đọc theo {0} · encoding unclear, read as {0}"
_LIKELY = "bảng mã có lẽ là {0} · the encoding is probably {0}"
_PARTS = "{1} đoạn đã chuyển từ {0} · {1} parts were converted from {0}"
_LOSSY = "có từ hỏng không đọc lại được · some spoilt words could not be recovered"
_UNSURE = (
    "có đoạn giống mã cũ nhưng không chắc, giữ nguyên · parts look like a legacy encoding, left as they are"
)


def decode(payload: bytes, declared: str | None = None) -> Decoded:
    """Bytes to canonical text. Never raises; time is linear in the length.

    Args:
        payload: a text or an HTML page, whole; markup is left as it is.
        declared: the charset that a header or the page names, if any; not trusted.
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return _with_mark(payload[len(mark) :], encoding, declared)
    try:
        return _unicode(payload.decode(UTF8), UTF8)
    except UnicodeDecodeError as error:
        whole = payload[: error.start]
        if error.reason == "unexpected end of data" and not whole.isascii():
            return replace(_unicode(whole.decode(UTF8), UTF8), note=_CUT)
        return _not_utf8(payload, declared)


def _with_mark(payload: bytes, encoding: str, declared: str | None) -> Decoded:
    try:
        return _unicode(payload.decode(encoding), encoding)
    except UnicodeDecodeError:
        if encoding == UTF8:
            return _not_utf8(payload, declared)
        return Decoded(_clean(payload.decode(encoding, "replace")), encoding, certain=False, note=_REPLACED)


def _unicode(text: str, encoding: str) -> Decoded:
    """Text whose encoding is beyond doubt; what was pasted into it from legacy fonts is repaired."""
    repaired = repair(text)
    return Decoded(_clean(repaired.text), encoding, repaired.certain, repaired.note)


# --- Bytes that are not UTF-8 ---


def _not_utf8(payload: bytes, declared: str | None) -> Decoded:
    lines = payload.split(b"\n")
    strict = [_strict(line) for line in lines]
    broken = seen(b"\n".join(line for line, text in zip(lines, strict, strict=True) if text is None))
    encoding, certain = _best(_words(broken), _legacy_name(declared))
    if not encoding:
        return _undecided(payload, declared)
    kept = [
        text is not None and not _by_chance(text, line, encoding)
        for line, text in zip(lines, strict, strict=True)
    ]
    mixed = any(keep and not line.isascii() for line, keep in zip(lines, kept, strict=True))
    text = "\n".join(
        (text or "") if keep else _converted(seen(line), encoding)
        for line, text, keep in zip(lines, strict, kept, strict=True)
    )
    notes = [_MIXED.format(encoding)] if mixed else []
    notes += [_NO_CASE] if encoding == TCVN3 else []
    notes += [] if certain else [_LIKELY.format(encoding)]
    return Decoded(_clean(text), encoding, certain, "; ".join(notes))


def _strict(line: bytes) -> str | None:
    try:
        return line.decode(UTF8)
    except UnicodeDecodeError:
        return None


def _by_chance(text: str, line: bytes, encoding: str) -> bool:
    """Whether a line in a legacy encoding is UTF-8 by chance: VISCII Đầ is a Cyrillic letter in it."""
    if text.isascii() or any(_worth(word) > 0 for word in _words(text)):
        return False
    tally = _tally(_words(seen(line)), encoding)
    return tally.good > tally.bad


def _undecided(payload: bytes, declared: str | None) -> Decoded:
    """No Vietnamese legacy encoding fits: damaged UTF-8, or kept as declared."""
    text = payload.decode(UTF8, "replace")
    lost = text.count(NONE)
    whole = sum(not char.isascii() for char in text) - lost
    if whole >= 3 * lost:
        return Decoded(_clean(repair(text).text), UTF8, certain=whole >= 10 * lost, note=_REPLACED)
    name = _codec(declared)
    if name:
        text = payload.decode(name, "replace")
    return Decoded(_clean(text), name or UTF8, certain=False, note=_DOUBTFUL.format(name or UTF8))


_DECLARABLE = re.compile(
    r"iso8859-\d+|cp125\d|cp8\d\d|koi8-[ru]|mac-\w+|gbk|gb2312|gb18030|big5|big5hkscs|euc_\w+|shift_jis|tis-620"
)
_CHARSET = re.compile(r"[A-Za-z0-9_:.-]{1,40}")


def _codec(declared: str | None) -> str:
    """The codec of a declared charset, empty if it is unknown or no plain text encoding."""
    if not declared or not _CHARSET.fullmatch(declared.strip()):
        return ""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    if name == "iso8859-1":
        return "cp1252"  # as browsers do: pages say ISO 8859-1 and mean the code page that contains it
    return name if _DECLARABLE.fullmatch(name) else ""


def _legacy_name(declared: str | None) -> str:
    """The legacy encoding that a declared charset names, empty for any other charset."""
    plain = re.sub(r"[^a-z0-9]", "", (declared or "").lower())
    if "viscii" in plain:
        return VISCII
    if "tcvn" in plain or "vscii" in plain:
        return TCVN3
    if "1258" in plain:
        return CP1258
    return VNI if "vni" in plain else ""


def _best(words: Mapping[str, int], hint: str) -> tuple[str, bool]:
    """The encoding in which the words are Vietnamese, empty if in none, and whether that is certain."""
    scores = {name: _tally(words, name) for name in SINGLE}
    ranked = sorted(SINGLE, key=lambda name: (_score(scores[name]), name == hint), reverse=True)
    first, second = ranked[:2]
    tally, lead = scores[first], _score(scores[first]) - max(0, _score(scores[second]))
    if tally.good and first == hint and not tally.bad:
        return first, lead > 0
    if lead < 2 or tally.good < 3 * tally.bad:
        return "", False
    return first, lead >= 3 and 4 * lead >= tally.good and tally.good >= 6 * tally.bad


def _score(tally: Tally) -> int:
    return tally.good - 2 * tally.bad


# --- Text that was pasted from legacy fonts ---

_ODD = "\x80-\x9f¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïñðö÷øûüþÿ"
"""Characters of U+0080 to U+00FF that Vietnamese does not write."""
_SUSPECT = re.compile(
    f"[{_ODD}ìòÌÒùõ](?:(?<=[{_ODD}])|(?<=[AEaeOoôÔUuâêăýõ][ùõ])"
    "|(?<=[aâăeêôơưyõýo]ì)|(?<=[aâăeêôơưyõý]ò)|(?<=[A-ZÂĂÊÔƠƯa-zâăêôơưõý][ÌÒ]))"
)
"""What correct Vietnamese text hardly has: odd characters, and vowels after vowels that no syllable joins."""

_BLOCK = re.compile(
    r"(\n|</?(?:p|div|td|th|tr|li|ul|ol|h[1-6]|br|hr|table|title|head|body|section|article)\b[^<>]*>)",
    re.IGNORECASE,
)
_WORD = f"[A-Za-z\x02\x05\x06\x14\x19\x1e\x80-\u024f\u0300-\u036f\u1e00-\u1eff{re.escape(SIGNS)}]"
_SCORED = re.compile(f"<[^<>]*>|{_WORD}{{1,48}}")
_CONVERTED = re.compile(f"(<[^<>]*>)|{_WORD}+")
_ENOUGH = 20_000
"""Words with accents that are looked at in a page or paragraph; more would not tell more."""
_JOINTS = re.compile("[\xa0–—…]")
_ENDS = "“”‘’„‚‹›«»•"
_NO_VOWEL = re.compile("[B-DF-HJ-NP-TV-XZĐ]+")


def repair(text: str) -> Repaired:
    """Undo legacy encodings inside Unicode text, paragraph by paragraph; run it before `canonical`.

    Correct text of any language is left alone, character for character.
    """
    if not _SUSPECT.search(text):
        return Repaired(text, "", certain=True)
    parts = _BLOCK.split(text)
    words = [_words(part) if _SUSPECT.search(part) else {} for part in parts]
    verdicts = [_pasted(counts) if counts else _Verdict() for counts in words]
    main: Counter[str] = Counter()
    for verdict in verdicts:
        main[verdict.encoding] += verdict.won
    main = +main  # without the paragraphs that hide nothing
    if not main:
        doubtful = any(verdict.doubtful for verdict in verdicts)
        return Repaired(text, "", certain=not doubtful, note=_UNSURE if doubtful else "")
    encoding = main.most_common(1)[0][0]
    return _mended(parts, [verdict.encoding for verdict in verdicts], encoding)


class _Verdict(NamedTuple):
    encoding: str = ""
    won: int = 0
    doubtful: bool = False


def _pasted(words: Mapping[str, int]) -> _Verdict:
    """Which encoding a paragraph of seen text hides, if its words tell."""
    tallies = {name: _tally(words, name) for name in READABLE}
    name = max(READABLE, key=lambda name: tallies[name].won - 3 * tallies[name].bad)
    _, won, bad = tallies[name]
    enough = won >= 1 and won >= bad if name == TWICE else won >= 2 and won >= 4 * bad
    if enough:
        return _Verdict(name, won)
    return _Verdict("", 0, doubtful=won >= 2 and won > bad)


def _mended(parts: list[str], encodings: list[str], main: str) -> Repaired:
    """The paragraphs joined again, each converted; short ones between them follow the main encoding."""
    result, count, lossy = [], 0, False
    for part, own in zip(parts, encodings, strict=True):
        encoding = own or (main if _follows(part, main) else "")
        text = _converted(part, encoding) if encoding else part
        count += text != part
        lossy = lossy or (encoding == TWICE and text != part and _still_spoilt(text))
        result.append(text)
    notes = [_PARTS.format(main, count)]
    notes += [_NO_CASE] if TCVN3 in encodings else []
    notes += [_LOSSY] if lossy else []
    return Repaired("".join(result), main, not lossy, "; ".join(notes))


def _follows(part: str, encoding: str) -> bool:
    """Whether a paragraph too short to tell alone reads well in the page's encoding, and only so."""
    if part.isascii():
        return False
    tally = _tally(_words(part), encoding)
    return tally.won > 0 and tally.bad == 0


def _still_spoilt(text: str) -> bool:
    return any(_worth(word) < 0 and _SUSPECT.search(word) for word in _words(text))


# --- Words ---


def _words(text: str) -> Counter[str]:
    """Words with a non-ASCII character, markup left out, and how often they stand."""
    found = (match[0] for match in _SCORED.finditer(text))
    return Counter(islice((word for word in found if not word.isascii() and word[0] != "<"), _ENOUGH))


def _tally(words: Mapping[str, int], encoding: str) -> Tally:
    good = won = bad = 0
    for word, count in words.items():
        worth = _worth_in(word, encoding)
        if worth > 0:
            good += count
            won += count * (_worth(word) < 0)
        elif worth < 0:
            bad += count
    return Tally(good, won, bad)


@lru_cache(maxsize=1 << 16)
def _worth_in(word: str, encoding: str) -> int:
    return _worth(read(word, encoding))


@lru_cache(maxsize=1 << 16)
def _worth(word: str) -> int:
    """1 if the word is Vietnamese with accents, -1 if it is not, 0 if it says nothing."""
    worths = [_piece_worth(piece.strip(_ENDS)) for piece in _JOINTS.split(word)]
    return min(worths) if min(worths) < 0 else max(worths)


def _piece_worth(piece: str) -> int:
    if piece.isascii() or (len(piece) == 1 and piece != NONE) or _NO_VOWEL.fullmatch(piece):
        return 0
    return 1 if is_syllable(piece) else -1


def _converted(text: str, encoding: str) -> str:
    """Seen text read in the encoding, markup left out; a word with a code that it lacks stays as seen."""

    def word(match: re.Match[str]) -> str:
        if match[1]:
            return match[0]
        found = read(match[0], encoding)
        return match[0] if NONE in found else found

    text = _CONVERTED.sub(word, text)
    return "\n".join(map(capitals, text.split("\n"))) if encoding == TCVN3 else text


# --- Canonical form ---

_UNCLEAN = re.compile(
    "[\u0344\u0f73\u0f75\u0f81\x00-\x09\x0b-\x1f\x7f-\xa0\xad\xd0\xf0\u2000-\u2011"
    "\u2028\u2029\u202f\u205f\u2060\u2212\u3000\ufeff\ud800-\udfff]"
)
"""Every character that `canonical` may change, beside those that NFC changes."""


def _clean(text: str) -> str:
    """Canonical text; text that already is costs one look."""
    if "  " not in text and _UNCLEAN.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text
    return canonical(text)
