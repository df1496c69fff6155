"""The truth: raw pages in WARC files, and a database that says what they are and what was made of them.

`open_store` is the door; `docs/store.md` says what lies where and what is durable when.
Nothing outside this package knows which database is used.
"""

from __future__ import annotations

from index.store.store import Store, open_store
from index.store.values import Added, Outcome, Prepare, Refreshed, Stamp

__all__ = ["Added", "Outcome", "Prepare", "Refreshed", "Stamp", "Store", "open_store"]
