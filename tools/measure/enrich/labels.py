"""Labelled articles: what people said of each (`tests/cases/enrich/`), and its text from the private data."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.errors import DataError
from search.model import Article, Block, BlockKind, Witness
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LABELS = Path(__file__).parents[3] / "tests" / "cases" / "enrich" / "articles.jsonl"
TRAINING = LABELS.with_name("topics-training.jsonl")
"""Articles that one person labelled by topic alone, to learn from."""
LAST = LABELS.with_name("topics-last.jsonl")
"""Articles that two people labelled by topic alone, before words were learned."""
TEXTS = ("binhdinh_2025.jsonl.gz", "party_subset.jsonl.gz")

DEV, TEST = "dev", "test"
"""The half to look at and tune on, and the half of which only figures are ever read."""
LAST_HALF = "last"
"""What the figures of `LAST` are called."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and its labels; `topics` is one answer for each labeller, the main topic first.

    `refs` are the documents that both labellers found, `doubtful` those that one of them did.
    """

    id: str
    half: str
    article: Article
    place: str
    also: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    refs: tuple[str, ...]
    doubtful: tuple[str, ...]


@lru_cache(maxsize=1)
def labelled(private: Path) -> tuple[Labelled, ...]:
    """All labelled articles, in the order of the file. Raises `DataError` where the text of one is absent."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines() if line]
    rows = {row["id"]: row for name in TEXTS for row in rows_of(private / name)}
    if missing := [label["id"] for label in labels if label["id"] not in rows]:
        raise DataError(f"{private} lacks {len(missing)} labelled texts, the first is {missing[0]}")
    return tuple(_labelled(label, rows[label["id"]]) for label in labels)


def last_of(private: Path) -> tuple[Labelled, ...]:
    """The articles that were labelled last, by topic alone."""
    labels = [json.loads(line) for line in LAST.read_text(encoding="utf-8").splitlines()]
    rows = {row["id"]: row for row in rows_of(private / TEXTS[1])}
    return tuple(_labelled({"place": "", "refs": (), **label}, rows[label["id"]]) for label in labels)


def half_of(private: Path, half: str) -> tuple[Labelled, ...]:
    """The labelled articles of one half, `dev` or `test`."""
    return tuple(each for each in labelled(private) if each.half == half)


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file of private data."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _labelled(label: Row, row: Row) -> Labelled:
    return Labelled(
        id=label["id"],
        half=label["half"],
        article=article_of(row),
        place=label["place"],
        also=tuple(label.get("also", ())),
        topics=tuple(map(tuple, label["topics"])),
        refs=tuple(label["refs"]),
        doubtful=tuple(label.get("refs_doubtful", ())),
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """A row of the private data as a clean page: title, lead if it is told apart, paragraphs, captions."""
    parts = [(BlockKind.TITLE, row.get("title") or "")]
    parts += _prose(row["text"], row.get("abstract") or "")
    parts += [(BlockKind.CAPTION, caption) for caption in row.get("captions") or ()]
    text, blocks = "", []
    for kind, part in parts:
        if part := " ".join(canonical(part).split()):
            blocks.append(Block(kind, len(text), len(text) + len(part)))
            text += part + "\n"
    return Article(text, tuple(blocks), row.get("src") or "", row.get("url"), tuple(_witnesses(row)))


def _prose(text: str, abstract: str) -> Iterator[tuple[BlockKind, str]]:
    for number, paragraph in enumerate(text.split("\n")):
        is_lead = number == 0 and bool(abstract) and abstract.strip() == paragraph.strip()
        yield BlockKind.LEAD if is_lead else BlockKind.BODY, paragraph


def _witnesses(row: Mapping[str, Any]) -> Iterator[Witness]:
    for field, name in (("published", "date"), ("section", "category")):
        if row.get(name):
            yield Witness(field, row[name], f"record field {name}")
