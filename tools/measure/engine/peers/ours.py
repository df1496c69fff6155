"""Our embedded engine behind the same protocol.

TO BE FINISHED with the new engine: everything below that raises. The engine is taken as missing until the
module `search.embedded.tokens` exists, so the comparison of the others runs without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.measure.engine.peers.base import Peer

if TYPE_CHECKING:
    from pathlib import Path

    from tools.measure.engine.shapes import Searcher, Source


class Ours(Peer):
    """The embedded engine, from analysed terms."""

    name = "ours"
    module = "search.embedded.tokens"
    heads = True
    threads = True
    remark = "ranks by text and head always"

    def build(self, source: Source, folder: Path, threads: int) -> None:
        """One process, or `threads` processes merged to one segment."""
        raise NotImplementedError(
            "feed Source.records() to search.embedded.tokens.build_from_tokens: "
            f"{len(source)} articles into {folder} with {threads} processes"
        )

    def open(self, folder: Path) -> Searcher:
        """A searcher over `Snapshot.find(node, filters, facets, k)`; see `Searcher` for what it answers."""
        raise NotImplementedError(f"open {folder} and turn a Question into a node of search.model")
