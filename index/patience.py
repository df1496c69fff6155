"""How long reading a page may take: a time of the processor after which it is given up, wherever it is."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, NoReturn, TypeVar

from search.model import Skipped, SkipReason

if TYPE_CHECKING:
    from collections.abc import Callable

_AGAIN = 1.0
"""Seconds of the processor after which a page is given up once more, where it swallowed the first time."""

_T = TypeVar("_T")


class TooSlow(BaseException):
    """A page took longer than it may. No `Exception`: code that copes with odd pages must let it pass."""


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """Do something that may take so many seconds of the processor; without limit for 0.

    There is none either in threads beside the main one, and where the system has no such clock (Windows).
    What was under way is cut between two steps of Python, or in the midst of a regular expression.

    Raises:
        TooSlow: it took longer.
    """
    if not seconds or not hasattr(signal, "setitimer") or not _is_main():
        return work()
    before = signal.signal(signal.SIGPROF, _give_up)
    try:
        try:
            signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
            return work()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:  # once more: the time may have been up just before it was stopped
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def too_slow(seconds: float) -> Skipped:
    """What is said of a page that took longer."""
    return Skipped(SkipReason.TOO_SLOW, f"more than {seconds:g} seconds of the processor")


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _give_up(number: int, frame: object) -> NoReturn:
    del number, frame
    raise TooSlow
