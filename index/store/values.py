"""What goes into the store and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from search.model import Document, Skipped

if TYPE_CHECKING:
    from index.pages import RawPage
    from search.model import SkipReason

_T = TypeVar("_T")

IDS_AT_ONCE = 400
"""Ids, or keys of two columns, of one statement: databases take some thousand values at a time, or 999."""


def batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items in lists of a size, the last one shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


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


class Origin(Protocol):
    """What a stamp may depend on: the kind of a page and where it came from. A `RawPage` is one."""

    @property
    def media_type(self) -> str:
        """As in `RawPage`."""
        ...

    @property
    def url(self) -> str | None:
        """Its address, if it has one."""
        ...

    @property
    def source(self) -> str:
        """The name of its source."""
        ...

    @property
    def fetched(self) -> datetime:
        """When it came in."""
        ...


@dataclass(frozen=True, slots=True)
class Stamp:
    """Fingerprints of the cleaner and the enricher that made a document.

    What the cleaner knew of the page belongs to its fingerprint, so stamps differ from page to page; a
    single one is also a `StampOf`: the same for all.
    """

    cleaner: str
    enricher: str

    def __call__(self, origin: Origin) -> Stamp:
        """Itself."""
        del origin
        return self


StampOf = Callable[[Origin], Stamp]
"""The stamp that the document of a page would get now."""


class Current(NamedTuple):
    """The current version of an article: where it is from, and the stamp of what was made of it."""

    article_id: str
    version: int
    media_type: str
    url: str | None
    source: str
    fetched: datetime
    stamp: Stamp


class Loaded(NamedTuple):
    """A stored version with its page; None where the raw bytes are damaged."""

    article_id: str
    version: int
    added: datetime
    page: RawPage | None


class Doubt(StrEnum):
    """What a person should look at though the page was taken."""

    OTHER_TEXT = "other-text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page; its bytes are on disk whatever the outcome, but for one.

    A page that gives no article is `skipped` each time it is given, with its `reason`; stored only once. One
    of an article that was withdrawn is skipped so, with version 0, and not stored. `doubts` are for a person.
    """

    outcome: Outcome
    article_id: str
    version: int
    name: str
    reason: SkipReason | None = None
    detail: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: documents made, pages skipped, and ids of articles whose raw page is damaged."""

    documents: int = 0
    skipped: int = 0
    damaged: tuple[str, ...] = ()
