"""The truth: raw pages in WARC files, and a database that says what they are and what was made of them.

`open_store` is the door; `docs/store.md` says what lies where and what is durable when.
Nothing outside this package knows which database is used.
"""

from __future__ import annotations

from index.store.alarms import Alarm, Newest
from index.store.hosts import Hosts, Learned, Lesson
from index.store.signatures import Signed
from index.store.staging import Change, MadeRow, Staging, made_row
from index.store.store import Store, adopt_copy, open_store
from index.store.values import (
    Added,
    Current,
    Doubt,
    Loaded,
    Origin,
    Outcome,
    Prepare,
    Refreshed,
    Stamp,
    StampOf,
    batches,
)
from index.store.withdrawing import Withdrawal, Withdrawals, withdrawals_beside

__all__ = [
    "Added",
    "Alarm",
    "Change",
    "Current",
    "Doubt",
    "Hosts",
    "Learned",
    "Lesson",
    "Loaded",
    "MadeRow",
    "Newest",
    "Origin",
    "Outcome",
    "Prepare",
    "Refreshed",
    "Signed",
    "Staging",
    "Stamp",
    "StampOf",
    "Store",
    "Withdrawal",
    "Withdrawals",
    "adopt_copy",
    "batches",
    "made_row",
    "open_store",
    "withdrawals_beside",
]
