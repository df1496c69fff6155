"""What goes into the store and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from search.model import Document, Skipped

if TYPE_CHECKING:
    from index.pages import RawPage
    from search.model import SkipReason

Prepare = Callable[["RawPage", str, int, datetime], Document | Skipped]
"""Cleans and enriches: `prepare(page, article_id, version, added)`. The store does not care how."""

Progress = Callable[[int, int], None]
"""Told `(done, total)` after each batch of long work."""


class Outcome(StrEnum):
    """What became of a page that was added."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Fingerprints of the cleaner and the enricher that made a document."""

    cleaner: str
    enricher: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page; its bytes are on disk whatever the outcome.

    A page that gives no article is `skipped` each time it is given, with its `reason`; stored only once.
    """

    outcome: Outcome
    article_id: str
    version: int
    name: str
    reason: SkipReason | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: documents made, pages skipped, and ids of articles whose raw page is damaged."""

    documents: int = 0
    skipped: int = 0
    damaged: tuple[str, ...] = ()
