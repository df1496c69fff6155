"""The labelled cases of `tests/cases/enrich`, and articles made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.errors import DataError
from search.model import Article, Block, BlockKind
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = Path(__file__).parents[3] / "tests" / "cases" / "enrich"


def cases_of(name: str, half: str) -> list[dict[str, Any]]:
    """The cases of a file in one half, `dev` or `test`. Raises `DataError` outside a checkout."""
    path = CASES / f"{name}.jsonl"
    if not path.is_file():
        raise DataError(f"{path} is not there; this needs a checkout of the project")
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [row for row in rows if row["half"] == half]


def article_of(row: Mapping[str, Any], *, url: str | None = None) -> Article:
    """A record as a cleaned article: its title, then its text, a block a paragraph."""
    title = canonical(row.get("title") or "").strip()
    lines = [line.strip() for line in canonical(row.get("text") or "").split("\n")]
    parts = [(BlockKind.TITLE, title), *((BlockKind.BODY, line) for line in lines if line != title)]
    return in_blocks([part for part in parts if part[1]], url=url)


def in_blocks(parts: list[tuple[BlockKind, str]], *, url: str | None = None) -> Article:
    """An article of these blocks."""
    text, blocks = "", []
    for kind, part in parts:
        blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += part + "\n\n"
    return Article(text, tuple(blocks), "mau", url)
