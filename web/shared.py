"""What is known of clients, in memory alone, by all processes that were forked after it was made."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.limits.buckets import Buckets
from web.totals.tally import Tally


@dataclass(frozen=True, slots=True)
class Shared:
    """What clients have left, and how many of them asked the same today."""

    buckets: Buckets = field(default_factory=Buckets)
    tally: Tally = field(default_factory=Tally)
