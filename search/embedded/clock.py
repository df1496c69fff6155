"""How long the costly parts of a question may take together; looked at between them, never within one."""

from __future__ import annotations

import time


class Clock:
    """Runs from when it is made. `limit_ms` None: for ever."""

    def __init__(self, limit_ms: float | None = None) -> None:
        self._ends = None if limit_ms is None else time.perf_counter() + limit_ms / 1000
        self.ran_out = False
        """Whether a part was left out."""

    def has_time(self) -> bool:
        """Whether there is time for one more part; if not, it is left out, and that is remembered."""
        if self._ends is not None and time.perf_counter() >= self._ends:
            self.ran_out = True
        return not self.ran_out
