"""A query cut into lexemes. Any text has some; nothing raises.

Quotes come first, then fields, brackets, exclusions and operators; document numbers and dates are one lexeme
in any writing (`99 -CV/TU`), so that their strokes exclude nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from search.moments import find_days
from search.query.citations import DIGIT, documents_in, marked
from search.query.fields import CHUNK_FIELDS, TITLES, field_of
from search.query.naming import is_named
from search.text import folded
from search.tokenizer import TOKEN
from search.tokens import TYPES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Lex(StrEnum):
    """Kinds of lexemes."""

    WORD = "word"
    FIXED = "fixed"
    QUOTE = "quote"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    MINUS = "-"
    AND = "and"
    OR = "or"
    NOT = "not"


class Lexeme(NamedTuple):
    """A lexeme. `text` is a word, a number, what is quoted, or the name of a field.

    `within` and `ordered` belong to a quote that is followed by `~5` or `~>5`.
    """

    kind: Lex
    text: str = ""
    within: int = 0
    ordered: bool = False


DASH = Lexeme(Lex.MINUS, "–")
"""An exclusion by a long dash; in a sentence it is only a dash."""

QUOTED = re.compile(r'["“”„«](?P<text>[^"“”„«»]*)["“”«»](?:~(?P<ordered>>)?(?P<within>\d{1,3}))?')
QUOTES = re.compile('["“”„«»]')
_DASHES = "–—"
_CHUNK = re.compile(r"[()]|\|+|[^\s()|]+")
_DAY_WORD = re.compile(r"(?<!\w)ngày\s*$", re.IGNORECASE)
_STROKE = re.compile(r"\s*-\s*")
_VALUE = re.compile(r" ?(?P<text>[^\s()]+)")
_AROUND = re.compile(r"\A\W+|[^\w*,]+\Z")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")

_SIGNS = {"|": Lex.OR, "||": Lex.OR, "&&": Lex.AND, "AND": Lex.AND, "OR": Lex.OR, "NOT": Lex.NOT}
SENTENCE = 9
"""Syllables from which a query is a sentence, and `KHÔNG` in it is only stressed."""

_WORDS = {"VÀ": Lex.AND, "VA": Lex.AND, "HOẶC": Lex.OR, "HOAC": Lex.OR, "KHÔNG": Lex.NOT, "KHONG": Lex.NOT}
"""Operators; those that are Vietnamese words too count only where the query is not all in capitals."""


def lexemes(text: str) -> list[Lexeme]:
    """The lexemes of a canonical query, in order."""
    found: list[Lexeme] = []
    at = 0
    for quoted in QUOTED.finditer(text):
        before = text[at : quoted.start()]
        found += _unquoted(before)
        if before.endswith("-") and (len(before) == 1 or before[-2].isspace() or before[-2] in "(:"):
            found.append(Lexeme(Lex.MINUS))
        elif _is_dashed(before, len(before)):
            found.append(DASH)
        within = min(int(quoted["within"] or 0), MOST_APART)
        found.append(Lexeme(Lex.QUOTE, " ".join(quoted["text"].split()), within, bool(quoted["ordered"])))
        at = quoted.end()
    found += _unquoted(QUOTES.sub(" ", text[at:]))
    return _operated(found)


MOST_APART = 100
"""Syllables that words near each other may be apart at most."""


@cache
def _field() -> re.Pattern[str]:
    """The name of a field and its colon, in a folded text."""
    names = {folded(name) for title in TITLES.values() for name in (title.vi, title.en, *title.others)}
    spaced = (name.replace(" ", "[ _-]?") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![^\s(\-–—])(?P<name>{'|'.join(spaced)}):")


def names_in(text: str) -> Iterator[re.Match[str]]:
    """The names of fields in a stretch."""
    for name in _field().finditer(folded(text)):
        if is_named(text, name.start("name"), name.end("name")):
            yield name


def _is_dashed(text: str, end: int) -> bool:
    """Whether a long dash, as phones make it of `-`, stands behind a blank at the end of `text[:end]`."""
    return end > 1 and text[end - 1] in _DASHES and text[end - 2] in " ("


def _unquoted(text: str) -> Iterator[Lexeme]:
    """The lexemes of a stretch without quotes."""
    at = 0
    for name in names_in(text):
        if name.start() < at:
            continue
        before = text[at : name.start()]
        is_excluded = before.endswith("-")
        yield from _plain(before[:-1] if is_excluded else before)
        if is_excluded:
            yield Lexeme(Lex.MINUS)
        elif _is_dashed(text, name.start()):
            yield DASH
        field = field_of(name["name"]) or ""
        yield Lexeme(Lex.FIELD, field)
        at = name.end()
        if field in CHUNK_FIELDS and (value := _VALUE.match(text, at)):
            yield Lexeme(Lex.WORD, value["text"])
            at = value.end()
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Lexeme]:
    """The lexemes of a stretch without quotes and fields."""
    at = 0
    for start, end in fixed_in(text):
        yield from _chunks(text[at:start])
        if start and text[start - 1] == "-":
            yield Lexeme(Lex.MINUS)
        yield Lexeme(Lex.FIXED, _STROKE.sub("-", " ".join(text[start:end].replace(":", " ").split())))
        at = end
    yield from _chunks(text[at:])


def _chunks(text: str) -> Iterator[Lexeme]:
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        if chunk in ("(", ")"):
            yield Lexeme(Lex(chunk))
            continue
        begins = match.start() == 0 or text[match.start() - 1] in "( \t\n"
        after = text[match.start() + 1 : match.start() + 2]
        if begins and chunk[0] == "-" and after not in ("", " ", "-"):
            yield Lexeme(Lex.MINUS)
        elif _is_dashed(text, match.start() + 1) and after.isalpha():
            yield DASH
        for word in _COLON.sub(" ", chunk).split() if ":" in chunk else (chunk,):
            if TOKEN.search(word) or word in _SIGNS:
                is_bare = word in _SIGNS or (word[0].isalnum() and word[-1].isalnum())
                yield Lexeme(Lex.WORD, word if is_bare else _AROUND.sub("", word))


def fixed_in(text: str) -> list[tuple[int, int]]:
    """Where the documents and dates of a stretch stand, in order, none overlapping.

    A number begins with the words before it (`Chỉ thị số`), a date with `ngày`.
    """
    found = [(document.start, document.end) for document in documents_in(text) if document.is_sure]
    said = marked(text)
    for moment in find_days(said) if DIGIT.search(said) else ():
        before = _DAY_WORD.search(said, 0, moment.span.start)
        found.append((before.start() if before else moment.span.start, moment.span.end))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        is_apart = not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()
        if is_apart and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _operated(found: list[Lexeme]) -> list[Lexeme]:
    """With the operators among the words made lexemes of their own."""
    texts = (each.text for each in found if each.kind in (Lex.WORD, Lex.FIXED, Lex.QUOTE))
    typed = list(texts)
    known = {**_SIGNS, **(_WORDS if reads_words(typed) else {})}
    if sum(len(TOKEN.findall(text)) for text in typed) >= SENTENCE:
        known = {word: kind for word, kind in known.items() if kind is not Lex.NOT or word == "NOT"}
        found = [each for each in found if each != DASH]
    return [
        Lexeme(known[each.text]) if each.kind is Lex.WORD and each.text in known else each for each in found
    ]


def reads_words(texts: Iterable[str]) -> bool:
    """Whether `VÀ` is an operator beside such words: not in a headline that is all in capitals."""
    words = [word for text in texts for word in text.split() if not _says_nothing(word)]
    if any(char.islower() for word in words for char in word):
        return True
    tokens = [token for word in words for token in TOKEN.findall(word)]
    return all(TYPES[token].kind is Kind.ABBREVIATION for token in tokens)


def _says_nothing(word: str) -> bool:
    """Operators, and what holds a number: documents are in capitals everywhere."""
    return word in _WORDS or word in _SIGNS or any(map(str.isdigit, word))
