"""Versions of an article: which there are, what of its text changed between two, as plain data.

Only the article's own text counts: that a menu or a list of other articles changed is no change of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from search.alignment import Effort
from search.differences import differences, extent
from search.model import PROSE, BlockKind
from web.view import capture_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.archive import Kept
    from search.differences import Extent, Row
    from search.model import Capture, Document

COMPARED = 30
"""The newest versions whose texts are read; of more, the older ones are only listed."""

_OWN = PROSE | {
    BlockKind.TITLE,
    BlockKind.CAPTION,
    BlockKind.BYLINE,
    BlockKind.SOURCE,
    BlockKind.ATTACHMENT,
}


class Paragraph(NamedTuple):
    """A line of an article's own text, and what it is."""

    kind: str
    text: str


class Version(NamedTuple):
    """A stored version, its paragraphs (None where it gave no article), and the cleaner that made them.

    `base` is the number of the version before it that has a text, `extent` how much differs from that one.
    One that is not `is_read` may have a text too: there are too many to look.
    """

    capture: Capture
    paragraphs: tuple[Paragraph, ...] | None
    cleaner: str = ""
    base: int | None = None
    extent: Extent | None = None
    is_read: bool = True


class Difference(NamedTuple):
    """Two versions side by side."""

    before: Version
    after: Version
    rows: tuple[Row, ...]

    @property
    def is_of_two_cleaners(self) -> bool:
        """Whether some of the differences may be the cleaner's."""
        return self.before.cleaner != self.after.cleaner


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """The lines of an article's own text that are not blank, in the order of the page."""
    article = document.article
    return tuple(
        Paragraph(block.kind.value, line.strip())
        for block in article.blocks_of(*_OWN)
        for line in article.of(block).split("\n")
        if line.strip()
    )


def versions_of(captures: Sequence[Capture], kept: Callable[[int], Kept | None]) -> tuple[Version, ...]:
    """The versions of an article, oldest first; `kept` gives what was made of one."""
    older, newer = captures[:-COMPARED], captures[-COMPARED:]
    return (
        *(Version(capture, None, is_read=False) for capture in older),
        *(version_of(capture, kept) for capture in newer),
    )


def measured(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions, each with how much differs from the one before; all of them share one bound of time."""
    effort, found = Effort(), list[Version]()
    last: Version | None = None
    for version in versions:
        if version.paragraphs is None or last is None:
            found.append(version)
        else:
            changed = extent(_rows(last.paragraphs or (), version.paragraphs, effort))
            found.append(version._replace(base=last.capture.version, extent=changed))
        last = last if version.paragraphs is None else version
    return tuple(found)


def wordings(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The first version of each different text, in the order in which they followed each other."""
    texts = [version for version in versions if version.paragraphs is not None]
    return tuple(one for at, one in enumerate(texts) if not at or one.paragraphs != texts[at - 1].paragraphs)


def version_of(capture: Capture, kept: Callable[[int], Kept | None]) -> Version:
    """One version with its text."""
    found = kept(capture.version)
    return Version(capture, paragraphs_of(found.document) if found else None, found.cleaner if found else "")


def difference_of(before: Version, after: Version) -> Difference:
    """Two versions side by side; all rows, those that are the same too."""
    rows = _rows(before.paragraphs or (), after.paragraphs or (), Effort())
    return Difference(before, after, rows)


def _rows(before: Sequence[Paragraph], after: Sequence[Paragraph], effort: Effort) -> tuple[Row, ...]:
    return differences([one.text for one in before], [one.text for one in after], effort)


def version_json(version: Version) -> dict[str, Any]:
    """A version, and in `changes` how much of the article's own text differs from `base`."""
    changes = version.extent._asdict() if version.extent else None
    return {
        **capture_json(version.capture),
        "has_text": version.paragraphs is not None if version.is_read else None,
        "base": version.base,
        "changes": changes,
    }


def difference_json(found: Difference) -> dict[str, Any]:
    """Two versions, and the paragraphs of both in order, each as pieces that are the same, went or came."""
    return {
        "before": version_json(found.before._replace(base=None, extent=None)),
        "after": version_json(found.after._replace(base=None, extent=None)),
        "changes": extent(found.rows)._asdict(),
        "same_cleaner": not found.is_of_two_cleaners,
        "rows": [{"kind": _kind(found, row), **row_json(row)} for row in found.rows],
    }


def row_json(row: Row) -> dict[str, Any]:
    """A paragraph beside what it became."""
    return {
        "before": row.before,
        "after": row.after,
        "pieces": [{"change": piece.change.value, "text": piece.text} for piece in row.pieces],
    }


def _kind(found: Difference, row: Row) -> str:
    paragraphs = found.before.paragraphs if row.after is None else found.after.paragraphs
    place = row.before if row.after is None else row.after
    return paragraphs[place].kind if paragraphs is not None and place is not None else ""
