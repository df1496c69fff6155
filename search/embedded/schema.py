"""The Whoosh schema. Analysis is ours and runs before the engine: fields take inversions, not text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whoosh import fields, formats

from search.analysis import fingerprint
from search.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Zone(NamedTuple):
    """A searched field: which blocks it holds and what a match in it weighs."""

    name: str
    kinds: tuple[BlockKind, ...]
    weight: float


# Weights are first choices, to be tuned on judged queries: a headline says what an article is about.
ZONES = (
    Zone("title", (BlockKind.TITLE,), 3.0),
    Zone("lead", (BlockKind.LEAD,), 1.5),
    Zone("body", (BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE), 1.0),
    Zone("caption", (BlockKind.CAPTION,), 0.5),
    Zone("byline", (BlockKind.BYLINE, BlockKind.SOURCE), 0.5),
)

COMPOUNDS = "compounds"
"""The field of compounds: `đảng_viên`. It ranks only."""

TERMS = "terms"
"""The field of canonical terms: `document:28-CT/TW`, `date:2019-01-21`."""

STORED = "stored"
"""The stored document, zlib-compressed JSON."""


class GivenTokens(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is its inversion: every key with its positions."""

    def __init__(self, form: formats.Format) -> None:
        super().__init__(form, analyzer=None, scorable=True)

    def index(self, value: Mapping[str, list[int]], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh's writer asks for: term, frequency, weight, encoded posting."""
        encode = self.format.encode if isinstance(self.format, formats.Positions) else None
        for key, positions in value.items():
            count = len(positions)
            payload = encode(positions) if encode else formats.pack_uint(count)
            yield key.encode(), count, float(count), payload


ENGINE = "embedded-2"
"""Changes whenever the files of a generation mean something else."""


def makers() -> dict[str, str]:
    """What decides over the keys and files of a generation; an index made by others is not opened."""
    return {"analyser": fingerprint(), "engine": ENGINE}


def schema() -> fields.Schema:
    """The schema of every generation."""
    positions = {zone.name: GivenTokens(formats.Positions()) for zone in ZONES}
    others = {name: GivenTokens(formats.Frequency()) for name in (COMPOUNDS, TERMS)}
    return fields.Schema(**positions, **others, **{STORED: fields.STORED()})
