"""How processes that help begin and end: what they need is imported once, not by each of them."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext


def context_of(*modules: str) -> ForkServerContext | SpawnContext:
    """Makes processes that are copies of one which has imported these modules; new ones but on Linux.

    That one has no threads and nothing open of this process, and ends with it. The first that asks here says
    what it imports; whatever else a helper needs it imports itself.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def end_with_parent() -> None:
    """In a helper: end with the process that asked for it, in the midst of its work too; nobody waits now."""
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
