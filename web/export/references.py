"""Rows as references: an article, or a passage of one, with what is needed to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from search.bylines import one_line
from web.texts.dates import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from search.model import Line, Span
    from web.cite import Work


class Reference(NamedTuple):
    """An article as a work; of a passage also its words, a key of its own, and a reader's note."""

    work: Work
    quote: str = ""
    key: str = ""
    note: str = ""


class Citing(Protocol):
    """What makes works of lines; asked of many articles at once when they were fetched."""

    def fetched(self, article_ids: Sequence[str]) -> Mapping[tuple[str, int], datetime]:
        """When the versions of some articles were fetched, by id and version."""
        ...

    def work_of_line(self, line: Line, fetched: datetime | None) -> Work:
        """The article of a line as a work."""
        ...

    def page(self, article: str, span: Span | None, /) -> str:
        """The address of a passage."""
        ...


def of_articles(batches: Iterable[Sequence[tuple[Work, int]]], citing: Citing) -> Iterator[Reference]:
    """A reference for each article, of works with the version that they were made of."""
    for some in batches:
        fetched = citing.fetched([work.id for work, _ in some])
        for work, version in some:
            moment = fetched.get((work.id, version))
            yield Reference(work._replace(seen=local_day(moment)) if moment else work)


def of_lines(batches: Iterable[Sequence[Line]], citing: Citing) -> Iterator[Reference]:
    """A reference for each line, which leads to its passage."""
    for some in batches:
        distinct = {line.article: line for line in some}
        fetched = citing.fetched(list(distinct))
        works = {
            article: citing.work_of_line(line, fetched.get((article, line.version)))
            for article, line in distinct.items()
        }
        for line in some:
            key = f"{line.article}-{line.span.start}-{line.span.length}"
            here = citing.page(line.article, line.span)
            yield Reference(works[line.article]._replace(permalink=here), quoted(line), key)


def of_noted_lines(batches: Iterable[Sequence[tuple[Line, str]]], citing: Citing) -> Iterator[Reference]:
    """The same, each with its note."""
    for some in batches:
        made = of_lines([[line for line, _ in some]], citing)
        for reference, (_, note) in zip(made, some, strict=True):
            yield reference._replace(note=one_line(note))


def quoted(line: Line) -> str:
    """The words of a line, with what stands beside them."""
    return one_line(f"{line.before}{line.match}{line.after}")
