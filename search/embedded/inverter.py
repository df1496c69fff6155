"""Documents into finished parts: decoded, analysed, collected, and written when enough has come together.

It runs in the writer's own process for a few documents, and in worker processes for many.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from search.embedded.chunk import Chunk
from search.embedded.inversion import invert
from search.embedded.packing import pack_document
from search.embedded.segment import write_chunk
from search.embedded.stored import write_document
from search.embedded.values import ValuesBuilder, facts_of
from search.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BYTES_AN_OCCURRENCE, BYTES_AN_ARTICLE = 10, 3_000
"""Memory that a chunk takes at its peak, while it is written: measured, stored documents included."""


class Inverter:
    """Makes parts named `<prefix><number>` in a folder; at most about `memory` bytes are held."""

    def __init__(self, folder: Path, prefix: str, memory: int) -> None:
        self._folder = folder
        self._prefix = prefix
        self._memory = memory
        self._made = 0
        self._begin()

    def _begin(self) -> None:
        self._chunk = Chunk()
        self._values = ValuesBuilder()
        self._stored: list[bytes] = []

    def add(self, encoded: Sequence[bytes]) -> str | None:
        """Take documents as JSON; the name of the part that was finished by that, if one was."""
        documents = [_decoder().decode(each) for each in encoded]
        self._chunk.add(invert(documents, self._chunk.keys, self._chunk.terms))
        self._values.add([facts_of(document) for document in documents])
        self._stored += [pack_document(write_document(each)) for each in documents]
        return self.finish() if self._held() >= self._memory else None

    def _held(self) -> int:
        return self._chunk.tokens * BYTES_AN_OCCURRENCE + self._chunk.size * BYTES_AN_ARTICLE

    def finish(self) -> str | None:
        """Write what was collected as a part; None where nothing was."""
        if not self._chunk.size:
            return None
        name = f"{self._prefix}{self._made:04d}"
        self._made += 1
        write_chunk(self._folder, name, self._chunk, self._values, self._stored)
        self._begin()
        return name


@cache
def _decoder() -> msgspec.json.Decoder[Document]:
    return msgspec.json.Decoder(Document)
