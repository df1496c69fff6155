"""Judged questions over passages, as the engine has them: an index of the passages, and what is right."""

from __future__ import annotations

import gzip
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from search.embedded.reader import EmbeddedReader
from search.embedded.writer import EmbeddedWriter
from search.model import VIETNAM, Article, Block, BlockKind, Document, Query
from search.query import parse
from search.text import canonical

Row = TypeVar("Row")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from search.engine import Reader

SETS = {"soict24_legal": "SoICT", "alqac23": "ALQAC"}
"""Files of the private data by their beginning, and what they are called here."""

_ADDED = datetime(2024, 1, 1, tzinfo=VIETNAM)


class Passage(msgspec.Struct, frozen=True):
    """A text that may answer; `group` names its near-duplicates, empty if it has none."""

    id: str
    title: str
    text: str
    group: str = ""

    def blocks(self) -> Iterator[tuple[BlockKind, str]]:
        """The title and each line of the text; a first line that is the title once more is left out."""
        title = canonical(self.title).strip()
        yield BlockKind.TITLE, title
        lines = [line.strip() for line in canonical(self.text).split("\n")]
        yield from ((BlockKind.BODY, line) for line in lines[lines[0] == title :] if line)

    def document(self) -> Document:
        """The passage as the engine indexes it."""
        text, blocks = "", []
        for kind, part in self.blocks():
            blocks.append(Block(kind, len(text), len(text) + len(part)))
            text += part + "\n\n"
        return Document(self.id, 1, Article(text, tuple(blocks), "mau"), _ADDED, group=self.group)


class Question(msgspec.Struct, frozen=True):
    """What was asked, and the ids of what answers it."""

    query: str
    rel: frozenset[str]


class Judged(msgspec.Struct, frozen=True):
    """A set of passages and questions."""

    name: str
    passages: list[Passage]
    questions: list[Question]


def read_sets(folder: Path, share: float = 1.0) -> Iterator[Judged]:
    """The judged sets of the private data, with so many of their questions."""
    step = round(1 / share)
    for begin, name in SETS.items():
        yield Judged(
            name,
            _read(folder / f"{begin}_corpus.jsonl.gz", Passage),
            _read(folder / f"{begin}_queries.jsonl.gz", Question)[::step],
        )


def _read(path: Path, row: type[Row]) -> list[Row]:
    with gzip.open(path, "rb") as file:
        return [msgspec.json.decode(line, type=row) for line in file]


def index(folder: Path, passages: Iterable[Passage], processes: int = 1) -> EmbeddedReader:
    """A reader over an index of some passages, built in a folder."""
    writer = EmbeddedWriter(folder, 1, processes=processes)
    for passage in passages:
        writer.put(passage.document())
    writer.commit()
    return EmbeddedReader(folder)


def asker(reader: Reader, most: int) -> Callable[[str], list[str]]:
    """Asks as the results page does: the ids of the first articles in order."""

    def ask(text: str) -> list[str]:
        match, notes = parse(text)
        result = reader.search(Query(match=match, notes=notes, text=text, size=most))
        return [hit.id for hit in result.hits]

    return ask
