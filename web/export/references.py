"""Rows as references: an article, or a passage of one, with what is needed to cite it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from search.bylines import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.model import Document, Line, Span
    from web.cite import Work

REMEMBERED = 1024
"""Works that are kept: lines of one article need not stand together."""


class Reference(NamedTuple):
    """An article as a work; of a passage also its words, and a key of its own."""

    work: Work
    quote: str = ""
    key: str = ""


def of_documents(documents: Iterable[Document], cited: Callable[[Document], Work]) -> Iterator[Reference]:
    """A reference for each article."""
    return (Reference(cited(document)) for document in documents)


def of_lines(
    lines: Iterable[Line],
    cited: Callable[[str], Work | None],
    page: Callable[[str, Span], str],
) -> Iterator[Reference]:
    """A reference for each line, which leads to its passage.

    `cited` gives the work of an article by its id, None where it is gone; `page` the address of a passage.
    """
    known: dict[str, Work | None] = {}
    for line in lines:
        if line.article not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[line.article] = cited(line.article)
        work = known[line.article]
        if work is not None:
            key = f"{line.article}-{line.span.start}-{line.span.length}"
            yield Reference(replace(work, permalink=page(line.article, line.span)), quoted(line), key)


def quoted(line: Line) -> str:
    """The words of a line, with what stands beside them."""
    return one_line(f"{line.before}{line.match}{line.after}")
