"""The engines of one run: built, measured on disk and in processes of their own, opened."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tools.measure.engine.peers import PEERS
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tools.measure.engine.keeping import Keeper
    from tools.measure.engine.peers.base import Peer
    from tools.measure.engine.queries import Rows
    from tools.measure.engine.shapes import Question, Searcher, Source

REPEATED = 20_000
"""Articles up to which engines that build fast are built three times, in turn."""


class Entrant(NamedTuple):
    """An engine with an open index, its bytes on disk, and articles a second by threads or processes."""

    peer: Peer
    searcher: Searcher
    folder: Path
    size: int
    rates: dict[int, float]

    def questions(self, rows: Rows) -> dict[str, Sequence[Question]]:
        """What it is asked, by row."""
        return {row: asked[: self.peer.questions] for row, asked in rows.items() if _can(self.peer, asked[0])}


def _can(peer: Peer, question: Question) -> bool:
    return (
        question.kind in peer.kinds
        and (peer.filters or not question.chosen)
        and (peer.heads or not question.head)
    )


def chosen(names: Sequence[str], articles: int) -> tuple[list[Peer], list[str]]:
    """The engines that take part, and those that do not with the reason."""
    peers: list[Peer] = []
    absent = []
    for name in names or PEERS:
        peer = PEERS[name]
        if peer.missing():
            absent.append(f"{name} (not installed)")
        elif articles > peer.largest:
            absent.append(f"{name} (not above {peer.largest:,} articles)")
        else:
            peers.append(peer)
    return peers, absent


def enter(peers: Sequence[Peer], source: Source, keeper: Keeper) -> list[Entrant]:
    """Build and open all; what is built with two threads, by those that can, is only timed."""
    indexes = {peer.name: keeper.index(peer) for peer in peers}
    for number in range(3 if len(source) <= REPEATED else 1):
        for peer in peers:
            for threads in (2, 1) if peer.threads else (1,):
                made = indexes[peer.name]
                built = made.rates.setdefault(threads, [])
                if not built or (peer.threads and len(built) <= number):
                    built.append(_build(peer, source, keeper.emptied(peer), threads))
                    keeper.save(peer, made)
    return [_entrant(peer, keeper.index_folder(peer), indexes[peer.name].rates) for peer in peers]


def _build(peer: Peer, source: Source, folder: Path, threads: int) -> float:
    started = time.perf_counter()
    peer.build(source, folder, threads)
    return len(source) / (time.perf_counter() - started)


def _entrant(peer: Peer, folder: Path, rates: Mapping[int, list[float]]) -> Entrant:
    middle = {threads: median(found) for threads, found in rates.items()}
    return Entrant(peer, peer.open(folder), folder, peer.size(folder), middle)


def figures(entrant: Entrant) -> Iterator[Figure]:
    """Rates and size."""
    name = entrant.peer.name
    for threads, rate in sorted(entrant.rates.items()):
        title = "one process" if threads == 1 else "two processes" if name == "ours" else "two threads"
        yield Figure(f"{name}: built, {title}", round(rate), "articles/s")
    yield Figure(f"{name}: on disk", round(entrant.size / 1e6, 1), "MB")
    if segments := getattr(entrant.searcher, "segments", 0):
        yield Figure(f"{name}: segments", segments, "segments")
