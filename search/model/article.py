"""A cleaned page: its text, its parts, and why a page gave none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: `[start, length]`, in code points, as it crosses the API."""

    start: int
    length: int

    @property
    def end(self) -> int:
        """The offset just after the stretch."""
        return self.start + self.length


class BlockKind(StrEnum):
    """What a block of a page is for its reader."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CAPTION = "caption"
    BYLINE = "byline"
    SOURCE = "source"
    DATELINE = "dateline"
    SECTION = "section"
    ATTACHMENT = "attachment"
    RELATED = "related"
    PAGER = "pager"
    CHROME = "chrome"


KIND_NAMES = {
    BlockKind.TITLE: "tít",
    BlockKind.LEAD: "sapô",
    BlockKind.BODY: "nội dung",
    BlockKind.HEADING: "tít phụ",
    BlockKind.LIST: "danh sách",
    BlockKind.TABLE: "bảng",
    BlockKind.QUOTE: "trích dẫn",
    BlockKind.CAPTION: "chú thích",
    BlockKind.BYLINE: "tác giả",
    BlockKind.SOURCE: "nguồn",
    BlockKind.DATELINE: "ngày giờ",
    BlockKind.SECTION: "chuyên mục",
    BlockKind.ATTACHMENT: "đính kèm",
    BlockKind.RELATED: "tin khác",
    BlockKind.PAGER: "phân trang",
    BlockKind.CHROME: "ngoài bài",
}
"""What Vietnamese newsrooms call each kind of block."""

PROSE = frozenset(
    {BlockKind.LEAD, BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE}
)
"""The blocks that are the article's own running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """One labelled block of a page: `text[start:end]` is a `kind`."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Witness:
    """What something outside the page's text says of a field: metadata, a feed, a record's own field."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned page: its canonical text, all of it, as labelled blocks in order, none overlapping.

    Nothing is thrown away: menus and pagers stay in `text` as `chrome` and `pager` blocks.
    `reasons` says per field, in plain English, how the cleaner decided.
    """

    text: str
    blocks: tuple[Block, ...]
    source: str
    url: str | None = None
    witnesses: tuple[Witness, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    def blocks_of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """The blocks of these kinds, in the order of the page."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def first(self, kind: BlockKind) -> str:
        """The text of the first block of a kind, or an empty string."""
        return next((self.of(block) for block in self.blocks if block.kind is kind), "")

    @property
    def title(self) -> str:
        """The article's own headline."""
        return self.first(BlockKind.TITLE)


class SkipReason(StrEnum):
    """Why a page gave no article. These are outcomes to count, not errors."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf8"
    NOT_TEXT = "not-text"
    NOT_VIETNAMESE = "not-vietnamese"
    NO_TEXT_FIELD = "no-text-field"
    BAD_RECORD = "bad-record"
    UNKNOWN_TYPE = "unknown-type"
    UNREADABLE = "unreadable"
    LIST_PAGE = "list-page"
    HOME_PAGE = "home-page"
    ERROR_PAGE = "error-page"
    LOGIN = "login"
    SCRIPT_SHELL = "script-shell"
    PRINT_VIEW = "print-view"
    WITHDRAWN = "withdrawn"
    TOO_SLOW = "too-slow"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that gave no article, and why; `detail` is for people."""

    reason: SkipReason
    detail: str = ""
