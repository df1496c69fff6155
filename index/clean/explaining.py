"""What the cleaner made of each block of a page and why, for people who look after a portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clean.cleaner import read
from index.clean.knowledge import NOTHING

if TYPE_CHECKING:
    from index.clean.knowledge import Known
    from index.pages import RawPage
    from search.model import Article, BlockKind, Skipped


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """A block in the order of the page: what it was taken for, its text, and why (plain English)."""

    kind: BlockKind
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What `clean` answers for a page, and its blocks with their reasons, also where it was skipped."""

    result: Article | Skipped
    blocks: tuple[ExplainedBlock, ...]


def explain(page: RawPage, known: Known = NOTHING) -> Explained:
    """Clean a page and keep the reason of each block."""
    reading = read(page, known)
    return Explained(reading.result, tuple(ExplainedBlock(*block) for block in reading.blocks))
