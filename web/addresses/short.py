"""Short codes of searches: all that an address asks for, packed into letters of a code, and back.

A code is a version digit, two letters for each entry of the table of that version, and three letters of a
checksum. Nothing is stored: the code is the search, so that it means the same for ever, on every site and
under any settings. The table of a version is never changed; another one would be another version, and those
before it stay readable.

What is packed is the query, then a line for each other parameter: its letter and its value. An entry is a
byte (the first 256), the sign that the next word begins with a capital, a piece of text (`=` in the file; `|`
stands for a new line), or words; between two entries of words stands a blank that need not be said.
"""

from __future__ import annotations

from binascii import crc_hqx
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from werkzeug.datastructures import MultiDict

from web.addresses.params import Defaults, read, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from web.addresses.params import Params

VERSION = "1"

TABLE = Path(__file__).with_name(f"short-words-{VERSION}.txt")
"""Words and pieces of text of this version, a line each."""

MAX_CODE = 1000
"""Letters of a code: a longer one is neither given nor read."""

MAX_TEXT = 4000
"""Characters that are packed at most; more never fit into a code."""

PLAIN = Defaults()
"""What a code need not say: never what settings say, for these may change."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Six bits a letter, as in base64 for addresses (RFC 4648, section 5)."""

LETTERS = {
    "place": "P",
    "year": "Y",
    "month": "M",
    "term": "T",
    "topic": "C",
    "trust": "R",
    "source": "S",
    "ref": "D",
    "map": "A",
    "fold": "F",
    "accent": "X",
    "sort": "O",
    "page": "G",
    "size": "Z",
    "explain": "E",
    "from": "U",
    "to": "V",
    "about": "B",
}
"""The letter of each parameter but `q`, for ever; one that has none is written out: `0name=value`."""

_NAMES = {letter: name for name, letter in LETTERS.items()}
_BYTES = 256
_CAPITAL = 256
_VALUES = {letter: place for place, letter in enumerate(ALPHABET)}


class BrokenCodeError(ValueError):
    """A code that is none: mistyped, cut, or of a version that is not known here."""


class Table(NamedTuple):
    """The entries of a version: `texts` by number, numbers by text of pieces and of words."""

    texts: Sequence[str]
    pieces: dict[str, int]
    words: dict[str, int]
    longest: int


def code_of(params: Params) -> str | None:
    """The code of a search, without its language; none where it would be too long."""
    pairs = write(structs.replace(params, lang=PLAIN.lang), PLAIN)
    text = "\n".join(_lines(pairs))
    if len(text) > MAX_TEXT:
        return None
    code = VERSION + "".join(ALPHABET[entry >> 6] + ALPHABET[entry & 63] for entry in _packed(text))
    return code + checksum(code) if len(code) + 3 <= MAX_CODE else None


def params_in(code: str, most: int = PLAIN.max_size) -> Params:
    """The search of a code, at most `most` hits a page. Raises `BrokenCodeError`, and never anything else."""
    if len(code) > MAX_CODE or not code.startswith(VERSION) or code[-3:] != checksum(code[:-3]):
        raise BrokenCodeError(code[:40])
    pairs = _pairs(_unpacked(_entries(code[1:-3])))
    return read(MultiDict(pairs), structs.replace(PLAIN, max_size=most))[0]


def checksum(code: str) -> str:
    """CRC-16 in three letters: it notices any letter that is wrong and any two neighbours swapped.

    The last one is among the first sixteen: no reader of mail takes it for the end of a sentence.
    """
    crc = crc_hqx(code.encode("utf-8", "replace"), 0xFFFF)
    return ALPHABET[crc >> 10] + ALPHABET[crc >> 4 & 63] + ALPHABET[crc & 15]


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The query, then each other parameter; no value holds a new line (`web.addresses.params`)."""
    asked = list(pairs)
    yield dict(asked).get("q", "")
    for name, value in asked:
        if name != "q":
            yield LETTERS[name] + value if name in LETTERS else f"0{name}={value}"


def _pairs(text: str) -> list[tuple[str, str]]:
    query, *lines = text.split("\n")
    pairs = [("q", query)]
    for line in lines:
        name, value = line[:1], line[1:]
        if name == "0":
            name, _, value = value.partition("=")
        elif name in _NAMES:
            name = _NAMES[name]
        else:
            raise BrokenCodeError(line[:40])
        pairs.append((name, value))
    return pairs


def _packed(text: str) -> Iterator[int]:
    """The entries of a text: at each place the longest that fits, else bytes."""
    table, at, after_word = _table(), 0, False
    while at < len(text):
        entries, size = _word_at(table, text, at, after_word=after_word)
        after_word = size > 0
        piece, length = _piece_at(table, text, at)
        if length > size or not size:
            entries, size, after_word = piece, length, False
        yield from entries
        at += size


def _word_at(table: Table, text: str, at: int, *, after_word: bool) -> tuple[tuple[int, ...], int]:
    """The longest words that begin here, behind the blank that need not be said; size 0 for none."""
    start = at + after_word
    if after_word and text[at] != " ":
        return (), 0
    ahead = text[start : start + table.longest]
    small = ahead[:1].lower()
    for size in range(len(ahead), 0, -1):
        if ahead[:size] in table.words:
            return (table.words[ahead[:size]],), size + after_word
        if small + ahead[1:size] in table.words and small.upper() == ahead[0]:
            return (_CAPITAL, table.words[small + ahead[1:size]]), size + after_word
    return (), 0


def _piece_at(table: Table, text: str, at: int) -> tuple[tuple[int, ...], int]:
    """The longest piece that begins here, or the bytes of one character."""
    for size in range(min(table.longest, len(text) - at), 1, -1):
        if text[at : at + size] in table.pieces:
            return (table.pieces[text[at : at + size]],), size
    return tuple(text[at].encode()), 1


def _entries(letters: str) -> list[int]:
    """The numbers of the entries; each is two letters."""
    if len(letters) % 2 or not _VALUES.keys() >= set(letters):
        raise BrokenCodeError(letters[:40])
    return [_VALUES[high] << 6 | _VALUES[low] for high, low in zip(letters[::2], letters[1::2], strict=True)]


def _unpacked(entries: Iterable[int]) -> str:
    """The text of entries. No entry is longer than `Table.longest`, so it cannot grow without bound."""
    table, found, after_word, capital = _table(), bytearray(), False, False
    for entry in entries:
        is_word = entry > _CAPITAL and table.words.get(table.texts[entry]) == entry
        if capital and not is_word:
            raise BrokenCodeError
        if entry == _CAPITAL:
            capital = True
            continue
        text = table.texts[entry]
        if is_word:
            text = " " * after_word + (text[0].upper() + text[1:] if capital else text)
        found += bytes((entry,)) if entry < _BYTES else text.encode()
        after_word, capital = is_word, False
    if capital:
        raise BrokenCodeError
    try:
        return found.decode()
    except UnicodeDecodeError as error:
        raise BrokenCodeError from error


@cache
def _table() -> Table:
    """The table of version 1: bytes, the capital, then the lines of the file."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pieces: dict[str, int] = {}
    words: dict[str, int] = {}
    texts = [*map(chr, range(_BYTES)), ""]
    for line in lines:
        is_piece = line.startswith("=")
        text = line[1:].replace("|", "\n") if is_piece else line
        (pieces if is_piece else words)[text] = len(texts)
        texts.append(text)
    return Table(tuple(texts), pieces, words, max(map(len, texts)))
