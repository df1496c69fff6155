"""Two passages side by side: paragraphs, and in them the words that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from search.alignment import Effort
from search.differences import Row, differences, extent, word_differences
from search.text import canonical
from web.articles.versions import paragraphs_of, row_json
from web.passages.finding import State, found_now
from web.passages.naming import clip_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.passages.finding import Places

LONGEST = 20_000
"""Characters of a pasted text that are read."""


class Side(NamedTuple):
    """One of two: its paragraphs; of an article also its id, and what became of the passage.

    `is_cut`: more was pasted than is read.
    """

    paragraphs: tuple[str, ...]
    article: str | None = None
    title: str = ""
    state: State | None = None
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not self.paragraphs


NOTHING = Side(())


def side_of(places: Places, name: str, pasted: str) -> Side:
    """The side that is named by a code, an address or the id of an article; else what was pasted."""
    if name.strip():
        return _named(places, name.strip())
    text = canonical(pasted[:LONGEST])
    return Side(_paragraphs(text), is_cut=len(pasted) > LONGEST)


def _named(places: Places, name: str) -> Side:
    clip = clip_named(name, places.reader)
    if clip is not None:
        found = found_now(places, clip)
        title = found.document.article.title if found.document else ""
        return Side(_paragraphs(found.text), clip.article, title, found.state)
    document = places.document(name)
    if document is None:
        return Side((), name[:60], "", State.GONE)
    lines = tuple(paragraph.text for paragraph in paragraphs_of(document))
    state = State.SAME if places.may_show(document) else State.CLOSED
    return Side(lines if state is State.SAME else (), document.id, document.article.title, state)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())


def rows_of(one: Side, other: Side) -> tuple[Row, ...]:
    """The paragraphs of both in order; two single ones stand side by side however little they share."""
    before, after = one.paragraphs, other.paragraphs
    if len(before) == len(after) == 1:
        return (Row(0, 0, word_differences(before[0], after[0], Effort())),)
    return differences(before, after, Effort())


def beside_json(one: Side, other: Side, rows: Sequence[Row]) -> dict[str, Any]:
    """Two sides as plain data, and their paragraphs as pieces that are the same, went or came."""
    return {
        "before": _side_json(one),
        "after": _side_json(other),
        "changes": extent(rows)._asdict(),
        "rows": [row_json(row) for row in rows],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "article": side.article,
        "title": side.title,
        "state": side.state.value if side.state else None,
        "paragraphs": len(side.paragraphs),
        "cut": side.is_cut,
    }
