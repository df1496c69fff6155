"""What an article says, before any portal wraps it: the truth that pages are drawn from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from search.model import VIETNAM, BlockKind

if TYPE_CHECKING:
    from pathlib import Path


class Quirk(StrEnum):
    """How the letters of an article are spoilt on its page; the truth stays in clean letters."""

    ETH = "eth"
    """Đ is U+00D0."""
    SOFT_HYPHENS = "soft-hyphens"
    """U+00AD inside words."""
    NFD = "nfd"
    """Tone marks are characters of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the body: a paragraph, heading or quote is one line, a list or table several.

    The cells of a table's row are separated by tabs.
    """

    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The text below a picture that follows the part number `after` (-1: before the body)."""

    text: str
    after: int
    credit: str = ""

    @property
    def whole(self) -> str:
        """The caption as it is printed, with its credit."""
        return f"{self.text} {self.credit}".strip()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an article."""

    name: str
    size: str
    href: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article was published: always a day, perhaps a clock."""

    day: date
    clock: time | None = None

    def at(self) -> datetime:
        """The moment as a Vietnamese date and time; midnight where no clock is known."""
        return datetime.combine(self.day, self.clock or time(), VIETNAM)


@dataclass(frozen=True, slots=True)
class Story:
    """An article without a page. `byline` is the line as printed, `authors` are the names in it."""

    id: str
    title: str
    lead: str = ""
    body: tuple[Part, ...] = ()
    captions: tuple[Caption, ...] = ()
    byline: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    published: Moment | None = None
    section: str = "Xây dựng Đảng"
    attachments: tuple[Attachment, ...] = ()
    place: str = ""
    related: tuple[str, ...] = ()
    quirks: frozenset[Quirk] = frozenset()


_SIGNS = {"#": BlockKind.HEADING, "-": BlockKind.LIST, "|": BlockKind.TABLE, ">": BlockKind.QUOTE}


def read_story(path: Path) -> Story:
    """A story from its file: fields, an empty line, then blocks.

    `# heading`, `- item`, `| cell | cell`, `> quote`, `! caption || credit`; all else is a paragraph.
    """
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = [line.split(": ", 1) for line in head.splitlines()]
    fields = {name: value.strip() for name, value in pairs}
    body, captions = _blocks(rest)
    return Story(
        id=path.stem,
        title=fields["title"],
        lead=fields.get("lead", ""),
        body=body,
        captions=captions,
        byline=fields.get("byline", ""),
        authors=split(fields.get("authors", ""), ";"),
        source=fields.get("source", ""),
        published=moment(fields.get("published", "")),
        section=fields.get("section", "Xây dựng Đảng"),
        attachments=tuple(
            Attachment(*split(value, "|")) for name, value in pairs if name.startswith("attachment")
        ),
        place=fields.get("place", ""),
        related=tuple(value.strip() for name, value in pairs if name == "related"),
        quirks=frozenset(map(Quirk, split(fields.get("quirks", ""), ";"))),
    )


def moment(text: str) -> Moment | None:
    """`2021-11-09 11:11`, `2021-11-09` or nothing."""
    if not text:
        return None
    day, _, clock = text.partition(" ")
    return Moment(date.fromisoformat(day), time.fromisoformat(clock) if clock else None)


def split(text: str, sign: str) -> tuple[str, ...]:
    """The parts of a field, stripped; none of an empty one."""
    return tuple(part.strip() for part in text.split(sign) if part.strip())


def _blocks(text: str) -> tuple[tuple[Part, ...], tuple[Caption, ...]]:
    """The body and the captions of a story's file; neighbouring items and rows are one block."""
    body: list[Part] = []
    captions: list[Caption] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        sign, _, words = line.partition(" ")
        if sign == "!":
            words, _, credit = words.partition(" || ")
            captions.append(Caption(words, len(body) - 1, credit))
            continue
        kind = _SIGNS.get(sign, BlockKind.BODY)
        if kind is BlockKind.BODY:
            words = line
        elif kind is BlockKind.TABLE:
            words = re.sub(r"\s*\|\s*", "\t", words.strip())
        if body and kind is body[-1].kind and kind in {BlockKind.LIST, BlockKind.TABLE}:
            body[-1] = Part(kind, (*body[-1].lines, words))
        else:
            body.append(Part(kind, (words,)))
    return tuple(body), tuple(captions)
