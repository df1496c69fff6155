"""Reads a table of synonyms, and tells everything that is wrong with it, in both languages.

    [[synonym]]
    words = ["thi đua khen thưởng", "khen thưởng thi đua", "TĐKT"]   # all stand for each other

    [[synonym]]
    from = "dân vận khéo"                                            # one way
    to = ["dân vận"]

docs/staff.md describes the table for those who edit it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from search import edited
from search.edited import (
    Problem,
    entries,
    is_texts,
    no_query,
    not_texts,
    problems_of_whole,
    refused,
    unknown_keys,
)
from search.text import canonical
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_ENTRIES = 1000
MAX_FORMS = 8
"""Forms of an entry: each costs the engine a phrase."""
MAX_SYLLABLES = 8
"""Syllables of a form."""

_KEY = "synonym"
_KNOWN = frozenset({"words", "from", "to"})


class Form(NamedTuple):
    """A word or phrase as it was written, and its keys as `search.analysis` makes them."""

    text: str
    keys: tuple[str, ...]


class Entry(NamedTuple):
    """What may stand in a query (`sources`), and what it also stands for; `where` names the entry."""

    where: str
    sources: tuple[Form, ...]
    targets: tuple[Form, ...]


def form_of(text: str) -> Form:
    """A form with its keys; none where it holds neither letter nor digit."""
    text = " ".join(canonical(text).split())
    return Form(text, tuple(token.key for token in tokenize(text)))


def read_synonyms(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of a table; `name` is that of the file, for messages.

    Raises:
        DataError: it is no TOML or has problems; the message tells up to 20 of them.
    """
    if problems := problems_in(text):
        raise refused(problems, name, "bảng từ đồng nghĩa", "the table of synonyms")
    return tuple(_entry(where, row) for where, row in entries(text, tomllib.loads(text), _KEY))


def _entry(where: str, row: Mapping[str, Any]) -> Entry:
    if "words" in row:
        forms = tuple(map(form_of, row["words"]))
        return Entry(where, forms, forms)
    return Entry(where, (form_of(row["from"]),), tuple(map(form_of, row["to"])))


# ---------------------------------------------------------------- what can be wrong


def problems_in(text: str) -> list[Problem]:
    """Everything that is wrong with the text of a table."""
    return edited.problems_in(text, lambda data: _problems(text, data))


def _problems(text: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    yield from problems_of_whole(data, _KEY, MAX_ENTRIES)
    sound: list[Entry] = []
    for where, row in entries(text, data, _KEY):
        wrong = [*_problems_of_row(where, row)]
        yield from wrong
        if not wrong:
            sound.append(_entry(where, row))
    yield from _doubles(sound)


def _problems_of_row(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    yield from unknown_keys(where, row, _KNOWN)
    if ("words" in row) == ("from" in row or "to" in row):
        yield Problem(
            where,
            'viết words = ["…", "…"] (hai chiều), hoặc from = "…" và to = ["…"] (một chiều)',
            'write words = ["…", "…"] (both ways), or from = "…" and to = ["…"] (one way)',
        )
    elif "words" in row:
        yield from _problems_of_words(where, row["words"])
    else:
        yield from _problems_of_way(where, row)


def _problems_of_words(where: str, words: object) -> Iterator[Problem]:
    if not is_texts(words):
        yield not_texts(where, "words")
        return
    assert isinstance(words, list)
    if len(words) < 2:
        yield Problem(where, "cần ít nhất hai từ trong words", "words needs at least two forms")
    yield from _problems_of_forms(where, words)


def _problems_of_way(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    source, targets = row.get("from"), row.get("to")
    if not isinstance(source, str):
        yield Problem(where, "'from' phải là một chuỗi", "'from' must be one text")
    elif not is_texts(targets):
        yield not_texts(where, "to")
    else:
        assert isinstance(targets, list)
        yield from _problems_of_forms(where, [source, *targets])


def _problems_of_forms(where: str, texts: Sequence[str]) -> Iterator[Problem]:
    if len(texts) > MAX_FORMS:
        yield Problem(
            where,
            f"có {len(texts)} dạng, nhiều nhất là {MAX_FORMS}",
            f"there are {len(texts)} forms, at most {MAX_FORMS}",
        )
    seen: set[tuple[str, ...]] = set()
    for form in map(form_of, texts):
        if problem := no_query(where, form.text, len(form.keys), MAX_SYLLABLES):
            yield problem
        elif form.keys in seen:
            yield Problem(
                where,
                f"“{form.text}” có hai lần trong mục (chữ hoa, kiểu bỏ dấu không tính)",
                f"“{form.text}” stands twice in the entry (case and tone style do not count)",
            )
        seen.add(form.keys)


def _doubles(sound: Sequence[Entry]) -> Iterator[Problem]:
    """Forms that two entries read: all that a form stands for belongs in one."""
    first: dict[tuple[str, ...], str] = {}
    for entry in sound:
        for form in entry.sources:
            before = first.setdefault(form.keys, entry.where)
            if before != entry.where:
                yield Problem(
                    entry.where,
                    f"“{form.text}” đã có ở {before}; chỉ để ở một mục",
                    f"“{form.text}” stands in {before} already; leave it in one entry",
                )
