"""What is asked of every engine and what it answers. Light: a searching process imports little else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

TOP = 10
"""Hits that a question asks for, and topics that are counted."""

GAP = "."
"""Stands in the text where positions jump; no key looks like it."""

PLACE, YEAR, TOPIC = "place", "year", "topic"
SINGLE = (PLACE, YEAR)
MULTI = (TOPIC,)
THREE = (PLACE, YEAR, TOPIC)
"""Facets that a question counts: provinces plus one opened branch; years; the ten most frequent topics."""

FIELDS = {PLACE: "province", YEAR: "year", TOPIC: "topic"}
"""Where the values that can be chosen in a facet stand in a record."""


class Record(msgspec.Struct, frozen=True):
    """An analysed article. Texts are keys joined by blanks, `text` with `GAP` between sentences.

    A place is a path: `district` begins with its `province`, `commune` with its district if there is one.
    """

    number: int
    text: str
    head: str
    pairs: str
    province: str
    district: str
    commune: str
    year: str
    month: str
    source: str
    topic: list[str]
    group: str


Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""Filters: any of the values of a facet."""


class Question(msgspec.Struct, frozen=True):
    """Words to find, in one of the ways `and`, `or`, `phrase`, `folded`.

    A folded question has words without marks, and `keys` names for each all the keys that it stands for.
    `chosen` are the filters; each facet is counted under all of them but its own. `opened` is the province
    whose districts are counted beside all provinces. With `head`, titles weigh in the ranking, too.
    """

    kind: str
    words: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    chosen: Chosen = ()
    facets: tuple[str, ...] = THREE
    opened: str = ""
    head: bool = False

    def filters(self, but: str = "") -> Chosen:
        """The filters, all but a facet's own."""
        return tuple(pair for pair in self.chosen if pair[0] != but)

    def passes(self) -> dict[Chosen, tuple[str, ...]]:
        """The facets by the filters under which they are counted: many engines go once for each."""
        found: dict[Chosen, tuple[str, ...]] = {}
        for facet in self.facets:
            filters = self.filters(facet)
            found[filters] = (*found.get(filters, ()), facet)
        return found


Counts = dict[str, dict[str, int]]


class Answer(NamedTuple):
    """How many articles match, the numbers of the ten best, and the counts of each facet."""

    total: int
    top: list[int]
    facets: Counts


class Searcher(Protocol):
    """An opened index."""

    def search(self, question: Question) -> Answer:
        """Rank and count: what is timed."""

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending: for comparing engines."""


class Source(Protocol):
    """Where engines read the analysed articles."""

    def __len__(self) -> int:
        """How many there are."""

    @property
    def frequencies(self) -> Mapping[str, int]:
        """Every key of the texts, and in how many articles it stands."""

    def records(self, first: int = 0, last: int | None = None) -> Iterator[Record]:
        """The records `[first, last)`, in order."""

    def lines(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """The same as JSON objects."""
