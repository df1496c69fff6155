"""A chunk: articles inverted in memory, which become one segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.embedded.blocks import Collector
from search.embedded.gathering import gather
from search.embedded.tokens import Keys, TermNumbers
from search.pairs import known_pairs
from search.zones import HEAD, PAIRS, TERMS, TEXT

if TYPE_CHECKING:
    from search.embedded.container import Array, ArrayWriter
    from search.embedded.gathering import Naming
    from search.embedded.inversion import Batch
    from search.embedded.said import Spoken

POSITION_BITS, TIMES_BITS = 24, 8


class Chunk:
    """Collects batches. `size` articles and about `tokens` occurrences are in it."""

    def __init__(self) -> None:
        self.keys = Keys()
        self.terms = TermNumbers()
        self.size = 0
        self.tokens = 0
        self._fields = {
            TEXT: Collector(POSITION_BITS, positions=True),
            HEAD: Collector(TIMES_BITS),
            PAIRS: Collector(0),
            TERMS: Collector(0),
        }
        self.text_lengths: list[Array] = []
        self.head_lengths: list[Array] = []
        self.bounds: list[Array] = []
        self.neighbours: list[Array] = []
        self.capitals: list[Array] = []
        self.markless: list[Array] = []
        self.said: list[Spoken] = []
        self.bases: list[int] = []
        """The first article of each batch."""

    def add(self, batch: Batch) -> None:
        """Add the next articles."""
        size = self.size + len(batch.text_lengths)
        found = (batch.text, batch.head, batch.pairs, batch.terms)
        for collector, each in zip(self._fields.values(), found, strict=True):
            collector.add(each, self.size, size)
            self.tokens += len(each.docs)
        self.text_lengths.append(batch.text_lengths)
        self.head_lengths.append(batch.head_lengths)
        self.bounds.append(batch.bounds)
        self.neighbours.append(batch.neighbours)
        self.capitals.append(batch.capitals)
        self.markless.append(batch.markless + self.size)
        self.said.append(batch.said)
        self.bases.append(self.size)
        self.size = size

    def write(self, writer: ArrayWriter, name: str) -> None:
        """Write the postings of a field; what they were made of is given up."""
        blocks = self._fields.pop(name).blocks()
        gather(writer, name, self.size, blocks, self._names(name), positions=name == TEXT)

    def _names(self, name: str) -> Naming:
        if name == PAIRS:
            return lambda codes: [known_pairs().name_of(code).encode() for code in codes]
        keys = self.keys.keys if name != TERMS else list(self.terms)
        return lambda numbers: [keys[number].encode() for number in numbers]
