"""What a crawl has done so far, for people who look on."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.store.frontier.visits import Resting


@dataclass(slots=True)
class Progress:
    """Counts since the crawl began; `failures` are visits that may work another time, by reason.

    `resting` are hosts that are left alone when the crawl ends, with what is due there all the same.
    """

    pages: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0
    bytes: int = 0
    named: int = 0
    waiting: int = 0
    running: int = 0
    hosts: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    resting: tuple[Resting, ...] = ()
    begun: float = field(default_factory=time.monotonic)

    @property
    def failed(self) -> int:
        """Visits that came to nothing for now."""
        return sum(self.failures.values())

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / max(time.monotonic() - self.begun, 1e-6)
