"""A JSON record as an article: its fields become the first lines of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.clean.captures import label
from index.clean.datelines import split_stamp
from index.clean.encoding import read_pasted
from index.clean.heads import CUT, cut_title
from index.records import DATE_FIELD, parse_record
from search.model import Article, Block, BlockKind, Skipped, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.pages import RawPage


def read_record(page: RawPage) -> Article | Skipped:
    """Compose the text of a record and label it."""
    record = parse_record(page.payload)
    if isinstance(record, Skipped):
        return record
    title, behind = split_title(record.title)
    fields = (
        (BlockKind.TITLE, title),
        (BlockKind.SECTION, record.category),
        (BlockKind.DATELINE, record.date),
        behind,
    )
    text, given = compose((kind, value) for kind, value in fields if value)
    body, reasons = read_pasted(record.text)
    text += body
    labels = label(text, given)
    told = {block.kind.value: "a field of the record" for block in given}
    if behind[0] is BlockKind.BODY:
        told["title"] += f"; {CUT}"
    witnesses = (Witness("published", record.date, DATE_FIELD),) if record.date else ()
    return Article(
        text,
        labels.blocks,
        page.source,
        record.url or page.url,
        witnesses,
        {**labels.reasons, **told, **reasons},
    )


def split_title(field: str) -> tuple[str, tuple[BlockKind, str]]:
    """A title without the time behind it, or without what is too long for one; and that, as a field."""
    cut = cut_title(field)
    if cut:
        return field[:cut], (BlockKind.BODY, field[cut:].strip())
    bare, stamp = split_stamp(field)
    return bare, (BlockKind.DATELINE, stamp)


def compose(parts: Iterable[tuple[BlockKind, str]]) -> tuple[str, list[Block]]:
    """Put known fields, one line each, at the start of a text; the text ends with a newline unless empty."""
    text, blocks = "", []
    for kind, value in parts:
        blocks.append(Block(kind, len(text), len(text) + len(value)))
        text += value + "\n"
    return text, blocks
