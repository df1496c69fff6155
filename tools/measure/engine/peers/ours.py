"""Our embedded engine behind the same protocol.

TO BE FINISHED with the new engine: everything below raises, and the engine counts as missing while `FINISHED`
is False, so the comparison of the others runs without it. What to heed:

    words     a question names exact keys: `đảng` must not match `dang`. A spelling whose tiers are
              `((EXACT, (word.key,)),)` does that; a folded word has all of `keys` in one tier.
    streams   `Record.text` has `GAP` where positions jump; `head` has the words of titles twice.
    pairs     `Record.pairs` are the neighbours that `search.pairs` knows, within sentences.
    facets    `topic` has several values; a place is the path `province`, `district`, `commune`.
    numbers   `Record.number` is what the others answer with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.measure.engine.peers.base import Peer

if TYPE_CHECKING:
    from pathlib import Path

    from tools.measure.engine.shapes import Searcher, Source

FINISHED = False


class Ours(Peer):
    """The embedded engine, from analysed terms."""

    name = "ours"
    module = "search.embedded.snapshot"
    heads = True
    threads = True
    remark = "ranks by text and head always"

    def missing(self) -> bool:
        """Whether this adapter is still to be written."""
        return not FINISHED or super().missing()

    def build(self, source: Source, folder: Path, threads: int) -> None:
        """One process, or `threads` processes; one segment either way."""
        raise NotImplementedError(f"{len(source)} articles into {folder} with {threads} processes")

    def open(self, folder: Path) -> Searcher:
        """A searcher over one snapshot; see `Searcher` for what it answers."""
        raise NotImplementedError(f"open {folder}")
