"""The cheat-sheet: examples of queries with what each does, for `/huong-dan` and docs/query.md."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "cheat-sheet.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it does in Vietnamese and English, and how it is read (see `web.query.described`)."""

    query: str
    vi: str
    en: str
    reads: str


@dataclass(frozen=True, slots=True)
class Group:
    """Examples of one kind, with a heading in Vietnamese and English."""

    vi: str
    en: str
    rows: tuple[Example, ...]


@cache
def cheat_sheet() -> tuple[Group, ...]:
    """All groups, in the order of the file."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    return tuple(
        Group(group["vi"], group["en"], tuple(Example(**row) for row in group["row"])) for group in found
    )
