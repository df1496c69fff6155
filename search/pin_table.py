"""Reads a table of pinned results, and tells everything that is wrong with it, in both languages.

    [[pin]]
    queries = ["kết nạp đảng viên", "đảng viên mới"]
    articles = ["f4aa9014861b325c"]
    until = 2026-12-31                                 # the last day; left out: for good

docs/staff.md describes the table for those who edit it.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
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
from search.text import canonical, has_marks
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_PINS = 1000
MAX_QUERIES = 50
"""Queries of one pin."""
MAX_ARTICLES = 10
"""Articles of one pin: all stand on the first page."""
MAX_SYLLABLES = 32
"""Syllables of a query."""

_KEY = "pin"
_KNOWN = frozenset({"queries", "articles", "until"})


class Asked(NamedTuple):
    """A query as it was written, with the keys and folds of its words."""

    text: str
    keys: tuple[str, ...]
    folds: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether it was written without any mark: it then stands for every accented form."""
        return not any(map(has_marks, self.keys))


class Pin(NamedTuple):
    """Articles that stand first for some queries, until the end of a day; `where` names the entry."""

    where: str
    queries: tuple[Asked, ...]
    articles: tuple[str, ...]
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.until is None or day <= self.until


def asked_of(text: str) -> Asked:
    """A query with its words; none where it holds neither letter nor digit."""
    text = " ".join(canonical(text).split())
    tokens = tokenize(text)
    return Asked(text, tuple(token.key for token in tokens), tuple(token.fold for token in tokens))


def read_pins(text: str, name: str) -> tuple[Pin, ...]:
    """The pins of a table; `name` is that of the file, for messages.

    Raises:
        DataError: it is no TOML or has problems; the message tells up to 20 of them.
    """
    if problems := problems_in(text):
        raise refused(problems, name, "bảng bài ghim", "the table of pinned results")
    return tuple(
        Pin(where, tuple(map(asked_of, row["queries"])), tuple(row["articles"]), row.get("until"))
        for where, row in entries(text, tomllib.loads(text), _KEY)
    )


# ---------------------------------------------------------------- what can be wrong


def problems_in(text: str) -> list[Problem]:
    """Everything that is wrong with the text of a table."""
    return edited.problems_in(text, lambda data: _problems(text, data))


def _problems(text: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    yield from problems_of_whole(data, _KEY, MAX_PINS)
    for where, row in entries(text, data, _KEY):
        yield from unknown_keys(where, row, _KNOWN)
        for key, most in (("queries", MAX_QUERIES), ("articles", MAX_ARTICLES)):
            yield from _problems_of_list(where, key, row.get(key), most)
        yield from _problems_of_queries(where, row.get("queries"))
        yield from _problems_of_day(where, row.get("until"))


def _problems_of_list(where: str, key: str, value: object, most: int) -> Iterator[Problem]:
    if not is_texts(value):
        yield not_texts(where, key)
        return
    assert isinstance(value, list)
    if len(value) > most:
        yield Problem(
            where,
            f"{key!r} có {len(value)}, nhiều nhất là {most}",
            f"{key!r} has {len(value)}, at most {most}",
        )
    for each in dict.fromkeys(value):
        if value.count(each) > 1:
            yield Problem(where, f"{each!r} có hai lần trong {key!r}", f"{each!r} stands twice in {key!r}")
        if key == "articles" and not each.strip():
            yield Problem(where, "mã bài trống", "the id of an article is empty")


def _problems_of_queries(where: str, queries: object) -> Iterator[Problem]:
    for asked in map(asked_of, _texts(queries)):
        if problem := no_query(where, asked.text, len(asked.keys), MAX_SYLLABLES):
            yield problem


def _problems_of_day(where: str, until: object) -> Iterator[Problem]:
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        yield Problem(
            where,
            f"until = {until!s}: phải là một ngày, viết như 2026-12-31, không có ngoặc kép",
            f"until = {until!s}: it must be a day as in 2026-12-31, without quotes",
        )


def _texts(value: object) -> Sequence[str]:
    return value if isinstance(value, list) and is_texts(value) else ()
