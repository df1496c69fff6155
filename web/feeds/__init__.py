"""Feeds of any query (Atom, JSON Feed), and what a browser needs to search here (OpenSearch)."""

from __future__ import annotations

from web.feeds import browsers, readers
from web.feeds.blueprint import feeds

__all__ = ["browsers", "feeds", "readers"]
