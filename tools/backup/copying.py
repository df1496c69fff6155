"""Files copied with their SHA-256, synced, and counted; and read back."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from search import files
from tools.backup.manifest import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    Progress = Callable[[int, int], None]

CHUNK = 1 << 22
"""Bytes that are read at a time."""


class Counter:
    """Tells the bytes done and in all, as far as is known."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self.done = 0
        self.total = 0

    def expect(self, size: int) -> None:
        """So many bytes more are to be done."""
        self.total += size

    def add(self, size: int) -> None:
        """So many bytes were done."""
        self.done += size
        self._tell(self.done, max(self.total, self.done))


def copy(source: Path, target: Path, counter: Counter, end: int | None = None) -> Entry:
    """Copy a file, or its first bytes, into a new one that is on the disk when this returns.

    Raises `OSError`; `EOFError` where the file is shorter than `end`.
    """
    with source.open("rb") as file:
        entry = copy_of(file, target, counter, end)
    if end is not None and entry.size < end:
        raise EOFError(f"{source} has {entry.size} bytes and should have {end}")
    return entry


def copy_of(file: BinaryIO, target: Path, counter: Counter, end: int | None = None) -> Entry:
    """Copy what is left of an open file, up to a place in it, into a new one."""
    files.make_folder(target.parent)
    digest, at = hashlib.sha256(), 0
    changed = os.fstat(file.fileno()).st_mtime_ns
    out = files.NewFile(target)
    try:
        while chunk := file.read(CHUNK if end is None else min(CHUNK, end - at)):
            out.write_at(at, chunk)
            digest.update(chunk)
            at += len(chunk)
            counter.add(len(chunk))
        out.sync()
    finally:
        out.close()
    return Entry(at, digest.hexdigest(), changed)


def sha256_of(path: Path, counter: Counter) -> str:
    """The SHA-256 of a file as the disk has it, as far as the system can be made to forget what it keeps."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            counter.add(len(chunk))
    return digest.hexdigest()


def sync_tree(folder: Path) -> None:
    """Wait until all names below a folder are on the disk."""
    for path in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        files.sync_folder(path)
