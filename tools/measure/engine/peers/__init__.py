"""Adapters, one a file. Packages are installed on demand (`make peers`); a missing one is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.measure.engine.peers.bm25s_peer import Bm25s
from tools.measure.engine.peers.fts5_peer import Fts5
from tools.measure.engine.peers.ours import Ours
from tools.measure.engine.peers.tantivy_peer import Tantivy, TantivyFolds
from tools.measure.engine.peers.whoosh_peer import StockWhoosh
from tools.measure.engine.peers.xapian_peer import Xapian

if TYPE_CHECKING:
    from tools.measure.engine.peers.base import Peer

PEERS: dict[str, Peer] = {
    peer.name: peer for peer in (Tantivy(), TantivyFolds(), Xapian(), Fts5(), Bm25s(), StockWhoosh(), Ours())
}
"""All engines by name, ours last, for it is checked against the others."""
