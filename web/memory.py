"""Memory that processes share: those forked after it was made see the same bytes, one at a time."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import threading
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator


class SharedMemory:
    """So many bytes, zeros at first, in no file.

    A lock on an empty file, which the system takes from a process that dies, keeps others out; where there is
    none (Windows) one process serves.
    """

    def __init__(self, size: int) -> None:
        self.bytes = mmap.mmap(-1, size)
        self._threads = threading.Lock()
        self._file, path = tempfile.mkstemp(prefix="tratin-shared-")
        weakref.finalize(self, os.close, self._file)
        if sys.platform != "win32":
            Path(path).unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads and processes out of the block."""
        with self._threads:
            if sys.platform == "win32":
                yield
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
