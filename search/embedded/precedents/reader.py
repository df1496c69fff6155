"""How things were worded before, asked of a reader: questions in its turns, texts read between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.embedded.precedents.asking import Asking
    from search.model import (
        Alike,
        Collocates,
        Concordance,
        Document,
        FirstUse,
        GroupBy,
        GroupOrder,
        Groups,
        Line,
        Lines,
        Measure,
        Period,
        Query,
        Similar,
        Timeline,
        Unit,
        Variant,
        Variants,
    )

Answer = TypeVar("Answer")


class Asker(Protocol):
    """Asks one generation, in turn with other questions."""

    def __call__(self, ask: Callable[[Asking], Answer], /) -> Answer:
        """The answer to a question."""
        ...


class EmbeddedPrecedents:
    """See `search.engine.Precedents`."""

    def __init__(self, ask: Asker) -> None:
        self._ask = ask

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance."""
        return self._ask(lambda asking: asking.lines(query, wanted))

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        return self._ask(lambda asking: asking.every_line(query, wanted))

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds, in its order."""
        return self._ask(lambda asking: asking.every_document(query))

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query."""
        return self._ask(lambda asking: asking.variants(query, alike, begin, size))

    def every_variant(self, query: Query, alike: Alike) -> Iterator[Variant]:
        """All wordings of a query."""
        return self._ask(lambda asking: asking.every_variant(query, alike))

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        return self._ask(
            lambda asking: asking.collocates(query, unit, measure, left=left, right=right, most=most)
        )

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables that stand right before or behind a query."""
        return self._ask(
            lambda asking: asking.runs_beside(query, measure, before=before, syllables=syllables, most=most)
        )

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time."""
        return self._ask(lambda asking: asking.timeline(queries, period))

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query."""
        return self._ask(lambda asking: asking.first_use(query, most))

    def groups(self, query: Query, by: GroupBy, order: GroupOrder, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        return self._ask(lambda asking: asking.groups(query, by, order, begin, size))

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text."""
        return self._ask(lambda asking: asking.similar(text, query, most, oldest=oldest))
